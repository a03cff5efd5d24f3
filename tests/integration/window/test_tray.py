"""The picture in the tray: one line about everything that is sent, and a message only for what a person must know."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.problem import CODES, Problem, Remedy
from avatar_wizard.domain.schedule import Hold, HoldReason
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui import tray as tray_module
from avatar_wizard.ui.emblem import Mark, emblem
from avatar_wizard.ui.outbox import RunState
from avatar_wizard.ui.tray import Tray, needs_person, status
from support.fake_tray import FakeTrayIcon

LOST = Problem("net.unreachable")
PORTAL = Problem("net.captive_portal")
BUSY = Problem("service.busy")


@dataclass
class FakeRun:
    state: RunState = RunState.RUNNING
    sent: int = 62
    size: int = 100
    waiting_for: Problem | None = None
    hold: Hold | None = None
    key: str = "a"

    @property
    def is_active(self) -> bool:
        return self.state in (RunState.RUNNING, RunState.PAUSING)

    def progress(self) -> SendingProgress:
        return SendingProgress((), self.sent, self.size, Phase.SENDING, self.waiting_for, hold=self.hold)


class FakeOutbox(QObject):
    submitted = Signal(object)
    failed = Signal(str, object)
    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.runs: tuple[FakeRun, ...] = ()
        self.calls: list[str] = []

    @property
    def is_busy(self) -> bool:
        return any(run.is_active for run in self.runs)

    def pause_all(self) -> None:
        self.calls.append("pause")

    def resume_all(self) -> None:
        self.calls.append("resume")

    def now(self, *runs: FakeRun) -> None:
        """Be this from now on."""
        self.runs = runs
        self.changed.emit("a")


@dataclass
class Scene:
    outbox: FakeOutbox
    icon: FakeTrayIcon
    away: list[bool] = field(default_factory=lambda: [False])


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    return Scene(FakeOutbox(), FakeTrayIcon())


@pytest.fixture
def tray(scene: Scene) -> Tray:
    return Tray(scene.outbox, scene.icon, lambda: scene.away[-1], scene.icon)


@pytest.mark.parametrize(
    ("runs", "text", "mark"),
    [
        ((), "Nothing is being sent", Mark.NONE),
        ((FakeRun(),), "Sending 1 avatar: 62 %", Mark.NONE),
        ((FakeRun(sent=20), FakeRun(sent=300, size=400)), "Sending 2 avatars: 64 %", Mark.NONE),
        ((FakeRun(), FakeRun(RunState.PAUSED, 0)), "Sending 1 avatar: 31 %", Mark.NONE),
        ((FakeRun(size=0, sent=0),), "Sending 1 avatar: 0 %", Mark.NONE),
        ((FakeRun(waiting_for=LOST),), "Waiting for the network: 62 %", Mark.NONE),
        ((FakeRun(waiting_for=LOST), FakeRun()), "Sending 2 avatars: 62 %", Mark.NONE),
        ((FakeRun(waiting_for=BUSY),), "Waiting: 62 %", Mark.NONE),
        ((FakeRun(hold=Hold(HoldReason.QUIET_HOURS, None)),), "Waiting: 62 %", Mark.NONE),
        ((FakeRun(waiting_for=PORTAL),), "Waiting for the network: 62 %. It needs you.", Mark.NEEDS_YOU),
        ((FakeRun(waiting_for=Problem("file.missing")),), "Waiting: 62 %. It needs you.", Mark.NEEDS_YOU),
        ((FakeRun(RunState.PAUSING),), "Pausing...", Mark.NONE),
        ((FakeRun(RunState.PAUSED),), "Paused: 62 %", Mark.PAUSED),
        ((FakeRun(RunState.HELD),), "Waiting: 62 %", Mark.PAUSED),
        ((FakeRun(RunState.FAILED),), "Stopped: 62 %. It needs you.", Mark.NEEDS_YOU),
        ((FakeRun(RunState.FAILED, 0), FakeRun()), "Sending 1 avatar: 31 %. It needs you.", Mark.NEEDS_YOU),
    ],
)
def test_one_line_says_it_all(qtbot: QtBot, runs: tuple[FakeRun, ...], text: str, mark: Mark) -> None:
    said = status(runs, has_arrived=False)
    assert (said.text, said.mark) == (text, mark)


def test_what_arrived_is_said_until_there_is_more(qtbot: QtBot) -> None:
    assert status((), has_arrived=True).text == "Everything is handed in for review"
    assert status((FakeRun(),), has_arrived=True).text == "Sending 1 avatar: 62 %"


@given(st.lists(st.builds(FakeRun, st.sampled_from(RunState), st.integers(0, 10), st.just(10)), min_size=1, max_size=5))
def test_every_mixture_has_words_with_everything_filled_in(runs: list[FakeRun]) -> None:
    said = status(runs, has_arrived=False)
    assert said.text
    assert "{" not in said.text
    assert said.needs_you is any(run.state is RunState.FAILED for run in runs)


def test_only_what_does_not_mend_itself_needs_a_person() -> None:
    assert not needs_person(None)
    for code, remedy in CODES.items():
        assert needs_person(Problem(code)) is (remedy in (Remedy.CHANGE, Remedy.COMPUTER)), code


def test_it_is_there_only_while_there_is_something_to_come_back_to(scene: Scene, tray: Tray) -> None:
    assert not scene.icon.is_shown
    scene.outbox.now(FakeRun())
    assert scene.icon.is_shown
    assert scene.icon.tip == "Avatar Wizard\nSending 1 avatar: 62 %"
    assert scene.icon.line == "Sending 1 avatar: 62 %"
    scene.outbox.now()
    assert not scene.icon.is_shown
    tray.set_hidden(True)
    assert scene.icon.is_shown, "with the window hidden it is the only way back"
    tray.set_hidden(False)
    assert not scene.icon.is_shown


def test_where_there_is_no_tray_it_is_not_shown(scene: Scene, tray: Tray) -> None:
    scene.icon.there = False
    scene.outbox.now(FakeRun())
    assert not scene.icon.is_shown
    scene.icon.there = True
    scene.outbox.now(FakeRun(sent=70))
    assert scene.icon.is_shown


def test_it_looks_only_while_something_moves(
    scene: Scene, qtbot: QtBot, tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = FakeRun(sent=10)
    tray._ticks.setInterval(1)
    scene.outbox.now(run)
    assert tray._ticks.isActive()
    run.sent = 20
    qtbot.waitUntil(lambda: scene.icon.line == "Sending 1 avatar: 20 %")
    scene.outbox.now(FakeRun(RunState.PAUSED, 20))
    assert not tray._ticks.isActive()
    drawn = scene.icon.icons
    scene.outbox.now(FakeRun(RunState.PAUSED, 20))
    assert scene.icon.icons == drawn, "the same picture is not drawn again"


@pytest.mark.parametrize(
    ("runs", "choices"),
    [
        ((), ["&Open Avatar Wizard", "&Quit"]),
        ((FakeRun(),), ["&Open Avatar Wizard", "&Pause all", "&Quit"]),
        ((FakeRun(RunState.PAUSED),), ["&Open Avatar Wizard", "&Resume all", "&Quit"]),
        ((FakeRun(RunState.FAILED),), ["&Open Avatar Wizard", "&Resume all", "&Quit"]),
        ((FakeRun(), FakeRun(RunState.PAUSED)), ["&Open Avatar Wizard", "&Pause all", "&Resume all", "&Quit"]),
    ],
)
def test_the_menu_offers_what_makes_sense(
    scene: Scene, tray: Tray, runs: tuple[FakeRun, ...], choices: list[str]
) -> None:
    scene.outbox.now(*runs)
    assert scene.icon.choices == choices


def test_the_menu_does_what_it_says(scene: Scene, tray: Tray) -> None:
    asked: list[str] = []
    tray.open_wanted.connect(lambda: asked.append("open"))
    tray.quit_wanted.connect(lambda: asked.append("quit"))
    tray.news_wanted.connect(lambda: asked.append("news"))
    scene.outbox.now(FakeRun(), FakeRun(RunState.PAUSED))
    for choice in ("&Open Avatar Wizard", "&Pause all", "&Resume all", "&Quit"):
        scene.icon.choose(choice)
    scene.icon.click()
    scene.icon.messageClicked.emit()
    assert asked == ["open", "quit", "open", "news"]
    assert scene.outbox.calls == ["pause", "resume"]


def test_on_macos_a_click_opens_the_menu_and_nothing_else(
    scene: Scene, tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    tray.open_wanted.connect(lambda: asked.append("open"))
    monkeypatch.setattr(tray_module, "_opens_menu", lambda: True)
    scene.icon.click()
    assert asked == []


def test_a_message_comes_only_while_the_window_cannot_be_seen(scene: Scene, tray: Tray) -> None:
    scene.outbox.now(FakeRun())
    scene.outbox.submitted.emit("secret name")
    scene.outbox.now(FakeRun(RunState.FAILED))
    assert scene.icon.messages == []
    scene.outbox.now(FakeRun())
    scene.away.append(True)
    scene.outbox.submitted.emit("secret name")
    scene.outbox.now(FakeRun(waiting_for=PORTAL))
    scene.outbox.now(FakeRun(RunState.FAILED))
    assert scene.icon.messages == ["An avatar is in review now.", "Sending an avatar has stopped. It needs you."]


def test_waiting_for_the_network_is_no_news(scene: Scene, tray: Tray) -> None:
    scene.away.append(True)
    scene.outbox.now(FakeRun())
    scene.outbox.now(FakeRun(waiting_for=LOST))
    scene.outbox.now(FakeRun(RunState.PAUSED))
    assert scene.icon.messages == []


def test_after_the_last_one_it_stays_and_says_so(scene: Scene, tray: Tray) -> None:
    scene.outbox.now(FakeRun())
    scene.away.append(True)
    tray.set_hidden(True)
    scene.outbox.now()
    scene.outbox.submitted.emit(None)
    assert scene.icon.is_shown
    assert scene.icon.tip == "Avatar Wizard\nEverything is handed in for review"
    tray.set_hidden(False)
    assert not scene.icon.is_shown


def test_a_tray_that_goes_away_for_good_is_told_of(scene: Scene, tray: Tray) -> None:
    lost: list[bool] = []
    tray.lost.connect(lambda: lost.append(True))
    tray.set_hidden(True)
    scene.icon.there = False
    tray._watch.timeout.emit()
    scene.icon.there = True
    tray._watch.timeout.emit()
    scene.icon.there = False
    tray._watch.timeout.emit()
    assert lost == [], "a desktop that restarts its panel has none for a moment"
    tray._watch.timeout.emit()
    assert lost == [True]


def test_nothing_is_shown_after_the_end(scene: Scene, tray: Tray) -> None:
    scene.outbox.now(FakeRun())
    tray.close()
    scene.outbox.now(FakeRun(sent=90))
    assert not scene.icon.is_shown
    assert not tray._ticks.isActive()


def _colours(icon: QIcon, side: int) -> set[int]:
    picture = icon.pixmap(side, side).toImage()
    return {picture.pixel(x, y) for x in range(side) for y in range(side)}


@pytest.mark.parametrize("side", [16, 22, 32, 64])
def test_the_picture_differs_by_its_mark_in_every_size(qtbot: QtBot, side: int) -> None:
    pictures = [emblem(mark).pixmap(side, side).toImage() for mark in Mark]
    assert all(picture.width() == side for picture in pictures)
    assert len({bytes(picture.constBits()) for picture in pictures}) == len(Mark)
    assert len(_colours(emblem(), side)) > 4, "a drawing, not a plain square"
