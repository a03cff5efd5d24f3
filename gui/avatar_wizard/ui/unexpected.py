"""What nobody foresaw: one honest notice, with details that carry no person's data and no secret."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

_PACKAGE = "avatar_wizard"
_log = logging.getLogger(__name__)


def redacted(error: BaseException) -> str:
    """The exception's class and our own frames as module, line and function; no message, no path, no values."""
    frames = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = frame.f_globals.get("__name__", "")
        if module.split(".")[0] == _PACKAGE:
            frames.append(f"  {module}:{line} {frame.f_code.co_name}")
    cause = error.__cause__ or error.__context__
    names = type(error).__name__ if cause is None else f"{type(error).__name__} <- {type(cause).__name__}"
    return "\n".join([names, *frames])


class UnexpectedErrors(QObject):
    """Hears of exceptions that nobody caught, on any thread, and tells them on the window's thread.

    Signals:
        told: the redacted text; once for each text.
    """

    told = Signal(str)
    _heard = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self._before = (sys.excepthook, threading.excepthook)
        self._heard.connect(self._tell_once, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Listen before the process's exception hooks, of this thread and all others; they still hear it, too."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.hear
        threading.excepthook = self._hear_thread

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take one exception, from any thread, and pass it on."""
        if not issubclass(kind, KeyboardInterrupt):
            self._heard.emit(redacted(error))
        self._before[0](kind, error, trace)

    def note(self, error: BaseException) -> None:
        """Take an exception that arrived as a value (from a worker); any thread."""
        text = redacted(error)
        _log.error("unexpected: %s", text)
        self._heard.emit(text)

    def _hear_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._heard.emit(redacted(arguments.exc_value))
        self._before[1](arguments)

    @Slot(str)
    def _tell_once(self, text: str) -> None:
        if text not in self._seen:
            self._seen.add(text)
            self.told.emit(text)
