"""Passes that are stopped, paused, or meet a tool that dies, hangs, floods or talks nonsense."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.footage.decoding import hardware
from avatar_wizard.footage.decoding.audience import Watchers
from avatar_wizard.footage.decoding.streaming import Patience
from avatar_wizard.footage.locate import find_ffmpeg
from support.clips import good_clip
from support.recording import Recorders, facts_of, glanced_at, looked_through

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the scripts need a shell")


@pytest.fixture(autouse=True)
def nothing_is_left(children) -> Iterator[None]:
    """No thread, child, or open file of ours outlives a pass."""
    threads, files = set(threading.enumerate()), open_files()
    yield
    assert until(lambda: set(threading.enumerate()) <= threads), "a thread is left"
    assert children() == set()
    assert open_files() <= files, "a file is left open"


def open_files() -> int:
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.is_dir() else 0


@pytest.fixture(scope="module")
def long() -> Path:
    """A minute, in which there is time to interfere."""
    return good_clip(seconds=60, size=(640, 360))


@pytest.fixture
def tool(tmp_path) -> Callable[[str], Path]:
    """A script in ffmpeg's place; ``$REAL`` is the real one."""

    def write(body: str) -> Path:
        path = tmp_path / "ffmpeg"
        real = find_ffmpeg().path
        path.write_text(f'#!/bin/sh\nREAL="{real}"\ncase "$*" in *-hwaccels*) exit;; esac\n{body}\n')
        path.chmod(0o755)
        return path

    return write


def until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    waited, end = Event(), time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        waited.wait(0.01)
    return True


def problem(path: Path, **options) -> str:
    with pytest.raises(ProblemError) as caught:
        looked_through(path, **options)
    return caught.value.problem.code


def test_stop_ends_a_full_pass_within_a_second(long):
    stop, stopped_at = Event(), [0.0]

    def progress(share: float) -> None:
        if share > 0.1 and not stop.is_set():
            stop.set()
            stopped_at[0] = time.monotonic()

    with pytest.raises(Stopped):
        looked_through(long, on_progress=progress, stop=stop)
    assert time.monotonic() - stopped_at[0] < 1.0


def test_stop_ends_an_instant_pass_within_a_second(long):
    stop, recorders = Event(), Recorders()
    result: list[BaseException] = []

    def glance() -> None:
        try:
            glanced_at(long, recorders, stop=stop)
        except ProblemError as error:
            result.append(error)

    thread = threading.Thread(target=glance)
    thread.start()
    assert until(lambda: recorders.sound is not None)
    stop.set()
    thread.join(1.0)
    assert not thread.is_alive()
    assert [type(error) for error in result] == [Stopped]


def test_a_paused_pass_goes_on_where_it_was(long):
    pause, told, end = Event(), [0.0], [False]
    whole, reference = looked_through(long)
    recorders, signals = Recorders(), []

    def study() -> None:
        def progress(share: float) -> None:
            told[0] = share
            if 0.3 < share < 0.4:
                pause.set()

        signals.append(looked_through(long, recorders, on_progress=progress, pause=pause)[0])
        end[0] = True

    thread = threading.Thread(target=study)
    thread.start()
    try:
        assert until(pause.is_set)
        assert until(lambda: standing(told))
        assert 0.3 < told[0] < 0.9
        assert not end[0]
    finally:
        pause.clear()
        told_then = told[0]
        while thread.is_alive():
            pause.clear()  # progress between 0.3 and 0.4 sets it again
            thread.join(0.01)
    assert told_then < told[0] == 1.0
    assert signals[0] == whole
    assert recorders.light.times == reference.light.times
    assert (recorders.sound.samples == reference.sound.samples).all()


def standing(told: list[float]) -> bool:
    before = told[0]
    Event().wait(0.3)
    return told[0] == before


@posix_only
def test_a_tool_that_is_killed_in_the_middle_is_a_failure(long, tool, tmp_path):
    script = tool(f'echo $$ > \'{tmp_path}/self\'; exec "$REAL" "$@"')

    def progress(share: float) -> None:
        if share > 0.1 and (tmp_path / "self").exists():
            os.kill(int((tmp_path / "self").read_text()), signal.SIGKILL)
            (tmp_path / "self").unlink()

    assert problem(long, ffmpeg=script, on_progress=progress) == "footage.tool_failed"


@posix_only
def test_a_tool_that_hangs_is_given_up(long, tool):
    began = time.monotonic()
    assert problem(long, ffmpeg=tool("sleep 600"), patience=Patience(stall_s=0.3)) == "footage.tool_timeout"
    assert time.monotonic() - began < 5


