"""Killed processes, full disks, foreign and broken files: nothing acknowledged is lost, nothing half is kept."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import avatar_wizard
from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.submission import Planned, SentSlice, SliceSent
from avatar_wizard.store import SqliteJournal, set_aside
from integration.store.failures import KEY, MASTER
from unit.store.shapes import EVENTS, FULL_DRAFT, FULL_REPORT

OTHER_KEY = "cdef01234567"
HERE = Path(__file__).parent
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and resource limits are POSIX")


@contextmanager
def process(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """The recording process of ``failures.py``, certainly ended afterwards."""
    roots = (Path(avatar_wizard.__file__).parents[1], HERE.parents[1])
    child = subprocess.Popen(
        [sys.executable, "-m", "integration.store.failures", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, roots))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def slices(journal: SqliteJournal) -> set[int]:
    stored = journal.submission(KEY)
    assert stored is not None
    assert stored.draft == FULL_DRAFT
    return {number for _, number in stored.slices_sent}


def code_of_opening(path: Path) -> str:
    with pytest.raises(ProblemError) as caught:
        SqliteJournal(path, MASTER)
    assert caught.value.__cause__ is None
    assert str(path) not in str(caught.value)
    return caught.value.problem.code


@needs_posix
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    with process("record", tmp_path / "journal") as child:
        acknowledged = {int(said(child)) for _ in range(25)}
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        acknowledged |= {int(word) for word in rest.split()}
    assert child.returncode == -signal.SIGKILL
    with SqliteJournal(tmp_path / "journal", MASTER) as journal:
        kept = slices(journal)
        # One more may have been committed and not said yet.
        assert kept in (acknowledged, acknowledged | {max(acknowledged) + 1})
        journal.record(KEY, SliceSent(Role.TRAINING_VIDEO, 999, SentSlice("", "")))


@needs_posix
def test_a_disk_that_fills_up_is_said_and_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    with process("fill", tmp_path / "journal", 200_000) as child:
        words, _ = child.communicate(timeout=60)
    *numbers, code = words.split()
    assert code == "store.full"
    assert child.returncode == 0
    assert len(numbers) > 10
    with SqliteJournal(tmp_path / "journal", MASTER) as journal:
        assert slices(journal) == {*map(int, numbers), 1000}


def test_a_full_database_keeps_everything_it_had(tmp_path: Path) -> None:
    with SqliteJournal(tmp_path / "journal", MASTER, clock=lambda: 1.0) as journal:
        journal.save_draft(KEY, FULL_DRAFT, None)
        for event in EVENTS[:5]:
            journal.record(KEY, event)
        before = journal.drafts(), journal.submissions()
        with journal._database.writing() as db:
            pages = db.execute("PRAGMA page_count").fetchone()[0]
            db.execute(f"PRAGMA max_page_count = {pages}")
        large = Draft(name="x" * 100_000)
        for call in (
            lambda: journal.save_draft(KEY, large, FULL_REPORT),
            lambda: journal.save_draft(OTHER_KEY, large, None),
            lambda: journal.record(KEY, Planned(large, {})),
            lambda: journal.set_setting("x", "y" * 100_000),
        ):
            with pytest.raises(ProblemError, match=r"store\.full"):
                call()
            assert (journal.drafts(), journal.submissions()) == before
        with journal._database.writing() as db:
            db.execute("PRAGMA max_page_count = 1000000")
        journal.save_draft(OTHER_KEY, large, None)
        assert {stored.key for stored in journal.drafts()} == {KEY, OTHER_KEY}


def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(b"Dear diary, " * 1000)
    assert code_of_opening(path) == "store.damaged"
    assert path.read_bytes() == b"Dear diary, " * 1000


def test_a_damaged_file_is_put_aside_whole_and_a_new_one_begun(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(b"Dear diary, " * 1000)
    (tmp_path / "journal-wal").write_bytes(b"dear")
    set_aside(path, "20261122")
    SqliteJournal(path, None).close()
    assert (tmp_path / "journal.damaged-20261122").read_bytes() == b"Dear diary, " * 1000
    assert (tmp_path / "journal.damaged-20261122-wal").read_bytes() == b"dear"


def test_somebody_elses_database_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()
    assert code_of_opening(path) == "store.unreadable"
    with sqlite3.connect(path) as db:
        assert [row[0] for row in db.execute("SELECT name FROM sqlite_schema")] == ["recipes"]
    db.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert code_of_opening(tmp_path / "file" / "journal") == "store.no_access"


def test_broken_pages_are_said(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with SqliteJournal(path, MASTER) as journal:
        for event in EVENTS:
            journal.record(KEY, event)
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xa5" * (len(raw) - 4096)
    path.write_bytes(raw)
    with SqliteJournal(path, MASTER) as journal, pytest.raises(ProblemError, match=r"store\.damaged"):
        journal.submissions()


def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal", MASTER)
    journal.close()
    journal.close()
    with pytest.raises(ProblemError, match=r"store\.unreadable"):
        journal.drafts()


# -- who may send


def test_one_claim_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with SqliteJournal(path, MASTER) as one, SqliteJournal(path, MASTER) as two:
        assert one.claim(KEY)
        assert not one.claim(KEY)
        assert not two.claim(KEY)
        assert two.claim(OTHER_KEY)
        two.release(KEY)
        assert not two.claim(KEY)
        one.release(KEY)
        one.release(KEY)
        assert two.claim(KEY)
    with SqliteJournal(path, MASTER) as one:
        assert one.claim(KEY)
        assert one.claim(OTHER_KEY)
    assert [file.name for file in tmp_path.iterdir()] == ["journal"]


@needs_posix
def test_a_claim_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with SqliteJournal(path, MASTER) as journal:
        with process("hold", path) as child:
            assert said(child) == "True"
            assert not journal.claim(KEY)
            child.send_signal(signal.SIGKILL)
            child.wait()
            assert journal.claim(KEY)
        journal.release(KEY)
        with process("hold", path) as child:
            assert said(child) == "True"
            assert not journal.claim(KEY)
