"""Speed and hours: what a person enters is what holds, and what nobody touches stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.limits import LEAST_RATE, Limits
from avatar_wizard.domain.schedule import QuietHours, Schedule
from unit.ui.limits_rig import TOMORROW, TONIGHT, Rig, rigs


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Rig]]:
    """Makes a rig for what holds already."""
    yield from rigs(qtbot, qapp)


def test_a_rate(make) -> None:
    rig = make().open()
    rig.press("speed_capped")
    rig.type("speed_number", "20")
    assert rig.text("speed_meaning") == "That is 2.5 MB/s. 1 GB takes about 7 min."
    assert rig.limits == Limits()
    rig.save()
    assert rig.limits == Limits(2_500_000)
    assert rig.kept() == (Limits(2_500_000), ())
    assert rig.told == ["changed"]
    assert rig.presenter.words() == "At most 20 Mbit/s"


def test_typing_a_number_chooses_it(make) -> None:
    rig = make().open()
    rig.type("speed_number", "2.5")
    rig.save()
    assert rig.limits == Limits(312_500)


@pytest.mark.parametrize(
    ("name", "limits"), [("speed_all", Limits()), ("speed_polite", Limits(is_polite=True))], ids=["all", "polite"]
)
def test_the_other_speeds(make, name: str, limits: Limits) -> None:
    rig = make(Limits(2_500_000)).open()
    rig.press(name)
    rig.save()
    assert rig.limits == limits
    assert rig.kept()[0] == limits


def test_the_number_stays_while_another_speed_is_chosen(make) -> None:
    rig = make().open()
    rig.type("speed_number", "17.5")
    rig.press("speed_polite")
    assert rig.find(QLineEdit, "speed_number").text() == "17.5"
    rig.save()
    assert rig.limits == Limits(is_polite=True)
    rig.open()
    assert rig.find(QLineEdit, "speed_number").text() == "17.5"
    rig.press("speed_capped")
    rig.save()
    assert rig.limits == Limits(2_187_500)


def test_hours(make) -> None:
    rig = make().open()
    rig.press("quiet_box")
    assert rig.text("quiet_meaning") == "Every day, from 08:00 until 18:00."
    rig.type("quiet_start", "18:00")
    rig.choose("quiet_end", 16)
    assert rig.text("quiet_meaning") == "Every day, from 18:00 until 08:00 the next morning."
    rig.save()
    limits = Limits(schedule=Schedule((QuietHours(time(18), time(8)),)))
    assert rig.limits == limits
    assert rig.kept()[0] == limits
    assert rig.presenter.words() == "Nothing between 18:00 and 08:00"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("9", "17:45", "Every day, from 09:00 until 17:45."),
        ("18", "14", "Every day, from 18:00 until 14:00 the next day."),
        ("18", "24", "Every day, from 18:00 until midnight."),
        ("0", "6", "Every day, from 00:00 until 06:00."),
    ],
)
def test_when_the_hours_apply(make, start: str, end: str, said: str) -> None:
    rig = make().open()
    rig.type("quiet_start", start)
    rig.type("quiet_end", end)
    assert rig.text("quiet_meaning") == said


def test_hours_are_lifted(make) -> None:
    rig = make(Limits(schedule=Schedule((QuietHours(time(18), time(8)),)))).open()
    rig.press("quiet_box")
    assert rig.text("quiet_meaning") == "Sending is allowed at any hour."
    rig.save()
    assert rig.limits == Limits()


def test_every_pair_of_hours_that_was_kept_can_be_changed(make) -> None:
    night, noon = QuietHours(time(18), time(8)), QuietHours(time(12), time(13, 15))
    rig = make(Limits(schedule=Schedule((night, noon)))).open()
    assert rig.find(QComboBox, "quiet_end_1").currentText() == "13:15"
    rig.type("quiet_end_1", "14")
    rig.save()
    assert rig.limits.schedule.quiet == (night, QuietHours(time(12), time(14)))


def test_a_start(make) -> None:
    rig = make().open()
    rig.press("start_box")
    assert rig.find(QComboBox, "start_day").currentText() == "Today, Tuesday, 5 May"
    assert rig.find(QComboBox, "start_time").currentText() == "22:00"
    assert rig.text("start_meaning") == "Sending begins in about 5 h 15 min."
    rig.save()
    assert rig.limits == Limits(schedule=Schedule(start_at=TONIGHT))
    assert rig.kept()[0] == rig.limits
    assert rig.presenter.words() == "Nothing before 22:00 today"
    rig.clock[0] = TONIGHT
    assert rig.presenter.words() == ""


def test_another_day_and_time(make) -> None:
    rig = make().open()
    rig.choose("start_day", 1)
    rig.type("start_time", "6:30 am")
    rig.save()
    assert rig.limits.schedule.start_at == datetime(2026, 5, 6, 6, 30).timestamp()


def test_in_the_evening_the_next_ten_is_tomorrow(make) -> None:
    rig = make()
    rig.clock[0] = TONIGHT
    rig.open().press("start_box")
    rig.save()
    assert rig.limits.schedule.start_at == TOMORROW


def test_a_moment_that_has_passed_means_at_once_and_is_said(make) -> None:
    rig = make().open()
    rig.type("start_time", "16:00")
    assert rig.text("start_meaning") == "This moment has passed: sending begins at once."
    rig.save()
    assert rig.limits == Limits()


def test_a_kept_start_is_shown_until_it_has_passed(make) -> None:
    limits = Limits(schedule=Schedule(start_at=TOMORROW))
    rig = make(limits).open()
    assert rig.find(QAbstractButton, "start_box").isChecked()
    assert rig.find(QComboBox, "start_day").currentText() == "Tomorrow, Wednesday, 6 May"
    rig.press("limits_cancel")
    rig.clock[0] = TOMORROW + 1
    rig.open()
    assert not rig.find(QAbstractButton, "start_box").isChecked()
    rig.save()
    assert rig.limits == Limits()


def test_a_start_within_the_hours_says_what_comes_of_it(make) -> None:
    rig = make().open()
    rig.press("start_box")
    rig.type("quiet_start", "21:00")
    rig.type("quiet_end", "23:00")
    assert rig.text("start_meaning") == "That is within the hours above: sending begins at 23:00."
    rig.type("quiet_end", "7")
    assert rig.text("start_meaning") == "That is within the hours above: sending begins the next day at 07:00."


def test_further_domains(make) -> None:
    rig = make().open()
    assert not rig.find(QPlainTextEdit, "domains_edit").isVisible()
    rig.press("limits_more")
    rig.find(QPlainTextEdit, "domains_edit").setPlainText("OBS.Example.com \n\n10.1.2.3\nobs.example.com")
    rig.save()
    assert tuple(rig.desk.preferences.upload_domains()) == ("obs.example.com", "10.1.2.3")
    assert rig.kept() == (Limits(), ("obs.example.com", "10.1.2.3"))
    rig.open()
    assert rig.find(QPlainTextEdit, "domains_edit").isVisible()
    rig.find(QPlainTextEdit, "domains_edit").clear()
    rig.save()
    assert tuple(rig.desk.preferences.upload_domains()) == ()


@pytest.mark.parametrize(
    "limits",
    [
        Limits(),
        Limits(LEAST_RATE),
        Limits(123_457),
        Limits(1_234_567, is_polite=True),
        Limits(is_polite=True),
        Limits(2**40),
        Limits(
            schedule=Schedule(
                (QuietHours(time(23, 59), time(0, 1)), QuietHours(time(1), time(2))),
                datetime(2027, 1, 1, 3, 4, 5).timestamp(),
            )
        ),
    ],
)
def test_what_nobody_touches_stays_to_the_byte_and_second(make, limits: Limits) -> None:
    rig = make(limits, ("obs.example.com",)).open()
    assert rig.text("limits_outcome").startswith("Now: ")
    rig.save()
    assert rig.limits == limits
    assert rig.kept() == (limits, ("obs.example.com",))


def test_what_holds_and_what_will_hold_are_told_apart(make) -> None:
    rig = make(Limits(1_000_000)).open()
    assert rig.text("limits_outcome") == "Now: at most 8 Mbit/s."
    rig.press("quiet_box")
    assert rig.text("limits_outcome") == "Once saved: at most 8 Mbit/s, nothing between 08:00 and 18:00."
    rig.press("speed_all")
    rig.press("quiet_box")
    assert rig.text("limits_outcome") == "Once saved: as fast as the line allows, at any time."
    rig.press("speed_capped")
    assert rig.text("limits_outcome") == "Now: at most 8 Mbit/s."
