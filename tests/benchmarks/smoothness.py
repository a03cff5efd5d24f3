"""How late the event loop of the real window is, idle and while it sends one job and twenty at 1 Gbit/s.

Of the twenty also how fairly they share: what came in of each while all of them wanted more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.clients import GIB, child_environment
from benchmarks.lab import PAYLOAD_SHARE
from benchmarks.report import Aim, Report, Row, percentile
from benchmarks.rounds import Rounds, add_round_option, run_rounds
from benchmarks.sink import Certificate, Sink, in_memory, make_certificate
from support.practice import Practice

GIGABIT = 1e9 / 8 * PAYLOAD_SHARE
"""Bytes of payload per second on a line of 1 Gbit/s."""

ALONE = 10 * GIB
TOGETHER = GIB
"""Bytes of each video: more than can be sent while it is measured."""

MANY = 20
SETTLE_S = 3.0
TICK_MS = 16
"""As the window's process ticks."""

P99_MORE = Aim(2, unit=" ms")
LONGEST = Aim(50, unit=" ms")
NEARLY_ALL = Aim(95, at_least=True, unit=" %")
FAIR = Aim(0.95, at_least=True)


@dataclass(frozen=True, slots=True)
class Delay:
    """How late a tick was, and of its interval how long the thread worked and waited for a processor; all in ms."""

    late: float
    worked: float
    queued: float

    @property
    def held_up(self) -> float:
        """How long it waited for something else: the interpreter's lock, a mutex, a file."""
        return max(0.0, self.late - self.worked - self.queued)


@dataclass(frozen=True, slots=True)
class Smooth:
    """The ticks idle and sending; meanwhile ``rate`` in percent of 1 Gbit/s, bytes of each job, and busy ``cores``."""

    idle: list[Delay]
    sending: list[Delay]
    rate: float
    shares: list[int]
    cores: float

    @property
    def more(self) -> float:
        """By how much the 99th percentile is worse while sending."""
        return late_at(self.sending, 99) - late_at(self.idle, 99)

    @property
    def longest(self) -> Delay:
        """The latest tick while sending."""
        return max(self.sending, key=lambda tick: tick.late)


def late_at(ticks: Sequence[Delay], percent: float) -> float:
    """A percentile of how late ticks were."""
    return percentile([tick.late for tick in ticks], percent)


def own_late(ticks: Sequence[Delay]) -> float:
    """The 99th percentile of how late ticks were but for waiting for a processor: what a busy machine changes less."""
    return percentile([max(0.0, tick.late - tick.queued) for tick in ticks], 99)


def fairness(shares: Sequence[float]) -> float:
    """Jain's index: 1 when all have the same, 1/n when one has everything (R. Jain et al., DEC-TR-301, 1984)."""
    squares = sum(share * share for share in shares)
    return sum(shares) ** 2 / (len(shares) * squares) if squares else 0.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    add_round_option(parser)
    parser.add_argument("--seconds", type=float, default=15, help="length of either phase (default 15)")
    parser.add_argument("--jobs", type=int, default=MANY, help=f"sent at once, beside one alone (default {MANY})")
    parser.add_argument(
        "--explain", type=float, metavar="MS", help="show the stacks of all threads whenever a tick is so late"
    )


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    many = f"{options.jobs} jobs"
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-smoothness-") as folder:
        certificate = make_certificate(Path(folder), "127.0.0.1")
        runners: dict[str, Callable[[], Smooth]] = {
            name: partial(watch, certificate, jobs, size, options.seconds, explain_ms=options.explain)
            for name, jobs, size in (("1 job", 1, ALONE), (many, options.jobs, TOGETHER))
        }
        rounds = run_rounds(runners, options.rounds, hasty=options.hasty)
    fair = [
        rounds.row(f"fairness of {many} (Jain's index)", many, lambda each: fairness(each.shares), FAIR),
        rounds.row(f"least of a job, {many}", many, lambda each: _of_mean(min(each.shares), each), unit=" x"),
        rounds.row(f"most of a job, {many}", many, lambda each: _of_mean(max(each.shares), each), unit=" x"),
    ]
    rows = [*_aims(rounds, "1 job"), *_aims(rounds, many), *fair, *_facts(rounds, "1 job"), *_facts(rounds, many)]
    remarks = [
        "The real window (offscreen), sagas, store and engine; a timer of 16 ms, counted by how late it comes.",
        "The practice service creates the jobs; slices go over TLS to a sink that takes 1 Gbit/s. Videos are holes in "
        "memory: what a disc's system puts in its cache is not measured.",
        "One job is looked at on its page, several on the first screen. Shares are of the bytes of each job that came "
        "in once all were sending, as a multiple of an equal share.",
        "Of the longest delay: worked is the window's own thread, no processor is the machine, held up is the "
        "interpreter's lock or the like (see --explain).",
    ]
    return Report("Smoothness of the window while sending", rows, remarks, rounds.load)


