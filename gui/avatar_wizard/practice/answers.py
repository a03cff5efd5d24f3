"""What the service says back: plain values, turned into bytes by the HTTP plumbing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from xml.sax.saxutils import escape

JSON_TYPE = "application/json;charset=UTF-8"
XML_TYPE = "application/xml"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. `close` ends the connection after it, `cut` after so many bytes of the body."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = ""
    close: bool = False
    cut: int | None = None


class RefusalError(Exception):
    """A request that is answered with an error. The room that serves it knows the error's shape."""

    def __init__(self, status: int, code: str, message: str, retry_after: str | None = None) -> None:
        """Keep the HTTP status, the service's code and its text (never a secret), and what `Retry-After` says."""
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after


def json_answer(status: int, value: object, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Return an answer with a JSON body, in real characters as the service sends them."""
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), headers, JSON_TYPE)


def api_error(refusal: RefusalError, shape: int = 1) -> Answer:
    """Return an API error body in one of the three shapes that Huawei's SDK parses (huaweicloudsdkcore, exceptions)."""
    code, text = refusal.code, refusal.message[:256]
    bodies: dict[int, object] = {
        1: {"error_code": code, "error_msg": text},
        2: {"errorCode": code, "errorMsg": text},
        3: {"error": {"code": code, "message": text}},
    }
    return json_answer(refusal.status, bodies[shape], _retry_header(refusal))


def iam_error(refusal: RefusalError) -> Answer:
    """Return an error as IAM writes it: {"error": {"code", "message", "title"}}."""
    error = {"code": refusal.status, "message": refusal.message, "title": refusal.code}
    return json_answer(refusal.status, {"error": error}, _retry_header(refusal))


def obs_error(refusal: RefusalError, resource: str, request_id: str) -> Answer:
    """Return an error as OBS writes it (OBS API, Error Codes): XML, and it ends the connection."""
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<Error><Code>{escape(refusal.code)}</Code><Message>{escape(refusal.message)}</Message>"
        f"<Resource>{escape(resource)}</Resource><RequestId>{escape(request_id)}</RequestId>"
        "<HostId>practice</HostId></Error>"
    )
    headers = (("x-obs-request-id", request_id), *_retry_header(refusal))
    return Answer(refusal.status, text.encode(), headers, XML_TYPE)


def _retry_header(refusal: RefusalError) -> tuple[tuple[str, str], ...]:
    return () if refusal.retry_after is None else (("Retry-After", refusal.retry_after),)
