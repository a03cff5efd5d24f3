"""The look: three sets of colours, the palettes and the one style sheet made from them, and the fonts.

Every text colour keeps a contrast of 4.5:1 on every ground it is used on, every boundary that tells what can be
pressed 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); a test measures it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from avatar_wizard.ui.style_sheet import style_sheet

BASE_POINTS = 10.5


class Theme(StrEnum):
    """What the person chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours as ``#rrggbb``.

    ``ground`` lies behind everything, ``surface`` is a card or a field, ``raised`` the rail and what is hovered;
    ``line`` parts two areas, ``edge`` bounds what can be pressed or filled in; ``soft`` is a faint accent behind text.
    """

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    soft: str
    ok: str
    warn: str
    stop: str
    focus: str


LIGHT = Colours(
    ground="#f6f6f9",
    surface="#ffffff",
    raised="#ececf2",
    line="#dcdde6",
    edge="#868a9b",
    text="#1b1d27",
    muted="#565b6c",
    accent="#4a41c8",
    accent_strong="#3a31ac",
    on_accent="#ffffff",
    soft="#eeedfc",
    ok="#126b41",
    warn="#8a5300",
    stop="#b3261e",
    focus="#4a41c8",
)

DARK = Colours(
    ground="#14151b",
    surface="#1d1f28",
    raised="#262935",
    line="#343847",
    edge="#7b8196",
    text="#ecedf4",
    muted="#adb2c3",
    accent="#a9a4ff",
    accent_strong="#c3bfff",
    on_accent="#17142f",
    soft="#2a2845",
    ok="#70d59c",
    warn="#f1bf62",
    stop="#ff938a",
    focus="#c3bfff",
)

CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    raised="#14141a",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffdd33",
    accent_strong="#fff1a8",
    on_accent="#000000",
    soft="#2b2600",
    ok="#7dff9f",
    warn="#ffd24d",
    stop="#ff9d94",
    focus="#00e5ff",
)


class Tokens:
    """The colours in force, read at painting time; ``apply`` changes them in place."""

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_strong: str
    on_accent: str
    soft: str
    ok: str
    warn: str
    stop: str
    focus: str

    def __init__(self) -> None:
        self.take(LIGHT)

    def take(self, colours: Colours) -> None:
        """Put ``colours`` in force."""
        for field in fields(colours):
            setattr(self, field.name, getattr(colours, field.name))

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return QColor(self.ground).lightnessF() < 0.5


tokens = Tokens()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        def linear(part: float) -> float:
            return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

        c = QColor(colour)
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours_for(theme: Theme, scheme: Qt.ColorScheme) -> Colours:
    """The colours of ``theme``, where ``scheme`` is what the desktop says."""
    if theme is Theme.SYSTEM:
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}[theme]


def palette(colours: Colours) -> QPalette:
    """The palette for what the style sheet leaves to the Fusion style."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.ground),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.stop),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.surface),
        (role.Midlight, colours.raised),
        (role.Mid, colours.line),
        (role.Dark, colours.edge),
        (role.Shadow, colours.line),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return made


# A desktop that answers with one of these names no font of its own: better ones are tried first.
_ALIASES = {"", "sans", "sans serif", "sans-serif", "ms shell dlg 2", "dejavu sans"}
_PREFERRED = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Noto Sans CJK SC", "DejaVu Sans")
_CHINESE = ("Noto Sans CJK SC", "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC")


def ui_font() -> QFont:
    """The desktop's own font at our base size, with Chinese fonts to fall back on."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    installed = set(QFontDatabase.families())
    first = [system.family()]
    if system.family().lower() in _ALIASES:
        first = [name for name in _PREFERRED if name in installed][:1] or first
    font = QFont(system)
    font.setFamilies([*first, *(name for name in _CHINESE if name in installed and name not in first)])
    font.setPointSizeF(max(BASE_POINTS, system.pointSizeF()))
    return font


def apply(app: QApplication, theme: Theme | str) -> None:
    """Dress the whole application; may be called again at any time."""
    theme = Theme(theme)
    colours = colours_for(theme, app.styleHints().colorScheme())
    tokens.take(colours)
    if app.style() is None or app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(ui_font())
    app.setPalette(palette(colours))
    sheet = style_sheet(colours, app.font().pointSizeF())
    if app.styleSheet() != sheet:  # every widget is polished anew, which takes a while
        app.setStyleSheet(sheet)


class SchemeFollower(QObject):
    """Tells when the desktop turns light or dark.

    Signals:
        changed: without arguments; whoever follows the system dresses again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app.styleHints().colorSchemeChanged.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
