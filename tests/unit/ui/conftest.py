"""Pages dressed and held by a scroll area, as they stand in the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
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
