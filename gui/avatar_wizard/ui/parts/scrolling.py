"""Bringing something into view, whatever it is scrolled by."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_MARGIN = 24


def bring_into_view(widget: QWidget) -> None:
    """Scroll the area that holds ``widget``, once its new size is known; nothing without such an area."""
    QTimer.singleShot(0, widget, partial(_scroll_to, widget))


def _scroll_to(widget: QWidget) -> None:
    over = widget.parentWidget()
    while over is not None and not isinstance(over, QScrollArea):
        over = over.parentWidget()
    if isinstance(over, QScrollArea):
        over.ensureWidgetVisible(widget, 0, _MARGIN)
