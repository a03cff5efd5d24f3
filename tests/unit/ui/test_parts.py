"""The parts pages are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from avatar_wizard import assets
from avatar_wizard.domain.draft import Role
from avatar_wizard.ui import theme
from avatar_wizard.ui.parts.choice import ChoiceRow
from avatar_wizard.ui.parts.field import Field
from avatar_wizard.ui.parts.file_drop import FileDrop
from avatar_wizard.ui.parts.fold import Fold
from avatar_wizard.ui.parts.icons import Icon, icon
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.words.plain import visible
from unit.ui.held_page import picked, settle


@given(st.text())
def test_visible_text_is_one_line_of_things_one_can_see(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert all(c == " " or c.isprintable() or c.isspace() for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\x00\x1b")


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30))
def test_ordinary_letters_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


def test_plain_label_shows_markup_as_text_and_loses_the_middle(qtbot: QtBot) -> None:
    label = PlainLabel("<img src=x>" + "m" * 200 + ".mp4")
    qtbot.addWidget(label)
    label.resize(200, 30)
    label.show()
    settle()
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text().startswith("<img")
    assert label.text().endswith(".mp4")
    assert len(label.text()) < 60
    assert label.accessibleName() == label.whole_text == "<img src=x>" + "m" * 200 + ".mp4"
    assert "&lt;img" in label.toolTip()
    assert "<img" not in label.toolTip()
    label.resize(5000, 30)
    settle()
    assert label.text() == label.whole_text
    assert label.toolTip() == ""


@pytest.fixture
def drop(qtbot: QtBot) -> FileDrop:
    """A place for a letter."""
    place = FileDrop(Role.GRANT_FILE, "Signed letter", "PDF, JPG or PNG", "letter")
    qtbot.addWidget(place)
    place.resize(600, 90)
    place.show()
    return place


def let_go(place: FileDrop, *urls: QUrl) -> QDropEvent:
    """Drop something on it."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    place.dropEvent(event)
    return event


def test_a_dropped_file_is_offered_with_its_role(drop: FileDrop, qtbot: QtBot, tmp_path: Path) -> None:
    letter = tmp_path / "letter #1 %20.pdf"
    letter.write_bytes(b"x")
    with qtbot.waitSignal(drop.offered) as offered:
        let_go(drop, QUrl.fromLocalFile(str(letter)))
    assert offered.args == [Role.GRANT_FILE, letter]


@pytest.mark.parametrize("case", ["two", "web"])
def test_anything_but_one_file_is_refused_in_words(drop: FileDrop, tmp_path: Path, case: str) -> None:
    offered: list[object] = []
    drop.offered.connect(lambda *args: offered.append(args))
    here = QUrl.fromLocalFile(str(tmp_path))
    urls = {"two": (here, here), "web": (QUrl("https://example.invalid/x.pdf"),)}[case]
    let_go(drop, *urls)
    assert offered == []
    assert drop.state == "problem"
    assert drop.problem in drop.first_focus().accessibleDescription()


