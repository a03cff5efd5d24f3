"""Refused before a byte goes out: redirects, plain http to another machine, stores outside the service's own domain.

Whatever leaves this process goes by the proxy, which writes down every name and leads unknown ones to a listener that
counts; so does the listener for what would come directly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.flow.ports import SignInMethod
from avatar_wizard.metastudio import connect
from integration.metastudio.given import FIELDS, QUICK, code, problem
from integration.way_out.network import IAM, LISTED, SERVICE, STORE, ZONE, Network, put

FOREIGN = "net.foreign_upload_address"
EVIL = "evil.example"
REFUSED = {
    "plain http to the service's own store": f"http://{STORE}",
    "plain http to the service itself": f"http://{SERVICE}:80",
    "plain http to Huawei": "http://bucket.obs.cn-north-4.myhuaweicloud.com",
    "this machine, plain": "http://127.0.0.1:{stranger}",
    "this machine by name": "http://localhost:{stranger}",
    "this machine by TLS": "https://127.0.0.1:{stranger}",
    "this machine as IPv6": "https://[::1]:{stranger}",
    "this machine as a number": "https://2130706433:{stranger}",
    "the machine's own cloud": "http://169.254.169.254",
    "another domain": f"https://{EVIL}",
    "above the service's domain": "https://studio.example",
    "beside the service's domain": "https://obs.studio.example",
    "a longer name that ends alike": f"https://evil{ZONE}",
    "a name that begins alike": f"https://{STORE}.{EVIL}",
    "Huawei's name in another domain": f"https://myhuaweicloud.com.{EVIL}",
    "a name that ends like Huawei's": "https://evilmyhuaweicloud.com",
    "Huawei's name in the path": f"https://{EVIL}/obs.cn-north-4.myhuaweicloud.com",
    "the store as a user": f"https://{STORE}@{EVIL}",
    "the store as a user with a password": f"https://{STORE}:443@{EVIL}",
    "a user at the store": f"https://{EVIL}@{STORE}",
    "a backslash before the at": f"https://{EVIL}\\@{STORE}",
    "a backslash after the store": f"https://{STORE}\\@{EVIL}",
    "the store in the fragment": f"https://{EVIL}#{STORE}",
    "the store in the query": f"https://{EVIL}?{STORE}",
    "a percent sign in the name": f"https://{STORE}%2e{EVIL}",
    "letters of another alphabet": f"https://\u043ebs.{ZONE}",
    "a full stop of another alphabet": f"https://{EVIL}\u3002{ZONE}",
    "a line break": f"https://{STORE}\r\nHost: {EVIL}\r\n",
    "a root's dot": f"https://{STORE}.",
    "no scheme": f"//{STORE}",
    "another scheme": f"ftp://{STORE}",
    "a file": "file:///etc",
}
ACCEPTED = {
    "the service's own domain": f"https://{STORE}",
    "the service itself": f"https://{SERVICE}",
    "its bucket": f"https://bucket.{STORE}",
    "another port": f"https://{STORE}:8443",
    "Huawei": "https://bucket.obs.cn-north-4.myhuaweicloud.com",
}
REDIRECTS = (301, 302, 303, 307, 308)


def targets(network: Network) -> set[str]:
    """What the proxy was asked for: names without their ports, and whole addresses if it ever got one."""
    asked = {head.split(" ", 2)[1] for head in network.proxy.heads}
    return {each if "/" in each else each.rpartition(":")[0] for each in asked}


@pytest.mark.parametrize("case", REFUSED)
def test_an_upload_url_that_leads_elsewhere_is_refused_before_a_byte_goes_out(inside: Network, case: str) -> None:
    inside.practice.settings(upload_origin=REFUSED[case].replace("{stranger}", str(inside.stranger.port)))
    service = connect(inside.credentials, settings=QUICK)
    refused = problem(lambda: service.create(FIELDS))
    assert refused.problem.code == FOREIGN
    assert set(refused.problem.facts) == {"host"}
    assert "Signature" not in f"{refused!r} {dict(refused.problem.facts)}"
    assert targets(inside) == {IAM, SERVICE}
    assert inside.asked_of_stranger == (0, 0)
    assert inside.practice.journal("put") == []


@pytest.mark.parametrize("case", ACCEPTED)
def test_the_refusals_are_not_for_want_of_trying(inside: Network, case: str) -> None:
    inside.practice.settings(upload_origin=ACCEPTED[case])
    _, urls = connect(inside.credentials, settings=QUICK).create(FIELDS)
    assert all(url.startswith(ACCEPTED[case]) for url in urls.documents.values())


def test_what_is_sent_elsewhere_would_be_seen(inside: Network, cover: Path) -> None:
    """The proof by the listener is worth something: the engine alone, given such a URL, is heard there."""
    assert code(lambda: put(f"https://{EVIL}/o", cover)).startswith("net.")
    assert targets(inside) == {EVIL}
    assert inside.asked_of_stranger[0] > 0


@pytest.mark.parametrize("case", ["plain http to the service's own store", "plain http to Huawei", "a file"])
def test_the_engine_itself_sends_nothing_in_plain_text(inside: Network, cover: Path, case: str) -> None:
    assert code(lambda: put(REFUSED[case] + "/o?Signature=s", cover)) in ("net.insecure_address", "service.bad_answer")
    assert inside.proxy.heads == []


def test_the_list_in_the_settings_holds_at_once(inside: Network, cover: Path) -> None:
    inside.practice.settings(upload_origin=f"https://{LISTED}")
    listed: list[str] = []
    service = connect(inside.credentials, settings=QUICK, upload_domains=lambda: listed)
    assert code(lambda: service.create(FIELDS)) == FOREIGN
    assert targets(inside) == {IAM, SERVICE}
    listed.append("partner.example")
    _, urls = service.create(FIELDS)
    put(urls.documents[Role.COVER], cover)
    [entry] = inside.practice.journal("put")
    assert entry["status"] == 200
    assert LISTED in targets(inside)
    listed.clear()
    assert code(lambda: service.create(FIELDS)) == FOREIGN


@pytest.mark.parametrize("status", REDIRECTS)
@pytest.mark.parametrize("location", [f"https://{EVIL}/", "http://127.0.0.1:{stranger}/", f"https://{STORE}/", "/"])
def test_a_redirect_is_refused_before_a_byte_goes_to_where_it_leads(
    inside: Network, cover: Path, status: int, location: str
) -> None:
    service = connect(inside.credentials, settings=QUICK)
    _, urls = service.create(FIELDS)
    inside.proxy.heads.clear()
    leads = location.replace("{stranger}", str(inside.stranger.port))
    inside.practice.faults({"call": "*", "action": {"kind": "redirect", "status": status, "location": leads}})
    before = len(inside.practice.journal())
    calls: tuple[Callable[[], object], ...] = (
        service.jobs,
        lambda: service.show("1" * 32),
        lambda: service.create(FIELDS),
        lambda: service.delete("1" * 32),
        lambda: put(urls.documents[Role.COVER], cover),
    )
    for call in calls:
        refused = problem(call)
        assert refused.problem.code == "net.redirect"
        assert EVIL not in f"{refused!r} {dict(refused.problem.facts)}"
    assert len(inside.practice.journal()) - before == len(calls), "each was asked once"
    assert targets(inside) <= {IAM, SERVICE, STORE}
    assert inside.asked_of_stranger == (0, 0)


@pytest.mark.parametrize("status", REDIRECTS)
def test_a_redirected_sign_in_takes_no_password_along(inside: Network, status: int) -> None:
    practice = inside.practice
    by_password = replace(
        inside.credentials,
        method=SignInMethod.PASSWORD,
        domain=practice.domain,
        user=practice.user,
        password=practice.password,
    )
    practice.faults({"call": "token", "action": {"kind": "redirect", "status": status, "location": f"https://{EVIL}/"}})
    assert code(connect(by_password, settings=QUICK).jobs) == "net.redirect"
    assert targets(inside) == {IAM}
    assert inside.asked_of_stranger == (0, 0)
