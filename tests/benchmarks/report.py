"""What a benchmark prints: one row for each aim, every round's value, and how busy the machine was."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.machine import Load


class UnsuitableMachine(Exception):  # noqa: N818 - a reason to skip, not an error
    """This machine cannot run the benchmark; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A bound for a measured value: ``at_least`` or at most ``bound``, shown with ``unit``."""

    bound: float
    at_least: bool = False
    unit: str = ""

    def holds(self, value: float) -> bool:
        """Whether a value keeps the bound."""
        return (operator.ge if self.at_least else operator.le)(value, self.bound)

    def best(self, values: Sequence[float]) -> float:
        """The most favourable of several values."""
        return max(values) if self.at_least else min(values)

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {shown(self.bound)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a value of each round. Without an aim it is there for information.

    ``strict``: every round must keep the aim (right bytes, one job). Otherwise the row fails only when the median and
    the best both miss, because other work on the machine can only make a value worse. ``loads``: how busy the machine
    was with other programs while the values were measured. ``is_key``: shown in the table of all benchmarks although
    it has no aim.
    """

    what: str
    values: Sequence[float]
    aim: Aim | None = None
    strict: bool = False
    unit: str = ""
    loads: Sequence[Load] = ()
    is_key: bool = False

    @property
    def holds(self) -> bool:
        """Whether the row keeps its aim; a row without values does not."""
        if self.aim is None:
            return True
        if not self.values:
            return False
        if self.strict:
            return all(map(self.aim.holds, self.values))
        return self.aim.holds(median(self.values)) or self.aim.holds(self.aim.best(self.values))

    @property
    def is_wanted(self) -> bool:
        """Whether it belongs into the table of all benchmarks."""
        return self.aim is not None or self.is_key

    @property
    def word(self) -> str:
        """``met``, ``near`` (only the best round meets it), ``missed``, or nothing."""
        if self.aim is None:
            return ""
        if not self.holds:
            return "missed"
        return "met" if self.strict or self.aim.holds(median(self.values)) else "near"

    def cells(self) -> tuple[str, ...]:
        """What, aim, median, best, verdict, rounds."""
        unit = self.aim.unit if self.aim else self.unit
        if not self.values:
            return self.what, str(self.aim or ""), "-", "-", self.word, "no round counts"
        best = shown(self.aim.best(self.values)) + unit if self.aim else ""
        rounds = " ".join(map(shown, self.values))
        return self.what, str(self.aim or ""), shown(median(self.values)) + unit, best, self.word, rounds

    def load_cells(self) -> tuple[str, str]:
        """Cores that other programs kept busy, and cores stolen by the host: the median of the runs."""
        if not self.loads:
            return "-", "-"
        foreign, steal = (median(getattr(load, name) for load in self.loads) for name in ("foreign", "steal"))
        return f"{foreign:.2f}", f"{steal:.2f}"


HEAD = ("what", "aim", "median", "best", "", "rounds")


@dataclass(slots=True)
class Report:
    """The whole table with remarks; ``load`` has one line for each round."""

    title: str
    rows: list[Row] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    load: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every row keeps its aim."""
        return all(row.holds for row in self.rows)

    @property
    def code(self) -> int:
        """The exit code: 1 when an aim was missed."""
        return 0 if self.holds else 1

    def text(self) -> str:
        """The table as plain text."""
        parts = [self.title, "", *table(HEAD, [row.cells() for row in self.rows]), ""]
        parts += [f"- {remark}" for remark in self.remarks]
        if self.load:
            parts += ["", "load (cores busy with other programs, steal, 1-minute load average):", *self.load]
        return "\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table: columns as wide as their longest cell, a rule below the head."""
    cells = [head, *rows]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    lines.insert(1, "-" * max(map(len, lines)))
    return lines


def shown(value: float) -> str:
    """Three digits that matter."""
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Each round's own ratio: the two values of a round met the same machine, those of different rounds did not."""
    return [one / other for one, other in zip(above, below, strict=True)]


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least ``percent`` of all do not exceed. Raises ValueError when there are none."""
    if not values:
        raise ValueError("values")
    rank = max(1, -(-len(values) * percent // 100))
    return sorted(values)[int(rank) - 1]
