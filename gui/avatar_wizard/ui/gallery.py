"""The stills of one take, fetched one by one behind the window. They show a person: they are in memory only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.viewing import Still
from avatar_wizard.ui.parts.film_strip import TILE_HEIGHT, TILES
from avatar_wizard.ui.parts.still_button import HEIGHT
from avatar_wizard.ui.tasks import Tasks

_SHARP = 2
"""Pictures are fetched so many times as high as they are shown, for screens with fine pixels."""

LARGE = 720
_MOST_LARGE = 24
"""Large ones kept at once; each takes about 3.5 MB."""


class Gallery(QObject):
    """Fetches pictures of a take; one that cannot be had is simply missing.

    Signals:
        tile_came: seconds and a QImage, for the film strip.
        picture_came: seconds and a QImage, for a card.
        large_came: seconds and a QImage, null when there is none to be had.
        failed: an exception that is no problem with words.
    """

    tile_came = Signal(object, object)
    picture_came = Signal(object, object)
    large_came = Signal(object, object)
    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._path: Path | None = None
        self._identity: object = None
        self._stop = Event()
        self._has_strip = False
        self._fetching: float | None = None
        self.tiles: dict[float, QImage] = {}
        self.pictures: dict[float, QImage] = {}
        self._large: dict[float, QImage] = {}
        self._missing: list[float] = []
        self._lacking: set[float] = set()
        self._fetching_large: float | None = None
        self._next_large: float | None = None
        self._arrived.connect(self._take)

    def open(self, path: Path | None, identity: object) -> bool:
        """Show another take from now on, None for none; the same ``identity`` again changes nothing.

        Whether it is another one.
        """
        if (path, identity) == (self._path, self._identity):
            return False
        self._stop.set()
        self._stop = Event()
        self._path, self._identity = path, identity
        self._has_strip, self._fetching = False, None
        self._missing, self._lacking = [], set()
        self._fetching_large = self._next_large = None
        for kept in (self.tiles, self.pictures, self._large):
            kept.clear()
        return True

    def fetch_strip(self, seconds: float) -> None:
        """Fetch the stills of the film strip, once."""
        if self._path is None or self._has_strip or seconds <= 0:
            return
        self._has_strip = True
        self._tasks.run(partial(self._strip, self._path, seconds, self._stop), _nothing, self._not_fetched)

    def fetch(self, moments: Iterable[float]) -> None:
        """Fetch the stills of these moments, the first ones first, one after the other; each is tried once."""
        had = {*self.pictures, *self._lacking, self._fetching}
        self._missing = [at_s for at_s in moments if at_s not in had]
        self._go_on()

    def fetch_large(self, at_s: float) -> QImage | None:
        """The large still of a moment if it is there; else it comes later, unless another is asked for meanwhile."""
        is_here = at_s in self._large or self._path is None
        self._next_large = None if is_here else at_s
        self._go_on_large()
        return self._large.get(at_s)

    def close(self) -> None:
        """Fetch nothing more."""
        self._stop.set()
        self._missing, self._next_large = [], None

    # --- the film strip, picture by picture

    def _strip(self, path: Path, seconds: float, stop: Event) -> None:
        """On a worker thread: each still is told as soon as it is there."""
        for still in self._desk.strip(path, seconds, TILES, TILE_HEIGHT * _SHARP, stop):
            if stop.is_set():
                return
            self._arrived.emit(partial(self._tile_here, stop, still.at_s, _image(still)))

    def _take(self, call: partial[None]) -> None:
        """On the window's thread."""
        call()

    def _tile_here(self, stop: Event, at_s: float, image: QImage) -> None:
        if stop is self._stop and not image.isNull():
            self.tiles[at_s] = image
            self.tile_came.emit(at_s, image)

    # --- the cards' stills, one after the other

    def _go_on(self) -> None:
        if self._fetching is not None or not self._missing or self._path is None:
            return
        self._fetching = at_s = self._missing.pop(0)
        work = partial(self._desk.still, self._path, at_s, HEIGHT * _SHARP)
        stop = self._stop
        self._tasks.run(
            partial(_decoded, work, stop), partial(self._here, stop, at_s), partial(self._no_picture, stop, at_s)
        )

    def _here(self, stop: Event, at_s: float, image: QImage) -> None:
        if stop is not self._stop:
            return
        self._fetching = None
        self.pictures[at_s] = image
        self.picture_came.emit(at_s, image)
        self._go_on()

    def _no_picture(self, stop: Event, at_s: float, error: BaseException) -> None:
        if stop is self._stop:
            self._fetching = None
            self._lacking.add(at_s)
            self._go_on()
        self._not_fetched(error)

    # --- large ones: one at a time, and then the latest that was asked for

    def _go_on_large(self) -> None:
        at_s, path = self._next_large, self._path
        if self._fetching_large is not None or at_s is None or path is None:
            return
        self._fetching_large, self._next_large = at_s, None
        work = partial(self._desk.still, path, at_s, LARGE)
        stop = self._stop
        self._tasks.run(
            partial(_decoded, work, stop), partial(self._large_here, stop, at_s), partial(self._no_large, stop, at_s)
        )

    def _large_ended(self, at_s: float) -> None:
        self._fetching_large = None
        if self._next_large == at_s:
            self._next_large = None
        self._go_on_large()

    def _large_here(self, stop: Event, at_s: float, image: QImage) -> None:
        if stop is not self._stop:
            return
        self._large_ended(at_s)
        while len(self._large) >= _MOST_LARGE:
            del self._large[next(iter(self._large))]
        self._large[at_s] = image
        self.large_came.emit(at_s, image)

    def _no_large(self, stop: Event, at_s: float, error: BaseException) -> None:
        if stop is self._stop:
            self._large_ended(at_s)
            self.large_came.emit(at_s, QImage())
        self._not_fetched(error)

    def _not_fetched(self, error: BaseException) -> None:
        """A missing picture hides nothing: the words say all."""
        if not isinstance(error, ProblemError | Stopped):
            self.failed.emit(error)


def _image(still: Still) -> QImage:
    return QImage.fromData(still.jpeg)


def _decoded(work: partial[Still], stop: Event) -> QImage:
    """On a worker thread, so that the window never decodes."""
    if stop.is_set():
        raise Stopped
    return _image(work())


def _nothing(_: object) -> None:
    """The pictures came one by one."""
