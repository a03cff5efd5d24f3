"""Quiet hours and a later start, at any moment, over midnight and over the change to summer time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.schedule import Hold, HoldReason, QuietHours, Schedule

CHINA = timezone(timedelta(hours=8))
NIGHT = QuietHours(time(22), time(6, 30))
OFFICE = QuietHours(time(9), time(17))


def at(text: str, zone: timezone | ZoneInfo = CHINA) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def test_without_rules_it_is_always_open() -> None:
    schedule = Schedule()
    assert schedule.is_open(0)
    assert schedule.next_change(0) is None
    assert schedule.hold(0) is None


@pytest.mark.parametrize(
    ("moment", "is_open", "change"),
    [
        ("2026-03-01T08:59:59", True, "2026-03-01T09:00:00"),
        ("2026-03-01T09:00:00", False, "2026-03-01T17:00:00"),
        ("2026-03-01T16:59:59", False, "2026-03-01T17:00:00"),
        ("2026-03-01T17:00:00", True, "2026-03-01T22:00:00"),
        ("2026-03-01T21:59:59", True, "2026-03-01T22:00:00"),
        ("2026-03-01T22:00:00", False, "2026-03-02T06:30:00"),
        ("2026-03-02T00:00:00", False, "2026-03-02T06:30:00"),
        ("2026-03-02T06:30:00", True, "2026-03-02T09:00:00"),
    ],
)
def test_quiet_hours(moment: str, is_open: bool, change: str) -> None:
    schedule = Schedule((NIGHT, OFFICE), zone=CHINA)
    assert schedule.is_open(at(moment)) is is_open
    assert schedule.next_change(at(moment)) == at(change)
    expected = None if is_open else Hold(HoldReason.QUIET_HOURS, at(change))
    assert schedule.hold(at(moment)) == expected


def test_a_later_start() -> None:
    start = at("2026-03-05T12:00:00")
    schedule = Schedule(start_at=start)
    assert schedule.hold(start - 86400 * 30) == Hold(HoldReason.START_AT, start)
    assert not schedule.is_open(start - 0.001)
    assert schedule.is_open(start)
    assert schedule.next_change(start) is None


def test_a_start_within_quiet_hours_waits_for_their_end() -> None:
    schedule = Schedule((NIGHT,), at("2026-03-05T23:00:00"), CHINA)
    hold = schedule.hold(at("2026-03-01T12:00:00"))
    assert hold == Hold(HoldReason.START_AT, at("2026-03-06T06:30:00"))


def test_quiet_all_day_never_ends() -> None:
    schedule = Schedule((QuietHours(time(0), time(12)), QuietHours(time(12), time(0))), zone=CHINA)
    assert schedule.hold(at("2026-03-01T08:00:00")) == Hold(HoldReason.QUIET_HOURS, None)


def test_summer_time() -> None:
    zone = ZoneInfo("Europe/Berlin")
    schedule = Schedule((QuietHours(time(1), time(6)),), zone=zone)
    evening, begin, end = (at(text, zone) for text in ("2026-03-28T20:00", "2026-03-29T01:00", "2026-03-29T06:00"))
    assert schedule.next_change(evening) == begin
    assert schedule.next_change(begin) == end
    # That night has an hour less.
    assert end - begin == 4 * 3600


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda d: d.replace(tzinfo=UTC).timestamp())
TIMES = st.times().map(lambda moment: moment.replace(microsecond=0))
HOURS = st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: QuietHours(*pair))


@given(st.lists(HOURS, max_size=3), st.one_of(st.none(), MOMENTS), MOMENTS, st.floats(0, 1, exclude_max=True))
def test_nothing_changes_before_the_next_change(
    quiet: list[QuietHours], start_at: float | None, now: float, part: float
) -> None:
    schedule = Schedule(tuple(quiet), start_at, CHINA)
    change = schedule.next_change(now)
    until = change if change is not None else now + 3 * 86400
    assert schedule.is_open(now + part * (until - now)) is schedule.is_open(now)
    if change is not None:
        assert change > now
        assert schedule.is_open(change) is not schedule.is_open(now)
    assert (schedule.hold(now) is None) is schedule.is_open(now)


def test_hours_without_length() -> None:
    with pytest.raises(ValueError, match="end"):
        QuietHours(time(9), time(9))
