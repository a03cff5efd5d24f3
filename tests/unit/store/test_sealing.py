"""A sealed cell opens with its own key, in its own place, and nowhere else."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.store.sealing import PersonKeys

ONE, OTHER = bytes(32), bytes(range(32))
PERSON, NEIGHBOUR = "00000000000a", "00000000000b"


def table() -> sqlite3.Connection:
    """An empty table of keys."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE keys (id BLOB PRIMARY KEY, person TEXT, sealed BLOB)")
    return db


@given(st.binary(max_size=200), st.text("abc./1", max_size=20))
def test_what_was_sealed_opens_again(plain: bytes, cell: str) -> None:
    db, keys = table(), PersonKeys(ONE)
    sealed = keys.for_writing(db, PERSON).seal(plain, cell)
    assert keys.for_reading(db, PERSON).open(sealed, cell) == plain


@given(st.data())
def test_one_flipped_bit_anywhere_keeps_it_shut(data: st.DataObject) -> None:
    db, keys = table(), PersonKeys(ONE)
    sealed = bytearray(keys.for_writing(db, PERSON).seal(b"thirteen", "cell"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert keys.for_reading(db, PERSON).open(bytes(sealed), "cell") is None


@given(st.integers(0, 60))
def test_a_torn_cell_does_not_open(length: int) -> None:
    db, keys = table(), PersonKeys(ONE)
    sealed = keys.for_writing(db, PERSON).seal(bytes(40), "cell")
    assert keys.for_reading(db, PERSON).open(sealed[:length], "cell") is None


def test_a_cell_opens_only_in_its_place() -> None:
    db, keys = table(), PersonKeys(ONE)
    sealed = keys.for_writing(db, PERSON).seal(b"plain", "events.sealed/1")
    keys.for_writing(db, NEIGHBOUR)
    assert keys.for_reading(db, PERSON).open(sealed, "events.sealed/2") is None
    assert keys.for_reading(db, NEIGHBOUR).open(sealed, "events.sealed/1") is None


def test_a_key_moved_to_another_person_does_not_open() -> None:
    db, keys = table(), PersonKeys(ONE)
    sealed = keys.for_writing(db, PERSON).seal(b"plain", "cell")
    db.execute("UPDATE keys SET person = ?", (NEIGHBOUR,))
    assert keys.for_reading(db, NEIGHBOUR).open(sealed, "cell") is None


def test_another_master_key_makes_a_key_beside_the_one_it_cannot_open() -> None:
    db, first, second = table(), PersonKeys(ONE), PersonKeys(OTHER)
    before = first.for_writing(db, PERSON).seal(b"before", "cell")
    between = second.for_writing(db, PERSON).seal(b"between", "cell")
    assert second.for_reading(db, PERSON).open(before, "cell") is None
    assert second.for_reading(db, PERSON).open(between, "cell") == b"between"
    assert first.for_reading(db, PERSON).open(before, "cell") == b"before"
    assert first.for_writing(db, PERSON).id == before[1:9]
    assert db.execute("SELECT count(*) FROM keys").fetchone() == (2,)


def test_sealing_twice_gives_different_bytes() -> None:
    key = PersonKeys(ONE).for_writing(table(), PERSON)
    assert key.seal(b"same", "cell") != key.seal(b"same", "cell")


def test_the_person_key_is_not_shown() -> None:
    key = PersonKeys(ONE).for_writing(table(), PERSON)
    assert repr(key.key) not in repr(key)
    assert key.key.hex() not in repr(key)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="master_key"):
        PersonKeys(bytes(length))
