"""The room that looks at footage, in memory: what it says of a file was told it before, by the file's name."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Lock

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import FootageReport, Pass, Question, Repair
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.flow.viewing import Still

SMALL_JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAP//////////////////////////////////////////////////////////////////"
    "////////////////////wAALCAAJABABAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF"
    "BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW"
    "V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
    "4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/ACiiiv/Z"
)
"""A grey picture, 16 x 9."""


@dataclass
class FakeFootage:
    """Each gate holds its own calls; ``asked`` are (call, file name, question), in the order of the calls.

    ``problems`` by call are raised in place of an answer; ``full`` by file name is what only the full pass says.
    ``most_at_work``: how many passes were at work at the same time, those on pause left out.
    """

    said: Callable[[str], FootageReport]
    wait: Callable[[Event | None], None] = lambda stop: None
    wait_full: Callable[[Event | None], None] = lambda stop: None
    asked: list[tuple[str, str, Question]] = field(default_factory=list)
    probed: list[tuple[str, Edition]] = field(default_factory=list)
    mended: list[tuple[str, tuple[Repair, ...]]] = field(default_factory=list)
    again: Callable[[FootageReport, Question], FootageReport] = lambda report, question: report
    wait_quick: Callable[[Event | None], None] = lambda stop: None
    wait_mending: Callable[[Event | None], None] = lambda stop: None
    problems: dict[str, Problem] = field(default_factory=dict)
    full: dict[str, FootageReport] = field(default_factory=dict)
    stops: list[Event] = field(default_factory=list)
    pauses: list[Event] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    works: list[tuple[Event, Event | None]] = field(default_factory=list)
    most_at_work: int = 0
    jpeg: bytes = SMALL_JPEG

    @contextmanager
    def _working(self, call: str, stop: Event, pause: Event | None = None) -> Iterator[None]:
        self.stops.append(stop)
        if (problem := self.problems.get(call)) is not None:
            raise ProblemError(problem.code, **problem.facts)
        work = (stop, pause)
        with self.lock:
            self.works.append(work)
            awake = [one for one, held in self.works if held is None or not held.is_set()]
            self.most_at_work = max(self.most_at_work, len(awake))
        try:
            yield
        finally:
            with self.lock:
                self.works.remove(work)

    def look(self, path: Path, question: Question) -> FootageReport:
        self.wait(None)
        self.asked.append(("look", path.name, question))
        self.probed.append((path.name, question.edition))
        return self.said(path.name)

    def glance(self, path: Path, question: Question, *, stop: Event) -> FootageReport:
        if stop.is_set():
            raise Stopped
        self.asked.append(("glance", path.name, question))
        with self._working("glance", stop):
            self.wait_quick(stop)
        report = self.said(path.name)
        return report if report.unreadable else replace(report, done=Pass.INSTANT)

    def study(
        self, path: Path, question: Question, *, on_progress: Callable[[float], None], stop: Event, pause: Event
    ) -> FootageReport:
        self.asked.append(("study", path.name, question))
        on_progress(0.5)
        self.pauses.append(pause)
        with self._working("study", stop, pause):
            self.wait_full(stop)
        if stop.is_set():
            raise Stopped
        on_progress(1.0)
        report = self.full.get(path.name, self.said(path.name))
        return report if report.unreadable else replace(report, done=Pass.FULL)

    def judge_again(self, report: FootageReport, question: Question) -> FootageReport:
        return self.again(report, question)

    def still(self, path: Path, at_s: float, *, height: int) -> Still:
        return Still(at_s, self.jpeg)

    def strip(self, path: Path, seconds: float, *, count: int, height: int, stop: Event) -> Iterator[Still]:
        for number in range(count):
            if stop.is_set():
                raise Stopped
            yield Still((number + 0.5) * seconds / count, self.jpeg)

    def references(self, question: Question, language: str) -> dict[str, str]:
        return {"picture.black": "Page 7 of the guide", "sound.noise": "Page 9 of the guide"}

    def repair(
        self,
        path: Path,
        report: FootageReport,
        repairs: Sequence[Repair],
        folder: Path,
        *,
        suffix: str,
        on_progress: Callable[[float], None],
        stop: Event,
    ) -> Path:
        self.mended.append((path.name, tuple(repairs)))
        on_progress(0.5)
        with self._working("repair", stop):
            self.wait_mending(stop)
        on_progress(1.0)
        return folder / f"{path.stem}{suffix}.mp4"
