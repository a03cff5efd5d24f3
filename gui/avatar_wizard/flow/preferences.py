"""What the person decided for the whole program: limits of sending, and where uploads may go besides."""

from __future__ import annotations

import json
from collections.abc import Sequence
from threading import Lock

from avatar_wizard.domain.limits import Limits, limits_from, limits_text
from avatar_wizard.flow.ports import SettingsStore, Uplink

_LIMITS = "uploads.limits"
_DOMAINS = "uploads.domains"


class Preferences:
    """Read once when the program opens, kept at every change. Safe from any thread."""

    def __init__(self, settings: SettingsStore, uplink: Uplink) -> None:
        """Read all and have the limits hold; blocks, raises ``store.*``."""
        self._settings, self._uplink = settings, uplink
        self._lock = Lock()
        self._domains = _domains_from(settings.setting(_DOMAINS))
        uplink.limits = limits_from(settings.setting(_LIMITS))

    @property
    def limits(self) -> Limits:
        """What holds now. Does not block."""
        return self._uplink.limits

    def set_limits(self, limits: Limits) -> None:
        """Have ``limits`` hold at once, and keep them; blocks, raises ``store.*``."""
        self._uplink.limits = limits
        self._settings.set_setting(_LIMITS, limits_text(limits))

    def upload_domains(self) -> Sequence[str]:
        """Domains besides the service's own that uploads may go to. Does not block."""
        with self._lock:
            return self._domains

    def set_upload_domains(self, domains: Sequence[str]) -> None:
        """Keep the list, lower case and checked by ``domain.addresses``; blocks, raises ``store.*``."""
        with self._lock:
            self._domains = tuple(domains)
        self._settings.set_setting(_DOMAINS, json.dumps(list(domains)))


def _domains_from(text: str | None) -> tuple[str, ...]:
    try:
        read = json.loads(text) if text else ()
    except (ValueError, RecursionError):
        return ()
    return tuple(domain for domain in read if isinstance(domain, str)) if isinstance(read, list) else ()
