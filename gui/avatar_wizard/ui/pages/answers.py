"""What the review page lists: every answer with its value, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.draft import Draft, Role, UseCase, VoiceSource
from avatar_wizard.domain.steps import Step, steps_of
from avatar_wizard.ui.wording import (
    edition_name,
    job_tag_name,
    language_name,
    listed,
    role_name,
    sex_name,
    size_words,
    use_case_name,
    voice_source_name,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the review; ``value`` is empty when nothing was given.

    ``is_quoted``: somebody else's words (a name, a file's name), shown as they are and in one line.
    """

    step: Step
    label: str
    value: str
    is_optional: bool = False
    is_quoted: bool = False


def answers_of(draft: Draft) -> tuple[Answer, ...]:
    """Every answer that belongs to the chosen edition, in the order of the steps."""
    listed = (*_avatar(draft), *_voice(draft), *_files_and_phone(draft))
    order = steps_of(draft)
    return tuple(sorted((a for a in listed if a.step in order), key=lambda answer: order.index(answer.step)))


def _yes_or_no(value: bool) -> str:
    return QCoreApplication.translate("Answer", "Yes") if value else QCoreApplication.translate("Answer", "No")


def _avatar(draft: Draft) -> Iterator[Answer]:
    yield Answer(Step.AVATAR, QCoreApplication.translate("Answer", "Name"), draft.name, is_quoted=True)
    yield Answer(
        Step.AVATAR, QCoreApplication.translate("Answer", "Kind"), edition_name(draft.edition) if draft.edition else ""
    )
    if draft.edition is not None and not draft.is_flexus:
        standard = draft.standard
        green, room = (
            QCoreApplication.translate("Answer", "Green screen, can be replaced"),
            QCoreApplication.translate("Answer", "Real room, stays"),
        )
        yield Answer(
            Step.AVATAR,
            QCoreApplication.translate("Answer", "Background"),
            green if standard.replace_background else room,
        )
        uses = listed(use_case_name(use) for use in UseCase if use in standard.use_cases)
        yield Answer(Step.AVATAR, QCoreApplication.translate("Answer", "Used in"), uses)
        yield Answer(
            Step.AVATAR,
            QCoreApplication.translate("Answer", "Livestream room copy"),
            _yes_or_no(standard.livestream_copy),
        )
    elif draft.is_flexus:
        yield Answer(Step.AVATAR, QCoreApplication.translate("Answer", "Used in"), use_case_name(UseCase.VIDEO_2D))
    yield Answer(Step.AVATAR, QCoreApplication.translate("Answer", "Pay by use"), _yes_or_no(draft.on_demand))
    yield Answer(
        Step.AVATAR,
        QCoreApplication.translate("Answer", "Batch name"),
        draft.batch_name,
        is_optional=True,
        is_quoted=True,
    )
    yield Answer(
        Step.AVATAR,
        QCoreApplication.translate("Answer", "Tags"),
        listed(draft.tags),
        is_optional=True,
        is_quoted=True,
    )


def _voice(draft: Draft) -> Iterator[Answer]:
    source, voice = draft.flexus.voice_source, draft.flexus.voice
    yield Answer(Step.VOICE, QCoreApplication.translate("Answer", "Voice"), voice_source_name(source))
    if source is VoiceSource.IMAGE_ONLY:
        return
    if source is VoiceSource.FROM_RECORDING:
        yield Answer(Step.VOICE, role_name(Role.AUDIO), _file(draft, Role.AUDIO), is_quoted=True)
    yield Answer(
        Step.VOICE,
        QCoreApplication.translate("Answer", "Mostly says"),
        job_tag_name(voice.job_tag) if voice.job_tag else "",
    )
    yield Answer(Step.VOICE, QCoreApplication.translate("Answer", "Speaker"), sex_name(voice.sex) if voice.sex else "")
    yield Answer(Step.VOICE, QCoreApplication.translate("Answer", "Language"), language_name(voice.language))


def _files_and_phone(draft: Draft) -> Iterator[Answer]:
    yield Answer(Step.VIDEO, role_name(Role.TRAINING_VIDEO), _file(draft, Role.TRAINING_VIDEO), is_quoted=True)
    front = QCoreApplication.translate("Answer", "ID card, photo side")
    back = QCoreApplication.translate("Answer", "ID card, emblem side")
    yield Answer(Step.DOCUMENTS, front, _file(draft, Role.ID_CARD_IMAGE1), is_quoted=True)
    yield Answer(Step.DOCUMENTS, back, _file(draft, Role.ID_CARD_IMAGE2), is_quoted=True)
    yield Answer(Step.DOCUMENTS, role_name(Role.GRANT_FILE), _file(draft, Role.GRANT_FILE), is_quoted=True)
    phone = QCoreApplication.translate("Answer", "Phone number")
    yield Answer(Step.DOCUMENTS, phone, draft.contact, is_optional=True, is_quoted=True)
    for role in (Role.COVER, Role.ACTION_VIDEO, Role.PRE_BEAUTY_IMAGE, Role.POST_BEAUTY_IMAGE):
        yield Answer(Step.EXTRAS, role_name(role), _file(draft, role), is_optional=True, is_quoted=True)


def _file(draft: Draft, role: Role) -> str:
    picked = draft.file(role)
    return f"{picked.path.name} ({size_words(picked.fingerprint.size)})" if picked is not None else ""
