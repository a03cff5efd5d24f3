"""What is on its way on the first screen: live rows that stay the same, and what comes and goes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.schedule import Hold, HoldReason
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Created, DocumentSent, Planned, UploadUrls
from avatar_wizard.flow.ports import FileState
from avatar_wizard.ui import running_presenter
from avatar_wizard.ui.outbox import Run, RunState
from avatar_wizard.ui.pages.home import HomePage
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.parts.running_row import RunningRow
from integration.window.running_stage import (
    ANNA,
    BEN,
    ZOE,
    bar_of,
    begin,
    home_of,
    interrupted,
    keys_of,
    put_on,
    tell,
    tick,
    words_of,
)
from support.fake_ports import ACCOUNT
from unit.ui.scripted import GIB, ScriptedSending, scripted, snapshot

# --- words and bars


@pytest.mark.parametrize(
    ("run", "words", "tone"),
    [
        (
            scripted(ZOE, snapshot(3 * GIB, left=745.0)),
            "Sending: 60 % - 2.4 MB/s - about 12 min left",
            "muted",
        ),
        (
            scripted(ZOE, snapshot(3 * GIB, waiting=Problem("net.unreachable"))),
            "Waiting for the network. 60 % is safely there.",
            "warn",
        ),
        (
            scripted(ZOE, snapshot(3 * GIB, waiting=Problem("file.missing", {"name": "a.mp4"}))),
            "The file is not there any more. 60 % is safely there.",
            "warn",
        ),
        (scripted(ZOE, snapshot(3 * GIB), RunState.PAUSED), "Paused. 60 % is safely there.", "muted"),
        (scripted(ZOE, snapshot(3 * GIB), RunState.HELD), "On hold. 60 % is safely there.", "warn"),
        (
            scripted(ZOE, snapshot(3 * GIB), RunState.FAILED, problem=Problem("service.no_quota")),
            "No image-modelling resource left. Stopped. 60 % is safely there.",
            "stop",
        ),
        (
            scripted(ZOE, snapshot(3 * GIB, state=FileState.WAITING, hold=Hold(HoldReason.QUIET_HOURS, None))),
            "The quiet hours leave no time for sending. 60 % is safely there.",
            "muted",
        ),
    ],
)
def test_a_row_says_where_it_stands(stage, run: Run, words: str, tone: str) -> None:
    stage.open()
    put_on(stage, run)
    assert words_of(stage, ZOE) == words
    assert bar_of(stage, ZOE) == 600
    assert home_of(stage).findChild(QLabel, f"running_words_{ZOE}").property("tone") == tone
    assert not home_of(stage).findChild(QWidget, "first_steps").isVisible()


def test_bars_move_at_every_tick_and_words_once_a_second(stage) -> None:
    stage.open()
    run = scripted(ZOE, snapshot(GIB))
    put_on(stage, run)
    tick(stage)
    tell(run, snapshot(2 * GIB))
    tick(stage)
    assert (bar_of(stage, ZOE), words_of(stage, ZOE)) == (400, "Sending: 20 % - 2.4 MB/s")
    tick(stage, 3)
    assert words_of(stage, ZOE) == "Sending: 40 % - 2.4 MB/s"


def test_a_bar_never_goes_back_on_the_first_screen_either(stage) -> None:
    stage.open()
    run = scripted(ZOE, snapshot(4 * GIB))
    put_on(stage, run)
    tell(run, snapshot(GIB))
    tick(stage, 4)
    assert bar_of(stage, ZOE) == 800
    stage.window.set_language("zh_CN")
    stage.until(lambda: home_of(stage).findChild(QLabel, f"running_words_{ZOE}") is not None)
    stage.settle()
    assert bar_of(stage, ZOE) == 800, "nor when the window is built anew"
    stage.window.set_language("en")
    stage.settle()


def test_nothing_is_looked_at_while_the_first_screen_is_not_seen(stage) -> None:
    stage.open()
    run = scripted(ZOE, snapshot(GIB))
    put_on(stage, run)
    stage.press("new_avatar")
    assert isinstance(run.sending, ScriptedSending)
    before = run.sending.looks
    tick(stage, 8)
    assert run.sending.looks == before
    tell(run, snapshot(2 * GIB))
    stage.press("home_button")
    tick(stage)
    assert (bar_of(stage, ZOE), words_of(stage, ZOE)) == (400, "Sending: 40 % - 2.4 MB/s")


def test_the_timer_runs_only_while_something_is_under_way(stage) -> None:
    stage.open()
    timer = stage.window.presenter.home._running._timer
    assert not timer.isActive()
    run = scripted(ZOE, snapshot(GIB))
    put_on(stage, run)
    assert timer.isActive()
    run.state = RunState.PAUSED
    stage.window.presenter.dispatch.outbox.changed.emit(ZOE)
    assert not timer.isActive()


def test_a_quarter_of_a_second_is_often_enough() -> None:
    assert running_presenter.TICK_MS >= 250
    assert running_presenter.TICK_MS * running_presenter.TICKS_PER_TEXT == 1000


def test_rows_stay_the_same_while_they_tick_and_the_keyboard_stays_on_them(stage) -> None:
    stage.open()
    runs = [scripted(f"{n:012x}", snapshot(n * GIB // 5), name=f"Person {n}") for n in range(1, 21)]
    put_on(stage, *runs)
    rows = home_of(stage).findChildren(RunningRow)
    assert len(rows) == 20
    button = stage.button(f"pause_{7:012x}")
    button.setFocus()
    for step in range(12):
        for run in runs:
            tell(run, snapshot(GIB + step * GIB // 10))
        tick(stage)
    assert home_of(stage).findChildren(RunningRow) == rows
    assert stage.window.focusWidget() is button


def test_only_rows_that_are_seen_are_looked_at_between_words(stage) -> None:
    stage.open()
    runs = [scripted(f"{n:012x}", snapshot(n * GIB // 5)) for n in range(1, 21)]
    put_on(stage, *runs)
    QApplication.processEvents()
    tick(stage)
    looks = [run.sending.looks for run in runs]
    tick(stage)
    again = [run.sending.looks - before for run, before in zip(runs, looks, strict=True)]
    assert again[0] == 1
    assert again[-1] == 0


def test_names_are_plain_text_and_never_widen_the_row(stage) -> None:
    stage.open()
    name = "\u202e<b>" + "\u5f20" * 500
    put_on(stage, scripted(ZOE, snapshot(GIB), name=name), scripted(ANNA, snapshot(GIB), name=""))
    label = home_of(stage).findChild(PlainLabel, f"begun_name_{ZOE}")
    assert "\u202e" not in label.text()
    assert label.whole_text.startswith("<U+202E><b>")
    assert home_of(stage).findChild(RunningRow, f"running_{ZOE}").minimumSizeHint().width() < 600
    assert stage.text(f"begun_name_{ANNA}") == "No name yet"
    assert stage.button(f"pause_{ANNA}").accessibleName() == "Pause: No name yet"


# --- coming and going


def test_open_leads_to_its_page_and_back(stage) -> None:
    begin(stage, ZOE, ANNA)
    stage.press(f"continue_{ANNA}")
    assert stage.window.presenter.place.step is Step.SENDING
    assert stage.window.presenter.dispatch.sending.key == ANNA
    stage.press("home_button")
    assert keys_of(stage) == (ZOE, ANNA)


def test_what_has_arrived_is_followed_and_never_called_interrupted(stage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    begin(stage, ZOE, ANNA)
    where = type(home_of(stage)).show_begun

    def spied(self: HomePage, drafts: object, submissions: object, **more: object) -> None:
        shown.extend(s.key for s in submissions if s.is_open)  # type: ignore[attr-defined]
        where(self, drafts, submissions, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(HomePage, "show_begun", spied)
    stage.window.presenter.home.load()
    stage.world.upload_gate.open()
    stage.until(lambda: stage.window.presenter.dispatch.outbox.runs == ())
    stage.settle()
    assert shown == []
    assert stage.button(f"continue_{ZOE}").text() == "Follow"
    assert stage.button(f"continue_{ANNA}").text() == "Follow"


def test_the_keyboard_goes_to_the_neighbour_of_what_is_gone(stage) -> None:
    stage.open()
    put_on(stage, *(scripted(key, snapshot(GIB)) for key in (ZOE, ANNA, BEN)))
    stage.button(f"pause_{ANNA}").setFocus()
    stage.window.presenter.dispatch.outbox.forget(ANNA)
    assert stage.window.focusWidget().objectName() == f"continue_{BEN}"
    stage.window.presenter.dispatch.outbox.forget(BEN)
    assert stage.window.focusWidget().objectName() == f"continue_{ZOE}"
    stage.window.presenter.dispatch.outbox.forget(ZOE)
    assert stage.window.focusWidget().objectName() == "new_avatar"


def test_interrupted_ones_can_be_continued_all_at_once(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.upload_gate.close()
    interrupted(stage, ZOE)
    stage.open()
    assert not home_of(stage).findChild(QWidget, "continue_all").isVisible()
    interrupted(stage, ANNA)
    stage.window.presenter.home.load()
    stage.settle()
    stage.press("continue_all")
    assert stage.window.content.is_home
    assert sorted(keys_of(stage)) == [ZOE, ANNA]
    assert stage.window.presenter.dispatch.outbox.is_busy
    assert not home_of(stage).findChild(QWidget, "continue_all").isVisible()


def test_an_interrupted_one_says_how_much_is_there(stage) -> None:
    draft = stage.full_draft()
    stage.world.journal.record(ZOE, Planned(draft, {}))
    stage.world.journal.record(ZOE, Created("job", UploadUrls()))
    for picked in draft.files_to_send():
        stage.world.journal.record(ZOE, DocumentSent(picked.role, ""))
    stage.open()
    texts = [label.text() for label in home_of(stage).findChildren(QLabel)]
    assert "Standard - Sending was interrupted; 100 % is safely there" in texts


# --- the foot line


def test_what_holds_sending_back_stands_in_the_foot_line(stage) -> None:
    stage.open()
    asked: list[bool] = []
    home_of(stage).limits_wanted.connect(lambda: asked.append(True))
    stage.window.resize(960, 640)
    home_of(stage).show_limits("At most 20 Mbit/s, nothing between 8:00 and 18:00")
    stage.until(lambda: stage.text("home_limits") == "At most 20 Mbit/s, nothing between 8:00 and 18:00")
    assert stage.button("limits_button").accessibleDescription().startswith("At most")
    stage.press("limits_button")
    assert asked
    home_of(stage).show_limits("")
    assert stage.text("home_limits") == ""
