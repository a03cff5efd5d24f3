"""Drafts and submissions in one SQLite file; implements ``flow.ports.Journal``.

In the clear: keys, phases, job ids, states, counters, times, part numbers, checksums of slices. Sealed (see
``sealing``): the drafts, the reports on footage, upload URLs, the facts of problems.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.submission import (
    Abandoned,
    Created,
    Event,
    Phase,
    Planned,
    Submission,
    Submitted,
    UrlsRenewed,
    apply,
)
from avatar_wizard.flow.ports import StoredDraft

from .database import Database
from .encode import draft_from_json, draft_to_json, event_from_json, event_to_json
from .locks import LockFile
from .sealing import KEY_BYTES, OpenCells, PersonKeys

_KEY = re.compile(r"[0-9a-f]{12}")


class SqliteJournal:
    """The journal on this computer's disk. Thread-safe; several processes may have the file open at once."""

    def __init__(self, path: Path, master_key: bytes | None, *, clock: Callable[[], float] = time.time) -> None:
        """Open or create the file at ``path``.

        ``master_key`` (32 bytes) comes from the vault; None makes one for this run only, after which whatever was
        sealed stays sealed. ``clock`` tells Unix seconds. Raises ``store.unreadable``, ``store.newer``,
        ``store.full``.
        """
        self._keys = PersonKeys(secrets.token_bytes(KEY_BYTES) if master_key is None else master_key)
        self._database = Database(path)
        self._clock = clock
        self._claims: dict[str, LockFile] = {}
        self._claims_lock = threading.Lock()

    def __enter__(self) -> SqliteJournal:
        """The journal itself; it is closed at the end of the with statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Give back all claims and close the file."""
        for key in list(self._claims):
            self.release(key)
        self._database.close()

    # -- drafts

    def save_draft(self, key: str, draft: Draft, report: FootageReport | None) -> None:
        """Keep a draft as it is now, with the judgement of its video. Raises ``store.full``."""
        _check(key)
        document = draft_to_json(draft, report)
        with self._database.writing() as db:
            self._meet(db, key)
            sealed = self._keys.for_writing(db, key).seal(document, "drafts.sealed")
            db.execute(
                """INSERT INTO drafts (person, edited_at, sealed) VALUES (?, ?, ?)
                   ON CONFLICT (person) DO UPDATE SET edited_at = excluded.edited_at, sealed = excluded.sealed""",
                (key, self._clock(), sealed),
            )

    def drafts(self) -> tuple[StoredDraft, ...]:
        """All drafts not yet handed in, the last edited first.

        One whose key is gone, or whose content no longer reads, is empty and ``is_sealed``.
        """
        with self._database.reading() as db:
            rows = db.execute(
                """SELECT d.person, d.edited_at, d.sealed FROM drafts d LEFT JOIN submissions s USING (person)
                   WHERE s.phase IS NOT ? ORDER BY d.edited_at DESC, d.rowid DESC""",
                (Phase.SUBMITTED.value,),
            ).fetchall()
            return tuple(self._stored_draft(db, *row) for row in rows)

    def _stored_draft(self, db: sqlite3.Connection, key: str, edited_at: float, sealed: bytes) -> StoredDraft:
        document = self._keys.for_reading(db, key).open(sealed, "drafts.sealed")
        try:
            if document is not None:
                return StoredDraft(key, *draft_from_json(document), edited_at)
        except ProblemError as error:
            # One draft that no longer reads must not hide the others.
            if error.problem.code != "store.unreadable":
                raise
        return StoredDraft(key, Draft(), None, edited_at, is_sealed=True)

    def delete_draft(self, key: str) -> None:
        """Forget this person: the draft, the submission and the keys that sealed them; absent ones are no error.

        When it returns, neither the file nor its log holds their bytes. Raises ``submission.busy_elsewhere`` when
        another process kept the log from being emptied; the rows are gone even then.
        """
        _check(key)
        with self._database.writing() as db:
            db.execute("DELETE FROM persons WHERE key = ?", (key,))
        self._database.wipe_log()

    # -- submissions

    def record(self, key: str, event: Event) -> None:
        """Append an event of submission ``key``; it is on the disk when this returns, or ``store.full`` is raised.

        A submission begins with Planned. Stopped is raised for any other event of an unknown submission: the
        person was forgotten meanwhile, and nothing more may be kept about them.
        """
        _check(key)
        kind, clear, secret = event_to_json(event)
        with self._database.writing() as db:
            before = self._state(db, key)
            if before is None:
                if not isinstance(event, Planned):
                    raise Stopped
                before = self._begin(db, key)
            number = 1 + int(
                db.execute("SELECT coalesce(max(number), 0) FROM events WHERE person = ?", (key,)).fetchone()[0]
            )
            sealed = secret and self._keys.for_writing(db, key).seal(secret, _cell(number))
            now = self._clock()
            db.execute(
                "INSERT INTO events (person, number, at, kind, clear, sealed) VALUES (?, ?, ?, ?, ?, ?)",
                (key, number, now, kind, clear.decode("ascii"), sealed),
            )
            after = apply(before, event)
            db.execute(
                "UPDATE submissions SET changed_at = ?, phase = ?, job_id = ?, state = ? WHERE person = ?",
                (now, after.phase.value, after.job_id, after.state, key),
            )
            if isinstance(event, (Created, UrlsRenewed, Submitted, Abandoned)):
                self._drop_old_urls(db, key, number)

    def submission(self, key: str) -> Submission | None:
        """The fold of the recorded events, None when nothing was recorded.

        With another master key than it was written with: no URLs (count them as dead), an empty draft, and, as
        long as it is open, the problem ``store.sealed``.
        """
        _check(key)
        with self._database.reading() as db:
            return None if self._state(db, key) is None else self._fold(db, key)

    def submissions(self) -> tuple[Submission, ...]:
        """All submissions, the newest first."""
        with self._database.reading() as db:
            rows = db.execute("SELECT person FROM submissions ORDER BY begun_at DESC, rowid DESC").fetchall()
            return tuple(self._fold(db, key) for (key,) in rows)

    def _fold(self, db: sqlite3.Connection, key: str) -> Submission:
        cells = self._keys.for_reading(db, key)
        now, is_sealed = Submission(key, Draft()), False
        for row in db.execute(
            "SELECT number, kind, clear, sealed FROM events WHERE person = ? ORDER BY number", (key,)
        ):
            event, is_whole = _event(cells, *row)
            draft, now = now.draft, apply(now, event)
            if isinstance(event, Planned):
                is_sealed = not is_whole
                now = now if is_whole else replace(now, draft=draft)
            elif isinstance(event, (Created, UrlsRenewed)) and not is_whole:
                now = replace(now, urls=None)
        return replace(now, problem=Problem("store.sealed")) if is_sealed and now.is_open else now

    def _state(self, db: sqlite3.Connection, key: str) -> Submission | None:
        row = db.execute("SELECT phase, job_id, state FROM submissions WHERE person = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return Submission(key, Draft(), phase=Phase(row[0]), job_id=row[1], state=row[2])
        except ValueError:
            raise ProblemError("store.newer") from None

    def _begin(self, db: sqlite3.Connection, key: str) -> Submission:
        now = self._clock()
        self._meet(db, key)
        db.execute(
            "INSERT INTO submissions (person, begun_at, changed_at, phase) VALUES (?, ?, ?, ?)",
            (key, now, now, Phase.PLANNED.value),
        )
        return Submission(key, Draft())

    def _meet(self, db: sqlite3.Connection, key: str) -> None:
        db.execute("INSERT OR IGNORE INTO persons (key, since) VALUES (?, ?)", (key, self._clock()))

    @staticmethod
    def _drop_old_urls(db: sqlite3.Connection, key: str, number: int) -> None:
        """Upload URLs are of no use once replaced or spent: even sealed, they are not kept."""
        db.execute(
            """UPDATE events SET sealed = NULL
               WHERE person = ? AND number < ? AND kind IN ('created', 'urls-renewed') AND sealed IS NOT NULL""",
            (key, number),
        )

    # -- who may send

    def claim(self, key: str) -> bool:
        """Take the right to send ``key``; False while anybody has it, in this process or another living one.

        Ends with the process, however that ends. Not counted: whoever got it releases it once. Raises
        ``store.unreadable`` when the folder cannot be written.
        """
        _check(key)
        with self._claims_lock:
            if key in self._claims:
                return False
            lock = LockFile(self._database.path.with_name(f"{self._database.path.name}.{key}.sending"))
            try:
                is_ours = lock.take()
            except OSError:
                raise ProblemError("store.unreadable") from None
            if is_ours:
                self._claims[key] = lock
            return is_ours

    def release(self, key: str) -> None:
        """Give that right back; nothing happens when it was not had."""
        with self._claims_lock:
            lock = self._claims.pop(key, None)
            if lock is not None:
                lock.give_back()

    # -- settings

    def setting(self, name: str) -> str | None:
        """A remembered setting (language, theme, last region), or None. Never a secret: it is in the clear."""
        with self._database.reading() as db:
            row = db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Remember a setting."""
        with self._database.writing() as db:
            db.execute(
                """INSERT INTO settings (name, value) VALUES (?, ?)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
                (name, value),
            )


def _event(cells: OpenCells, number: int, kind: str, clear: str, sealed: bytes | None) -> tuple[Event, bool]:
    """The event, and whether all of it could be read."""
    secret = cells.open(sealed, _cell(number))
    return event_from_json(kind, clear.encode("utf-8"), secret), secret is not None


def _cell(number: int) -> str:
    return f"events.sealed/{number}"


def _check(key: str) -> None:
    """Keys become file names and parts of seals: only 12 hex digits will do. Raises ValueError."""
    if not _KEY.fullmatch(key):
        raise ValueError("key")
