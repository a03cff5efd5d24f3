"""The one style sheet, written from a set of colours. Widgets choose a look by these dynamic properties:

QPushButton  kind = primary | quiet | danger
QLabel       scale = display | title | heading | small     tone = muted | ok | warn | stop | accent
QFrame       kind = card | well | rail | strip | bar        tone (of a strip) = ok | warn | stop | note
"""

from __future__ import annotations

from string import Template
from typing import Any

from PySide6.QtGui import QColor

from avatar_wizard import assets

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QMessageBox, QWidget#content { background: $ground; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[scale="display"] { font-size: ${pt_display}pt; font-weight: 600; }
QLabel[scale="title"] { font-size: ${pt_title}pt; font-weight: 600; }
QLabel[scale="heading"] { font-size: ${pt_heading}pt; font-weight: 600; }
QLabel[scale="small"] { font-size: ${pt_small}pt; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="stop"] { color: $stop; }
QLabel[tone="accent"] { color: $accent; }

QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="well"] { background: $raised; border: none; border-radius: 10px; }
QFrame[kind="rail"] { background: $raised; border: none; border-right: 1px solid $line; }
QFrame[kind="bar"] { background: $ground; border: none; border-top: 1px solid $line; }
QFrame[kind="strip"] { background: $surface; border: 1px solid $line; border-left: 4px solid $muted;
    border-radius: 6px; }
QFrame[kind="strip"][tone="ok"] { border-left-color: $ok; }
QFrame[kind="strip"][tone="warn"] { border-left-color: $warn; }
QFrame[kind="strip"][tone="stop"] { border-left-color: $stop; }
QFrame[kind="strip"][tone="note"] { border-left-color: $accent; background: $soft; }

QPushButton { background: $surface; color: $text; border: 1px solid $edge; border-radius: 7px;
    padding: 7px 16px; min-height: ${row}px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $muted; border-color: $line; background: $ground; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 15px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
    padding: 7px 22px; }
QPushButton[kind="primary"]:hover { background: $accent_strong; border-color: $accent_strong; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $muted; border-color: $raised; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 6px 21px; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $accent;
    padding: 7px 10px; }
QPushButton[kind="quiet"]:hover { background: $soft; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; padding: 6px 9px; }
QPushButton[kind="quiet"]:disabled { color: $muted; }
QPushButton[kind="danger"] { background: transparent; border: 1px solid transparent; color: $stop;
    padding: 7px 10px; }
QPushButton[kind="danger"]:hover { background: $raised; }
QPushButton[kind="danger"]:focus { border: 2px solid $focus; padding: 6px 9px; }

QToolButton { background: transparent; color: $accent; border: 1px solid transparent; border-radius: 6px;
    padding: 4px 6px; }
QToolButton:hover { background: $soft; }
QToolButton:focus { border: 2px solid $focus; padding: 3px 5px; }

QMenu { background: $surface; border: 1px solid $edge; padding: 4px; }
QMenu::item { color: $text; padding: 7px 20px; border: 1px solid transparent; border-radius: 4px; }
QMenu::item:selected { background: $soft; border-color: $accent; }
QMenu::item:disabled { color: $muted; }
QMenu::item:disabled:selected { background: transparent; border-color: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: $surface; color: $text;
    border: 1px solid $edge; border-radius: 6px; padding: 6px 9px; selection-background-color: $accent;
    selection-color: $on_accent; min-height: ${row}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus { border: 2px solid $focus;
    padding: 5px 8px; }
QLineEdit[invalid="true"] { border-color: $stop; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $ground; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$chevron"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line; outline: 0;
    selection-background-color: $soft; selection-color: $text; }

QCheckBox, QRadioButton { background: transparent; spacing: 9px; padding: 3px; border: 2px solid transparent;
    border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: $surface;
    border: 1px solid $edge; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; background: $on_accent; }

QProgressBar { background: $line; border: none; border-radius: 5px; min-height: 10px; max-height: 10px; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }
QProgressBar[tone="ok"]::chunk { background: $ok; }
QProgressBar[tone="warn"]::chunk { background: $warn; }
QProgressBar[thin="true"] { min-height: 6px; max-height: 6px; border-radius: 3px; }
QProgressBar[thin="true"]::chunk { border-radius: 3px; }

QListView, QListWidget { background: transparent; border: none; outline: 0; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(colours: Any, points: float) -> str:
    """The style sheet for ``colours`` (see theme.Colours) where plain text has ``points``."""
    names = {name: getattr(colours, name) for name in type(colours).__dataclass_fields__}
    dark_accent = QColor(colours.on_accent).lightnessF() > 0.5
    dark_ground = QColor(colours.ground).lightnessF() < 0.5
    return _SHEET.substitute(
        names,
        pt_display=f"{points * 1.9:.1f}",
        pt_title=f"{points * 1.6:.1f}",
        pt_heading=f"{points * 1.15:.1f}",
        pt_small=f"{max(9.0, points * 0.9):.1f}",
        row=round(points * 1.9),
        tick=_picture("tick-on-dark.svg" if dark_accent else "tick-on-light.svg"),
        chevron=_picture("chevron-light.svg" if dark_ground else "chevron-dark.svg"),
    )


def _picture(name: str) -> str:
    return assets.resource("style", name).as_posix()
