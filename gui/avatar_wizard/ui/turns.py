"""One pass over footage at a time in the whole window: whatever needs the processor for long takes its turn.

              begin                 its turn                    ended
    (nothing) ------> WAITING ----------------> AT WORK --------------------> gone, ``done`` or ``failed``
                                                  |  ^
                            paused, or something  |  |  resumed, or what was urgent is over
                            urgent has come       v  |
                                                  IDLE

Urgent is what a person waits for in front of the screen. What can pause makes room for it; what cannot, ends first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from avatar_wizard.ui.tasks import Failed, Tasks

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Turn:
    """One piece of work. ``stop`` and ``pause`` are for the working thread to look at; ``progress`` is what it tells.

    ``is_paused``: a person paused it; ``is_parked``: it makes room for something urgent.
    """

    is_urgent: bool = False
    can_pause: bool = False
    stop: Event = field(default_factory=Event)
    pause: Event = field(default_factory=Event)
    progress: float = 0.0
    is_paused: bool = False
    is_parked: bool = False
    is_begun: bool = False

    def tell(self, progress: float) -> None:
        """Note how much is done, 0 to 1; called by the working thread."""
        self.progress = max(self.progress, min(1.0, progress))

    @property
    def is_idle(self) -> bool:
        """Whether it has begun and uses next to nothing at this moment."""
        return self.is_begun and (self.is_paused or self.is_parked) and not self.stop.is_set()


class Turns(QObject):
    """Begins, pauses and ends the turns. All methods belong to the window's thread.

    Signals:
        changed: without arguments; a turn began, ended, or stands otherwise.
    """

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: list[tuple[Turn, Callable[[], None]]] = []
        self._begun: list[Turn] = []

    @property
    def is_busy(self) -> bool:
        """Whether anything is at work now."""
        return any(not turn.is_idle for turn in self._begun)

    def begin(
        self,
        work: Callable[[Turn], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        is_urgent: bool = False,
        can_pause: bool = False,
    ) -> Turn:
        """Have ``work`` done on a worker thread when its turn comes; nothing is called once it is cancelled."""
        turn = Turn(is_urgent, can_pause)

        def start() -> None:
            ended = partial(self._ended, turn)
            self._tasks.run_long(partial(work, turn), partial(ended, done), partial(ended, failed))

        self._waiting.append((turn, start))
        self._settle()
        return turn

    def cancel(self, turn: Turn) -> None:
        """End it; whoever began it hears nothing more of it."""
        turn.stop.set()
        turn.pause.clear()
        self._waiting = [(other, start) for other, start in self._waiting if other is not turn]
        self._settle()

    def set_paused(self, turn: Turn, paused: bool) -> None:
        """Pause it for a person, or go on."""
        turn.is_paused = paused
        self._settle()

    def close(self) -> None:
        """End everything, so that the process can."""
        self._waiting.clear()
        for turn in self._begun:
            turn.stop.set()
            turn.pause.clear()

    # --- inside

    def _settle(self) -> None:
        urgent = any(turn.is_urgent for turn in (*self._begun, *(turn for turn, _ in self._waiting)))
        for turn in self._begun:
            turn.is_parked = urgent and turn.can_pause and not turn.is_urgent
            (turn.pause.set if turn.is_idle else turn.pause.clear)()
        self._start_next()
        self.changed.emit()

    def _start_next(self) -> None:
        if self.is_busy:
            return
        # Beside what only makes room, nothing but what is urgent may begin.
        able = [entry for entry in self._waiting if entry[0].is_urgent or not self._begun]
        entry = next((entry for entry in able if entry[0].is_urgent), able[0] if able else None)
        if entry is not None:
            self._waiting.remove(entry)
            turn, start = entry
            turn.is_begun = True
            self._begun.append(turn)
            start()

    def _ended(self, turn: Turn, tell: Callable[[Any], None], outcome: Any) -> None:
        self._begun.remove(turn)
        was_cancelled = turn.stop.is_set()
        turn.stop.set()
        self._settle()
        if not was_cancelled:
            tell(outcome)