@posix_only
def test_a_tool_that_hangs_in_the_middle_is_given_up(long, tool):
    script = tool('"$REAL" "$@" | head -c 400000; sleep 600')
    assert problem(long, ffmpeg=script, patience=Patience(stall_s=1.0)) == "footage.tool_timeout"


@posix_only
@pytest.mark.parametrize(
    "body",
    [
        "cat /dev/urandom",
        "yes rubbish",
        "yes '[h264 @ 0x1] [error] x' >&2",
        "exit 1",
        "kill -SEGV $$",
        'exec "$REAL" -version',
        '"$REAL" "$@" | head -c 300007; exit 0',
    ],
)
def test_nonsense_is_a_failure(long, tool, body):
    options = {"ffmpeg": tool(body), "patience": Patience(stall_s=20, messages=4 * 1024 * 1024)}
    assert problem(long, **options) == "footage.tool_failed"


@posix_only
def test_an_instant_pass_with_a_tool_that_hangs_ends_in_time(long, tool):
    began = time.monotonic()
    with pytest.raises(ProblemError):
        glanced_at(long, ffmpeg=tool("sleep 600"), limit_s=0.8)
    assert time.monotonic() - began < 3


def test_a_file_that_is_gone(tmp_path, long):
    with pytest.raises(ProblemError) as caught:
        looked_through(tmp_path / "gone.mp4", facts=facts_of(long))
    assert caught.value.problem.code == "file.missing"
    assert str(tmp_path) not in str(caught.value)


def test_a_tool_that_is_gone(tmp_path, long):
    assert problem(long, ffmpeg=tmp_path / "no-ffmpeg") == "footage.tool_missing"


def test_a_mistake_of_a_watcher_ends_the_tool(long):
    recorders = Recorders()
    recorders.watchers = Watchers(picture=Broken, sound=recorders.watchers.sound)
    with pytest.raises(ZeroDivisionError):
        looked_through(long, recorders)


@pytest.mark.parametrize("whose", ["eye", "progress", "ear"])
def test_a_tool_is_gone_although_the_exception_is_kept(long, children, whose):
    recorders = Recorders()
    good = recorders.watchers
    runs = {
        "eye": partial(looked_through, long, recorders),
        "progress": partial(looked_through, long, on_progress=lambda share: 1 // 0),
        "ear": partial(glanced_at, long, recorders),
    }
    recorders.watchers = Watchers(
        picture=Broken if whose == "eye" else good.picture, sound=Broken if whose == "ear" else good.sound
    )
    with pytest.raises(ZeroDivisionError) as caught:
        runs[whose]()
    assert children() == set()
    assert caught.tb is not None  # which holds all that it went through


class Broken:
    """A watcher with a mistake in it."""

    def __init__(self, take: object) -> None:
        self.count = 0

    def take(self, at_s: float, pixels: object) -> None:
        """The tenth picture is too much."""
        self.count += 1
        self.count // (self.count < 10)

    def measured(self, at_s: float, values: object) -> None:
        """As one who hears."""

    def finish(self) -> object:
        """Never comes so far."""
        raise AssertionError


@posix_only
def test_a_graphics_card_that_fails_is_left_out_silently(long, tool, monkeypatch):
    monkeypatch.setattr(hardware, "_known", {})
    body = 'case "$*" in *-hwaccel\\ auto*) echo "[dec:h264 @ 0x1] [error] hardware failed" >&2; sleep 600;; esac\n'
    script = tool(body + 'exec "$REAL" "$@"')
    script.write_text(script.read_text().replace("-hwaccels*) exit", "-hwaccels*) echo vaapi; exit"))
    progress: list[float] = []
    signals, seen = looked_through(long, ffmpeg=script, on_progress=progress.append)
    assert signals.decode_errors == ()
    assert len(seen.light.times) == 1500
    assert progress == sorted(progress)


@posix_only
def test_the_card_is_asked_for_only_when_the_tool_offers_one(tool, monkeypatch):
    monkeypatch.setattr(hardware, "_known", {})
    script = tool("exit 1")
    assert not hardware.offers_hardware(script)
    assert not hardware.offers_hardware(find_ffmpeg().path.with_name("nothing"))
    other = script.with_name("ffmpeg-2")
    other.write_text("#!/bin/sh\necho Hardware acceleration methods:\necho videotoolbox\n")
    other.chmod(0o755)
    assert hardware.offers_hardware(other)
