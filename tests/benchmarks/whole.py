"""Every benchmark, one after the other, and one table with all that has an aim."""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.report import HEAD, Report, Row, UnsuitableMachine, table

QUICK_LOOK: Mapping[str, Sequence[str]] = {
    "throughput": ("--mib", "1024"),
    "memory": (),
    "smoothness": ("--seconds", "8"),
    "cuts": ("--mib", "160"),
    "resume": (),
    "footage": ("--seconds", "60"),
    # What is hardest to keep, with the time that the aims give.
    "wan": ("--only", "250/0,100/0.1,250/0.1,20/1"),
}
"""What is shorter beside there being one hasty round; with all benchmarks, in the order in which they run."""

WITHOUT_ROUNDS = frozenset({"resume"})


@dataclass(slots=True)
class Overview:
    """The rows of all benchmarks, and why those that have none could not run."""

    reports: dict[str, Report] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def missed(self) -> list[str]:
        """The rows that miss their aim, and the benchmarks that broke off."""
        rows = [f"{name}: {row.what.strip()}" for name, row in self._rows() if not row.holds]
        return rows + [f"{name}: broke off ({reason})" for name, reason in self.broken.items()]

    @property
    def code(self) -> int:
        """1 when something was missed, 3 when something could not be measured here, else 0."""
        return 1 if self.missed else 3 if self.skipped else 0

    def text(self) -> str:
        """The table; the last line says what was missed."""
        head = ("benchmark", *HEAD[:-1], "foreign", "steal", HEAD[-1])
        rows = []
        for name, row in self._rows():
            *cells, rounds = row.cells()
            rows.append((name, *cells, *row.load_cells(), rounds))
        parts = ["All benchmarks", "", *table(head, rows), ""]
        parts.append("- foreign, steal: cores busy with other programs and stolen by the host, the median of the runs.")
        parts += [f"- {remark}" for remark in self.remarks]
        parts += [f"- {name}: not measured: {reason}" for name, reason in self.skipped.items()]
        near = [f"{name}: {row.what.strip()}" for name, row in self._rows() if row.word == "near"]
        if near:
            parts += ["", "Only the best round met: " + "; ".join(near)]
        parts += ["", "Missed: " + "; ".join(self.missed) if self.missed else "Missed: nothing"]
        return "\n".join(parts) + "\n"

    def _rows(self) -> list[tuple[str, Row]]:
        return [(name, row) for name, report in self.reports.items() for row in report.rows if row.is_wanted]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    parser.add_argument("--rounds", type=int, default=5, help="of each benchmark (default 5: about an hour and ten)")
    parser.add_argument(
        "--quick-look", action="store_true", help="one hasty round with less of everything: about ten minutes"
    )


def run(options: argparse.Namespace) -> Overview:
    """Measure everything; each benchmark's own table goes to standard error as soon as it is there."""
    found, began = Overview(), time.monotonic()
    for name in QUICK_LOOK:
        module = importlib.import_module(f"benchmarks.{name}")
        parser = argparse.ArgumentParser()
        module.add_options(parser)
        since = time.monotonic()
        _tell(f"== {name}\n")
        try:
            report: Report = module.run(parser.parse_args(words_for(name, options)))
        except UnsuitableMachine as reason:
            found.skipped[name] = str(reason)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            found.broken[name] = f"{type(error).__name__}: {error}"
        else:
            found.reports[name] = report
            _tell(f"\n{report.text()}\n")
        _tell(f"== {name} took {(time.monotonic() - since) / 60:.1f} min\n\n")
    kind = "a quick look: one hasty round" if options.quick_look else f"{options.rounds} rounds"
    found.remarks.append(f"{kind}, {(time.monotonic() - began) / 60:.0f} min; what each row means: README.md.")
    return found


def words_for(name: str, options: argparse.Namespace) -> list[str]:
    """The command line of one benchmark."""
    if not options.quick_look:
        return [] if name in WITHOUT_ROUNDS else ["--rounds", str(options.rounds)]
    rounds = [] if name in WITHOUT_ROUNDS else ["--rounds", "1"]
    return ["--hasty", *rounds, *QUICK_LOOK[name]]


def _tell(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
