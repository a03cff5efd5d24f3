"""The rail says where one is, to eyes and ears, and jumps only where one has been."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.navigation import Place, frame
from avatar_wizard.ui.rail import Rail
from avatar_wizard.ui.wording import step_title


def _rail(qtbot: QtBot, place: Place) -> Rail:
    rail = Rail(step_title)
    qtbot.addWidget(rail)
    rail.show_items(frame(place, Draft(), None, True).rail)
    return rail


def _spoken(rail: Rail) -> list[str]:
    model = rail.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def test_every_step_tells_number_title_and_mark(qtbot: QtBot) -> None:
    spoken = _spoken(_rail(qtbot, Place(Step.VIDEO, Step.VIDEO)))
    assert spoken[0] == "Step 1 of 8: Sign in, done"
    assert spoken[1] == "Step 2 of 8: Your avatar, something is missing"
    assert spoken[2] == "Step 3 of 8: Video, you are here"
    assert spoken[-1] == "Step 8 of 8: In review, still to come"


def test_a_screen_reader_hears_the_same(qtbot: QtBot) -> None:
    rail = _rail(qtbot, Place(Step.VIDEO, Step.VIDEO))
    rail.resize(240, 600)
    rail.show()
    interface = QAccessible.queryAccessibleInterface(rail)
    heard = [interface.child(row).text(QAccessible.Text.Name) for row in range(interface.childCount())]
    assert heard == _spoken(rail)


def test_keyboard_jumps_back_but_never_ahead(qtbot: QtBot) -> None:
    rail = _rail(qtbot, Place(Step.VIDEO, Step.VIDEO))
    chosen: list[Step] = []
    rail.chosen.connect(chosen.append)
    assert rail.currentIndex().row() == 2
    QTest.keyClick(rail, Qt.Key.Key_Up)
    QTest.keyClick(rail, Qt.Key.Key_Return)
    assert chosen == [Step.AVATAR]
    rail.resize(240, 600)
    rail.show()
    for row, expected in ((5, [Step.AVATAR]), (0, [Step.AVATAR, Step.SIGN_IN])):
        middle = rail.visualRect(rail.model().index(row, 0)).center()
        QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        assert chosen == expected


def test_the_rail_grows_with_the_voice_step(qtbot: QtBot) -> None:
    from dataclasses import replace

    from avatar_wizard.domain.draft import Edition

    rail = _rail(qtbot, Place())
    assert rail.model().rowCount() == 8
    rail.show_items(frame(Place(), replace(Draft(), edition=Edition.FLEXUS), None, True).rail)
    assert rail.model().rowCount() == 9
    assert _spoken(rail)[2] == "Step 3 of 9: Voice, still to come"
