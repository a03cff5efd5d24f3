"""Speed and hours: what cannot hold is refused where it was entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.limits import Limits
from unit.ui.limits_rig import Rig, rigs


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Rig]]:
    """Makes a rig for what holds already."""
    yield from rigs(qtbot, qapp)


@pytest.mark.parametrize("typed", ["", "0", "0.1", "20000", "fast"])
def test_no_speed_is_refused_at_its_line(make, typed: str) -> None:
    rig = make().open()
    rig.press("speed_capped")
    rig.type("speed_number", typed)
    rig.press("limits_save")
    assert rig.errors() == ["Give a number from 0.14 to 10,000, for example 8 or 2.5."]
    assert QApplication.focusWidget() is rig.find(QLineEdit, "speed_number")
    assert rig.find(QLineEdit, "speed_number").accessibleDescription() == rig.errors()[0]
    assert (rig.limits, rig.told) == (Limits(), [])
    rig.type("speed_number", "8")
    assert rig.errors() == []
    rig.save()
    assert rig.limits == Limits(1_000_000)


def test_a_wrong_number_does_not_matter_while_another_speed_is_chosen(make) -> None:
    rig = make().open()
    rig.type("speed_number", "x")
    rig.press("speed_polite")
    rig.save()
    assert rig.limits == Limits(is_polite=True)


def test_the_same_time_twice_is_refused_at_once(make) -> None:
    rig = make().open()
    rig.type("quiet_start", "18")
    assert rig.errors() == ["Both times are the same: that could mean never or always."]
    rig.press("limits_save")
    assert QApplication.focusWidget() is rig.find(QComboBox, "quiet_end")
    assert rig.find(QComboBox, "quiet_end").accessibleDescription() == rig.errors()[0]
    assert rig.limits == Limits()
    rig.type("quiet_end", "18:30")
    assert rig.errors() == []
    rig.type("quiet_end", "18:00")
    rig.press("quiet_box")
    assert rig.errors() == []
    rig.save()
    assert rig.limits == Limits()


@pytest.mark.parametrize("name", ["quiet_start", "quiet_end", "start_time"])
def test_what_is_no_time_is_refused_at_its_line(make, name: str) -> None:
    rig = make().open()
    rig.type(name, "soon")
    assert rig.errors() == []
    rig.press("limits_save")
    example = "22:00" if name == "start_time" else "18:00"
    assert rig.errors() == [f"Give a time of day, for example {example}."]
    assert QApplication.focusWidget() is rig.find(QComboBox, name)
    assert rig.limits == Limits()
    rig.type(name, "7")
    assert rig.errors() == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("https://obs.example.com", "is not a domain. Write it as in obs.example.com, without https://."),
        ("obs", "is not a domain. Write it as in obs.example.com, without https://."),
        ("com.cn", "belongs to many. Give the whole name, as in obs.example.com."),
        ("8.8.8.8", "is not within a private network. Give a name, as in obs.example.com."),
    ],
)
def test_no_domain_is_refused_at_its_line(make, line: str, said: str) -> None:
    rig = make().open()
    edit = rig.find(QPlainTextEdit, "domains_edit")
    edit.setPlainText(f"obs.example.com\n{line}\n")
    rig.press("limits_save")
    assert rig.errors() == [f'"{line}" {said}']
    assert QApplication.focusWidget() is edit
    assert edit.textCursor().selectedText() == line
    assert tuple(rig.desk.preferences.upload_domains()) == ()


def test_a_line_with_hidden_letters_is_shown_as_it_is(make) -> None:
    rig = make().open()
    rig.find(QPlainTextEdit, "domains_edit").setPlainText("obs\u202e.example.com" + "x" * 300)
    rig.press("limits_save")
    assert "<U+202E>" in rig.errors()[0]
    assert len(rig.errors()[0]) < 200


def test_all_that_is_wrong_is_said_and_the_first_has_the_focus(make) -> None:
    rig = make().open()
    rig.find(QPlainTextEdit, "domains_edit").setPlainText("x")
    rig.type("start_time", "soon")
    rig.type("speed_number", "")
    rig.press("limits_save")
    assert len(rig.errors()) == 3
    assert QApplication.focusWidget() is rig.find(QLineEdit, "speed_number")


def test_what_is_wrong_is_scrolled_to(make) -> None:
    rig = make().open()
    rig.dialog.resize(rig.dialog.minimumSize())
    edit = rig.find(QPlainTextEdit, "domains_edit")
    edit.setPlainText("x")
    rig.press("limits_save")
    viewport = rig.find(QScrollArea, "").viewport()
    rig.qtbot.waitUntil(lambda: viewport.rect().contains(edit.mapTo(viewport, QPoint(edit.width() // 2, 30))))


def test_what_is_unfolded_is_scrolled_to(make) -> None:
    rig = make().open()
    rig.dialog.resize(rig.dialog.minimumSize())
    rig.press("limits_more")
    viewport, edit = rig.find(QScrollArea, "").viewport(), rig.find(QPlainTextEdit, "domains_edit")
    rig.qtbot.waitUntil(lambda: viewport.rect().contains(edit.mapTo(viewport, QPoint(edit.width() // 2, 30))))
