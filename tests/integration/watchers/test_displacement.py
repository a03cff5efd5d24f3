"""How far the background moved: exact to a quarter of a pixel, whatever the light does, and only when cells agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from avatar_wizard.footage.watchers.displacement import Background
from avatar_wizard.footage.watchers.pyramid import Plane, Pyramid
from support.little_takes import LittleTake

SIZE = (108, 192)
BACKGROUND = Background((54, 96), (27, 48))


CHANCE = np.random.default_rng(6)


def picture(
    right: float = 0.0, down: float = 0.0, *, gain: float = 1.0, noise: float = 0.6, seed: int = 1
) -> NDArray[np.uint8]:
    """The room, moved by pixels of the full size; noise is another one each time."""
    take = LittleTake(1, 1, person=None, noise=0, camera=lambda _: (right, down), gain=lambda _: gain, seed=seed)
    ((_, pixels),) = take.pictures()
    return np.clip(np.rint(pixels + CHANCE.normal(0, noise, SIZE)), 0, 255).astype(np.uint8)


def seen(pixels: NDArray[np.uint8]) -> tuple[Plane, Plane]:
    """At half and at a quarter of the size."""
    view = Pyramid(*pixels.shape).view(0.0, pixels)
    return view.half, view.quarter


@pytest.mark.parametrize("right", [-12.0, -5.0, -1.5, -0.5, 0.0, 0.25, 1.0, 3.0, 9.0])
@pytest.mark.parametrize("down", [-4.0, 0.0, 0.75, 2.0])
@pytest.mark.parametrize("gain", [0.9, 1.0, 1.1])
def test_a_camera_that_moved(right, down, gain):
    moved = BACKGROUND.moved(seen(picture()), seen(picture(right, down, gain=gain)))
    assert moved == pytest.approx((right / 2, down / 2), abs=0.25)


@settings(max_examples=40)
@given(st.integers(-20, 20), st.integers(-12, 12))
def test_there_and_back_again(right, down):
    one, other = seen(picture(noise=0.3)), seen(picture(right / 4, down / 4, noise=0.3))
    there, back = BACKGROUND.moved(one, other), BACKGROUND.moved(other, one)
    assert there == pytest.approx((-back[0], -back[1]), abs=0.1)


def test_two_halves_that_move_apart_are_no_camera():
    """As a lens does when it breathes."""
    still, left, right = picture(), picture(-2.0, 0.0), picture(2.0, 0.0)
    apart = np.hstack((left[:, :96], right[:, 96:]))
    assert BACKGROUND.moved(seen(still), seen(apart)) == pytest.approx((0.0, 0.0), abs=0.05)


def test_the_lower_part_is_the_persons():
    """Whoever fills the picture may move as they like below the upper corners."""
    still, moved = picture(), picture(2.0, 1.0)
    below = np.vstack((still[:54], moved[54:]))
    assert BACKGROUND.moved(seen(still), seen(below)) == (0.0, 0.0)


def test_somebody_close_who_sways_a_little_is_no_camera():
    """Half of the cells show the person; two corners at rest are enough to know better."""
    still, moved = picture(noise=0.2), picture(0.4, 0.0, noise=0.2)
    swaying = still.copy()
    swaying[:, 38:154] = moved[:, 38:154]
    swaying[27:, 154:] = moved[27:, 154:]
    assert BACKGROUND.moved(seen(still), seen(swaying)) == (0.0, 0.0)


@pytest.mark.parametrize("noise", [0.0, 0.5, 3.0])
def test_a_plain_wall_says_nothing(noise):
    plain = np.full(SIZE, 120.0)
    one, other = (
        np.clip(plain + np.random.default_rng(seed).normal(0, noise, SIZE), 0, 255).astype(np.uint8) for seed in (1, 2)
    )
    assert BACKGROUND.moved(seen(one), seen(other)) == (0.0, 0.0)


def test_upright_edges_say_nothing_of_up_and_down():
    def striped(right: float) -> NDArray[np.uint8]:
        columns = np.arange(192) - right
        return np.tile(np.rint(120 + 50 * np.sin(columns / 4)).astype(np.uint8), (108, 1))

    assert BACKGROUND.moved(seen(striped(0.0)), seen(striped(1.0))) == pytest.approx((0.5, 0.0), abs=0.1)


def test_another_picture_altogether_is_no_movement():
    moved = BACKGROUND.moved(seen(picture()), seen(picture(seed=9)))
    assert moved == (0.0, 0.0)
