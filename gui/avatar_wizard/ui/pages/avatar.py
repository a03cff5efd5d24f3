"""The page that asks what is to be made: name, edition, background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.draft import Draft, Edition
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.avatar_options import AvatarOptions
from avatar_wizard.ui.pages.form_page import FormPage, line_edit, show_text
from avatar_wizard.ui.parts.choice_cards import Card, ChoiceCards
from avatar_wizard.ui.parts.field import Field
from avatar_wizard.ui.parts.fold import Fold
from avatar_wizard.ui.wording import edition_name, step_title


class AvatarPage(FormPage):
    """Name, edition, background, and folded away what few people need.

    What each edition can do: MetaStudio user guide (shooting guides, limits of Flexus avatars) and API reference,
    Create2dModelTrainingJob. No price and no duration is shown: neither is published in a form that holds.
    """

    step = Step.AVATAR

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = line_edit("name_edit")
        self._name.textEdited.connect(self._tell_name)
        self._editions = ChoiceCards(self._edition_cards())
        self._editions.setAccessibleName(self.tr("Kind of avatar"))
        self._editions.chosen.connect(self._tell_edition)
        self._backgrounds = ChoiceCards(self._background_cards())
        self._backgrounds.setAccessibleName(self.tr("What is behind the person?"))
        self._backgrounds.chosen.connect(self._tell_background)
        self._background = Field(self.tr("What is be&hind the person?"), self._backgrounds)
        self._options = AvatarOptions()
        self._options.edited.connect(self.edited)
        self._fold = Fold(self.tr("More &options"), "more_options", self._options)
        name = Field(self.tr("Na&me of the avatar"), self._name, self.tr("You will find it by this name at Huawei."))
        self._column.addWidget(self._add_field("name", name))
        self._column.addWidget(self._add_field("edition", Field(self.tr("Kin&d of avatar"), self._editions)))
        self._column.addWidget(self._background)
        self._column.addWidget(self._fold)
        self._column.addStretch(1)
        for field_name, field in self._options.fields.items():
            self._add_field(field_name, field)

    def _edition_cards(self) -> tuple[Card, ...]:
        return (
            Card(
                Edition.STANDARD,
                "edition_standard",
                edition_name(Edition.STANDARD),
                self.tr("The best picture, filmed with care. For videos, livestreams and chats."),
                self.tr("Film 5 to 6 minutes"),
            ),
            Card(
                Edition.FLEXUS,
                "edition_flexus",
                edition_name(Edition.FLEXUS),
                self.tr("Filmed anywhere, a phone is enough. Learns the voice too. For videos only."),
                self.tr("Film 3 to 5 minutes"),
            ),
            Card(
                Edition.FAST_FLEXUS,
                "edition_fast_flexus",
                edition_name(Edition.FAST_FLEXUS),
                self.tr("The same as Flexus, in Huawei's ultra-fast version. For videos only."),
                self.tr("Film 3 to 5 minutes"),
            ),
        )

    def _background_cards(self) -> tuple[Card, ...]:
        return (
            Card(
                True,
                "background_green",
                self.tr("A green screen"),
                self.tr("The background can be replaced later."),
            ),
            Card(
                False,
                "background_room",
                self.tr("A real room"),
                self.tr("The room stays as it was filmed."),
            ),
        )

    def title(self) -> str:
        """The step's own name."""
        return step_title(self.step)

    def lead(self) -> str:
        """What the answers are for."""
        return self.tr("Nothing is sent or charged before you press Submit on the last page.")

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """Show the answers; the background is asked for Standard only."""
        show_text(self._name, draft.name)
        self._editions.show_value(draft.edition)
        self._backgrounds.show_value(draft.standard.replace_background)
        self._background.setVisible(draft.edition is Edition.STANDARD)
        self._options.show_draft(draft)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """As every form, and what is wrong below "More options" is not left hidden there."""
        super().show_gaps(gaps)
        if any(field.error for field in self._options.fields.values()):
            self._fold.open()

    def first_focus(self) -> QWidget:
        """The name."""
        return self._name

    def field(self, name: str) -> QWidget | None:
        """The control for ``name``; opens "More options" when it is in there."""
        if name in self._options.fields:
            self._fold.open()
        return super().field(name)

    @Slot(str)
    def _tell_name(self, text: str) -> None:
        self.edited.emit(lambda draft: replace(draft, name=text))

    @Slot(object)
    def _tell_edition(self, edition: Edition) -> None:
        self.edited.emit(lambda draft: replace(draft, edition=edition))

    @Slot(object)
    def _tell_background(self, replaced: bool) -> None:
        self.edited.emit(lambda draft: replace(draft, standard=replace(draft.standard, replace_background=replaced)))
