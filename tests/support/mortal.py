"""The real command line, killed by itself at a chosen record of the journal: ``DIE_BEFORE=n`` or ``DIE_AFTER=n``."""

from __future__ import annotations

import os
import signal
import sys

from avatar_wizard.cli import run
from avatar_wizard.domain.submission import Event
from avatar_wizard.store.journal import SqliteJournal

_record = SqliteJournal.record
_count = 0


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _mortal(self: SqliteJournal, key: str, event: Event) -> None:
    global _count
    _count += 1
    if os.environ.get("DIE_BEFORE") == str(_count):
        _die()
    _record(self, key, event)
    if os.environ.get("DIE_AFTER") == str(_count):
        _die()


if __name__ == "__main__":
    SqliteJournal.record = _mortal  # type: ignore[method-assign]
    sys.exit(run(sys.argv[1:]))
