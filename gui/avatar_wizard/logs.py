"""The log: fixed texts with declared facts, and nothing else.

Every room logs through ``logging.getLogger(__name__)`` with a constant text and its facts in ``extra``; the
formatter prints facts by whitelist. Messages of other people's libraries and texts of exceptions are withheld,
since they may quote a URL with its signature, a path or a name.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from avatar_wizard.domain.problem import ProblemError

PACKAGE = "avatar_wizard"
FILE_NAME = "avatar-wizard.log"
WITHHELD = "<withheld>"

NUMBERS = frozenset(
    {
        "attempt", "attempts", "bytes", "count", "delay_s", "duration_s", "errno", "exit_code", "height", "minutes",
        "number", "of", "part", "parts", "port", "rate", "retry_after_s", "seconds", "size", "slices", "status",
        "threads", "took_ms", "tries", "version", "width",
    }
)  # fmt: skip
"""Facts that print when they are numbers or truth values."""

WORDS = frozenset(
    {
        "backend", "build", "call", "code", "command", "edition", "event", "group", "job_id", "key", "kind",
        "language", "method", "phase", "platform", "python", "qt", "region", "release", "remedy", "request_id",
        "role", "service_code", "severity", "state", "step", "system", "theme", "tool", "verdict",
    }
)  # fmt: skip
"""Facts that print when they are single words of the program's or the service's vocabulary."""

_WORD = re.compile(r"[A-Za-z0-9_.:+-]{1,64}")
_SUBMISSION_KEY = re.compile(r"[0-9a-f]{12}")
_OTHERS = ("urllib3", "requests", "keyring", "secretstorage", "jeepney", "huaweicloudsdkcore", "ffmpeg", "asyncio")
_STANDARD = frozenset({*vars(logging.LogRecord("", 0, "", 0, "", (), None)), "message", "asctime", "taskName"})
_LARGEST_FILE = 1024 * 1024
_OLDER_FILES = 3
_LONGEST_CHAIN = 10

log = logging.getLogger(__name__)


def facts(**named: object) -> dict[str, object]:
    """Facts for ``extra``: ``log.info("part sent", extra=facts(part=7, size=8_388_608))``.

    Any name may be given; those in NUMBERS and WORDS print, others print as withheld.
    """
    return {f"{name}_" if name in _STANDARD else name: value for name, value in named.items()}


def set_up(folder: Path, *, level: int = logging.INFO) -> Path | None:
    """Start logging into ``folder`` (made with mode 0700; files 0600, rotated); the log's path.

    Called once, early, and again to move the log elsewhere. None when the folder cannot be written: the program
    then runs without a log.
    """
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        path: Path | None = folder / FILE_NAME
        handler = PrivateFileHandler(folder / FILE_NAME)
    except OSError:
        # Still a handler: without any, logging prints warnings with their arguments on standard error.
        path, handler = None, logging.NullHandler()
    handler.setFormatter(WhitelistFormatter())
    handler.addFilter(_is_for_the_log)
    handler.set_name(PACKAGE)
    root = logging.getLogger()
    for former in [each for each in root.handlers if each.get_name() == PACKAGE]:
        root.removeHandler(former)
        former.close()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger(PACKAGE).setLevel(level)
    for name in _OTHERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    return path


def install_hooks(report: Callable[[BaseException], None] | None = None) -> None:
    """Log what nobody caught, on any thread, in place of a traceback that quotes values.

    ``report`` is called afterwards on the thread where it happened, for the window's own words.
    """

    def tell(error: BaseException | None, where: TracebackType | None, *, is_reported: bool = True) -> None:
        if error is None:
            return
        log.critical("unexpected", exc_info=(type(error), error, where))
        # A program without a console has no standard error.
        if sys.stderr is not None:
            with contextlib.suppress(OSError, ValueError):
                sys.stderr.write(f"avatar-wizard: unexpected {_word(type(error).__name__)}; see the log\n")
        if report is not None and is_reported:
            report(error)

    def of_the_main_thread(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
        else:
            tell(error, where)

    def of_a_thread(args: threading.ExceptHookArgs) -> None:
        if not issubclass(args.exc_type, SystemExit):
            tell(args.exc_value, args.exc_traceback)

    def of_a_destructor(unraisable: sys.UnraisableHookArgs) -> None:
        # Not reported: it happens while something is being cleared away, often at the very end.
        tell(unraisable.exc_value, unraisable.exc_traceback, is_reported=False)

    sys.excepthook = of_the_main_thread
    threading.excepthook = of_a_thread
    sys.unraisablehook = of_a_destructor


class WhitelistFormatter(logging.Formatter):
    """One line a record: time (UTC), level, module, fixed text, facts; then our own frames of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as it may be written down."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        lines = [" ".join([at, record.levelname, record.name, *_said(record)])]
        if record.exc_info and record.exc_info[1] is not None:
            lines += _told(record.exc_info[1], record.exc_info[2])
        return "\n".join(_printable(line) for line in lines)


