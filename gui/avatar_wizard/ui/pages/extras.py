"""The page for what nobody must give: a cover, and files for special cases."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.form_page import FormPage
from avatar_wizard.ui.parts.file_drop import FileDrop
from avatar_wizard.ui.parts.fold import Fold
from avatar_wizard.ui.wording import role_name, step_title

_MORE = (Role.ACTION_VIDEO, Role.PRE_BEAUTY_IMAGE, Role.POST_BEAUTY_IMAGE)


class ExtrasPage(FormPage):
    """Cover picture; folded away: video of gestures, pictures before and after retouching. All optional.

    That gestures need a permission opened by ticket: MetaStudio user guide, Action Insertion. That none of these
    is required is inferred: nothing in the API reference says that one is.
    """

    step = Step.EXTRAS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: frozenset[Role] = frozenset()
        self._cover = self._add_drop(
            FileDrop(
                Role.COVER,
                role_name(Role.COVER),
                self.tr("The picture that stands for the avatar in lists. Optional."),
                "picture",
            )
        )
        more = QWidget()
        column = QVBoxLayout(more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        hints = {
            Role.ACTION_VIDEO: (
                self.tr("Only if Huawei has opened this for your account (by service ticket). MP4."),
                "video",
            ),
            Role.PRE_BEAUTY_IMAGE: (self.tr("A picture of the person as filmed. Optional."), "picture"),
            Role.POST_BEAUTY_IMAGE: (self.tr("The same picture as it should look. Optional."), "picture"),
        }
        for role in _MORE:
            hint, picture = hints[role]
            column.addWidget(self._add_drop(FileDrop(role, role_name(role), hint, picture)))
        self._fold = Fold(self.tr("M&ore files"), "more_files", more)
        self._column.addWidget(self._cover)
        self._column.addWidget(self._fold)
        self._column.addStretch(1)

    def title(self) -> str:
        """The step's own name."""
        return step_title(self.step)

    def lead(self) -> str:
        """That all of it may be left out."""
        return self.tr("You can leave all of this empty and go on.")

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """Show the files; the fold opens when one has come into it."""
        self._show_files(draft)
        held = frozenset(role for role in _MORE if draft.file(role) is not None)
        if held - self._held:
            self._fold.open()
        self._held = held

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """As every form, and nothing wrong is left hidden in the fold."""
        super().show_gaps(gaps)
        if any(self._drops[role].problem for role in _MORE):
            self._fold.open()

    def first_focus(self) -> QWidget:
        """The button for the cover."""
        return self._cover.first_focus()

    def field(self, name: str) -> QWidget | None:
        """The control for ``name``; opens the fold when it is in there."""
        if name in {role.value for role in _MORE}:
            self._fold.open()
        return super().field(name)
