"""The real psutil on folders as the Linux kernel lays them out (Documentation/ABI/testing/sysfs-class-power)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from avatar_wizard import power
from avatar_wizard.power import battery

pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="the folders are Linux's")]

Supply = Callable[..., None]

LAPTOP = {"type": "Battery", "status": "Discharging", "energy_full": 50_000_000, "energy_now": 9_990_000}
MOUSE = {"type": "Battery", "scope": "Device", "status": "Discharging", "capacity": 7}


@pytest.fixture
def supply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Supply:
    """Put a power supply with these files where psutil and the program look."""
    monkeypatch.setattr("psutil._pslinux.POWER_SUPPLY_PATH", str(tmp_path))
    monkeypatch.setattr(power, "_SUPPLIES", tmp_path)

    def put(name: str, **files: object) -> None:
        folder = tmp_path / name
        folder.mkdir()
        for file, value in files.items():
            (folder / file).write_text(f"{value}\n", "ascii")

    return put


def test_a_laptop_on_its_battery(supply: Supply) -> None:
    supply("AC", type="Mains", online=0)
    supply("BAT0", **LAPTOP)
    assert battery() == 19


def test_a_laptop_that_is_plugged_in(supply: Supply) -> None:
    supply("AC", type="Mains", online=1)
    supply("BAT0", **LAPTOP)
    assert battery() is None


def test_a_plug_with_a_name_of_its_own(supply: Supply) -> None:
    supply("ADP1", type="Mains", online=0)
    supply("BAT1", **LAPTOP)
    assert battery() == 19


@pytest.mark.parametrize("status", ["Charging", "Full", "Not charging", "Unknown"])
def test_a_battery_that_gives_nothing(supply: Supply, status: str) -> None:
    supply("ADP1", type="Mains", online=1)
    supply("BAT1", **{**LAPTOP, "status": status})
    assert battery() is None


def test_a_desktop_with_a_wireless_mouse(supply: Supply) -> None:
    supply("hidpp_battery_0", **MOUSE)
    assert battery() is None


def test_a_laptop_with_a_wireless_mouse(supply: Supply) -> None:
    supply("ADP1", type="Mains", online=0)
    supply("BAT1", **LAPTOP)
    supply("hidpp_battery_0", **MOUSE)
    assert battery() == 19


def test_a_laptop_whose_battery_comes_after_the_mouse_is_not_judged_by_the_mouse(supply: Supply) -> None:
    supply("hidpp_battery_0", **MOUSE)
    supply("macsmc-battery", **LAPTOP)
    assert battery() is None


def test_a_battery_that_says_it_is_the_computers(supply: Supply) -> None:
    supply("BAT0", **LAPTOP, scope="System")
    assert battery() == 19


def test_a_battery_that_tells_its_charge_only(supply: Supply) -> None:
    supply("BAT0", type="Battery", status="Discharging", capacity=12)
    assert battery() == 12


@pytest.mark.parametrize(
    "files",
    [
        {"status": "Discharging"},
        {"status": "Discharging", "capacity": "plenty"},
        {"status": "Discharging", "energy_full": "plenty", "energy_now": "some"},
    ],
)
def test_a_driver_that_talks_nonsense(supply: Supply, files: dict[str, object]) -> None:
    supply("BAT0", type="Battery", **files)
    assert battery() is None


def test_a_computer_without_any(supply: Supply) -> None:
    supply("AC", type="Mains", online=1)
    assert battery() is None


def test_a_container_without_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("psutil._pslinux.POWER_SUPPLY_PATH", str(tmp_path / "absent"))
    monkeypatch.setattr(power, "_SUPPLIES", tmp_path / "absent")
    assert battery() is None


def test_this_computer_gives_an_answer_of_the_promised_kind() -> None:
    left = battery()
    assert left is None or 0 <= left <= 100
