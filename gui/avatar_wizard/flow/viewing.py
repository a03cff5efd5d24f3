"""What the flow needs of the room that looks at footage: implemented by ``footage.viewing``, handed in by ``app.py``.

All calls block and belong on a worker thread. Failures are ProblemErrors. A file is only ever read; a repair writes
a new one. ``stop`` ends a call within a second with Stopped; children are gone and nothing half-made stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as StopEvent
from typing import Protocol

from avatar_wizard.domain.footage import FootageReport, Question, Repair

Progress = Callable[[float], None]
"""Told from the working thread how much is done, 0 to 1; it never goes back and reaches 1 only when all is done."""


@dataclass(frozen=True, slots=True)
class Still:
    """One picture of the take as JPEG, upright as a player shows it."""

    at_s: float
    jpeg: bytes


class Footage(Protocol):
    """Looks at footage, judges it by the rules, and mends what can be mended."""

    def look(self, path: Path, question: Question) -> FootageReport:
        """The facts of the container, within a second. Problems: see ``footage.look``."""
        ...

    def glance(self, path: Path, question: Question, *, stop: StopEvent) -> FootageReport:
        """``look``, the sound of the first minute and some key frames, within ten seconds for any file."""
        ...

    def study(
        self, path: Path, question: Question, *, on_progress: Progress, stop: StopEvent, pause: StopEvent
    ) -> FootageReport:
        """The whole take, minutes of work. While ``pause`` is set nothing goes on, and next to nothing is used."""
        ...

    def judge_again(self, report: FootageReport, question: Question) -> FootageReport:
        """What was measured, judged by other rules; takes no time and reads no file."""
        ...

    def references(self, question: Question, language: str) -> Mapping[str, str]:
        """Where each rule stands ("en", "zh_CN"), by the code of its findings; reads no file."""
        ...

    def still(self, path: Path, at_s: float, *, height: int) -> Still:
        """The picture at a moment, ``height`` pixels high; about a third of a second."""
        ...

    def strip(self, path: Path, seconds: float, *, count: int, height: int, stop: StopEvent) -> Iterator[Still]:
        """``count`` pictures spread evenly over ``seconds``, each yielded as soon as it is there."""
        ...

    def repair(
        self,
        path: Path,
        report: FootageReport,
        repairs: Sequence[Repair],
        folder: Path,
        *,
        suffix: str,
        on_progress: Progress,
        stop: StopEvent,
    ) -> Path:
        """A mended copy of ``path`` in ``folder``, its name with ``suffix``; its path. ``path`` is never touched.

        Problems: ``repair.no_space`` (facts: needed, free), ``repair.folder`` (cannot be written), ``repair.failed``,
        ``repair.cannot`` (this computer's ffmpeg lacks what it takes).
        """
        ...
