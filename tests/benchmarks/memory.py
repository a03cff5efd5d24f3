"""What sending adds to the memory of the idle program: 8 connections, 256 MiB and a sparse file of 10 GiB."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from avatar_wizard.domain.slices import slice_count
from benchmarks.clients import GIB, Order, Sent, send_by_engine
from benchmarks.report import Aim, Report, Row
from benchmarks.rounds import add_round_option, run_rounds
from benchmarks.sink import Sink, make_certificate

MIB = 1024**2
CONNECTIONS = 8
GROWTH = Aim(16, unit=" MiB")
DIFFERENCE = Aim(2, unit=" MiB")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    add_round_option(parser)
    parser.add_argument("--large-gib", type=float, default=10, help="size of the sparse file in GiB (default 10)")


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-memory-") as folder:
        sizes = {"256 MiB": 256 * MIB, f"{options.large_gib:g} GiB": int(options.large_gib * GIB)}
        certificate = make_certificate(Path(folder), "127.0.0.1")
        with Sink(certificate) as sink:
            runners: dict[str, Callable[[], Sent]] = {}
            for name, size in sizes.items():
                path = Path(folder) / name
                with path.open("wb") as file:
                    file.truncate(size)
                order = Order(str(path), sink.url, slice_count(size), CONNECTIONS)
                runners[name] = partial(send_by_engine, order, certificate)
            rounds = run_rounds(runners, options.rounds, hasty=options.hasty)
            seen = sink.count()["connections"]
    growth = {name: rounds.values(name, lambda sent: (sent.peak - sent.idle) / MIB) for name in runners}
    small, large = growth.values()
    rows = [
        *(Row(f"growth, {name}", growth[name], GROWTH, loads=rounds.loads(name)) for name in runners),
        Row(
            "difference of the two",
            [abs(one - other) for one, other in zip(small, large, strict=True)],
            DIFFERENCE,
            loads=rounds.loads(*runners),
        ),
        *(rounds.row(f"idle, {name}", name, lambda s: s.idle / MIB, unit=" MiB") for name in runners),
    ]
    remarks = [
        f"VmHWM while sending less VmRSS of the same process before, engine loaded; up to {CONNECTIONS} connections "
        f"({seen / max(1, len(runners) * len(small)):.1f} opened per run, repeated rounds included).",
        "Idle is the engine's process without the window: the window's own memory stands on both sides.",
    ]
    return Report("Memory while sending", rows, remarks, rounds.load)
