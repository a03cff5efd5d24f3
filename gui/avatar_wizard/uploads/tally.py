"""The numbers on the sending page: how far each file is, pulled ten times a second.

What is shown never goes back and never passes the file's size, although a slice that is sent again starts at
nothing; and a file is full only when its last answer has come.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from avatar_wizard.domain.draft import Fingerprint, Role
from avatar_wizard.domain.problem import Problem
from avatar_wizard.flow.ports import FileProgress, FileState, Upload
from avatar_wizard.uploads.body import length_of
from avatar_wizard.uploads.time_left import TimeLeft

WINDOW = 10.0
"""Seconds over which the rate is taken."""

_SAMPLE_EVERY = 0.25
_SHORTEST_SPAN = 0.5

_FINAL = frozenset({FileState.SENT, FileState.FAILED, FileState.PAUSED})


@dataclass(slots=True)
class _File:
    role: Role
    size: int
    acknowledged: int
    left: int  # uploads not yet acknowledged
    fingerprint: Fingerprint | None = None
    shown: int = 0
    moving: dict[int | None, int] = field(default_factory=dict)  # part number -> bytes handed to its socket
    troubles: dict[int | None, Problem] = field(default_factory=dict)
    state: FileState = FileState.WAITING
    problem: Problem | None = None
    history: deque[tuple[float, int]] = field(default_factory=deque)

    def settle(self) -> None:
        """Recompute what is shown."""
        self.shown = max(self.shown, min(self.size, self.acknowledged + sum(self.moving.values())))

    def remember(self, now: float) -> None:
        """Add a sample for the rate."""
        if not self.history or now - self.history[-1][0] >= _SAMPLE_EVERY:
            self.history.append((now, self.shown))
        while len(self.history) > 1 and now - self.history[1][0] >= WINDOW:
            self.history.popleft()

    def rate(self, now: float) -> float:
        """Bytes per second over the window; 0 until there is enough to tell, and when nothing is under way."""
        if self.state is not FileState.SENDING or not self.history:
            return 0.0
        since, before = self.history[0]
        return (self.shown - before) / (now - since) if now - since >= _SHORTEST_SPAN else 0.0

    def look(self) -> tuple[FileState, Problem | None]:
        """State and problem: a file is retrying when none of its uploads gets on, and waits when none has its turn."""
        if self.state is FileState.SENDING and not self.moving:
            return FileState.WAITING, None
        if self.state is FileState.SENDING and self.troubles and self.troubles.keys() >= self.moving.keys():
            return FileState.RETRYING, next(reversed(self.troubles.values()))
        return self.state, self.problem


class Tally:
    """Counts what the workers report; every method may be called from any thread. ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._files: dict[Role, _File] = {}
        self._time_left = TimeLeft()

    def begin(self, uploads: Sequence[Upload], already_sent: Mapping[Role, int]) -> None:
        """Start anew. What was shown stays for a file that only goes on, as after a change of addresses."""
        files = {
            role: _File(role, size, size, 0, shown=size, state=FileState.SENT) for role, size in already_sent.items()
        }
        for upload in uploads:
            file = files.get(upload.role)
            if file is None or file.fingerprint is None:
                size = upload.fingerprint.size
                earlier = min(size, max(0, already_sent.get(upload.role, 0)))
                file = _File(upload.role, size, earlier, 0, upload.fingerprint)
                files[upload.role] = file
            file.left += 1
        with self._lock:
            for file in files.values():
                before = self._files.get(file.role)
                goes_on = before is not None and before.fingerprint == file.fingerprint
                if before is not None and goes_on and before.acknowledged <= file.acknowledged:
                    file.shown = before.shown
                file.settle()
            self._files = files
            self._time_left = TimeLeft()

    def started(self, upload: Upload) -> None:
        """A try of ``upload`` begins."""
        with self._lock:
            file = self._files[upload.role]
            if file.state is FileState.WAITING:
                file.state = FileState.SENDING
            file.moving[_number(upload)] = 0
            file.remember(self._clock())

    def moved(self, upload: Upload, count: int) -> None:
        """``count`` bytes of this try have been handed to the socket; it gets on again."""
        with self._lock:
            file = self._files[upload.role]
            file.moving[_number(upload)] = count
            file.troubles.pop(_number(upload), None)
            file.settle()

    def retrying(self, upload: Upload, problem: Problem) -> None:
        """This try failed and there will be another: its bytes do not count."""
        with self._lock:
            file = self._files[upload.role]
            file.moving[_number(upload)] = 0
            file.troubles.pop(_number(upload), None)
            file.troubles[_number(upload)] = problem

    def sent(self, upload: Upload) -> None:
        """``upload`` was acknowledged."""
        with self._lock:
            file = self._files[upload.role]
            file.moving.pop(_number(upload), None)
            file.troubles.pop(_number(upload), None)
            file.acknowledged += length_of(upload)
            file.left -= 1
            if file.left == 0:
                file.state = FileState.SENT
            file.settle()

    def failed(self, upload: Upload, problem: Problem) -> None:
        """``upload`` is given up, and with it its file."""
        with self._lock:
            file = self._files[upload.role]
            file.state, file.problem = FileState.FAILED, problem

    def ended(self) -> None:
        """Nothing is sent any more: what is not finished pauses."""
        with self._lock:
            for file in self._files.values():
                file.moving.clear()
                file.troubles.clear()
                if file.state not in _FINAL:
                    file.state = FileState.PAUSED
            self._time_left = TimeLeft()

    def sample(self) -> None:
        """Note where every file is, for the rate; called several times a second while sending."""
        with self._lock:
            now = self._clock()
            for file in self._files.values():
                if file.state is FileState.SENDING:
                    file.remember(now)
            self._time_left.observe(now, sum(file.shown for file in self._files.values()))

    def time_left(self) -> float | None:
        """Seconds until everything is sent, at the rate of the last ten seconds; None while nobody can tell."""
        with self._lock:
            return self._time_left.estimate(sum(file.size - file.shown for file in self._files.values()))

    def snapshot(self) -> tuple[FileProgress, ...]:
        """Every file's progress, in the order of the uploads."""
        with self._lock:
            now = self._clock()
            return tuple(
                FileProgress(file.role, file.shown, file.size, file.rate(now), *file.look())
                for file in self._files.values()
            )


def _number(upload: Upload) -> int | None:
    return upload.part.number if upload.part else None
