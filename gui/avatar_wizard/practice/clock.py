"""The service's own idea of the time, which may be set wrong on purpose."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import formatdate


class Clock:
    """Wall clock in Unix seconds, shifted by `skew_s` (seconds); the client sees it in every `Date` header."""

    def __init__(self) -> None:
        """Start with the machine's own time."""
        self.skew_s = 0.0

    def now(self) -> float:
        """Return the service's time as Unix seconds."""
        return time.time() + self.skew_s

    def stamp(self, at: float | None = None) -> str:
        """Return a time as the API writes it: UTC, `YYYY-MM-DDThh:mm:ssZ`, exactly 20 characters."""
        moment = datetime.fromtimestamp(self.now() if at is None else at, UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def http_date(self, ahead_s: float = 0.0) -> str:
        """Return the value of the `Date` header, or that of a moment some seconds ahead."""
        return formatdate(self.now() + ahead_s, usegmt=True)