def test_whether_it_is_a_folder_is_not_for_the_windows_thread_to_find_out(
    drop: FileDrop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(Path, "is_dir", lambda path: asked.append(path) or True)
    offered: list[Path] = []
    drop.offered.connect(lambda _, path: offered.append(path))
    let_go(drop, QUrl.fromLocalFile(str(tmp_path)))
    assert (offered, asked) == ([tmp_path], [])
    drop.refuse_folder()
    assert drop.problem == "This is a folder. Open it and choose the file."


def test_text_dropped_on_it_is_ignored(drop: FileDrop) -> None:
    let_go(drop)
    assert drop.state == "empty"


def test_states_of_a_file_place(drop: FileDrop) -> None:
    choose, remove = (drop.findChild(QPushButton, f"{verb}_grant_file") for verb in ("choose", "remove"))
    assert (drop.state, choose.text(), remove.isVisible()) == ("empty", "Choose a file...", False)
    drop.show_file(picked(Role.GRANT_FILE, "letter.pdf", 2_400_000))
    assert (drop.state, choose.text(), remove.isVisible()) == ("chosen", "Choose another...", True)
    assert drop.findChild(PlainLabel, "name_of_grant_file").whole_text == "letter.pdf"
    drop.show_checking(True)
    assert drop.state == "checking"
    assert drop.findChild(QProgressBar).isVisible()
    drop.show_checking(False)
    drop.show_problem("No.")
    assert drop.state == "problem"
    drop.show_problem("")
    remove.setFocus()
    drop.show_file(None)
    assert drop.state == "empty"


def test_the_focus_survives_taking_a_file_back(drop: FileDrop, qtbot: QtBot) -> None:
    drop.show_file(picked(Role.GRANT_FILE))
    drop.activateWindow()
    qtbot.waitUntil(drop.isActiveWindow)
    drop.findChild(QPushButton, "remove_grant_file").setFocus()
    drop.show_file(None)
    assert QApplication.focusWidget() is drop.first_focus()


def test_choice_tells_only_what_a_person_chose(qtbot: QtBot) -> None:
    row = ChoiceRow([("a", "&A", "answer_a"), ("b", "B", "answer_b")])
    qtbot.addWidget(row)
    told: list[object] = []
    row.chosen.connect(told.append)
    row.show_value("b")
    assert (row.value(), told) == ("b", [])
    row.show_value(None)
    assert row.value() is None
    row.button("a").click()
    assert (row.value(), told) == ("a", ["a"])
    assert row.button("a").accessibleName() == "A"


def test_choice_stacks_its_answers_where_there_is_no_room(qtbot: QtBot) -> None:
    row = ChoiceRow([(n, f"Answer number {n}", f"answer_{n}") for n in range(3)])
    window = QScrollArea()
    window.setWidgetResizable(True)
    window.setWidget(row)
    qtbot.addWidget(window)
    window.resize(900, 200)
    window.show()
    settle()
    assert row.button(0).y() == row.button(2).y()
    window.resize(row.minimumSizeHint().width() + 20, 200)
    settle()
    assert row.button(0).y() < row.button(1).y() < row.button(2).y()


def test_field_says_what_is_wrong_where_it_is(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("&Name", edit, "Any name.")
    qtbot.addWidget(field)
    field.show()
    assert edit.accessibleName() == "Name"
    assert edit.accessibleDescription() == "Any name."
    field.show_error("Too long.")
    assert edit.accessibleDescription() == "Too long. Any name."
    assert edit.property("invalid") is True
    assert [label.text() for label in field.findChildren(QLabel) if label.isVisible()] == [
        "&Name",
        "Any name.",
        "Too long.",
    ]
    field.show_error("")
    assert edit.property("invalid") is False
    assert edit.accessibleDescription() == "Any name."


def test_fold_opens_by_keyboard_and_says_so(qtbot: QtBot) -> None:
    content = QWidget()
    fold = Fold("&More", "more_options", content)
    qtbot.addWidget(fold)
    fold.show()
    assert not content.isVisible()
    assert fold.button.accessibleDescription() == "Closed"
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert content.isVisible()
    assert fold.is_open
    assert fold.button.accessibleDescription() == "Open"
    fold.close_up()
    assert not content.isVisible()


NAMES = sorted(path.stem for path in assets.resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_takes_the_colour_it_is_asked_for(qapp: QApplication, name: str) -> None:
    image = icon(name, "#ff0000").pixmap(QSize(32, 32)).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    }
    assert "#ff0000" in colours
    assert "#000000" not in colours


def test_icons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    mark = Icon("stop", "stop", 2.0)
    qtbot.addWidget(mark)
    seen = []
    for look in (theme.Theme.LIGHT, theme.Theme.DARK):
        theme.apply(qapp, look)
        mark.resize(mark.sizeHint())
        seen.append(mark.grab().toImage())
    assert seen[0] != seen[1]
