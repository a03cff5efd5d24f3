"""One call from beginning to end: its turn, its proof, its exchange, its verdict, and whether it is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event as StopEvent

from avatar_wizard.domain.problem import ProblemError

from .clock import ServiceClock
from .errors import Asked, RefusalError, check
from .exchange import exchange
from .pacing import Pace, backoff, pause
from .proof import Proof
from .transport import Answer, Outgoing, Transport, TransportSettings

# A read that ended so may do better a moment later. Sign-in problems are not here: bad tries lock a key.
_PASSING = frozenset(
    {"net.unreachable", "net.name", "net.timeout", "net.proxy", "service.busy", "service.internal", "service.throttled"}
)
# A write answered so was turned away before anything was done (inferred from the gateway's meaning of both).
_TURNED_AWAY = frozenset({429, 503})
LONGEST_RETRY_AFTER_S = 30.0
_CLOCK_MOVED_S = 60.0
_CLOCK_REFUSED_S = 15 * 60.0  # API signing guide, FAQ: X-Sdk-Date more than 15 minutes off is refused


@dataclass(frozen=True, slots=True)
class Target:
    """What a call is about: "" for no project yet; ``about_job`` when its path names a job."""

    region: str
    project_id: str = ""
    about_job: bool = False


class Caller:
    """Makes calls, from any thread."""

    def __init__(
        self, transport: Transport, proof: Proof, clock: ServiceClock, settings: TransportSettings, stop: StopEvent
    ) -> None:
        self._transport = transport
        self._proof = proof
        self._clock = clock
        self._settings = settings
        self._stop = stop
        self._reads = Pace(settings.read_interval_s, stop)
        self._writes = Pace(settings.write_interval_s, stop)

    def call(self, outgoing: Outgoing, target: Target) -> Answer:
        """The successful answer.

        Reads are repeated when waiting may help, writes only when they were turned away unseen. Raises
        ProblemError; AnswerLost when a write may have taken effect; Stopped when the stop event is set.
        """
        for attempt in range(self._settings.repeats):
            try:
                return self._turn(outgoing, target)
            except ProblemError as error:
                wait = self._wait_before_repeat(error, outgoing, attempt)
                if wait is None:
                    raise
            pause(wait, self._stop)
        return self._turn(outgoing, target)

    def _wait_before_repeat(self, error: ProblemError, outgoing: Outgoing, attempt: int) -> float | None:
        turned_away = isinstance(error, RefusalError) and error.status in _TURNED_AWAY
        if not turned_away and not (outgoing.is_read and error.problem.code in _PASSING):
            return None
        wished = error.problem.facts.get("retry_after_s", 0.0)
        at_least = float(wished) if isinstance(wished, int | float) else 0.0
        if at_least > LONGEST_RETRY_AFTER_S:
            return None
        return max(at_least, backoff(attempt, self._settings.backoff_s))

    def _turn(self, outgoing: Outgoing, target: Target) -> Answer:
        (self._reads if outgoing.is_read else self._writes).take_turn()
        corrected = self._clock.corrected
        headers = self._proof.headers(outgoing, target.project_id)
        try:
            return self._exchange(outgoing, target, headers)
        except RefusalError as refusal:
            if not self._may_prove_again(refusal, headers, corrected):
                raise self._with_minutes(refusal) from None
        # Once only: the refused request did nothing, and a second refusal is an answer.
        try:
            return self._exchange(outgoing, target, self._proof.headers(outgoing, target.project_id))
        except RefusalError as refusal:
            raise self._with_minutes(refusal) from None

    def _may_prove_again(self, refusal: RefusalError, headers: dict[str, str], corrected: float) -> bool:
        moved = self._clock.corrected - corrected
        if refusal.problem.code == "auth.clock":
            return moved >= _CLOCK_MOVED_S
        if refusal.problem.code == "auth.wrong_key" and moved >= _CLOCK_REFUSED_S:
            return True  # a refusal cut off before it said so: this far from the service's clock no key is right
        return refusal.problem.code == "auth.token_expired" and self._proof.renew(headers)

    def _with_minutes(self, refusal: RefusalError) -> RefusalError:
        minutes = round(abs(self._clock.offset) / 60)
        if refusal.problem.code != "auth.clock" or minutes == 0:
            return refusal
        facts = {name: value for name, value in refusal.problem.facts.items() if name != "status"}
        return RefusalError(refusal.status, "auth.clock", **{**facts, "minutes": minutes})

    def _exchange(self, outgoing: Outgoing, target: Target, headers: dict[str, str]) -> Answer:
        answer = exchange(self._transport, self._clock, outgoing, headers)
        asked = Asked(
            region=target.region,
            uses_token=self._proof.uses_token,
            about_job=target.about_job,
            is_read=outgoing.is_read,
        )
        check(answer, asked)
        return answer
