"""The answers of one avatar, as one frozen value.

Each edition keeps its own answers, and only those of the chosen edition are ever sent: an impossible
combination (say, voice properties for the Standard edition) has no place where it could be written down.
Allowed values and their meaning: API reference, Create2dModelTrainingJob.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path


class Edition(StrEnum):
    """What kind of avatar is ordered; values are those of ``avatar-wizard check --edition``."""

    STANDARD = "standard"
    FLEXUS = "flexus"
    FAST_FLEXUS = "fast-flexus"

    @property
    def is_flexus(self) -> bool:
        """Whether the rules of Flexus (ordinary or ultra-fast) hold."""
        return self is not Edition.STANDARD


class UseCase(StrEnum):
    """Where the finished avatar may appear (``supported_service``)."""

    VIDEO_2D = "VIDEO_2D"
    LIVE_2D = "LIVE_2D"
    CHAT_2D = "CHAT_2D"


class JobTag(StrEnum):
    """What the avatar's voice will mostly say (``voice_properties.job_tag``)."""

    ECOMMERCE = "ECOMMERCE"
    NEWS = "NEWS"
    MARKETING = "MARKETING"


class Sex(StrEnum):
    """The speaker's voice (``voice_properties.sex``)."""

    FEMALE = "FEMALE"
    MALE = "MALE"


class Language(StrEnum):
    """The language spoken (``voice_properties.language``); the service says only CN is supported yet."""

    CN = "CN"
    EN = "EN"


class VoiceSource(StrEnum):
    """Where a Flexus avatar's voice comes from; image-only has none."""

    FROM_VIDEO = "video"
    FROM_RECORDING = "recording"
    IMAGE_ONLY = "image-only"


class CommandMessage(StrEnum):
    """The four documented values of ``command_message``; left out unless the draft file gives one."""

    UPDATE_VIDEO = "UPDATE_VIDEO"
    UPLOAD_VIDEO = "UPLOAD_VIDEO"
    CONFIRM_ACTION_VIDEO = "CONFIRM_ACTION_VIDEO"
    GET_ACTION_VIDEO_MULTIPART = "GET_ACTION_VIDEO_MULTIPART"


class Role(StrEnum):
    """The part a file plays in a job; values are the keys of ``[files]`` in a draft file."""

    TRAINING_VIDEO = "training_video"
    ID_CARD_IMAGE1 = "id_card_image1"
    ID_CARD_IMAGE2 = "id_card_image2"
    GRANT_FILE = "grant_file"
    COVER = "cover"
    AUDIO = "audio"
    ACTION_VIDEO = "action_video"
    PRE_BEAUTY_IMAGE = "pre_beauty_image"
    POST_BEAUTY_IMAGE = "post_beauty_image"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file's identity: size in bytes, mtime in ns, and a SHA-256 over its first and last MiB."""

    size: int
    mtime_ns: int
    ends: str


@dataclass(frozen=True, slots=True)
class PickedFile:
    """A file the person chose, with what it looked like at that moment."""

    role: Role
    path: Path
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Waiver:
    """A warning about the training video that the person knows of and sends it with; ``reason`` in their own words."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class VoiceProperties:
    """The voice a Flexus job trains beside the picture; all three are mandatory when sent."""

    job_tag: JobTag | None = None
    sex: Sex | None = None
    language: Language = Language.CN


@dataclass(frozen=True, slots=True)
class StandardAnswers:
    """What only the Standard edition asks."""

    replace_background: bool = True
    livestream_copy: bool = False
    use_cases: frozenset[UseCase] = frozenset({UseCase.VIDEO_2D, UseCase.LIVE_2D})


@dataclass(frozen=True, slots=True)
class FlexusAnswers:
    """What only the two Flexus editions ask; they know one use (video) and one background (as filmed)."""

    voice_source: VoiceSource = VoiceSource.FROM_VIDEO
    voice: VoiceProperties = field(default_factory=VoiceProperties)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a person has answered about one avatar; every edit makes a new value."""

    name: str = ""
    contact: str = ""
    edition: Edition | None = None
    standard: StandardAnswers = field(default_factory=StandardAnswers)
    flexus: FlexusAnswers = field(default_factory=FlexusAnswers)
    files: tuple[PickedFile, ...] = ()
    batch_name: str = ""
    tags: tuple[str, ...] = ()
    on_demand: bool = False
    command_message: CommandMessage | None = None
    video_slices: int | None = None
    action_video_slices: int | None = None
    waivers: tuple[Waiver, ...] = ()

    def file(self, role: Role) -> PickedFile | None:
        """The file chosen for ``role``, or None."""
        return next((picked for picked in self.files if picked.role is role), None)

    def with_file(self, picked: PickedFile) -> Draft:
        """The draft with ``picked`` in place of whatever had its role."""
        before = self.file(picked.role)
        kept = (
            self if before is not None and before.fingerprint == picked.fingerprint else self.without_file(picked.role)
        )
        others = tuple(other for other in self.files if other.role is not picked.role)
        return replace(kept, files=(*others, picked))

    def without_file(self, role: Role) -> Draft:
        """The draft with nothing chosen for ``role``; what was said about a training video goes with it."""
        waivers = () if role is Role.TRAINING_VIDEO else self.waivers
        return replace(self, files=tuple(picked for picked in self.files if picked.role is not role), waivers=waivers)

    def waived(self, code: str) -> str | None:
        """The reason for sending the video in spite of warning ``code``, None when there is none."""
        return next((waiver.reason for waiver in self.waivers if waiver.code == code), None)

    def with_waiver(self, code: str, reason: str) -> Draft:
        """The draft in which warning ``code`` is known and accepted."""
        return replace(self, waivers=(*self.without_waiver(code).waivers, Waiver(code, reason)))

    def without_waiver(self, code: str) -> Draft:
        """The draft in which warning ``code`` is open again."""
        return replace(self, waivers=tuple(waiver for waiver in self.waivers if waiver.code != code))

    @property
    def takes_recording(self) -> bool:
        """Whether the voice comes from a separate recording, so that an audio archive is sent."""
        return self.is_flexus and self.flexus.voice_source is VoiceSource.FROM_RECORDING

    @property
    def is_flexus(self) -> bool:
        """Whether a Flexus edition is chosen."""
        return self.edition is not None and self.edition.is_flexus

    @property
    def voice_from_video(self) -> bool:
        """Whether the video's own sound is needed: always but for Flexus with a recording or without a voice."""
        return not self.is_flexus or self.flexus.voice_source is VoiceSource.FROM_VIDEO

    def files_to_send(self) -> tuple[PickedFile, ...]:
        """The files that belong to the chosen answers, documents first, the long videos last."""
        unwanted = set() if self.takes_recording else {Role.AUDIO}
        return tuple(
            picked for role in SENDING_ORDER if role not in unwanted and (picked := self.file(role)) is not None
        )


SENDING_ORDER = (
    Role.ID_CARD_IMAGE1,
    Role.ID_CARD_IMAGE2,
    Role.GRANT_FILE,
    Role.COVER,
    Role.PRE_BEAUTY_IMAGE,
    Role.POST_BEAUTY_IMAGE,
    Role.AUDIO,
    Role.TRAINING_VIDEO,
    Role.ACTION_VIDEO,
)
"""Documents first: when they have arrived, a cut costs the least."""

SLICED_ROLES = frozenset({Role.TRAINING_VIDEO, Role.ACTION_VIDEO})
"""The files that go up in slices."""
