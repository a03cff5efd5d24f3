"""The film strip: its marks by mouse, by keyboard and for a screen reader, and what is drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.footage import Severity
from avatar_wizard.ui import theme
from avatar_wizard.ui.parts.film_strip import TILE_HEIGHT, TILES, FilmStrip, StripMark
from avatar_wizard.ui.parts.strip_mark import SIDE, MarkButton, draw_mark
from avatar_wizard.ui.theme import tokens
from unit.ui.held_page import settle

MARKS = (
    StripMark("black", Severity.STOP, "0:10 - 0:12, Must be changed: Black", 10, 12, ((10, 12), (80, 81))),
    StripMark("drift", Severity.WARNING, "0:50 - 1:10, Warning: The light changes", 50, 70),
    StripMark("peak", Severity.TIP, "1:30, Tip: Loud", 90, 90),
)


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[FilmStrip]:
    """A strip of a hundred seconds between two buttons, in a window that has the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = FilmStrip()
    for widget in (QPushButton("before"), made, QPushButton("after")):
        column.addWidget(widget)
    made.show_take(100.0, tuple(-20.0 for _ in range(50)))
    made.show_marks(MARKS)
    window.resize(700, 300)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle()
    yield made
    window.hide()


def buttons(strip: FilmStrip) -> list[MarkButton]:
    return strip.findChildren(MarkButton)


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def focused_mark() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_a_screen_reader_finds_every_mark_with_what_and_when(strip: FilmStrip) -> None:
    seen = QAccessible.queryAccessibleInterface(strip)
    children = [seen.child(n) for n in range(seen.childCount())]
    named = {child.text(QAccessible.Text.Name) for child in children}
    assert named == {mark.text for mark in MARKS}
    assert {child.role() for child in children} == {QAccessible.Role.CheckBox} or all(
        child.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox) for child in children
    )
    assert "1 min 40 s" in strip.accessibleName()
    assert "arrow keys" in strip.accessibleDescription()


def test_tab_comes_to_one_mark_and_goes_on(strip: FilmStrip) -> None:
    window = strip.window()
    first, last = window.findChildren(QPushButton)
    first.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused_mark() == "mark_black"
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is last


def test_arrow_keys_home_and_end_go_through_the_marks(strip: FilmStrip, qtbot: QtBot) -> None:
    strip.choose(0, focus=True)
    chosen: list[int] = []
    strip.chosen.connect(chosen.append)
    for key, name in (
        (Qt.Key.Key_Right, "mark_drift"),
        (Qt.Key.Key_Right, "mark_peak"),
        (Qt.Key.Key_Right, "mark_peak"),
        (Qt.Key.Key_Home, "mark_black"),
        (Qt.Key.Key_Left, "mark_black"),
        (Qt.Key.Key_End, "mark_peak"),
        (Qt.Key.Key_Left, "mark_drift"),
    ):
        press(key)
        assert focused_mark() == name
    assert chosen == [1, 2, 0, 2, 1]
    assert [button.isChecked() for button in buttons(strip)] == [False, True, False]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_open_the_chosen_mark(strip: FilmStrip, qtbot: QtBot, key: Qt.Key) -> None:
    strip.choose(1, focus=True)
    with qtbot.waitSignal(strip.opened) as opened:
        press(key)
    assert opened.args == [1]


def test_a_click_chooses_and_opens(strip: FilmStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.opened) as opened:
        QTest.mouseClick(buttons(strip)[2], Qt.MouseButton.LeftButton)
    assert opened.args == [2]
    assert strip.current == 2
    assert focused_mark() == "mark_peak"


def test_the_chosen_mark_and_the_keyboard_stay_when_marks_are_added(strip: FilmStrip) -> None:
    strip.choose(1, focus=True)
    added = StripMark("cut", Severity.WARNING, "0:05, Warning: A cut", 5, 5)
    strip.show_marks((added, *MARKS))
    assert strip.marks[strip.current].name == "drift"
    assert focused_mark() == "mark_drift"


def test_without_marks_there_is_nothing_to_come_to(strip: FilmStrip) -> None:
    strip.show_marks(())
    assert buttons(strip) == []
    assert strip.accessibleDescription() == "No marks."
    strip.choose(0)
    assert strip.current == 0


def test_many_marks_stay_large_enough_and_inside(strip: FilmStrip) -> None:
    strip.show_marks(tuple(StripMark(f"m{n}", Severity.TIP, f"mark {n}", n, n) for n in range(40)))
    settle()
    for button in buttons(strip):
        assert (button.width(), button.height()) == (SIDE, SIDE)
        assert strip.rect().contains(button.geometry())


