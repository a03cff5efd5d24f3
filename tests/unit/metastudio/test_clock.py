"""The service's clock, and waiting."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from email.utils import formatdate
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.problem import Stopped
from avatar_wizard.metastudio.clock import SKEW_S, ServiceClock, http_date, iso_time, steady
from avatar_wizard.metastudio.pacing import LONGEST_BACKOFF_S, Pace, backoff

NOW = 1_790_000_000.0
NEAR = SKEW_S + 0.001


@dataclass
class Computer:
    """A computer whose wall clock somebody may set; the other one only ever goes on."""

    wall: float = NOW
    uptime: float = 100.0

    def clock(self) -> ServiceClock:
        return ServiceClock(lambda: self.wall, lambda: self.uptime)

    def wait(self, seconds: float) -> None:
        self.wall += seconds
        self.uptime += seconds


def date(moment: float) -> str:
    return formatdate(moment, usegmt=True)


@given(st.floats(-10 * 365 * 86400, 10 * 365 * 86400))
def test_an_offset_is_learnt_to_the_second(offset: float) -> None:
    clock = Computer().clock()
    assert clock.learn(date(NOW + offset))
    assert abs(clock.now() - (NOW + offset)) <= NEAR


def test_a_right_clock_stays_as_it_is() -> None:
    clock = Computer().clock()
    for second in range(-1, 2):
        clock.learn(date(NOW + second))
        assert clock.offset == 0.0
    clock.learn(date(NOW + 3600))
    learnt = clock.offset
    clock.learn(date(NOW + 3601))
    assert clock.offset == learnt, "a second of travel is no news"
    clock.learn(date(NOW))
    assert clock.offset == 0.0, "somebody has set the service's clock right"


@given(st.floats(-400 * 86400, 400 * 86400), st.floats(-400 * 86400, 400 * 86400), st.floats(0, 86400))
def test_what_is_learnt_holds_when_somebody_sets_the_clock(wrong: float, jump: float, passed: float) -> None:
    computer = Computer()
    clock = computer.clock()
    clock.learn(date(NOW + wrong))
    computer.wait(passed)
    computer.wall += jump
    assert abs(clock.now() - (NOW + wrong + passed)) <= NEAR
    assert abs(clock.offset - (wrong - jump)) <= 2 * NEAR, "what is told of this computer's clock is true of now"
    corrected = clock.corrected
    clock.learn(date(NOW + wrong + passed))
    assert clock.corrected - corrected <= 2 * NEAR, "the next answer has nothing to correct but fractions"


def test_until_the_first_answer_this_computers_clock_is_believed_as_it_was_first_seen() -> None:
    computer = Computer(wall=NOW - 86400)
    clock = computer.clock()
    computer.wall = NOW
    assert clock.now() == NOW
    computer.wait(10)
    computer.wall += 86400
    assert (clock.now(), clock.offset, clock.corrected) == (NOW + 10, 0.0, 0.0)
    # What was signed meanwhile was signed with the old time: the answer does correct something, or does not.
    computer.wall = NOW - 3600
    other = computer.clock()
    assert other.now() == NOW - 3600
    computer.wall = NOW
    other.learn(date(NOW))
    assert (other.now(), other.corrected) == (NOW, 3600.0)


@pytest.mark.parametrize("slept", [900.0, 86400.0])
def test_a_count_that_stood_still_is_put_right_by_the_next_answer(slept: float) -> None:
    """A virtual machine that was paused: its clock was set right afterwards, what counts its time was not."""
    computer = Computer()
    clock = computer.clock()
    clock.learn(date(NOW))
    computer.wall += slept
    assert clock.now() == NOW
    clock.learn(date(NOW + slept))
    assert clock.now() == NOW + slept, "the computer's own clock is the finer one"
    assert abs(clock.corrected - slept) <= 2.0


def test_a_slow_answers_date_says_little() -> None:
    computer = Computer()
    clock = computer.clock()
    clock.learn(date(NOW))
    computer.wait(50)
    clock.learn(date(NOW), took_s=50.0)
    assert (clock.now(), clock.corrected) == (NOW + 50, 0.0)
    clock.learn(date(NOW + 7200), took_s=50.0)
    assert abs(clock.offset - 7150) <= 2.0


def test_the_count_goes_on() -> None:
    before = steady()
    assert 0 <= steady() - before < 60
    if sys.platform == "linux":
        assert abs(steady() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 60, "also while the computer sleeps"


@pytest.mark.parametrize("header", [None, "", "yesterday", "Sun, 99 Nov 2026 10:00:00 GMT", "\u0661", "Mon, 1"])
def test_an_unreadable_date_teaches_nothing(header: str | None) -> None:
    clock = Computer().clock()
    assert not clock.learn(header)
    assert (clock.offset, clock.corrected) == (0.0, 0.0)


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
