"""Pages dressed and held by a scroll area, as they stand in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.ui import theme
from avatar_wizard.ui.pages.page import Page
from unit.ui.held_page import SMALLEST, Desk, settle


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The light theme at its ordinary size."""
    theme.apply(qapp, theme.Theme.LIGHT)


@pytest.fixture
def windows_shown(qapp: QApplication) -> Iterator[list[str]]:
    """The kinds of windows that were shown from here on, dialogs left out."""
    noting = _Noting()
    qapp.installEventFilter(noting)
    yield noting.shown
    qapp.removeEventFilter(noting)


class _Noting(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def held(qtbot: QtBot) -> Callable[..., Desk]:
    """Hold a page in a window of a size and show a draft on it; its first control has the focus."""

    def hold(
        page: Page, draft: Draft | None = None, report: FootageReport | None = None, size: tuple[int, int] = SMALLEST
    ) -> Desk:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        area.setWidget(page)
        qtbot.addWidget(area)
        desk = Desk(page, draft or Draft(), report, area)
        area.resize(*size)
        area.show()
        qtbot.waitExposed(area)
        area.activateWindow()
        qtbot.waitUntil(area.isActiveWindow)
        page.first_focus().setFocus()
        settle()
        return desk

    return hold
