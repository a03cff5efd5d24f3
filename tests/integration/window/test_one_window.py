"""A second start brings the first one's window up; whatever is wrong with that, it opens its own."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from avatar_wizard.ui import one_window
from avatar_wizard.ui.one_window import OneWindow, _private_folder
from support.practice import SOURCES

ME = ("/home/zoe/data", "", "")

COPY = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from avatar_wizard.ui.one_window import OneWindow
app = QCoreApplication([])
one = OneWindow(sys.argv[2:], Path(sys.argv[1]))
first = one.begin()
print("first" if first else "second", flush=True)
if first:
    one.wanted.connect(lambda: (print("wanted", flush=True), app.quit()))
    QTimer.singleShot(30_000, app.quit)
    app.exec()
"""


@pytest.fixture(autouse=True)
def own_runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    # Not pytest's own folders: a socket's path may have 107 characters only.
    with tempfile.TemporaryDirectory(prefix="aw-run-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.wait(20)
        assert process.stdout is not None
        process.stdout.close()


def _copy(copies: list[subprocess.Popen[str]], folder: Path, identity: tuple[str, ...] = ME) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-P", "-c", COPY, str(folder), *identity]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    copies.append(process)
    return process


def _says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_start_asks_the_first_for_its_window(qtbot: QtBot, tmp_path: Path, copies) -> None:
    one = OneWindow(ME, tmp_path)
    assert one.begin()
    with qtbot.waitSignal(one.wanted, timeout=20_000):
        second = _copy(copies, tmp_path)
    assert _says(second) == "second"
    assert second.wait(20) == 0
    one.end()
    assert _says(_copy(copies, tmp_path)) == "first", "whoever has left is not asked any more"


def test_other_data_or_another_account_is_another_window(tmp_path: Path, copies) -> None:
    one = OneWindow(ME, tmp_path)
    assert one.begin()
    assert _says(_copy(copies, tmp_path, ("/home/zoe/data/practice", "", ""))) == "first"
    assert _says(_copy(copies, tmp_path, (ME[0], "http://127.0.0.1:1", ""))) == "first"
    one.end()


def test_what_a_killed_copy_left_behind_blocks_nobody(tmp_path: Path, copies, own_runtime_folder: Path) -> None:
    first = _copy(copies, tmp_path)
    assert _says(first) == "first"
    first.kill()
    first.wait(20)
    assert list(own_runtime_folder.iterdir()) != [], "it left its socket behind"
    again = _copy(copies, tmp_path)
    assert _says(again) == "first"
    assert _says(_copy(copies, tmp_path)) == "second", "and this one listens"
    assert _says(again) == "wanted"


def test_two_starts_at_the_same_moment_are_one_window(tmp_path: Path, copies) -> None:
    both = [_copy(copies, tmp_path), _copy(copies, tmp_path)]
    assert sorted(_says(each) for each in both) == ["first", "second"]


def test_while_another_copy_is_starting_its_socket_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_runtime_folder: Path
) -> None:
    monkeypatch.setattr(one_window, "CONNECT_MS", 20)
    starting, later = OneWindow(ME, tmp_path), OneWindow(ME, tmp_path)
    assert starting._lock.tryLock(0)
    assert later.begin(), "the window opens all the same"
    assert _sockets(own_runtime_folder) == []
    starting._lock.unlock()
    assert later.begin()
    assert len(_sockets(own_runtime_folder)) == 1
    later.end()


def _sockets(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if stat.S_ISSOCK(path.stat().st_mode)]


def test_a_first_copy_that_hangs_holds_the_second_one_up_for_a_moment_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    one = OneWindow(ME, tmp_path)
    assert one.begin()
    monkeypatch.setattr(one_window, "ANSWER_MS", 50)
    second = OneWindow(ME, tmp_path)
    # Nobody serves the first one's events while this waits.
    assert second.begin()
    assert one_window.CONNECT_MS + 2_000 <= 2_500
    one.end()
    second.end()


def test_no_other_user_can_reach_it(tmp_path: Path, own_runtime_folder: Path) -> None:
    one = OneWindow(ME, tmp_path)
    assert one.begin()
    [path] = _sockets(own_runtime_folder)
    assert path.stat().st_mode & 0o077 == 0
    one.end()


@pytest.mark.parametrize("rubbish", [b"hide\n", b"x" * 4096, b"show", b"\n", b""])
def test_rubbish_brings_nothing_up(qtbot: QtBot, tmp_path: Path, own_runtime_folder: Path, rubbish: bytes) -> None:
    one = OneWindow(ME, tmp_path)
    assert one.begin()
    heard: list[bool] = []
    one.wanted.connect(lambda: heard.append(True))
    [path] = _sockets(own_runtime_folder)
    ended = threading.Event()

    def send() -> None:
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.settimeout(20)
            stranger.connect(str(path))
            stranger.sendall(rubbish)
            stranger.shutdown(socket.SHUT_WR)
            assert stranger.recv(100) == b""
        ended.set()

    sender = threading.Thread(target=send)
    sender.start()
    qtbot.waitUntil(ended.is_set, timeout=20_000)
    sender.join()
    assert heard == []
    one.end()


def test_where_nothing_can_be_put_the_window_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "gone"))
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    one = OneWindow(ME, blocked)
    assert one.begin()
    one.end()


def test_a_folder_too_deep_for_a_socket_opens_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("x" * 100) / ("y" * 100)
    deep.mkdir(parents=True, mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    one = OneWindow(ME, tmp_path)
    assert one.begin()
    one.end()


def test_only_a_folder_that_is_ours_alone_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared, private = tmp_path / "shared", tmp_path / "private"
    shared.mkdir()
    shared.chmod(0o777)
    private.mkdir(mode=0o700)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(private))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(shared))
    assert _private_folder(tmp_path / "data") == private
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(shared))
    data = tmp_path / "data"
    assert _private_folder(data) == data
    assert data.stat().st_mode & 0o077 == 0
