"""Looking through a take of ten minutes, 1080p and 4K: both passes against a bare decode, memory, and the window.

The bare decode is ``ffmpeg -i FILE -f null -`` of the same file in the same round.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from avatar_wizard.footage.locate import find_ffmpeg
from avatar_wizard.footage.process import GuardedProcess
from benchmarks.report import Aim, Report, Row, ratios
from benchmarks.rounds import Rounds, add_round_option, run_rounds
from benchmarks.smoothness import Delay, late_at
from benchmarks.takes import KINDS, folder_for_takes, take

MIB = 1024**2
_TESTS = Path(__file__).resolve().parents[1]
INSTANT = Aim(10, unit=" s")
FULL = Aim(1.3, unit=" x")
GROWTH = Aim(64, unit=" MiB")
FLAT = Aim(8, unit=" MiB")
LONGEST = Aim(50, unit=" ms")
SHORT_S = 60
"""Length of the take whose memory the long one's is held against."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One run: seconds, processor seconds, bytes of memory before and at most, seconds that were seen; ticks."""

    took: float = 0.0
    cpu: float = 0.0
    idle: int = 0
    peak: int = 0
    seen: int = 0
    ticks: dict[str, list[Delay]] = field(default_factory=dict)
    share: float = 0.0

    @property
    def growth(self) -> float:
        """What the pass added, MiB."""
        return (self.peak - self.idle) / MIB


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    add_round_option(parser, default=3)
    parser.add_argument("--seconds", type=int, default=600, help="length of the takes (default 600)")
    parser.add_argument("--kinds", default="1080p,4K", help="which of them (default 1080p,4K)")
    parser.add_argument("--window-s", type=float, default=15, help="length of either phase of the window (default 15)")
    parser.add_argument(
        "--explain", type=float, metavar="MS", help="show the stacks of all threads whenever a tick is so late"
    )


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    folder = folder_for_takes()
    kinds = [kind for kind in KINDS if kind.name in options.kinds.split(",")]
    takes = {kind.name: take(kind, options.seconds, folder) for kind in kinds}
    runners: dict[str, Callable[[], Seen]] = {}
    for name, path in takes.items():
        runners[f"bare {name}"] = partial(decode_barely, path)
        runners[f"full {name}"] = partial(in_child, path, "full")
        runners[f"instant {name}"] = partial(in_child, path, "instant")
    first = kinds[0]
    runners["short"] = partial(in_child, take(first, min(SHORT_S, options.seconds), folder), "full")
    runners["window"] = partial(watch, takes[kinds[-1].name], options.window_s, options.explain)
    rounds = run_rounds(runners, options.rounds, hasty=options.hasty)
    rows = [row for name in takes for row in _rows(rounds, name)]
    rows += [_flat(rounds, first.name), *_window(rounds)]
    lengths = ", ".join(f"{name} {path.stat().st_size / 1e9:.1f} GB" for name, path in takes.items())
    remarks = [
        f"{options.seconds} s of H.264 at 25 pictures a second with AAC: {lengths}. Lively and noisy, one part again "
        "and again; from the system's cache, as far as that holds them.",
        "Passes as the window has them made, with all watchers that this machine has"
        f"{'' if _has_faces() else ' (faces are not looked for: OpenCV is not installed)'}; the bare decode has the "
        "same low priority.",
        "Growth: VmHWM less VmRSS of the wizard's process before, with numpy and all watchers loaded.",
        "The window: real, offscreen, while the full pass runs in its process; of the longest delay see smoothness.",
    ]
    return Report("Looking through footage", rows, remarks, rounds.load)


