"""The green screen: clean ones say nothing bad, each fault shows in its own number, and size or side do not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.domain.signals import ScreenColour, ScreenSignals
from avatar_wizard.footage.watchers.screen import Screen
from avatar_wizard.footage.watchers.screen_picture import map_shape
from avatar_wizard.footage.watchers.silhouette import reach, shrunk
from avatar_wizard.footage.watchers.watching import Take

GREEN, BLUE, GREY = (0, 155, 56), (0, 71, 187), (128, 128, 128)
FABRIC = (84, 140, 78)  # a cloth that is lit well, as a camera sees it
SKIN, SHIRT = (200, 150, 120), (70, 72, 90)


class Rules:
    """The measures of the shipped rules."""

    values = {
        "screen.excess_share": 0.2,
        "screen.zone_share": 0.12,
        "screen.wall_share": 0.3,
        "screen.spill_share": 0.08,
    }

    def measure(self, name: str) -> float:
        return self.values[name]


class Scene:
    """A person before a wall; places by the picture's height, across from the middle."""

    def __init__(self, width=480, height=270, wall=GREEN, noise=2.0):
        self.down, across = np.mgrid[0:height, 0:width].astype(np.float64)
        self.down = (self.down + 0.5) / height
        self.across = (across + 0.5 - width / 2) / height
        self.reach = width / 2 / height
        self.noise = noise
        self.colour = np.empty((height, width, 3))
        self.colour[:] = wall

    def lit(self, stops):
        """Light that grows by so many stops from the left to the right; the camera's curve is ITU-R BT.709's."""
        code = self.colour / 255
        light = np.where(code < 0.081, code / 4.5, ((code + 0.099) / 1.099) ** (1 / 0.45))
        light *= (2 ** (stops * self.across / (2 * self.reach)))[..., None]
        self.colour = 255 * np.where(light < 0.018, 4.5 * light, 1.099 * light**0.45 - 0.099)
        return self

    def dimmed(self, factor):
        self.colour *= factor
        return self

    def box(self, left, top, right, bottom, colour):
        self.colour[(self.across > left) & (self.across < right) & (self.down > top) & (self.down < bottom)] = colour
        return self

    def body(self):
        head = (self.across / 0.09) ** 2 + ((self.down - 0.35) / 0.13) ** 2 < 1
        trunk = (np.abs(self.across) < 0.06 + 0.2 * np.minimum(1, (self.down - 0.45) * 8)) & (self.down > 0.47)
        return head, trunk

    def person(self, skin=SKIN, shirt=SHIRT, spill=0.0, wall=GREEN):
        head, trunk = self.body()
        self.colour[trunk], self.colour[head] = shirt, skin
        whole = head | trunk
        rim = whole & ~shrunk(whole, max(1, round(10 * self.colour.shape[0] / 270)))
        self.colour[rim] = (1 - spill) * self.colour[rim] + spill * np.array(wall)
        return self

    def pixels(self, seed=0):
        noise = np.random.default_rng(seed).normal(0, self.noise, self.colour.shape)
        return np.clip(self.colour + noise, 0, 255).astype(np.uint8)


def seen(*pictures, size=(1920, 1080)) -> ScreenSignals:
    screen = Screen(Take(len(pictures) / 2, 25, *size), Rules())
    for number, pixels in enumerate(pictures):
        screen.take(number / 2, pixels)
    return screen.finish()


def is_clean(signals):
    return (
        signals.colour is ScreenColour.GREEN
        and signals.coverage > 0.99
        and signals.unevenness < 0.1
        and 35 < signals.level < 60
        and signals.spill < 0.02
        and signals.holes < 0.001
    )


SKINS = [(255, 219, 172), (241, 194, 125), (224, 172, 105), (198, 134, 66), (141, 85, 36), (74, 48, 36), (30, 24, 22)]


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("wall", [GREEN, FABRIC])
def test_a_clean_screen_has_nothing_to_say(skin, wall):
    assert is_clean(seen(Scene(wall=wall).person(skin).pixels()))


@pytest.mark.parametrize("shirt", [(25, 25, 26), (235, 235, 235), (30, 40, 90), (150, 30, 40), (215, 205, 60)])
def test_clothes_that_are_not_green_are_no_spill(shirt):
    assert is_clean(seen(Scene().person(shirt=shirt).pixels()))


def test_nothing_seen_says_nothing():
    assert seen() == ScreenSignals()


@pytest.mark.parametrize(
    ("wall", "colour"),
    [
        (GREEN, ScreenColour.GREEN),
        (FABRIC, ScreenColour.GREEN),
        (BLUE, ScreenColour.BLUE),
        ((60, 90, 190), ScreenColour.BLUE),
        (GREY, ScreenColour.OTHER),
        ((230, 225, 215), ScreenColour.OTHER),
        ((5, 14, 6), ScreenColour.OTHER),
        ((190, 60, 50), ScreenColour.OTHER),
    ],
)
def test_the_colour_of_the_wall(wall, colour):
    assert seen(Scene(wall=wall).person().pixels()).colour is colour