def _aims(rounds: Rounds[Smooth], name: str) -> list[Row]:
    return [
        rounds.row(f"p99 while sending less p99 idle, {name}", name, lambda each: each.more, P99_MORE),
        rounds.row(f"longest delay while sending, {name}", name, lambda each: each.longest.late, LONGEST),
        rounds.row(f"rate meanwhile, of 1 Gbit/s, {name}", name, lambda each: each.rate, NEARLY_ALL),
    ]


def _facts(rounds: Rounds[Smooth], name: str) -> list[Row]:
    facts: dict[str, Callable[[Smooth], float]] = {
        "p99 idle": lambda each: late_at(each.idle, 99),
        "p99 while sending": lambda each: late_at(each.sending, 99),
        "median while sending": lambda each: late_at(each.sending, 50),
        "longest delay: worked": lambda each: each.longest.worked,
        "longest delay: no processor": lambda each: each.longest.queued,
        "longest delay: held up": lambda each: each.longest.held_up,
        "second longest while sending": lambda each: sorted(tick.late for tick in each.sending)[-2],
        "longest delay idle": lambda each: late_at(each.idle, 100),
        "p99 more, without waiting for a processor": lambda each: own_late(each.sending) - own_late(each.idle),
    }
    rows = [rounds.row(f"{what}, {name}", name, read, unit=" ms") for what, read in facts.items()]
    return [
        *rows,
        rounds.row(
            f"second of that longest delay, {name}", name, lambda each: moment_of_longest(each.sending), unit=" s"
        ),
        rounds.row(f"cores busy with the program, {name}", name, lambda each: each.cores),
        rounds.row(f"ticks in a phase, {name}", name, lambda each: len(each.sending)),
    ]


def _of_mean(share: int, smooth: Smooth) -> float:
    return share * len(smooth.shares) / max(1, sum(smooth.shares))


def moment_of_longest(ticks: Sequence[Delay]) -> float:
    """When the latest tick came, in seconds from the first: what recurs at one moment has a cause of our own."""
    late = [tick.late for tick in ticks]
    until = late.index(max(late)) + 1
    return (sum(late[:until]) + until * TICK_MS) / 1000


def watch(
    certificate: Certificate,
    jobs: int,
    size: int,
    seconds: float,
    *,
    settle_s: float = SETTLE_S,
    explain_ms: float | None = None,
) -> Smooth:
    """One window: idle, then sending; before each it settles for ``settle_s``.

    Raises RuntimeError when it did not send everything to the end.
    """
    with (
        tempfile.TemporaryDirectory(prefix="avatar-wizard-smoothness-") as folder,
        # On a disc the system would fill memory for every hole that is read, which on a virtual machine takes longer
        # than sending, and nothing can interrupt it.
        tempfile.TemporaryDirectory(prefix="avatar-wizard-smoothness-", dir=in_memory()) as videos,
        Practice("--discard") as practice,
        Sink(certificate, rate=GIGABIT) as sink,
    ):
        order = {
            "folder": folder,
            "videos": videos,
            "sink": sink.url,
            "seconds": seconds,
            "settle_s": settle_s,
            "jobs": jobs,
            "size": size,
            "account": practice.greeting,
            "explain_ms": explain_ms,
        }
        environment = child_environment(certificate, QT_QPA_PLATFORM="offscreen", HOME=folder)
        command = [sys.executable, "-P", "-m", "benchmarks.window_child"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        ) as child:
            try:
                told, took, before, after = _listen(child, json.dumps(order), sink)
            finally:
                # It ends by itself only when all went well.
                child.kill()
    if told.get("running") != jobs:
        raise RuntimeError(f"{told.get('running')} of {jobs} jobs were being sent at the end")
    idle, sending = ([Delay(*tick) for tick in told[phase]] for phase in ("idle", "sending"))
    shares = sorted((after[path] - before.get(path, 0) for path in largest(after, jobs)), reverse=True)
    return Smooth(idle, sending, 100 * sum(shares) / took / GIGABIT, shares, told["cores"])


def largest(paths: Mapping[str, int], jobs: int) -> list[str]:
    """The paths of the jobs' videos: so many with the most bytes, as documents are small."""
    return sorted(paths, key=lambda path: paths[path], reverse=True)[:jobs]


def _listen(
    child: subprocess.Popen[str], order: str, sink: Sink
) -> tuple[dict[str, Any], float, Mapping[str, int], Mapping[str, int]]:
    """What the window found, the seconds while it sent, and what had come in of each path before and after."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(order + "\n")
    child.stdin.flush()
    if child.stdout.readline() != "sending\n":
        raise RuntimeError("the window did not come as far as sending")
    before, began = sink.paths(), time.monotonic()
    told: dict[str, Any] = json.loads(child.stdout.readline() or "{}")
    return told, time.monotonic() - began, before, sink.paths()
