"""How late the event loop of the real window is, idle and while it sends at 1 Gbit/s."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.clients import GIB, child_environment
from benchmarks.lab import PAYLOAD_SHARE
from benchmarks.report import Aim, Report, Row, percentile
from benchmarks.rounds import add_round_option, run_rounds
from benchmarks.sink import Certificate, Sink, make_certificate
from support.practice import Practice

GIGABIT = 1e9 / 8 * PAYLOAD_SHARE
"""Bytes of payload per second on a line of 1 Gbit/s."""

VIDEO = 10 * GIB
TICK_MS = 16
"""As the window's process ticks."""

P99_MORE = Aim(2, unit=" ms")
LONGEST = Aim(50, unit=" ms")
NEARLY_ALL = Aim(95, at_least=True, unit=" %")


@dataclass(frozen=True, slots=True)
class Smooth:
    """How late ticks were in ms, idle and sending; ``rate`` in percent of 1 Gbit/s while they were counted."""

    idle: list[float]
    sending: list[float]
    rate: float

    @property
    def more(self) -> float:
        """By how much the 99th percentile is worse while sending."""
        return percentile(self.sending, 99) - percentile(self.idle, 99)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    add_round_option(parser)
    parser.add_argument("--seconds", type=float, default=15, help="length of either phase (default 15)")


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-smoothness-") as folder:
        certificate = make_certificate(Path(folder), "127.0.0.1")
        runners: dict[str, Callable[[], Smooth]] = {"window": partial(_watch, certificate, options.seconds)}
        rounds = run_rounds(runners, options.rounds, hasty=options.hasty)
    seen = rounds["window"]
    rows = [
        Row("p99 while sending less p99 idle", [each.more for each in seen], P99_MORE),
        Row("longest delay while sending", [max(each.sending) for each in seen], LONGEST),
        Row("rate while it was measured, of 1 Gbit/s", [each.rate for each in seen], NEARLY_ALL),
        Row("p99 idle", [percentile(each.idle, 99) for each in seen], unit=" ms"),
        Row("p99 while sending", [percentile(each.sending, 99) for each in seen], unit=" ms"),
        Row("median while sending", [percentile(each.sending, 50) for each in seen], unit=" ms"),
        Row("second of that longest delay", [moment_of_longest(each.sending, TICK_MS) for each in seen], unit=" s"),
        Row("second longest while sending", [sorted(each.sending)[-2] for each in seen], unit=" ms"),
        Row("longest delay idle", [max(each.idle) for each in seen], unit=" ms"),
        Row("ticks in a phase", [len(each.sending) for each in seen]),
    ]
    remarks = [
        "The real window (offscreen), saga, store and engine; a timer of 16 ms, counted by how late it comes.",
        "The practice service creates the job; slices go over TLS to a sink that takes 1 Gbit/s. The video is sparse.",
    ]
    return Report("Smoothness of the window while sending", rows, remarks, rounds.load)


def moment_of_longest(late: list[float], tick_ms: float) -> float:
    """When the latest tick came, in seconds from the first: what recurs at one moment has a cause of our own."""
    until = late.index(max(late)) + 1
    return (sum(late[:until]) + until * tick_ms) / 1000


def _watch(certificate: Certificate, seconds: float) -> Smooth:
    """One window: idle, then sending. Raises RuntimeError when it did not send to the end."""
    with (
        tempfile.TemporaryDirectory(prefix="avatar-wizard-smoothness-") as folder,
        Practice("--discard") as practice,
        Sink(certificate, rate=GIGABIT) as sink,
    ):
        order = {
            "folder": folder,
            "sink": sink.url,
            "seconds": seconds,
            "size": VIDEO,
            "account": practice.greeting,
        }
        environment = child_environment(certificate, QT_QPA_PLATFORM="offscreen", HOME=folder)
        command = [sys.executable, "-P", "-m", "benchmarks.window_child"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        ) as child:
            try:
                told, rate = _listen(child, json.dumps(order), sink)
            finally:
                # It ends by itself only when all went well.
                child.kill()
    if not told.get("was_sending"):
        raise RuntimeError("the window stopped sending")
    return Smooth(told["idle"], told["sending"], 100 * rate / GIGABIT)


def _listen(child: subprocess.Popen[str], order: str, sink: Sink) -> tuple[dict[str, Any], float]:
    """What the window found, and the bytes per second that came in while it sent."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(order + "\n")
    child.stdin.flush()
    if child.stdout.readline() != "sending\n":
        raise RuntimeError("the window did not come as far as sending")
    before, began = sink.count()["bytes"], time.monotonic()
    told: dict[str, Any] = json.loads(child.stdout.readline() or "{}")
    return told, (sink.count()["bytes"] - before) / (time.monotonic() - began)
