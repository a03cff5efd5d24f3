"""The dialog about speed and hours in the hands of a test: a store that can fail, a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.ui.language import ENGLISH, speak
from avatar_wizard.ui.limits_dialog import LimitsDialog
from avatar_wizard.ui.limits_presenter import LimitsPresenter
from avatar_wizard.ui.parts.field import ErrorLine
from avatar_wizard.ui.tasks import Tasks
from avatar_wizard.ui.theme import Theme, apply
from support.fake_ports import FakeSettingsStore, FakeUplink, FakeWorld, Gate

NOW = datetime(2026, 5, 5, 16, 40).timestamp()
TONIGHT = datetime(2026, 5, 5, 22).timestamp()
TOMORROW = datetime(2026, 5, 6, 22).timestamp()
W = TypeVar("W", bound=QWidget)


@dataclass
class Store(FakeSettingsStore):
    """Settings that can be told to fail, or to take their time."""

    problem: Problem | None = None
    error: Exception | None = None
    gate: Gate = field(default_factory=Gate)

    def set_setting(self, name: str, value: str) -> None:
        self.gate.wait()
        if self.problem is not None:
            raise ProblemError(self.problem.code, **self.problem.facts)
        if self.error is not None:
            raise self.error
        super().set_setting(name, value)


class Rig:
    """A window, the presenter over it, and a person's hands in the dialog."""

    def __init__(self, qtbot: QtBot, limits: Limits, domains: tuple[str, ...]) -> None:
        self.qtbot, self.store, self.clock = qtbot, Store(), [NOW]
        self.world = FakeWorld(settings=self.store)
        self.desk = self.world.desk()
        self.desk.preferences.set_limits(limits)
        self.desk.preferences.set_upload_domains(domains)
        self.ground = QWidget()
        self.ground.resize(960, 640)
        self.page = QWidget(self.ground)
        qtbot.addWidget(self.ground)
        self.tasks = Tasks(self.ground)
        self.presenter = LimitsPresenter(self.desk, self.tasks, self.ground, now=lambda: self.clock[0])
        self.told: list[object] = []
        self.presenter.changed.connect(lambda: self.told.append("changed"))
        self.presenter.failed.connect(self.told.append)
        self.ground.show()
        qtbot.waitExposed(self.ground)

    @property
    def dialog(self) -> LimitsDialog:
        found = [d for d in self.ground.findChildren(LimitsDialog) if d.isVisible()]
        assert len(found) == 1
        return found[0]

    @property
    def is_open(self) -> bool:
        return any(d.isVisible() for d in self.ground.findChildren(LimitsDialog))

    def open(self) -> Rig:
        self.presenter.open(self.page)
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.dialog)
        return self

    def find(self, kind: type[W], name: str) -> W:
        found = self.dialog.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        self.find(QAbstractButton, name).click()

    def type(self, name: str, text: str) -> None:
        """Replace what a line or a time shows, as by keyboard."""
        widget = self.find(QWidget, name)
        widget.setFocus()
        line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
        assert isinstance(line, QLineEdit)
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, text)

    def choose(self, name: str, index: int) -> None:
        """Choose from a list, as by mouse."""
        box = self.find(QComboBox, name)
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def text(self, name: str) -> str:
        label = self.find(QLabel, name)
        return label.text() if label.isVisible() else ""

    def errors(self) -> list[str]:
        return [line.text for line in self.dialog.findChildren(ErrorLine) if line.isVisible()]

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.is_idle, timeout=10_000)

    def save(self) -> None:
        """Save, which must close the dialog."""
        self.press("limits_save")
        self.qtbot.waitUntil(lambda: not self.is_open, timeout=10_000)

    @property
    def limits(self) -> Limits:
        """What the uplink holds to."""
        return self.world.uplink.limits

    def kept(self) -> tuple[Limits, tuple[str, ...]]:
        """What holds when the program is started again."""
        preferences = FakeWorld(settings=FakeSettingsStore(dict(self.store.kept)), uplink=FakeUplink()).desk()
        return preferences.preferences.limits, tuple(preferences.preferences.upload_domains())


def rigs(qtbot: QtBot, app: QApplication) -> Iterator[Callable[..., Rig]]:
    """Yields what makes a rig for what holds already, and takes all of them away afterwards."""
    speak(ENGLISH)
    apply(app, Theme.LIGHT)
    made: list[Rig] = []

    def make(limits: Limits | None = None, domains: tuple[str, ...] = ()) -> Rig:
        made.append(Rig(qtbot, limits or Limits(), domains))
        return made[-1]

    yield make
    speak(ENGLISH)
    for rig in made:
        rig.store.gate.open()
        rig.tasks.close()
        rig.ground.hide()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
