"""The list of steps at the side: a list view on a small model, drawn with numbers and ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.navigation import Mark, RailItem
from avatar_wizard.ui.theme import tokens

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1


class RailModel(QAbstractListModel):
    """The steps as rows; the display role is the title, the accessible text tells number and mark as well."""

    def __init__(self, title_of: Callable[[Step], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title_of = title_of
        self._items: tuple[RailItem, ...] = ()

    @property
    def items(self) -> tuple[RailItem, ...]:
        """The lines as they are now."""
        return self._items

    def show(self, items: tuple[RailItem, ...]) -> None:
        """Replace the lines."""
        if len(items) == len(self._items):
            changed, self._items = items != self._items, items
            if changed and items:
                self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row for each step."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only steps already seen can be chosen."""
        reachable = index.isValid() and self._items[index.row()].is_reachable
        current = index.isValid() and self._items[index.row()].is_current
        if reachable or current:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, spoken text, or the item itself (``ITEM_ROLE``)."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title_of(item.step)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), item)
        return item if role == ITEM_ROLE else None

    def _spoken(self, row: int, item: RailItem) -> str:
        marks = {
            Mark.CURRENT: self.tr("you are here"),
            Mark.DONE: self.tr("done"),
            Mark.GAP: self.tr("something is missing"),
            Mark.AHEAD: self.tr("still to come"),
        }
        sentence: str = self.tr("Step {number} of {count}: {title}, {mark}")
        return sentence.format(
            number=row + 1, count=len(self._items), title=self._title_of(item.step), mark=marks[item.mark]
        )


class _RailDelegate(QStyledItemDelegate):
    """Draws a circle with a number, a tick or an exclamation mark, and the title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Tall enough for a finger."""
        return QSize(120, round(option.fontMetrics.height() * 2.35))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line of the rail."""
        item: RailItem = index.data(ITEM_ROLE)
        state = QStyle.StateFlag
        focused = bool(option.state & state.State_HasFocus)
        hovered = bool(option.state & state.State_MouseOver) and item.is_reachable
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = option.rect.adjusted(8, 2, -8, -2)
        if item.is_current or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.surface if item.is_current else tokens.line))
            painter.drawRoundedRect(row, 8, 8)
        if focused:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 8, 8)
        side = round(option.fontMetrics.height() * 1.45)
        circle = QRect(row.left() + 10, row.center().y() - side // 2 + 1, side, side)
        self._draw_mark(painter, circle, item, index.row(), option.font)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if item.is_current else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if item.is_reachable or item.is_current else tokens.muted))
        space = QRect(circle.right() + 11, row.top(), row.right() - circle.right() - 19, row.height())
        title = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    @staticmethod
    def _draw_mark(painter: QPainter, circle: QRect, item: RailItem, row: int, base: QFont) -> None:
        filled = item.mark in (Mark.CURRENT, Mark.DONE)
        edge = {Mark.GAP: tokens.warn, Mark.AHEAD: tokens.edge}.get(item.mark, tokens.accent)
        painter.setPen(QPen(QColor(edge), 1.6))
        painter.setBrush(QColor(tokens.accent) if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        ink = {Mark.GAP: tokens.warn, Mark.AHEAD: tokens.muted}.get(item.mark, tokens.on_accent)
        if item.mark is Mark.DONE:
            painter.setPen(
                QPen(QColor(ink), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            x, y, side = circle.left(), circle.top(), circle.width()
            points = [(0.29, 0.53), (0.44, 0.68), (0.72, 0.35)]
            at = [(round(x + side * a), round(y + side * b)) for a, b in points]
            painter.drawLine(*at[0], *at[1])
            painter.drawLine(*at[1], *at[2])
            return
        font = QFont(base)
        font.setPointSizeF(base.pointSizeF() * 0.86)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "!" if item.mark is Mark.GAP else str(row + 1))


class Rail(QListView):
    """The steps to look at and, once seen, to jump to.

    Signals:
        chosen: the Step that was clicked, or picked with Enter or Space.
    """

    chosen = Signal(object)

    def __init__(self, title_of: Callable[[Step], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Steps"))
        self._model = RailModel(title_of, self)
        self.setModel(self._model)
        self.setItemDelegate(_RailDelegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def show_items(self, items: tuple[RailItem, ...]) -> None:
        """Show the steps; the keyboard starts at the current one."""
        before = next((item.step for item in self._model.items if item.is_current), None)
        self._model.show(items)
        for row, item in enumerate(items):
            if item.is_current and (item.step != before or not self.currentIndex().isValid()):
                self.setCurrentIndex(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the step under the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self._model.items[index.row()].is_reachable:
            self.chosen.emit(self._model.items[index.row()].step)