def test_shapes_tell_the_severities_apart_without_colour(qapp: QApplication) -> None:
    shapes, signs = [], []
    for severity in Severity:
        image = QImage(24, 24, QImage.Format.Format_RGB32)
        image.fill(QColor("#123456"))
        painter = QPainter(image)
        draw_mark(painter, severity, QRectF(2, 2, 20, 20))
        painter.end()
        background = QColor("#123456").rgb()
        shapes.append([image.pixel(x, y) != background for y in range(24) for x in range(24)])
        signs.append([image.pixelColor(x, y).lightness() > 170 for y in range(6, 18) for x in range(6, 18)])
    for one, other in ((0, 1), (0, 2), (1, 2)):
        differing = sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True))
        assert differing > 24, "two severities have the same outline"
        inside = sum(a != b for a, b in zip(signs[one], signs[other], strict=True))
        assert inside > 8, "two severities have the same sign in them"


def picture_of(strip: FilmStrip) -> QImage:
    settle()
    return strip.grab().toImage()


def near(image: QImage, at: QPoint, colour: str) -> bool:
    """Whether something of that colour is within three pixels."""
    wanted = QColor(colour)
    for x in range(max(0, at.x() - 3), min(image.width(), at.x() + 4)):
        for y in range(max(0, at.y() - 3), min(image.height(), at.y() + 4)):
            seen = image.pixelColor(x, y)
            if (
                max(abs(seen.red() - wanted.red()), abs(seen.green() - wanted.green())) < 12
                and abs(seen.blue() - wanted.blue()) < 12
            ):
                return True
    return False


def film_top(strip: FilmStrip) -> int:
    return max(button.geometry().bottom() for button in buttons(strip)) + 1


def test_stills_are_drawn_where_they_belong_and_as_they_come(strip: FilmStrip) -> None:
    middle = film_top(strip) + TILE_HEIGHT // 2
    tile = strip.width() / TILES
    places = [QPoint(round((n + 0.5) * tile), middle) for n in range(TILES)]
    red = QImage(160, 90, QImage.Format.Format_RGB32)
    red.fill(QColor("#c03010"))
    assert not any(near(picture_of(strip), place, "#c03010") for place in places)
    strip.put_tile(3.5 * 100 / TILES, red)
    seen = picture_of(strip)
    assert [near(seen, place, "#c03010") for place in places] == [n == 3 for n in range(TILES)]
    strip.put_tile(99.0, QImage())  # one that could not be read leaves its place grey
    strip.clear_tiles()
    assert not near(picture_of(strip), places[3], "#c03010")


def test_stills_that_come_before_the_length_is_known_are_drawn_once_it_is(qtbot: QtBot) -> None:
    strip = FilmStrip()
    qtbot.addWidget(strip)
    strip.resize(600, 200)
    strip.show()
    red = QImage(160, 90, QImage.Format.Format_RGB32)
    red.fill(QColor("#c03010"))
    strip.put_tile(35.0, red)
    strip.show_take(120.0, ())
    places = [QPoint(round((n + 0.5) * strip.width() / TILES), TILE_HEIGHT // 2) for n in range(TILES)]
    assert [near(picture_of(strip), place, "#c03010") for place in places] == [n == 3 for n in range(TILES)]
    strip.show_take(60.0, ())  # a closer look has found another length
    assert [near(picture_of(strip), place, "#c03010") for place in places] == [n == 7 for n in range(TILES)]
    strip.clear_tiles()
    assert not any(near(picture_of(strip), place, "#c03010") for place in places)


def test_every_place_of_a_finding_is_marked_on_the_film(strip: FilmStrip) -> None:
    bottom = film_top(strip) + TILE_HEIGHT - 3
    for moment, colour in ((11, "stop"), (80.5, "stop"), (60, "warn")):
        x = round(moment / 100 * strip.width())
        assert near(picture_of(strip), QPoint(x, bottom), getattr(tokens, colour)), moment
    assert not near(picture_of(strip), QPoint(round(0.35 * strip.width()), bottom), tokens.warn)


def test_the_curve_is_drawn_as_far_as_it_is_known(strip: FilmStrip) -> None:
    seen = picture_of(strip)
    top = film_top(strip) + TILE_HEIGHT + 3
    rows = range(top, top + 38)

    def has_curve(share: float) -> bool:
        return any(near(seen, QPoint(round(share * strip.width()), y), tokens.accent) for y in rows)

    assert has_curve(0.2)
    assert not has_curve(0.75)


@pytest.mark.parametrize("look", [theme.Theme.LIGHT, theme.Theme.DARK, theme.Theme.CONTRAST])
def test_it_draws_in_every_theme_and_without_anything_to_draw(
    qapp: QApplication, qtbot: QtBot, look: theme.Theme
) -> None:
    theme.apply(qapp, look)
    try:
        empty = FilmStrip()
        qtbot.addWidget(empty)
        empty.resize(300, 200)
        empty.show()
        assert not picture_of(empty).isNull()
        empty.show_take(12.0, ())
        empty.show_marks(MARKS[:1])
        assert near(picture_of(empty), QPoint(round(10 / 12 * 300), film_top(empty) + 8), tokens.stop)
    finally:
        theme.apply(qapp, theme.Theme.LIGHT)
