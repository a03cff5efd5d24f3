"""What the person decided for the whole program holds at once, and again the next time."""

from __future__ import annotations

from datetime import time

import pytest

from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.schedule import QuietHours, Schedule
from avatar_wizard.flow.preferences import Preferences
from support.fake_ports import FakeSettingsStore, FakeUplink

LIMITS = Limits(1_000_000, schedule=Schedule((QuietHours(time(22), time(6)),), 2e9))
DOMAINS = ("obs.example.com", "10.1.2.3")


class FullStore(FakeSettingsStore):
    """Reads, and has no room to write."""

    def set_setting(self, name: str, value: str) -> None:
        raise ProblemError("store.full")


class LostStore(FakeSettingsStore):
    """Cannot be read."""

    def setting(self, name: str) -> str | None:
        raise ProblemError("store.unreadable")


def test_nothing_is_limited_at_first() -> None:
    preferences = Preferences(FakeSettingsStore(), FakeUplink(Limits(20_000)))
    assert preferences.limits == Limits()
    assert tuple(preferences.upload_domains()) == ()


def test_what_was_set_holds_at_once_and_when_the_program_opens_again() -> None:
    store, uplink = FakeSettingsStore(), FakeUplink()
    preferences = Preferences(store, uplink)
    preferences.set_limits(LIMITS)
    preferences.set_upload_domains(DOMAINS)
    assert uplink.limits == preferences.limits == LIMITS
    assert tuple(preferences.upload_domains()) == DOMAINS
    later = FakeUplink()
    again = Preferences(store, later)
    assert later.limits == again.limits == LIMITS
    assert tuple(again.upload_domains()) == DOMAINS


def test_limits_can_be_lifted() -> None:
    store = FakeSettingsStore()
    preferences = Preferences(store, FakeUplink())
    preferences.set_limits(LIMITS)
    preferences.set_upload_domains(DOMAINS)
    preferences.set_limits(Limits())
    preferences.set_upload_domains(())
    again = Preferences(store, FakeUplink())
    assert again.limits == Limits()
    assert tuple(again.upload_domains()) == ()


def test_each_is_kept_apart() -> None:
    store = FakeSettingsStore()
    Preferences(store, FakeUplink()).set_upload_domains(DOMAINS)
    Preferences(store, FakeUplink()).set_limits(LIMITS)
    again = Preferences(store, FakeUplink())
    assert (again.limits, tuple(again.upload_domains())) == (LIMITS, DOMAINS)


@pytest.mark.parametrize("broken", ["", "{", "7", "null", '"x"', '{"rate": 3}', "[" * 100_000])
def test_a_broken_setting_limits_nothing_and_allows_nothing(broken: str) -> None:
    store = FakeSettingsStore({"uploads.limits": broken, "uploads.domains": broken})
    preferences = Preferences(store, FakeUplink(Limits(20_000)))
    assert preferences.limits == Limits()
    assert tuple(preferences.upload_domains()) == ()


def test_only_text_is_taken_for_a_domain() -> None:
    store = FakeSettingsStore({"uploads.domains": '["obs.example.com", 7, null, ["com.cn"]]'})
    assert tuple(Preferences(store, FakeUplink()).upload_domains()) == ("obs.example.com",)


def test_what_cannot_be_kept_holds_for_this_run() -> None:
    uplink = FakeUplink()
    preferences = Preferences(FullStore(), uplink)
    with pytest.raises(ProblemError, match=r"store\.full"):
        preferences.set_limits(LIMITS)
    with pytest.raises(ProblemError, match=r"store\.full"):
        preferences.set_upload_domains(DOMAINS)
    assert uplink.limits == LIMITS
    assert tuple(preferences.upload_domains()) == DOMAINS


def test_a_store_that_cannot_be_read_is_a_problem_of_the_start() -> None:
    with pytest.raises(ProblemError, match=r"store\.unreadable"):
        Preferences(LostStore(), FakeUplink())
