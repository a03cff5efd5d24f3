"""How long the saga waits before it tries again, and when it gives up."""

from __future__ import annotations

from collections.abc import Callable

from avatar_wizard.domain.problem import AnswerLost, ProblemError, Remedy

LONGEST_S = 30.0
LONGEST_RETRY_AFTER_S = 600.0
MOST_LOST_ANSWERS = 5  # in a row, of those that do not mend themselves


class Waits:
    """Full jitter over a doubling limit; what the service asks for wins.

    ``patience_s`` bounds the time without any step done, None does not; ``jitter(low, high)`` draws a number and
    ``monotonic`` tells seconds.
    """

    def __init__(
        self, patience_s: float | None, jitter: Callable[[float, float], float], monotonic: Callable[[], float]
    ) -> None:
        self._patience_s, self._jitter, self._monotonic = patience_s, jitter, monotonic
        self.restart()

    def restart(self) -> None:
        """Something got on: begin to count anew."""
        self._tries, self._since = 0, self._monotonic()

    def before_next_try(self, error: ProblemError) -> float | None:
        """Seconds to wait after ``error``, None to give up."""
        waited = self._monotonic() - self._since
        # After a lost answer the next step asks; an answer that makes no sense time and again is given up.
        may_pass = error.problem.remedy is Remedy.WAIT or (
            isinstance(error, AnswerLost) and self._tries < MOST_LOST_ANSWERS
        )
        if not may_pass or (self._patience_s is not None and waited >= self._patience_s):
            return None
        asked = error.problem.facts.get("retry_after_s")
        if isinstance(asked, (int, float)):
            delay = min(float(asked), LONGEST_RETRY_AFTER_S)
        else:
            delay = self._jitter(0.2, min(LONGEST_S, 2.0 ** min(self._tries, 10)))
        self._tries += 1
        return delay if self._patience_s is None else min(delay, self._patience_s - waited)
