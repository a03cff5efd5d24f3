"""The pictures of a take on its verdict card, and large over the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.ui.footage_report import moments
from avatar_wizard.ui.gallery import Gallery
from avatar_wizard.ui.parts.places import places_of
from avatar_wizard.ui.parts.verdict_card import VerdictCard
from avatar_wizard.ui.still_view import StillDialog


class Showing(QObject):
    """Between a gallery and a card; the card may be replaced by a new one at any time."""

    def __init__(self, gallery: Gallery, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gallery = gallery
        self._card: VerdictCard | None = None
        self._report: FootageReport | None = None
        self._dialog: StillDialog | None = None
        gallery.tile_came.connect(self._tile)
        gallery.picture_came.connect(self._picture)
        gallery.large_came.connect(self._large)

    def attach(self, card: VerdictCard | None) -> None:
        """Take a (new) card and give it what there is; None when there is none any more."""
        self._card = card
        if card is None:
            return
        card.place_wanted.connect(self._open)
        self._fill()

    def show(self, path: Path | None, identity: object, report: FootageReport | None) -> None:
        """Fetch what ``report`` about the take at ``path`` needs; another ``identity`` is another take."""
        self._report = report
        if self._gallery.open(path, identity):
            if self._card is not None:
                self._card.clear_pictures()
            if self._dialog is not None:
                self._dialog.reject()
        facts = report.facts if report is not None else None
        if path is None or report is None or facts is None or facts.codec is None:
            return
        self._gallery.fetch_strip(facts.duration_s or 0.0)
        self._gallery.fetch(moments(report))

    # --- inside

    def _fill(self) -> None:
        """A new card has none of the pictures that are there."""
        for at_s, picture in self._gallery.tiles.items():
            self._tile(at_s, picture)
        for at_s, picture in self._gallery.pictures.items():
            self._picture(at_s, picture)

    @Slot(object, object)
    def _tile(self, at_s: float, picture: QImage) -> None:
        if self._card is not None:
            self._card.put_tile(at_s, picture)

    @Slot(object, object)
    def _picture(self, at_s: float, picture: QImage) -> None:
        if self._card is not None:
            self._card.put_picture(at_s, picture)

    @Slot(str)
    def _open(self, name: str) -> None:
        """The first place of the finding of that name, large."""
        if self._card is None or self._report is None or self._dialog is not None:
            return
        places = places_of(self._report.findings)
        shown = next((mark for mark in self._card.strip.marks if mark.name == name), None)
        mine = [number for number, place in enumerate(places) if place.name == name]
        if not mine:
            return
        first = next((n for n in mine if shown is not None and places[n].start_s == shown.start_s), mine[0])
        dialog = StillDialog(places, first, self._card.window())
        dialog.wanted.connect(self._want)
        dialog.moved.connect(self._moved)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    @Slot(object)
    def _want(self, at_s: float) -> None:
        picture = self._gallery.fetch_large(at_s)
        if picture is not None:
            self._large(at_s, picture)

    @Slot(object, object)
    def _large(self, at_s: float, picture: QImage) -> None:
        if self._dialog is not None:
            self._dialog.show_picture(at_s, picture)

    @Slot(str)
    def _moved(self, name: str) -> None:
        """The mark on the strip follows what is shown large."""
        if self._card is not None:
            marks = self._card.strip.marks
            self._card.strip.choose(next((n for n, mark in enumerate(marks) if mark.name == name), -1))

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
