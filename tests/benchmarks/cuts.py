"""What a line that swallows everything for 5 s and for 60 s costs: time beyond the outage, and bytes sent twice."""

from __future__ import annotations

import argparse
import secrets
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from avatar_wizard.domain.slices import PREFERRED_SLICE, slice_count
from benchmarks.clients import EngineRun, Order
from benchmarks.lab import Line, check_machine, lab
from benchmarks.report import Aim, Report, Row
from benchmarks.rounds import Rounds, add_round_option, run_rounds
from benchmarks.sink import Certificate, make_certificate

MIB = 1024**2
LINE = Line(megabits=100, rtt_ms=50)
CUT_AT_S = 8.0
OUTAGES = {"no cut": 0.0, "5 s": 5.0, "60 s": 60.0}


@dataclass(frozen=True, slots=True)
class Crossing:
    """One transfer: its seconds, the outage's, bytes that came in beyond the file's size, and at the cut the most
    bytes that could have been under way: one slice for every connection opened by then."""

    took: float
    outage: float
    twice: int
    under_way: int

    @property
    def share(self) -> float:
        """Bytes sent twice, as a share of what connections x slice allows."""
        return self.twice / self.under_way


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    add_round_option(parser)
    parser.add_argument("--mib", type=int, default=256, help="size of the file in MiB (default 256)")


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    check_machine()
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-cuts-") as folder:
        file = Path(folder) / "video"
        with file.open("wb") as made:
            for _ in range(options.mib):
                made.write(secrets.token_bytes(MIB))
        certificate = make_certificate(Path(folder), "10.77.0.2")
        runners: dict[str, Callable[[], Crossing]] = {
            name: partial(_cross, file, certificate, outage) for name, outage in OUTAGES.items()
        }
        rounds = run_rounds(runners, options.rounds, hasty=options.hasty, sturdy=True)
    rows = [
        _extra(rounds, "5 s", Aim(8, unit=" s")),
        rounds.row("5 s cut: sent twice", "5 s", lambda each: each.twice / MIB, Aim(0, unit=" MiB")),
        _extra(rounds, "60 s", Aim(12, unit=" s")),
        rounds.row(
            "60 s cut: sent twice / (connections x slice)", "60 s", lambda each: each.share, Aim(1), strict=True
        ),
        rounds.row("60 s cut: sent twice", "60 s", lambda each: each.twice / MIB, unit=" MiB"),
        *(rounds.row(f"time, {name}", name, lambda each: each.took, unit=" s") for name in OUTAGES),
    ]
    remarks = [
        f"{options.mib} MiB over {LINE.megabits:g} Mbit/s, {LINE.rtt_ms:g} ms; cut after {CUT_AT_S:g} s. Extra time is "
        "beyond the transfer without a cut in the same round and the outage.",
        "Sent twice: payload that reached the far end less the size of the file; every slice's MD5 was compared.",
    ]
    return Report("Cuts of the line", rows, remarks, rounds.load)


def _cross(file: Path, certificate: Certificate, outage: float) -> Crossing:
    size = file.stat().st_size
    slices = slice_count(size)
    clock = threading.Event()
    with lab(LINE, certificate, md5=True) as line:
        engine = EngineRun(Order(str(file), line.sink.url, slices), certificate, line.prefix)
        engine.begin()
        try:
            clock.wait(CUT_AT_S)
            connections = line.sink.count()["connections"]
            if outage:
                line.cut()
                clock.wait(outage)
                line.mend()
            sent = engine.end()
        finally:
            engine.kill()
        twice = line.sink.count()["bytes"] - size
    if sent.acknowledged != size:
        raise RuntimeError(f"{sent.acknowledged} of {size} bytes were acknowledged")
    return Crossing(sent.took, outage, twice, connections * max(PREFERRED_SLICE, -(-size // slices)))


def _extra(rounds: Rounds[Crossing], name: str, aim: Aim) -> Row:
    """Seconds beyond the same round's transfer without a cut, and beyond the outage itself."""
    pairs = zip(rounds[name], rounds["no cut"], strict=True)
    extra = [cut.took - cut.outage - plain.took for cut, plain in pairs]
    return Row(f"{name} cut: extra time", extra, aim, loads=rounds.loads(name, "no cut"))
