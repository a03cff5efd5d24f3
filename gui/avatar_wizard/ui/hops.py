"""How far a connection got: every station with its tick, and in words what stopped it or is worth a remark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from avatar_wizard.flow.ports import Hop, HopResult
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.wording import problem_words


class HopList(QFrame):
    """The stations in order; hidden while there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hop_list")
        self.setProperty("kind", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 14, 20, 14)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_hops(self, hops: Sequence[HopResult]) -> None:
        """Show ``hops`` and speak the outcome; an empty sequence hides the list."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self.setVisible(bool(hops))
        row = 0
        for result in hops:
            held = result.ok
            mark = QLabel("\u2713" if held else "!")
            mark.setProperty("tone", "ok" if held else "stop")
            mark.setAccessibleName(self.tr("in order") if held else self.tr("stopped here"))
            self._grid.addWidget(mark, row, 0)
            self._grid.addWidget(Text(self._name(result.hop), tone="" if held else "stop"), row, 1)
            row += 1
            if result.problem is not None:
                words = problem_words(result.problem)
                for text, tone in ((words.title, ""), (words.sentence, ""), (words.action, "muted")):
                    if text:
                        self._grid.addWidget(Text(text, tone=tone), row, 1)
                        row += 1
                say(self, f"{words.title} {words.sentence} {words.action}", at_once=not held)
        if hops and all(result.ok for result in hops):
            say(self, self.tr("The connection works."))

    def _name(self, hop: Hop) -> str:
        return {
            Hop.ADDRESS: self.tr("Address"),
            Hop.PROXY: self.tr("Network"),
            Hop.TLS: self.tr("Secure connection"),
            Hop.CLOCK: self.tr("This computer's clock"),
            Hop.KEY: self.tr("Access key or password"),
            Hop.PERMISSION: self.tr("Permission to make avatars"),
            Hop.REGION: self.tr("Region"),
            Hop.SERVICE: self.tr("MetaStudio"),
        }[hop]
