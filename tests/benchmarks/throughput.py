"""Speed and processor time of the engine against ``curl -T``, over TLS on loopback, into a sink that only discards."""

from __future__ import annotations

import argparse
import secrets
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.clients import Order, Sent, send_by_curl, send_by_engine
from benchmarks.report import Aim, Report, Row, ratios
from benchmarks.rounds import add_round_option, run_rounds
from benchmarks.sink import Sink, in_memory, make_certificate

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
    with tempfile.TemporaryDirectory(
        prefix="avatar-wizard-throughput-", dir=in_memory(2 * options.mib * MIB)
    ) as folder:
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

    def times(what: str, values: Mapping[str, list[float]], ours: str, theirs: str, aim: Aim | None = None) -> Row:
        found = ratios(values[ours], values[theirs])
        return Row(what, found, aim, unit=" x", loads=rounds.loads(ours, theirs), is_key=True)

    one, four = "engine, 1 stream", "engine, 4 slices"
    rows = [
        times("1 stream / curl, no hashing", speed, f"{one}, no hashing", "curl x 1", ONE_STREAM),
        times("4 slices / 4 curls, no hashing", speed, f"{four}, no hashing", "curl x 4", FOUR_STREAMS),
        times("CPU per GiB / curl, no hashing", cost, f"{one}, no hashing", "curl x 1", PROCESSOR),
        times("1 stream / curl, as it is", speed, one, "curl x 1"),
        times("4 slices / 4 curls, as it is", speed, four, "curl x 4"),
        times("CPU per GiB / curl, as it is", cost, one, "curl x 1"),
        *(Row(f"speed of {name}", speed[name], unit=" MiB/s") for name in runners),
        *(Row(f"CPU of {name}", cost[name], unit=" s/GiB") for name in runners),
    ]
    remarks = [
        f"TLS on loopback, {options.mib} MiB a run, file in memory; ratios are taken inside each round.",
        "No hashing: MD5 and SHA-256 are replaced in the measured process; the program itself always hashes.",
    ]
    return Report("Throughput of the upload engine", rows, remarks, rounds.load)


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
