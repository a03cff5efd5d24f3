"""Networks that answer in the service's place: a hotel's sign-in page, a company's filter, whatever status it has."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from avatar_wizard.domain.problem import AnswerLost
from avatar_wizard.flow.ports import Credentials, Hop, SignInMethod
from avatar_wizard.metastudio import connect, examine
from integration.metastudio.given import ACCESS_KEY, PROJECT, QUICK, SECRET_KEY, problem
from integration.metastudio.raw_server import RawServer, respond

KeysFor = Callable[[str], Credentials]
JOB = "1" * 32
PAGE = b"<!DOCTYPE html><html><form action='/login'>Welcome, guest</form></html>"
HTML = {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "guest=1"}
AWAY = {**HTML, "Location": "http://portal.example/login?url=x"}
PORTALS = {
    "a page": (200, HTML, "net.captive_portal"),
    "a page that names no type": (200, {"Content-Type": ""}, "net.captive_portal"),
    "a page with 203": (203, HTML, "net.captive_portal"),
    "a filter's 403": (403, HTML, "net.captive_portal"),
    "RFC 6585": (511, HTML, "net.captive_portal"),
    **{f"to the portal by {status}": (status, AWAY, "net.redirect") for status in (301, 302, 303, 307, 308)},
}


@pytest.mark.parametrize("portal", PORTALS)
def test_a_portal_is_told_and_asked_once(keys_for: KeysFor, portal: str) -> None:
    status, headers, expected = PORTALS[portal]
    with RawServer(lambda _: respond(status, PAGE, headers, date=time.time())) as server:
        credentials = keys_for(server.origin)
        service = connect(credentials, settings=QUICK)
        calls_ = {
            "GET": service.jobs,
            "POST": lambda: service.create({"name": "x"}),
            "PUT": lambda: service.update(JOB, {}),
            "DELETE": lambda: service.delete(JOB),
        }
        for method, call in calls_.items():
            found = problem(call)
            assert found.problem.code == expected
            told = f"{found!r} {dict(found.problem.facts)}"
            assert not any(word in told for word in ("portal.example", "Welcome", "guest", ACCESS_KEY, SECRET_KEY))
            # A page may stand where the service's own answer was; a redirect and a 511 stand where none was asked for.
            in_doubt = method != "GET" and expected == "net.captive_portal" and status != 511
            assert isinstance(found, AnswerLost) is in_doubt
        assert [request.method for request in server.requests] == list(calls_)
        assert not any(request.header("cookie") for request in server.requests)
        last = examine(credentials, settings=QUICK)[-1]
        assert (last.hop, last.ok, last.problem and last.problem.code) == (Hop.PROXY, False, expected)


@pytest.mark.parametrize("portal", PORTALS)
def test_a_sign_in_that_a_portal_answers_gives_nothing_away(portal: str) -> None:
    status, headers, expected = PORTALS[portal]
    with RawServer(lambda _: respond(status, PAGE, headers)) as server:
        by_password = Credentials(
            SignInMethod.PASSWORD, "cn-north-4", PROJECT, server.origin, domain="d", user="u", password="open sesame"
        )
        found = problem(connect(by_password, settings=QUICK).jobs)
        assert found.problem.code == expected
        assert "sesame" not in f"{found!r} {dict(found.problem.facts)}"
        assert len(server.requests) == 1


@pytest.mark.parametrize("portal", PORTALS)
def test_a_portals_clock_is_not_believed(keys_for: KeysFor, portal: str) -> None:
    """A router without a battery thinks it is 1970; upload URLs would seem to live for ever."""
    status, headers, _ = PORTALS[portal]
    answers = [respond(200, {"jobs": []}, date=time.time() - 7200)] + [respond(status, PAGE, headers, date=0.0)] * 2
    with RawServer(lambda _: answers.pop(0)) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        service.jobs()
        problem(service.jobs)
        problem(lambda: service.create({"name": "x"}))
        assert abs(service.now() - (time.time() - 7200)) < 5
