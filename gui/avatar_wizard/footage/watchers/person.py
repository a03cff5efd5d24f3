"""The person in the picture, as far as a face tells: there, alone, large enough, inside the frame, sharp and lit.

Detection, never recognition: of each picture some numbers are kept, nothing of the face itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.signals import PersonSignals, Span

from . import faces
from .face import Finder, Measured, distinct, measured
from .faces import Face
from .spans import Mask, Measures, runs
from .watching import SAMPLES_A_SECOND, Pixels, Take

_STEP_S = 1 / SAMPLES_A_SECOND
_NEIGHBOURS_S = 1.6 * _STEP_S  # pictures further apart than that have unwatched time between them
_FEWEST = 2  # pictures: what shows in one alone may be the finder's mistake
_SECOND_SCORE = 0.8  # a second face must be surer than the only one, which may turn away or hide behind a hand
_UPRIGHT_SCORE = 0.86  # a face that lies on its side gets less, and more when it is set upright
_TURNED_GAIN = 0.04
_BOTH_WAYS = 2
_TURN_TRIED = 4  # then in one of so many pictures without an upright face: who lies does so for longer
_EMPTY_FOR = 4  # pictures on end that were looked at, before those between two are taken for empty
_FEWEST_IN_OPENING = 10

log = logging.getLogger(__name__)


def is_available() -> bool:
    """Tell whether faces can be looked for: the extra ``[face]`` is installed."""
    return faces.is_available()


@dataclass(frozen=True, slots=True)
class _Look:
    """What one picture tells: how many faces, the share of the head outside, and how far to turn the picture.

    ``turn``: degrees to the right, 0 when the face is upright. ``measured``: None too for what was not looked at.
    """

    at_s: float
    faces: int
    outside: float = 0.0
    turn: int = 0
    measured: Measured | None = field(default=None, compare=False)

    @property
    def shows(self) -> tuple[int, float, int]:
        """All but when, and what is measured of a face."""
        return self.faces, self.outside, self.turn


_ORDINARY = _Look(0.0, 1).shows
"""One person, upright, all of the head in the picture."""


class Person:
    """Watches for faces in RGB pictures of ``FACE_WIDTH``.

    Measures: ``person.score_share`` (how sure a face must be), ``person.smallest_share`` (its height by the
    picture's), ``person.above_share`` and ``person.beside_share`` (how far the head goes beyond the face, by the
    face's height and width), ``person.opening_s`` and ``person.gap_share`` (an open mouth's gap by its width).

    After the opening, a picture between two ordinary ones is taken for ordinary too, and when nobody was there for a
    while, one between two empty ones for empty: looking is dear, and what shows in a single picture is nobody's fault.
    So what lasts two pictures or longer is found as if all were looked at.

    When OpenCV fails, or is not there, nothing is said of the person.
    """

    def __init__(self, take: Take, rules: Measures, finder: Finder | None = None) -> None:
        """``finder``: None for the one of the extra ``[face]``."""
        self._take = take
        self._smallest = rules.measure("person.smallest_share")
        self._above = rules.measure("person.above_share")
        self._beside = rules.measure("person.beside_share")
        self._opening_s = rules.measure("person.opening_s")
        self._gap = rules.measure("person.gap_share")
        self._turns = 1
        self._not_upright = self._empty = 0
        self._looks: list[_Look] = []
        self._waiting: tuple[float, Pixels] | None = None
        self._finder = finder
        if finder is None:
            try:
                self._finder = faces.FaceFinder(rules.measure("person.score_share"))
            except ProblemError as error:
                self._give_up(error)

    def take(self, at_s: float, pixels: Pixels) -> None:
        """The next picture."""
        if self._waiting is None and self._may_wait(at_s):
            self._waiting = (at_s, pixels.copy())
        else:
            self._add(at_s, pixels)

    def finish(self) -> PersonSignals:
        """What was seen; without a picture, or when the finder failed, nothing."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._add(*waiting)
        if self._finder is None or not self._looks:
            return PersonSignals()
        present = self._closed(np.array([look.faces > 0 for look in self._looks]))
        seen = [look.measured for look in self._looks if look.measured is not None]
        lit = [(one.light, one.burnt) for one in seen if one.light is not None]
        return PersonSignals(
            samples=len(self._looks),
            present=float(present.mean()),
            absent=self._spans(~present, np.zeros(len(present))),
            crowd=self._where([look.faces for look in self._looks], 1),
            outside=self._where([look.outside for look in self._looks], 0),
            sideways=self._where([look.turn for look in self._looks], 0),
            size=_median([one.size for one in seen]),
            sharpness=_median([one.sharpness for one in seen if one.sharpness is not None]),
            exposure=_median([light / 2.55 for light, _ in lit]),
            burnt=_median([burnt for _, burnt in lit]),
            mouth_open=self._mouth_open(),
        )

    def _mouth_open(self) -> float | None:
        """By the person's own closed mouth, as a beard is dark too; None when too little of the opening was seen."""
        told = [(look.at_s, look.measured.gap) for look in self._looks if look.measured is not None]
        gaps = [(at_s, gap) for at_s, gap in told if gap is not None]
        opening = np.array([gap for at_s, gap in gaps if at_s < self._opening_s])
        if len(opening) < _FEWEST_IN_OPENING:
            return None
        closed = float(np.percentile([gap for _, gap in gaps], 10))
        return float(((opening >= self._gap) & (opening - closed >= self._gap / 2)).mean())

    def _give_up(self, error: ProblemError) -> None:
        log.warning("no faces are looked for", extra={"code": error.problem.code})
        self._finder = None

    def _may_wait(self, at_s: float) -> bool:
        """Whether the next picture can tell what this one shows."""
        if not self._looks or at_s < self._opening_s or at_s - self._looks[-1].at_s > _NEIGHBOURS_S:
            return False
        return self._looks[-1].shows == _ORDINARY or self._empty >= _EMPTY_FOR

    def _add(self, at_s: float, pixels: Pixels) -> None:
        """Look at a picture, and before it at the one that waits when this one does not tell what that one shows."""
        if self._finder is None:
            return
        waiting, self._waiting = self._waiting, None
        try:
            look = self._look(self._finder, at_s, pixels)
            if waiting is not None:
                is_told = look.shows == self._looks[-1].shows and at_s - waiting[0] <= _NEIGHBOURS_S
                self._looks.append(
                    replace(look, at_s=waiting[0], measured=None) if is_told else self._look(self._finder, *waiting)
                )
            self._empty = self._empty + 1 if look.faces == 0 else 0
            self._looks.append(look)
        except ProblemError as error:
            self._give_up(error)

    def _look(self, finder: Finder, at_s: float, pixels: Pixels) -> _Look:
        height = pixels.shape[0]
        found = distinct(face for face in finder.find(pixels) if face.height >= self._smallest * height)
        if (turn := self._turned(finder, pixels, found)) != 0:
            return _Look(at_s, 1, turn=turn)
        if not found:
            return _Look(at_s, 0)
        face = found[0]
        others = [other for other in found[1:] if other.score >= _SECOND_SCORE]
        return _Look(at_s, 1 + len(others), self._outside(face, pixels), measured=measured(finder, pixels, face))

    def _turned(self, finder: Finder, pixels: Pixels, upright: Sequence[Face]) -> int:
        """How many degrees to the right set the face upright, 0 when it is.

        One way at a time and not in every picture, as this costs as much as the look itself; the way that was right
        is kept.
        """
        score = max((face.score for face in upright), default=0.0)
        if score >= _UPRIGHT_SCORE:
            self._not_upright = 0
            return 0
        self._not_upright += 1
        if self._not_upright > _BOTH_WAYS and self._not_upright % _TURN_TRIED:
            return 0
        best = self._best(finder, pixels, self._turns)
        if best < _SECOND_SCORE or best < score + _TURNED_GAIN:
            self._turns = 4 - self._turns
            return 0
        # A face that stands on its head is found too, but less surely.
        if not (self._looks and self._looks[-1].turn) and self._best(finder, pixels, 4 - self._turns) > best:
            self._turns = 4 - self._turns
        self._not_upright = 0
        return 360 - 90 * self._turns

    def _best(self, finder: Finder, pixels: Pixels, quarter_turns: int) -> float:
        """How sure the finder is of the surest face in the picture turned to the left so often."""
        found = finder.find(pixels, quarter_turns=quarter_turns)
        least = self._smallest * pixels.shape[0]
        return max((face.score for face in found if face.height >= least), default=0.0)

    def _outside(self, face: Face, pixels: Pixels) -> float:
        """The share of the head, hair and all, that is outside the picture."""
        height, width = pixels.shape[:2]
        beside = self._beside * face.width
        left, right = face.left - beside, face.left + face.width + beside
        top, bottom = face.top - self._above * face.height, face.top + face.height
        inside = max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
        share = inside / ((right - left) * (bottom - top))
        return round(float(1 - share), 6)

    def _closed(self, row: Mask) -> Mask:
        """``row`` with single gaps filled where the pictures on both sides are near."""
        times = np.array([look.at_s for look in self._looks])
        near = np.diff(times) <= _NEIGHBOURS_S
        filled = row.copy()
        filled[1:-1] |= row[:-2] & row[2:] & near[:-1] & near[1:]
        return filled

    def _where(self, values: Sequence[float], limit: float) -> tuple[Span, ...]:
        row = np.array(values, np.float64)
        return self._spans(self._closed(row > limit), row)

    def _spans(self, flags: Mask, peaks: NDArray[np.float64]) -> tuple[Span, ...]:
        """Where ``flags`` hold for some pictures on end; a change lies halfway between two pictures."""
        return tuple(
            Span(self._starts(first), self._ends(last - 1), float(peaks[first:last].max()))
            for start, end in runs(flags)
            for first, last in self._unbroken(start, end)
            if last - first >= _FEWEST
        )

    def _unbroken(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """The pieces of a run between which nothing was left unwatched."""
        first = start
        for place in range(start + 1, end):
            if self._looks[place].at_s - self._looks[place - 1].at_s > _NEIGHBOURS_S:
                yield first, place
                first = place
        yield first, end

    def _starts(self, place: int) -> float:
        """When what a picture shows began: halfway from the one before, where that is near."""
        at_s = self._looks[place].at_s
        since = at_s - self._looks[place - 1].at_s if place > 0 else _STEP_S
        return max(0.0, at_s - min(since, _STEP_S) / 2)

    def _ends(self, place: int) -> float:
        at_s = self._looks[place].at_s
        until = self._looks[place + 1].at_s - at_s if place + 1 < len(self._looks) else _STEP_S
        end = at_s + min(until, _STEP_S) / 2
        return end if self._take.seconds is None else max(at_s, min(end, self._take.seconds))


def _median(values: Sequence[float]) -> float | None:
    return float(np.median(values)) if values else None
