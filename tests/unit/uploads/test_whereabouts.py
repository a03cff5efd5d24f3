"""A laptop's life by clocks of our own: names that come and go, other networks, sleep, and clocks that are set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.uploads.whereabouts import ASLEEP_S, SETTLED_S, Move, Sleep, Whereabouts

DAY = 86400.0


class Laptop:
    """Where it is, and what its clocks say."""

    def __init__(self, name: str = "home") -> None:
        self.name = name
        self.now = 1000.0
        self.whereabouts = Whereabouts(lambda: self.name, lambda: self.now)

    def look(self, name: str, after: float = 2.0) -> Move:
        self.name = name
        self.now += after
        return self.whereabouts.look()


def test_the_first_name_is_found_and_stays() -> None:
    laptop = Laptop()
    assert [laptop.look("home") for _ in range(3)] == [Move.FOUND, Move.STAYED, Move.STAYED]
    assert laptop.whereabouts.name == "home"


def test_a_drop_of_five_seconds_is_no_change() -> None:
    laptop = Laptop()
    laptop.look("home")
    moves = [laptop.look(name) for name in ("", "", "home", "home")]
    assert moves == [Move.STAYED, Move.STAYED, Move.BACK, Move.STAYED]
    assert laptop.whereabouts.name == "home"


def test_another_network_is_believed_when_it_stays() -> None:
    laptop = Laptop()
    laptop.look("home")
    assert [laptop.look(name) for name in ("work", "work", "work")] == [Move.STAYED, Move.STAYED, Move.ELSEWHERE]
    assert laptop.whereabouts.name == "work"


def test_what_is_there_for_a_moment_only_is_no_change() -> None:
    laptop = Laptop()
    laptop.look("home")
    # A tunnel that is built anew: the plain way out shows through.
    assert [laptop.look(name) for name in ("plain", "home", "plain", "home")] == [Move.STAYED] * 4
    assert laptop.look("plain", SETTLED_S) is Move.STAYED


@given(st.floats(0.1, 2.1))
def test_another_network_is_noticed_within_ten_seconds(every: float) -> None:
    laptop = Laptop()
    laptop.look("home")
    laptop.look("", every)
    arrived = laptop.now
    while laptop.look("hotel", every) is not Move.ELSEWHERE:
        assert laptop.now - arrived < 10


def test_with_nothing_to_lose_it_is_believed_at_once() -> None:
    laptop = Laptop()
    laptop.look("home")
    laptop.name = "work"
    assert laptop.whereabouts.look(at_once=True) is Move.ELSEWHERE


@given(st.lists(st.tuples(st.sampled_from(["", "home"]), st.floats(0, 100)), max_size=40))
def test_however_often_it_drops_one_network_is_never_another(looks: list[tuple[str, float]]) -> None:
    laptop = Laptop()
    moves = [laptop.look(name, after) for name, after in looks]
    assert Move.ELSEWHERE not in moves
    assert moves.count(Move.FOUND) <= 1


@given(st.lists(st.sampled_from(["", "home", "work"]), max_size=40))
def test_what_is_known_is_never_forgotten(names: list[str]) -> None:
    laptop = Laptop()
    known = ""
    for name in names:
        move = laptop.look(name)
        assert bool(laptop.whereabouts.name) >= bool(known)
        assert (laptop.whereabouts.name != known) is (move in (Move.FOUND, Move.ELSEWHERE))
        known = laptop.whereabouts.name


class Clocks:
    """A monotonic clock, and one on the wall."""

    def __init__(self) -> None:
        self.clock, self.wall = 1000.0, 1_700_000_000.0
        self.sleep = Sleep(lambda: self.clock, lambda: self.wall)

    def after(self, seconds: float, wall: float | None = None) -> bool:
        self.clock += seconds
        self.wall += seconds if wall is None else wall
        return self.sleep.is_over()


@pytest.mark.parametrize(
    ("clock", "wall"),
    [
        pytest.param(0.1, 3600.0, id="Linux: the monotonic clock slept too"),
        pytest.param(3600.0, 3600.0, id="Windows: it went on"),
        pytest.param(ASLEEP_S + 0.2, 0.1, id="a wall clock that was put back meanwhile"),
        pytest.param(ASLEEP_S + 0.2, -DAY, id="by a day even"),
    ],
)
def test_sleep_is_noticed_once(clock: float, wall: float) -> None:
    clocks = Clocks()
    assert not clocks.after(0.1)
    assert clocks.after(clock, wall)
    assert not any(clocks.after(0.1) for _ in range(50))


@given(st.lists(st.tuples(st.floats(0, ASLEEP_S - 1), st.floats(-10 * DAY, ASLEEP_S - 1)), max_size=50))
def test_a_clock_that_is_put_back_is_not_sleep(steps: list[tuple[float, float]]) -> None:
    clocks = Clocks()
    assert not any(clocks.after(clock, wall) for clock, wall in steps)


def test_time_in_which_nobody_had_a_reason_to_look_is_not_sleep() -> None:
    clocks = Clocks()
    clocks.after(0.1)
    clocks.clock += DAY
    clocks.wall += DAY
    clocks.sleep.begin()
    assert not clocks.after(0.1)
