"""The page for the video: what to film, the file, how far looking through it is, and what is said about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import Finding, FootageReport
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.filming import flexus_lines, standard_lines
from avatar_wizard.ui.pages.form_page import FormPage
from avatar_wizard.ui.parts.beside import Beside
from avatar_wizard.ui.parts.file_drop import FileDrop
from avatar_wizard.ui.parts.fold import Fold
from avatar_wizard.ui.parts.pass_progress import PassProgress
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.parts.tip import Tip
from avatar_wizard.ui.parts.verdict_card import VerdictCard
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.wording import finding_words, joined, role_name, step_title, visible

_COMFORTABLE_EMS = 30


class VideoPage(FormPage):
    """Five lines on filming, the file's place, the pass, and the verdict.

    Signals:
        several_offered: a tuple of Paths that were dropped or pasted together.
        test_shot_wanted, original_wanted: without arguments.
    """

    step = Step.VIDEO

    several_offered = Signal(object)
    test_shot_wanted = Signal()
    original_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._report: FootageReport | None = None
        self._has_file = False
        self._guide = QFrame()
        self._guide.setProperty("kind", "well")
        self._fold = Fold(self.tr("&How to film"), "how_to_film", self._guide)
        self._fold.open()
        self._tips: list[Tip] = []
        self._lines = QVBoxLayout(self._guide)
        self._lines.setContentsMargins(16, 12, 16, 12)
        self._lines.setSpacing(5)
        self._drop = self._add_drop(self._make_drop())
        self._original = self._make_original()
        self.progress = PassProgress()
        self.verdict = VerdictCard()
        for widget in (self._drop, self._original, self.progress, self.verdict, self._fold):
            self._column.addWidget(widget)
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
        before, self._report = self._report, fresh
        self.verdict.show_report(fresh, {waiver.code: waiver.reason for waiver in draft.waivers})
        if fresh is not None and fresh != before and self.isVisible():
            say(self.verdict, self._news(before, fresh))

    def show_checking(self, role: Role, checking: bool) -> None:
        """While a file is looked at, an older verdict would be about another one."""
        super().show_checking(role, checking)
        if role is Role.TRAINING_VIDEO:
            self.verdict.setVisible(not checking and self._report is not None)

    def show_original(self, name: str) -> None:
        """Say that the video was mended here, and offer the file it was made from; empty for not."""
        text: str = self.tr("This is the mended video. Yours is unchanged: {name}")
        self._about_original.setText(text.format(name=visible(name)) if name else "")
        self._original.setVisible(bool(name))

    def first_focus(self) -> QWidget:
        """The button that chooses the video."""
        return self._drop.first_focus()

    def _make_drop(self) -> FileDrop:
        drop = FileDrop(
            Role.TRAINING_VIDEO,
            role_name(Role.TRAINING_VIDEO),
            self.tr("Drop an MP4 here, or several takes of it. They are checked on this computer and not sent yet."),
            "video",
            large=True,
            several=True,
        )
        drop.several_offered.connect(self._offer_several)
        test = QPushButton(self.tr("&Test shot..."))
        test.setObjectName("test_shot")
        test.setProperty("kind", "quiet")
        test.setAccessibleDescription(self.tr("Judge a clip of some seconds before the long take."))
        test.clicked.connect(self.test_shot_wanted)
        drop.add_button(test)
        return drop

    def _make_original(self) -> QWidget:
        whole = QFrame()
        whole.setProperty("kind", "strip")
        whole.setProperty("tone", "ok")
        self._about_original = Text()
        self._about_original.setObjectName("about_original")
        back = QPushButton(self.tr("Use the original again"))
        back.setObjectName("use_original")
        back.setProperty("kind", "quiet")
        back.clicked.connect(self.original_wanted)
        column = QVBoxLayout(whole)
        column.setContentsMargins(12, 6, 8, 6)
        column.addWidget(Beside(self._about_original, back, _COMFORTABLE_EMS))
        whole.hide()
        return whole

    def _news(self, before: FootageReport | None, now: FootageReport) -> str:
        """The whole judgement the first time, and later what has been added."""
        if before is None:
            return self.verdict.spoken
        known = {finding.code for finding in before.findings}
        added: list[Finding] = [finding for finding in now.findings if finding.code not in known]
        return joined(*(finding_words(finding).title for finding in added))

    @Slot(object, object)
    def _offer_several(self, _: Role, paths: tuple[Path, ...]) -> None:
        self.several_offered.emit(paths)

    def _show_guide(self, draft: Draft) -> None:
        for tip in self._tips:
            self._lines.removeWidget(tip)
            tip.hide()
            tip.deleteLater()
        green = draft.standard.replace_background
        lines = flexus_lines() if draft.is_flexus else standard_lines(green_screen=green)
        self._tips = [Tip(line) for line in lines]
        for tip in self._tips:
            self._lines.addWidget(tip)
