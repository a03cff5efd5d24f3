"""Everything about the video in the window: the passes, the pictures, mending, other takes, test shots, the report."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import Finding, RuleSource, Severity, question_of
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.navigation import AFTER_SUBMIT, Place
from avatar_wizard.ui.board import Board
from avatar_wizard.ui.content import Content
from avatar_wizard.ui.dispatch import Way
from avatar_wizard.ui.drafting import Drafting
from avatar_wizard.ui.examining import Examining
from avatar_wizard.ui.gallery import Gallery
from avatar_wizard.ui.mending import Mending
from avatar_wizard.ui.parts.problem_strip import Action, Notice
from avatar_wizard.ui.pass_standing import pass_line, review_line
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.report_saving import ReportSaving
from avatar_wizard.ui.showing import Showing
from avatar_wizard.ui.tasks import Tasks
from avatar_wizard.ui.trials import Takes, TrialShots
from avatar_wizard.ui.turns import Turns
from avatar_wizard.ui.waiver_dialog import WaiverDialog
from avatar_wizard.ui.wording import finding_words, joined
from avatar_wizard.ui.words.entry import QT_TRANSLATE_NOOP

_TONES = {Severity.STOP: "stop", Severity.WARNING: "warn", Severity.TIP: "note"}


class Screening(QObject):
    """Wires the video page to what works behind it.

    Signals:
        working: whether a pass is at work, so that the computer is to stay awake.
    """

    working = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        picker: FilePicker,
        drafting: Drafting,
        board: Board,
        way: Way,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafting, self._board, self._way = drafting, board, way
        self._content: Content | None = None
        self.turns = Turns(tasks, self)
        self.turns.changed.connect(self._tell_working)
        self.examining = Examining(desk, self.turns, drafting, self._may_look, self)
        self.gallery = Gallery(desk, tasks, self)
        self._showing = Showing(self.gallery, self)
        self.mending = Mending(desk, tasks, self.turns, drafting, picker, self)
        self.takes = Takes(desk, self.turns, self)
        self.shots = TrialShots(desk, tasks, self.turns, picker, self)
        self.saving = ReportSaving(desk, tasks, picker, self)
        self.examining.changed.connect(self._show_standing)
        self.examining.found.connect(self._show_found)
        self.mending.mended.connect(self._say_mended)
        self.saving.saved.connect(self._say_saved)
        self.saving.not_saved.connect(self._say_not_saved)
        for part in (self.examining, self.gallery, self.mending, self.takes, self.shots, self.saving):
            part.failed.connect(board.fail)
        drafting.changed.connect(self._draft_changed)
        drafting.several_chosen.connect(self._compare)

    def use_picker(self, picker: FilePicker) -> None:
        """Ask ``picker`` for files and folders from now on."""
        for part in (self._drafting, self.mending, self.shots, self.saving):
            part.use_picker(picker)

    def attach(self, content: Content) -> None:
        """Take (new) content and bring it up to date."""
        self._content = content
        page = content.video
        page.several_offered.connect(self._compare)
        page.test_shot_wanted.connect(self._open_test_shot)
        page.original_wanted.connect(self.mending.use_original)
        page.progress.pause_wanted.connect(self.examining.pause)
        page.progress.go_on_wanted.connect(self.examining.go_on)
        page.progress.skip_wanted.connect(self.examining.skip)
        page.progress.again_wanted.connect(self.examining.again)
        verdict = page.verdict
        verdict.mend_wanted.connect(self._mend)
        verdict.waive_wanted.connect(self._ask_why)
        verdict.unwaive_wanted.connect(self._take_waiver_back)
        verdict.report_wanted.connect(self._save_report)
        self._showing.attach(verdict)
        self._show_standing()
        self._show_original()

    def refresh(self) -> None:
        """The person is somewhere else, or another draft is in hand: see what there is to look through."""
        self._draft_changed()
        self.examining.refresh()

    def close(self) -> None:
        """End whatever is at work; what was found is kept."""
        for part in (self.examining, self.takes, self.shots, self.mending, self.saving, self.gallery, self.turns):
            part.close()

    def look_at_findings(self) -> None:
        """To the video page, and from there back to the review for whoever was there."""
        place = self._way.place
        to_review = place.step is Step.REVIEW or place.to_review
        self._way.enter(Place(Step.VIDEO, place.furthest, to_review=to_review))

    def _may_look(self) -> bool:
        """What is being sent is past being judged."""
        return self._way.place.step not in AFTER_SUBMIT

    def _is_at_video(self) -> bool:
        return not self._way.is_home and self._way.place.step is Step.VIDEO

    # --- what is shown

    @Slot()
    def _draft_changed(self) -> None:
        video, report = self._drafting.draft.file(Role.TRAINING_VIDEO), self._drafting.report
        if video is None or report is None:
            self._showing.show(None, None, None)
        else:
            self._showing.show(video.path, video.fingerprint, report)
        self._show_original()

    def _show_original(self) -> None:
        if self._content is not None:
            original = self.mending.original()
            self._content.video.show_original(original.name if original is not None else "")

    @Slot()
    def _show_standing(self) -> None:
        if self._content is not None:
            standing = self.examining.standing
            self._content.video.progress.show_standing(standing)
            self._content.shell.show_background("" if self._is_at_video() else pass_line(standing))
            self._content.review.show_pass(review_line(standing))

    @Slot()
    def _tell_working(self) -> None:
        self.working.emit(self.turns.is_busy)

    @Slot(object)
    def _show_found(self, findings: tuple[Finding, ...]) -> None:
        """The whole take was looked through: say what that has added."""
        if not findings:
            return
        titles = joined(*(finding_words(finding).title for finding in findings))
        one = QT_TRANSLATE_NOOP("Screening", "The video was looked through: one more thing was found.")
        more = QT_TRANSLATE_NOOP("Screening", "The video was looked through: {count} more things were found.")
        title = _say(one if len(findings) == 1 else more).format(count=len(findings))
        look = Action("look_at_findings", _say(QT_TRANSLATE_NOOP("Screening", "&Look at it")))
        actions = () if self._is_at_video() else (look,)
        self._board.show(Notice(title, titles, tone=_TONES[findings[0].severity], actions=actions))

    @Slot()
    def _say_mended(self) -> None:
        title = _say(QT_TRANSLATE_NOOP("Screening", "The mended video is in use now."))
        text = _say(QT_TRANSLATE_NOOP("Screening", "It is being checked again. Your own video is unchanged."))
        self._board.show(Notice(title, text, tone="ok"))

    @Slot(str)
    def _say_saved(self, name: str) -> None:
        title = _say(QT_TRANSLATE_NOOP("Screening", "The report is saved."))
        text = _say(QT_TRANSLATE_NOOP("Screening", "It shows the person: share it as carefully as the video."))
        self._board.show(Notice(title, joined(name, text), tone="ok"))

    @Slot()
    def _say_not_saved(self) -> None:
        title = _say(QT_TRANSLATE_NOOP("Screening", "The report could not be saved."))
        text = _say(QT_TRANSLATE_NOOP("Screening", "Choose another folder or another name."))
        self._board.show(Notice(title, text, tone="stop"))

    # --- what is pressed

    @Slot(object)
    def _mend(self, repairs: object) -> None:
        if self._content is not None and isinstance(repairs, tuple):
            self.mending.ask(repairs, self._content)

    @Slot(str)
    def _ask_why(self, code: str) -> None:
        report = self._drafting.report
        if self._content is None or report is None:
            return
        finding = next((finding for finding in report.findings if finding.code == code), None)
        if finding is not None:
            given = partial(self._waive, self._drafting.key, code)
            is_huaweis = finding.source is not RuleSource.OURS
            WaiverDialog(finding_words(finding).title, given, self._content.window(), is_huaweis=is_huaweis).open()

    def _waive(self, key: str, code: str, reason: str) -> None:
        if key == self._drafting.key:
            self._drafting.edit(lambda draft: draft.with_waiver(code, reason))

    @Slot(str)
    def _take_waiver_back(self, code: str) -> None:
        self._drafting.edit(lambda draft: draft.without_waiver(code))

    @Slot()
    def _save_report(self) -> None:
        report = self._drafting.report
        if self._content is not None and report is not None:
            self.saving.ask(self._drafting.draft, report, self._content)

    @Slot()
    def _open_test_shot(self) -> None:
        if self._content is not None:
            self.shots.open(question_of(self._drafting.draft), self._content)

    @Slot(object)
    def _compare(self, paths: tuple[Path, ...]) -> None:
        if self._content is not None:
            taken = partial(self._take, self._drafting.key)
            self.takes.compare(paths, question_of(self._drafting.draft), self._content, taken)

    def _take(self, key: str, path: Path) -> None:
        if key == self._drafting.key:
            self._drafting.take(Role.TRAINING_VIDEO, path)


def _say(text: str) -> str:
    return QCoreApplication.translate("Screening", text)
