"""Submissions on their way whose progress a test writes down: no saga, no thread, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from avatar_wizard.domain.draft import Draft, Edition, Fingerprint, PickedFile, Role
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.schedule import Hold
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileProgress, FileState
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.outbox import Outbox, Run, RunState

GIB = 1024**3
SIZE = 5 * GIB


def snapshot(
    sent: int = 0,
    phase: Phase = Phase.SENDING,
    *,
    safe: int | None = None,
    state: FileState = FileState.SENDING,
    rate: float = 2_400_000.0,
    waiting: Problem | None = None,
    problem: Problem | None = None,
    note: Problem | None = None,
    left: float | None = None,
    hold: Hold | None = None,
) -> SendingProgress:
    """One video of 5 GiB; ``problem`` is the file's own, ``waiting`` the saga's."""
    moving = rate if state is FileState.SENDING else 0.0
    file = FileProgress(Role.TRAINING_VIDEO, sent, SIZE, moving, state, problem)
    there = sent if safe is None else safe
    return SendingProgress((file,), sent, SIZE, phase, waiting, there, note, left, hold)


def film(name: str = "take.mp4") -> tuple[PickedFile, ...]:
    """The one file of such a submission."""
    return (PickedFile(Role.TRAINING_VIDEO, Path("/films") / name, Fingerprint(SIZE, 1, "")),)


class ScriptedSending:
    """Stands in for a Sending: ``now`` is what is told."""

    def __init__(self, now: SendingProgress) -> None:
        self.now = now
        self.looks = 0

    def progress(self) -> SendingProgress:
        """What the test wrote down."""
        self.looks += 1
        return self.now

    def move_first(self) -> None:
        """There is nobody to overtake."""


def scripted(
    key: str,
    now: SendingProgress,
    state: RunState = RunState.RUNNING,
    *,
    name: str = "Zoe",
    problem: Problem | None = None,
) -> Run:
    """A run that does nothing by itself."""
    draft = Draft(name=name, edition=Edition.STANDARD, files=film(f"{key}.mp4"))
    return Run(key, draft, ScriptedSending(now), state, problem)  # type: ignore[arg-type]


def put(outbox: Outbox, runs: Sequence[Run]) -> None:
    """Have them in the outbox, as if they had been begun."""
    for run in runs:
        outbox._runs[run.key] = run
    for run in runs:
        outbox.changed.emit(run.key)
