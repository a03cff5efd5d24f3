"""Colours can be told apart, and the sheet is made for every set."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from avatar_wizard.ui.style_sheet import style_sheet
from avatar_wizard.ui.theme import CONTRAST, DARK, LIGHT, Colours, Theme, apply, colours_for, contrast, tokens

SETS = pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])


def test_contrast_is_the_published_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SETS
@pytest.mark.parametrize("name", ["text", "muted", "accent", "ok", "warn", "stop"])
def test_text_can_be_read(colours: Colours, name: str) -> None:
    for ground in (colours.ground, colours.surface, colours.raised, colours.soft):
        assert contrast(getattr(colours, name), ground) >= 4.5, (name, ground)


@SETS
def test_words_on_the_accent_can_be_read(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_strong) >= 4.5


@SETS
def test_what_can_be_pressed_has_a_boundary(colours: Colours) -> None:
    for ground in (colours.ground, colours.surface):
        assert contrast(colours.edge, ground) >= 3.0
        assert contrast(colours.focus, ground) >= 3.0


@SETS
def test_the_sheet_is_complete(colours: Colours) -> None:
    sheet = style_sheet(colours, 10.5)
    assert "$" not in sheet
    assert colours.accent in sheet


def test_the_system_is_followed_unless_told_otherwise() -> None:
    assert colours_for(Theme.SYSTEM, Qt.ColorScheme.Dark) is DARK
    assert colours_for(Theme.SYSTEM, Qt.ColorScheme.Unknown) is LIGHT
    assert colours_for(Theme.LIGHT, Qt.ColorScheme.Dark) is LIGHT


def test_apply_changes_the_tokens_in_place(qapp: QApplication) -> None:
    held = tokens
    apply(qapp, "dark")
    assert held.ground == DARK.ground
    assert held.is_dark
    apply(qapp, Theme.LIGHT)
    assert held.ground == LIGHT.ground
    assert qapp.palette().window().color().name() == LIGHT.ground
