"""A repair in a process of its own, to be killed or hemmed in: ``python mending_child.py ORIGINAL FOLDER REPAIR...``.

Prints ``begun`` once progress is told, and at the end the new file's name or the problem's code and facts.
Environment: FILE_LIMIT bytes a file may have; TMPFS bytes of a small disk that is laid over FOLDER first, whose free
space is overstated when BLIND is set.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from avatar_wizard.domain.footage import Repair
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage.mending import repair as mending
from support.mending import mend


def _main(original: Path, folder: Path, repairs: list[Repair]) -> None:
    if "TMPFS" in os.environ:
        options = f"size={os.environ['TMPFS']}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    if "FILE_LIMIT" in os.environ:
        import resource

        limit = int(os.environ["FILE_LIMIT"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if "BLIND" in os.environ:
        mending.free_space = lambda folder: 2**60  # type: ignore[attr-defined]
    begun = threading.Event()

    def tell(share: float) -> None:
        if not begun.is_set():
            begun.set()
            print("begun", flush=True)

    try:
        print(mend(original, folder, *repairs, on_progress=tell).path.name, flush=True)
    except ProblemError as error:
        facts = ",".join(sorted(error.problem.facts))
        print(error.problem.code, facts, [path.name for path in folder.iterdir()], flush=True)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), [Repair(name) for name in sys.argv[3:]])
