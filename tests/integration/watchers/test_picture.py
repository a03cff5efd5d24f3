"""Black, frozen and cut takes, and all those that only look like it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.domain.signals import PictureSignals, Span
from avatar_wizard.footage.rules import load_rules
from avatar_wizard.footage.watchers.watching import Take
from support.little_takes import MEASURES, LittleTake, Person, Picture, PlainRules, held, trouble, watched

RULES = Path(__file__).parents[3] / "resources" / "rules" / "footage.toml"
ROOM = LittleTake()
LIVELY = Person(liveliness=2.5, gestures=2.0)
SPANS = ("drift", "flicker", "black", "frozen", "shake")


def planted(
    pictures: Iterable[tuple[float, Picture]], start_s: float, end_s: float, light: int
) -> Iterator[tuple[float, Picture]]:
    """One even grey from ``start_s`` to ``end_s``."""
    for at_s, picture in pictures:
        yield at_s, np.full_like(picture, light) if start_s <= at_s < end_s else picture


def only(spans: tuple[Span, ...]) -> tuple[float, float]:
    """Start and end of the one span."""
    (span,) = spans
    return pytest.approx((span.start_s, span.end_s), abs=0.1)


@pytest.mark.parametrize("wall", ["room", "plain", "screen", "dark"])
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"noise": 0.0},
        {"noise": 2.5},
        {"rate": 60.0, "seconds": 4.0},
        {"rate": 24000 / 1001},
        {"size": (192, 108)},
        {"size": (90, 160)},
        {"size": (107, 191)},
        {"person": LIVELY},
        {"person": replace(LIVELY, clothes=230.0)},
        {"person": Person(liveliness=0.15, gestures=0.0)},
        {"gain": lambda at_s: 1 + 0.015 * math.sin(2 * math.pi * 0.3 * at_s)},
        {"zoom": lambda at_s: 1 + 0.006 * math.sin(2 * math.pi * 0.7 * at_s), "seconds": 4.0},
    ],
    ids=lambda change: ",".join(change) or "as it is",
)
def test_nothing_is_amiss_in_a_good_take(wall, change):
    """Camera noise, quick hands, a nod, a blink, a calm listener, a lens that breathes, an exposure that follows."""
    assert trouble(watched(replace(ROOM, wall=wall, **change).pictures())) == {}


@pytest.mark.parametrize("noise", [0.25, 0.35, 0.6])
def test_a_person_who_does_not_move_at_all_is_not_frozen_while_the_camera_has_noise(noise):
    still = replace(ROOM, noise=noise, person=Person(liveliness=0.0, gestures=0.0))
    assert trouble(watched(still.pictures())) == {}


def test_a_still_background_without_noise_is_not_frozen_while_anything_moves():
    """A drawn clip: every pixel stands, but a small dot wanders."""

    def pictures() -> Iterator[tuple[float, Picture]]:
        for count in range(100):
            picture = np.full((108, 192), 120, np.uint8)
            picture[50:54, 40 + count // 2 : 44 + count // 2] = 200
            yield count / 25, picture

    assert trouble(watched(pictures())) == {}


@pytest.mark.parametrize("light", [0, 12, 25])
@pytest.mark.parametrize(("start_s", "end_s"), [(0.0, 0.4), (2.0, 2.12), (2.0, 4.0), (5.0, 6.0)])
def test_black_pictures(light, start_s, end_s):
    signals = watched(planted(ROOM.pictures(), start_s, end_s, light))
    assert only(signals.black) == (start_s, end_s)
    assert set(trouble(signals)) == {"black"}


def test_what_is_dark_but_can_be_seen_is_not_black():
    assert watched(planted(ROOM.pictures(), 2.0, 3.0, 28)).black == ()


def test_a_single_black_picture_is_too_short_to_tell():
    assert watched(planted(ROOM.pictures(), 2.0, 2.04, 0)).black == ()


def test_a_take_that_is_black_all_the_way_is_nothing_but_black():
    signals = watched(planted(ROOM.pictures(), 0.0, 9.0, 3))
    assert only(signals.black) == (0.0, 6.0)
    assert set(trouble(signals)) == {"black"}
    assert signals.bars is None


@pytest.mark.parametrize(("start_s", "end_s"), [(0.0, 0.6), (2.0, 2.6), (2.0, 4.0), (5.0, 6.0)])
@pytest.mark.parametrize("rate", [25.0, 60.0])
def test_a_picture_that_stands(start_s, end_s, rate):
    signals = watched(held(replace(ROOM, rate=rate).pictures(), start_s, end_s))
    assert only(signals.frozen) == (start_s, end_s)
    # When it goes on the person has jumped, which is no second trouble.
    assert set(trouble(signals)) == {"frozen"}


def test_a_picture_that_stands_a_moment_only_is_no_trouble():
    assert watched(held(ROOM.pictures(), 2.0, 2.4)).frozen == ()


def test_a_frozen_picture_that_is_coded_afresh_now_and_then_is_still_frozen():
    chance = np.random.default_rng(4)

    def coded() -> Iterator[tuple[float, Picture]]:
        fresh = 0
        for at_s, picture in held(ROOM.pictures(), 2.0, 5.0):
            if 2.0 <= at_s < 5.0:
                if round(at_s * 25) % 12 == 0:
                    fresh = chance.choice((0, 1, -1, 3), picture.shape, p=(0.5, 0.245, 0.245, 0.01))
                picture = (picture.astype(int) + fresh).clip(0, 255).astype(np.uint8)
            yield at_s, picture

    assert only(watched(coded()).frozen) == (2.0, 5.0)


def test_a_hole_in_the_pictures_is_a_picture_that_stood():
    signals = watched((at_s, picture) for at_s, picture in ROOM.pictures() if not 2.0 < at_s < 3.0)
    assert only(signals.frozen) == (2.0, 3.0)
    assert set(trouble(signals)) == {"frozen"}


def test_a_still_picture_as_a_take_is_frozen():
    (_, picture), *_ = ROOM.pictures()
    signals = watched((count / 25, picture) for count in range(50))
    assert only(signals.frozen) == (0.0, 2.0)
    assert set(trouble(signals)) == {"frozen"}


@pytest.mark.parametrize("rate", [25.0, 30.0, 60.0])
@pytest.mark.parametrize("person", [Person(), LIVELY])
def test_another_scene(rate, person):
    one, other = replace(ROOM, rate=rate, person=person), replace(ROOM, rate=rate, seed=9, wall="screen")
    frames = [*one.pictures()][: round(2.0 * rate)]
    frames += [(at_s + 2.0, picture) for at_s, picture in other.pictures()][: round(2.0 * rate)]
    (cut,) = watched(frames).cuts
    assert cut == pytest.approx(2.0, abs=1 / rate)


@pytest.mark.parametrize("wall", ["room", "plain", "screen", "dark"])
@pytest.mark.parametrize("noise", [0.0, 0.6, 2.0])
def test_a_jump_in_the_same_scene(wall, noise):
    (cut,) = watched(replace(ROOM, wall=wall, noise=noise, person=Person(gestures=0.3, leans=(3.0,))).pictures()).cuts
    assert cut == pytest.approx(3.0, abs=0.04)


def test_two_cuts_half_a_second_apart_are_two():
    assert watched(replace(ROOM, person=Person(gestures=0.3, leans=(2.0, 2.6))).pictures()).cuts == (
        pytest.approx(2.0, abs=0.04),
        pytest.approx(2.6, abs=0.04),
    )


@pytest.mark.parametrize("rate", [25.0, 60.0])
def test_a_recorder_that_stumbles_makes_no_cut(rate):
    """Two pictures are repeated, and the next one makes up for them."""
    speed = 2 * math.pi * rate / 25  # two pixels from picture to picture, round and round
    take = replace(ROOM, rate=rate, camera=lambda at_s: (8 * math.cos(speed * at_s), 8 * math.sin(speed * at_s)))
    frames = [*take.pictures()]
    for first in range(20, len(frames) - 10, 23):
        for repeated in (first + 1, first + 2):
            frames[repeated] = (frames[repeated][0], frames[first][1])
    assert watched(frames).cuts == ()


@pytest.mark.parametrize(
    "gain",
    [
        lambda at_s: 1.0 if at_s < 3.0 else 0.8,
        lambda at_s: 1.25 if 3.0 <= at_s < 3.04 else 1.0,
        lambda at_s: 1 + 0.1 * (int(at_s * 12.5) % 2),
        lambda at_s: min(1.0, 0.3 + at_s / 4),
    ],
    ids=["lamp", "flash", "steps", "fade"],
)
def test_a_change_of_light_is_no_cut(gain):
    signals = watched(replace(ROOM, gain=gain).pictures())
    assert signals.cuts == ()
    assert signals.shake == ()
    assert signals.frozen == ()


@pytest.mark.parametrize(
    ("rows", "columns", "share"),
    [((14, 94), (0, 192), 28 / 108), ((0, 108), (24, 168), 48 / 192), ((20, 108), (0, 192), 20 / 108)],
    ids=["letter-box", "pillar-box", "one side"],
)
def test_bars(rows, columns, share):
    def pictures() -> Iterator[tuple[float, Picture]]:
        for at_s, picture in ROOM.pictures():
            framed = np.zeros_like(picture)
            framed[slice(*rows), slice(*columns)] = picture[slice(*rows), slice(*columns)]
            yield at_s, framed

    signals = watched(pictures())
    assert signals.bars == pytest.approx(share, abs=0.011)
    assert set(trouble(signals)) == {"bars"}


def test_short_looks_are_not_put_together():
    """Twenty looks of eight pictures: between two of them nothing stands, nothing is cut, nothing shakes."""
    frames = [*replace(ROOM, seconds=40.0, rate=10.0).pictures()]
    looks = [(at_s, picture) for at_s, picture in frames if at_s % 2 < 0.75]
    spans = tuple((2.0 * count, 2.0 * count + 0.8) for count in range(20))
    assert trouble(watched(looks, Take(40.0, 10.0, 1920, 1080, spans))) == {}
    assert watched(looks, Take(40.0, 10.0, 1920, 1080, ((0.0, 40.0),))).frozen


def test_a_take_without_pictures_shows_nothing():
    assert watched([]) == PictureSignals()


def test_a_few_pictures_are_enough():
    for count in range(1, 8):
        signals = watched([*ROOM.pictures()][:count])
        assert trouble(signals) == {}
        assert signals.end_s == pytest.approx(count / 25)


def test_pictures_of_another_size_begin_anew():
    frames = [*ROOM.pictures()][:50]
    frames += [(2 + at_s, picture) for at_s, picture in replace(ROOM, size=(90, 160)).pictures()][:50]
    assert trouble(watched(frames)) == {}


def test_times_that_go_back_or_stand_do_no_harm():
    frames = [
        (max(0.0, at_s - 0.2 * (count % 7 == 3)), picture) for count, (at_s, picture) in enumerate(ROOM.pictures())
    ]
    signals = watched(frames)
    assert signals.start_s == 0.0
    assert signals.cuts == signals.black == signals.frozen == ()


def test_what_a_studio_sets_is_heeded():
    quick = PlainRules({**MEASURES, "picture.frozen_s": 0.2, "picture.black_s": 0.04, "picture.black_level": 20.0})
    assert only(watched(held(ROOM.pictures(), 2.0, 2.4), rules=quick).frozen) == (2.0, 2.4)
    assert only(watched(planted(ROOM.pictures(), 2.0, 2.04, 45), rules=quick).black) == (2.0, 2.04)


def test_the_shipped_rules_tell_how_to_measure():
    shipped = load_rules(RULES)
    assert {name: shipped.measure(name) for name in MEASURES} == MEASURES


SMALL = LittleTake(seconds=4.0, rate=20.0, size=(36, 64))
FRAMES = [*SMALL.pictures()]
MOMENTS = st.integers(0, 79).map(lambda count: count / 20)
FLAWS = st.lists(st.tuples(st.sampled_from(["black", "held", "light", "cut", "gone"]), MOMENTS, MOMENTS), max_size=4)


def flawed(flaws: list[tuple[str, float, float]], begin_s: float = 0.0) -> list[tuple[float, Picture]]:
    """A small take with whatever was planted, beginning at ``begin_s``."""
    frames = FRAMES
    for kind, one, other in flaws:
        start_s, end_s = sorted((one, other))
        if kind == "black":
            frames = [*planted(frames, start_s, end_s, 0)]
        elif kind == "held":
            frames = [*held(frames, start_s, end_s)]
        elif kind == "light":
            frames = [*planted(frames, start_s, end_s, 180)]
        elif kind == "cut":
            frames = [(at_s, picture[::-1] if at_s >= start_s else picture) for at_s, picture in frames]
        else:
            frames = [(at_s, picture) for at_s, picture in frames if not start_s <= at_s < end_s]
    return [(at_s + begin_s, picture) for at_s, picture in frames]


@settings(max_examples=30)
@given(FLAWS)
def test_spans_are_in_order_inside_the_take_and_apart(flaws):
    frames = flawed(flaws)
    signals = watched(frames)
    if not frames:
        return
    assert signals.start_s == frames[0][0]
    for name in SPANS:
        spans = getattr(signals, name)
        for span in spans:
            assert signals.start_s - 0.25 <= span.start_s < span.end_s <= signals.end_s + 0.25, name
            assert math.isfinite(span.peak)
        assert all(one.end_s <= other.start_s for one, other in pairwise(spans)), name
    assert list(signals.cuts) == sorted(set(signals.cuts))
    assert all(signals.start_s < at_s <= frames[-1][0] for at_s in signals.cuts)


@settings(max_examples=15)
@given(FLAWS, st.integers(1, 400).map(lambda count: count / 4))
def test_a_later_take_has_the_same_flaws_later(flaws, later_s):
    one, other = watched(flawed(flaws)), watched(flawed(flaws, later_s))
    for name in ("black", "frozen", "drift"):
        moved = [(span.start_s + later_s, span.end_s + later_s) for span in getattr(one, name)]
        found = [(span.start_s, span.end_s) for span in getattr(other, name)]
        assert np.array(found).reshape(-1, 2) == pytest.approx(np.array(moved).reshape(-1, 2), abs=0.01), name
    assert other.cuts == pytest.approx([at_s + later_s for at_s in one.cuts], abs=0.01)
