"""The operating system's keyring as the vault."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from typing import TypeVar

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.flow.ports import Credentials, SignInMethod, Vault

from .backends import trusted_backend
from .entries import Entries
from .memory_vault import MemoryVault

T = TypeVar("T")
Once = Callable[[], AbstractContextManager[object]]

SERVICE = "avatar-wizard"
_MASTER_KEY = "master-key"
_MASTER_KEY_BYTES = 32
_VERSION = 1

# By name: the class of the Secret Service's own library, which is there on Linux only.
_LOCKED = frozenset({"LockedException", "PromptDismissedException"})
_ABSENT = frozenset({"SecretServiceNotAvailableException"})


class KeyringVault:
    """Implements ``flow.ports.Vault``. Every call may wait until the person unlocks the keyring. Thread-safe."""

    def __init__(
        self,
        service_name: str = SERVICE,
        *,
        profile: str = "default",
        once: Once = nullcontext,
        backend: Callable[[], KeyringBackend | None] = trusted_backend,
    ) -> None:
        """Nothing is asked of the system yet.

        ``profile`` names the credentials among others. ``once`` gives a lock between processes, held while the
        master key is made: without it, two first starts at the same moment could each keep a key of their own.
        """
        self._service = service_name
        self._profile = f"profile/{profile}"
        self._once = once
        self._find_backend = backend
        self._backend: KeyringBackend | None = None
        self._lock = threading.Lock()

    def load(self) -> Credentials | None:
        """The stored credentials, or None. Raises ``vault.none``, ``vault.locked``, ``vault.failed``."""
        text = self._ask(lambda entries: entries.read(self._profile))
        return None if text is None else _from_json(text)

    def store(self, credentials: Credentials) -> None:
        """Keep them, in place of earlier ones; same problems as ``load``."""
        self._ask(lambda entries: entries.write(self._profile, _to_json(credentials)))

    def forget(self) -> None:
        """Remove them; absent ones are no error. Same problems as ``load``."""
        self._ask(lambda entries: entries.erase(self._profile))

    def master_key(self) -> bytes:
        """The 32 bytes that seal the store, made at the first call. Same problems as ``load``.

        A stored text that is no key is ``vault.failed``, never replaced: it might be repaired, and what it sealed
        would be lost with it.
        """
        text = self._ask(self._master_key)
        try:
            key = base64.b64decode(text or "", validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != _MASTER_KEY_BYTES:
            raise ProblemError("vault.failed")
        return key

    def _master_key(self, entries: Entries) -> str | None:
        text = entries.read(_MASTER_KEY)
        if text is not None:
            return text
        with self._once():
            text = entries.read(_MASTER_KEY)
            if text is None:
                made = base64.b64encode(secrets.token_bytes(_MASTER_KEY_BYTES)).decode("ascii")
                entries.write(_MASTER_KEY, made)
                # What the keyring now holds counts, whoever wrote it.
                text = entries.read(_MASTER_KEY)
        return text

    def _ask(self, call: Callable[[Entries], T]) -> T:
        with self._lock:
            try:
                if self._backend is None:
                    self._backend = self._find_backend()
                if self._backend is None:
                    raise ProblemError("vault.none")
                return call(Entries(self._backend, self._service))
            except ProblemError:
                raise
            except Exception as error:  # noqa: BLE001 - each system raises its own, and not all are KeyringErrors
                # Found anew next time: the service may come back, or another one in its place.
                self._backend = None
                raise ProblemError(_code(error)) from None


def choose_vault(service_name: str = SERVICE, *, once: Once = nullcontext) -> tuple[Vault, Problem | None]:
    """The keyring when it works, else a vault for this run only and the problem to tell the person.

    Waits for the person when the keyring is locked, and makes the master key: only writing shows that it works.
    """
    vault = KeyringVault(service_name, once=once)
    try:
        vault.master_key()
    except ProblemError as error:
        return MemoryVault(), error.problem
    return vault, None


def _code(error: Exception) -> str:
    names = {type(each).__name__ for each in (error, error.__cause__) if each is not None}
    if isinstance(error, NoKeyringError) or names & _ABSENT:
        return "vault.none"
    if isinstance(error, (InitError, KeyringLocked)) or names & _LOCKED:
        return "vault.locked"
    return "vault.failed"


def _to_json(credentials: Credentials) -> str:
    # ASCII: one character is then one UTF-16 unit, whatever a password is made of.
    content = {f.name: str(getattr(credentials, f.name)) for f in fields(Credentials)}
    return json.dumps({"v": _VERSION, **content}, ensure_ascii=True, separators=(",", ":"))


def _from_json(text: str) -> Credentials | None:
    """Credentials out of a stored text; None for anything else, since signing in again mends it."""
    try:
        content = json.loads(text)
        known = {f.name: str(content[f.name]) for f in fields(Credentials) if f.name in content}
        return Credentials(**{**known, "method": SignInMethod(known["method"])})  # type: ignore[arg-type]
    except (ValueError, TypeError, KeyError):
        return None
