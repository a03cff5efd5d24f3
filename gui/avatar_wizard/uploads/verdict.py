"""What an answer, or the lack of one, means for an upload: one table, and nothing else decides.

Codes and statuses: OBS API reference, Error Codes. What to do about them is inferred, the documented meaning being
all there is; RFC 9110 and RFC 6585 where the answer is not the store's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from types import MappingProxyType


class Outcome(Enum):
    """What comes next for an upload that was tried."""

    DONE = auto()
    AGAIN = auto()  # the store is there: a limited number of tries
    AWAY = auto()  # nothing gets through: as long as it takes
    END = auto()  # trying again cannot mend it


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, and the problem code and facts that belong to it (no code when done)."""

    outcome: Outcome
    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What matters of an HTTP answer. ``etag`` has no quotes; ``service_code`` is the XML body's ``Code``.

    ``body_size`` counts up to the 64 KiB that are read; ``retry_after`` is in seconds; ``hides_md5`` says that the
    store encrypts with keys that make the ETag something other than an MD5.
    """

    status: int
    etag: str = ""
    service_code: str = ""
    is_html: bool = False
    body_size: int = 0
    retry_after: float | None = None
    hides_md5: bool = False


DONE = Verdict(Outcome.DONE)

BY_SERVICE_CODE = MappingProxyType(
    {
        "RequestTimeout": Verdict(Outcome.AGAIN, "net.timeout"),
        "IncompleteBody": Verdict(Outcome.AGAIN, "upload.corrupted"),
        "BadDigest": Verdict(Outcome.AGAIN, "upload.corrupted"),
        "SlowDown": Verdict(Outcome.AGAIN, "service.throttled"),
        "TooManyRequests": Verdict(Outcome.AGAIN, "service.throttled"),
        "InternalError": Verdict(Outcome.AGAIN, "service.internal"),
        "ServiceUnavailable": Verdict(Outcome.AGAIN, "service.busy"),
        "OperationAborted": Verdict(Outcome.AGAIN, "service.busy"),
        "AccessDenied": Verdict(Outcome.END, "upload.address_dead"),
        "InvalidAccessKeyId": Verdict(Outcome.END, "upload.address_dead"),
        "ExpiredToken": Verdict(Outcome.END, "upload.address_dead"),
        "SignatureDoesNotMatch": Verdict(Outcome.END, "upload.signature"),
        "RequestTimeTooSkewed": Verdict(Outcome.END, "upload.clock"),
        "NoSuchUpload": Verdict(Outcome.END, "upload.gone"),
        "EntityTooSmall": Verdict(Outcome.END, "upload.slice_size"),
        "EntityTooLarge": Verdict(Outcome.END, "upload.slice_size"),
        "InArrear": Verdict(Outcome.END, "upload.storage_account"),
        "InArrearOrInsufficientBalance": Verdict(Outcome.END, "upload.storage_account"),
        "InsufficientStorageSpace": Verdict(Outcome.END, "upload.storage_account"),
    }
)
"""The store's own word comes first: the same code arrives with different statuses."""

BY_STATUS = MappingProxyType(
    {
        401: Verdict(Outcome.END, "upload.address_dead"),
        403: Verdict(Outcome.END, "upload.address_dead"),
        407: Verdict(Outcome.END, "net.proxy_password"),
        408: Verdict(Outcome.AGAIN, "net.timeout"),
        429: Verdict(Outcome.AGAIN, "service.throttled"),
        500: Verdict(Outcome.AGAIN, "service.internal"),
        502: Verdict(Outcome.AGAIN, "service.busy"),
        503: Verdict(Outcome.AGAIN, "service.busy"),
        504: Verdict(Outcome.AGAIN, "service.busy"),
        511: Verdict(Outcome.AWAY, "net.captive_portal"),
    }
)
"""For answers whose body says nothing: an early refusal often loses it."""

_REFUSED = Verdict(Outcome.END, "upload.refused")
_CORRUPTED = Verdict(Outcome.AGAIN, "upload.corrupted")
_CAPTIVE_PORTAL = Verdict(Outcome.AWAY, "net.captive_portal")
_REDIRECT = Verdict(Outcome.END, "net.redirect")
_IN_BETWEEN = frozenset({"net.tls", "net.redirect", "net.proxy_password"})
_MD5 = re.compile(r"[0-9a-fA-F]{32}")
_ERROR = re.compile(rb"<Error[\s>]")
_NAME = re.compile(rb"[A-Za-z0-9_.\-]{1,64}")


def judge(answer: Answer, md5: str | None) -> Verdict:
    """What ``answer`` means for a body with this MD5; None when the body had not gone out whole."""
    if answer.status == 200:
        return _judge_success(answer, md5)
    if 300 <= answer.status < 400:
        return _REDIRECT
    if answer.service_code:
        known = BY_SERVICE_CODE.get(answer.service_code)
        if known is not None:
            return known
    verdict = BY_STATUS.get(answer.status, _REFUSED)
    # A 403 with other words than the store's own for a dead address comes from elsewhere: a filter, another rule.
    if verdict.code == "upload.address_dead" and (answer.service_code or answer.is_html):
        return _REFUSED
    return verdict


def _judge_success(answer: Answer, md5: str | None) -> Verdict:
    """OBS API reference, Uploading Parts: success is 200 with an ETag and an empty body."""
    is_md5 = _MD5.fullmatch(answer.etag) is not None
    # A portal's page may have an ETag of its own: only the right MD5 makes up for a body.
    if (answer.body_size and not is_md5) or (answer.is_html and not answer.etag):
        return _CAPTIVE_PORTAL
    if md5 is None:
        return _CORRUPTED
    return _CORRUPTED if is_md5 and not answer.hides_md5 and answer.etag.lower() != md5 else DONE


def judge_on_the_way(verdict: Verdict, answer: Answer | None) -> Verdict:
    """The verdict once the store is known to be there, because it has answered before: what is no word of its own
    comes from something that now stands between (a portal, a filter, a proxy), and passes.
    """
    is_foreign = verdict.code in _IN_BETWEEN or (answer is not None and answer.is_html and not answer.service_code)
    if is_foreign and verdict.outcome in (Outcome.AGAIN, Outcome.END):
        return replace(verdict, outcome=Outcome.AWAY)
    return verdict


def service_code(body: bytes) -> str:
    """The ``Code`` of the store's XML error, empty when ``body`` is anything else.

    Searched for rather than parsed: entities are never expanded and junk is never an error.
    """
    # Step by step: one expression for all of it would take minutes over a hostile body.
    error = _ERROR.search(body)
    start = body.find(b"<Code>", error.end()) if error else -1
    end = body.find(b"</Code>", start)
    name = body[start + len(b"<Code>") : end].strip() if 0 <= start < end else b""
    return name.decode("ascii") if _NAME.fullmatch(name) else ""
