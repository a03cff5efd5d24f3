"""The page for the video: what to film, the file, and what is said about it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.form_page import FormPage
from avatar_wizard.ui.parts.file_drop import FileDrop
from avatar_wizard.ui.parts.fold import Fold
from avatar_wizard.ui.parts.icons import Icon
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.parts.verdict_card import VerdictCard
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.wording import role_name, step_title


class VideoPage(FormPage):
    """Five lines on filming, the file's place, and the verdict.

    The advice: MetaStudio user guide, shooting guides of the standard and the Flexus edition, and its FAQ.
    """

    step = Step.VIDEO

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._report: FootageReport | None = None
        self._has_file = False
        self._guide = QFrame()
        self._guide.setProperty("kind", "well")
        self._fold = Fold(self.tr("&How to film"), "how_to_film", self._guide)
        self._fold.open()
        self._tips: list[_Tip] = []
        self._lines = QVBoxLayout(self._guide)
        self._lines.setContentsMargins(16, 12, 16, 12)
        self._lines.setSpacing(5)
        self._drop = self._add_drop(
            FileDrop(
                Role.TRAINING_VIDEO,
                role_name(Role.TRAINING_VIDEO),
                self.tr("Drop an MP4 here, or choose it. It is checked on this computer and not sent yet."),
                "video",
                large=True,
            )
        )
        self._verdict = VerdictCard()
        self._column.addWidget(self._drop)
        self._column.addWidget(self._verdict)
        self._column.addWidget(self._fold)
        self._column.addStretch(1)

    def title(self) -> str:
        """The step's own name."""
        return step_title(self.step)

    def lead(self) -> str:
        """What happens with it."""
        return self.tr("One take of one person, from the camera as it is.")

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """Show the file, the verdict, and the advice for the chosen edition."""
        self._show_files(draft)
        key = (draft.is_flexus, draft.edition is not None and draft.standard.replace_background)
        if key != self._shown:
            self._shown = key
            self._show_guide(draft)
        chosen = draft.file(Role.TRAINING_VIDEO) is not None
        if chosen is not self._has_file:
            # Whoever has a video looks at the verdict; the advice stays one press away.
            self._has_file = chosen
            (self._fold.close_up if chosen else self._fold.open)()
        fresh = report if chosen else None
        if fresh != self._report:
            self._report = fresh
            self._verdict.show_report(fresh)
            if fresh is not None and self.isVisible():
                say(self._verdict, self._verdict.spoken)

    def show_checking(self, role: Role, checking: bool) -> None:
        """While a file is looked at, an older verdict would be about another one."""
        super().show_checking(role, checking)
        if role is Role.TRAINING_VIDEO:
            self._verdict.setVisible(not checking and self._report is not None)

    def first_focus(self) -> QWidget:
        """The button that chooses the video."""
        return self._drop.first_focus()

    def _show_guide(self, draft: Draft) -> None:
        for tip in self._tips:
            self._lines.removeWidget(tip)
            tip.hide()
            tip.deleteLater()
        lines = self._flexus_lines() if draft.is_flexus else self._standard_lines(draft)
        self._tips = [_Tip(line) for line in lines]
        for tip in self._tips:
            self._lines.addWidget(tip)

    def _standard_lines(self, draft: Draft) -> tuple[str, ...]:
        if draft.standard.replace_background:
            behind = self.tr("Hang an even, unwrinkled green cloth behind the person. No green or striped clothes.")
        else:
            behind = self.tr("Choose a quiet room where nothing moves behind the person.")
        return (
            self.tr("5 to 6 minutes are best; 3 to 10 are accepted. 1080p or 4K, upright or wide."),
            behind,
            self.tr("The camera stands still, at eye level, and is sharp on the face. Even light, no shadows."),
            self.tr("First 15 to 20 seconds: look into the camera, mouth closed. Then talk freely, without cuts."),
            self.tr("Quiet surroundings and the original sound. Slips of the tongue do no harm: just go on."),
        )

    def _flexus_lines(self) -> tuple[str, ...]:
        return (
            self.tr("3 to 5 minutes, 1080p or 4K, upright or wide. A phone on a stand is enough."),
            self.tr("One person and one voice. The face fills more than a fifth of the picture."),
            self.tr("Nothing moves behind the person: this background stays."),
            self.tr("First 15 seconds: smile into the camera, mouth closed. Then talk about anything."),
            self.tr("Quiet surroundings and the original sound. Slips of the tongue do no harm: just go on."),
        )


class _Tip(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("check", "muted", 1.05))
        row.addWidget(Text(text, tone="muted"), 1)
