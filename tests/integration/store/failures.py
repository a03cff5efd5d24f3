"""A process of its own that records slices until it is killed or the disk is full, and says what it was promised."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.submission import Planned, SentSlice, SliceSent
from avatar_wizard.store import SqliteJournal
from unit.store.shapes import FULL_DRAFT

KEY = "7e57ab1e0001"
MASTER = bytes(range(32))


def say(word: object) -> None:
    """One line on standard output, at once."""
    print(word, flush=True)


def record_until_told_otherwise(path: Path) -> None:
    """Record slice after slice, each number said once ``record`` has returned; then the code of the problem."""
    with SqliteJournal(path, MASTER) as journal:
        journal.record(KEY, Planned(FULL_DRAFT, {Role.TRAINING_VIDEO: 1000}))
        for number in count(1):
            try:
                journal.record(KEY, SliceSent(Role.TRAINING_VIDEO, number, SentSlice("00" * 16, str(number))))
            except ProblemError as error:
                say(error.problem.code)
                break
            say(number)


def fill_up(path: Path, largest: int) -> None:
    """The same on a disk that takes no file larger than ``largest`` bytes; then again when there is room."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    SqliteJournal(path, MASTER).close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    record_until_told_otherwise(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    with SqliteJournal(path, MASTER) as journal:
        journal.record(KEY, SliceSent(Role.TRAINING_VIDEO, 1000, SentSlice("00" * 16, "room")))


def hold(path: Path) -> None:
    """Claim the submission and keep it until the standard input ends."""
    with SqliteJournal(path, MASTER) as journal:
        say(journal.claim(KEY))
        sys.stdin.read()


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    if what == "record":
        record_until_told_otherwise(where)
    elif what == "fill":
        fill_up(where, int(sys.argv[3]))
    else:
        hold(where)
