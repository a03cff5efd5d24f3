"""What the loss of a connection means: the network is away, or something is in the way that waiting cannot mend."""

from __future__ import annotations

import errno
import ssl
from collections.abc import Iterator

import requests
from urllib3.exceptions import NameResolutionError, ProxyError

from avatar_wizard.uploads.verdict import Outcome, Verdict

_MOST_CAUSES = 20

AWAY_ERRORS = frozenset(
    getattr(errno, name)
    for name in ("ENETDOWN", "ENETUNREACH", "ENETRESET", "EHOSTDOWN", "EHOSTUNREACH", "EADDRNOTAVAIL")
    if hasattr(errno, name)
)
"""What this computer's own network says when it is gone: no other side has any part in it."""


def judge_loss(error: Exception, host: str, *, has_begun: bool) -> Verdict:
    """The verdict on an exception of requests or urllib3; ``has_begun`` says that the body was under way.

    ``net.tls`` (facts: host) and a proxy that is set up wrongly end the upload; the rest passes when the network
    comes back. A connection that was made and then broke counts as an answer of a kind: a store that refuses early
    and resets the connection looks just like that, and must not be tried for ever.
    """
    causes = tuple(_causes(error))
    if any(
        isinstance(cause, requests.exceptions.InvalidProxyURL | requests.exceptions.InvalidSchema) for cause in causes
    ):
        return Verdict(Outcome.END, "net.proxy")
    if isinstance(error, requests.exceptions.InvalidURL):
        return Verdict(Outcome.END, "service.bad_answer")
    if any(isinstance(cause, requests.exceptions.ProxyError | ProxyError) for cause in causes):
        # http.client has no class for it: the status is in the text ("Tunnel connection failed: 407 ...").
        if any(isinstance(cause, OSError) and "failed: 407" in str(cause) for cause in causes):
            return Verdict(Outcome.END, "net.proxy_password")
        # Once the body is under way the proxy has done its part: what broke then is the connection behind it.
        return Verdict(Outcome.AGAIN, "net.unreachable") if has_begun else Verdict(Outcome.AWAY, "net.proxy")
    if any(_is_distrust(cause, has_begun) for cause in causes):
        return Verdict(Outcome.END, "net.tls", {"host": host})
    if any(isinstance(cause, NameResolutionError) for cause in causes):
        return Verdict(Outcome.AWAY, "net.name", {"host": host})
    if any(isinstance(cause, TimeoutError | requests.Timeout) for cause in causes):
        return Verdict(Outcome.AWAY, "net.timeout")
    if any(isinstance(cause, OSError) and cause.errno in AWAY_ERRORS for cause in causes):
        return Verdict(Outcome.AWAY, "net.unreachable")
    return Verdict(Outcome.AGAIN if has_begun else Outcome.AWAY, "net.unreachable")


def _is_distrust(cause: BaseException, has_begun: bool) -> bool:
    """Whether TLS could not be agreed on, as against a connection that broke."""
    if isinstance(cause, ssl.SSLCertVerificationError):
        return True
    broke = isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError | TimeoutError)
    return isinstance(cause, ssl.SSLError) and not broke and not has_begun


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything it was made of: causes, contexts, arguments and urllib3's reasons."""
    waiting: list[object] = [error]
    seen: list[BaseException] = []
    while waiting and len(seen) < _MOST_CAUSES:
        cause = waiting.pop(0)
        if not isinstance(cause, BaseException) or any(cause is known for known in seen):
            continue
        seen.append(cause)
        yield cause
        waiting += [*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__]
