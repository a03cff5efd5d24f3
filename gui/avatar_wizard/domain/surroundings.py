"""What this computer stands in while it sends, and when a person is asked before going on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOW_BATTERY = 20
"""Percent; below it a laptop is asked about."""


class Caution(StrEnum):
    """Why a person is asked before sending goes on."""

    METERED = "metered"
    LOW_BATTERY = "low-battery"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``battery`` in percent while the computer runs on it; None when it is plugged in, has none or does not tell."""

    is_metered: bool = False
    battery: int | None = None

    def cautions(self) -> frozenset[Caution]:
        """What a person should be asked about."""
        found = {Caution.METERED} if self.is_metered else set()
        if self.battery is not None and self.battery < LOW_BATTERY:
            found.add(Caution.LOW_BATTERY)
        return frozenset(found)
