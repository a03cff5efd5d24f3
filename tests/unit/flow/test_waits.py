"""How long to wait before another try, and when to give up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.problem import AnswerLost, ProblemError
from avatar_wizard.flow.waits import LONGEST_RETRY_AFTER_S, LONGEST_S, MOST_LOST_ANSWERS, Waits

BUSY = ProblemError("service.busy")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def highest(low: float, high: float) -> float:
    return high


def test_the_limit_doubles_up_to_half_a_minute_and_starts_anew_when_something_got_on() -> None:
    waits = Waits(None, highest, Clock())
    assert [waits.before_next_try(BUSY) for _ in range(7)] == [1, 2, 4, 8, 16, LONGEST_S, LONGEST_S]
    waits.restart()
    assert waits.before_next_try(BUSY) == 1


def test_what_the_service_asks_for_wins_within_reason() -> None:
    waits = Waits(None, highest, Clock())
    assert waits.before_next_try(ProblemError("service.throttled", retry_after_s=77)) == 77
    assert waits.before_next_try(ProblemError("service.throttled", retry_after_s=1e9)) == LONGEST_RETRY_AFTER_S


def test_what_does_not_mend_itself_is_not_waited_for() -> None:
    assert Waits(None, highest, Clock()).before_next_try(ProblemError("auth.wrong_key")) is None


def test_a_lost_answer_is_asked_about_a_few_times_whatever_its_kind() -> None:
    waits = Waits(None, highest, Clock())
    waited = [waits.before_next_try(AnswerLost("service.bad_answer")) for _ in range(MOST_LOST_ANSWERS + 1)]
    assert None not in waited[:-1]
    assert waited[-1] is None


@given(st.floats(0, 100), st.lists(st.floats(0, 20), min_size=1, max_size=30))
def test_patience_is_never_overdrawn(patience: float, steps: list[float]) -> None:
    clock = Clock()
    waits = Waits(patience, highest, clock)
    for step in steps:
        clock.now += step
        delay = waits.before_next_try(BUSY)
        if delay is None:
            assert clock.now >= patience
            return
        assert clock.now + delay <= patience + 1e-6 or delay <= 0
        clock.now += delay
