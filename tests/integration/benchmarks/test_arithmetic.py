"""What the benchmarks calculate, held against numbers worked out by hand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.clients import Sent
from benchmarks.lab import Line
from benchmarks.machine import Load, parse_counters
from benchmarks.report import Aim, Report, Row, percentile, ratios, shown
from benchmarks.resume import moments, most_at_once, stage_of
from benchmarks.rounds import MOST_REPEATS, run_rounds
from benchmarks.smoothness import Delay, Smooth, fairness, largest, late_at, moment_of_longest, own_late
from benchmarks.wan import CELLS, use
from benchmarks.whole import Overview

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


TICKS = [Delay(4.0, 1.0, 0.0), Delay(0.0, 1.0, 0.0), Delay(80.0, 2.0, 70.0), Delay(1.0, 1.0, 0.0)]


def test_the_moment_of_the_longest_delay() -> None:
    assert moment_of_longest(TICKS) == pytest.approx(0.132)


def test_what_a_delay_is_made_of() -> None:
    smooth = Smooth(idle=[Delay(1.5, 0.0, 0.0)], sending=TICKS, rate=100.0, shares=[1], cores=0.5)
    assert (smooth.longest.worked, smooth.longest.queued, smooth.longest.held_up) == (2.0, 70.0, 8.0)
    assert (late_at(TICKS, 99), own_late(TICKS), smooth.more) == (80.0, 10.0, 78.5)
    # A tick can come in time although its thread waited: before the tick before.
    assert Delay(0.0, 1.0, 3.0).held_up == 0


@pytest.mark.parametrize(
    ("shares", "index"), [([5, 5, 5, 5], 1.0), ([8, 0, 0, 0], 0.25), ([1, 3], 0.8), ([0, 0], 0.0), ([7], 1.0)]
)
def test_how_fair_shares_are(shares: list[int], index: float) -> None:
    assert fairness(shares) == pytest.approx(index)


def test_videos_are_told_from_documents_by_their_size() -> None:
    assert largest({"/a_id": 200, "/a_video": 9000, "/b_letter": 100, "/b_video": 8000}, 2) == ["/a_video", "/b_video"]


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


@given(st.floats(0.1, 100), st.integers(1, 30), st.integers())
def test_one_moment_falls_into_each_stretch(length: float, count: int, seed: int) -> None:
    found = sorted(moments(length, count, random.Random(seed)))
    assert len(found) == count
    for number, moment in enumerate(found):
        assert number * length / count <= moment <= (number + 1) * length / count


@pytest.mark.parametrize(
    ("calls", "stage"),
    [
        ([], "starting"),
        (["token", "list"], "starting"),
        (["list", "create"], "creating"),
        (["create", "put:grant_file"], "sending the documents"),
        (["create", "put:grant_file", "put:training_video"], "sending"),
        (["create", "put:training_video", "command:GET_MULTIPART_UPLOADED"], "sending"),
        (["create", "put:training_video", "command:CONFIRM_MULTIPART_UPLOADED", "show"], "confirming"),
        (["create", "command:CONFIRM_MULTIPART_UPLOADED", "command:SUBMITVERIFYING"], "handing in"),
    ],
)
def test_the_requests_tell_where_a_submission_was_killed(calls: list[str], stage: str) -> None:
    assert stage_of([{"call": call} for call in calls]) == stage


QUIET, BUSY = Load(0.1, 0.0, 1.0), Load(0.5, 0.25, 4.0)


def test_the_table_of_all_has_rows_with_aims_their_load_and_what_was_missed() -> None:
    kept = Row("speed", [1.0, 0.9, 1.0], AT_LEAST, loads=[QUIET, BUSY, BUSY])
    missed = Row("  size", [17.0], AT_MOST)
    near = Row("growth", [16, 17, 17], AT_MOST)
    informing, key = Row("idle", [3.0], unit=" MiB"), Row("as it is", [0.5], unit=" x", is_key=True)
    found = Overview({"first": Report("F", [kept, informing]), "second": Report("S", [missed, near, key])})
    lines = found.text().splitlines()
    assert lines[4].split() == [
        "first",
        "speed",
        ">=",
        "0.95",
        "x",
        "1",
        "x",
        "1",
        "x",
        "met",
        "0.50",
        "0.25",
        "1",
        "0.90",
        "1",
    ]
    assert [line.split()[1] for line in lines[5:8]] == ["size", "growth", "as"]
    assert "Only the best round met: second: growth" in lines
    assert lines[-1] == "Missed: second: size"
    assert found.code == 1


def test_what_cannot_be_measured_here_is_not_called_met() -> None:
    found = Overview({"first": Report("F", [Row("x", [1.0], AT_LEAST)])}, skipped={"wan": "no root"})
    assert found.code == 3
    assert "- wan: not measured: no root" in found.text()
    assert found.text().endswith("Missed: nothing\n")
    found.broken["cuts"] = "RuntimeError: the engine ended"
    assert found.code == 1
    assert found.text().endswith("Missed: cuts: broke off (RuntimeError: the engine ended)\n")


class Meter:
    """Tells loads from a list."""

    loads: list[float] = []

    def read(self) -> Load:
        return Load(self.loads.pop(0), 0.0, 1.0)


def no_wait() -> None:
    """The machine is quiet."""


def test_a_row_has_the_loads_of_its_own_runs() -> None:
    Meter.loads = [0.1, 0.1, 0.2, 0.2]
    rounds = run_rounds({"a": lambda: 1, "b": lambda: 2}, 2, meter=Meter, quiet=no_wait)  # type: ignore[arg-type]
    row = rounds.row("double", "b", lambda value: 2 * value, AT_MOST, strict=True)
    assert (row.values, row.aim, row.strict) == ([4, 4], AT_MOST, True)
    assert [load.foreign for load in row.loads] == [0.1, 0.2]


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
