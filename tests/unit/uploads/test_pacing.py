"""How long to wait: within the bounds of full jitter, and as the store says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.uploads.line import Timeouts
from avatar_wizard.uploads.pacing import LONGEST_RETRY_AFTER, LONGEST_WAIT_AWAY, pause, retry_after

DATE = "Tue, 04 Nov 2025 10:00:00 GMT"


@given(st.integers(1, 5000), st.floats(0, 1, exclude_max=True))
def test_full_jitter_stays_within_its_bounds(failures: int, chance: float) -> None:
    assert 0 <= pause(failures, None, lambda: chance) <= min(30, 2 ** min(failures - 1, 5))


def test_the_bound_doubles_up_to_thirty_seconds() -> None:
    assert [pause(n, None, lambda: 1.0) for n in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


def test_while_the_network_is_away_it_looks_more_often() -> None:
    bounds = [pause(n, None, lambda: 1.0, longest=LONGEST_WAIT_AWAY) for n in range(1, 9)]
    assert bounds == [1, 2, 4, 8, 15, 15, 15, 15]
    # After an outage it goes on within 30 s: the longest wait, and the time for connecting in which it came back.
    assert LONGEST_WAIT_AWAY + Timeouts().connect <= 30


def test_what_the_store_says_wins() -> None:
    assert pause(1, 55.0, lambda: 0.5) == 55.0
    assert pause(9, 0.0, lambda: 0.5) == 0.0


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        (None, DATE, None),
        ("0", None, 0.0),
        (" 120 ", None, 120.0),
        ("86400", None, LONGEST_RETRY_AFTER),
        ("9" * 4000, None, LONGEST_RETRY_AFTER),
        ("-5", None, None),
        ("soon", DATE, None),
        ("", DATE, None),
        ("Tue, 04 Nov 2025 10:00:42 GMT", DATE, 42.0),
        ("Tue, 04 Nov 2025 10:00:42 -0000", DATE, 42.0),
        ("Tue, 04 Nov 2025 09:00:00 GMT", DATE, 0.0),
        ("Tue, 04 Nov 2025 23:00:00 GMT", DATE, LONGEST_RETRY_AFTER),
        ("Mon, 01 Jan 2001 00:00:00 GMT", None, 0.0),
    ],
)
def test_retry_after(value: str | None, date: str | None, seconds: float | None) -> None:
    assert retry_after(value, date) == seconds


@given(st.text(max_size=60), st.text(max_size=60))
def test_junk_is_never_an_error(value: str, date: str) -> None:
    seconds = retry_after(value, date)
    assert seconds is None or 0 <= seconds <= LONGEST_RETRY_AFTER
