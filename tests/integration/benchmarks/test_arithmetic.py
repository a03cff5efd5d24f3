"""What the benchmarks calculate, held against numbers worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.clients import Sent
from benchmarks.lab import Line
from benchmarks.machine import Load, parse_counters
from benchmarks.report import Aim, Report, Row, percentile, ratios, shown
from benchmarks.resume import most_at_once
from benchmarks.rounds import MOST_REPEATS, run_rounds
from benchmarks.smoothness import moment_of_longest
from benchmarks.wan import CELLS, use

AT_LEAST = Aim(0.95, at_least=True, unit=" x")
AT_MOST = Aim(16, unit=" MiB")


@pytest.mark.parametrize(
    ("values", "aim", "word"),
    [
        ([0.96, 0.97, 0.90], AT_LEAST, "met"),
        ([0.96, 0.90, 0.90], AT_LEAST, "near"),
        ([0.94, 0.90, 0.90], AT_LEAST, "missed"),
        ([10, 16, 40], AT_MOST, "met"),
        ([10, 17, 40], AT_MOST, "near"),
        ([17, 17], AT_MOST, "missed"),
        ([], AT_MOST, "missed"),
    ],
)
def test_a_row_fails_only_when_median_and_best_miss(values: list[float], aim: Aim, word: str) -> None:
    row = Row("x", values, aim)
    assert row.word == word
    assert row.holds == (word != "missed")


def test_a_strict_row_fails_by_one_round() -> None:
    assert Row("x", [0, 0, 0], Aim(0), strict=True).holds
    assert not Row("x", [0, 0, 1], Aim(0), strict=True).holds


def test_a_row_without_an_aim_never_fails() -> None:
    assert Row("x", [1e9]).holds


def test_the_table_shows_every_round_and_the_load() -> None:
    rows = [Row("speed", [0.5, 1.25, 0.75], AT_LEAST), Row("size", [2048.0], unit=" MiB")]
    text = Report("Title", rows, ["a remark"], ["  round 1: busy"]).text()
    assert text.splitlines()[4].split() == [
        "speed",
        ">=",
        "0.95",
        "x",
        "0.75",
        "x",
        "1.25",
        "x",
        "near",
        *["0.50", "1.25", "0.75"],
    ]
    assert text.splitlines()[5].split() == ["size", "2048", "MiB", "2048"]
    assert "- a remark" in text
    assert text.endswith("  round 1: busy\n")


@given(st.lists(st.floats(0, 1e6), min_size=1), st.integers(1, 100))
def test_a_percentile_is_a_value_that_so_many_do_not_exceed(values: list[float], percent: int) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


def test_percentiles_by_hand() -> None:
    hundred = [float(number) for number in range(1, 101)]
    assert (percentile(hundred, 99), percentile(hundred, 50), percentile([7.0], 99)) == (99.0, 50.0, 7.0)
    with pytest.raises(ValueError):
        percentile([], 50)


def test_the_moment_of_the_longest_delay() -> None:
    assert moment_of_longest([4.0, 0.0, 80.0, 1.0], 16) == pytest.approx(0.132)


def test_ratios_stay_within_their_round() -> None:
    assert ratios([1.0, 4.0], [2.0, 1.0]) == [0.5, 4.0]
    with pytest.raises(ValueError):
        ratios([1.0], [])


def test_numbers_have_three_digits_that_matter() -> None:
    assert [shown(value) for value in (0.123, 3.0, 12.34, 1234.5)] == ["0.12", "3", "12.3", "1234"]


def test_a_runs_speed_and_cost() -> None:
    sent = Sent(took=2.0, cpu=1.5, acknowledged=512 * 1024**2)
    assert (sent.speed, sent.cpu_per_gib) == (256.0, 3.0)


def test_what_fits_through_a_line() -> None:
    line = Line(megabits=100, rtt_ms=100)
    assert round(line.payload) == 12_066_667
    assert line.queue == 1_250_000
    assert Line(100, 1).queue == 128 * 1024
    assert use(round(line.payload * 15), 15, line) == pytest.approx(100)


def test_the_lines_of_the_aims() -> None:
    assert [(cell.name, cell.aim) for cell in CELLS] == [
        ("20/0", 95),
        ("100/0", 95),
        ("250/0", 95),
        ("20/0.1", 95),
        ("100/0.1", 85),
        ("250/0.1", 80),
        ("20/1", 85),
    ]


def test_counters_of_the_machine() -> None:
    found = parse_counters("cpu  100 20 30 400 50 6 4 8 0 0\n", ticks=100)
    assert (found.busy, found.idle, found.steal) == pytest.approx((1.6, 4.5, 0.08))


def test_requests_at_one_moment() -> None:
    entries = [
        {"began": 0, "ended": 4},
        {"began": 1, "ended": 2},
        {"began": 2, "ended": 3},
        {"began": 3, "ended": None},
    ]
    assert most_at_once(entries) == 2
    assert most_at_once([]) == 0


class Meter:
    """Tells loads from a list."""

    loads: list[float] = []

    def read(self) -> Load:
        return Load(self.loads.pop(0), 0.0, 1.0)


def no_wait() -> None:
    """The machine is quiet."""


def test_a_busy_round_is_run_again_and_then_counts() -> None:
    Meter.loads = [0.9] * (MOST_REPEATS + 1) + [0.1]
    numbers = iter(range(10))
    rounds = run_rounds({"a": lambda: next(numbers)}, 2, meter=Meter, quiet=no_wait)  # type: ignore[arg-type]
    assert rounds["a"] == [MOST_REPEATS, MOST_REPEATS + 1]
    assert [line.endswith("dropped") for line in rounds.load] == [True] * MOST_REPEATS + [False, False]
    assert rounds.load[MOST_REPEATS].endswith("counted although busy")


def test_a_sturdy_measurement_counts_at_once() -> None:
    Meter.loads = [0.9, 0.9]
    rounds = run_rounds({"a": lambda: 1}, 2, sturdy=True, meter=Meter, quiet=no_wait)  # type: ignore[arg-type]
    assert rounds["a"] == [1, 1]


def test_everything_runs_in_every_round_in_changing_order() -> None:
    Meter.loads = [0.0] * 60
    seen: list[str] = []
    runners = {name: (lambda name=name: seen.append(name)) for name in "abc"}
    run_rounds(runners, 20, meter=Meter, quiet=no_wait)  # type: ignore[arg-type]
    rounds = [tuple(seen[start : start + 3]) for start in range(0, 60, 3)]
    assert {"".join(sorted(each)) for each in rounds} == {"abc"}
    assert len(set(rounds)) > 1
