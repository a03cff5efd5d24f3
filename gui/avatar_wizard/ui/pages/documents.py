"""The page for the ID card, the signed letter and the phone number."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.form_page import FormPage, line_edit, show_text
from avatar_wizard.ui.parts.field import Field
from avatar_wizard.ui.parts.file_drop import FileDrop
from avatar_wizard.ui.parts.icons import Icon
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.wording import role_name, step_title


class DocumentsPage(FormPage):
    """Both sides of the ID card, the letter, the phone number. No picture of them is ever shown.

    Which side is which, the letter's formats, that the photos are deleted after the comparison, and that a
    reviewer may call: API reference (update flow of a training job) and MetaStudio FAQ.
    """

    step = Step.DOCUMENTS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column.setSpacing(10)
        photo = self.tr("A photo, sharp and without glare.")
        letter = self.tr("PDF, JPG or PNG. Print the template from the MetaStudio console, fill it in, sign it.")
        self._first = FileDrop(Role.ID_CARD_IMAGE1, role_name(Role.ID_CARD_IMAGE1), photo, "id-card")
        for drop in (
            self._first,
            FileDrop(Role.ID_CARD_IMAGE2, role_name(Role.ID_CARD_IMAGE2), photo, "id-card-back"),
            FileDrop(Role.GRANT_FILE, role_name(Role.GRANT_FILE), letter, "letter"),
        ):
            self._column.addWidget(self._add_drop(drop))
        self._contact = line_edit("contact_edit")
        self._contact.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self._contact.textEdited.connect(self._tell_contact)
        phone = Field(
            self.tr("&Phone number (advised)"),
            self._contact,
            self.tr(
                "A mobile number with 11 digits on the Chinese site. A reviewer may call when something is unclear."
            ),
        )
        self._column.addWidget(self._add_field("contact", phone))
        self._column.addWidget(self._promise())
        self._column.addStretch(1)

    def _promise(self) -> QWidget:
        box = QFrame()
        box.setProperty("kind", "well")
        row = QHBoxLayout(box)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(Icon("info", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        text = Text(
            self.tr("These files are sent to Huawei Cloud only, and only when you submit. This program keeps no copy.")
            + "\n"
            + self.tr("Huawei deletes the ID photos once it has compared them with the video.")
        )
        row.addWidget(text, 1)
        return box

    def title(self) -> str:
        """The step's own name."""
        return step_title(self.step)

    def lead(self) -> str:
        """Why this is asked."""
        return self.tr("Huawei checks that the person in the video has agreed to be made into an avatar.")

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """Show the files' names and the number."""
        self._show_files(draft)
        show_text(self._contact, draft.contact)

    def first_focus(self) -> QWidget:
        """The button for the first side of the ID card."""
        return self._first.first_focus()

    @Slot(str)
    def _tell_contact(self, text: str) -> None:
        self.edited.emit(lambda draft: replace(draft, contact=text))
