"""Saving what was found as one file, for the crew or a client."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from avatar_wizard import __version__
from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import FootageReport, question_of
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.flow.desk import Desk
from avatar_wizard.ui import footage_report
from avatar_wizard.ui.language import language_now
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.tasks import Tasks

_HEIGHT, _STRIP_HEIGHT, _STRIP_COUNT = 360, 108, 12


class ReportSaving(QObject):
    """Asks where, fetches the pictures, and writes the file whole or not at all.

    Signals:
        saved: the file's name.
        not_saved: without arguments; the folder cannot be written to.
        failed: an exception that is no problem with words.
    """

    saved = Signal(str)
    not_saved = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, picker: FilePicker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._picker = desk, tasks, picker
        self._stop = Event()

    def use_picker(self, picker: FilePicker) -> None:
        """Ask ``picker`` where to save from now on."""
        self._picker = picker

    def ask(self, draft: Draft, report: FootageReport, over: QWidget) -> None:
        """Ask where to save ``report`` about the draft's video."""
        self._picker.pick_new(over, self.tr("Video check") + ".html", partial(self._save, draft, report))

    def close(self) -> None:
        """Fetch no more pictures, and write no report that lacks them."""
        self._stop.set()

    # --- inside

    def _save(self, draft: Draft, report: FootageReport, target: Path) -> None:
        self._tasks.run_long(partial(self._write, draft, report, target), self.saved.emit, self._not_written)

    def _not_written(self, error: BaseException) -> None:
        if isinstance(error, OSError):
            self.not_saved.emit()
        elif not isinstance(error, Stopped):
            self.failed.emit(error)

    def _write(self, draft: Draft, report: FootageReport, target: Path) -> str:
        """On a worker thread."""
        video = draft.file(Role.TRAINING_VIDEO)
        stills: Mapping[float, bytes] = {}
        strip: Mapping[float, bytes] = {}
        if video is not None:
            if target.exists() and video.path.exists() and target.samefile(video.path):
                raise FileExistsError(target.name)
            if report.facts is not None and report.facts.codec is not None:
                strip = self._strip(video.path, report.facts.duration_s or 0.0)
                stills = self._stills(video.path, report)
        page = footage_report.build(
            report,
            stills,
            question=question_of(draft),
            version=__version__,
            strip=strip,
            references=self._desk.references(draft, language_now()),
        )
        if self._stop.is_set():
            raise Stopped
        _write_whole(target, page)
        return target.name

    def _strip(self, path: Path, seconds: float) -> Mapping[float, bytes]:
        if seconds <= 0:
            return {}
        try:
            stills = self._desk.strip(path, seconds, _STRIP_COUNT, _STRIP_HEIGHT, self._stop)
            return {still.at_s: still.jpeg for still in stills}
        except ProblemError:
            return {}  # the words say all; pictures are missing then

    def _stills(self, path: Path, report: FootageReport) -> Mapping[float, bytes]:
        found: dict[float, bytes] = {}
        for at_s in footage_report.moments(report):
            if self._stop.is_set():
                break
            try:
                found[at_s] = self._desk.still(path, at_s, _HEIGHT).jpeg
            except ProblemError:
                continue  # the words say all; this picture is missing then
        return found


def _write_whole(target: Path, text: str) -> None:
    """Write ``target`` under another name first, so that there is never half a file. Raises OSError."""
    # Not what a repair sweeps away that is made in the same folder meanwhile: .avatar-wizard-....part
    handle, name = tempfile.mkstemp(prefix=".avatar-wizard-", suffix=".report", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
