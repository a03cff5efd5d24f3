"""Saying what changed to those who do not see it (WCAG 2.2, 4.1.3 Status Messages)."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def say(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader speak ``text``, after what it is saying now unless ``at_once``."""
    if not text:
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)
