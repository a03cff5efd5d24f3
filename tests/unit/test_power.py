"""What counts as running on the battery, for every way in which psutil may put it."""

from __future__ import annotations

import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard import power
from avatar_wizard.domain.surroundings import Caution, Surroundings
from avatar_wizard.power import battery

State = namedtuple("State", ("percent", "secsleft", "power_plugged"))
Tell = Callable[[object], None]

UNKNOWN, UNLIMITED = psutil.POWER_TIME_UNKNOWN, psutil.POWER_TIME_UNLIMITED


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Tell]:
    """Let psutil give this answer, or raise it."""

    def answer(state: object) -> None:
        def sensors_battery() -> object:
            if isinstance(state, Exception):
                raise state
            return state

        # Absent from psutil itself on some systems.
        monkeypatch.setattr(psutil, "sensors_battery", sensors_battery, raising=False)

    monkeypatch.setattr(power, "_SUPPLIES", tmp_path / "absent")
    return answer


@pytest.mark.parametrize(
    ("state", "percent"),
    [
        (State(57, 7200, False), 57),
        (State(57.9, 7200, False), 57),
        (State(19.96, UNKNOWN, False), 19),
        (State(0.4, 60, False), 0),
        (State(100.0, UNKNOWN, False), 100),
        # An aged or freshly calibrated battery holds more than its own "full".
        (State(103.7, UNKNOWN, False), 100),
    ],
)
def test_on_battery_it_tells_percent_downwards(tell: Tell, state: State, percent: int) -> None:
    tell(state)
    assert battery() == percent


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(None, id="no battery"),
        pytest.param(State(12, UNLIMITED, True), id="plugged in"),
        pytest.param(State(12.5, UNKNOWN, None), id="nobody can say"),
        pytest.param(State(12, UNLIMITED, False), id="Windows: charging, plug unknown"),
        pytest.param(State(255, UNKNOWN, False), id="Windows: charge unknown"),
        pytest.param(State(-1, UNKNOWN, False), id="less than nothing"),
    ],
)
def test_it_tells_nothing_where_nobody_needs_to_be_asked(tell: Tell, state: State | None) -> None:
    tell(state)
    assert battery() is None


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError("/sys/class/power_supply"),
        OSError(19, "No such device"),
        NotImplementedError(),
        RuntimeError("no power sources"),
        TypeError("unsupported operand"),
        ValueError("invalid literal"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_it_never_raises(tell: Tell, error: Exception) -> None:
    tell(error)
    assert battery() is None


def test_a_system_without_the_function_has_no_battery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(psutil, "sensors_battery", raising=False)
    assert battery() is None


def test_a_psutil_that_cannot_be_loaded_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psutil", None)
    assert battery() is None


@given(st.floats(0, 254, allow_nan=False))
def test_whoever_is_under_twenty_is_asked(percent: float) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psutil, "sensors_battery", lambda: State(percent, UNKNOWN, False), raising=False)
        patch.setattr(power, "_SUPPLIES", Path("absent"))
        left = battery()
    assert left is not None
    assert 0 <= left <= 100
    assert (Caution.LOW_BATTERY in Surroundings(battery=left).cautions()) == (percent < 20)
