"""Somebody sets this computer's clock while we run, or it wakes up after a day: nothing is refused twice, or at all."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass

import pytest

from avatar_wizard.flow.ports import Credentials
from avatar_wizard.metastudio import connect
from integration.metastudio.given import FIELDS, QUICK, calls
from support.practice import Practice

DAY = 86400.0
both_ways = pytest.mark.parametrize("jump", [DAY, -DAY, 400 * DAY])


@dataclass
class WallClock:
    """This computer's clock, which a test may set."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


def refused(practice: Practice) -> int:
    return sum(entry["status"] == 401 for entry in practice.journal())


@both_ways
def test_between_two_calls(practice: Practice, by_keys: Credentials, jump: float) -> None:
    wall = WallClock()
    service = connect(by_keys, clock=wall, settings=QUICK)
    _, urls = service.create(FIELDS)
    wall.ahead = jump
    assert 23 * 3600 < urls.dies_at - service.now() < 25 * 3600, "the URLs live as long as before"
    service.create(FIELDS)
    service.jobs()
    assert refused(practice) == 0
    assert abs(service.clock_offset() + jump) < 5, "what is said of this computer's clock is true"
    wall.ahead = 0.0
    service.jobs()
    assert (refused(practice), service.clock_offset()) == (0, 0.0)


@both_ways
def test_between_learning_and_signing(practice: Practice, by_keys: Credentials, jump: float) -> None:
    """A clock that stands elsewhere each time it is looked at."""
    jumps = itertools.cycle([jump, 0.0, -jump])
    service = connect(by_keys, clock=lambda: time.time() + next(jumps), settings=QUICK)
    for _ in range(4):
        service.jobs()
    job_id, _ = service.create(FIELDS)
    assert practice.jobs() == [job_id]
    assert refused(practice) <= 1, "only what went out before the first answer"


@both_ways
def test_before_the_first_call(practice: Practice, by_keys: Credentials, jump: float) -> None:
    wall = WallClock()
    service = connect(by_keys, clock=wall, settings=QUICK)
    wall.ahead = jump
    job_id, _ = service.create(FIELDS)
    assert practice.jobs() == [job_id]
    assert refused(practice) == 1


@both_ways
def test_a_token_lives_on(practice: Practice, by_password: Credentials, jump: float) -> None:
    wall = WallClock()
    service = connect(by_password, clock=wall, settings=QUICK)
    service.jobs()
    wall.ahead = jump
    service.jobs()
    assert (calls(practice, "token"), refused(practice)) == (1, 0)


@both_ways
def test_where_even_the_count_of_seconds_is_off(practice: Practice, by_keys: Credentials, jump: float) -> None:
    """Like a virtual machine that was paused: from in here it is the service whose clock has jumped."""
    service = connect(by_keys, settings=QUICK)
    service.jobs()
    for skew in (jump, 0.0):
        practice.control("clock", {"skew_s": skew})
        before = refused(practice)
        service.create(FIELDS)
        service.jobs()
        assert refused(practice) - before == 1, "refused once, put right by its date, and done"
        assert abs(service.now() - time.time() - skew) < 5
    assert len(practice.jobs()) == 2


@both_ways
def test_a_token_that_died_meanwhile_is_renewed(practice: Practice, by_password: Credentials, jump: float) -> None:
    service = connect(by_password, settings=QUICK)
    service.jobs()
    practice.control("clock", {"skew_s": jump + 3600})
    service.jobs()
    service.create(FIELDS)
    assert len(practice.jobs()) == 1
    assert refused(practice) <= 1
