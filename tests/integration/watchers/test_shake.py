"""Shake: the background moves. What a person or a lens does is none."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from avatar_wizard.domain.signals import Span
from support.little_takes import LittleTake, Person, trouble, watched

TAKE = LittleTake(seconds=8.0)


def swinging(percent: float, hertz: float = 2.1, start_s: float = 0.0, end_s: float = 99.0, width: int = 192):
    """A camera that swings to and fro by ``percent`` of the width within a span, and half as much up and down."""

    def camera(at_s: float) -> tuple[float, float]:
        if not start_s <= at_s < end_s:
            return (0.0, 0.0)
        turn = 2 * math.pi * hertz * (at_s - start_s)
        return (width * percent / 100 * math.sin(turn), width * percent / 200 * math.sin(0.8 * turn))

    return camera


def only(spans: tuple[Span, ...]) -> Span:
    """The one span."""
    (span,) = spans
    return span


@pytest.mark.parametrize("rate", [24.0, 30.0, 60.0])
@pytest.mark.parametrize(("percent", "hertz"), [(0.8, 2.1), (1.5, 1.3), (1.0, 4.0), (3.0, 2.0)])
def test_a_camera_held_by_hand(rate, percent, hertz):
    signals = watched(replace(TAKE, seconds=4.0, rate=rate, camera=swinging(percent, hertz)).pictures())
    shake = only(signals.shake)
    assert (shake.start_s, shake.end_s) == pytest.approx((0.0, 4.0), abs=0.4)
    assert shake.peak > 0.9 * percent
    assert signals.cuts == ()


def test_a_camera_that_is_thrown_about():
    signals = watched(replace(TAKE, seconds=4.0, noise=0.3, camera=swinging(7.0, 2.0)).pictures())
    assert only(signals.shake).peak > 5
    assert signals.flicker == ()


@pytest.mark.parametrize("size", [(108, 192), (192, 108), (90, 160)])
def test_a_knock_has_its_time(size):
    camera = swinging(1.2, 3.0, 4.0, 5.5, width=size[1])
    signals = watched(replace(TAKE, size=size, camera=camera).pictures())
    shake = only(signals.shake)
    assert (shake.start_s, shake.end_s) == pytest.approx((4.0, 5.5), abs=0.3)
    assert set(trouble(signals)) == {"shake"}


def test_the_peak_is_the_way_in_percent_of_the_width():
    camera = swinging(2.0, 1.25)
    shake = only(watched(replace(TAKE, camera=lambda at_s: (camera(at_s)[0], 0.0)).pictures()).shake)
    # To and fro: from one end to the other, as far as it goes in the time that is looked at.
    assert shake.peak == pytest.approx(4.0, abs=0.6)


def test_a_camera_that_is_pushed_once():
    """Somebody runs into the tripod: a way of a fifth of a second, no cut."""

    def camera(at_s: float) -> tuple[float, float]:
        pushed = min(1.0, max(0.0, (at_s - 4) / 0.2))
        return (3 * pushed, pushed)

    signals = watched(replace(TAKE, camera=camera).pictures())
    shake = only(signals.shake)
    assert (shake.start_s, shake.end_s) == pytest.approx((4.0, 4.2), abs=0.15)
    assert shake.peak == pytest.approx(math.hypot(3, 1) / 1.92, abs=0.4)
    assert set(trouble(signals)) == {"shake"}


@pytest.mark.parametrize("wall", ["room", "plain", "screen", "dark"])
@pytest.mark.parametrize(
    "change",
    [
        {"person": Person(liveliness=4.0, gestures=3.0)},
        {"person": Person(liveliness=3.0, gestures=1.5), "size": (192, 108)},
        {"person": Person(liveliness=1.0, gestures=1.0, leans=(2.0, 3.5, 5.0))},
        {"zoom": lambda at_s: 1 + 0.01 * math.sin(2 * math.pi * 0.6 * at_s), "seconds": 4.0},
        {"gain": lambda at_s: 1 + 0.1 * math.sin(2 * math.pi * 5 * at_s)},
        {"noise": 3.0},
        {"camera": swinging(0.15, 1.5)},
        {"camera": lambda at_s: (0.5 * at_s, 0.0)},
    ],
    ids=["gestures", "upright", "leans", "lens", "flicker", "noise", "a trifle", "creeps"],
)
def test_a_camera_that_stands(wall, change):
    assert watched(replace(TAKE, wall=wall, **change).pictures()).shake == ()


def test_a_camera_that_is_elsewhere_from_one_picture_to_the_next_was_cut():
    signals = watched(replace(TAKE, camera=lambda at_s: (0.0, 0.0) if at_s < 4 else (3.0, 1.0)).pictures())
    assert signals.cuts == pytest.approx((4.0,), abs=0.04)
    assert set(trouble(signals)) == {"cuts"}


def test_a_cut_to_another_place_is_no_shake():
    frames = [*TAKE.pictures()]
    other = [picture for _, picture in replace(TAKE, seed=7).pictures()]
    frames = [(at_s, other[count] if at_s >= 4 else picture) for count, (at_s, picture) in enumerate(frames)]
    signals = watched(frames)
    assert signals.cuts == pytest.approx((4.0,), abs=0.04)
    assert signals.shake == ()


def test_a_wall_without_anything_on_it_tells_nothing():
    assert watched(replace(TAKE, wall="plain", person=None, camera=swinging(2.0)).pictures()).shake == ()
