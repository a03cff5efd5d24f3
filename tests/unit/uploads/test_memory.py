"""What is remembered per network: the number, and nothing that says where somebody works."""

from __future__ import annotations

import pytest

from avatar_wizard.uploads.memory import ConnectionMemory, RunMemory, SettingsMemory


@pytest.fixture
def settings() -> dict[str, str]:
    return {}


@pytest.fixture(params=["run", "settings"])
def memory(request: pytest.FixtureRequest, settings: dict[str, str]) -> ConnectionMemory:
    return RunMemory() if request.param == "run" else SettingsMemory(settings.get, settings.__setitem__)


def test_each_store_and_network_has_its_own(memory: ConnectionMemory) -> None:
    memory.save("obs.example", "home", 6)
    memory.save("obs.example", "studio", 21)
    memory.save("other.example", "home", 9)
    assert memory.load("obs.example", "home") == 6
    assert memory.load("obs.example", "studio") == 21
    assert memory.load("other.example", "home") == 9
    assert memory.load("obs.example", "train") is None
    memory.save("obs.example", "home", 14)
    assert memory.load("obs.example", "home") == 14


def test_the_settings_name_neither_host_nor_network(settings: dict[str, str]) -> None:
    SettingsMemory(settings.get, settings.__setitem__).save("obs.example", "Studio Wi-Fi", 6)
    assert list(settings.values()) == ["6"]
    text = str(settings).lower()
    assert "obs" not in text
    assert "studio" not in text


@pytest.mark.parametrize("text", ["", "0", "33", "-4", "4.5", "many", "9" * 50, "\u0664"])
def test_a_setting_that_is_not_ours_is_none(text: str, settings: dict[str, str]) -> None:
    memory = SettingsMemory(settings.get, settings.__setitem__)
    memory.save("a", "b", 4)
    settings[next(iter(settings))] = text
    assert memory.load("a", "b") is None
