"""Interleaved rounds: all that is compared runs in each round, in an order of chance, on a machine that is watched."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from benchmarks.machine import Load, LoadMeter, wait_until_quiet
from benchmarks.report import Aim, Row

TOO_MUCH_FOREIGN = 0.25
"""Cores busy with other programs above which a round is run again."""

MOST_REPEATS = 2

T = TypeVar("T")


class Rounds(Generic[T]):
    """Every runner's results and the loads meanwhile, one a round, in the order of the rounds.

    ``load``: a line for each run, those of dropped rounds included.
    """

    def __init__(self, results: Mapping[str, list[T]], loads: Mapping[str, list[Load]], load: list[str]) -> None:
        self._results, self._loads = results, loads
        self.load = load

    def __getitem__(self, name: str) -> list[T]:
        return self._results[name]

    def values(self, name: str, read: Callable[[T], float]) -> list[float]:
        """One number of each of a runner's results."""
        return [read(result) for result in self._results[name]]

    def loads(self, *names: str) -> list[Load]:
        """How busy the machine was during the runs of these runners."""
        return [load for name in names for load in self._loads[name]]

    def row(
        self,
        what: str,
        name: str,
        read: Callable[[T], float],
        aim: Aim | None = None,
        *,
        strict: bool = False,
        unit: str = "",
    ) -> Row:
        """A row of one number of each of a runner's results."""
        return Row(what, self.values(name, read), aim, strict, unit, self.loads(name))


def add_round_option(parser: argparse.ArgumentParser, default: int = 5) -> None:
    """``--rounds`` and ``--hasty``."""
    parser.add_argument("--rounds", type=int, default=default, help=f"interleaved rounds (default {default})")
    parser.add_argument(
        "--hasty", action="store_true", help="wait for no quiet moment and repeat no busy round: only to see it work"
    )


def run_rounds(
    runners: Mapping[str, Callable[[], T]],
    count: int,
    *,
    seed: int = 1,
    hasty: bool = False,
    sturdy: bool = False,
    meter: Callable[[], LoadMeter] = LoadMeter,
    quiet: Callable[[], None] = wait_until_quiet,
) -> Rounds[T]:
    """Run all ``runners`` ``count`` times over, each time in another order.

    A round in which other programs were busy is dropped and run again, ``MOST_REPEATS`` times at most; then it counts
    with its load beside it. A ``hasty`` run neither waits for a quiet moment nor repeats anything;
    a ``sturdy`` measurement keeps its values on a busy machine, so that its rounds all count.
    """
    order = random.Random(seed)
    results: dict[str, list[T]] = {name: [] for name in runners}
    counted: dict[str, list[Load]] = {name: [] for name in runners}
    load: list[str] = []
    repeats = 0 if hasty or sturdy else MOST_REPEATS
    for number in range(1, count + 1):
        for attempt in range(repeats + 1):
            found, loads = _run_once(runners, order, meter, None if hasty else quiet)
            was_busy = any(each.foreign > TOO_MUCH_FOREIGN for each in loads.values())
            is_last = attempt == repeats
            fate = "" if not was_busy else "  counted although busy" if is_last else "  dropped"
            for name, each in loads.items():
                load.append(f"  round {number}  {name}: {each}{fate}")
            _tell(f"round {number} of {count}{fate}")
            if not was_busy or is_last:
                break
        for name, result in found.items():
            results[name].append(result)
            counted[name].append(loads[name])
    return Rounds(results, counted, load)


def _run_once(
    runners: Mapping[str, Callable[[], T]],
    order: random.Random,
    make_meter: Callable[[], LoadMeter],
    quiet: Callable[[], None] | None,
) -> tuple[dict[str, T], dict[str, Load]]:
    names = list(runners)
    order.shuffle(names)
    found: dict[str, T] = {}
    loads: dict[str, Load] = {}
    for name in names:
        if quiet is not None:
            quiet()
        meter = make_meter()
        found[name] = runners[name]()
        loads[name] = meter.read()
        _tell(f"  {name}")
    return found, loads


def _tell(line: str) -> None:
    """Say how far it is; the table alone goes to standard output."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
