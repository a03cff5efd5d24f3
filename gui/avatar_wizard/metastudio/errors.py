"""From an answer that is not the one hoped for to a problem: HTTP status first, service code second, text last.

Codes: API reference of MetaStudio, Error Codes; API gateway, Error Codes and "Common Errors Related to IAM
Authentication Information". What a status without a known code means is inferred.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from avatar_wizard.domain.problem import AnswerLost, ProblemError

from .clock import http_date
from .transport import Answer

LOCK_MINUTES = 5
"""More than five failed checks in a row lock an access key this long (API gateway, common errors)."""
_TEXT_MAX = 2048
_LABEL = re.compile(r"[^A-Za-z0-9._:-]")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


class RefusalError(ProblemError):
    """The service answered, and the answer is no. ``status`` is the HTTP status, a fact too."""

    def __init__(self, status: int, code: str, **facts: object) -> None:
        super().__init__(code, status=status, **facts)
        self.status = status


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """What an error answer says. ``code`` is safe to log; ``text`` is for the person alone."""

    code: str = ""
    text: str = ""
    is_policy_denial: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What the call was about, where the same answer means different things."""

    region: str = ""
    uses_token: bool = False
    about_job: bool = False
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """``code`` and ``text`` empty match all; ``text`` is sought in lower case."""

    status: int
    code: str
    text: str
    problem: str


# The first that matches; a rule with a code stands before one with a text, both before the status alone.
RULES: Final[tuple[Rule, ...]] = (
    Rule(400, "MSS.00000002", "", "service.bad_request"),
    Rule(400, "MSS.00000003", "", "service.bad_parameter"),
    Rule(400, "MSS.00010003", "", "service.wrong_address"),
    Rule(400, "MSS.00010004", "", "service.bad_request"),
    Rule(400, "MSS.00010008", "", "auth.token_expired"),
    Rule(400, "MSS.00010009", "", "auth.wrong_project"),
    Rule(400, "MSS.10000002", "", "service.bad_request"),
    Rule(400, "MSS.10000003", "", "service.bad_request"),
    Rule(400, "MSS.45000001", "", "service.file_missing"),
    Rule(400, "44005901", "", "service.resolution_refused"),
    Rule(400, "MSS.44005901", "", "service.resolution_refused"),
    Rule(400, "APIGW.0201", "", "service.bad_request"),
    Rule(400, "", "", "service.refused"),
    Rule(401, "APIGW.0303", "", "auth.wrong_key"),
    Rule(401, "APIGW.0305", "", "auth.wrong_key"),
    Rule(401, "APIGW.0307", "", "auth.token_expired"),
    Rule(401, "MSS.00000001", "", "auth.token_expired"),
    Rule(401, "", "signature expired", "auth.clock"),
    Rule(401, "", "ak not exist", "auth.unknown_key"),
    Rule(401, "", "decrypt token fail", "auth.wrong_site"),
    Rule(401, "", "reach the limit", "auth.key_locked"),
    Rule(401, "", "token must be updated", "auth.token_expired"),
    Rule(403, "MSS.41000012", "", "service.too_many_jobs"),
    Rule(403, "MSS.41000023", "", "service.no_quota"),
    Rule(403, "APIGW.0302", "", "auth.forbidden"),
    Rule(403, "APIGW.0306", "", "auth.forbidden"),
    Rule(403, "APIGW.0310", "", "auth.region_closed"),
    Rule(403, "APIGW.0802", "", "auth.region_closed"),
    Rule(403, "", "", "auth.forbidden"),
    Rule(404, "APIGW.0101", "", "service.wrong_address"),
    Rule(404, "MSS.41000003", "", "service.job_gone"),
    Rule(405, "", "", "service.bad_request"),
    Rule(407, "", "", "net.proxy_password"),
    Rule(408, "", "", "service.busy"),
    Rule(409, "", "", "service.refused"),
    Rule(413, "", "", "service.bad_request"),
    Rule(414, "", "", "service.bad_request"),
    Rule(429, "", "", "service.throttled"),
    Rule(494, "", "", "service.bad_request"),
    Rule(500, "APIGW.0601", "", "service.busy"),
    Rule(500, "APIGW.0613", "", "service.busy"),
    Rule(500, "", "", "service.internal"),
    Rule(502, "", "", "service.busy"),
    Rule(503, "", "", "service.busy"),
    Rule(504, "", "", "service.busy"),
    Rule(511, "", "", "net.captive_portal"),
)