class PrivateFileHandler(RotatingFileHandler):
    """A rotating file that only its owner may read. A log that cannot be written stops nothing."""

    def __init__(self, path: Path) -> None:
        self.lost = 0
        super().__init__(
            path, maxBytes=_LARGEST_FILE, backupCount=_OLDER_FILES, encoding="ascii", errors="backslashreplace"
        )

    def _open(self) -> TextIOWrapper:
        binary = open(self.baseFilename, "ab", opener=_open_privately)  # noqa: SIM115 - the handler closes it
        file = TextIOWrapper(binary, encoding=self.encoding, errors=self.errors)
        # An older file may have been made by somebody with other habits.
        Path(self.baseFilename).chmod(0o600)
        return file

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Count a record that could not be written; logging would print it, with its arguments, on standard error."""
        self.lost += 1


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_ours(name: object) -> bool:
    return isinstance(name, str) and (name == PACKAGE or name.startswith(PACKAGE + "."))


def _is_for_the_log(record: logging.LogRecord) -> bool:
    """Ours as set up; others from WARNING on, whatever level somebody gave their logger."""
    return _is_ours(record.name) or record.levelno >= logging.WARNING


def _said(record: logging.LogRecord) -> Iterator[str]:
    if not _is_ours(record.name):
        yield WITHHELD
        return
    yield record.msg if isinstance(record.msg, str) else WITHHELD
    if record.args:
        yield WITHHELD
    yield from (f"{_word(name)}={_fact(name, value)}" for name, value in _extras(vars(record)))


def _extras(named: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in named.items() if name not in _STANDARD)


def _fact(name: str, value: object) -> str:
    if value is None:
        return "-"
    if name in NUMBERS and isinstance(value, (bool, int, float)):
        return str(value)
    if name == "key":
        # A submission's key only: an access key would pass for a word.
        return value if isinstance(value, str) and _SUBMISSION_KEY.fullmatch(value) else WITHHELD
    return _word(value) if name in WORDS else WITHHELD


def _word(value: object) -> str:
    text = str(value) if isinstance(value, (str, int)) else ""
    return text if _WORD.fullmatch(text) else WITHHELD


def _told(error: BaseException, where: TracebackType | None) -> Iterator[str]:
    """An exception and what led to it: classes, codes and our own frames; no message, no value, no path."""
    now: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if now is None:
            return
        yield f"  {_named(now)}"
        if isinstance(now, BaseExceptionGroup):
            yield from (f"    holds {_named(each)}" for each in now.exceptions[:_LONGEST_CHAIN])
        for frame, line in traceback.walk_tb(where):
            module = frame.f_globals.get("__name__")
            if _is_ours(module) or frame.f_globals.get("__package__") == PACKAGE:
                yield f"    at {module}:{line} in {frame.f_code.co_name}"
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
        where = now.__traceback__ if now is not None else None


def _named(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, ProblemError):
        return f"{_word(name)} {_word(error.problem.code)}"
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return f"{_word(name)} errno={error.errno}"
    return _word(name)


def _printable(line: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in line)
