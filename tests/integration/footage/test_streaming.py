"""A tool whose output is used while it comes: real processes, played by small scripts."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.footage.decoding.streaming import Patience, Streaming

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts need a shell")

ENDLESS = "cat /dev/zero"
SILENT = "sleep 600"
BRIEF = Patience(stall_s=10.0)


@pytest.fixture(autouse=True)
def nothing_is_left(children) -> Iterator[None]:
    """No thread of ours outlives a stream, and no child stays behind."""
    before = set(threading.enumerate())
    yield
    assert until(lambda: set(threading.enumerate()) <= before), "a thread is left"
    assert children() == set()


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    waited, end = Event(), time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        waited.wait(0.01)
    return True


def shell(body: str, **options) -> Streaming:
    options.setdefault("stop", Event())
    on_line = options.pop("on_line", lambda line: None)
    return Streaming(["/bin/sh", "-c", body], on_line, **options)


def drained(body: str, **options) -> bytes:
    with shell(body, **options) as tool:
        return b"".join(tool.pieces())


def ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_output_and_messages_come_as_they_are():
    lines: list[str] = []
    with shell("echo one; echo two >&2; printf 'b\\377d\\n' >&2; echo three; exit 7", on_line=lines.append) as tool:
        assert b"".join(tool.pieces()) == b"one\nthree\n"
        assert tool.code == 7
    assert lines == ["two", "b\ufffdd"]


def test_much_output_arrives_whole_and_in_order():
    made = drained("i=0; while [ $i -lt 3000 ]; do printf '%01024d' $i; i=$((i+1)); done")
    assert len(made) == 3000 * 1024
    assert [int(made[at : at + 1024]) for at in range(0, len(made), 1024)] == list(range(3000))


def test_it_leaves_the_processor_to_others():
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    nice = "cut -d' ' -f19 /proc/$$/stat"
    # It is told from outside, a moment after it has begun.
    assert int(drained(f"while [ $({nice}) = {usual} ]; do sleep 0.01; done; {nice}", patience=BRIEF)) > usual
    assert int(drained(nice, is_background=False)) == usual


@pytest.mark.parametrize("body", [ENDLESS, SILENT, f"exec >&-; {SILENT}"])
def test_stop_ends_it_within_a_second(body):
    stop, begun = Event(), time.monotonic()
    threading.Timer(0.3, stop.set).start()
    with pytest.raises(Stopped):
        drained(body, stop=stop)
    assert time.monotonic() - begun < 0.3 + 1.0


def test_stop_ends_what_the_tool_began_too(tmp_path):
    stop = Event()
    with shell(f"sleep 600 & echo $! > '{tmp_path}/child'; echo; wait", stop=stop) as tool:
        pieces = tool.pieces()
        next(pieces)
        stop.set()
        with pytest.raises(Stopped):
            next(pieces)
    assert until(lambda: ended(int((tmp_path / "child").read_text())))


def test_leaving_early_ends_it(tmp_path):
    with shell(f"echo $$ > '{tmp_path}/self'; {ENDLESS}") as tool:
        next(tool.pieces())
    assert ended(int((tmp_path / "self").read_text()))


def test_a_mistake_of_the_reader_ends_it_too(tmp_path):
    def blunder() -> None:
        with shell(f"echo $$ > '{tmp_path}/self'; {ENDLESS}") as tool:
            for _ in tool.pieces():
                raise KeyError("x")

    with pytest.raises(KeyError):
        blunder()
    assert ended(int((tmp_path / "self").read_text()))


def test_while_it_is_paused_the_tool_stands_still(tmp_path):
    pause, stop = Event(), Event()
    counted = [0]

    def read() -> None:
        body = f"echo $$ > '{tmp_path}/self'; {ENDLESS}"
        with (
            contextlib.suppress(Stopped),
            shell(body, stop=stop, pause=pause, patience=Patience(stall_s=0.4)) as tool,
        ):
            for piece in tool.pieces():
                counted[0] += len(piece)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert until(lambda: counted[0] > 0)
        pause.set()
        assert until(lambda: standing(counted))
        child = int((tmp_path / "self").read_text())
        used = cpu_ticks(child)
        Event().wait(0.6)  # longer than the stall limit: a pause is no stall
        assert cpu_ticks(child) - used <= 1
        before = counted[0]
        pause.clear()
        assert until(lambda: counted[0] > before)
    finally:
        stop.set()
        reader.join(5)
    assert not reader.is_alive()


def standing(counted: list[int]) -> bool:
    before = counted[0]
    Event().wait(0.2)
    return counted[0] == before


def cpu_ticks(group: int) -> int:
    """Processor time of a process and of its children."""
    children = Path(f"/proc/{group}/task/{group}/children").read_text().split()
    fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in (str(group), *children)]
    return sum(int(field[11]) + int(field[12]) for field in fields)


def test_stop_ends_a_pause():
    pause, stop = Event(), Event()
    pause.set()
    threading.Timer(0.2, stop.set).start()
    with pytest.raises(Stopped):
        drained(ENDLESS, stop=stop, pause=pause)


def test_a_tool_that_says_nothing_any_more_is_given_up():
    with pytest.raises(ProblemError) as caught:
        drained(f"echo x; {SILENT}", patience=Patience(stall_s=0.3))
    assert (caught.value.problem.code, caught.value.problem.facts) == ("footage.tool_timeout", {"seconds": 0.3})


def test_messages_are_a_sign_of_life():
    beat = "i=0; while [ $i -lt 8 ]; do echo x >&2; sleep 0.1; i=$((i+1)); done; echo done"
    assert drained(beat, patience=Patience(stall_s=0.6)) == b"done\n"


def test_a_slow_reader_is_no_stall():
    with shell("echo one; sleep 0.05; echo two", patience=Patience(stall_s=0.3)) as tool:
        for _ in tool.pieces():
            Event().wait(0.5)


def test_there_may_be_a_limit_for_all_of_it():
    with pytest.raises(ProblemError) as caught:
        drained(ENDLESS, patience=Patience(seconds=0.3))
    assert (caught.value.problem.code, caught.value.problem.facts) == ("footage.tool_timeout", {"seconds": 0.3})


@pytest.mark.parametrize(
    "flood", ["yes 'a message' >&2", "yes 'a message' | tr -d '\\n' >&2"], ids=["many lines", "one long line"]
)
def test_a_flood_of_messages_is_a_failure(flood):
    with pytest.raises(ProblemError) as caught:
        drained(f"{flood}; sleep 600", patience=Patience(messages=1024 * 1024))
    assert caught.value.problem.code == "footage.tool_failed"


@pytest.mark.parametrize("body", ["echo x; kill -SEGV $$", "echo x; kill -KILL $$"])
def test_a_crash_is_a_failure_although_output_came(body):
    with shell(body) as tool:
        pieces = tool.pieces()
        assert next(pieces) == b"x\n"
        with pytest.raises(ProblemError) as caught:
            next(pieces)
    assert caught.value.problem.code == "footage.tool_failed"


def test_what_cannot_be_started_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        Streaming([str(tmp_path / "nothing")], lambda line: None, stop=Event())