# Refusals whose code alone says enough, also where no HTTP status belongs to it (commands, review logs).
_TELLING: Final = frozenset(
    {
        "service.file_missing",
        "service.job_gone",
        "service.name_taken",
        "service.no_quota",
        "service.resolution_refused",
        "service.too_many_jobs",
    }
)
_ASSET_LIBRARY = re.compile(r"MSS\.1000100[1-9]")
# Statuses with which a page of a hotel's network or a company's filter answers in the service's place (inferred).
_PAGE_STATUSES: Final = frozenset({*range(200, 300), 403, 511})
# The fields a person can change; longer names first, for "name" is a part of others.
_FIELDS: Final = (
    "supported_service",
    "audio_source_type",
    "voice_properties",
    "model_version",
    "batch_name",
    "job_tag",
    "contact",
    "language",
    "tags",
    "name",
    "sex",
)


def check(answer: Answer, asked: Asked) -> None:
    """Return when ``answer`` is a success; whether its body makes sense is for the reader to say.

    Raises RefusalError; AnswerLost with the code of the trouble for a write that may have taken effect: one that ended
    in 500, 502, 504, or in a 503 that is not the gateway's own; and one answered by a web page, since a company's
    filter puts its page in the place of an answer that it has let the service make.
    """
    if 200 <= answer.status < 300 and not looks_like_page(answer):
        return
    body = error_body(answer.body)
    code = _code(answer, body, asked)
    facts = _facts(code, answer, body, asked)
    # 511 never comes from the service, nor from anybody who has asked it (RFC 6585, 6).
    turned_away = answer.status == 511 or (answer.status == 503 and body.code.startswith("APIGW."))
    in_doubt = answer.status >= 500 or code == "net.captive_portal"
    if in_doubt and not turned_away and not asked.is_read:
        raise AnswerLost(code, status=answer.status, **facts)
    raise RefusalError(answer.status, code, **facts)


def check_sign_in(answer: Answer, region: str) -> None:
    """As ``check``, for IAM's answer to a user name and a password, where 401 has one meaning only."""
    if answer.status == 404 and error_body(answer.body).text:
        raise RefusalError(404, "auth.region_closed", region=region, request_id=request_id(answer))
    try:
        check(answer, Asked(region=region))
    except RefusalError as refusal:
        if refusal.status == 401:
            raise RefusalError(401, "auth.wrong_password", request_id=request_id(answer)) from None
        raise


def command_refusal(service_code: str, text: str, request: str) -> ProblemError:
    """What an EXCUTE_FAILED in the body of an HTTP 200 means."""
    known = _telling(service_code, text)
    return RefusalError(
        200,
        known or "service.refused",
        text=_plain(text),
        service_code=_label(service_code),
        request_id=request,
    )


def looks_like_page(answer: Answer) -> bool:
    """Whether the body is a web page, which no call of this service answers with."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    opening = answer.body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return kind in ("text/html", "application/xhtml+xml") or opening.startswith(b"<")


def is_services_own(answer: Answer) -> bool:
    """Whether the service itself may have answered: a hotel's router does not know what time it is."""
    return not (300 <= answer.status < 400 or answer.status in (407, 511) or looks_like_page(answer))


def request_id(answer: Answer) -> str:
    """The number under which Huawei's support finds this call, "" when there is none."""
    return _label(answer.headers.get("x-request-id", ""))


