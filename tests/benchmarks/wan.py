"""How much of a 100 Mbit/s line the engine uses, with delay and with loss, beside a single curl."""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from avatar_wizard.domain.slices import slice_count
from benchmarks.clients import GIB, EngineRun, Order, curl_command
from benchmarks.lab import Lab, Line, check_machine, lab
from benchmarks.report import Aim, Report, Row
from benchmarks.rounds import add_round_option, run_rounds
from benchmarks.sink import Certificate, make_certificate

MEGABITS = 100
FILE = 4 * GIB
WINDOW_S = 15.0
CLEAN_S = 30.0
LOSSY_S = 90.0
LOSSY_CURL_S = 20.0
TIMES_CURL = Aim(10, at_least=True, unit=" x")


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of line and what is to be reached on it, in percent of its payload."""

    rtt_ms: int
    loss_percent: float
    aim: float
    beats_curl: bool = False

    @property
    def name(self) -> str:
        """``100/0.1``: round trip in ms, loss in percent."""
        return f"{self.rtt_ms}/{self.loss_percent:g}"

    @property
    def words(self) -> str:
        """For the table."""
        return f"{self.rtt_ms} ms, " + (f"{self.loss_percent:g} % loss" if self.loss_percent else "no loss")

    @property
    def line(self) -> Line:
        """For the lab."""
        return Line(MEGABITS, self.rtt_ms, self.loss_percent / 100)


CELLS = (
    Cell(20, 0, 95),
    Cell(100, 0, 95),
    Cell(250, 0, 95),
    Cell(20, 0.1, 95),
    Cell(100, 0.1, 85, beats_curl=True),
    Cell(250, 0.1, 80, beats_curl=True),
    Cell(20, 1, 85),
)


@dataclass(frozen=True, slots=True)
class Use:
    """Percent of the line: in the last seconds, and on the whole; and connections opened."""

    late: float
    mean: float
    connections: int


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    add_round_option(parser)
    names = ",".join(cell.name for cell in CELLS)
    parser.add_argument("--only", default=names, help=f"lines as ROUND_TRIP_MS/LOSS_PERCENT,... (default {names})")
    parser.add_argument("--every-curl", action="store_true", help="a single curl also on lines where no aim names it")


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    check_machine()
    wanted = options.only.split(",")
    cells = [cell for cell in CELLS if cell.name in wanted]
    with_curl = [cell for cell in cells if cell.beats_curl or options.every_curl]
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-wan-") as folder:
        file = Path(folder) / "video"
        with file.open("wb") as made:
            made.truncate(FILE)
        certificate = make_certificate(Path(folder), "10.77.0.2")
        runners: dict[str, Callable[[], Use]] = {}
        for cell in cells:
            seconds = LOSSY_S if cell.loss_percent else CLEAN_S
            runners[f"engine {cell.name}"] = partial(_by_engine, cell, seconds, file, certificate)
        for cell in with_curl:
            seconds = LOSSY_CURL_S if cell.loss_percent else CLEAN_S
            runners[f"curl {cell.name}"] = partial(_by_curl, cell, seconds, file, certificate)
        rounds = run_rounds(runners, options.rounds, hasty=options.hasty, sturdy=True)
    rows, extra = [], []
    for cell in cells:
        engine, curl = f"engine {cell.name}", f"curl {cell.name}"
        rows.append(rounds.row(cell.words, engine, lambda use: use.late, Aim(cell.aim, at_least=True, unit=" %")))
        if cell in with_curl:
            pairs = zip(rounds[engine], rounds[curl], strict=True)
            times = [ours.late / max(theirs.late, 0.01) for ours, theirs in pairs]
            aim = TIMES_CURL if cell.beats_curl else None
            rows.append(Row(f"  times one curl, {cell.words}", times, aim, unit=" x", loads=rounds.loads(engine, curl)))
            extra.append(rounds.row(f"one curl, {cell.words}", curl, lambda use: use.late, unit=" %"))
        extra.append(rounds.row(f"engine from the first second, {cell.words}", engine, lambda use: use.mean, unit=" %"))
        extra.append(rounds.row(f"connections opened, {cell.words}", engine, lambda use: use.connections))
    remarks = [
        f"{MEGABITS} Mbit/s both ways, queue of one round trip, CUBIC, loss on the way up; 100 % is all payload "
        "that fits into full packets.",
        f"Payload at the far end in the last {WINDOW_S:g} s of {CLEAN_S:g} s; of {LOSSY_S:g} s "
        f"with loss, of {LOSSY_CURL_S:g} s for curl with loss.",
        "Rounds are not repeated when the machine is busy: the emulated line runs before other programs.",
    ]
    return Report("Use of a long line", rows + extra, remarks, rounds.load)


def _by_engine(cell: Cell, seconds: float, file: Path, certificate: Certificate) -> Use:
    with lab(cell.line, certificate) as line:
        # It is killed when the window is over; the limit is for the case that we are.
        order = Order(str(file), line.sink.url, slice_count(FILE), seconds=seconds + 30)
        engine = EngineRun(order, certificate, line.prefix)
        engine.begin()
        try:
            return _watch(line, cell, seconds)
        finally:
            engine.kill()


def _by_curl(cell: Cell, seconds: float, file: Path, certificate: Certificate) -> Use:
    with lab(cell.line, certificate) as line:
        command = [*line.prefix, *curl_command(str(file), f"{line.sink.url}/curl", certificate)]
        curl = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            return _watch(line, cell, seconds)
        finally:
            curl.kill()
            curl.wait(10)


def _watch(line: Lab, cell: Cell, seconds: float) -> Use:
    """Look at the far end while somebody sends."""
    clock = threading.Event()
    clock.wait(seconds - WINDOW_S)
    before = line.sink.count()["bytes"]
    clock.wait(WINDOW_S)
    after = line.sink.count()
    late = use(after["bytes"] - before, WINDOW_S, cell.line)
    return Use(late, use(after["bytes"], seconds, cell.line), after["connections"])


def use(payload: int, seconds: float, line: Line) -> float:
    """Percent of what the line can carry."""
    return 100 * payload / seconds / line.payload
