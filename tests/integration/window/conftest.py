"""A window before a real desk on ports in memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.draft import Draft, Edition, PickedFile, Role
from avatar_wizard.ui.window import WizardWindow, build_window
from support.fake_picker import FakePicker
from support.fake_ports import ACCOUNT, FakeSettings, FakeWorld

PATHS = {
    Role.TRAINING_VIDEO: Path("/films/take-20000000.mp4"),
    Role.ID_CARD_IMAGE1: Path("/cards/portrait.png"),
    Role.ID_CARD_IMAGE2: Path("/cards/emblem.png"),
    Role.GRANT_FILE: Path("/cards/letter.pdf"),
}


class Stage:
    """One window, its world, and a person's hands."""

    def __init__(self, qtbot: QtBot, world: FakeWorld) -> None:
        self.qtbot, self.world = qtbot, world
        self.settings, self.picker = FakeSettings(), FakePicker(dict(PATHS))
        self.window: WizardWindow

    def open(self, *, practice: bool = False) -> Stage:
        """Build and show the window, and wait until it has looked around."""
        suggested = ACCOUNT if practice else None
        self.window = build_window(
            self.world.desk(), settings=self.settings, practice=practice, picker=self.picker, suggested=suggested
        )
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until nothing is running on a worker."""
        self.until(lambda: self.window.tasks.is_idle)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition."""
        self.qtbot.waitUntil(holds, timeout=10_000)

    def settle_lists(self) -> None:
        """Wait until the first screen lists something to continue; a saga may be running meanwhile."""
        home = self.window.content.home
        self.until(lambda: any(b.objectName().startswith("continue_") for b in home.findChildren(QAbstractButton)))

    def button(self, name: str) -> QAbstractButton:
        """The visible button of that name."""
        found: list[QAbstractButton] = []

        def look() -> bool:
            place = QApplication.activeModalWidget() or self.window
            found.extend(b for b in place.findChildren(QAbstractButton, name) if b.isVisible())
            return bool(found)

        self.qtbot.waitUntil(look, timeout=2_000)
        return found[0]

    def press(self, name: str) -> None:
        """Press a button."""
        self.button(name).click()

    def type(self, name: str, text: str) -> None:
        """Type into a line."""
        line = self.window.findChild(QLineEdit, name)
        assert line is not None
        line.setFocus()
        QTest.keyClicks(line, text)

    def text(self, name: str) -> str:
        """The text of the visible label of that name."""
        found = [b for b in self.window.findChildren(QLabel, name) if b.isVisible()]
        return found[0].text() if found else ""

    def notice(self) -> str:
        """The title of the notice on the screen."""
        content = self.window.content
        strip = content.home.strip if content.is_home else content.shell.strip
        return strip.notice.title if strip.notice is not None else ""

    def picked(self, role: Role) -> PickedFile:
        """The file of ``role`` as the desk would pick it."""
        return PickedFile(role, PATHS[role], self.world.files.fingerprint(PATHS[role], role))

    def full_draft(self) -> Draft:
        """A draft without gaps."""
        return Draft(name="Zoe", edition=Edition.STANDARD, files=tuple(self.picked(role) for role in PATHS))


@pytest.fixture(scope="session", autouse=True)
def what_stays() -> None:
    """Whatever was imported is not looked through again when a window's leavings are collected."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def world() -> FakeWorld:
    """Ports in memory."""
    return FakeWorld()


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, world: FakeWorld) -> Iterator[Stage]:
    """A stage; its window is closed afterwards, whatever it is doing."""
    made = Stage(qtbot, world)
    yield made
    world.upload_gate.open()
    world.probe_gate.open()
    world.study_gate.open()
    world.glance_gate.open()
    world.mending_gate.open()
    world.service.gate.open()
    made.window.presenter.close()
    for widget in QApplication.topLevelWidgets():
        widget.hide()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Here and now: on a thread of the next test, Qt's objects must not be taken down.
    gc.collect()