def error_body(body: bytes) -> ErrorBody:
    """What an error's body says, in any of its three shapes, nested or not; empty when it says nothing."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ErrorBody()
    if not isinstance(value, dict):
        return ErrorBody()
    denial = isinstance(value.get("encoded_authorization_message"), str)
    for candidate in (value, *(inner for inner in value.values() if isinstance(inner, dict))):
        found = _shape(candidate)
        if found is not None:
            return ErrorBody(_label(found[0]), _plain(found[1]), denial)
    return ErrorBody(is_policy_denial=denial)


def _shape(value: Mapping[str, Any]) -> tuple[str, str] | None:
    for code_name, text_name in (("error_code", "error_msg"), ("errorCode", "errorMsg"), ("code", "message")):
        if code_name in value or text_name in value:
            code, text = value.get(code_name), value.get(text_name)
            numeric = isinstance(code, int) and not isinstance(code, bool)
            shown = code if isinstance(code, str) else str(code) if numeric else ""
            return shown, text if isinstance(text, str) else ""
    return None


def _code(answer: Answer, body: ErrorBody, asked: Asked) -> str:
    status, text = answer.status, body.text.lower()
    if 300 <= status < 400:
        return "net.redirect"
    if status in _PAGE_STATUSES and looks_like_page(answer):
        return "net.captive_portal"
    if status == 403 and body.is_policy_denial:
        return "auth.forbidden"
    if status in (400, 403, 404, 409) and (telling := _telling(body.code, body.text)):
        return telling
    if status == 404 and not any(r.code == body.code for r in RULES if r.status == 404):
        return "service.job_gone" if asked.about_job and body.code else "service.wrong_address"
    for rule in RULES:
        if rule.status == status and rule.code in ("", body.code) and rule.text in text:
            # A call on a job that names no field is refused for the job's state (inferred: no code is published).
            stateful = rule.problem == "service.bad_parameter" and asked.about_job and not _field(body.text)
            return "service.refused" if stateful else rule.problem
    if status == 401:
        return "auth.token_expired" if asked.uses_token else "auth.wrong_key"
    return "service.busy" if status >= 500 else "service.unexpected"


def _facts(code: str, answer: Answer, body: ErrorBody, asked: Asked) -> dict[str, object]:
    facts: dict[str, object] = {"service_code": body.code, "request_id": request_id(answer)}
    if code == "service.refused":
        facts["text"] = body.text
    elif code == "service.bad_parameter":
        facts["field"] = _field(body.text)
    elif code == "auth.key_locked":
        facts["minutes"] = LOCK_MINUTES
    elif code == "auth.region_closed":
        facts["region"] = asked.region
    wait = _retry_after(answer)
    if wait is not None and code in ("service.throttled", "service.busy"):
        facts["retry_after_s"] = wait
    return facts


def _telling(code: str, text: str) -> str | None:
    """The problem when ``code`` alone says it: sister modules give the same code with different statuses."""
    if _ASSET_LIBRARY.fullmatch(code):
        return _asset_library(text)
    return next((r.problem for r in RULES if r.code and r.code == code and r.problem in _TELLING), None)


def _asset_library(text: str) -> str:
    """MSS.10001001 to 1009 are one family without published single meanings; only the text tells the name."""
    words = text.lower()
    taken = "name" in words and ("exist" in words or "duplicate" in words) and "not exist" not in words
    return "service.name_taken" if taken else "service.refused"


def _field(text: str) -> str:
    words = set(re.findall(r"[a-z_]+", text.lower()))
    return next((name for name in _FIELDS if name in words), "")


def _retry_after(answer: Answer) -> float | None:
    """Seconds, from either form of ``Retry-After`` (RFC 9110, 10.2.3)."""
    header = answer.headers.get("retry-after", "").strip()
    if header.isascii() and header.isdigit() and len(header) < 7:
        return float(header)
    until, now = http_date(header), http_date(answer.headers.get("date"))
    return None if until is None or now is None else max(0.0, until - now)


def _label(text: str) -> str:
    return _LABEL.sub("", text)[:64]


def _plain(text: str) -> str:
    """The service's own words without addresses, which may be secrets."""
    return _URL.sub("...", text.encode("utf-8", "replace").decode())[:_TEXT_MAX]
