"""The stills of a take: one after the other, only those of the take in hand, and none kept of another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.viewing import Still
from avatar_wizard.ui.gallery import Gallery
from support.fake_footage import SMALL_JPEG

ONE, OTHER = Path("/films/one.mp4"), Path("/films/other.mp4")


class HeldTasks:
    """Runs nothing by itself: the test says when."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[BaseException], None]]] = []

    def run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        self.waiting.append((work, done, failed))

    def finish(self) -> None:
        work, done, failed = self.waiting.pop(0)
        try:
            result = work()
        except ProblemError as error:
            failed(error)
        else:
            done(result)


class Films:
    """A desk that has stills of every moment but the broken ones."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float, int]] = []
        self.broken: set[float] = set()

    def still(self, path: Path, at_s: float, height: int) -> Still:
        self.asked.append((path.name, at_s, height))
        if at_s in self.broken:
            raise ProblemError("footage.tool_failed")
        return Still(at_s, SMALL_JPEG)


class Rig:
    """A gallery, and what it told."""

    def __init__(self) -> None:
        self.tasks, self.films = HeldTasks(), Films()
        self.gallery = Gallery(self.films, self.tasks)  # type: ignore[arg-type]
        self.came: list[float] = []
        self.large: list[tuple[float, bool]] = []
        self.failed: list[BaseException] = []
        self.gallery.picture_came.connect(lambda at_s, picture: self.came.append(at_s))
        self.gallery.large_came.connect(lambda at_s, picture: self.large.append((at_s, picture.isNull())))
        self.gallery.failed.connect(self.failed.append)


@pytest.fixture
def rig(qapp: QApplication) -> Rig:
    made = Rig()
    made.gallery.open(ONE, "1")
    return made


def test_pictures_come_one_after_the_other_and_once(rig: Rig) -> None:
    rig.gallery.fetch((5.0, 1.0))
    rig.gallery.fetch((5.0, 1.0, 7.0))
    assert len(rig.tasks.waiting) == 1, "one at a time"
    while rig.tasks.waiting:
        rig.tasks.finish()
    rig.gallery.fetch((5.0, 1.0, 7.0))
    assert rig.tasks.waiting == []
    assert rig.came == [5.0, 1.0, 7.0]


def test_a_picture_that_comes_after_another_take_was_chosen_is_thrown_away(rig: Rig) -> None:
    rig.gallery.fetch((5.0, 1.0))
    rig.gallery.fetch_large(5.0)
    assert rig.gallery.open(OTHER, "2")
    rig.gallery.fetch((5.0,))
    while rig.tasks.waiting:
        rig.tasks.finish()
    assert rig.came == [5.0]
    assert rig.large == []
    assert [name for name, at_s, height in rig.films.asked if height < 720][-1] == "other.mp4"


def test_the_same_take_keeps_its_pictures_and_another_one_none(rig: Rig) -> None:
    rig.gallery.fetch((5.0,))
    rig.tasks.finish()
    assert not rig.gallery.open(ONE, "1")
    assert list(rig.gallery.pictures) == [5.0]
    assert rig.gallery.open(ONE, "another file of that name")
    assert rig.gallery.pictures == {}


def test_one_that_cannot_be_had_does_not_hold_up_the_next(rig: Rig) -> None:
    rig.films.broken = {5.0}
    rig.gallery.fetch((5.0, 1.0))
    while rig.tasks.waiting:
        rig.tasks.finish()
    assert rig.came == [1.0]
    assert rig.gallery.fetch_large(5.0) is None
    rig.tasks.finish()
    assert rig.large == [(5.0, True)]
    assert rig.failed == []


def test_what_cannot_be_had_is_not_asked_for_again_until_another_take_is_opened(rig: Rig) -> None:
    rig.films.broken = {5.0}
    for _ in range(3):
        rig.gallery.fetch((5.0, 1.0))
        while rig.tasks.waiting:
            rig.tasks.finish()
    assert [at_s for _, at_s, _ in rig.films.asked] == [5.0, 1.0]
    rig.gallery.open(OTHER, "2")
    rig.gallery.fetch((5.0,))
    rig.tasks.finish()
    assert rig.films.asked[-1][:2] == ("other.mp4", 5.0)


def test_of_many_large_ones_only_the_latest_waits(rig: Rig) -> None:
    for second in (1.0, 2.0, 3.0, 4.0):
        rig.gallery.fetch_large(second)
    assert len(rig.tasks.waiting) == 1, "whoever holds the arrow key down fills no queue"
    while rig.tasks.waiting:
        rig.tasks.finish()
    assert rig.large == [(1.0, False), (4.0, False)]
    assert [at_s for _, at_s, _ in rig.films.asked] == [1.0, 4.0]


def test_a_large_one_that_fails_does_not_hold_up_the_next(rig: Rig) -> None:
    rig.films.broken = {1.0}
    rig.gallery.fetch_large(1.0)
    rig.gallery.fetch_large(1.0)
    rig.gallery.fetch_large(2.0)
    while rig.tasks.waiting:
        rig.tasks.finish()
    assert rig.large == [(1.0, True), (2.0, False)]


def test_what_waits_when_another_take_is_opened_is_never_fetched(rig: Rig) -> None:
    rig.gallery.fetch((5.0,))
    rig.gallery.fetch_large(7.0)
    rig.gallery.open(OTHER, "2")
    rig.gallery.fetch_large(8.0)
    while rig.tasks.waiting:
        rig.tasks.finish()
    assert [at_s for _, at_s, _ in rig.films.asked] == [8.0]
    assert rig.failed == []


def test_large_ones_are_kept_but_not_without_end(rig: Rig) -> None:
    for second in range(40):
        rig.gallery.fetch_large(float(second))
        rig.tasks.finish()
    assert isinstance(rig.gallery.fetch_large(39.0), QImage)
    assert rig.gallery.fetch_large(0.0) is None


def test_after_closing_nothing_is_fetched(rig: Rig) -> None:
    rig.gallery.fetch((5.0, 1.0))
    rig.gallery.close()
    rig.tasks.finish()
    assert rig.tasks.waiting == []
