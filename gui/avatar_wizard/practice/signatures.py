"""Checking of AK/SK signatures (SDK-HMAC-SHA256) by recomputing them with Huawei's own signer."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

ALGORITHM = "SDK-HMAC-SHA256"
MUST_BE_SIGNED = ("host", "x-sdk-date")
DATE_FORMAT = "%Y%m%dT%H%M%SZ"


class BadSignatureError(Exception):
    """The signature header cannot be read, or the signature is not the right one."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an `Authorization` header claims."""

    ak: str
    signed_headers: tuple[str, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The parts of a request that a signature covers; header names in lower case, path and query as sent."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class _Keys:
    ak: str
    sk: str


def read_claim(authorization: str) -> Claim:
    """Take an `Authorization` header apart. Raises BadSignatureError."""
    algorithm, _, rest = authorization.partition(" ")
    if algorithm != ALGORITHM:
        raise BadSignatureError("unsupported algorithm")
    pairs: dict[str, str] = {}
    for piece in rest.split(","):
        name, equals, value = piece.strip().partition("=")
        if not equals or name in pairs:
            raise BadSignatureError("malformed authorization header")
        pairs[name] = value
    if set(pairs) != {"Access", "SignedHeaders", "Signature"}:
        raise BadSignatureError("malformed authorization header")
    names = tuple(pairs["SignedHeaders"].split(";"))
    return Claim(pairs["Access"], names, pairs["Signature"])


def signed_at(request: Signed) -> float:
    """Return the time in `X-Sdk-Date` as Unix seconds. Raises BadSignatureError."""
    text = request.headers.get("x-sdk-date", "")
    try:
        return datetime.strptime(text, DATE_FORMAT).replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise BadSignatureError("x-sdk-date is missing or malformed") from None


def verify(request: Signed, claim: Claim, sk: str, also_signed: tuple[str, ...] = ()) -> None:
    """Recompute the signature over exactly the headers that were signed. Raises BadSignatureError."""
    for name in (*MUST_BE_SIGNED, *also_signed):
        if name not in claim.signed_headers:
            raise BadSignatureError(f"{name} must be signed")
    covered = {name: request.headers[name] for name in claim.signed_headers if name in request.headers}
    if len(covered) != len(claim.signed_headers):
        raise BadSignatureError("a signed header is not there")
    copy = SdkRequest(
        method=request.method,
        schema="http",
        host=request.headers["host"],
        resource_path=request.path,
        query_params=parse_qsl(request.query, keep_blank_values=True),
        header_params=covered,
        body=request.body,
    )
    again = read_claim(Signer(_Keys(claim.ak, sk)).sign(copy).header_params["Authorization"])
    if again.signed_headers != claim.signed_headers or not hmac.compare_digest(again.signature, claim.signature):
        raise BadSignatureError("verify signature fail")
