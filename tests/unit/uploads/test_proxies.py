"""The system's proxy for an upload: found however it is written, told who asks, blamed for its own faults only."""

from __future__ import annotations

from base64 import b64decode
from urllib.parse import quote

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from requests.exceptions import InvalidProxyURL
from urllib3.exceptions import ProxyError

from avatar_wizard.uploads.losses import judge_loss
from avatar_wizard.uploads.proxies import proxies_for, proxy_headers
from avatar_wizard.uploads.verdict import Outcome

URL = "https://obs.studio.example/a?b"


@pytest.fixture(autouse=True)
def no_other_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("http://proxy.example:8080", "http://proxy.example:8080"),
        ("proxy.example:8080", "http://proxy.example:8080"),
        ("user:pw@proxy.example:8080", "http://user:pw@proxy.example:8080"),
        ("https://proxy.example", "https://proxy.example"),
    ],
)
def test_it_is_found_however_it_is_written(monkeypatch: pytest.MonkeyPatch, written: str, used: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", written)
    assert proxies_for(URL) == {"https": used}


def test_none_is_needed_here_or_where_the_system_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxies_for(URL) == {}
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example")
    assert proxies_for("http://127.0.0.1:9/a") == {}
    monkeypatch.setenv("NO_PROXY", ".studio.example")
    assert proxies_for(URL) == {}


@pytest.mark.parametrize("written", ["http://", "socks5://127.0.0.1:1", "http://[::1", "http://proxy.example:port"])
def test_what_cannot_be_one_is_said_to_be_a_proxy_problem(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", written)
    with pytest.raises(InvalidProxyURL) as found:
        proxies_for(URL)
    assert judge_loss(found.value, "obs.studio.example", has_begun=False).code == "net.proxy"


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_a_name_and_a_password_of_any_letters(name: str, password: str) -> None:
    try:
        proxy = f"http://{quote(name, safe='')}:{quote(password, safe='')}@proxy.example:8080"
    except UnicodeEncodeError:  # half a letter, which no system setting holds
        return
    [told] = proxy_headers(proxy).values()
    assert b64decode(told.removeprefix("Basic ")).decode() == f"{name}:{password}"


def test_who_asks_is_told_only_when_a_name_is_given() -> None:
    assert proxy_headers("http://proxy.example:8080") == {}


def test_what_breaks_in_mid_body_broke_behind_the_proxy() -> None:
    error = requests.exceptions.ProxyError(ProxyError("Unable to connect to proxy", OSError("reset")))
    before = judge_loss(error, "obs.studio.example", has_begun=False)
    assert (before.outcome, before.code) == (Outcome.AWAY, "net.proxy")
    after = judge_loss(error, "obs.studio.example", has_begun=True)
    assert (after.outcome, after.code) == (Outcome.AGAIN, "net.unreachable")
