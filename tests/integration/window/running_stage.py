"""The first screen with submissions on their way, in the hands of a test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QProgressBar

from avatar_wizard.domain.submission import Planned
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.outbox import Run, RunState
from avatar_wizard.ui.pages.home import HomePage
from avatar_wizard.ui.parts.running_row import RunningRow
from support.fake_ports import ACCOUNT
from unit.ui.scripted import ScriptedSending, put

if TYPE_CHECKING:
    from integration.window.conftest import Stage

ZOE, ANNA, BEN = "aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"


def home_of(stage: Stage) -> HomePage:
    """The first screen."""
    return stage.window.content.home


def words_of(stage: Stage, key: str) -> str:
    """What a row says."""
    return stage.text(f"running_words_{key}")


def bar_of(stage: Stage, key: str) -> int:
    """How far a row's bar is."""
    bar = home_of(stage).findChild(QProgressBar, f"running_bar_{key}")
    assert bar is not None
    return bar.value()


def action_of(stage: Stage, name: str) -> QAction:
    """An action of one of the menus."""
    found = home_of(stage).findChild(QAction, name)
    assert found is not None, name
    return found


def put_on(stage: Stage, *runs: Run) -> None:
    """Have scripted runs in the outbox."""
    put(stage.window.presenter.dispatch.outbox, runs)


def tell(run: Run, progress: SendingProgress) -> None:
    """Write down how far a scripted run is."""
    assert isinstance(run.sending, ScriptedSending)
    run.sending.now = progress


def tick(stage: Stage, times: int = 1) -> None:
    """As many ticks as the timer would give; of four, the first has words."""
    presenter = stage.window.presenter.home._running
    presenter._timer.stop()
    for _ in range(times):
        presenter._tick()


def begin(stage: Stage, *keys: str) -> None:
    """Open the window and begin real submissions, held at the door of the upload."""
    stage.world.vault.kept = ACCOUNT
    stage.world.upload_gate.close()
    stage.open()
    for key in keys:
        stage.window.presenter.dispatch.outbox.begin(key, stage.full_draft(), plan=True)
        stage.until(stage.world.upload_gate.reached.is_set)
        stage.world.upload_gate.reached.clear()


def interrupted(stage: Stage, *keys: str) -> None:
    """What an earlier run of the program left unfinished."""
    for key in keys:
        stage.world.journal.record(key, Planned(stage.full_draft(), {}))


def runs_of(stage: Stage) -> dict[str, RunState]:
    """What is in the outbox."""
    return {run.key: run.state for run in stage.window.presenter.dispatch.outbox.runs}


def states_of(stage: Stage) -> list[RunState]:
    """The same without keys, in order."""
    return list(runs_of(stage).values())


def keys_of(stage: Stage) -> Sequence[str]:
    """Whose rows are shown."""
    return home_of(stage).running.keys


def order_of(stage: Stage) -> Sequence[str]:
    """The same, and they are on the screen from top to bottom."""
    by_place = sorted(home_of(stage).findChildren(RunningRow), key=lambda row: row.y())
    assert [row.objectName() for row in by_place] == [f"running_{key}" for key in keys_of(stage)]
    return keys_of(stage)
