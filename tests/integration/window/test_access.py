"""What a screen reader is told: every control has a name and a selector of its own, and nothing is cut off."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.navigation import Place
from avatar_wizard.ui.theme import Theme, apply
from support.fake_ports import ACCOUNT, GOOD


def _focusable(place: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in place.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def _audit(place: QWidget) -> None:
    widgets = _focusable(place)
    assert widgets
    names = []
    for widget in widgets:
        interface = QAccessible.queryAccessibleInterface(widget)
        said = interface.text(QAccessible.Text.Name) or widget.accessibleName()
        assert said.strip(), f"{widget.objectName() or widget} has no name"
        assert "&" not in said, said
        assert widget.objectName(), f"{said} has no selector"
        assert interface.role() is not QAccessible.Role.Client, f"{widget.objectName()} has no role"
        names.append(widget.objectName())
    assert not _shared_mnemonics(place)
    twice = [name for name, count in Counter(names).items() if count > 1]
    assert not twice


def _shared_mnemonics(place: QWidget) -> dict[str, list[str]]:
    """Alt+letter that would mean two things at once."""
    found: dict[str, list[str]] = {}
    for widget in place.findChildren(QWidget):
        speaks = isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)
        match = re.search(r"&(\w)", widget.text()) if speaks and widget.isVisible() else None
        if match:
            found.setdefault(match.group(1).lower(), []).append(widget.text())
    return {letter: texts for letter, texts in found.items() if len(texts) > 1}


def _cut_off(place: QWidget) -> list[str]:
    """Buttons whose words do not fit."""
    cut = []
    for button in place.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            needed = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
            if button.width() < needed:
                cut.append(button.text())
    return cut


def _ready(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.journal.save_draft("aaaaaaaaaaaa", stage.full_draft(), GOOD)
    stage.open(practice=True)


def test_the_first_screen(stage) -> None:
    _ready(stage)
    stage.settle_lists()
    stage.button("continue_aaaaaaaaaaaa")
    _audit(stage.window)
    assert not _cut_off(stage.window)
    assert stage.button("continue_aaaaaaaaaaaa").accessibleName() == "Continue: Zoe"
    for combo in stage.window.findChildren(QComboBox):
        assert combo.accessibleName()


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.VOICE])
def test_every_page_in_the_frame(stage, step: Step) -> None:
    _ready(stage)
    stage.press("continue_aaaaaaaaaaaa")
    presenter = stage.window.presenter
    stage.window.resize(960, 640)
    presenter._go(Place(step, step))
    stage.settle()
    _audit(stage.window)
    assert not _cut_off(stage.window)


def test_the_sign_in_form_opened_up(stage) -> None:
    stage.open(practice=True)
    stage.press("new_avatar")
    stage.press("sign_in_options")
    stage.until(lambda: stage.window.findChild(QLineEdit, "endpoint_edit").isVisible())
    _audit(stage.window)
    for line in stage.window.content.sign_in.findChildren(QLineEdit):
        if line.echoMode() is QLineEdit.EchoMode.Password:
            line.setText("secret-text")
            interface = QAccessible.queryAccessibleInterface(line)
            assert interface.state().passwordEdit
            assert "secret" not in interface.text(QAccessible.Text.Value)


def test_the_question(stage) -> None:
    _ready(stage)
    stage.press("continue_aaaaaaaaaaaa")
    stage.press("next_button")
    stage.button("submit_confirm")
    dialog = QApplication.activeModalWidget()
    _audit(dialog)
    assert not _cut_off(dialog)
    stage.press("submit_cancel")


def test_double_size_letters_are_not_cut_off(stage) -> None:
    _ready(stage)
    app = QApplication.instance()
    font = app.font()
    points = font.pointSizeF()
    font.setPointSizeF(points * 2)
    app.setFont(font)
    try:
        stage.press("continue_aaaaaaaaaaaa")
        for step in (Step.SIGN_IN, Step.SENDING, Step.IN_REVIEW):
            stage.window.presenter._go(Place(step, step))
            stage.settle()
            assert not _cut_off(stage.window)
    finally:
        apply(app, Theme.LIGHT)


def test_tab_reaches_the_forward_button_from_every_page(stage) -> None:
    _ready(stage)
    stage.press("continue_aaaaaaaaaaaa")
    for step in (Step.SIGN_IN, Step.AVATAR, Step.VIDEO, Step.DOCUMENTS, Step.EXTRAS, Step.REVIEW):
        stage.window.presenter._go(Place(step, step))
        seen = set()
        for _ in range(60):
            seen.add(QApplication.focusWidget().objectName())
            if "next_button" in seen:
                break
            stage.window.focusNextChild()
        assert "next_button" in seen, (step, seen)
