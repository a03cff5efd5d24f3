"""What is said of a submission on its way: every state has a plain sentence, and what is shown never goes back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.problem import CODES, Problem, Remedy
from avatar_wizard.domain.schedule import Hold, HoldReason
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileState
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.outbox import RunState
from avatar_wizard.ui.parts.limits_words import day_words
from avatar_wizard.ui.standing import Kind, Standing, standing
from avatar_wizard.ui.watch import PATIENCE_S, QUEUED_AFTER_S, SteadyTime, Watch
from avatar_wizard.ui.words.quantities import time_left_words
from unit.ui.scripted import GIB, SIZE, ScriptedSending, film, scripted, snapshot

NOON = datetime(2026, 11, 23, 12, 0).timestamp()
THERE = {"sent": SIZE * 645 // 1000, "safe": SIZE * 625 // 1000}
SAFE = "62 % is safely there."
NO_NET, GONE = Problem("net.unreachable"), Problem("file.missing", {"name": "take.mp4", "role": Role.TRAINING_VIDEO})


def said(state: RunState, progress: SendingProgress, problem: Problem | None = None, **more: object) -> Standing:
    return standing(state, progress, percent=progress.per_mille // 10, now=NOON, problem=problem, **more)


def quiet(until: float | None, reason: HoldReason = HoldReason.QUIET_HOURS) -> Hold:
    return Hold(reason, until)


@pytest.mark.parametrize(
    ("state", "progress", "kind", "headline"),
    [
        (RunState.RUNNING, snapshot(phase=Phase.PLANNED), Kind.OPENING, "Opening the job at Huawei Cloud..."),
        (RunState.RUNNING, snapshot(**THERE), Kind.SENDING, "Sending: 64 %"),
        (RunState.RUNNING, snapshot(**THERE, waiting=NO_NET), Kind.WAITING, f"Waiting for the network. {SAFE}"),
        (
            RunState.RUNNING,
            snapshot(**THERE, state=FileState.RETRYING, problem=NO_NET),
            Kind.WAITING,
            f"Waiting for the network. {SAFE}",
        ),
        (
            RunState.RUNNING,
            snapshot(phase=Phase.CREATING, waiting=NO_NET),
            Kind.WAITING,
            "Waiting for the network. Nothing has been sent yet.",
        ),
        (
            RunState.RUNNING,
            snapshot(**THERE, waiting=Problem("service.busy")),
            Kind.WAITING,
            f"Huawei Cloud is busy - trying again by itself. {SAFE}",
        ),
        (RunState.RUNNING, snapshot(**THERE, waiting=GONE), Kind.MEND, f"The file is not there any more. {SAFE}"),
        (
            RunState.RUNNING,
            snapshot(**THERE, state=FileState.WAITING, hold=quiet(NOON + 6 * 3600)),
            Kind.HOURS,
            f"Quiet hours: goes on at 18:00 by itself. {SAFE}",
        ),
        (
            RunState.RUNNING,
            snapshot(state=FileState.WAITING, hold=quiet(NOON + 10 * 3600, HoldReason.START_AT)),
            Kind.HOURS,
            "Begins at 22:00 by itself.",
        ),
        (
            RunState.RUNNING,
            snapshot(**THERE, state=FileState.WAITING, hold=quiet(NOON + 10 * 3600, HoldReason.START_AT)),
            Kind.HOURS,
            f"Goes on at 22:00 by itself. {SAFE}",
        ),
        (
            RunState.RUNNING,
            snapshot(**THERE, state=FileState.WAITING, hold=quiet(None)),
            Kind.HOURS,
            f"The quiet hours leave no time for sending. {SAFE}",
        ),
        (
            RunState.RUNNING,
            snapshot(SIZE, Phase.CONFIRMING),
            Kind.CONFIRMING,
            "Everything is there. Huawei Cloud is putting the video together...",
        ),
        (RunState.RUNNING, snapshot(SIZE, Phase.SUBMITTING), Kind.HANDING_IN, "Handing in for review..."),
        (RunState.RUNNING, snapshot(SIZE, Phase.SUBMITTED), Kind.SUBMITTED, "Handed in for review"),
        (RunState.PAUSING, snapshot(**THERE), Kind.PAUSING, "Pausing..."),
        (RunState.PAUSED, snapshot(**THERE), Kind.PAUSED, f"Paused. {SAFE}"),
        (RunState.PAUSED, snapshot(phase=Phase.PLANNED), Kind.PAUSED, "Paused. Nothing has been sent yet."),
        (
            RunState.PAUSED,
            snapshot(SIZE, Phase.CONFIRMED),
            Kind.PAUSED,
            "Paused. Everything is there, but it is not handed in yet.",
        ),
        (RunState.HELD, snapshot(**THERE), Kind.HELD, f"On hold. {SAFE}"),
        (RunState.FAILED, snapshot(**THERE), Kind.FAILED, f"Stopped. {SAFE}"),
    ],
)
def test_every_state_has_a_plain_sentence(
    state: RunState, progress: SendingProgress, kind: Kind, headline: str
) -> None:
    found = said(state, progress)
    assert (found.kind, found.headline) == (kind, headline)


def test_what_holds_it_can_be_told() -> None:
    found = said(RunState.HELD, snapshot(**THERE), held="On hold: metered connection")
    assert found.headline == f"On hold: metered connection. {SAFE}"


def test_the_first_screen_says_what_went_wrong_in_the_same_line() -> None:
    found = said(RunState.FAILED, snapshot(**THERE), Problem("service.no_quota"))
    assert found.line == f"No image-modelling resource left. Stopped. {SAFE}"
    assert found.tone == "stop"


def test_a_moment_that_is_days_away_has_its_day() -> None:
    def begins(after: timedelta) -> str:
        hold = quiet((datetime.fromtimestamp(NOON) + after).timestamp(), HoldReason.START_AT)
        return said(RunState.RUNNING, snapshot(state=FileState.WAITING, hold=hold)).headline

    assert begins(timedelta(hours=23)) == "Begins at 11:00 by itself."
    assert begins(timedelta(hours=25)) == "Begins tomorrow at 13:00 by itself."
    day = day_words(date(2026, 11, 26), date(2026, 11, 23))
    assert begins(timedelta(days=3)) == f"Begins on {day} at 12:00 by itself."


def test_quiet_hours_are_said_only_when_nothing_moves_any_more() -> None:
    hold = quiet(NOON + 3600)
    assert said(RunState.RUNNING, snapshot(**THERE, hold=hold)).kind is Kind.SENDING
    assert said(RunState.RUNNING, snapshot(phase=Phase.CREATING, hold=hold)).kind is Kind.OPENING
    assert said(RunState.RUNNING, snapshot(SIZE, Phase.SUBMITTING, hold=hold)).kind is Kind.HANDING_IN


def test_hours_that_never_end_say_what_to_change() -> None:
    found = said(RunState.RUNNING, snapshot(state=FileState.WAITING, hold=quiet(None)))
    assert "Speed and hours" in found.advice


@pytest.mark.parametrize("code", [code for code, remedy in CODES.items() if remedy in (Remedy.COMPUTER, Remedy.CHANGE)])
def test_what_a_person_must_mend_says_what_to_do(code: str) -> None:
    found = said(RunState.RUNNING, snapshot(**THERE, waiting=Problem(code, {"name": "take.mp4"})))
    assert found.kind is Kind.MEND
    assert found.advice
    assert found.problem is not None


@pytest.mark.parametrize("code", ["file.missing", "file.unreadable", "store.full", "net.captive_portal"])
def test_what_is_waited_for_needs_no_button_to_try_again(code: str) -> None:
    found = said(RunState.RUNNING, snapshot(**THERE, waiting=Problem(code, {"name": "take.mp4"})))
    assert "by itself" in found.advice
    assert "try again" not in found.advice


def test_a_stick_that_was_pulled_out_names_the_file_in_short() -> None:
    name = "x" * 300 + ".mp4"
    found = said(RunState.RUNNING, snapshot(**THERE, waiting=Problem("file.missing", {"name": name})))
    assert "was moved, renamed or deleted, or its drive was unplugged." in found.advice
    assert name not in found.advice
    assert ".mp4" in found.advice


def test_no_line_ever_goes_without_words() -> None:
    for state in RunState:
        for phase in Phase:
            for code in CODES:
                found = said(state, snapshot(GIB, phase, waiting=Problem(code)), Problem(code))
                assert found.line.strip(), (state, phase, code)
                assert "{" not in found.line + found.advice, (state, phase, code)


# --- looked at over time


class Time:
    """Seconds that a test lets go by."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def watching(progress: SendingProgress) -> tuple[Watch, ScriptedSending, Time]:
    run, clock = scripted("aaaaaaaaaaaa", progress), Time()
    assert isinstance(run.sending, ScriptedSending)
    return Watch(run, clock=clock, wall=lambda: NOON), run.sending, clock


