"""The size of blocks: small on a slow line, large on a fast one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.uploads.blocks import LARGE, SLOW, SMALL, BlockSize
from avatar_wizard.uploads.line import Timeouts


class Connection:
    """A connection of ``rate`` bytes per second that asks for one block after the other."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.now = 0.0
        self.sizes = BlockSize(lambda: self.now)
        self.longest = 0.0
        self.sizes.moved(0)

    def send(self, seconds: float) -> int:
        end = self.now + seconds
        while self.now < end:
            took = self.sizes.size / self.rate
            self.now += took
            self.longest = max(self.longest, took)
            self.sizes.moved(self.sizes.size)
        return self.sizes.size


@pytest.mark.parametrize("rate", [2_000, 15_625, 125_000, SLOW * 0.9])
def test_a_slow_connection_keeps_small_blocks(rate: float) -> None:
    assert Connection(rate).send(60) == SMALL


@pytest.mark.parametrize("rate", [SLOW * 1.1, 12_500_000, 10**9])
def test_a_fast_connection_gets_large_blocks(rate: float) -> None:
    assert Connection(rate).send(3) == LARGE


def test_it_follows_a_line_that_changes() -> None:
    connection = Connection(10**8)
    assert connection.send(1) == LARGE
    connection.rate = 20_000
    assert connection.send(30) == SMALL
    connection.rate = 10**8
    assert connection.send(1) == LARGE


def test_half_a_megabit_shared_by_nine_is_never_cut() -> None:
    connection = Connection(0.5 * 125_000 / 9)
    connection.send(600)
    assert connection.longest < Timeouts().block


@settings(max_examples=40)
@given(st.floats(2_500, 10**9))
def test_from_the_first_block_on_no_connection_comes_near_the_time_limit(rate: float) -> None:
    connection = Connection(rate)
    connection.send(5)
    assert connection.longest < Timeouts().block


def test_the_time_between_two_uploads_is_not_the_lines() -> None:
    connection = Connection(10**8)
    connection.send(1)
    connection.sizes.rest()
    connection.now += 3600
    connection.sizes.moved(0)
    assert connection.send(0.01) == LARGE
