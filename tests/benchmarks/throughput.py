"""Speed and processor time of the engine against ``curl -T``, over TLS on loopback, into a sink that only discards."""

from __future__ import annotations

import argparse
import secrets
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.clients import Order, Sent, send_by_curl, send_by_engine
from benchmarks.report import Aim, Report, Row, ratios
from benchmarks.rounds import add_round_option, run_rounds
from benchmarks.sink import Sink, make_certificate

MIB = 1024**2
ONE_STREAM = Aim(0.95, at_least=True, unit=" x")
FOUR_STREAMS = Aim(0.90, at_least=True, unit=" x")
PROCESSOR = Aim(1.20, unit=" x")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    add_round_option(parser)
    parser.add_argument("--mib", type=int, default=2048, help="bytes per run, in MiB (default 2048)")


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-throughput-", dir=_memory(2 * options.mib * MIB)) as folder:
        whole, quarters = _files(Path(folder), options.mib)
        certificate = make_certificate(Path(folder), "127.0.0.1")
        with Sink(certificate) as sink:

            def engine(slices: int, hashing: bool) -> Sent:
                order = Order(str(whole), sink.url, slices, slices, hashing)
                return send_by_engine(order, certificate)

            runners: dict[str, Callable[[], Sent]] = {
                "curl x 1": partial(send_by_curl, [whole], sink.url, certificate),
                "curl x 4": partial(send_by_curl, quarters, sink.url, certificate),
                "engine, 1 stream": partial(engine, 1, True),
                "engine, 1 stream, no hashing": partial(engine, 1, False),
                "engine, 4 slices": partial(engine, 4, True),
                "engine, 4 slices, no hashing": partial(engine, 4, False),
            }
            rounds = run_rounds(runners, options.rounds, hasty=options.hasty)
    speed = {name: rounds.values(name, lambda sent: sent.speed) for name in runners}
    cost = {name: rounds.values(name, lambda sent: sent.cpu_per_gib) for name in runners}
    one, four = "engine, 1 stream", "engine, 4 slices"
    rows = [
        Row("1 stream / curl, no hashing", ratios(speed[f"{one}, no hashing"], speed["curl x 1"]), ONE_STREAM),
        Row("4 slices / 4 curls, no hashing", ratios(speed[f"{four}, no hashing"], speed["curl x 4"]), FOUR_STREAMS),
        Row("CPU per GiB / curl, no hashing", ratios(cost[f"{one}, no hashing"], cost["curl x 1"]), PROCESSOR),
        Row("1 stream / curl, as it is", ratios(speed[one], speed["curl x 1"]), unit=" x"),
        Row("4 slices / 4 curls, as it is", ratios(speed[four], speed["curl x 4"]), unit=" x"),
        Row("CPU per GiB / curl, as it is", ratios(cost[one], cost["curl x 1"]), unit=" x"),
        *(Row(f"speed of {name}", speed[name], unit=" MiB/s") for name in runners),
        *(Row(f"CPU of {name}", cost[name], unit=" s/GiB") for name in runners),
    ]
    remarks = [
        f"TLS on loopback, {options.mib} MiB a run, file in memory; ratios are taken inside each round.",
        "No hashing: MD5 and SHA-256 are replaced in the measured process; the program itself always hashes.",
    ]
    return Report("Throughput of the upload engine", rows, remarks, rounds.load)


def _memory(size: int) -> str | None:
    """A folder in memory, where there is one with room for so many bytes, so that no disk is measured."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() and shutil.disk_usage(shared).free > size else None


def _files(folder: Path, mib: int) -> tuple[Path, list[Path]]:
    """One file of noise, and the same bytes in four."""
    whole = folder / "whole"
    noise = secrets.token_bytes(MIB)
    quarters = [folder / f"quarter{number}" for number in range(4)]
    for path, count in ((whole, mib // 4 * 4), *((quarter, mib // 4) for quarter in quarters)):
        with path.open("wb") as file:
            for _ in range(count):
                file.write(noise)
    return whole, quarters