def decode_barely(path: Path) -> Seen:
    """ffmpeg alone, with the priority that a pass's has."""
    args = [str(find_ffmpeg().path), "-v", "error", "-nostdin", "-i", f"file:{path}", "-f", "null", "-"]
    used, began = os.times(), time.perf_counter()
    with GuardedProcess(args, is_background=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        if process.wait():
            raise RuntimeError("ffmpeg failed")
    took, now = time.perf_counter() - began, os.times()
    return Seen(took, sum(now[2:4]) - sum(used[2:4]))


def in_child(path: Path, work: str) -> Seen:
    """One pass in a process of its own."""
    told = _ask({"path": str(path), "work": work})
    if told["seen"] == 0:
        raise RuntimeError("nothing was seen")
    return Seen(told["took"], told["cpu"], told["idle"], told["peak"], told["seen"])


def watch(path: Path, seconds: float, explain_ms: float | None = None) -> Seen:
    """The window, idle and while the take is looked through. RuntimeError when that ended too early."""
    told = _ask({"path": str(path), "work": "window", "seconds": seconds, "explain_ms": explain_ms})
    if not told["share"] and not told["running"]:
        raise RuntimeError("the full pass did not run while the window was watched")
    ticks = {phase: [Delay(*tick) for tick in told[phase]] for phase in ("idle", "studying")}
    return Seen(ticks=ticks, share=told["share"])


def _ask(order: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-footage-") as home:
        path = os.pathsep.join([str(_TESTS.parent / "gui"), str(_TESTS)])
        told = subprocess.run(
            [sys.executable, "-P", "-m", "benchmarks.footage_child"],
            input=json.dumps(order) + "\n",
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen", "HOME": home},
            check=True,
            timeout=7200,
        )
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


def _rows(rounds: Rounds[Seen], name: str) -> list[Row]:
    bare, full, instant = (
        rounds.values(f"{kind} {name}", lambda each: each.took) for kind in ("bare", "full", "instant")
    )
    cpu = (rounds.values(f"{kind} {name}", lambda each: each.cpu) for kind in ("full", "bare"))
    both = rounds.loads(f"bare {name}", f"full {name}")
    return [
        rounds.row(f"instant pass, {name}", f"instant {name}", lambda each: each.took, INSTANT),
        Row(f"instant pass by bare decode, {name}", ratios(instant, bare), unit=" x"),
        Row(f"full pass by bare decode, {name}", ratios(full, bare), FULL, loads=both),
        Row(f"processor time of both, {name}", ratios(*cpu), unit=" x"),
        rounds.row(f"full pass, {name}", f"full {name}", lambda each: each.took, unit=" s"),
        rounds.row(f"bare decode, {name}", f"bare {name}", lambda each: each.took, unit=" s"),
        rounds.row(f"memory of the full pass, {name}", f"full {name}", lambda each: each.growth, GROWTH),
        rounds.row(f"memory of the instant pass, {name}", f"instant {name}", lambda each: each.growth, unit=" MiB"),
        rounds.row(f"idle, {name}", f"full {name}", lambda each: each.idle / MIB, unit=" MiB"),
    ]


def _flat(rounds: Rounds[Seen], name: str) -> Row:
    short, full = (rounds.values(which, lambda each: each.growth) for which in ("short", f"full {name}"))
    more = [max(0.0, long - brief) for long, brief in zip(full, short, strict=True)]
    return Row(f"more than for a take of {SHORT_S} s, {name}", more, FLAT, loads=rounds.loads("short", f"full {name}"))


def _window(rounds: Rounds[Seen]) -> list[Row]:
    def longest(seen: Seen) -> Delay:
        return max(seen.ticks["studying"], key=lambda tick: tick.late)

    facts: dict[str, Callable[[Seen], float]] = {
        "p99 idle": lambda seen: late_at(seen.ticks["idle"], 99),
        "p99 in the full pass": lambda seen: late_at(seen.ticks["studying"], 99),
        "longest delay idle": lambda seen: late_at(seen.ticks["idle"], 100),
        "longest delay: worked": lambda seen: longest(seen).worked,
        "longest delay: no processor": lambda seen: longest(seen).queued,
        "longest delay: held up": lambda seen: longest(seen).held_up,
    }
    return [
        rounds.row("longest delay in the full pass", "window", lambda seen: longest(seen).late, LONGEST),
        *(rounds.row(what, "window", read, unit=" ms") for what, read in facts.items()),
    ]


def _has_faces() -> bool:
    from avatar_wizard.footage.watchers import person

    return person.is_available()
