"""The frame around a page: rail, heading, problem strip, the page itself, Back and Next.

It knows no page and no service: it is told a Frame and shows it, in one place (``show_frame``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.navigation import Forward, Frame
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.parts.once_button import OnceButton
from avatar_wizard.ui.parts.problem_strip import Notice, ProblemStrip
from avatar_wizard.ui.rail import Rail
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.wording import step_title

PAGE_WIDTH = 880


class Shell(QWidget):
    """The wizard's frame. Pages are given once; ``show_frame`` shows one of them.

    Signals:
        next_pressed, back_pressed, home_pressed: without arguments.
        step_chosen: the Step picked in the rail.
        notice_acted: the name of the strip's button.
    """

    next_pressed = Signal()
    back_pressed = Signal()
    home_pressed = Signal()
    step_chosen = Signal(object)
    notice_acted = Signal(str)

    def __init__(self, pages: Mapping[Step, Page], *, practice: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._frame: Frame | None = None
        self.rail = Rail(step_title)
        self.rail.chosen.connect(self.step_chosen)
        self.strip = ProblemStrip()
        self.strip.acted.connect(self.notice_acted)
        self._holders: dict[Step, QScrollArea] = {}
        self._stack = QStackedWidget()
        for step, page in pages.items():
            self._holders[step] = self._hold(page)
            self._stack.addWidget(self._holders[step])
        self._build(practice)
        for keys, signal in (("Alt+Right", self.next_pressed), ("Alt+Left", self.back_pressed)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)  # a key held down is one step, not all of them
            shortcut.activated.connect(signal)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._next_area)

    # --- what the presenter tells it

    def show_frame(self, frame: Frame) -> None:
        """Show ``frame``: everything around the page is derived here and nowhere else."""
        moved = self._frame is None or self._frame.step is not frame.step
        self._frame = frame
        page = self._pages[frame.step]
        self.rail.show_items(frame.rail)
        self._count.setText(self.tr("Step {number} of {count}").format(number=frame.number, count=len(frame.rail)))
        self._title.setText(page.title())
        self._lead.setText(page.lead())
        self._lead.setVisible(bool(page.lead()))
        self._next.setText(
            {
                Forward.NEXT: self.tr("&Next"),
                Forward.BACK_TO_REVIEW: self.tr("&Back to my answers"),
                Forward.SUBMIT: self.tr("&Submit for review"),
                Forward.NONE: self.tr("&Next"),
            }[frame.forward]
        )
        self._next.setVisible(frame.forward is not Forward.NONE)
        self._bar.setVisible(frame.forward is not Forward.NONE or frame.may_go_back)
        self._back.setText(self.tr("Bac&k"))
        self._back.setVisible(frame.may_go_back)
        self._todo.setText(self._missing_words(frame))
        if moved:
            self._stack.setCurrentWidget(self._holders[frame.step])
            self._holders[frame.step].verticalScrollBar().setValue(0)
            self._holders[frame.step].horizontalScrollBar().setValue(0)
            say(self, f"{self._count.text()}. {page.title()}")
            page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_background(self, words: str) -> None:
        """Say quietly what goes on behind the page; empty for nothing."""
        if words != self._background.text():
            self._background.setText(words)
        self._background.setVisible(bool(words))

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice above the page, or clear it."""
        self.strip.show_notice(notice)

    def focus_field(self, name: str) -> None:
        """Move the focus to the control that can mend the gap field ``name``, and into view."""
        if self._frame is None:
            return
        page = self._pages[self._frame.step]
        widget = page.field(name) or page.first_focus()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._holders[self._frame.step].ensureWidgetVisible(widget)

    def reveal(self, widget: QWidget) -> None:
        """Scroll ``widget`` of the present page into view, once its new size is known."""
        if self._frame is not None:
            QTimer.singleShot(0, self, partial(self._scroll_to, self._holders[self._frame.step], widget))

    @staticmethod
    def _scroll_to(area: QScrollArea, widget: QWidget) -> None:
        inner = area.widget()
        if inner is not None and (layout := inner.layout()) is not None:
            layout.activate()
            inner.adjustSize()
        area.ensureWidgetVisible(widget, 0, 16)

    def focus_next(self) -> None:
        """Move the focus to the forward button."""
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line of text means Next; on a button it presses that button."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        if event.isAutoRepeat():
            pass  # whoever holds the key down has pressed it once
        elif isinstance(focused, QAbstractButton) and not focused.isCheckable():
            focused.click()
        elif isinstance(focused, QLineEdit) and self._frame is not None and self._frame.step is not Step.SIGN_IN:
            self.next_pressed.emit()
        event.accept()

    @Slot()
    def _next_area(self) -> None:
        if self._frame is None:
            return
        page = self._pages[self._frame.step]
        forward = self._next if self._next.isVisibleTo(self) else self._home
        areas: list[tuple[QWidget, QWidget]] = [
            (self.rail, self.rail),
            (page, page.first_focus()),
            (self._bar, forward),
        ]
        focused = QApplication.focusWidget()
        here = next((n for n, (area, _) in enumerate(areas) if focused and area.isAncestorOf(focused)), None)
        if here is None and focused is self.rail:
            here = 0
        target = areas[0 if here is None else (here + 1) % len(areas)][1]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- how it is put together

    def _build(self, practice: bool) -> None:
        self._count, self._title, self._lead, self._todo = (self._label() for _ in range(4))
        self._count.setProperty("scale", "small")
        self._count.setProperty("tone", "accent")
        self._title.setProperty("scale", "title")
        self._title.setObjectName("page_title")
        self._lead.setProperty("tone", "muted")
        self._lead.setObjectName("page_lead")
        self._todo.setProperty("tone", "muted")
        self._todo.setObjectName("missing_label")
        self._back, self._next = OnceButton(), OnceButton()
        self._back.setObjectName("back_button")
        self._next.setObjectName("next_button")
        self._next.setProperty("kind", "primary")
        self._back.clicked.connect(self.back_pressed)
        self._next.clicked.connect(self.next_pressed)

        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(36, 26, 36, 10)
        head.setSpacing(4)
        for label in (self._count, self._title, self._lead):
            head.addWidget(label)
        head.addSpacing(4)
        head.addWidget(self.strip)
        self._bar = QFrame()
        self._bar.setProperty("kind", "bar")
        buttons = QHBoxLayout(self._bar)
        buttons.setContentsMargins(36, 12, 36, 12)
        buttons.setSpacing(10)
        buttons.addWidget(self._back)
        buttons.addWidget(self._todo, 1)
        buttons.addWidget(self._next)
        content = QVBoxLayout()
        content.setSpacing(0)
        content.addWidget(self._head)
        content.addWidget(self._stack, 1)
        content.addWidget(self._bar)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._side(practice))
        whole.addLayout(content, 1)

    def _side(self, practice: bool) -> QFrame:
        side = QFrame()
        side.setProperty("kind", "rail")
        side.setFixedWidth(max(224, self.fontMetrics().horizontalAdvance("0") * 27))
        name = QLabel(self.tr("Avatar Wizard"))
        name.setProperty("scale", "heading")
        name.setContentsMargins(18, 4, 8, 0)
        self._home = QPushButton(self.tr("All a&vatars"))
        self._home.setObjectName("home_button")
        self._home.setProperty("kind", "quiet")
        self._home.setAccessibleDescription(self.tr("Back to the start; this avatar stays as it is."))
        self._home.clicked.connect(self.home_pressed)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 24, 0, 12)
        column.setSpacing(10)
        column.addWidget(name)
        column.addWidget(self.rail, 1)
        self._background = QLabel()
        self._background.setObjectName("background_line")
        self._background.setTextFormat(Qt.TextFormat.PlainText)
        self._background.setProperty("scale", "small")
        self._background.setProperty("tone", "muted")
        self._background.setWordWrap(True)
        self._background.setContentsMargins(18, 0, 12, 0)
        self._background.hide()
        column.addWidget(self._background)
        if practice:
            note = QLabel(self.tr("Practice: nothing leaves this computer."))
            note.setObjectName("practice_note")
            note.setProperty("scale", "small")
            note.setProperty("tone", "warn")
            note.setWordWrap(True)
            note.setContentsMargins(18, 0, 12, 0)
            column.addWidget(note)
        column.addWidget(self._home, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    @staticmethod
    def _hold(page: Page) -> QScrollArea:
        """A page in its own scroll area, no wider than a line one likes to read."""
        page.setMaximumWidth(PAGE_WIDTH)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(36, 6, 36, 18)
        row.addWidget(page, 1)
        row.addStretch(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    @staticmethod
    def _label() -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _missing_words(self, frame: Frame) -> str:
        if frame.forward is not Forward.SUBMIT or not frame.all_missing:
            return ""
        return self.tr("Still missing: {count}").format(count=len(frame.all_missing))
