"""The room's front: everything that can be asked of a piece of footage, put together from the rooms' parts.

What looks through pictures and sound is imported when it is first needed: the window opens without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event as StopEvent
from typing import TYPE_CHECKING

from avatar_wizard.domain.footage import FootageFacts, FootageReport, Pass, Question, Repair
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.viewing import Progress, Still

from . import stills
from .checks import judge, unmade
from .locate import find_ffmpeg, find_ffprobe
from .look import look
from .rules import Rules

if TYPE_CHECKING:
    from .decoding.audience import Watchers


class FootageRoom:
    """Looks at footage and judges it by ``rules``; see ``flow.viewing.Footage``.

    ``ffprobe`` and ``ffmpeg`` are the person's settings, None for the usual ones.
    """

    def __init__(self, rules: Rules, *, ffprobe: Path | None = None, ffmpeg: Path | None = None) -> None:
        self._rules = rules
        self._ffprobe = ffprobe
        self._ffmpeg = ffmpeg

    def look(self, path: Path, question: Question) -> FootageReport:
        """The facts of the container, judged; raises as ``footage.look``."""
        return look(path, question, self._rules, ffprobe=self._ffprobe)

    def glance(self, path: Path, question: Question, *, stop: StopEvent) -> FootageReport:
        """The instant pass: the container, the first minute's sound, some key frames."""
        from .decoding.passes import run_instant

        report = self.look(path, question)
        facts = _watchable(report)
        if facts is None:
            return report
        signals = run_instant(path, facts, ffmpeg=self._program(), watchers=self._watchers(), stop=stop)
        return self._judged(replace(report, signals=signals, done=Pass.INSTANT), question)

    def study(
        self, path: Path, question: Question, *, on_progress: Progress, stop: StopEvent, pause: StopEvent
    ) -> FootageReport:
        """The full pass: the whole take, from beginning to end."""
        from .decoding.passes import run_full

        report = self.look(path, question)
        facts = _watchable(report)
        if facts is None:
            on_progress(1.0)
            return report
        signals = run_full(
            path,
            facts,
            ffmpeg=self._program(),
            watchers=self._watchers(),
            on_progress=on_progress,
            stop=stop,
            pause=pause,
        )
        return self._judged(replace(report, signals=signals, done=Pass.FULL), question)

    def judge_again(self, report: FootageReport, question: Question) -> FootageReport:
        """The same signals by other rules; a file that is no footage stays what it is."""
        return report if _watchable(report) is None else self._judged(report, question)

    def references(self, question: Question, language: str) -> Mapping[str, str]:
        """Where the rules stand that hold for the edition."""
        found = (self._rules.of(code, question.edition) for code in self._rules.codes)
        rules = [rule for rule in found if rule is not None]
        return {rule.code: rule.reference_zh if language.startswith("zh") else rule.reference for rule in rules}

    def still(self, path: Path, at_s: float, *, height: int) -> Still:
        """The picture at a moment."""
        return stills.still(path, at_s, self._facts(path), height=height, ffmpeg=self._program())

    def strip(self, path: Path, seconds: float, *, count: int, height: int, stop: StopEvent) -> Iterator[Still]:
        """Pictures spread over the take."""
        facts, program = self._facts(path), self._program()
        yield from stills.strip(path, seconds, facts, count=count, height=height, ffmpeg=program, stop=stop)

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
        """A mended copy; looked at again before it gets its name."""
        from .mending.repair import repair

        return repair(
            path,
            report,
            repairs,
            folder,
            ffmpeg=self._program(),
            ffprobe=find_ffprobe(self._ffprobe).path,
            on_progress=on_progress,
            stop=stop,
            suffix=suffix,
            check=self._check,
        )

    def _check(self, path: Path) -> None:
        if _watchable(self.look(path, Question())) is None:
            raise ProblemError("repair.failed")

    def _judged(self, report: FootageReport, question: Question) -> FootageReport:
        assert report.facts is not None
        return replace(
            report,
            findings=judge(report.facts, question, self._rules, report.signals),
            unmade=unmade(report.facts, report.signals, question),
            rules=self._rules.version,
        )

    def _facts(self, path: Path) -> FootageFacts:
        facts = _watchable(self.look(path, Question()))
        if facts is None or facts.codec is None:
            raise ProblemError("footage.tool_failed")
        return facts

    def _program(self) -> Path:
        return find_ffmpeg(self._ffmpeg).path

    def _watchers(self) -> Watchers:
        """Who looks on. The wall is always measured: whether it matters is an answer that may still change."""
        from .decoding.audience import Watchers
        from .watchers import person
        from .watchers.picture import LightAndMotion
        from .watchers.screen import Screen
        from .watchers.sound import Hearing

        return Watchers(
            picture=partial(LightAndMotion, rules=self._rules),
            sound=partial(Hearing, rules=self._rules),
            screen=partial(Screen, rules=self._rules),
            person=partial(person.Person, rules=self._rules) if person.is_available() else None,
        )


def _watchable(report: FootageReport) -> FootageFacts | None:
    """The facts of a file with pictures or sound that ffmpeg can be asked about, else None."""
    facts = report.facts
    if report.unreadable or facts is None or (facts.codec is None and not facts.audio):
        return None
    return facts
