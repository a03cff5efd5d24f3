"""HDR pictures as an ordinary screen shows them."""

from __future__ import annotations

import numpy as np
import pytest

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.footage.decoding.shown import Shown, conversion

WHITE = {"arib-std-b67": 0.75, "smpte2084": 0.58}  # ITU-R BT.2408-7: a white wall


def facts(**known) -> FootageFacts:
    return FootageFacts(size=1, container="mp4", **known)


def test_an_ordinary_take_is_left_alone():
    assert conversion(facts(transfer="bt709", primaries="bt709")) is None
    assert conversion(facts()) is None


@pytest.mark.parametrize("known", [{"transfer": "smpte2084"}, {"transfer": "arib-std-b67"}, {"primaries": "bt2020"}])
def test_wide_and_deep_ones_are_converted(known):
    assert conversion(facts(**known)) is not None


@pytest.mark.parametrize("transfer", WHITE)
def test_black_stays_black_and_a_white_wall_is_light_but_not_burnt(transfer):
    signals = np.array([[0, round(255 * WHITE[transfer]), 255]], np.uint8)
    black, wall, lamp = Shown(transfer).grey(signals)[0]
    assert black == 0
    assert 215 < wall < 250
    assert lamp > wall


@pytest.mark.parametrize("transfer", [*WHITE, None])
def test_grey_stays_grey_in_colour_and_as_light_as_without(transfer):
    shown = Shown(transfer)
    ramp = np.tile(np.arange(2, 256, 4, dtype=np.uint8)[None, :, None], (2, 1, 3))
    colours = shown.colour(ramp).astype(int)
    assert colours.shape == ramp.shape
    assert np.ptp(colours, axis=2).max() <= 3
    assert np.abs(colours[..., 0] - shown.grey(ramp[..., 0])).max() <= 8


def test_green_gets_greener_when_its_primaries_are_wider():
    green = np.full((1, 1, 3), (60, 180, 60), np.uint8)
    red, lit, blue = Shown(None).colour(green)[0, 0].astype(int)
    assert lit - max(red, blue) > 120
