"""What a log may say, and what it never says, whoever logs it."""

from __future__ import annotations

import ast
import errno
import gc
import io
import logging
import stat
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

import avatar_wizard
from avatar_wizard import logs
from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import ProblemError

SECRET = "s3cr3t/Zo\u00eb?Signature=abc"
OURS = logging.getLogger("avatar_wizard.somewhere")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log of this test's own; logging is afterwards as it was."""
    root = logging.getLogger()
    level, own_level = root.level, logging.getLogger("avatar_wizard").level
    path = logs.set_up(tmp_path / "state")
    assert path is not None
    yield path
    for handler in [each for each in root.handlers if each.get_name() == logs.PACKAGE]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.getLogger("avatar_wizard").setLevel(own_level)


@pytest.fixture
def hooks() -> Iterator[list[BaseException]]:
    """The hooks installed; yields what they reported."""
    before, reported = (sys.excepthook, threading.excepthook, sys.unraisablehook), []
    logs.install_hooks(reported.append)
    yield reported
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


def formatted(message: object = "event", *args: object, name: str = OURS.name, **extra: object) -> str:
    record = logging.getLogger(name).makeRecord(name, logging.INFO, __file__, 1, message, args, None, extra=extra)
    return logs.WhitelistFormatter().format(record)


def said(line: str) -> str:
    """A line without its time and level."""
    return line.split(" ", 2)[2]


def test_an_event_with_declared_facts_is_written(log: Path) -> None:
    OURS.info("part sent", extra=logs.facts(part=7, size=8_388_608, role=Role.COVER, code="net.timeout", state=None))
    (line,) = log.read_text().splitlines()
    assert said(line) == ("avatar_wizard.somewhere part sent part=7 size=8388608 role=cover code=net.timeout state=-")
    assert line[10] == "T"
    assert line.split(" ")[0].endswith("+00:00")


def test_undeclared_facts_are_withheld() -> None:
    line = formatted(**logs.facts(path=SECRET, name=SECRET, msg=SECRET, token=SECRET, part=3))
    assert said(line) == (
        "avatar_wizard.somewhere event path=<withheld> name_=<withheld> msg_=<withheld> token=<withheld> part=3"
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"part": "13800000000"},
        {"size": [SECRET]},
        {"state": SECRET},
        {"code": "two words"},
        {"kind": "https://obs/x"},
        {"role": "x" * 65},
        {"region": "line\nbreak"},
        {"step": b"bytes"},
        {"key": "CANARYACCESSKEY"},
        {"key": 7},
    ],
)
def test_a_declared_name_does_not_let_anything_through(facts: dict[str, object]) -> None:
    assert said(formatted(**facts)) == f"avatar_wizard.somewhere event {next(iter(facts))}=<withheld>"


def test_a_submission_key_is_a_fact() -> None:
    assert formatted(key="7e57ab1e0001").endswith(" key=7e57ab1e0001")


@given(st.text(min_size=1), st.text() | st.integers() | st.binary() | st.lists(st.text()))
def test_no_fact_makes_a_line_of_its_own(name: str, value: object) -> None:
    record = logging.LogRecord(OURS.name, logging.INFO, "", 0, "event", (), None)
    vars(record)[name if name not in vars(record) else "x"] = value
    line = logs.WhitelistFormatter().format(record)
    assert line.isprintable()
    if isinstance(value, str) and len(value) > 64:
        assert value not in line


def test_arguments_and_odd_messages_are_withheld() -> None:
    assert said(formatted("sent %s", SECRET)) == "avatar_wizard.somewhere sent %s <withheld>"
    assert said(formatted(ValueError(SECRET))) == "avatar_wizard.somewhere <withheld>"
    assert said(formatted("one\ntwo\x1b[31m")) == "avatar_wizard.somewhere one?two?[31m"


