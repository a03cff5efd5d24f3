"""Light: second by second, drifting, flickering; and what a person does to it, which is neither."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from avatar_wizard.domain.signals import PictureSignals, Span
from avatar_wizard.footage.watchers.watching import Take
from support.little_takes import LittleTake, Person, trouble, watched

TAKE = LittleTake(seconds=12.0)
WALLS = ["room", "plain", "screen"]


def sine(hertz: float, amount: float, start_s: float = 0.0, end_s: float = 99.0):
    """A gain that goes up and down by ``amount`` within a span."""

    def gain(at_s: float) -> float:
        return 1 + amount * math.sin(2 * math.pi * hertz * at_s) if start_s <= at_s < end_s else 1.0

    return gain


def only(spans: tuple[Span, ...]) -> Span:
    """The one span."""
    (span,) = spans
    return span


def test_the_light_of_each_second():
    pictures = ((count / 10, np.full((54, 96), 51 * (count // 10), np.uint8)) for count in range(50))
    assert watched(pictures).light == pytest.approx((0.0, 20.0, 40.0, 60.0, 80.0), abs=0.1)


def test_a_second_that_was_not_looked_at_is_as_the_one_before():
    looks = [(0.0, 51), (0.5, 51), (3.0, 102), (3.4, 102)]
    pictures = [(at_s, np.full((54, 96), light, np.uint8)) for at_s, light in looks]
    signals = watched(pictures, Take(4.0, 2.0, 1920, 1080, ((0.0, 0.5), (3.0, 3.4))))
    assert signals.light == pytest.approx((20.0, 20.0, 20.0, 40.0), abs=0.1)


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("amount", [-0.10, -0.07, 0.07, 0.15])
def test_a_lamp_that_is_switched(wall, amount):
    take = replace(TAKE, wall=wall, gain=lambda at_s: 1 + amount * (5.0 <= at_s < 9.0))
    drift = only(watched(take.pictures()).drift)
    assert (drift.start_s, drift.end_s) == pytest.approx((5.0, 9.0), abs=0.5)
    assert drift.peak == pytest.approx(abs(amount) * 100, abs=1.0)


@pytest.mark.parametrize("wall", WALLS)
def test_light_that_fades_departs_at_both_ends(wall):
    take = replace(TAKE, wall=wall, gain=lambda at_s: 1 - 0.02 * at_s)
    signals = watched(take.pictures())
    assert set(trouble(signals)) == {"drift"}
    first, last = signals.drift
    assert first.start_s == pytest.approx(0.0, abs=0.3)
    assert last.end_s == pytest.approx(12.0, abs=0.3)
    # 12 percent below at the middle is the take's own light; 5 percent of 88 are 4.4, thus 2.2 seconds.
    assert first.end_s == pytest.approx(6.0 - 2.2, abs=0.6)


@pytest.mark.parametrize("gain", [lambda at_s: 1 - 0.004 * at_s, sine(0.2, 0.03), lambda at_s: 1 + 0.03 * (at_s > 6)])
def test_a_little_drift_is_let_pass(gain):
    assert trouble(watched(replace(TAKE, gain=gain).pictures())) == {}


def test_somebody_in_white_who_bends_down_is_no_drift():
    class Leaning(Person):
        def draw(self, picture, at_s):
            super().draw(picture[max(0, round(30 * math.sin(at_s / 2))) :], at_s)

    take = replace(TAKE, person=Leaning(clothes=245.0))
    signals = watched(take.pictures())
    assert max(signals.light) - min(signals.light) > 1
    assert signals.drift == signals.flicker == ()


@pytest.mark.parametrize("wall", [*WALLS, "dark"])
@pytest.mark.parametrize(
    ("rate", "hertz"),
    [(25.0, 5.0), (25.0, 8.0), (30.0, 10.0), (24.0, 4.0), (50.0, 20.0), (60.0, 20.0), (25.0, 12.4)],
    ids=lambda value: str(value),
)
def test_lamps_that_do_not_fit_the_shutter(wall, rate, hertz):
    """100 or 120 pulses a second as cameras of 24 to 60 pictures see them."""
    take = replace(TAKE, wall=wall, rate=rate, gain=sine(hertz, 0.05, 4.0, 9.0))
    signals = watched(take.pictures())
    flicker = only(signals.flicker)
    assert (flicker.start_s, flicker.end_s) == pytest.approx((4.0, 9.0), abs=0.3)
    assert flicker.peak == pytest.approx(5.0, abs=1.5)
    assert set(trouble(signals)) == {"flicker"}


def test_steps_of_light_from_picture_to_picture():
    take = replace(TAKE, gain=lambda at_s: 1 + 0.1 * (int(at_s * 12.5 + 1e-6) % 2))
    flicker = only(watched(take.pictures()).flicker)
    assert (flicker.start_s, flicker.end_s) == pytest.approx((0.0, 12.0), abs=0.1)


@pytest.mark.parametrize("hertz", [0.4, 0.7, 1.3])
def test_slow_pulsing(hertz):
    take = replace(TAKE, seconds=20.0, gain=sine(hertz, 0.06))
    flicker = only(watched(take.pictures()).flicker)
    assert (flicker.start_s, flicker.end_s) == pytest.approx((0.0, 20.0), abs=1.0)


def test_bands_of_a_rolling_shutter():
    """They run through the picture while its mean hardly changes."""

    def banded() -> PictureSignals:
        frames = []
        for at_s, picture in TAKE.pictures():
            rows = np.arange(108)[:, None] / 108
            gain = 1 + 0.05 * np.sin(2 * np.pi * (2 * rows - 5.3 * at_s))
            frames.append((at_s, np.clip(picture * gain, 0, 255).astype(np.uint8)))
        return watched(frames)

    signals = banded()
    assert max(signals.light) - min(signals.light) < 1
    assert only(signals.flicker).seconds == pytest.approx(12.0, abs=0.2)


@pytest.mark.parametrize("wall", [*WALLS, "dark"])
@pytest.mark.parametrize("amount", [0.0, 0.01])
def test_a_ripple_that_nobody_sees_is_no_flicker(wall, amount):
    take = replace(TAKE, wall=wall, gain=sine(8.0, amount), person=Person(liveliness=2.0, gestures=2.0))
    assert watched(take.pictures()).flicker == ()


@pytest.mark.parametrize("pause_s", [0.3, 1.0, 2.5])
def test_a_lamp_that_goes_off_and_on_once_is_no_flicker(pause_s):
    take = replace(TAKE, gain=lambda at_s: 0.9 if 5.0 <= at_s < 5.0 + pause_s else 1.0)
    assert watched(take.pictures()).flicker == ()


def test_a_black_moment_is_neither_drift_nor_flicker():
    frames = [(at_s, picture if not 5 <= at_s < 8 else picture // 64) for at_s, picture in TAKE.pictures()]
    assert set(trouble(watched(frames))) == {"black"}


def test_inserted_scenes_are_no_flicker():
    other = [picture for _, picture in replace(TAKE, wall="screen", gain=lambda _: 0.7).pictures()]
    frames = [
        (at_s, other[count] if 3 <= at_s < 9 and at_s % 2 >= 1 else picture)
        for count, (at_s, picture) in enumerate(TAKE.pictures())
    ]
    signals = watched(frames)
    assert signals.flicker == ()
    assert signals.cuts == pytest.approx((3.0, 4.0, 5.0, 6.0, 7.0, 8.0), abs=0.04)
