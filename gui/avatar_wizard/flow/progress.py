"""How far a submission is, as a value the window asks for ten times a second."""

from __future__ import annotations

from dataclasses import dataclass

from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.schedule import Hold
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileProgress, FileState

_CONFIRMED = (Phase.CONFIRMED, Phase.SUBMITTING, Phase.SUBMITTED)


@dataclass(frozen=True, slots=True)
class SendingProgress:
    """A snapshot. ``sent`` and ``size`` are bytes over all files; ``waiting_for`` says why nothing moves.

    ``note`` is something to know that holds nothing up (a job that was made anew).
    ``safe`` are the bytes the service has acknowledged: what is on its way may be lost and sent again.
    ``time_left`` in seconds, None while nobody can tell. ``hold`` says why it waits although nothing is wrong.
    """

    files: tuple[FileProgress, ...]
    sent: int
    size: int
    phase: Phase
    waiting_for: Problem | None = None
    safe: int = 0
    note: Problem | None = None
    time_left: float | None = None
    hold: Hold | None = None

    @property
    def held_up_by(self) -> Problem | None:
        """What keeps it from getting on at this moment; None while anything moves or has not begun."""
        if self.waiting_for is not None:
            return self.waiting_for
        under_way = [file for file in self.files if file.state in (FileState.SENDING, FileState.RETRYING)]
        if not under_way or any(file.state is FileState.SENDING for file in under_way):
            return None
        return next((file.problem for file in under_way if file.problem is not None), None)

    @property
    def per_mille(self) -> int:
        """0 to 1000; rounded down, and 1000 only once the service has confirmed the slices."""
        if self.phase in _CONFIRMED:
            return 1000
        return min(999, self.sent * 1000 // self.size) if self.size else 0

    @property
    def safe_percent(self) -> int:
        """How much of everything would survive a cut at this moment, in whole percent."""
        return self.safe * 100 // self.size if self.size else 0
