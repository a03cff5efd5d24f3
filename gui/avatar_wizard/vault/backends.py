"""Which keyring is trusted: the operating systems' own, picked explicitly.

``keyring.get_keyring()`` is not asked: plug-ins can outrank the system's keyring, and some of them keep secrets
in files or ask for a password on the terminal.
"""

from __future__ import annotations

from types import ModuleType

from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, kwallet, libsecret, macOS

TRUSTED: tuple[ModuleType, ...] = (macOS, Windows, SecretService, libsecret, kwallet)


def trusted_backend() -> KeyringBackend | None:
    """The best of the trusted keyrings that work here, None when none does. Talks to the session bus on Linux."""
    viable = [
        kind
        for module in TRUSTED
        for kind in vars(module).values()
        if isinstance(kind, type)
        and issubclass(kind, KeyringBackend)
        # What a module merely imported (the base class, another backend) is not what it offers.
        and kind.__module__ == module.__name__
        and kind.viable
    ]
    best = max(viable, key=lambda kind: float(kind.priority), default=None)
    return None if best is None else best()
