"""For this run only: what a computer without a keyring, or a kiosk, gets."""

from __future__ import annotations

import secrets
import threading

from avatar_wizard.flow.ports import Credentials


class MemoryVault:
    """Implements ``flow.ports.Vault`` without keeping anything after the process ends. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._credentials: Credentials | None = None
        self._master_key: bytes | None = None

    def load(self) -> Credentials | None:
        """What was stored in this run, or None."""
        with self._lock:
            return self._credentials

    def store(self, credentials: Credentials) -> None:
        """Keep them until the process ends or ``forget`` is called."""
        with self._lock:
            self._credentials = credentials

    def forget(self) -> None:
        """Let go of the credentials; the master key stays, since the store is sealed with it."""
        with self._lock:
            self._credentials = None

    def master_key(self) -> bytes:
        """32 bytes that live as long as this vault."""
        with self._lock:
            if self._master_key is None:
                self._master_key = secrets.token_bytes(32)
            return self._master_key
