"""The service's clock, and waiting."""

from __future__ import annotations

import time
from email.utils import formatdate
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.problem import Stopped
from avatar_wizard.metastudio.clock import ServiceClock, http_date, iso_time
from avatar_wizard.metastudio.pacing import LONGEST_BACKOFF_S, Pace, backoff

NOW = 1_790_000_000.0


@given(st.floats(-10 * 365 * 86400, 10 * 365 * 86400))
def test_an_offset_is_learnt_to_the_second(offset: float) -> None:
    clock = ServiceClock(lambda: NOW)
    assert clock.learn(formatdate(NOW + offset, usegmt=True))
    assert abs(clock.now() - (NOW + offset)) <= 2.0


def test_a_right_clock_stays_as_it_is() -> None:
    clock = ServiceClock(lambda: NOW)
    for second in range(-1, 2):
        clock.learn(formatdate(NOW + second, usegmt=True))
        assert clock.offset == 0.0
    clock.learn(formatdate(NOW + 3600, usegmt=True))
    learnt = clock.offset
    clock.learn(formatdate(NOW + 3601, usegmt=True))
    assert clock.offset == learnt, "a second of travel is no news"
    clock.learn(formatdate(NOW, usegmt=True))
    assert clock.offset == 0.0, "somebody has set the clock right"


@pytest.mark.parametrize("header", [None, "", "yesterday", "Sun, 99 Nov 2026 10:00:00 GMT", "\u0661", "Mon, 1"])
def test_an_unreadable_date_teaches_nothing(header: str | None) -> None:
    clock = ServiceClock(lambda: NOW)
    assert not clock.learn(header)
    assert clock.offset == 0.0


@given(st.text(max_size=40))
def test_no_date_raises(text: str) -> None:
    assert http_date(text) is None or isinstance(http_date(text), float)
    assert iso_time(text) is None or isinstance(iso_time(text), float)


def test_calls_keep_their_distance() -> None:
    pace = Pace(0.05, Event())
    started = time.monotonic()
    for _ in range(4):
        pace.take_turn()
    assert time.monotonic() - started >= 0.15


def test_a_stop_ends_the_wait_at_once() -> None:
    stop = Event()
    pace = Pace(3600.0, stop)
    pace.take_turn()
    stop.set()
    started = time.monotonic()
    with pytest.raises(Stopped):
        pace.take_turn()
    assert time.monotonic() - started < 5.0


@given(st.integers(0, 50), st.floats(0, 1))
def test_repeats_come_within_a_bound_that_doubles(attempt: int, chance: float) -> None:
    wait = backoff(attempt, 1.0, lambda: chance)
    assert 0 <= wait <= min(LONGEST_BACKOFF_S, 2.0**attempt)
