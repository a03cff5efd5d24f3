"""A window whose draft has a video, and what can be asked of the passes over it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from avatar_wizard.domain.footage import Finding, FootageReport, Pass, Repair, RuleSource, Severity
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.navigation import Place
from avatar_wizard.ui.pass_standing import PassState
from support.fake_ports import ACCOUNT

KEY = "aaaaaaaaaaaa"
NAME = "take-20000000.mp4"
OURS = RuleSource.OURS
BLACK = Finding("picture.black", Severity.WARNING, OURS, {"seconds": 2.0, "count": 1}, 95.0, 97.0)
MOV = Finding("video.mov", Severity.STOP, RuleSource.HUAWEI_REQUIRED, repair=Repair.REMUX)
LOUD = Finding("sound.too_loud", Severity.WARNING, OURS, {"loudness": -9.0}, repair=Repair.LOUDNESS)


def begin_studying(stage) -> None:
    """A full draft whose video is being looked through, held in the full pass, on the video page."""
    stage.world.vault.kept = ACCOUNT
    stage.world.study_gate.close()
    begin(stage)


def begin(stage, report: FootageReport | None = None) -> None:
    """Continue a full draft on its video page."""
    stage.world.journal.save_draft(KEY, stage.full_draft(), report)
    stage.open()
    stage.press(f"continue_{KEY}")
    presenter = stage.window.presenter
    presenter.enter(Place(Step.VIDEO, Step.REVIEW))


def studying(stage) -> None:
    """Wait until the full pass is half done."""
    stage.until(lambda: examining(stage).standing.state is PassState.RUNNING)
    stage.until(lambda: examining(stage).standing.progress == 0.5)


def examining(stage):
    """What drives the passes."""
    return stage.window.presenter.screening.examining


def drafting(stage):
    """The draft in hand."""
    return stage.window.presenter.drafting


def calls(stage, call: str) -> list[str]:
    """The files a call was made for, in order."""
    return [name for asked, name, _ in stage.world.footage.asked if asked == call]


def done(stage, wanted: Pass = Pass.FULL) -> None:
    """Wait until a pass has ended."""
    stage.until(lambda: drafting(stage).report is not None and drafting(stage).report.done is wanted)


def words(stage) -> str:
    """Every word on the screen."""
    place = QApplication.activeModalWidget() or stage.window
    return " ".join(label.text() for label in place.findChildren(QLabel) if label.isVisible())
