"""One SQLite file, opened so that what was committed survives a power cut and what was deleted is gone.

The settings and their meaning: sqlite.org, "Pragma statements" and "Write-Ahead Logging".
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from avatar_wizard.domain.problem import ProblemError

from .locks import locked
from .migrations import migrate

_BUSY_MS = 10_000
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_NO_ACCESS = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})
_FAILED_READS = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_CORRUPTFS})


class Database:
    """A connection shared by all threads of this process, one transaction at a time."""

    def __init__(self, path: Path) -> None:
        """Open or create the file at ``path`` (mode 0600, its folder 0700) and bring its tables up to date.

        Raises ``store.damaged``, ``store.no_access``, ``store.unreadable``, ``store.newer``, ``store.full``.
        """
        self.path = path
        self._lock = threading.RLock()
        with _told():
            _prepare(path)
            # Two processes that start together: only one may change the journal mode and the tables.
            with locked(path.with_name(path.name + ".opening")):
                self._db = _connect(path)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is on the disk when the block ends, or has not happened when it raises."""
        with self._transaction("BEGIN IMMEDIATE") as db:
            yield db

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which everything read is from one moment."""
        with self._transaction("BEGIN") as db:
            yield db

    def wipe_log(self) -> None:
        """Bring the write-ahead log into the file and cut it to nothing, so that no old page stays in it."""
        with self._lock, _told():
            is_busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if is_busy:
            raise ProblemError("submission.busy_elsewhere")

    def close(self) -> None:
        """Close the file; safe to call again."""
        with self._lock, _told():
            self._db.close()

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._lock, _told():
            self._db.execute(begin)
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                # SQLite has already rolled back by itself after some failures, a full disk among them.
                with contextlib.suppress(sqlite3.Error):
                    if self._db.in_transaction:
                        self._db.execute("ROLLBACK")
                raise


def _prepare(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.chmod(0o700)
    # Before SQLite sees it: the log beside the file takes over the file's mode.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=64)
    try:
        db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA temp_store = MEMORY")
        migrate(db)
    except BaseException:
        db.close()
        raise
    return db


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """SQLite's and the system's failures as problems. Their texts stay behind: they may name the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise ProblemError(_code(error)) from None
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise ProblemError("store.full" if full else "store.no_access") from None


def _code(error: sqlite3.Error) -> str:
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None or extended in _FAILED_READS:
        return "store.unreadable"
    if extended & 0xFF in _FULL:
        return "store.full"
    if extended & 0xFF in _BUSY:
        # Another copy of the program has kept the file locked for longer than any transaction of ours lasts.
        return "submission.busy_elsewhere"
    if extended & 0xFF in _DAMAGED:
        return "store.damaged"
    return "store.no_access" if extended & 0xFF in _NO_ACCESS else "store.unreadable"


def set_aside(path: Path, stamp: str) -> None:
    """Put a damaged store out of the way under a name with ``stamp``, so that a new one can be begun.

    Nothing is deleted: somebody may still mend it. Raises ``store.no_access``.
    """
    with _told():
        for ending in ("-wal", "-shm", ""):
            file = path.with_name(path.name + ending)
            if file.exists():
                file.replace(path.with_name(f"{path.name}.damaged-{stamp}{ending}"))
