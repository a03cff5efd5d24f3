"""``tests/benchmarks/run NAME``: one benchmark, or all; the table, and exit code 0 when every aim was met.

1: an aim was missed; 3: this machine cannot run it, and the reason was printed.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from benchmarks.machine import run_first
from benchmarks.report import UnsuitableMachine

NAMES = {
    "throughput": "the engine against curl over TLS on loopback: speed, and processor time per GiB",
    "memory": "what sending adds to the memory of the idle program, for a small and an enormous file",
    "smoothness": "the event loop of the real window while it sends one job and twenty at 1 Gbit/s; how they share",
    "wan": "use of a 100 Mbit/s line with delay and loss (root; two network namespaces)",
    "cuts": "what a line that is dead for 5 s and for 60 s costs (root; two network namespaces)",
    "resume": "kill -9 at random moments of a submission, then the same command again",
    "footage": "looking through ten minutes of 1080p and 4K against a bare decode: time, memory, the window meanwhile",
    "all": "everything above, and one table of all that has an aim (two and a half hours; --quick-look: 15 min)",
}
MODULES = {name: "whole" if name == "all" else name for name in NAMES}


def main(words: list[str] | None = None) -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(prog="tests/benchmarks/run", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for name, about in NAMES.items():
        command = commands.add_parser(name, help=about, description=about)
        importlib.import_module(f"benchmarks.{MODULES[name]}").add_options(command)
    options = parser.parse_args(words)
    try:
        if not sys.platform.startswith("linux"):
            raise UnsuitableMachine("it reads Linux's counters")
        report = importlib.import_module(f"benchmarks.{MODULES[options.name]}").run(options)
    except UnsuitableMachine as reason:
        sys.stdout.write(f"{options.name}: skipped: {reason}\n")
        return 3
    sys.stdout.write(report.text())
    code: int = report.code
    return code


if __name__ == "__main__":
    if sys.platform.startswith("linux"):
        run_first()
    sys.exit(main())
