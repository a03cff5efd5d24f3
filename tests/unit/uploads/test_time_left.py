"""The time left: right on a steady line, calm on an uneven one, silent when nobody can tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.uploads.time_left import TimeLeft

STEP = 0.1


def run(time_left: TimeLeft, rate: float, block: int, seconds: float, now: float = 0.0, done: float = 0.0) -> float:
    """Observe a line of ``rate`` that moves whole blocks; the bytes done in the end."""
    for step in range(1, round(seconds / STEP) + 1):
        time_left.observe(now + step * STEP, int((done + rate * step * STEP) // block * block))
    return done + rate * seconds


@given(st.floats(62_500, 1.25e8), st.sampled_from([65536, 262144]), st.floats(60, 7200))
def test_within_a_fifth_after_half_a_minute(rate: float, block: int, total: float) -> None:
    time_left = TimeLeft()
    done = run(time_left, rate, block, 30)
    left = rate * total - done
    assert time_left.estimate(int(left)) == pytest.approx(left / rate, rel=0.2)


@given(st.floats(1e6, 1e8), st.floats(0.3, 3.0))
def test_it_follows_a_line_that_changes(rate: float, factor: float) -> None:
    time_left = TimeLeft()
    done = run(time_left, rate, 65536, 30)
    run(time_left, rate * factor, 65536, 30, now=30, done=done)
    assert time_left.estimate(10**9) == pytest.approx(1e9 / (rate * factor), rel=0.2)


@given(
    st.floats(62_500, 1.25e8),
    st.integers(1, 8),
    st.floats(60, 3600),
    st.lists(st.floats(0.5, 1.5), min_size=10, max_size=60),
)
def test_a_restless_line_that_is_steady_in_the_mean(
    rate: float, connections: int, total: float, jitter: list[float]
) -> None:
    # The rate changes ten times a second, by half up or down; blocks of all connections arrive in lumps.
    mean = sum(jitter) / len(jitter)
    time_left, done = TimeLeft(), 0.0
    for step in range(300):
        done += rate * STEP * jitter[step % len(jitter)] / mean
        lump = 65536 * connections
        time_left.observe((step + 1) * STEP, int(done // lump * lump))
    left = rate * total - done
    assert time_left.estimate(int(left)) == pytest.approx(left / rate, rel=0.2)


def test_in_the_first_seconds_nobody_can_tell() -> None:
    time_left = TimeLeft()
    assert time_left.estimate(10**9) is None
    run(time_left, 1e6, 65536, 2.5)
    assert time_left.estimate(10**9) is None
    run(time_left, 1e6, 65536, 2, now=2.5, done=2.5e6)
    assert time_left.estimate(10**9) is not None


def test_while_nothing_moves_nobody_can_tell() -> None:
    time_left = TimeLeft()
    done = run(time_left, 1e6, 65536, 30)
    run(time_left, 0.0, 1, 120, now=30, done=done)
    assert time_left.estimate(10**9) is None


def test_nothing_left() -> None:
    time_left = TimeLeft()
    run(time_left, 1e6, 65536, 30)
    assert time_left.estimate(0) == 0