@given(st.lists(st.tuples(st.integers(0, SIZE), st.sampled_from(Phase)), min_size=1))
def test_the_bar_never_goes_back_and_is_full_only_after_the_confirmation(steps: list[tuple[int, Phase]]) -> None:
    watch, sending, _ = watching(snapshot())
    before, is_confirmed = 0, False
    for sent, phase in steps:
        sending.now = snapshot(sent, phase)
        watch.refresh()
        is_confirmed = is_confirmed or phase in (Phase.CONFIRMED, Phase.SUBMITTING, Phase.SUBMITTED)
        assert before <= watch.per_mille <= 1000
        assert (watch.per_mille == 1000) == is_confirmed
        before = watch.per_mille


def test_other_files_are_another_way_to_go() -> None:
    watch, sending, _ = watching(snapshot(4 * GIB))
    sending.now = snapshot(0)
    watch.run.draft = Draft(name="Zoe", files=film("another.mp4"))
    watch.refresh()
    assert watch.per_mille == 0


def test_how_much_how_fast_and_how_long() -> None:
    watch, _, _ = watching(snapshot(3 * GIB, left=745.0))
    found = watch.standing()
    assert found.headline == "Sending: 60 %"
    assert found.amount == "3.2 GB of 5.4 GB"
    assert found.pace == "2.4 MB/s - about 12 min left"
    assert found.line == "Sending: 60 % - 2.4 MB/s - about 12 min left"


