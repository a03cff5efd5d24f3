"""The connection test: which of the hops between this computer and the account's jobs is the first that fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Event as StopEvent

from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.flow.ports import Credentials, Hop, HopResult

from .service import connect
from .transport import TransportSettings

WORTH_SAYING_S = 5 * 60.0
"""A clock this wrong is mentioned although calls work with the learnt offset; 15 minutes would stop them."""


_FAILS_AT = {
    "net.unreachable": Hop.ADDRESS,
    "net.name": Hop.ADDRESS,
    "net.timeout": Hop.ADDRESS,
    "net.insecure_address": Hop.ADDRESS,
    "service.wrong_address": Hop.ADDRESS,
    "net.proxy": Hop.PROXY,
    "net.proxy_password": Hop.PROXY,
    "net.captive_portal": Hop.PROXY,
    "net.redirect": Hop.PROXY,
    "net.tls": Hop.TLS,
    "auth.clock": Hop.CLOCK,
    "auth.none": Hop.KEY,
    "auth.wrong_key": Hop.KEY,
    "auth.unknown_key": Hop.KEY,
    "auth.wrong_site": Hop.KEY,
    "auth.key_locked": Hop.KEY,
    "auth.wrong_password": Hop.KEY,
    "auth.token_expired": Hop.KEY,
    "auth.app_user_not_ascii": Hop.KEY,
    "auth.forbidden": Hop.PERMISSION,
    "auth.region_closed": Hop.REGION,
    "auth.wrong_project": Hop.REGION,
    "auth.several_projects": Hop.REGION,
}


def examine(
    credentials: Credentials,
    *,
    clock: Callable[[], float] = time.time,
    settings: TransportSettings | None = None,
    stop: StopEvent | None = None,
) -> tuple[HopResult, ...]:
    """The hops in order, the last one failed unless all are ok.

    Signs in when there is a password, looks the project up when it is not given, and asks for one job. Nothing is
    repeated: keys are tried once (twice when the first answer shows that this computer's clock is wrong). Raises
    Stopped alone.
    """
    once = replace(settings or TransportSettings(), repeats=0, read_interval_s=0.0, write_interval_s=0.0)
    offset = 0.0
    problem: Problem | None = None
    try:
        service = connect(credentials, clock=clock, settings=once, stop=stop)
        try:
            service.jobs(limit=1)
        finally:
            offset = service.clock_offset()
            service.close()
    except Stopped:
        raise
    except ProblemError as error:
        problem = error.problem
    failed = None if problem is None else _FAILS_AT.get(problem.code, Hop.SERVICE)
    results = []
    for hop in Hop:
        if hop is failed:
            results.append(HopResult(hop, ok=False, problem=problem))
            break
        wrong = hop is Hop.CLOCK and abs(offset) >= WORTH_SAYING_S
        remark = Problem("auth.clock", {"minutes": round(abs(offset) / 60)}) if wrong else None
        results.append(HopResult(hop, ok=True, problem=remark))
    return tuple(results)