def test_other_peoples_messages_are_withheld(log: Path) -> None:
    for name in ("urllib3.connectionpool", "keyring.backend", "somebody", "avatar_wizards", "__main__"):
        logging.getLogger(name).warning("Retrying %s", SECRET, extra={"state": "X"})
        logging.getLogger(name).info(SECRET)
    lines = log.read_text().splitlines()
    assert [said(line) for line in lines] == [
        f"{name} <withheld>"
        for name in ("urllib3.connectionpool", "keyring.backend", "somebody", "avatar_wizards", "__main__")
    ]


class _Nothing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Quiet."""


def test_not_even_a_talkative_http_library_gets_a_url_in(log: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Nothing)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    # Somebody turns it up after set-up, a plug-in for instance.
    talkative = logging.getLogger("urllib3")
    heard = io.StringIO()
    other = logging.StreamHandler(heard)
    talkative.addHandler(other)
    talkative.setLevel(logging.DEBUG)
    try:
        requests.get(f"http://127.0.0.1:{server.server_port}/up?Signature=canary", timeout=5)
        OURS.info("done")
    finally:
        talkative.setLevel(logging.WARNING)
        talkative.removeHandler(other)
        server.shutdown()
        thread.join()
        server.server_close()
    assert "Signature=canary" in heard.getvalue(), "the library said nothing: the test is void"
    assert [said(line) for line in log.read_text().splitlines()] == ["avatar_wizard.somewhere done"]


# -- exceptions


def fail_inside() -> None:
    """Raise through a frame that counts as ours, with a local and a message that nobody may see."""
    code = compile(
        "def work(secret):\n    try:\n        raise OSError(28, secret)\n"
        "    except OSError as error:\n        raise ValueError(secret) from error\n",
        "/home/zoe/secret/path.py",
        "exec",
    )
    names: dict[str, object] = {"__name__": "avatar_wizard.flow.work"}
    exec(code, names)
    names["work"](SECRET)  # type: ignore[operator]


def test_an_exception_is_told_by_class_and_place(log: Path) -> None:
    try:
        fail_inside()
    except ValueError:
        OURS.exception("failed")
    text = log.read_text()
    _, *told = text.splitlines()
    assert told == [
        "  ValueError",
        "    at avatar_wizard.flow.work:5 in work",
        f"  OSError errno={errno.ENOSPC}",
        "    at avatar_wizard.flow.work:3 in work",
    ]
    assert "s3cr3t" not in text
    assert "zoe" not in text


def test_a_problem_is_told_by_its_code() -> None:
    try:
        raise ProblemError("file.missing", name=SECRET)
    except ProblemError:
        record = logging.LogRecord(OURS.name, logging.ERROR, "", 0, "x", (), sys.exc_info())
    lines = logs.WhitelistFormatter().format(record).splitlines()
    assert lines[1:] == ["  avatar_wizard.domain.problem.ProblemError file.missing"]


def test_groups_cycles_and_odd_classes_are_told() -> None:
    odd = type("Odd " + SECRET, (Exception,), {})(SECRET)
    group = ExceptionGroup(SECRET, [ValueError(SECRET), odd])
    group.add_note(SECRET)
    group.__cause__ = group
    record = logging.LogRecord(OURS.name, logging.ERROR, "", 0, "x", (), (type(group), group, None))
    record.exc_text = SECRET
    record.stack_info = SECRET
    text = logs.WhitelistFormatter().format(record)
    assert text.splitlines()[1:4] == ["  ExceptionGroup", "    holds ValueError", "    holds <withheld>"]
    assert "s3cr3t" not in text


def test_what_nobody_caught_is_logged_and_reported(
    log: Path, hooks: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        fail_inside()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=fail_inside)
    thread.start()
    thread.join()
    assert [type(each) for each in hooks] == [ValueError, ValueError]
    assert log.read_text().count("  ValueError\n    at avatar_wizard.flow.work:5 in work\n") == 2
    assert "s3cr3t" not in log.read_text()
    assert capsys.readouterr().err == "avatar-wizard: unexpected ValueError; see the log\n" * 2


def test_a_failing_destructor_is_logged_only(log: Path, hooks: list[BaseException]) -> None:
    class Brittle:
        def __del__(self) -> None:
            fail_inside()

    Brittle()
    gc.collect()
    assert "  ValueError\n" in log.read_text()
    assert "s3cr3t" not in log.read_text()
    assert hooks == []


def test_a_program_without_a_console_logs_all_the_same(
    log: Path, hooks: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    sys.excepthook(KeyError, KeyError(SECRET), None)
    assert "  KeyError" in log.read_text()
    assert len(hooks) == 1


def test_leaving_is_not_a_failure(log: Path, hooks: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert log.read_text() == ""
    assert hooks == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


# -- the file


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_only_the_owner_may_read_the_log_and_its_older_parts(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o755)
    (folder / logs.FILE_NAME).touch(mode=0o644)
    path = logs.set_up(folder)
    assert path == folder / logs.FILE_NAME
    (handler,) = (each for each in logging.getLogger().handlers if each.get_name() == logs.PACKAGE)
    assert isinstance(handler, logs.PrivateFileHandler)
    handler.maxBytes = 2000
    for number in range(200):
        OURS.warning("event", extra=logs.facts(number=number))
    logging.getLogger().removeHandler(handler)
    handler.close()
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert modes == {f"{logs.FILE_NAME}{end}": 0o600 for end in ("", ".1", ".2", ".3")}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(file.stat().st_size <= 2000 for file in folder.iterdir())


def test_without_a_folder_the_program_runs_without_a_log(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert logs.set_up(tmp_path / "file" / "state") is None
    OURS.warning("nobody hears this")
    assert capsys.readouterr().err == ""
    assert log.read_text() == ""


def test_a_log_that_cannot_be_written_says_nothing_on_standard_error(
    log: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (handler,) = (each for each in logging.getLogger().handlers if each.get_name() == logs.PACKAGE)
    assert isinstance(handler, logs.PrivateFileHandler)

    def full(record: logging.LogRecord) -> str:
        raise OSError(errno.ENOSPC, SECRET)

    monkeypatch.setattr(handler, "format", full)
    OURS.warning("event %s", SECRET)
    assert capsys.readouterr().err == ""
    assert handler.lost == 1


def test_setting_up_again_moves_the_log(log: Path, tmp_path: Path) -> None:
    second = logs.set_up(tmp_path / "elsewhere")
    OURS.warning("here")
    assert second is not None
    assert "here" in second.read_text()
    assert log.read_text() == ""


# -- how the program logs

LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}


def log_calls() -> Iterator[tuple[str, ast.Call]]:
    """(place, call) of every call of a logger in the program."""
    package = Path(avatar_wizard.__file__).parent
    for file in sorted(package.rglob("*.py")):
        # The practice service has a console of its own and holds nobody's data.
        if "practice" in file.relative_to(package).parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in LEVELS
                and ast.unparse(node.func.value).rsplit(".", 1)[-1].lower().strip("_") in ("log", "logger", "logging")
            ):
                yield f"{file.relative_to(package)}:{node.lineno}", node


def test_the_program_logs_fixed_texts_with_declared_facts() -> None:
    calls = list(log_calls())
    assert calls, "no call found: the search is broken"
    wrong = []
    for place, call in calls:
        if len(call.args) != 1 or not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)):
            wrong.append(f"{place}: a constant text, and facts in extra")
        for keyword in call.keywords:
            names: list[str | None] = []
            if keyword.arg == "extra" and isinstance(keyword.value, ast.Dict):
                names = [key.value if isinstance(key, ast.Constant) else None for key in keyword.value.keys]
            elif keyword.arg == "extra" and isinstance(keyword.value, ast.Call):
                names = [each.arg for each in keyword.value.keywords]
            wrong += [
                f"{place}: the fact {name!r} is not declared" for name in names if name not in logs.NUMBERS | logs.WORDS
            ]
    assert not wrong
