"""The number of connections that worked, remembered per store and network."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol

from avatar_wizard.uploads.concurrency import MOST


class ConnectionMemory(Protocol):
    """Keeps one number per store's host and network. Called seldom, from worker threads; may block."""

    def load(self, host: str, network: str) -> int | None:
        """The number that was kept, None when there is none."""
        ...

    def save(self, host: str, network: str, connections: int) -> None:
        """Keep the number."""
        ...


class RunMemory:
    """Remembers for as long as the program runs."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}

    def load(self, host: str, network: str) -> int | None:
        """See ``ConnectionMemory``."""
        return self._known.get((host, network))

    def save(self, host: str, network: str, connections: int) -> None:
        """See ``ConnectionMemory``."""
        self._known[host, network] = connections


class SettingsMemory:
    """Remembers in the program's settings: ``load`` and ``save`` read and write one by name.

    Hosts and networks say where a person works, so a name holds only a digest of them.
    """

    def __init__(self, load: Callable[[str], str | None], save: Callable[[str, str], None]) -> None:
        self._load = load
        self._save = save

    def load(self, host: str, network: str) -> int | None:
        """See ``ConnectionMemory``; None also when the setting is not one of ours."""
        text = self._load(_name(host, network)) or ""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        return number if 1 <= number <= MOST else None

    def save(self, host: str, network: str, connections: int) -> None:
        """See ``ConnectionMemory``."""
        self._save(_name(host, network), str(connections))


def _name(host: str, network: str) -> str:
    digest = hashlib.sha256(f"{host}\0{network}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"uploads.connections.{digest[:16]}"
