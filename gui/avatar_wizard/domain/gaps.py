"""What is still missing or wrong in a draft, step by step.

The rail, Next, Review and Submit all ask the same function, so that they cannot disagree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from .draft import Draft, Role, UseCase, VoiceSource
from .footage import FootageReport, Verdict
from .slices import cut, slice_count
from .steps import Step

NAME_MAX = 256  # API reference, Create2dModelTrainingJob: name 1-256
CONTACT_MAX = 64  # contact 0-64
BATCH_MAX = 256  # batch_name 1-256
SINGLE_PUT_MAX = 5 * 1024**3  # OBS API reference, Error Codes: EntityTooLarge


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """One thing the person must still do; ``field`` names the control that can mend it."""

    step: Step
    field: str
    code: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


def gaps(draft: Draft, report: FootageReport | None = None) -> tuple[Gap, ...]:
    """Everything that keeps ``draft`` from being submitted, in the order of the steps.

    ``report`` is the judgement of the training video as it is now, None when it has not been judged yet.
    """
    return (*_avatar(draft), *_voice(draft), *_video(draft, report), *_documents(draft), *_extras(draft))


def _avatar(draft: Draft) -> Iterator[Gap]:
    name = draft.name.strip()
    if not name:
        yield Gap(Step.AVATAR, "name", "name.missing")
    elif len(draft.name) > NAME_MAX:
        yield Gap(Step.AVATAR, "name", "name.too_long", {"maximum": NAME_MAX})
    if draft.edition is None:
        yield Gap(Step.AVATAR, "edition", "edition.missing")
    elif not draft.is_flexus:
        if not draft.standard.use_cases:
            yield Gap(Step.AVATAR, "use_cases", "use_cases.missing")
        elif draft.standard.livestream_copy and UseCase.LIVE_2D not in draft.standard.use_cases:
            yield Gap(Step.AVATAR, "use_cases", "livestream_copy.needs_live")
    if len(draft.batch_name) > BATCH_MAX:
        yield Gap(Step.AVATAR, "batch_name", "batch_name.too_long", {"maximum": BATCH_MAX})


def _voice(draft: Draft) -> Iterator[Gap]:
    if not draft.is_flexus or draft.flexus.voice_source is VoiceSource.IMAGE_ONLY:
        return
    if draft.flexus.voice.job_tag is None:
        yield Gap(Step.VOICE, "job_tag", "voice.job_tag_missing")
    if draft.flexus.voice.sex is None:
        yield Gap(Step.VOICE, "sex", "voice.sex_missing")
    if draft.takes_recording and draft.file(Role.AUDIO) is None:
        yield Gap(Step.VOICE, Role.AUDIO, "recording.missing")


def _video(draft: Draft, report: FootageReport | None) -> Iterator[Gap]:
    video = draft.file(Role.TRAINING_VIDEO)
    if video is None:
        yield Gap(Step.VIDEO, Role.TRAINING_VIDEO, "video.missing")
        return
    if report is None:
        yield Gap(Step.VIDEO, Role.TRAINING_VIDEO, "video.unchecked")
    elif report.verdict is Verdict.UNREADABLE:
        yield Gap(Step.VIDEO, Role.TRAINING_VIDEO, "video.unreadable")
    elif report.verdict is Verdict.STOP:
        yield Gap(Step.VIDEO, Role.TRAINING_VIDEO, "video.refused")
    elif open_warnings := report.open_warnings(draft):
        yield Gap(Step.VIDEO, Role.TRAINING_VIDEO, "video.warnings", {"count": len(open_warnings)})
    if not _can_be_cut(video.fingerprint.size, draft.video_slices):
        yield Gap(Step.VIDEO, Role.TRAINING_VIDEO, "video.slices", {"count": draft.video_slices})


def _documents(draft: Draft) -> Iterator[Gap]:
    for role in (Role.ID_CARD_IMAGE1, Role.ID_CARD_IMAGE2, Role.GRANT_FILE):
        picked = draft.file(role)
        if picked is None:
            yield Gap(Step.DOCUMENTS, role, f"{role.value}.missing")
        elif picked.fingerprint.size == 0:
            yield Gap(Step.DOCUMENTS, role, "file.empty")
        elif picked.fingerprint.size > SINGLE_PUT_MAX:
            yield Gap(Step.DOCUMENTS, role, "file.too_large")
    if len(draft.contact) > CONTACT_MAX:
        yield Gap(Step.DOCUMENTS, "contact", "contact.too_long", {"maximum": CONTACT_MAX})


def _extras(draft: Draft) -> Iterator[Gap]:
    for picked in draft.files_to_send():
        if picked.role in (Role.COVER, Role.PRE_BEAUTY_IMAGE, Role.POST_BEAUTY_IMAGE, Role.AUDIO):
            step = Step.VOICE if picked.role is Role.AUDIO else Step.EXTRAS
            if picked.fingerprint.size == 0:
                yield Gap(step, picked.role, "file.empty")
            elif picked.fingerprint.size > SINGLE_PUT_MAX:
                yield Gap(step, picked.role, "file.too_large")
    action = draft.file(Role.ACTION_VIDEO)
    if action is not None and not _can_be_cut(action.fingerprint.size, draft.action_video_slices):
        yield Gap(Step.EXTRAS, Role.ACTION_VIDEO, "video.slices", {"count": draft.action_video_slices})


def _can_be_cut(size: int, wished: int | None) -> bool:
    try:
        cut(size, wished or slice_count(size))
    except ValueError:
        return False
    return True