def test_where_no_screen_is_nothing_of_it_is_measured():
    signals = seen(Scene(wall=GREY).person().pixels())
    assert signals.coverage == 0
    assert (signals.unevenness, signals.level, signals.spill, signals.holes) == (None, None, None, None)
    assert set(signals.map) == {-1}


@pytest.mark.parametrize(("width", "share"), [(0.1, 0.88), (0.2, 0.755), (0.5, 0.64)])
def test_a_screen_that_ends_at_the_side_covers_less(width, share):
    edge = -480 / 270 / 2
    assert seen(Scene().box(edge, 0, edge + width, 1, GREY).person().pixels()).coverage == pytest.approx(
        share, abs=0.03
    )


def test_the_lower_edge_is_where_the_person_stands():
    assert is_clean(seen(Scene().box(-1, 0.9, 1, 1, (110, 90, 70)).person().pixels()))


@pytest.mark.parametrize("stops", [0.2, 0.5, 1.0, 2.0])
def test_stops_of_light_are_measured(stops):
    # The brightest and the darkest twentieth are left out.
    assert seen(Scene().lit(stops).person().pixels()).unevenness == pytest.approx(0.9 * stops, rel=0.15)


@pytest.mark.parametrize("factor", [0.5, 0.8, 1.0, 1.5])
def test_the_level_is_that_of_the_wall(factor):
    percent = (0.2126 * GREEN[0] + 0.7152 * GREEN[1] + 0.0722 * GREEN[2]) / 2.55
    assert seen(Scene().dimmed(factor).person().pixels()).level == pytest.approx(percent * factor, abs=1)


@pytest.mark.parametrize("skin", SKINS)
def test_green_light_on_the_edge_is_spill(skin):
    assert seen(Scene().person(skin, spill=0.45).pixels()).spill > 0.3


