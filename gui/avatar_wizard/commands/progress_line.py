"""One line on the terminal that tells how far a long pass is, and is gone when it is over."""

from __future__ import annotations

import sys

from avatar_wizard.ui.words import report as words

_WIPE = "\r\x1b[K"


class ProgressLine:
    """Shown on standard error when that is a terminal; otherwise every call does nothing.

    ``show`` may be called from any thread; all else belongs to one.
    """

    def __init__(self) -> None:
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._done: float | None = None
        self._file = (1, 1)
        self._shown = ""

    def begin(self, number: int, of: int) -> None:
        """The next file, ``number`` from 1."""
        self._file, self._done = (number, of), None

    def show(self, done: float) -> None:
        """How much of the file is done, 0 to 1; on the terminal with the next ``draw``."""
        self._done = done

    def draw(self) -> None:
        """Bring the terminal up to date."""
        number, of = self._file
        text = "" if self._done is None else words.progress(int(self._done * 100), number, of)
        if self._is_terminal and text != self._shown:
            self._write(_WIPE + text)
            self._shown = text

    def wipe(self) -> None:
        """Take the line away."""
        if self._shown:
            self._write(_WIPE)
            self._shown = ""

    def _write(self, text: str) -> None:
        stream = sys.stderr
        encoding = stream.encoding or "utf-8"
        try:
            stream.write(text.encode(encoding, "replace").decode(encoding))
            stream.flush()
        except (OSError, ValueError):
            # Whoever closed the terminal does not want to read it.
            self._is_terminal = False
