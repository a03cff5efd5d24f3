"""What is known and what is said about a piece of footage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .draft import Draft, Edition, Fingerprint
from .signals import Signals


class Severity(StrEnum):
    """How much a finding matters: a stop will be refused by the service, a warning may be, a tip may help."""

    STOP = "stop"
    WARNING = "warning"
    TIP = "tip"


class RuleSource(StrEnum):
    """Whose rule a finding rests on."""

    HUAWEI_REQUIRED = "huawei-required"
    HUAWEI_ADVISED = "huawei-advised"
    OURS = "ours"


class Verdict(StrEnum):
    """The one word about a file; values are those of ``check --json``."""

    OK = "ok"
    WARNING = "warning"
    STOP = "stop"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """One sound track."""

    codec: str
    sample_rate: int | None
    channels: int | None
    start_s: float | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class FootageFacts:
    """What ffprobe and the box walk say of a file. None means: the file does not tell.

    ``width`` and ``height`` are as shown, after rotation and sample aspect; ``rotation`` is degrees in the
    display matrix; ``duration_s`` seconds; ``frame_rate`` frames per second (the average), ``base_frame_rate`` the
    one that all intervals fit into; ``size`` bytes; ``bit_rate`` of the picture, bit/s; ``sample_aspect`` width by
    height of a stored pixel; ``stored_width`` and ``stored_height`` before rotation and aspect; ``bit_depth`` per
    component; ``transfer``, ``primaries`` and ``field_order`` by ffprobe's names; ``start_s`` and
    ``picture_duration_s`` of the picture alone; ``index_first``: the ``moov`` box stands before the media.
    """

    size: int
    container: str
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    rotation: int = 0
    codec: str | None = None
    pixel_format: str | None = None
    frame_rate: float | None = None
    bit_rate: int | None = None
    audio: tuple[AudioFacts, ...] = ()
    profile: str | None = None
    base_frame_rate: float | None = None
    sample_aspect: float | None = None
    stored_width: int | None = None
    stored_height: int | None = None
    bit_depth: int | None = None
    transfer: str | None = None
    primaries: str | None = None
    field_order: str | None = None
    start_s: float | None = None
    picture_duration_s: float | None = None
    index_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """By which rules footage is judged.

    ``voice_from_video`` is False when the voice comes from elsewhere (Flexus only): then the video may be silent.
    ``green_screen``: the background is to be replaced. ``is_test_shot``: a short trial; lengths do not matter.
    """

    edition: Edition = Edition.STANDARD
    voice_from_video: bool = True
    green_screen: bool = False
    is_test_shot: bool = False


def question_of(draft: Draft) -> Question:
    """By which rules the draft's training video is judged; those of Standard until an edition is chosen."""
    edition = draft.edition or Edition.STANDARD
    green_screen = draft.edition is Edition.STANDARD and draft.standard.replace_background
    return Question(edition, voice_from_video=draft.voice_from_video, green_screen=green_screen)


class Pass(StrEnum):
    """How thoroughly footage was looked at."""

    CONTAINER = "container"  # the facts of the file alone
    INSTANT = "instant"  # and the first minute's sound and some key frames
    FULL = "full"  # and the whole take


class Repair(StrEnum):
    """What a new file can have that this one lacks; all wanted ones are done in one run."""

    REMUX = "remux"  # MOV to MP4, the index in front; nothing is encoded again
    ROTATE = "rotate"  # the rotation flag becomes the picture's own
    SDR = "sdr"  # BT.709, 8 bit
    CONSTANT_RATE = "constant-rate"
    DEINTERLACE = "deinterlace"
    H264 = "h264"  # H.264 High, 8 bit, 4:2:0
    LOUDNESS = "loudness"  # plain gain
    AAC = "aac"  # AAC at 44.1 or 48 kHz, the first track alone


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about the footage; ``code`` leads to words in ``ui/wording.py``, ``facts`` fill them.

    ``repair``: what mends it, None when only the camera can. ``spans``: all places, the first of which is
    ``start_s`` to ``end_s``, the place to show.
    """

    code: str
    severity: Severity
    source: RuleSource
    facts: Mapping[str, object] = field(default_factory=dict)
    start_s: float | None = None
    end_s: float | None = None
    repair: Repair | None = None
    spans: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FootageReport:
    """A judged file: its facts (None when unreadable) and what there is to say, the gravest first.

    ``done`` is the most thorough pass that was made, ``signals`` what it measured. ``unmade`` names checks that
    could not be made, by codes of ``words/findings.py``. ``rules`` is the version of the rules. ``fingerprint`` is the
    identity of the file that was looked at, None when it was not asked for.
    """

    facts: FootageFacts | None
    findings: tuple[Finding, ...] = ()
    unreadable: bool = False
    done: Pass = Pass.CONTAINER
    signals: Signals | None = None
    unmade: tuple[str, ...] = ()
    rules: str = ""
    fingerprint: Fingerprint | None = None

    def open_warnings(self, draft: Draft) -> tuple[Finding, ...]:
        """The warnings that the person has not yet accepted."""
        warnings = (finding for finding in self.findings if finding.severity is Severity.WARNING)
        return tuple(finding for finding in warnings if draft.waived(finding.code) is None)

    @property
    def verdict(self) -> Verdict:
        """The one word: unreadable, else the gravest finding."""
        if self.unreadable:
            return Verdict.UNREADABLE
        severities = {finding.severity for finding in self.findings}
        if Severity.STOP in severities:
            return Verdict.STOP
        return Verdict.WARNING if Severity.WARNING in severities else Verdict.OK
