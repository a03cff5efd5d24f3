"""The page that asks about the voice; Flexus only."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from avatar_wizard.domain.draft import (
    Draft,
    FlexusAnswers,
    JobTag,
    Language,
    Role,
    Sex,
    VoiceProperties,
    VoiceSource,
)
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.form_page import FormPage
from avatar_wizard.ui.parts.choice import ChoiceRow
from avatar_wizard.ui.parts.choice_cards import Card, ChoiceCards
from avatar_wizard.ui.parts.field import Field
from avatar_wizard.ui.parts.file_drop import FileDrop
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.wording import (
    job_tag_name,
    language_name,
    role_name,
    sex_name,
    step_title,
    voice_source_name,
)


class VoicePage(FormPage):
    """Where the voice comes from, and its three properties (API reference, Create2dModelTrainingJob)."""

    step = Step.VOICE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = ChoiceCards(self._source_cards(), 12.0)
        self._sources.setAccessibleName(self.tr("Where does the voice come from?"))
        self._sources.chosen.connect(self._tell_source)
        self._recording = self._add_drop(
            FileDrop(
                Role.AUDIO,
                role_name(Role.AUDIO),
                self.tr("A .zip file. It is sent exactly as it is."),
                "sound",
            )
        )
        self._tags = ChoiceRow([(tag, job_tag_name(tag), f"job_tag_{tag.value.lower()}") for tag in JobTag], 11.0)
        self._tags.setAccessibleName(self.tr("What will the voice mostly say?"))
        self._tags.chosen.connect(self._tell_tag)
        self._sexes = ChoiceRow([(sex, sex_name(sex), f"sex_{sex.value.lower()}") for sex in Sex], 11.0)
        self._sexes.setAccessibleName(self.tr("Whose voice is it?"))
        self._sexes.chosen.connect(self._tell_sex)
        languages = [(lang, language_name(lang), f"language_{lang.value.lower()}") for lang in Language]
        self._languages = ChoiceRow(languages, 11.0)
        self._languages.setAccessibleName(self.tr("Which language is spoken?"))
        self._languages.chosen.connect(self._tell_language)
        self._english = Text(
            self.tr("English may be refused: Huawei lists it, but says that only Chinese is supported yet."),
            scale="small",
            tone="warn",
        )
        self._properties = QWidget()
        column = QVBoxLayout(self._properties)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._add_field("job_tag", Field(self.tr("What will the voice mostly &say?"), self._tags)))
        column.addWidget(self._add_field("sex", Field(self.tr("&Whose voice is it?"), self._sexes)))
        column.addWidget(Field(self.tr("Which lan&guage is spoken?"), self._languages))
        column.addWidget(self._english)
        self._column.addWidget(Field(self.tr("Where does the voice &come from?"), self._sources))
        self._column.addWidget(self._recording)
        self._column.addWidget(self._properties)
        self._column.addStretch(1)

    def _source_cards(self) -> tuple[Card, ...]:
        sentences = {
            VoiceSource.FROM_VIDEO: self.tr("The avatar learns the voice that is heard in the video."),
            VoiceSource.FROM_RECORDING: self.tr("You have a better recording of the same voice, as a .zip file."),
            VoiceSource.IMAGE_ONLY: self.tr("The avatar gets no voice of its own."),
        }
        names = {
            VoiceSource.FROM_VIDEO: "voice_from_video",
            VoiceSource.FROM_RECORDING: "voice_from_recording",
            VoiceSource.IMAGE_ONLY: "voice_none",
        }
        return tuple(
            Card(source, names[source], voice_source_name(source), sentence) for source, sentence in sentences.items()
        )

    def title(self) -> str:
        """The step's own name."""
        return step_title(self.step)

    def lead(self) -> str:
        """Why this is asked."""
        return self.tr("A Flexus avatar can learn the person's voice together with the picture.")

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """Show the answers; the recording and the properties only where they are asked for."""
        answers = draft.flexus
        self._sources.show_value(answers.voice_source)
        self._recording.setVisible(answers.voice_source is VoiceSource.FROM_RECORDING)
        self._properties.setVisible(answers.voice_source is not VoiceSource.IMAGE_ONLY)
        self._tags.show_value(answers.voice.job_tag)
        self._sexes.show_value(answers.voice.sex)
        self._languages.show_value(answers.voice.language)
        self._english.setVisible(answers.voice.language is Language.EN)
        self._show_files(draft)

    def first_focus(self) -> QWidget:
        """The chosen source of the voice."""
        return self._sources.first_focus()

    @Slot(object)
    def _tell_source(self, source: VoiceSource) -> None:
        self.edited.emit(lambda draft: replace(draft, flexus=replace(draft.flexus, voice_source=source)))

    @Slot(object)
    def _tell_tag(self, tag: JobTag) -> None:
        self.edited.emit(lambda draft: _with_voice(draft, replace(draft.flexus.voice, job_tag=tag)))

    @Slot(object)
    def _tell_sex(self, sex: Sex) -> None:
        self.edited.emit(lambda draft: _with_voice(draft, replace(draft.flexus.voice, sex=sex)))

    @Slot(object)
    def _tell_language(self, language: Language) -> None:
        self.edited.emit(lambda draft: _with_voice(draft, replace(draft.flexus.voice, language=language)))


def _with_voice(draft: Draft, voice: VoiceProperties) -> Draft:
    return replace(draft, flexus=FlexusAnswers(draft.flexus.voice_source, voice))
