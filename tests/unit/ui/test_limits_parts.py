"""Limits in words, and what people type for times and speeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from avatar_wizard.domain.limits import LEAST_RATE, Limits
from avatar_wizard.domain.schedule import QuietHours, Schedule
from avatar_wizard.ui.language import CHINESE, ENGLISH, speak
from avatar_wizard.ui.parts import limits_words as words
from avatar_wizard.ui.parts.clock_box import time_of
from avatar_wizard.ui.parts.speed_choice import LEAST_MBIT, rate_of

MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
NIGHT, NOON = QuietHours(time(18), time(8)), QuietHours(time(12), time(13, 15))
NOW = datetime(2026, 5, 5, 16, 40).timestamp()


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    speak(ENGLISH)
    yield
    speak(ENGLISH)


@given(MINUTES)
def test_a_time_reads_back(moment: time) -> None:
    assert time_of(words.clock_words(moment)) == moment


@given(MINUTES)
def test_a_time_reads_back_where_the_clock_counts_twice_to_twelve(moment: time) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_counts_to_twelve", lambda: True)
        shown = words.clock_words(moment)
    assert shown.endswith(("AM", "PM"))
    assert time_of(shown) == moment


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18", time(18)),
        (" 18.30 ", time(18, 30)),
        ("18:", time(18)),
        ("1830", time(18, 30)),
        ("830", time(8, 30)),
        ("18h30", time(18, 30)),
        ("24:00", time(0)),
        ("6 pm", time(18)),
        ("6:05 P.M.", time(18, 5)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("6:30\u202fPM", time(18, 30)),
        ("\uff11\uff18\uff1a\uff13\uff10", time(18, 30)),
        ("18\u70b930\u5206", time(18, 30)),
        ("18\u65f6", time(18)),
        ("\u4e0b\u53486:30", time(18, 30)),
        ("\u4e0a\u53486\u70b9", time(6)),
    ],
)
def test_times_as_people_type_them(typed: str, meant: time) -> None:
    assert time_of(typed) == meant


@pytest.mark.parametrize("typed", ["", "soon", "25", "18:60", "18:5", "24:01", "13 pm", "0 am", "am 6 pm", "-1"])
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(ValueError):
        time_of(typed)


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        ("8", 1_000_000),
        ("2.5", 312_500),
        ("2,5", 312_500),
        ("0.5", 62_500),
        ("1,000", 125_000_000),
        ("10,000", 1_250_000_000),
        ("10 000", 1_250_000_000),
        ("\uff12\uff10", 2_500_000),
        (" 20. ", 2_500_000),
    ],
)
def test_speeds_as_people_type_them(typed: str, rate: int) -> None:
    assert rate_of(typed) == rate


@pytest.mark.parametrize("typed", ["", "fast", "0", "0.13", "10001", "-5", "1e3", "inf", "nan", "2.5.1", "8 MB/s"])
def test_what_is_no_speed(typed: str) -> None:
    with pytest.raises(ValueError):
        rate_of(typed)


def test_the_least_that_may_be_typed_is_allowed() -> None:
    assert LEAST_RATE <= rate_of(str(LEAST_MBIT)) <= LEAST_RATE * 1.1
    Limits(rate_of(str(LEAST_MBIT)))


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(), ""),
        (Limits(1_000_000), "at most 8 Mbit/s"),
        (Limits(312_500), "at most 2.5 Mbit/s"),
        (Limits(is_polite=True), "a quarter of the line stays free"),
        (
            Limits(1_000_000, is_polite=True, schedule=Schedule((NIGHT, NOON))),
            "at most 8 Mbit/s, a quarter of the line stays free, "
            "nothing between 18:00 and 08:00, nothing between 12:00 and 13:15",
        ),
    ],
)
def test_limits_in_words(limits: Limits, said: str) -> None:
    assert words.limits_words(limits, NOW) == said


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (datetime(2026, 5, 5, 22), "nothing before 22:00 today"),
        (datetime(2026, 5, 6, 6, 30), "nothing before 06:30 tomorrow"),
        (datetime(2026, 5, 9, 22), "nothing before 22:00 on Saturday, 9 May"),
        (datetime(2026, 5, 5, 16, 39), ""),
        (datetime(2026, 5, 5, 16, 40), ""),
    ],
)
def test_a_start_in_words_until_it_has_passed(start: datetime, said: str) -> None:
    assert words.limits_words(Limits(schedule=Schedule(start_at=start.timestamp())), NOW) == said


def test_days_in_words() -> None:
    today = date(2026, 5, 5)
    assert words.day_words(today, today) == "Today, Tuesday, 5 May"
    assert words.day_words(date(2026, 5, 6), today) == "Tomorrow, Wednesday, 6 May"
    assert words.day_words(date(2026, 5, 7), today) == "Thursday, 7 May"


def test_all_of_it_in_chinese() -> None:
    speak(CHINESE)
    limits = Limits(1_000_000, schedule=Schedule((NIGHT,), datetime(2026, 5, 9, 22).timestamp()))
    said = words.limits_words(limits, NOW)
    assert "8 Mbit/s\uff0c18:00" in said
    assert "5\u67089\u65e5 \u661f\u671f\u516d 22:00" in said
    assert not any(letter.isascii() and letter.isalpha() for letter in said.replace("Mbit/s", ""))
