"""Where marks, ticks and the curve stand on a film strip."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.ui.parts.strip_layout import columns, lane_count, spread, ticks

SIDE = 26
middles = st.lists(st.floats(0, 900, allow_nan=False), max_size=40).map(sorted)


@given(middles, st.integers(SIDE * 6, 1200))
def test_marks_stand_inside_and_do_not_cover_each_other_while_three_lanes_are_enough(
    wished: list[float], width: int
) -> None:
    wished = [min(middle, float(width)) for middle in wished]
    spots = spread(wished, width, SIDE)
    assert len(spots) == len(wished)
    assert all(0 <= spot.left <= width - SIDE for spot in spots)
    assert {spot.lane for spot in spots} <= set(range(lane_count(len(wished), width, SIDE)))
    for lane in {spot.lane for spot in spots}:
        lefts = [spot.left for spot in spots if spot.lane == lane]
        assert lefts == sorted(lefts), "marks must keep the order of time"
        if len(wished) <= 3 * (width // SIDE):
            assert all(b - a >= SIDE - 1 for a, b in pairwise(lefts))


@given(st.floats(0, 500), st.integers(200, 900))
def test_a_lonely_mark_stands_above_its_moment(middle: float, width: int) -> None:
    (spot,) = spread([min(middle, float(width))], width, SIDE)
    assert abs(spot.left + SIDE / 2 - min(middle, width)) <= SIDE / 2 + 1
    assert spot.lane == 0


@given(st.floats(0.01, 36_000), st.integers(1, 20))
def test_ticks_are_round_few_and_inside(seconds: float, most: int) -> None:
    found = ticks(seconds, most)
    assert 1 <= len(found) <= most + 1
    assert found[0] == 0
    assert found[-1] <= seconds
    assert len({b - a for a, b in pairwise(found)}) <= 1


@pytest.mark.parametrize(("seconds", "most", "step"), [(40, 8, 10), (331, 12, 30), (331, 5, 120), (3600, 8, 600)])
def test_ticks_have_the_finest_step_there_is_room_for(seconds: float, most: int, step: int) -> None:
    assert ticks(seconds, most)[:2] == (0, step)


@given(st.lists(st.floats(-70, 0), max_size=400), st.floats(0.5, 600), st.integers(1, 300))
def test_columns_hold_every_peak_and_nothing_past_the_end(curve: list[float], seconds: float, count: int) -> None:
    curve = curve[: int(seconds)]
    found = columns(curve, seconds, count)
    assert len(found) == count
    if curve:
        assert max(value for value in found if value is not None) == max(curve)
    known = [value is not None for value in found]
    assert known == sorted(known, reverse=True), "no hole before the end"


def test_nothing_has_no_place() -> None:
    assert spread([], 500, SIDE) == ()
    assert ticks(0, 5) == ()
    assert columns([1.0], 0, 5) == ()
