"""The person's limits: exact over a minute, fair to every connection, and at once."""

from __future__ import annotations

import heapq
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.domain.limits import LEAST_RATE, Limits
from avatar_wizard.uploads.blocks import LARGE
from avatar_wizard.uploads.limits import Gate, Politeness, TokenBucket

MINUTE = 60.0


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def sent_in_a_minute(rate: float, connections: int, line: float) -> tuple[float, float]:
    """Bytes that left within a minute, and the longest that a connection waited for its turn.

    Each connection asks again when the line, shared by all, has taken its block.
    """
    gate = Gate(Clock())
    gate.change(rate)
    gate.share(connections)
    bucket = TokenBucket(rate)
    count = gate.turn(LARGE)
    asking = [(0.0, number) for number in range(connections)]
    sent = longest = free = 0.0
    while asking[0][0] < MINUTE:
        now, number = heapq.heappop(asking)
        wait = bucket.reserve(now, count)
        longest = max(longest, wait)
        free = max(free, now + wait) + count / line
        if now + wait < MINUTE:
            sent += count
        heapq.heappush(asking, (free, number))
    return sent, longest


@settings(max_examples=30)
@given(st.floats(LEAST_RATE, 2e8), st.integers(1, 32), st.floats(1.5, 1000))
def test_a_minute_is_within_a_tenth_of_the_limit(rate: float, connections: int, surplus: float) -> None:
    sent, _ = sent_in_a_minute(rate, connections, rate * surplus)
    assert 0.9 <= sent / MINUTE / rate <= 1.1


@settings(max_examples=30)
@given(st.floats(LEAST_RATE, 2e8), st.integers(1, 32))
def test_no_connection_waits_longer_than_a_store_is_patient(rate: float, connections: int) -> None:
    _, longest = sent_in_a_minute(rate, connections, 1e12)
    assert longest <= 11.0


@given(st.floats(LEAST_RATE, 1e8), st.floats(0, 0.99))
def test_a_line_slower_than_the_limit_is_not_slowed(rate: float, part: float) -> None:
    line = max(1.0, rate * part)
    bucket = TokenBucket(rate)
    now = waited = 0.0
    for _ in range(200):
        waited += bucket.reserve(now, 65536)
        now += 65536 / line
    assert waited == 0


def test_a_pause_earns_no_burst() -> None:
    bucket = TokenBucket(100_000)
    assert bucket.reserve(0.0, 100_000) == 0
    # An hour of silence is worth a tenth of a second.
    assert bucket.reserve(3600.0, 100_000) == 0
    assert bucket.reserve(3600.0, 100_000) == pytest.approx(0.9)


def test_without_a_limit_nobody_waits() -> None:
    bucket = TokenBucket()
    assert [bucket.reserve(0.0, 10**9) for _ in range(3)] == [0, 0, 0]


def test_a_new_rate_forgets_what_was_reserved() -> None:
    bucket = TokenBucket(1000)
    bucket.reserve(0.0, 1_000_000)
    bucket.change(100_000, 5.0)
    assert bucket.reserve(5.0, 100) == 0
    assert bucket.reserve(5.0, 100) == pytest.approx(0.001)


def waiting_at(gate: Gate, count: int, stopped: threading.Event) -> tuple[threading.Thread, list[int]]:
    """A thread that waits for its turn behind one that took the next minutes."""
    gate.admit(count, stopped.is_set)
    given: list[int] = []
    thread = threading.Thread(target=lambda: given.append(gate.admit(count, stopped.is_set)))
    thread.start()
    while not gate.has_held_back():
        thread.join(0.001)
    return thread, given


def test_lifting_the_limit_lets_everybody_go_at_once() -> None:
    gate = Gate(Clock())
    gate.change(LEAST_RATE)
    thread, given = waiting_at(gate, LARGE, threading.Event())
    gate.change(None)
    thread.join(10)
    assert given == [LARGE]


def test_whoever_is_stopped_waits_no_longer() -> None:
    gate, stopped = Gate(Clock()), threading.Event()
    gate.change(LEAST_RATE)
    thread, given = waiting_at(gate, LARGE, stopped)
    stopped.set()
    gate.wake()
    thread.join(10)
    assert len(given) == 1


def test_the_gate_tells_whether_it_held_anybody_back() -> None:
    gate = Gate(Clock())
    gate.admit(LARGE, lambda: False)
    assert not gate.has_held_back()


def test_the_more_connections_the_smaller_their_turns() -> None:
    gate = Gate(Clock())
    assert gate.turn(LARGE) == LARGE
    gate.change(64 * 1024)
    gate.share(4)
    assert gate.turn(LARGE) == 160 * 1024
    gate.share(32)
    assert gate.turn(LARGE) == 20 * 1024
    assert gate.turn(100) == 100


@pytest.mark.parametrize("rate", [0, -1, LEAST_RATE - 1])
def test_too_low_a_limit(rate: int) -> None:
    with pytest.raises(ValueError, match="rate"):
        Limits(rate=rate)


class Line:
    """A line that carries ``rate`` and is kept to what politeness allows."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.politeness = Politeness()
        self.now = self.moved = 0.0
        self.limits: list[float | None] = []

    def run(self, seconds: float) -> Line:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            limit = self.politeness.limit
            self.moved += 0.1 * (self.rate if limit is None else min(limit, self.rate))
            self.politeness.observe(self.now, int(self.moved))
            self.limits.append(self.politeness.limit)
        return self


@given(st.floats(100_000, 1e9))
def test_polite_is_three_quarters_of_the_line(rate: float) -> None:
    line = Line(rate).run(11)
    assert line.politeness.limit == pytest.approx(0.75 * rate, rel=0.02)


def test_measuring_takes_little_of_the_time() -> None:
    line = Line(1e6).run(3600)
    assert sum(limit is None for limit in line.limits) < 0.05 * len(line.limits)


def test_a_faster_line_is_noticed_within_five_minutes() -> None:
    line = Line(1e6).run(20)
    line.rate = 3e6
    assert line.run(312).politeness.limit == pytest.approx(2.25e6, rel=0.05)


def test_a_slower_line_is_noticed_sooner() -> None:
    line = Line(1e6).run(90)
    line.rate = 4e5
    assert line.run(40).politeness.limit == pytest.approx(3e5, rel=0.05)


def test_a_pause_is_not_measured() -> None:
    line = Line(1e6).run(8)
    line.now += 3600
    line.run(2)
    assert line.politeness.limit is None
    assert line.run(9).politeness.limit == pytest.approx(7.5e5, rel=0.02)


def test_another_line_is_measured_anew() -> None:
    line = Line(1e6).run(20)
    line.politeness.restart()
    assert line.politeness.limit is None


def test_a_line_that_is_away_is_not_measured() -> None:
    assert Line(0).run(60).politeness.limit is None
