"""The connection test names the first hop that fails."""

from __future__ import annotations

import time
from dataclasses import replace

from avatar_wizard.flow.ports import Credentials, Hop
from avatar_wizard.metastudio import examine
from integration.metastudio.given import QUICK
from support.practice import Practice


def test_all_hops_are_well(by_keys: Credentials, by_password: Credentials) -> None:
    for credentials in (by_keys, by_password):
        results = examine(credentials)
        assert [result.hop for result in results] == list(Hop)
        assert all(result.ok and result.problem is None for result in results)


def test_the_failing_hop_is_named(practice: Practice, by_keys: Credentials, by_password: Credentials) -> None:
    cases = {
        Hop.ADDRESS: (replace(by_keys, endpoint="http://127.0.0.1:1"), "net.unreachable"),
        Hop.KEY: (replace(by_keys, secret_key="wrong"), "auth.wrong_key"),
        Hop.REGION: (replace(by_keys, region="cn-east-3"), "auth.region_closed"),
    }
    for hop, (credentials, expected) in cases.items():
        *before, last = examine(credentials, settings=QUICK)
        assert (last.hop, last.ok, last.problem and last.problem.code) == (hop, False, expected)
        assert [result.hop for result in before] == list(Hop)[: len(before)]
        assert all(result.ok for result in before)
    assert examine(replace(by_password, password="x"))[-1].hop is Hop.KEY
    assert examine(replace(by_keys, app_user="\u5f20"))[-1].hop is Hop.KEY
    assert examine(replace(by_keys, endpoint="http://studio.example"))[-1].hop is Hop.ADDRESS
    practice.control("forbid", {"on": True})
    assert examine(by_keys)[-1].hop is Hop.PERMISSION
    practice.control("forbid", {"on": False})
    practice.faults({"call": "list", "action": {"status": 503}})
    assert examine(by_keys, settings=QUICK)[-1].hop is Hop.SERVICE
    assert practice.journal()[-2]["call"] == "projects", "nothing is repeated"
    practice.no_faults()
    practice.faults({"call": "*", "action": "html"})
    assert examine(by_keys)[-1].hop is Hop.PROXY


def test_the_test_tries_keys_once(practice: Practice, by_keys: Credentials) -> None:
    examine(replace(by_keys, secret_key="wrong"))
    assert len(practice.journal()) == 1


def test_a_wrong_clock_is_remarked_upon(by_keys: Credentials) -> None:
    results = {result.hop: result for result in examine(by_keys, clock=lambda: time.time() - 3600)}
    assert len(results) == len(Hop)
    clock = results[Hop.CLOCK]
    assert clock.ok
    assert clock.problem is not None
    assert clock.problem.facts == {"minutes": 60}
    small = {result.hop: result for result in examine(by_keys, clock=lambda: time.time() - 100)}
    assert small[Hop.CLOCK].problem is None
