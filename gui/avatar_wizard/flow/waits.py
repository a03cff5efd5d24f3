"""How long the saga waits before it tries again, and when it gives up."""

from __future__ import annotations

from collections.abc import Callable

from avatar_wizard.domain.problem import AnswerLost, Problem, ProblemError, Remedy

LONGEST_S = 30.0
LONGEST_BY_HAND_S = 10.0
LONGEST_RETRY_AFTER_S = 600.0
MOST_LOST_ANSWERS = 5  # in a row, of those that do not mend themselves

# What a person mends outside this program, without telling it.
_BY_HAND = frozenset({"net.captive_portal", "net.proxy", "file.missing", "file.unreadable", "store.full"})
# The marks of a network that wants a sign-in first, or of a middle box, once the service was reached before.
_IN_THE_WAY = frozenset({"net.tls", "net.redirect", "net.proxy_password"})


class Waits:
    """Full jitter over a doubling limit; what the service asks for wins.

    ``patience_s`` bounds the time without any step done, None does not; ``jitter(low, high)`` draws a number and
    ``monotonic`` tells seconds. ``is_attended``: somebody is there to mend what does not mend itself.
    """

    def __init__(
        self,
        patience_s: float | None,
        jitter: Callable[[float, float], float],
        monotonic: Callable[[], float],
        *,
        is_attended: bool = False,
    ) -> None:
        self._patience_s, self._jitter, self._monotonic = patience_s, jitter, monotonic
        self._is_attended = is_attended
        self._has_got_on = False
        self.restart()

    def restart(self) -> None:
        """Something got on: begin to count anew."""
        self._tries, self._since = 0, self._monotonic()

    def step_done(self) -> None:
        """A whole step went through, so the service was reached."""
        self._has_got_on = True
        self.restart()

    def before_next_try(self, error: ProblemError) -> float | None:
        """Seconds to wait after ``error``, None to give up."""
        waited = self._monotonic() - self._since
        is_by_hand = self._is_mended_by_hand(error.problem)
        # After a lost answer the next step asks; an answer that makes no sense time and again is given up.
        may_pass = (
            is_by_hand
            or error.problem.remedy is Remedy.WAIT
            or (isinstance(error, AnswerLost) and self._tries < MOST_LOST_ANSWERS)
        )
        if not may_pass or (self._patience_s is not None and waited >= self._patience_s):
            return None
        asked = error.problem.facts.get("retry_after_s")
        if isinstance(asked, (int, float)):
            delay = min(float(asked), LONGEST_RETRY_AFTER_S)
        else:
            longest = LONGEST_BY_HAND_S if is_by_hand else LONGEST_S
            delay = self._jitter(0.2, min(longest, 2.0 ** min(self._tries, 10)))
        self._tries += 1
        return delay if self._patience_s is None else min(delay, self._patience_s - waited)

    def _is_mended_by_hand(self, problem: Problem) -> bool:
        if problem.code == "net.captive_portal" and self._has_got_on:
            return True  # some middle box's page, once: also worth another try when nobody is there
        if not self._is_attended:
            return False
        return problem.code in _BY_HAND or (self._has_got_on and problem.code in _IN_THE_WAY)
