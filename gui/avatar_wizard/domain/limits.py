"""What the person allows the uploads of the whole program to take: the rate, the hours, the start."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from .schedule import QuietHours, Schedule

LEAST_RATE = 16 * 1024
"""Bytes per second; with less a connection starves until the store ends it."""

POLITE_SHARE = 0.75
"""How much of the measured line a polite upload takes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``rate`` in bytes per second for everything together, None for no limit of its own.

    ``is_polite`` leaves a quarter of the measured line to others; with a rate too, the lower of both counts.
    Raises ValueError when the rate is below LEAST_RATE.
    """

    rate: int | None = None
    is_polite: bool = False
    schedule: Schedule = field(default_factory=Schedule)

    def __post_init__(self) -> None:
        if self.rate is not None and self.rate < LEAST_RATE:
            raise ValueError("rate")


def limits_text(limits: Limits) -> str:
    """``limits`` as one line of JSON, for the settings; the schedule's zone is always the computer's own."""
    schedule = limits.schedule
    return json.dumps(
        {
            "rate": limits.rate,
            "is_polite": limits.is_polite,
            "quiet": [[f"{hours.start:%H:%M}", f"{hours.end:%H:%M}"] for hours in schedule.quiet],
            "start_at": schedule.start_at,
        }
    )


def limits_from(text: str | None) -> Limits:
    """What ``limits_text`` wrote, else no limits: no setting keeps a program from starting."""
    try:
        read = json.loads(text) if text else None
        return _limits(read) if isinstance(read, Mapping) else Limits()
    except (ValueError, TypeError, OverflowError, RecursionError):
        return Limits()


def _limits(read: Mapping[str, Any]) -> Limits:
    rate, start_at = read.get("rate"), read.get("start_at")
    quiet = tuple(
        QuietHours(time.fromisoformat(start), time.fromisoformat(end)) for start, end in read.get("quiet", ())
    )
    return Limits(
        rate=None if rate is None else int(rate),
        is_polite=read.get("is_polite") is True,
        schedule=Schedule(quiet, None if start_at is None else float(start_at)),
    )
