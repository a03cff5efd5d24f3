"""Mending the draft's video: the question, the work, and the new file in place of the old one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import FootageFacts, FootageReport, Repair
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.flow.desk import Desk
from avatar_wizard.ui.drafting import Drafting
from avatar_wizard.ui.mend_dialog import MendDialog
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.tasks import Tasks
from avatar_wizard.ui.turns import Turn, Turns

TICK_MS = 250
_TELL_AFTER_S = 4.0
_TELL_FROM = 0.02
_COPIED = frozenset({Repair.REMUX, Repair.LOUDNESS, Repair.AAC})
_BITS_PER_PIXEL = 0.40
"""What H.264 of high quality takes for a pixel; rather much, so that nothing is promised that is refused later."""


def room_needed(facts: FootageFacts, repairs: Sequence[Repair]) -> int:
    """About how many bytes the new file takes: as many as the old one, or what its pictures take encoded anew."""
    as_it_is = facts.size
    known = facts.width and facts.height and facts.duration_s
    if set(repairs) <= _COPIED or not known:
        return as_it_is
    pixels = (facts.width or 0) * (facts.height or 0) * (facts.frame_rate or 30.0) * (facts.duration_s or 0.0)
    return int(pixels * _BITS_PER_PIXEL / 8)


class Mending(QObject):
    """Opens the dialog, has the new file made, and takes it.

    Signals:
        mended: without arguments; the draft's video is the new file now.
        failed: an exception that is no problem with words.
    """

    mended = Signal()
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        turns: Turns,
        drafting: Drafting,
        picker: FilePicker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._turns, self._drafting = desk, tasks, turns, drafting
        self._picker = picker
        self._dialog: MendDialog | None = None
        self._turn: Turn | None = None
        self._since: float | None = None
        self._originals: dict[Path, Path] = {}
        self._about: tuple[str, Path, FootageReport, tuple[Repair, ...]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def use_picker(self, picker: FilePicker) -> None:
        """Ask ``picker`` for folders from now on."""
        self._picker = picker

    def original(self) -> Path | None:
        """The file that the draft's video was made from in this run of the program, None when it was not."""
        video = self._drafting.draft.file(Role.TRAINING_VIDEO)
        return self._originals.get(video.path) if video is not None else None

    @Slot()
    def use_original(self) -> None:
        """Take the file again that the draft's video was made from; the new one stays where it is."""
        original = self.original()
        if original is not None:
            self._drafting.take(Role.TRAINING_VIDEO, original, is_same_footage=True)

    def ask(self, repairs: Sequence[Repair], over: QWidget) -> None:
        """Say what would be done, and do it when the answer is yes."""
        video, report = self._drafting.draft.file(Role.TRAINING_VIDEO), self._drafting.report
        if video is None or report is None or report.facts is None or not repairs or self._dialog is not None:
            return
        self._about = (self._drafting.key, video.path, report, tuple(repairs))
        dialog = MendDialog(repairs, video.path.parent, room_needed(report.facts, repairs), over.window())
        dialog.folder_wanted.connect(self._choose_folder)
        dialog.start_wanted.connect(self._start)
        dialog.stop_wanted.connect(self._stop)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()
        self._measure(video.path.parent)

    def close(self) -> None:
        """Give up what is being made."""
        self._stop()

    # --- the folder

    @Slot()
    def _choose_folder(self) -> None:
        if self._dialog is not None:
            self._picker.pick_folder(self._dialog, self._dialog.folder, self._use_folder)

    def _use_folder(self, folder: Path) -> None:
        if self._dialog is not None:
            self._dialog.show_folder(folder)
            self._measure(folder)

    def _measure(self, folder: Path) -> None:
        self._tasks.run(partial(_free, folder), partial(self._measured, folder), self.failed.emit)

    def _measured(self, folder: Path, free: int | None) -> None:
        if self._dialog is not None and self._dialog.folder == folder:
            self._dialog.show_room(free)

    # --- the work

    @Slot(object)
    def _start(self, folder: Path) -> None:
        if self._about is None or self._dialog is None:
            return
        _, path, report, repairs = self._about
        self._since = None
        # What a copy's name gets: "take (mended).mp4".
        suffix = self.tr(" (mended)")

        def work(turn: Turn) -> Path:
            return self._desk.repair(path, report, repairs, folder, suffix, turn.tell, turn.stop)

        self._dialog.show_waiting()
        self._timer.start()
        self._turn = self._turns.begin(work, partial(self._made, path), self._not_made, is_urgent=True)

    @Slot()
    def _stop(self) -> None:
        turn, self._turn = self._turn, None
        self._timer.stop()
        if turn is not None:
            self._turns.cancel(turn)

    @Slot()
    def _forget(self) -> None:
        self._dialog, self._about = None, None

    def _made(self, source: Path, mended: Path) -> None:
        self._turn = None
        self._timer.stop()
        # A mended file that is mended again still comes from the first one.
        self._originals[mended] = self._originals.get(source, source)
        key = self._about[0] if self._about is not None else ""
        if self._dialog is not None:
            self._dialog.finish()
        if key == self._drafting.key:
            # The reasons that were given hold for it as well, unless another video was taken meanwhile.
            video = self._drafting.draft.file(Role.TRAINING_VIDEO)
            is_same = video is not None and video.path == source
            self._drafting.take(Role.TRAINING_VIDEO, mended, is_same_footage=is_same)
            self.mended.emit()

    def _not_made(self, error: BaseException) -> None:
        self._turn = None
        self._timer.stop()
        problem = error.problem if isinstance(error, ProblemError) else Problem("repair.failed")
        if self._dialog is not None:
            self._dialog.show_problem(problem)
        if not isinstance(error, ProblemError):
            self.failed.emit(error)

    @Slot()
    def _tick(self) -> None:
        turn = self._turn
        if turn is None or self._dialog is None or not turn.is_begun:
            return
        now = monotonic()
        self._since = now if self._since is None else self._since
        worked = now - self._since
        told = worked >= _TELL_AFTER_S and turn.progress >= _TELL_FROM
        left = worked * (1.0 - turn.progress) / turn.progress if told else None
        self._dialog.show_progress(turn.progress, left)


def _free(folder: Path) -> int | None:
    """On a worker thread: a folder may be on a slow network."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
