"""The draft in hand: every edit is applied, saved at once, and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from avatar_wizard.domain.draft import Draft, Fingerprint, PickedFile, Role
from avatar_wizard.domain.footage import FootageReport, Pass, Question, question_of
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.desk import Desk
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.tasks import Tasks

_Basis = tuple[PickedFile, Question]


def _basis(draft: Draft) -> _Basis | None:
    """What a judgement rests on: the file, and the answers whose rules hold for it; None without a video."""
    video = draft.file(Role.TRAINING_VIDEO)
    return None if video is None else (video, question_of(draft))


class Drafting(QObject):
    """Holds one draft and the judgement of its video.

    Signals:
        changed: without arguments; the draft or the judgement is another one.
        failed: an exception of a file or of saving.
        several_chosen: a tuple of Paths; which of these takes is to be sent is still to be decided.
    """

    changed = Signal()
    failed = Signal(object)
    several_chosen = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, picker: FilePicker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._picker = desk, tasks, picker
        self._pages: Mapping[Step, Page] = {}
        self._key, self._draft = "", Draft()
        self._report: FootageReport | None = None
        self._judged: _Basis | None = None
        self._finished: dict[Fingerprint, FootageReport] = {}
        self._round = 0
        self._checking: dict[Role, int] = {}

    @property
    def key(self) -> str:
        """The draft's key."""
        return self._key

    @property
    def draft(self) -> Draft:
        """The answers."""
        return self._draft

    @property
    def report(self) -> FootageReport | None:
        """The judgement of the training video; None while there is none."""
        return self._report

    @property
    def is_checking(self) -> bool:
        """Whether a file is being looked at."""
        return bool(self._checking)

    def use_picker(self, picker: FilePicker) -> None:
        """Ask ``picker`` for files from now on."""
        self._picker = picker

    def attach(self, pages: Mapping[Step, Page]) -> None:
        """Take (new) pages and bring them up to date about files being looked at."""
        self._pages = pages
        for page in pages.values():
            page.edited.connect(self.edit)
            page.file_wanted.connect(self._ask_for_file)
            page.file_offered.connect(self.take)
            page.file_dropped_out.connect(self._drop)
        for role in self._checking:
            self._show_checking(role, True)

    def open(self, key: str, draft: Draft, report: FootageReport | None, *, judge: bool = True) -> None:
        """Take another draft in hand; answers about the former one are ignored from now on.

        Without a report its video is judged, unless ``judge`` is False: what is being sent is past judging, and shows
        no report.
        """
        for role in tuple(self._checking):
            self._end_check(role)
        self._key, self._draft, self._report, self._judged = key, draft, None, None
        self.keep(report)
        if judge and report is None:
            self.judge()
        elif judge and report is not None and not self._recall():
            # The rules may be others by now than when it was kept.
            self._use(report)

    @Slot(object)
    def keep(self, report: FootageReport | None) -> None:
        """Have a pass over a whole take at hand for this run of the program, whenever its very file is taken again."""
        if report is not None and report.fingerprint is not None and _is_sound(report):
            # What this run has found is newer than whatever is read from the disk.
            self._finished.setdefault(report.fingerprint, report)

    def has_finished(self, fingerprint: Fingerprint) -> bool:
        """Whether the whole of that file was looked through, so that this need not be done again."""
        return fingerprint in self._finished

    @Slot(object)
    def edit(self, change: Callable[[Draft], Draft]) -> None:
        """Apply a change; other rules for the video mean judging again what was measured of it."""
        draft = change(self._draft)
        if draft == self._draft:
            return
        before, self._draft = self._draft.file(Role.TRAINING_VIDEO), draft
        if _basis(draft) != self._judged:
            if self._report is not None and draft.file(Role.TRAINING_VIDEO) == before:
                self._use(self._report)
            else:
                self._judge_anew()
        self._save()
        self.changed.emit()

    def take_report(self, report: FootageReport) -> None:
        """Take what a more thorough pass over the training video said, judged by the answers as they are now."""
        if report.fingerprint is not None:
            self._finished.pop(report.fingerprint, None)
        self.keep(report)
        self._use(report)
        self._save()
        self.changed.emit()

    def _use(self, report: FootageReport) -> None:
        self._report, self._judged = self._desk.judge_again(self._draft, report), _basis(self._draft)

    def _recall(self) -> bool:
        """Use the finished pass over the draft's very video again; whether there is one."""
        video = self._draft.file(Role.TRAINING_VIDEO)
        report = self._finished.get(video.fingerprint) if video is not None else None
        if report is None:
            return False
        self._end_check(Role.TRAINING_VIDEO)
        self._use(report)
        return True

    @Slot(object, object)
    def take(self, role: Role, path: Path, *, is_same_footage: bool = False) -> None:
        """Take a file that was chosen or dropped; ``is_same_footage``: what was said of the former holds for it."""
        number = self._begin_check(role)
        self._tasks.run(
            partial(self._pick, path, role),
            partial(self._took, number, is_same_footage),
            partial(self._not_picked, role, number),
        )

    def _pick(self, path: Path, role: Role) -> PickedFile:
        """On a worker thread: a network drive may keep anybody who asks about a path waiting."""
        if _is_folder(path):
            raise IsADirectoryError
        return self._desk.pick(path, role)

    def judge(self) -> None:
        """Have the training video judged by the rules of the answers as they are now."""
        self._judge_anew()
        if self._report is not None:
            self._save()
            self.changed.emit()

    def _judge_anew(self) -> None:
        """The same; there is a report at once where the very file was looked through before."""
        self._report = None
        self._judged = _basis(self._draft)
        if self._judged is None:
            self._end_check(Role.TRAINING_VIDEO)
            return
        if self._recall():
            return
        number = self._begin_check(Role.TRAINING_VIDEO)
        self._tasks.run(
            partial(self._desk.look, self._draft),
            partial(self._was_judged, number),
            partial(self._not_taken, Role.TRAINING_VIDEO, number),
        )

    @Slot(object)
    def _ask_for_file(self, role: Role) -> None:
        page = next(iter(self._pages.values()))
        if role is Role.TRAINING_VIDEO:
            self._picker.pick_several(page, role, partial(self._chosen_takes, self._key))
        else:
            self._picker.pick(page, role, partial(self._chosen, self._key, role))

    def _chosen(self, key: str, role: Role, path: Path) -> None:
        if key == self._key:
            self.take(role, path)

    def _chosen_takes(self, key: str, paths: tuple[Path, ...]) -> None:
        if len(paths) == 1:
            self._chosen(key, Role.TRAINING_VIDEO, paths[0])
        elif key == self._key and paths:
            self.several_chosen.emit(paths)

    @Slot(object)
    def _drop(self, role: Role) -> None:
        self._end_check(role)
        if role is Role.TRAINING_VIDEO:
            self._report, self._judged = None, None
        self.edit(lambda draft: draft.without_file(role))

    def _took(self, number: int, is_same_footage: bool, picked: PickedFile) -> None:
        if self._checking.get(picked.role) != number:
            return
        waivers = self._draft.waivers
        self._draft = self._draft.with_file(picked)
        if is_same_footage:
            self._draft = replace(self._draft, waivers=waivers)
        if picked.role is Role.TRAINING_VIDEO:
            self._judge_anew()
        else:
            self._end_check(picked.role)
        self._save()
        self.changed.emit()

    def _was_judged(self, number: int, report: FootageReport | None) -> None:
        if self._checking.get(Role.TRAINING_VIDEO) != number:
            return
        self._end_check(Role.TRAINING_VIDEO)
        self._report = report
        self._save()
        self.changed.emit()

    def _not_picked(self, role: Role, number: int, error: BaseException) -> None:
        """The earlier file stays; its judgement was given up for the new one and is asked for again."""
        is_latest = self._checking.get(role) == number
        self._not_taken(role, number, error)
        if is_latest and role is Role.TRAINING_VIDEO and self._report is None:
            self.judge()

    def _not_taken(self, role: Role, number: int, error: BaseException) -> None:
        if self._checking.get(role) != number:
            return
        self._end_check(role)
        self.changed.emit()
        if isinstance(error, IsADirectoryError):
            for page in self._pages.values():
                page.refuse_folder(role)
        else:
            self.failed.emit(error)

    def _begin_check(self, role: Role) -> int:
        self._round += 1
        self._checking[role] = self._round
        self._show_checking(role, True)
        return self._round

    def _end_check(self, role: Role) -> None:
        if self._checking.pop(role, None) is not None:
            self._show_checking(role, False)

    def _show_checking(self, role: Role, checking: bool) -> None:
        for page in self._pages.values():
            page.show_checking(role, checking)

    def _save(self) -> None:
        work = partial(self._desk.save, self._key, self._draft, self._report)
        self._tasks.save(self._key, work, self.failed.emit)


def _is_sound(report: FootageReport) -> bool:
    """Whether the pass need never be made again. What could not be read may be copied anew, and look the same."""
    signals = report.signals
    is_broken = signals is not None and (bool(signals.decode_errors) or signals.ends_early_s is not None)
    return report.done is Pass.FULL and not is_broken


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
