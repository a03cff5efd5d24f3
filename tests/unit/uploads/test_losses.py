"""What the loss of a connection is taken for."""

from __future__ import annotations

import errno
import socket
import ssl

import pytest
import requests
from urllib3.connection import HTTPConnection
from urllib3.exceptions import MaxRetryError, NameResolutionError, ProtocolError, ProxyError
from urllib3.exceptions import SSLError as PoolSSLError

from avatar_wizard.uploads.losses import judge_loss
from avatar_wizard.uploads.verdict import Outcome, Verdict

HOST = "bucket.example"
NO_POOL = HTTPConnection(HOST)
LOST = Verdict(Outcome.AWAY, "net.unreachable")
BAD_PROXY = Verdict(Outcome.END, "net.proxy")
BROKEN = Verdict(Outcome.AGAIN, "net.unreachable")
DISTRUST = Verdict(Outcome.END, "net.tls", {"host": HOST})


def wrapped(reason: Exception) -> requests.ConnectionError:
    return requests.ConnectionError(MaxRetryError(None, "/secret", reason))  # type: ignore[arg-type]


def tls(error: ssl.SSLError) -> requests.exceptions.SSLError:
    return requests.exceptions.SSLError(MaxRetryError(None, "/secret", PoolSSLError(error)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "before", "after"),
    [
        (wrapped(OSError(111, "refused")), LOST, BROKEN),
        (requests.ConnectionError(ProtocolError("aborted", ConnectionResetError())), LOST, BROKEN),
        (ConnectionResetError(), LOST, BROKEN),
        (OSError(errno.ENETDOWN, "down"), LOST, LOST),
        (requests.ConnectionError(ProtocolError("aborted", OSError(errno.EHOSTUNREACH, "no route"))), LOST, LOST),
        (requests.Timeout(), Verdict(Outcome.AWAY, "net.timeout"), Verdict(Outcome.AWAY, "net.timeout")),
        (
            requests.ConnectionError(ProtocolError("aborted", TimeoutError())),
            Verdict(Outcome.AWAY, "net.timeout"),
            Verdict(Outcome.AWAY, "net.timeout"),
        ),
        (
            wrapped(NameResolutionError(HOST, NO_POOL, socket.gaierror())),
            Verdict(Outcome.AWAY, "net.name", {"host": HOST}),
            Verdict(Outcome.AWAY, "net.name", {"host": HOST}),
        ),
        (tls(ssl.SSLCertVerificationError()), DISTRUST, DISTRUST),
        (tls(ssl.SSLError(1, "WRONG_VERSION_NUMBER")), DISTRUST, BROKEN),
        (tls(ssl.SSLEOFError(8, "EOF occurred in violation of protocol")), LOST, BROKEN),
        (
            requests.exceptions.ProxyError(MaxRetryError(None, "/", ProxyError("x", OSError("down")))),  # type: ignore[arg-type]
            Verdict(Outcome.AWAY, "net.proxy"),
            BROKEN,
        ),
        (
            requests.exceptions.ProxyError(
                MaxRetryError(None, "/", ProxyError("x", OSError("Tunnel connection failed: 407 Who are you")))  # type: ignore[arg-type]
            ),
            Verdict(Outcome.END, "net.proxy_password"),
            Verdict(Outcome.END, "net.proxy_password"),
        ),
        (requests.exceptions.InvalidProxyURL(), BAD_PROXY, BAD_PROXY),
        (
            requests.exceptions.InvalidSchema("SOCKS"),
            Verdict(Outcome.END, "net.proxy"),
            Verdict(Outcome.END, "net.proxy"),
        ),
        (
            requests.exceptions.InvalidURL(),
            Verdict(Outcome.END, "service.bad_answer"),
            Verdict(Outcome.END, "service.bad_answer"),
        ),
    ],
    ids=str,
)
def test_before_the_body_and_within_it(error: Exception, before: Verdict, after: Verdict) -> None:
    assert judge_loss(error, HOST, has_begun=False) == before
    assert judge_loss(error, HOST, has_begun=True) == after


def test_causes_that_go_round_in_a_circle_end() -> None:
    one, two = OSError("one"), OSError("two")
    one.__cause__, two.__cause__ = two, one
    assert judge_loss(one, HOST, has_begun=False) == LOST
