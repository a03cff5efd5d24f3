"""Sealed cells: AES-GCM under a key per person, itself sealed with the master key.

A sealed value is bound to its place (table, column, person, row, key) as associated data, so that a cell moved
to another place does not open. A person can have several keys, one for each master key their data was written
under: a run without a keyring has a master key of its own and must neither read nor spoil what was there before.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_FORMAT = b"\x01"
_ID_BYTES = 8
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class PersonKey:
    """One opened key of one person; ``id`` tells a sealed cell which key it belongs to."""

    person: str
    id: bytes
    key: bytes = field(repr=False)

    def seal(self, plain: bytes, cell: str) -> bytes:
        """``plain`` sealed for ``cell`` (table.column/row) of this person."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        place = _place(self.person, self.id, cell)
        return _FORMAT + self.id + nonce + AESGCM(self.key).encrypt(nonce, plain, place)


class PersonKeys:
    """Makes, opens and finds persons' keys in the table ``keys`` of whatever connection it is given."""

    def __init__(self, master_key: bytes) -> None:
        """``master_key`` is 32 bytes; ValueError otherwise."""
        if len(master_key) != KEY_BYTES:
            raise ValueError("master_key")
        self._master = AESGCM(master_key)

    def for_writing(self, db: sqlite3.Connection, person: str) -> PersonKey:
        """The key to seal new data with, made when none of the person's keys opens; inside a transaction."""
        opened = self._opened(db, person)
        if opened:
            return opened[0]
        made = PersonKey(person, secrets.token_bytes(_ID_BYTES), secrets.token_bytes(KEY_BYTES))
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + self._master.encrypt(nonce, made.key, _place(person, made.id, "keys.sealed"))
        db.execute("INSERT INTO keys (id, person, sealed) VALUES (?, ?, ?)", (made.id, person, sealed))
        return made

    def for_reading(self, db: sqlite3.Connection, person: str) -> OpenCells:
        """What opens the person's cells, as far as this master key reaches."""
        return OpenCells(person, {key.id: key.key for key in self._opened(db, person)})

    def _opened(self, db: sqlite3.Connection, person: str) -> list[PersonKey]:
        rows = db.execute("SELECT id, sealed FROM keys WHERE person = ? ORDER BY rowid DESC", (person,)).fetchall()
        opened = []
        for key_id, sealed in rows:
            try:
                key = self._master.decrypt(
                    sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _place(person, key_id, "keys.sealed")
                )
            except InvalidTag:
                continue
            opened.append(PersonKey(person, key_id, key))
        return opened


class OpenCells:
    """Opens the cells of one person."""

    def __init__(self, person: str, keys: dict[bytes, bytes]) -> None:
        self._person = person
        self._keys = keys

    def open(self, sealed: bytes | None, cell: str) -> bytes | None:
        """The plain bytes, or None when there are none, their key is gone, or they were sealed for another cell."""
        if sealed is None or sealed[:1] != _FORMAT:
            return None
        key_id, rest = sealed[1 : 1 + _ID_BYTES], sealed[1 + _ID_BYTES :]
        key = self._keys.get(key_id)
        if key is None or len(rest) < _NONCE_BYTES:
            return None
        try:
            return AESGCM(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], _place(self._person, key_id, cell))
        except InvalidTag:
            return None


def _place(person: str, key_id: bytes, cell: str) -> bytes:
    return f"avatar-wizard/1/{person}/{key_id.hex()}/{cell}".encode("ascii")