def test_a_time_nobody_knows_is_no_number_and_for_some_seconds_no_word() -> None:
    watch, sending, clock = watching(snapshot(GIB))
    assert watch.standing().pace == "2.4 MB/s"
    clock.now += PATIENCE_S
    assert watch.standing().pace == "2.4 MB/s - working out the time left"
    sending.now = snapshot(GIB, waiting=NO_NET)
    watch.refresh()
    assert watch.standing().pace == ""
    sending.now = snapshot(GIB)
    watch.refresh()
    assert watch.standing().pace == "2.4 MB/s"


def test_nothing_is_promised_while_it_is_paused() -> None:
    watch, _, _ = watching(snapshot(GIB, left=745.0))
    watch.run.state = RunState.PAUSED
    assert watch.standing().pace == ""


def test_waiting_for_a_turn_is_said_when_it_lasts() -> None:
    watch, sending, clock = watching(snapshot(GIB, state=FileState.WAITING))
    assert watch.standing().headline == "Sending: 20 %"
    clock.now += QUEUED_AFTER_S
    assert watch.standing().headline == "Waiting for its turn. 20 % is safely there."
    sending.now = snapshot(GIB)
    watch.refresh()
    assert watch.standing().headline == "Sending: 20 %"
    sending.now = snapshot(GIB, state=FileState.WAITING)
    watch.refresh()
    assert watch.standing().headline == "Sending: 20 %"


def test_a_job_made_anew_is_told_of_and_holds_nothing_up() -> None:
    watch, _, _ = watching(snapshot(GIB, note=Problem("submission.recreated")))
    found = watch.standing()
    assert found.kind is Kind.SENDING
    assert "everything is sent again from the start" in found.note


@given(st.floats(70, 200_000), st.lists(st.floats(-3, 3), min_size=2, max_size=20))
def test_noise_of_some_seconds_does_not_make_it_waver(start: float, noises: list[float]) -> None:
    steady = SteadyTime()
    shown = [steady.settled(start + noise) for noise in noises]
    assert sum(one != other for one, other in pairwise(shown)) <= 1


@given(st.floats(90, 100_000))
def test_a_countdown_never_goes_up_and_stays_true(start: float) -> None:
    steady, left, before = SteadyTime(), start, float("inf")
    while left > 60:
        shown = steady.settled(left)
        assert shown is not None
        assert shown <= before
        assert abs(shown - left) <= 0.2 * left + 30
        before, left = shown, left - max(1.0, start / 500)


def test_words_of_the_time_change_a_minute_at_a_time() -> None:
    steady = SteadyTime()
    words = [time_left_words(steady.settled(725.0 - second + (second % 3) * 4)) for second in range(700)]
    changes = [words[0], *(b for a, b in pairwise(words) if a != b)]
    assert changes[:3] == ["about 12 min", "about 11 min", "about 10 min"]
    assert changes[-3:] == ["about 2 min", "about 1 min", "less than a minute"]
    assert len(changes) == len(set(changes))
