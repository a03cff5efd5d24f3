"""Files that other versions of the program have written."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import AudioFacts, FootageFacts, FootageReport
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.submission import Planned, Submission, fold
from avatar_wizard.flow.ports import StoredDraft
from avatar_wizard.store import SqliteJournal
from avatar_wizard.store.migrations import APPLICATION_ID, MIGRATIONS
from unit.store.shapes import EVENTS, FULL_DRAFT, FULL_REPORT

# What the stored file was written from: later fields have their defaults there.
FIRST_DRAFT = replace(FULL_DRAFT, waivers=())
_FACTS = FULL_REPORT.facts
assert _FACTS is not None
FIRST_REPORT = FootageReport(
    FootageFacts(
        size=_FACTS.size,
        container=_FACTS.container,
        duration_s=_FACTS.duration_s,
        width=_FACTS.width,
        height=_FACTS.height,
        rotation=_FACTS.rotation,
        codec=_FACTS.codec,
        pixel_format=_FACTS.pixel_format,
        frame_rate=_FACTS.frame_rate,
        bit_rate=_FACTS.bit_rate,
        audio=tuple(AudioFacts(track.codec, track.sample_rate, track.channels) for track in _FACTS.audio),
    ),
    tuple(replace(finding, repair=None, spans=()) for finding in FULL_REPORT.findings),
)
FIRST_EVENTS = (Planned(FIRST_DRAFT, {Role.TRAINING_VIDEO: 3}), *EVENTS[1:9])

STORED = Path(__file__).parent / "journal-v1.sqlite"
KEY, OTHER_KEY = "7e57ab1e0001", "7e57ab1e0002"
MASTER = bytes(range(32))


def write(path: Path) -> None:
    """Write what the stored file holds. Run once for each version of the tables, and then never again."""
    with SqliteJournal(path, MASTER, clock=lambda: 1_800_000_000.0) as journal:
        journal.save_draft(KEY, FULL_DRAFT, FULL_REPORT)
        journal.save_draft(OTHER_KEY, Draft(name="second"), None)
        for event in EVENTS[:9]:
            journal.record(KEY, event)
        journal.set_setting("language", "zh_CN")


def test_a_file_of_version_1_still_reads(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    shutil.copyfile(STORED, path)
    with SqliteJournal(path, MASTER) as journal:
        assert journal.drafts() == (
            StoredDraft(OTHER_KEY, Draft(name="second"), None, 1_800_000_000.0),
            StoredDraft(KEY, FIRST_DRAFT, FIRST_REPORT, 1_800_000_000.0),
        )
        assert journal.submissions() == (fold(Submission(KEY, Draft()), FIRST_EVENTS),)
        assert journal.setting("language") == "zh_CN"
        journal.save_draft(OTHER_KEY, replace(FULL_DRAFT, name="third"), None)
        assert {stored.draft.name for stored in journal.drafts()} == {FULL_DRAFT.name, "third"}


def test_the_stored_file_is_version_1() -> None:
    db = sqlite3.connect(f"file:{STORED}?mode=ro&immutable=1", uri=True)
    assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    db.close()


def test_a_file_of_a_later_version_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    write(path)
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(ProblemError, match=r"store\.newer"):
        SqliteJournal(path, MASTER)
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "journal"
    write(path)
    broken = (*MIGRATIONS, ("CREATE TABLE moods (mood TEXT)", "INSERT INTO nowhere VALUES (1)"))
    with monkeypatch.context() as patch:
        patch.setattr("avatar_wizard.store.migrations.MIGRATIONS", broken)
        with pytest.raises(ProblemError, match=r"store\.unreadable"):
            SqliteJournal(path, MASTER)
    with SqliteJournal(path, MASTER) as journal:
        assert len(journal.drafts()) == 2
        with journal._database.reading() as db:
            names = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert "moods" not in names


def test_many_that_start_together_make_one_file(tmp_path: Path) -> None:
    path, start, opened = tmp_path / "journal", Barrier(6), []

    def open_it() -> None:
        start.wait()
        opened.append(SqliteJournal(path, MASTER))

    threads = [Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for journal in opened:
        assert journal.drafts() == ()
        journal.close()
    assert len(opened) == 6


if __name__ == "__main__":
    write(Path(sys.argv[1]))
