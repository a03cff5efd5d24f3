"""The person's limits as they are kept, and when a person is asked."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.limits import LEAST_RATE, Limits, limits_from, limits_text
from avatar_wizard.domain.schedule import QuietHours, Schedule
from avatar_wizard.domain.surroundings import Caution, Surroundings

MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
HOURS = st.tuples(MINUTES, MINUTES).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: QuietHours(*pair))
LIMITS = st.builds(
    Limits,
    rate=st.none() | st.integers(LEAST_RATE, 2**40),
    is_polite=st.booleans(),
    schedule=st.builds(
        Schedule, st.lists(HOURS, max_size=3).map(tuple), st.none() | st.floats(0, 4e9, allow_nan=False)
    ),
)


@given(LIMITS)
def test_what_was_kept_comes_back(limits: Limits) -> None:
    assert limits_from(limits_text(limits)) == limits


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "{",
        "7",
        '{"rate": 1}',
        '{"rate": "much"}',
        '{"quiet": [["25:00", "1:00"]]}',
        '{"quiet": [["08:00"]]}',
        '{"quiet": 3}',
        '{"start_at": "tonight"}',
        '{"rate": 1e999}',
        "[" * 100_000,
    ],
)
def test_a_setting_that_is_not_ours_means_no_limits(text: str | None) -> None:
    assert limits_from(text) == Limits()


@pytest.mark.parametrize(
    ("surroundings", "cautions"),
    [
        (Surroundings(), set()),
        (Surroundings(battery=20), set()),
        (Surroundings(battery=19), {Caution.LOW_BATTERY}),
        (Surroundings(is_metered=True, battery=100), {Caution.METERED}),
        (Surroundings(is_metered=True, battery=0), {Caution.METERED, Caution.LOW_BATTERY}),
    ],
)
def test_a_person_is_asked_about_a_metered_line_and_a_low_battery(
    surroundings: Surroundings, cautions: set[Caution]
) -> None:
    assert surroundings.cautions() == cautions
