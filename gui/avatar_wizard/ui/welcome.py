"""What the first screen tells somebody who comes for the first time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from avatar_wizard.ui.filming import flexus_lines, standard_lines
from avatar_wizard.ui.parts.fold import Fold
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.parts.tip import Tip


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(22, 18, 22, 18)
    column.setSpacing(7)
    return card, column


class Needs(QWidget):
    """What to have at hand, and how long it takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card, column = _card()
        column.addWidget(Text(self.tr("What you need"), scale="heading"))
        for line in (
            self.tr("A video of the person speaking"),
            self.tr("Photos of both sides of the ID card"),
            self.tr("The letter of consent, filled in and signed"),
            self.tr("A Huawei Cloud account that may use MetaStudio"),
            self.tr("One image-modelling resource in that account"),
        ):
            column.addWidget(_marked("\u2022", line))
        column.addSpacing(8)
        column.addWidget(Text(self.tr("How long it takes"), scale="heading"))
        for time, line in (
            (self.tr("10 min"), self.tr("here, once the video is filmed")),
            (self.tr("1 day"), self.tr("for the review: Huawei's aim, in working days")),
            (self.tr("3 days"), self.tr("for the training: Huawei's aim, in working days")),
        ):
            column.addWidget(_marked(time, line))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)


class FirstSteps(QWidget):
    """How it goes, in three steps, and how to film; for as long as there is nothing else to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_steps")
        card, column = _card()
        column.setSpacing(14)
        column.addWidget(Text(self.tr("How it goes"), scale="heading"))
        for number, (title, line) in enumerate(
            (
                (
                    self.tr("Choose your files"),
                    self.tr("The video is checked on this computer. You see what to mend before anything is sent."),
                ),
                (
                    self.tr("Read it through and submit"),
                    self.tr("Only then are your files sent: to your own Huawei Cloud account, and to nobody else."),
                ),
                (
                    self.tr("Wait for Huawei"),
                    self.tr("People look at it, then it is trained. This window shows you where it stands."),
                ),
            ),
            start=1,
        ):
            column.addWidget(_step(number, title, line))
        self._film = QFrame()
        self._film.setProperty("kind", "well")
        tips = QVBoxLayout(self._film)
        tips.setContentsMargins(16, 12, 16, 12)
        tips.setSpacing(5)
        for heading, lines in (
            (self.tr("With a camera and a green cloth: the standard avatar"), standard_lines(green_screen=True)),
            (self.tr("With a phone, anywhere: the Flexus avatar"), flexus_lines()),
        ):
            tips.addWidget(Text(heading))
            for line in lines:
                tips.addWidget(Tip(line))
            tips.addSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(card)
        whole.addWidget(Fold(self.tr("Not filmed yet? &How to film"), "first_film", self._film))


def _step(number: int, title: str, line: str) -> QWidget:
    widget = QWidget()
    mark = QLabel(str(number))
    mark.setProperty("scale", "title")
    mark.setProperty("tone", "accent")
    mark.setMinimumWidth(mark.fontMetrics().horizontalAdvance("0") * 3)
    words = QVBoxLayout()
    words.setSpacing(1)
    heading = Text(title)
    heading.setStyleSheet("font-weight: 600;")
    words.addWidget(heading)
    words.addWidget(Text(line, tone="muted"))
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return widget


def _marked(mark: str, line: str) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    label = QLabel(mark)
    label.setProperty("tone", "accent")
    if len(mark) > 1:
        label.setMinimumWidth(widget.fontMetrics().horizontalAdvance("0") * 7)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(line), 1)
    return widget
