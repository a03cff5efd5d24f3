"""One run as it is looked at, some times a second: what was shown of it never goes back, and never jumps about."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileState
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.outbox import Run
from avatar_wizard.ui.standing import Kind, Standing, is_moving, standing
from avatar_wizard.ui.wording import problem_words
from avatar_wizard.ui.words.entry import QT_TRANSLATE_NOOP
from avatar_wizard.ui.words.quantities import rate_words, size_words, time_left_step, time_left_words

QUEUED_AFTER_S = 1.5
"""Between two slices a file waits for a moment; that is not worth a word."""

PATIENCE_S = 5.0
"""Seconds of sending without a time left, before it is said that it is being worked out."""

_DOWN, _UP = 0.5, 0.75  # steps by which the time left may differ from what is shown: up more reluctantly


def _say(source: str) -> str:
    return QCoreApplication.translate("Standing", source)


class SteadyTime:
    """Seconds left as they are shown: in steps, and a noise around the edge of a step does not show."""

    def __init__(self) -> None:
        self._shown: float | None = None

    def settled(self, seconds: float | None) -> float | None:
        """What to show for ``seconds``; None stays None."""
        if seconds is not None and self._shown is not None and self._shown < 60 <= seconds < 75:
            seconds = 59.0  # once it was less than a minute, it does not waver around it
        step = time_left_step(seconds) if seconds is not None else 0
        if seconds is None or not step:
            self._shown = seconds
        elif self._shown is None or not -_UP * step < self._shown - seconds < _DOWN * step:
            self._shown = max(step, round(seconds / step) * step)
        return self._shown


class Watch:
    """Looks at ``run``. ``clock`` gives seconds that only grow, ``wall`` Unix time."""

    def __init__(
        self, run: Run, *, clock: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time
    ) -> None:
        self.run = run
        self._clock, self._wall = clock, wall
        self._files: tuple[tuple[Role, Path], ...] = ()
        self._highest = 0
        self._steady = SteadyTime()
        self._queued_since: float | None = None
        self._sending_since: float | None = None
        self.progress = self.refresh()

    @property
    def name(self) -> str:
        """The avatar's name, as it was given."""
        return self.run.draft.name.strip()

    @property
    def per_mille(self) -> int:
        """How far the bar is, 0 to 1000; 1000 only once the service has confirmed."""
        return self._highest

    @property
    def rate(self) -> float:
        """Bytes per second over the last ten."""
        return sum(file.rate for file in self.progress.files if file.state is FileState.SENDING)

    def refresh(self) -> SendingProgress:
        """Look again; cheap enough for every tick."""
        files = tuple((picked.role, picked.path) for picked in self.run.draft.files_to_send())
        if files != self._files:
            self._files, self._highest = files, 0  # other files are another way to go
        self.progress = self.run.progress()
        self._highest = max(self._highest, self.progress.per_mille)
        return self.progress

    def standing(self, held: str = "") -> Standing:
        """The words for what was seen last; ``held`` as for ``standing.standing``."""
        run, progress = self.run, self.progress
        found = standing(
            run.state,
            progress,
            percent=self._highest // 10,
            now=self._wall(),
            problem=run.problem,
            is_queued=self._is_queued(),
            held=held,
        )
        note = problem_words(progress.note).sentence if progress.note is not None else ""
        return replace(found, amount=self._amount(), pace=self._pace(found.kind), note=note)

    # --- inside

    def _is_queued(self) -> bool:
        progress = self.progress
        waits = any(file.state is FileState.WAITING for file in progress.files)
        if progress.phase is not Phase.SENDING or not waits or is_moving(progress):
            self._queued_since = None
            return False
        if self._queued_since is None:
            self._queued_since = self._clock()
        return self._clock() - self._queued_since >= QUEUED_AFTER_S

    def _amount(self) -> str:
        text = _say(QT_TRANSLATE_NOOP("Standing", "{sent} of {size}"))
        return text.format(sent=size_words(self.progress.sent), size=size_words(self.progress.size))

    def _pace(self, kind: Kind) -> str:
        if kind is not Kind.SENDING or not is_moving(self.progress):
            self._steady, self._sending_since = SteadyTime(), None
            return ""
        if self._sending_since is None:
            self._sending_since = self._clock()
        rate, left = self.rate, self._steady.settled(self.progress.time_left)
        parts = [rate_words(rate)] if rate > 1 else []
        if left is not None:
            parts.append(_say(QT_TRANSLATE_NOOP("Standing", "{time} left")).format(time=time_left_words(left)))
        elif self._clock() - self._sending_since >= PATIENCE_S:
            parts.append(time_left_words(None))
        return " - ".join(parts)
