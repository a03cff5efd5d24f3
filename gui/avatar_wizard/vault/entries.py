"""Named texts in a keyring, of any length.

Windows takes 2,560 bytes of UTF-16 in one credential (Win32 reference, CRED_MAX_CREDENTIAL_BLOB_SIZE: 5*512), so
a long text goes into pieces of at most 1,000 characters. The entry of the text's own name then holds a header
that names the pieces; it is written last, so that a crash leaves either the old text or the new one.
"""

from __future__ import annotations

import hashlib
import secrets

from keyring.backend import KeyringBackend

LONGEST = 1000
_HEADER = "pieces/1 "


class Entries:
    """The texts of one service. Whatever the keyring raises passes through."""

    def __init__(self, backend: KeyringBackend, service: str) -> None:
        self._backend = backend
        self._service = service

    def read(self, name: str) -> str | None:
        """The text called ``name``; None when there is none or a piece of it has been lost."""
        text = self._backend.get_password(self._service, name)
        if text is None or not text.startswith(_HEADER):
            return text
        pieces = [self._backend.get_password(self._service, piece) for piece in _pieces(name, text)]
        whole = "".join(piece for piece in pieces if piece is not None)
        return whole if _digest(whole) == text.rsplit(" ", 1)[-1] else None

    def write(self, name: str, text: str) -> None:
        """Keep ``text`` under ``name``, in place of whatever was there."""
        before = self._backend.get_password(self._service, name)
        first = text
        if len(text) > LONGEST or text.startswith(_HEADER):
            count = -(-len(text) // LONGEST)
            first = f"{_HEADER}{secrets.token_hex(4)} {count} {_digest(text)}"
            for number, piece in enumerate(_pieces(name, first)):
                self._backend.set_password(self._service, piece, text[number * LONGEST : (number + 1) * LONGEST])
        self._backend.set_password(self._service, name, first)
        self._erase_pieces(name, before)

    def erase(self, name: str) -> None:
        """Remove the text with all its pieces; an absent one is no error."""
        before = self._backend.get_password(self._service, name)
        if before is None:
            return
        # The header last: without it nobody would find pieces that a crash left behind.
        self._erase_pieces(name, before)
        self._backend.delete_password(self._service, name)

    def _erase_pieces(self, name: str, header: str | None) -> None:
        if header is None or not header.startswith(_HEADER):
            return
        for piece in _pieces(name, header):
            if self._backend.get_password(self._service, piece) is not None:
                self._backend.delete_password(self._service, piece)


def _pieces(name: str, header: str) -> list[str]:
    """The names of the pieces a header tells of. Each writing has its own, so that old and new never mix."""
    _, writing, count, _ = header.split(" ")
    return [f"{name}#{writing}.{number}" for number in range(1, int(count) + 1)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
