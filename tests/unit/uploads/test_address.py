"""Which addresses are sent to, and what of them goes out."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.uploads.address import check_address, host_of, is_loopback, target_of


@pytest.mark.parametrize(
    "url",
    [
        "https://bucket.obs.cn-north-4.myhuaweicloud.com/a?Signature=b",
        "HTTPS://bucket.example:443/a",
        "http://127.0.0.1:8080/a",
        "http://127.9.9.9/a",
        "http://[::1]:8080/a",
        "http://localhost/a",
    ],
)
def test_allowed(url: str) -> None:
    check_address(url)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://bucket.example/a", "net.insecure_address"),
        ("http://127.0.0.1@evil.example/a", "net.insecure_address"),
        ("http://localhost.evil.example/a", "net.insecure_address"),
        ("http://192.168.0.1/a", "net.insecure_address"),
        ("http://0.0.0.0/a", "net.insecure_address"),
        ("ftp://bucket.example/a", "net.insecure_address"),
        ("file:///etc/passwd", "service.bad_answer"),
        ("", "service.bad_answer"),
        ("/only/a/path", "service.bad_answer"),
        ("https://", "service.bad_answer"),
        ("https://bucket.example:port/a", "service.bad_answer"),
        ("https://bucket.example:99999/a", "service.bad_answer"),
        ("https://[::1/a", "service.bad_answer"),
        ("https://bucket.example/a b", "service.bad_answer"),
        ("https://bucket.example/a\r\nX-Header: b", "service.bad_answer"),
        ("https://bucket.example/\u5206", "service.bad_answer"),
    ],
)
def test_refused(url: str, code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        check_address(url)
    assert caught.value.problem.code == code
    assert caught.value.problem.facts == {}


@given(st.text(string.ascii_letters + string.digits + "-._~!$&'()*+,;=:@/?%[]|\\\"<>{}^`", max_size=80))
def test_the_target_is_what_stands_behind_the_host(rest: str) -> None:
    assert target_of(f"https://bucket.example:8443/{rest}") == f"/{rest}"
    assert target_of(f"https://bucket.example?{rest}") == f"/?{rest}"
    assert target_of(f"HTTPS://Bucket.example/{rest}#here") == f"/{rest}"


def test_an_empty_path_is_the_root() -> None:
    assert target_of("https://bucket.example") == "/"


def test_hosts() -> None:
    assert host_of("https://Bucket.Example:8443/a?b") == "bucket.example"
    assert is_loopback("LOCALHOST")
    assert not is_loopback("")
    assert not is_loopback("127.0.0.1.example")
