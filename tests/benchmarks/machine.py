"""How busy the machine is with other programs, read from Linux's own counters."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = 100
"""In a second, in what Linux tells programs (proc(5)): the same on every common processor."""

_QUIET_SHARE = 0.06
_LONGEST_WAIT_S = 10.0
_LOOK_S = 0.5
_FIRST = -15


@dataclass(frozen=True, slots=True)
class Load:
    """Other programs' use of the machine during a run: cores busy, cores stolen by the host, load average."""

    foreign: float
    steal: float
    average: float

    def __str__(self) -> str:
        return f"{self.foreign:.2f} cores, steal {self.steal:.2f}, {self.average:.1f}"


@dataclass(frozen=True, slots=True)
class Counters:
    """Seconds since the machine started: busy, idle (with waiting for disks) and stolen, over all cores."""

    busy: float
    idle: float
    steal: float


def parse_counters(text: str, ticks: int) -> Counters:
    """The first line of /proc/stat; see proc(5): user nice system idle iowait irq softirq steal."""
    user, nice, system, idle, iowait, irq, softirq, steal = (int(word) / ticks for word in text.split()[1:9])
    return Counters(user + nice + system + irq + softirq, idle + iowait, steal)


def counters() -> Counters:
    """The counters now."""
    with Path("/proc/stat").open(encoding="ascii") as file:
        return parse_counters(file.readline(), TICKS)


def own_seconds() -> float:
    """Processor time of this process and of everything it started, also of what still runs."""
    times = os.times()
    ended = times.user + times.system + times.children_user + times.children_system
    return ended + sum(map(tree_seconds, _children(os.getpid())))


def tree_seconds(pid: int) -> float:
    """Processor seconds of a running process with its children, those that ended included; 0 once it is gone."""
    try:
        # The name in brackets may hold blanks; fields 14 to 17 of proc(5) are counted from behind it.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS + sum(map(tree_seconds, _children(pid)))


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(word) for task in tasks for word in (task / "children").read_text("ascii").split()]
    except OSError:
        return []


def put_first(pid: int) -> None:
    """Let a child that began a session of its own run before other programs; does nothing for who may not do that.

    Linux shares the processor out among sessions first (sched(7), the autogroup feature), then among their processes.
    Threads begun later are included.
    """
    # Root in a container may lack the right, and a kernel the feature.
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, _FIRST)
        Path(f"/proc/{pid}/autogroup").write_text(str(_FIRST), encoding="ascii")


def run_first() -> None:
    """Let this process and all that it starts run before other programs, as ``put_first`` does.

    All in one session, so that among themselves they stay equal. Where this process cannot begin one it goes on in a
    child, and this call ends the parent with the child's exit code. SIGTERM then ends as tidily as Ctrl-C does.
    """
    signal.signal(signal.SIGTERM, _leave)
    if os.geteuid() != 0:
        return
    try:
        os.setsid()
    except PermissionError:
        # The leader of a group of processes, as a shell starts them, may not.
        child = os.fork()
        if child:
            sys.exit(_wait_for(child))
        os.setsid()
    put_first(os.getpid())


def _wait_for(child: int) -> int:
    while True:
        try:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        except (KeyboardInterrupt, SystemExit):
            os.kill(child, signal.SIGTERM)


def _leave(number: int, _: object) -> None:
    """Unwind, so that namespaces, children and files go."""
    raise SystemExit(128 + number)


class LoadMeter:
    """Measures the load from its making to ``read``."""

    def __init__(self) -> None:
        self._began, self._own, self._at = counters(), own_seconds(), time.monotonic()

    def read(self) -> Load:
        """The load so far. What we used is not foreign; ticks are coarse, so a negative rest counts as none."""
        now, took = counters(), max(time.monotonic() - self._at, 1e-3)
        foreign = (now.busy - self._began.busy) - (own_seconds() - self._own)
        return Load(max(0.0, foreign / took), (now.steal - self._began.steal) / took, os.getloadavg()[0])


def wait_until_quiet() -> None:
    """Wait for half a second in which the machine is hardly busy, ten seconds at most."""
    pause = threading.Event()
    until = time.monotonic() + _LONGEST_WAIT_S
    while time.monotonic() < until:
        before = counters()
        pause.wait(_LOOK_S)
        after = counters()
        busy = after.busy - before.busy
        if busy <= _QUIET_SHARE * (busy + after.idle - before.idle):
            return