@pytest.mark.parametrize("longer", [640, 1280, 1920, 3840])
def test_the_mixed_edge_itself_is_no_spill(longer):
    """As coding leaves it: colour at half the resolution, then scaled to the watcher's size."""
    width, height = longer, longer * 9 // 16
    fine = Scene(width, height, noise=0).person().colour
    luma = fine @ (0.2126, 0.7152, 0.0722)
    colour = fine - luma[..., None]
    coarse = colour.reshape(height // 2, 2, width // 2, 2, 3).mean(axis=(1, 3)).repeat(2, axis=0).repeat(2, axis=1)
    coded = np.clip(luma[..., None] + coarse, 0, 255)
    if longer > 480 and longer % 480 == 0:
        step = longer // 480
        small = coded.reshape(270, step, 480, step, 3).mean(axis=(1, 3))
    else:
        rows, columns = (np.arange(270) * height / 270).astype(int), (np.arange(480) * width / 480).astype(int)
        small = coded[rows][:, columns]
    assert seen(small.astype(np.uint8), size=(width, height)).spill < 0.02


@pytest.mark.parametrize("tie", [GREEN, (0, 80, 20), (120, 230, 120), (90, 160, 90)])
def test_a_green_tie_is_a_hole(tie):
    signals = seen(Scene().person().box(-0.03, 0.6, 0.03, 0.85, tie).pixels())
    assert 0.02 < signals.holes < 0.2
    assert signals.spill < 0.02


def test_a_green_badge_beside_the_middle_is_a_hole_when_it_is_not_the_wall():
    assert seen(Scene().person().box(0.12, 0.6, 0.19, 0.68, (110, 200, 90)).pixels()).holes > 0.01


def test_the_wall_seen_under_an_arm_is_no_hole():
    scene = Scene()
    scene.box(-0.4, 0.55, 0.4, 1, SHIRT).box(-0.35, 0.62, -0.24, 0.85, GREEN).box(0.24, 0.62, 0.35, 0.85, GREEN)
    assert seen(scene.person().pixels()).holes < 0.001


@pytest.mark.parametrize("shirt", [(30, 70, 40), (0, 46, 17)])
def test_a_dark_green_shirt_is_a_hole_though_it_touches_the_wall(shirt):
    assert seen(Scene().person(shirt=shirt).pixels()).holes > 0.3


def test_an_empty_screen_has_no_person():
    signals = seen(Scene().pixels())
    assert (signals.spill, signals.holes, signals.coverage) == (None, None, 1.0)


def test_a_hand_that_flits_by_is_no_fault_and_a_tenth_of_the_take_is():
    clean = Scene().person().pixels()
    bad = Scene().box(-1, 0, -0.5, 1, GREY).person().pixels()
    assert seen(*[clean] * 10, bad, *[clean] * 29).coverage > 0.99
    signals = seen(*[clean] * 10, *[bad] * 6, *[clean] * 24)
    assert signals.coverage < 0.7
    assert 5 <= signals.worst_s < 8


def test_one_picture_of_another_colour_spoils_nothing():
    clean, cut = Scene().person().pixels(), Scene(wall=BLUE).person().pixels()
    assert is_clean(seen(*[clean] * 8, cut))


@pytest.mark.parametrize(("width", "height"), [(480, 270), (270, 480), (480, 360), (360, 360), (480, 201)])
def test_the_map_tells_the_light_of_each_block(width, height):
    signals = seen(Scene(width, height).lit(1).pixels())
    rows, columns = map_shape(height, width)
    assert signals.map_columns == columns
    assert max(rows, columns) == 32
    light = np.array(signals.map).reshape(rows, columns)
    assert (np.diff(light.mean(axis=0)) > -0.2).all()
    # A stop is a factor of 1.47 in what the camera writes at this level; the outer blocks' middles are closer.
    assert light[:, -1].mean() / light[:, 0].mean() == pytest.approx(1.47 ** (1 - 1 / columns), abs=0.03)


def test_the_map_leaves_the_person_out():
    light = np.array(seen(Scene().person().pixels()).map).reshape(18, 32)
    assert light[-1, 16] == light[6, 16] == -1
    assert light[0].min() > 30


def test_maps_of_a_long_take_are_thinned_out():
    screen = Screen(Take(None, None, 64, 36), Rules())
    for number in range(1500):
        screen.take(number / 2, Scene(64, 36, noise=0).dimmed(0.6 if number < 700 else 1.0).pixels())
    kept = screen._maps._kept
    assert len(kept) <= 128
    # As many of the dark beginning as is its share.
    assert sum(light.max() < 35 for light in kept) / len(kept) == pytest.approx(700 / 1500, abs=0.03)


FAULTS = {
    "clean": lambda scene: scene.person(),
    "side": lambda scene: scene.box(-2, 0, -0.6 * scene.reach, 1, GREY).person(),
    "uneven": lambda scene: scene.lit(1).person(),
    "spill": lambda scene: scene.person(spill=0.5),
    "hole": lambda scene: scene.person().box(-0.05, 0.55, 0.05, 0.9, GREEN),
}
SHARES = ("coverage", "unevenness", "spill", "holes")


def shares(signals):
    return np.array([getattr(signals, name) for name in SHARES])


@settings(max_examples=10, deadline=None)
@given(fault=st.sampled_from(sorted(FAULTS)), width=st.integers(300, 520), portrait=st.booleans())
def test_the_size_of_the_picture_changes_little(fault, width, portrait):
    size = (width * 9 // 16, width) if portrait else (width, width * 9 // 16)
    usual = (270, 480) if portrait else (480, 270)
    first, second = (shares(seen(FAULTS[fault](Scene(*one)).pixels(), size=(1920, 1080))) for one in (usual, size))
    assert first == pytest.approx(second, abs=0.12)


@settings(max_examples=8, deadline=None)
@given(fault=st.sampled_from(sorted(FAULTS)), seed=st.integers(0, 99))
def test_left_and_right_are_the_same(fault, seed):
    pixels = FAULTS[fault](Scene()).pixels(seed)
    assert shares(seen(pixels)) == pytest.approx(shares(seen(pixels[:, ::-1])), abs=0.02)


@settings(max_examples=20, deadline=None)
@given(
    shape=st.sampled_from([(1, 1), (2, 3), (9, 16), (270, 480), (480, 270), (1, 480)]), seed=st.integers(0, 2**32 - 1)
)
def test_no_picture_makes_it_raise(shape, seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (*shape, 3), np.uint8)
    pixels[..., 1] |= np.uint8(seed % 256)
    signals = seen(pixels, size=(shape[1], shape[0]))
    assert 0 <= signals.coverage <= 1


@given(seed=st.integers(0, 2**32 - 1), rows=st.integers(1, 9), columns=st.integers(1, 9))
def test_what_is_reached_is_what_a_walk_reaches(seed, rows, columns):
    random = np.random.default_rng(seed)
    passable = random.random((rows, columns)) < 0.65
    start = random.random((rows, columns)) < 0.1
    walked = set(zip(*np.nonzero(start & passable), strict=True))
    todo = list(walked)
    while todo:
        row, column = todo.pop()
        for place in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if 0 <= place[0] < rows and 0 <= place[1] < columns and passable[place] and place not in walked:
                walked.add(place)
                todo.append(place)
    assert set(zip(*np.nonzero(reach(start, passable)), strict=True)) == walked
