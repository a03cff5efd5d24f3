"""What steers the whole program: numbers from samples, limits and memory together, by a clock of our own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.limits import LEAST_RATE, Limits
from avatar_wizard.domain.schedule import Hold, HoldReason, QuietHours, Schedule
from avatar_wizard.uploads.concurrency import START
from avatar_wizard.uploads.flow_control import FlowControl
from avatar_wizard.uploads.memory import RunMemory
from avatar_wizard.uploads.whereabouts import Move

SLICE = 8 * 1024 * 1024
BLOCK = 64 * 1024


@dataclass
class World:
    """A control in a world where seconds and networks are ours to choose."""

    memory: RunMemory = field(default_factory=RunMemory)
    connections: int | None = None
    now: float = 0.0
    moment: float = 0.0
    network: str = "home"
    each: float = 400_000.0
    moved: float = 0.0

    def __post_init__(self) -> None:
        self.control = FlowControl(
            connections=self.connections,
            clock=lambda: self.now,
            wall=lambda: self.moment,
            random=lambda: 0.5,
            memory=self.memory,
            network=lambda: self.network,
        )
        self.control.arrive("store.example")

    def move(self, network: str) -> Move:
        """Be in ``network`` from now on, and look until that counts."""
        self.network = network
        self.control.arrive("store.example")
        self.now += 5
        return self.control.arrive("store.example")

    def run(self, seconds: float) -> World:
        """Every connection moves ``each`` bytes a second, as far as the limit lets them."""
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            active = self.control.connections
            self.moved += 0.1 * min(active * self.each, self.control.gate.rate or float("inf"))
            while self.moved >= BLOCK:
                self.moved -= BLOCK
                self.control.moved(BLOCK)
            self.control.sample(active, SLICE)
        return self


def test_what_worked_is_remembered_and_used_again() -> None:
    world = World()
    assert world.control.connections == START
    found = world.run(100).control.connections
    assert found > 16
    assert world.memory.load("store.example", "home") == found
    assert World(world.memory).control.connections == found
    assert World(world.memory, network="train").control.connections == START


def test_another_network_is_another_line() -> None:
    world = World()
    world.run(100)
    assert world.move("studio") is Move.ELSEWHERE
    assert world.control.connections == START
    assert world.move("studio") is Move.STAYED
    world.move("home")
    assert world.control.connections > 16


def test_another_store_in_the_same_network_is_no_other_network() -> None:
    world = World()
    assert world.control.arrive("other.example") is Move.STAYED


def test_a_network_that_drops_for_a_moment_changes_nothing() -> None:
    world = World()
    found = world.run(80).control.connections
    assert world.move("") is Move.STAYED
    assert world.run(5).control.connections == found
    assert world.move("home") is Move.STAYED
    # What is found while the name is missing belongs to the last network that had one.
    assert world.memory.load("store.example", "home") == found
    assert world.memory.load("store.example", "") is None


def test_a_name_that_comes_later_keeps_what_was_found_without_it() -> None:
    world = World(network="")
    found = world.run(100).control.connections
    assert found > 16
    assert world.move("home") is Move.STAYED
    assert world.control.connections == found
    world.memory.save("store.example", "home", 9)
    late = World(world.memory, network="")
    late.run(100)
    late.network = "home"
    assert late.control.arrive("store.example") is Move.FOUND
    assert late.control.connections == 9


def test_a_fixed_number_stays_and_is_not_remembered() -> None:
    world = World(connections=7)
    world.run(200)
    assert world.control.connections == 7
    assert world.memory.load("store.example", "home") is None


def test_a_low_limit_takes_few_connections_from_the_start() -> None:
    world = World()
    world.control.limits = Limits(rate=LEAST_RATE)
    world.run(0.2)
    assert world.control.connections == 1
    world.control.limits = Limits()
    assert world.control.connections == START


def test_the_lower_of_custom_and_polite_counts() -> None:
    world = World(connections=4)
    world.control.limits = Limits(rate=1_500_000, is_polite=True)
    assert world.control.gate.rate == 1_500_000
    world.run(12)
    # Measured under the custom limit: three quarters of what that lets through.
    polite = world.control.gate.rate
    assert polite is not None
    assert 1_000_000 < polite < 1_200_000
    world.control.limits = Limits(rate=500_000, is_polite=True)
    assert world.control.gate.rate == 500_000


def test_polite_leaves_a_quarter() -> None:
    world = World(connections=4)
    world.control.limits = Limits(is_polite=True)
    assert world.control.gate.rate is None
    world.run(12)
    rate = world.control.gate.rate
    assert rate is not None
    assert 0.7 < rate / (4 * world.each) < 0.8


def test_quiet_hours_hold_and_say_until_when() -> None:
    world = World()
    world.control.limits = Limits(schedule=Schedule((QuietHours(time(1), time(2)),), zone=UTC))
    assert world.control.hold() is None
    world.moment = 3600.0
    assert world.control.hold() == Hold(HoldReason.QUIET_HOURS, 7200.0)
    world.moment = 7200.0
    assert world.control.hold() is None


def test_a_start_that_has_come_is_not_undone_by_a_clock_that_is_put_back() -> None:
    world = World(moment=1000.0)
    world.control.limits = Limits(schedule=Schedule(start_at=2000.0))
    assert world.control.hold() == Hold(HoldReason.START_AT, 2000.0)
    world.moment = 2000.0
    assert world.control.hold() is None
    world.moment -= 86400
    assert world.control.hold() is None
    # Another start, given by the person now, is a new one.
    world.control.limits = Limits(schedule=Schedule(start_at=3000.0))
    assert world.control.hold() == Hold(HoldReason.START_AT, 3000.0)


@given(st.integers(0, 86399), st.lists(st.sampled_from([-365, -31, -1, 1, 31, 365]), max_size=20))
def test_quiet_hours_follow_the_clock_on_the_wall_whatever_its_day(second: int, days: list[int]) -> None:
    world = World(moment=1_700_000_000.0 // 86400 * 86400 + second)
    quiet = QuietHours(time(23), time(7))
    world.control.limits = Limits(schedule=Schedule((quiet,), zone=UTC))
    expected = quiet.covers(datetime.fromtimestamp(world.moment, UTC).time())
    for jump in [0, *days]:
        world.moment += jump * 86400
        hold = world.control.hold()
        assert (hold is not None) is expected
        assert hold is None or hold.until is not None
        assert hold is None or world.moment < hold.until <= world.moment + 86400


def test_polite_from_the_middle_on_measures_first_and_then_leaves_a_quarter() -> None:
    world = World(connections=4)
    world.run(60)
    world.control.limits = Limits(is_polite=True)
    assert world.control.gate.rate is None
    rates = set()
    for _ in range(120):
        world.run(0.1)
        rates.add(world.control.gate.rate)
    (rate,) = rates - {None}
    assert rate is not None
    assert 0.7 < rate / (4 * world.each) < 0.8
    world.control.limits = Limits()
    assert world.control.gate.rate is None


def test_less_is_used_when_the_store_asks_for_it() -> None:
    world = World()
    world.run(100)
    before = world.control.connections
    world.control.throttled()
    assert world.control.connections < before
