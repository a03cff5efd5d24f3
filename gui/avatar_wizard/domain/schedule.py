"""When sending is allowed: from a moment on, and outside quiet hours. Pure: the moment is always given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum


class HoldReason(StrEnum):
    """Why nothing is sent although nothing is wrong."""

    START_AT = "start-at"
    QUIET_HOURS = "quiet-hours"


@dataclass(frozen=True, slots=True)
class Hold:
    """``until`` is the Unix time at which sending goes on; None when it never does."""

    reason: HoldReason
    until: float | None


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start`` until ``end`` by the wall clock, every day; over midnight when the end comes first.

    Raises ValueError when both are the same, which could mean never or always.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise ValueError("end")

    def covers(self, moment: time) -> bool:
        """Whether it is quiet at ``moment``."""
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, slots=True)
class Schedule:
    """``start_at`` is Unix time. ``zone`` None is the computer's own, with its changes to summer time and back."""

    quiet: tuple[QuietHours, ...] = ()
    start_at: float | None = None
    zone: tzinfo | None = None

    def is_open(self, now: float) -> bool:
        """Whether sending is allowed at the Unix time ``now``."""
        return self._reason(now) is None

    def next_change(self, now: float) -> float | None:
        """The Unix time at which ``is_open`` changes next; None when it never does."""
        is_open = self.is_open(now)
        return next((moment for moment in self._edges(now) if self.is_open(moment) is not is_open), None)

    def hold(self, now: float) -> Hold | None:
        """Why sending must wait at ``now``, and until when; None when it need not."""
        reason = self._reason(now)
        return None if reason is None else Hold(reason, self.next_change(now))

    def _reason(self, now: float) -> HoldReason | None:
        if self.start_at is not None and now < self.start_at:
            return HoldReason.START_AT
        moment = datetime.fromtimestamp(now, self.zone).time()
        return HoldReason.QUIET_HOURS if any(hours.covers(moment) for hours in self.quiet) else None

    def _edges(self, now: float) -> list[float]:
        """Every moment in the two days after ``now``, and after the start, at which something may change."""
        edges = {self.start_at} if self.start_at is not None and self.start_at > now else set()
        for origin in (now, *edges):
            today = datetime.fromtimestamp(origin, self.zone).date()
            for days in range(-1, 3):
                day = today + timedelta(days)
                for hours in self.quiet:
                    for moment in (hours.start, hours.end):
                        edges.add(datetime.combine(day, moment, self.zone).timestamp())
        return sorted(edge for edge in edges if edge > now)
