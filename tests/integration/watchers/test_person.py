"""What a row of pictures says of the person, with a finder that is told what to find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.signals import PersonSignals, Span
from avatar_wizard.footage.watchers import faces, mouth
from avatar_wizard.footage.watchers.faces import Face
from avatar_wizard.footage.watchers.person import Person
from avatar_wizard.footage.watchers.watching import Take

WIDTH, HEIGHT = 960, 540
SKIN = (190, 140, 120)
MAIN = Face(400, 150, 110, 140, 0.93, (430, 255, 480, 255))
SECOND = Face(100, 200, 60, 80, 0.9)


class Rules:
    """The measures of the shipped rules."""

    values = {
        "person.score_share": 0.7,
        "person.smallest_share": 0.04,
        "person.above_share": 0.35,
        "person.beside_share": 0.2,
        "person.opening_s": 15.0,
        "person.gap_share": 0.22,
    }

    def measure(self, name: str) -> float:
        return self.values[name]


class Told:
    """Finds what it was told for each picture by its number; ``turned``: by quarter turns, for every picture."""

    def __init__(self, answers, turned=None, sharpness=500.0):
        self.answers = list(answers)
        self.turned = turned or {}
        self.sharp = sharpness
        self.asked_turned = 0
        self.asked = []

    def find(self, pixels, *, quarter_turns=0):
        if quarter_turns:
            self.asked_turned += 1
            return self.turned.get(quarter_turns, ())
        self.asked.append(int(pixels[0, 0, 0]))
        answer = self.answers[self.asked[-1]]
        if isinstance(answer, Exception):
            raise answer
        return tuple(sorted(answer, key=lambda face: -face.height))

    def sharpness(self, pixels, face):
        return self.sharp


def picture(skin=SKIN):
    return np.broadcast_to(np.array(skin, np.uint8), (HEIGHT, WIDTH, 3)).copy()


def shown(person, at_s, number, pixels=None):
    """A picture that carries its number."""
    pixels = picture() if pixels is None else pixels
    pixels[0, 0] = number
    person.take(at_s, pixels)
    pixels[0, 0] = 255  # not valid after the call


def watched(answers, times=None, seconds=None, pixels=None, rules=None, **told) -> PersonSignals:
    times = [number / 2 for number in range(len(answers))] if times is None else times
    person = Person(Take(seconds, 25, 1920, 1080), rules or Rules(), Told(answers, **told))
    for number, at_s in enumerate(times):
        shown(person, at_s, number, pixels)
    return person.finish()


def test_a_person_who_is_there():
    signals = watched([[MAIN]] * 20, seconds=10)
    assert signals == PersonSignals(
        samples=20,
        present=1.0,
        size=pytest.approx(140 / 540),
        sharpness=500,
        exposure=pytest.approx((0.2126 * 190 + 0.7152 * 140 + 0.0722 * 120) / 2.55),
        burnt=0.0,
        mouth_open=0.0,
    )


def test_nothing_watched_says_nothing():
    assert watched([]) == PersonSignals()


def test_away_for_a_while():
    signals = watched([[MAIN]] * 8 + [[]] * 6 + [[MAIN]] * 6, seconds=10)
    assert signals.present == pytest.approx(0.7)
    assert signals.absent == (Span(3.75, 6.75),)


def test_away_from_the_beginning_and_to_the_end():
    assert watched([[]] * 4 + [[MAIN]] * 4 + [[]] * 4, seconds=5.6).absent == (Span(0, 1.75), Span(3.75, 5.6))


def test_a_single_miss_of_the_finder_is_nothing():
    signals = watched(([[MAIN]] * 5 + [[]]) * 5 + [[MAIN]])
    assert (signals.present, signals.absent) == (1.0, ())


def test_two_misses_are_a_second_away():
    assert watched([[MAIN]] * 4 + [[]] * 2 + [[MAIN]] * 4).absent == (Span(1.75, 2.75),)


def test_nobody_at_all():
    signals = watched([[]] * 10, seconds=5)
    assert (signals.present, signals.absent) == (0.0, (Span(0, 4.75),))
    assert (signals.size, signals.sharpness, signals.exposure, signals.burnt, signals.mouth_open) == (None,) * 5


def test_time_that_was_not_watched_belongs_to_no_span():
    times = [0, 0.5, 1, 60, 60.5, 61]
    signals = watched([[MAIN], [], [], [], [], [MAIN]], times=times, seconds=100)
    assert signals.absent == (Span(0.25, 1.25), Span(59.75, 60.75))


def test_single_looks_claim_no_span():
    signals = watched([[], [MAIN], [], [MAIN], []], times=[0, 30, 60, 90, 120], seconds=200)
    assert signals.absent == ()
    assert signals.present == pytest.approx(0.4)


def test_two_people():
    assert watched([[MAIN]] * 4 + [[MAIN, SECOND]] * 4 + [[MAIN]] * 4).crowd == (Span(1.75, 3.75, 2),)


def test_a_second_face_in_one_picture_may_be_a_mistake():
    assert watched([[MAIN]] * 4 + [[MAIN, SECOND]] + [[MAIN]] * 4).crowd == ()


@pytest.mark.parametrize(
    "other",
    [
        Face(100, 200, 60, 80, 0.75),  # not sure
        Face(100, 200, 18, 25, 0.9),  # tiny beside the person
        Face(430, 180, 40, 50, 0.95),  # within the person's own face
    ],
)
def test_what_is_no_second_person(other):
    assert watched([[MAIN, other]] * 8).crowd == ()


def test_the_head_leaves_the_picture():
    high = Face(400, 10, 110, 140, 0.93)
    signals = watched([[MAIN]] * 6 + [[high]] * 4 + [[MAIN]] * 6)
    # The head is 1.35 faces high and begins 39 pixels above the picture.
    assert signals.outside == (Span(2.75, 4.75, pytest.approx(39 / 189)),)


@pytest.mark.parametrize(
    ("face", "is_outside"),
    [
        (Face(400, 50, 110, 140, 0.9), False),
        (Face(400, 48, 110, 140, 0.9), True),
        (Face(23, 150, 110, 140, 0.9), False),
        (Face(21, 150, 110, 140, 0.9), True),
        (Face(827, 150, 110, 140, 0.9), False),
        (Face(829, 150, 110, 140, 0.9), True),
        (Face(400, 400, 110, 140, 0.9), False),
        (Face(400, 402, 110, 140, 0.9), True),
    ],
)
def test_where_the_head_touches_the_edge(face, is_outside):
    assert bool(watched([[face]] * 4).outside) is is_outside


@pytest.mark.parametrize(("turns", "degrees"), [(1, 270), (3, 90)])
@pytest.mark.parametrize("upright", [[], [Face(300, 100, 150, 150, 0.8)]])
def test_lying_on_the_side(turns, degrees, upright):
    signals = watched([upright] * 12, turned={turns: (MAIN,)}, seconds=6)
    assert [span.peak for span in signals.sideways] == [degrees]
    assert signals.sideways[0].seconds > 5
    assert signals.present > 0.9
    assert (signals.size is None) is (not upright or turns == 1)  # the first look may be turned the wrong way


def test_who_is_upright_is_not_turned():
    told = Told([[MAIN]] * 4, turned={1: (MAIN,), 3: (MAIN,)})
    person = Person(Take(None, None, 1920, 1080), Rules(), told)
    for number in range(4):
        shown(person, number / 2, number)
    assert told.asked_turned == 0
    assert person.finish().sideways == ()


@pytest.mark.parametrize(("score", "turned"), [(0.72, 0.78), (0.83, 0.85), (0.85, 0.81)])
def test_a_face_turned_away_is_not_lying(score, turned):
    away = Face(400, 150, 110, 140, score)
    signals = watched([[away]] * 6, turned={1: (Face(1, 1, 90, 90, turned),)})
    assert (signals.sideways, signals.present) == ((), 1.0)


@pytest.mark.parametrize(("skin", "light", "burnt"), [((255, 255, 255), 100, 1.0), ((60, 45, 40), 18.7, 0.0)])
def test_light_on_the_skin(skin, light, burnt):
    signals = watched([[MAIN]] * 4, pixels=picture(skin))
    assert signals.exposure == pytest.approx(light, abs=0.3)
    assert signals.burnt == burnt


def test_only_the_skin_counts_not_what_surrounds_it():
    pixels = picture((0, 177, 64))
    pixels[:160] = 255
    pixels[170:270, 420:490] = SKIN
    assert watched([[MAIN]] * 4, pixels=pixels).burnt == 0


def test_too_small_to_be_the_person():
    assert watched([[Face(400, 150, 15, 20, 0.9)]] * 4).present == 0


def test_an_unknown_sharpness_is_left_out():
    assert watched([[MAIN]] * 4, sharpness=None).sharpness is None


def test_when_the_finder_fails_nothing_is_said(caplog):
    assert watched([[MAIN]] * 4 + [ProblemError("footage.tool_failed")] + [[MAIN]] * 4) == PersonSignals()
    assert [record.code for record in caplog.records] == ["footage.tool_failed"]


def test_without_the_extra_nothing_is_said(monkeypatch):
    monkeypatch.setattr(faces, "find_spec", lambda name: None)
    assert not faces.is_available()
    person = Person(Take(None, None, 1920, 1080), Rules())
    person.take(0, picture())
    assert person.finish() == PersonSignals()


def with_mouth(height, beard=False):
    """A face whose mouth has a dark gap of so many pixels; the mouth is 50 pixels wide."""
    pixels = picture()
    if beard:
        pixels[268:290, 430:480] = (30, 25, 22)
    pixels[255 : 255 + height, 440:470] = (40, 15, 15)
    return pixels


@pytest.mark.parametrize(("height", "gap"), [(0, 0), (4, 0.08), (8, 0.16), (12, 0.24), (20, 0.4)])
def test_the_gap_between_the_lips(height, gap):
    assert mouth.gap(with_mouth(height), MAIN, 145) == pytest.approx(gap, abs=0.05)


@pytest.mark.parametrize("angle", [-20, 0, 20])
def test_a_tilted_mouth_is_measured_along_its_own_line(angle):
    turn = np.radians(angle)
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    along = (across - 455) * np.cos(turn) + (down - 255) * np.sin(turn)
    below = (down - 255) * np.cos(turn) - (across - 455) * np.sin(turn)
    pixels = picture()
    pixels[(np.abs(along) < 18) & (below > 0) & (below < 15)] = 20
    x, y = 25 * np.cos(turn), 25 * np.sin(turn)
    face = Face(400, 150, 110, 140, 0.9, (455 - x, 255 - y, 455 + x, 255 + y))
    assert mouth.gap(pixels, face, 145) == pytest.approx(0.3, abs=0.05)


@pytest.mark.parametrize(
    "face",
    [
        Face(400, 150, 110, 140, 0.9),
        Face(400, 150, 110, 140, 0.9, (450, 255, 460, 255)),  # from the side
        Face(-20, 150, 110, 140, 0.9, (-28, 255, 22, 255)),
        Face(400, 450, 110, 140, 0.9, (430, 535, 480, 535)),
    ],
)
def test_a_mouth_that_cannot_be_seen(face):
    assert mouth.gap(picture(), face, 145) is None


def opening(heights, later, beard=False):
    person = Person(Take(60, 25, 1920, 1080), Rules(), Told([[MAIN]] * (len(heights) + len(later))))
    for number, height in enumerate([*heights, *later]):
        shown(person, number / 2, number, with_mouth(height, beard))
    return person.finish().mouth_open


@pytest.mark.parametrize(
    ("heights", "share"),
    [([2] * 30, 0), ([2] * 15 + [18] * 15, 0.5), ([7] * 30, 0), ([18] * 30, 1), ([2] * 8, None)],
)
def test_the_mouth_in_the_opening(heights, share):
    later = [2, 18, 2, 2] * 10 if len(heights) == 30 else []
    assert opening(heights, later) == share


def test_a_beard_is_no_open_mouth():
    assert opening([0] * 30, [0] * 30, beard=True) == 0


@given(
    flags=st.lists(st.booleans(), max_size=60),
    gaps=st.lists(st.sampled_from([0.48, 0.5, 0.52, 7.0]), min_size=60, max_size=60),
)
def test_spans_hold_what_was_seen_and_nothing_else(flags, gaps):
    times = np.concatenate(([0.0], np.cumsum(gaps)))[: len(flags)]
    signals = watched([[MAIN] if flag else [] for flag in flags], times=times.tolist(), pixels=picture())
    for span in signals.absent:
        inside = [flag for at_s, flag in zip(times, flags, strict=True) if span.start_s <= at_s <= span.end_s]
        assert len(inside) >= 2
        assert not any(inside)
    assert all(one.end_s <= other.start_s for one, other in zip(signals.absent, signals.absent[1:], strict=False))
    for first in range(len(flags) - 1):
        if not flags[first] and not flags[first + 1] and gaps[first] < 1:
            middle = (times[first] + times[first + 1]) / 2
            assert any(span.start_s <= middle <= span.end_s for span in signals.absent)


class LookingAtAll(Rules):
    """All of the take is opening, in which every picture is looked at."""

    values = {**Rules.values, "person.opening_s": 1e9}


class NoOpening(Rules):
    values = {**Rules.values, "person.opening_s": 0.0}


def test_between_ordinary_pictures_after_the_opening_every_other_is_looked_at():
    told = Told([[MAIN]] * 60)
    person = Person(Take(30, 25, 1920, 1080), Rules(), told)
    for number in range(60):
        shown(person, number / 2, number)
    signals = person.finish()
    assert (signals.samples, signals.present) == (60, 1.0)
    assert told.asked == [*range(30), *range(31, 59, 2), 59]


def test_a_picture_that_waits_is_looked_at_when_the_next_one_is_another():
    told = Told([[MAIN]] * 3 + [[MAIN, SECOND]] * 2 + [[MAIN]] * 4)
    person = Person(Take(None, 25, 1920, 1080), NoOpening(), told)
    for number in range(9):
        shown(person, number / 2, number)
    assert person.finish().crowd == (Span(1.25, 2.25, 2),)
    assert sorted(told.asked) == [0, 2, 3, 4, 5, 7, 8]


def test_nobody_for_a_while_is_looked_for_in_every_other_picture():
    told = Told([[]] * 20 + [[MAIN]] * 2 + [[]] * 4)
    person = Person(Take(None, 25, 1920, 1080), NoOpening(), told)
    for number in range(26):
        shown(person, number / 2, number)
    signals = person.finish()
    assert signals.absent == (Span(0, 9.75), Span(10.75, 12.75))
    assert (signals.samples, signals.present) == (26, pytest.approx(2 / 26))
    assert sorted(told.asked) == [0, 1, 2, 3, 5, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 24, 25]
    assert told.asked_turned < 10


_FAULTS = ([], [MAIN, SECOND], [Face(400, 10, 110, 140, 0.93)], [Face(0, 150, 110, 140, 0.93)])


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.sampled_from(_FAULTS), st.integers(2, 5)).map(
            lambda run: [[MAIN]] * run[0] + [run[1]] * run[2]
        ),
        max_size=5,
    ),
    st.integers(0, 4),
)
def test_what_lasts_two_pictures_is_found_as_if_all_were_looked_at(runs, rest):
    answers = [answer for run in runs for answer in run] + [[MAIN]] * rest
    pixels = picture()
    all_seen, some_seen = (watched(answers, rules=rules, pixels=pixels) for rules in (LookingAtAll(), NoOpening()))
    for name in ("samples", "present", "absent", "crowd", "outside", "sideways"):
        assert getattr(some_seen, name) == getattr(all_seen, name)
