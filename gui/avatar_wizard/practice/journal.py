"""The ordered list of everything the service was asked, without a single secret in it."""

from __future__ import annotations

import threading
import time
from dataclasses import asdict, dataclass, field


@dataclass(slots=True)
class Entry:
    """One request. `status` stays None when it was never answered; `outcome` says why.

    n counts from 1 and only grows; `began` and `ended` are seconds of the service's monotonic clock; `bytes` counts
    body bytes that arrived; `headers` are names only.
    """

    n: int
    call: str
    method: str
    path: str
    headers: list[str]
    job_id: str | None = None
    part: int | None = None
    status: int | None = None
    outcome: str = "open"
    bytes: int = 0
    violations: list[str] = field(default_factory=list)
    fault: str | None = None
    began: float = field(default_factory=time.monotonic)
    ended: float | None = None


class Journal:
    """Entries in the order in which the requests' heads arrived. Safe to use from many threads."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = threading.Lock()
        self._entries: list[Entry] = []
        self._next = 1

    def open(self, call: str, method: str, path: str, headers: list[str]) -> Entry:
        """Write down a request that has just arrived."""
        with self._lock:
            entry = Entry(self._next, call, method, path, headers)
            self._next += 1
            self._entries.append(entry)
            return entry

    def close(self, entry: Entry, status: int | None, outcome: str) -> None:
        """Write down how a request ended."""
        with self._lock:
            entry.status, entry.outcome, entry.ended = status, outcome, time.monotonic()

    def entries(self, since: int = 0) -> list[dict[str, object]]:
        """Return the entries with a number above `since`, oldest first."""
        with self._lock:
            return [asdict(entry) for entry in self._entries if entry.n > since]

    def clear(self) -> None:
        """Forget all entries; numbering goes on."""
        with self._lock:
            self._entries.clear()
