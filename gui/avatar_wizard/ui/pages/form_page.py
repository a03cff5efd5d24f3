"""A page made of questions: it marks gaps beside their fields and finds the control that mends one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.parts.choice import Choice
from avatar_wizard.ui.parts.field import Field
from avatar_wizard.ui.parts.file_drop import FileDrop
from avatar_wizard.ui.wording import gap_words


class FormPage(Page):
    """A column of fields and file places, known by the names gaps use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._drops: dict[Role, FileDrop] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def _add_field(self, name: str, field: Field) -> Field:
        """Know ``field`` under the gap field ``name``; where it stands is the page's business."""
        self._fields[name] = field
        return field

    def _add_drop(self, drop: FileDrop) -> FileDrop:
        """Know ``drop`` under its role, and pass its signals on."""
        self._drops[drop.role] = drop
        drop.wanted.connect(self.file_wanted)
        drop.offered.connect(self.file_offered)
        drop.removed.connect(self.file_dropped_out)
        return drop

    def _show_files(self, draft: Draft) -> None:
        for role, drop in self._drops.items():
            drop.show_file(draft.file(role))

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Say beside each field what is missing in it; ``gaps`` of other steps are not this page's."""
        mine: dict[str, list[str]] = {}
        for gap in gaps:
            if gap.step is self.step:
                mine.setdefault(str(gap.field), []).append(gap_words(gap))
        for name, field in self._fields.items():
            field.show_error(" ".join(mine.get(name, ())))
        for role, drop in self._drops.items():
            drop.show_problem(" ".join(mine.get(role.value, ())))

    def show_checking(self, role: Role, checking: bool) -> None:
        """Say that ``role``'s file is being looked at; roles of other pages are ignored."""
        if role in self._drops:
            self._drops[role].show_checking(checking)

    def refuse_folder(self, role: Role) -> None:
        """Say it at the place of ``role``'s file; roles of other pages are ignored."""
        if role in self._drops:
            self._drops[role].refuse_folder()

    def field(self, name: str) -> QWidget | None:
        """The control that mends the gap field ``name``."""
        if name in self._fields:
            control = self._fields[name].control
            return control.first_focus() if isinstance(control, Choice) else control
        drop = next((drop for role, drop in self._drops.items() if role.value == name), None)
        return drop.first_focus() if drop is not None else None


def line_edit(name: str, placeholder: str = "") -> QLineEdit:
    """A line of text without a limit of its own: a gap says when it is too long, and nothing is cut off unseen."""
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setPlaceholderText(placeholder)
    return edit


def show_text(edit: QLineEdit, text: str) -> None:
    """Show ``text`` without moving the cursor of an edit that shows it already."""
    if edit.text() != text:
        edit.setText(text)
