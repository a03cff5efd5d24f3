"""The tables, as numbered steps. A released step is never edited: what changes is a new step at the end."""

from __future__ import annotations

import sqlite3

from avatar_wizard.domain.problem import ProblemError

APPLICATION_ID = 0x41567A64
"""Marks the file as ours (SQLite's ``application_id``), so that a foreign database is not taken over."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # A person is one draft's key; every other row hangs on it, so that forgetting is one DELETE.
        "CREATE TABLE persons (key TEXT PRIMARY KEY, since REAL NOT NULL) STRICT",
        """CREATE TABLE keys (
            id BLOB PRIMARY KEY,
            person TEXT NOT NULL REFERENCES persons (key) ON DELETE CASCADE,
            sealed BLOB NOT NULL) STRICT""",
        "CREATE INDEX keys_of_person ON keys (person)",
        """CREATE TABLE drafts (
            person TEXT PRIMARY KEY REFERENCES persons (key) ON DELETE CASCADE,
            edited_at REAL NOT NULL,
            sealed BLOB NOT NULL) STRICT""",
        """CREATE TABLE submissions (
            person TEXT PRIMARY KEY REFERENCES persons (key) ON DELETE CASCADE,
            begun_at REAL NOT NULL,
            changed_at REAL NOT NULL,
            phase TEXT NOT NULL,
            job_id TEXT,
            state TEXT) STRICT""",
        """CREATE TABLE events (
            person TEXT NOT NULL REFERENCES submissions (person) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            at REAL NOT NULL,
            kind TEXT NOT NULL,
            clear TEXT NOT NULL,
            sealed BLOB,
            PRIMARY KEY (person, number)) STRICT, WITHOUT ROWID""",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    ),
)


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables up to date, each step in a transaction of its own; the caller keeps other processes out.

    Raises ``store.newer`` when a later version of the program has written the file, ``store.unreadable`` when it
    is somebody else's database.
    """
    version = _number(db, "user_version")
    if version > len(MIGRATIONS):
        raise ProblemError("store.newer")
    is_empty = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if not is_empty and _number(db, "application_id") != APPLICATION_ID:
        raise ProblemError("store.unreadable")
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {number}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
