"""What steers the whole program: numbers from samples, limits and memory together, by a clock of our own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, time

from avatar_wizard.domain.limits import LEAST_RATE, Limits
from avatar_wizard.domain.schedule import Hold, HoldReason, QuietHours, Schedule
from avatar_wizard.uploads.concurrency import START
from avatar_wizard.uploads.flow_control import FlowControl
from avatar_wizard.uploads.memory import RunMemory

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
    world.network = "studio"
    assert world.control.arrive("store.example")
    assert world.control.connections == START
    assert not world.control.arrive("store.example")
    world.network = "home"
    world.control.arrive("store.example")
    assert world.control.connections > 16


def test_another_store_in_the_same_network_is_no_other_network() -> None:
    world = World()
    assert not world.control.arrive("other.example")


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


def test_less_is_used_when_the_store_asks_for_it() -> None:
    world = World()
    world.run(100)
    before = world.control.connections
    world.control.throttled()
    assert world.control.connections < before
