"""How many connections: hill climbing over simulated lines, a second of which takes no time at all."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.uploads.blocks import LARGE, SLOW, SMALL
from avatar_wizard.uploads.concurrency import MOST, START, HillClimb, Sample

MIB = 1024 * 1024
MBIT = 125_000
SLICE = 8 * MIB
STEP = 0.1


@dataclass
class SimulatedLine:
    """A climb over a line whose goodput depends on the number of connections."""

    goodput: Callable[[int], float]
    slice_size: int = SLICE
    noise: float = 0.0
    supply: int = 1000
    is_limited: bool = False
    climb: HillClimb = field(default_factory=HillClimb)
    now: float = 0.0
    moved: float = 0.0
    counted: int = 0
    blocks: int = 0
    seen: list[int] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    _swing: float = 1.0

    def run(self, seconds: float) -> SimulatedLine:
        for _ in range(round(seconds / STEP)):
            # A line's luck changes by the second, not by the sample.
            if round(self.now / STEP) % 10 == 0:
                self._swing = 1.0 + self.chance.uniform(-self.noise, self.noise)
            self.now += STEP
            active = min(self.climb.target, self.supply)
            self.moved += STEP * self.goodput(active) * self._swing
            size = SMALL if self.goodput(active) < SLOW * active else LARGE
            while self.moved - self.counted >= size:
                self.counted += size
                self.blocks += 1
            self.climb.observe(Sample(self.now, self.counted, self.blocks, active, self.slice_size, self.is_limited))
            self.seen.append(self.climb.target)
        return self


def lossy(capacity: float, each: float) -> Callable[[int], float]:
    """Every connection has a rate of its own until the line is full."""
    return lambda connections: min(capacity, connections * each)


def test_a_clean_line_keeps_few() -> None:
    line = SimulatedLine(lambda _: 100 * MBIT).run(3600)
    assert line.climb.target == START
    assert max(line.seen) == 6
    # The trials, too, are rare.
    assert sum(target > START for target in line.seen) < 0.05 * len(line.seen)


@pytest.mark.parametrize("seed", range(8))
def test_noise_on_a_clean_line_is_no_gain(seed: int) -> None:
    line = SimulatedLine(lambda _: 100 * MBIT, noise=0.03, chance=random.Random(seed)).run(1800)
    assert sum(line.seen) / len(line.seen) < 8


@pytest.mark.parametrize("seed", range(5))
def test_a_lossy_line_is_climbed_within_ninety_seconds(seed: int) -> None:
    line = SimulatedLine(lossy(1000 * MBIT, 3 * MBIT), noise=0.1, chance=random.Random(seed)).run(90)
    assert line.climb.target == MOST


def test_a_lossy_line_is_climbed_a_step_at_a_time() -> None:
    line = SimulatedLine(lossy(1000 * MBIT, 3 * MBIT)).run(90)
    assert list(dict.fromkeys(line.seen)) == [4, 6, 12, 24, 32]
    changes = [i for i in range(1, len(line.seen)) if line.seen[i] != line.seen[i - 1]]
    assert all(later - earlier >= 100 for earlier, later in pairwise(changes))


@pytest.mark.parametrize("flattered", [1.3, 1.6, 2.0])
@pytest.mark.parametrize("seed", range(5))
def test_a_lucky_beginning_costs_one_trial_and_no_more(flattered: float, seed: int) -> None:
    # On a long line slow start carries the first window far above what the connections keep.
    line = SimulatedLine(lossy(100 * MBIT, 3 * MBIT), noise=0.1, chance=random.Random(seed))
    steady = line.goodput
    line.goodput = lambda connections: steady(connections) * (flattered if line.now < 13 else 1)
    assert line.run(75).climb.target >= 27


def test_one_trial_by_luck_is_not_believed_twice() -> None:
    # The line is clean, and bad just while the base is measured again after the trial: more are tried once more.
    line = SimulatedLine(lambda _: 100 * MBIT)
    line.goodput = lambda _: (80 if 24 < line.now < 38 else 100) * MBIT
    line.run(3600)
    assert line.climb.target == START
    assert sum(target > START for target in line.seen) < 0.25 * len(line.seen)


@pytest.mark.parametrize(("capacity", "enough"), [(20, 7), (30, 10), (50, 17), (80, 27)])
def test_a_full_line_is_not_overshot(capacity: int, enough: int) -> None:
    line = SimulatedLine(lossy(capacity * MBIT, 3 * MBIT)).run(600)
    assert enough * 0.9 <= line.climb.target <= enough * 1.5 + 1
    assert line.climb.proven is not None
    assert abs(line.climb.proven - enough) <= enough * 0.5 + 1


@pytest.mark.parametrize("each", [1.3, 2, 3, 10])
def test_ten_megabits_feed_at_most_nine(each: float) -> None:
    line = SimulatedLine(lossy(10 * MBIT, each * MBIT)).run(1800)
    assert max(line.seen) <= 9
    assert line.climb.target >= 4


def test_fewer_do_not_help_where_each_has_a_rate_of_its_own() -> None:
    line = SimulatedLine(lossy(100 * MBIT, 0.5 * MBIT)).run(1800)
    assert line.climb.target == START
    assert sum(line.seen) / len(line.seen) > 0.95 * START


def test_too_many_for_the_rate_are_taken_back() -> None:
    line = SimulatedLine(lambda _: 10 * MBIT, climb=HillClimb(start=32)).run(15)
    assert line.climb.target <= 9


def test_half_a_megabit_is_left_to_one() -> None:
    line = SimulatedLine(lambda _: 0.5 * MBIT).run(120)
    assert line.climb.target == 1


@settings(max_examples=40)
@given(st.floats(0.2, 1000), st.sampled_from([8, 16, 64]), st.integers(1, 32))
def test_on_a_full_line_a_slice_never_takes_more_than_a_minute(capacity: float, mib: int, start: int) -> None:
    line = SimulatedLine(lambda _: capacity * MBIT, slice_size=mib * MIB, climb=HillClimb(start=start)).run(60)
    line.seen.clear()
    line.run(200)
    assert max(line.seen) <= max(1, 1.1 * capacity * MBIT * 60 / (mib * MIB))


def test_few_blocks_are_no_window() -> None:
    # 1 Mbit/s moves 64 blocks of 64 KiB in 34 seconds: with the settling, nothing can be judged before 40.
    line = SimulatedLine(lossy(100 * MBIT, 0.25 * MBIT), slice_size=MIB).run(39)
    assert set(line.seen) == {START}
    assert line.run(5).climb.target > START


def test_what_was_remembered_is_the_beginning_and_can_shrink() -> None:
    line = SimulatedLine(lambda _: 100 * MBIT, climb=HillClimb(start=18)).run(10)
    assert set(line.seen) == {18}
    line.run(3600)
    assert line.climb.target <= 6


def test_a_lossy_line_does_not_shrink() -> None:
    line = SimulatedLine(lossy(1000 * MBIT, 3 * MBIT)).run(1800)
    assert line.climb.target == MOST or line.seen[-1] >= MOST / 1.5
    late = line.seen[900:]
    assert sum(late) / len(late) > 0.97 * MOST


@pytest.mark.parametrize("start", [1, 2, 3, 4, 6, 9, 32])
def test_a_store_that_asks_for_less_gets_less(start: int) -> None:
    climb = HillClimb(start=start)
    climb.throttled(100.0)
    assert climb.target == (start if start <= 2 else max(2, int(start / 1.5)))
    before = climb.target
    # Everybody who was under way hears the same at the same moment.
    climb.throttled(100.1)
    climb.throttled(109.0)
    assert climb.target == before


def test_after_less_was_asked_for_it_rests_a_minute() -> None:
    line = SimulatedLine(lossy(1000 * MBIT, 3 * MBIT)).run(40)
    line.climb.throttled(line.now)
    fewer = line.climb.target
    line.seen.clear()
    line.run(58)
    assert set(line.seen) == {fewer}
    assert line.run(60).climb.target > fewer


def test_with_too_little_to_send_nothing_is_judged() -> None:
    line = SimulatedLine(lossy(1000 * MBIT, 3 * MBIT), supply=3).run(300)
    assert set(line.seen) == {START}
    assert line.climb.proven is None


def test_under_the_persons_own_limit_nothing_is_judged() -> None:
    line = SimulatedLine(lossy(1000 * MBIT, 3 * MBIT), is_limited=True).run(300)
    assert set(line.seen) == {START}


def test_a_line_that_was_cut_is_not_taken_for_a_slow_one() -> None:
    rate = 10 * MBIT
    line = SimulatedLine(lambda _: rate).run(30)
    rate = 0
    line.run(120)
    assert line.climb.target == START


def test_another_network_starts_anew() -> None:
    line = SimulatedLine(lossy(1000 * MBIT, 3 * MBIT)).run(90)
    line.climb.restart(7)
    assert line.climb.target == 7
    assert line.climb.proven is None


@given(
    st.lists(
        st.tuples(st.floats(0, 30), st.integers(0, 10**9), st.integers(0, 10**4), st.integers(0, 40), st.booleans()),
        max_size=60,
    ),
    st.integers(0, 10**10),
)
def test_whatever_is_sampled_the_bounds_hold(steps: list[tuple[float, int, int, int, bool]], slice_size: int) -> None:
    climb = HillClimb()
    now = moved = blocks = 0.0
    for wait, more, count, active, is_limited in steps:
        now, moved, blocks = now + wait, moved + more, blocks + count
        climb.observe(Sample(now, int(moved), int(blocks), active, slice_size, is_limited))
        if count % 7 == 0:
            climb.throttled(now)
        assert 1 <= climb.target <= MOST


@pytest.mark.parametrize(("start", "most"), [(0, 4), (5, 4), (-1, 4)])
def test_impossible_bounds(start: int, most: int) -> None:
    with pytest.raises(ValueError, match="start"):
        HillClimb(start=start, most=most)
