"""An exchange that is noted: it teaches us the service's clock and leaves one line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

from avatar_wizard.domain.problem import ProblemError

from .clock import ServiceClock
from .errors import error_body, is_services_own, request_id
from .transport import Answer, Outgoing, Transport

log = logging.getLogger("avatar_wizard.metastudio")


def exchange(transport: Transport, clock: ServiceClock, outgoing: Outgoing, headers: Mapping[str, str]) -> Answer:
    """The answer, whatever its status; problems as ``Transport.exchange``.

    The log gets the call's name, status, the service's code and request id, and milliseconds: nothing else.
    """
    started = time.monotonic()
    try:
        answer = transport.exchange(outgoing, headers)
    except ProblemError as error:
        facts = {"call": outgoing.name, "code": error.problem.code, "took_ms": _since(started)}
        log.warning("no answer", extra=facts)
        raise
    if is_services_own(answer):
        clock.learn(answer.headers.get("date"), time.monotonic() - started)
    if 200 <= answer.status < 300:
        log.info("answered", extra={"call": outgoing.name, "status": answer.status, "took_ms": _since(started)})
    else:
        facts = {
            "call": outgoing.name,
            "status": answer.status,
            "service_code": error_body(answer.body).code or None,
            "request_id": request_id(answer) or None,
            "took_ms": _since(started),
        }
        log.warning("refused", extra=facts)
    return answer


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
