"""The journal on a real SQLite file: what is recorded is there, sealed where personal, and gone when forgotten."""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.submission import (
    Created,
    Event,
    Phase,
    Planned,
    SentSlice,
    SliceSent,
    Submission,
    Submitted,
    UrlsRenewed,
    fold,
)
from avatar_wizard.flow import ports
from avatar_wizard.store import SqliteJournal
from unit.store.shapes import EVENTS, FULL_DRAFT, FULL_REPORT, URLS, events, planned

KEY, OTHER_KEY, THIRD_KEY = "7e57ab1e0001", "cdef01234567", "aaaaaaaaaaaa"
MASTER, OTHER_MASTER = bytes(range(32)), bytes(32)

CANARIES = (
    FULL_DRAFT.name,
    FULL_DRAFT.contact,
    FULL_DRAFT.batch_name,
    *FULL_DRAFT.tags,
    *(part for file in FULL_DRAFT.files for part in (str(file.path), file.path.name, file.fingerprint.ends)),
    *URLS.documents.values(),
    *URLS.slices[Role.TRAINING_VIDEO],
    "Signature",
    "video.too_dark",
    "pcm_s16le",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    with SqliteJournal(path, MASTER, clock=count(1000.0).__next__) as journal:
        yield journal


def on_disk(path: Path) -> bytes:
    """Everything in the journal's folder: the database, its log and its index."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def spellings(text: str) -> set[bytes]:
    """How a text may stand in a file: raw in UTF-8 and UTF-16, or escaped by JSON."""
    return {text.encode(), text.encode("utf-16-le"), text.encode("ascii", "backslashreplace")}


def record_all(journal: ports.Journal, key: str, recorded: tuple[Event, ...]) -> None:
    for event in recorded:
        journal.record(key, event)


def test_the_journal_is_what_the_flow_asks_for(journal: SqliteJournal) -> None:
    port: ports.Journal = journal
    public = {name for name in vars(ports.Journal) if not name.startswith("_")}
    assert all(callable(getattr(port, name)) for name in public)


def test_a_draft_comes_back_as_it_was(path: Path) -> None:
    with SqliteJournal(path, MASTER, clock=lambda: 12.5) as journal:
        journal.save_draft(KEY, FULL_DRAFT, FULL_REPORT)
    with SqliteJournal(path, MASTER) as journal:
        assert journal.drafts() == (ports.StoredDraft(KEY, FULL_DRAFT, FULL_REPORT, 12.5),)


def test_the_last_edited_draft_comes_first(journal: SqliteJournal) -> None:
    for key in (KEY, OTHER_KEY, THIRD_KEY, OTHER_KEY):
        journal.save_draft(key, Draft(name=key), None)
    assert [draft.key for draft in journal.drafts()] == [OTHER_KEY, THIRD_KEY, KEY]


def test_a_draft_stays_until_it_is_handed_in(journal: SqliteJournal) -> None:
    journal.save_draft(KEY, FULL_DRAFT, None)
    record_all(journal, KEY, EVENTS[:10])
    assert [draft.key for draft in journal.drafts()] == [KEY]
    journal.record(KEY, Submitted())
    assert journal.drafts() == ()


@settings(max_examples=60)
@given(begin=planned, more=st.lists(events, max_size=8))
def test_a_submission_is_the_fold_of_its_events(
    tmp_path_factory: pytest.TempPathFactory, begin: Planned, more: list[Event]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    expected = fold(Submission(KEY, Draft()), [begin, *more])
    with SqliteJournal(folder / "j", MASTER) as journal:
        record_all(journal, KEY, (begin, *more))
        assert journal.submission(KEY) == expected
        assert journal.submissions() == (expected,)
    with SqliteJournal(folder / "j", MASTER) as journal:
        assert journal.submission(KEY) == expected


def test_nothing_recorded_is_none(journal: SqliteJournal) -> None:
    journal.save_draft(KEY, FULL_DRAFT, None)
    assert journal.submission(KEY) is None
    assert journal.submissions() == ()


def test_the_newest_submission_comes_first(journal: SqliteJournal) -> None:
    for key in (KEY, OTHER_KEY, THIRD_KEY):
        journal.record(key, Planned(Draft(name=key), {}))
    journal.record(KEY, Submitted())
    assert [submission.key for submission in journal.submissions()] == [THIRD_KEY, OTHER_KEY, KEY]


@pytest.mark.parametrize("key", ["", "../../etc/pw", "0123456789AB", "0123456789abc", "0123456789ab\n"])
def test_a_key_is_twelve_hex_digits(journal: SqliteJournal, key: str) -> None:
    for call in (journal.submission, journal.claim, journal.delete_draft):
        with pytest.raises(ValueError, match="key"):
            call(key)
    with pytest.raises(ValueError, match="key"):
        journal.save_draft(key, Draft(), None)
    with pytest.raises(ValueError, match="key"):
        journal.record(key, EVENTS[0])


# -- what is in the clear


def test_no_personal_byte_is_on_the_disk(journal: SqliteJournal, path: Path) -> None:
    journal.save_draft(KEY, FULL_DRAFT, FULL_REPORT)
    for event in EVENTS:
        journal.record(KEY, event)
        raw = on_disk(path)
        found = [canary for canary in CANARIES for spelling in spellings(canary) if spelling in raw]
        assert not found
    journal.close()
    raw = on_disk(path)
    assert not [canary for canary in CANARIES for spelling in spellings(canary) if spelling in raw]
    # The search itself works: what is allowed in the clear is found.
    assert b"job-0001" in raw
    assert b"etag-2" in raw


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_only_the_owner_may_read(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.touch(mode=0o644)
    with SqliteJournal(path, MASTER) as journal:
        journal.save_draft(KEY, FULL_DRAFT, None)
        assert journal.claim(KEY)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        assert {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"} < set(modes)
        assert set(modes.values()) == {0o600}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_file_is_kept_as_promised(journal: SqliteJournal) -> None:
    with journal._database.reading() as db:
        read = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout")
        }
    assert read == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_old_upload_urls_are_not_kept(journal: SqliteJournal) -> None:
    def sealed() -> list[tuple[str, bool]]:
        with journal._database.reading() as db:
            rows = db.execute("SELECT kind, sealed IS NOT NULL FROM events ORDER BY number").fetchall()
        return [(kind, bool(kept)) for kind, kept in rows if kind in ("created", "urls-renewed")]

    record_all(journal, KEY, (EVENTS[0], Created("job-1", URLS)))
    journal.record(KEY, EVENTS[4])
    assert sealed() == [("created", True)]
    journal.record(KEY, UrlsRenewed(URLS))
    assert sealed() == [("created", False), ("urls-renewed", True)]
    stored = journal.submission(KEY)
    assert stored is not None
    assert stored.urls == URLS
    journal.record(KEY, Submitted())
    assert sealed() == [("created", False), ("urls-renewed", False)]


# -- forgetting


def test_forgetting_takes_rows_keys_and_bytes(journal: SqliteJournal, path: Path) -> None:
    for key in (KEY, OTHER_KEY):
        journal.save_draft(key, FULL_DRAFT, FULL_REPORT)
        record_all(journal, key, EVENTS)
    with journal._database.reading() as db:
        tables = ("drafts", "keys", "events")
        blobs = {
            person: [
                row[0]
                for table in tables
                for row in db.execute(f"SELECT sealed FROM {table} WHERE person = ? AND sealed IS NOT NULL", (person,))
            ]
            for person in (KEY, OTHER_KEY)
        }
    # The longest run of a blob that one page holds in one piece: large ones go on in overflow pages.
    pieces = {person: [blob[20:120] for blob in each] for person, each in blobs.items()}
    raw = on_disk(path)
    assert all(piece in raw for each in pieces.values() for piece in each)

    journal.delete_draft(KEY)

    raw = on_disk(path)
    assert not [piece for piece in pieces[KEY] if piece in raw]
    assert KEY.encode() not in raw
    assert b"".join(pieces[OTHER_KEY][:1]) in raw
    assert path.with_name(path.name + "-wal").stat().st_size == 0
    assert journal.submission(KEY) is None
    assert [submission.key for submission in journal.submissions()] == [OTHER_KEY]
    with journal._database.reading() as db:
        assert all(
            db.execute(f"SELECT count(*) FROM {table} WHERE person = ?", (KEY,)).fetchone() == (0,) for table in tables
        )


def test_forgetting_whom_nobody_knows_is_no_error(journal: SqliteJournal) -> None:
    journal.delete_draft(KEY)
    assert journal.drafts() == ()


def test_nothing_more_is_kept_about_a_forgotten_person(journal: SqliteJournal) -> None:
    record_all(journal, KEY, EVENTS[:3])
    journal.delete_draft(KEY)
    for event in EVENTS[1:]:
        with pytest.raises(Stopped):
            journal.record(KEY, event)
    assert journal.submission(KEY) is None
    journal.record(KEY, EVENTS[0])
    assert journal.submission(KEY) is not None


def test_a_reader_elsewhere_does_not_keep_the_bytes_alive_unsaid(journal: SqliteJournal, path: Path) -> None:
    journal.save_draft(KEY, FULL_DRAFT, None)
    journal._database._db.execute("PRAGMA busy_timeout = 50")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM drafts").fetchall()
    with pytest.raises(ProblemError, match="busy_elsewhere"):
        journal.delete_draft(KEY)
    reader.close()
    assert journal.drafts() == ()
    journal.delete_draft(KEY)
    assert path.with_name(path.name + "-wal").stat().st_size == 0


# -- another master key


@pytest.mark.parametrize("master", [None, OTHER_MASTER])
def test_with_another_master_key_the_rest_still_works(path: Path, master: bytes | None) -> None:
    with SqliteJournal(path, MASTER, clock=lambda: 5.0) as journal:
        journal.save_draft(KEY, FULL_DRAFT, FULL_REPORT)
        record_all(journal, KEY, EVENTS[:6])
        whole = journal.submission(KEY)
    with SqliteJournal(path, master) as journal:
        assert journal.drafts() == (ports.StoredDraft(KEY, Draft(), None, 5.0, is_sealed=True),)
        stored = journal.submission(KEY)
        assert whole is not None
        assert stored == replace(whole, draft=Draft(), urls=None, problem=Problem("store.sealed"))
        assert stored.job_id == "job-0001"
        assert stored.slices_sent == {(Role.TRAINING_VIDEO, 2): SentSlice("0123456789abcdef" * 2, "etag-2")}
        journal.record(KEY, Submitted())
        assert journal.submissions() == (replace(stored, phase=Phase.SUBMITTED, problem=None),)


def test_answers_given_again_open_until_the_old_key_is_back(path: Path) -> None:
    again, plan = replace(FULL_DRAFT, name="again"), Planned(FULL_DRAFT, {})
    with SqliteJournal(path, MASTER) as journal:
        journal.save_draft(KEY, FULL_DRAFT, None)
        record_all(journal, KEY, (plan, Created("job-1", URLS)))
    with SqliteJournal(path, None) as journal:
        journal.save_draft(KEY, again, None)
        journal.record(KEY, Planned(again, {}))
        assert journal.drafts()[0].draft == again
        stored = journal.submission(KEY)
        assert stored is not None
        assert (stored.draft, stored.urls, stored.problem) == (again, None, None)
    with SqliteJournal(path, MASTER) as journal:
        assert journal.drafts()[0].is_sealed
        stored = journal.submission(KEY)
        assert stored is not None
        assert (stored.draft, stored.problem) == (FULL_DRAFT, Problem("store.sealed"))


def test_a_cell_copied_to_another_row_does_not_open(journal: SqliteJournal) -> None:
    record_all(journal, KEY, (Planned(FULL_DRAFT, {}), Planned(Draft(name="second"), {})))
    journal.save_draft(KEY, FULL_DRAFT, None)
    journal.save_draft(OTHER_KEY, Draft(name="other"), None)
    with journal._database.writing() as db:
        db.execute("UPDATE events SET sealed = (SELECT sealed FROM events WHERE number = 1) WHERE number = 2")
        db.execute("UPDATE drafts SET sealed = (SELECT sealed FROM drafts WHERE person = ?)", (KEY,))
    stored = journal.submission(KEY)
    assert stored is not None
    assert stored.problem == Problem("store.sealed")
    assert {draft.key: draft.is_sealed for draft in journal.drafts()} == {KEY: False, OTHER_KEY: True}


def test_one_draft_that_no_longer_reads_does_not_hide_the_others(
    journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("avatar_wizard.store.journal.draft_to_json", lambda draft, report: b'{"v":1,"draft":7}')
        journal.save_draft(OTHER_KEY, FULL_DRAFT, None)
    journal.save_draft(KEY, FULL_DRAFT, None)
    assert [(stored.key, stored.is_sealed) for stored in journal.drafts()] == [(KEY, False), (OTHER_KEY, True)]


# -- settings and threads


def test_settings_are_remembered(path: Path) -> None:
    with SqliteJournal(path, MASTER) as journal:
        assert journal.setting("language") is None
        journal.set_setting("language", "en")
        journal.set_setting("language", "zh_CN")
    with SqliteJournal(path, None) as journal:
        assert journal.setting("language") == "zh_CN"


def test_threads_and_a_second_journal_record_side_by_side(path: Path) -> None:
    with SqliteJournal(path, MASTER) as one, SqliteJournal(path, MASTER) as two:
        one.record(KEY, Planned(FULL_DRAFT, {Role.TRAINING_VIDEO: 40}))

        def send(journal: SqliteJournal, numbers: range) -> None:
            for number in numbers:
                journal.record(KEY, SliceSent(Role.TRAINING_VIDEO, number, SentSlice("00", str(number))))

        threads = [
            Thread(target=send, args=(journal, range(first, 41, 4)))
            for first, journal in enumerate((one, one, two, two), start=1)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stored = one.submission(KEY)
        assert stored is not None
        assert stored == two.submission(KEY)
        assert {number for _, number in stored.slices_sent} == set(range(1, 41))
