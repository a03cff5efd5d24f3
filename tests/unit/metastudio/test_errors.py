"""Every published error, in every shape it comes in, against the problem it is."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.problem import CODES, AnswerLost, ProblemError
from avatar_wizard.metastudio.errors import (
    RULES,
    Asked,
    RefusalError,
    check,
    check_sign_in,
    command_refusal,
    error_body,
    is_services_own,
)
from avatar_wizard.metastudio.transport import Answer

JSON = {"content-type": "application/json", "x-request-id": "5a-request"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the published tables: what is answered to a read of one job, and the problem it is."""

    status: int
    code: str
    text: str
    problem: str
    about_job: bool = False
    uses_token: bool = False


ROWS = [
    # MetaStudio, Error Codes
    Row(401, "MSS.00000001", "unauthorized", "auth.token_expired"),
    Row(400, "MSS.00000002", "Invalid body", "service.bad_request"),
    Row(400, "MSS.00000003", "Invalid parameter: contact must have 0 to 64 characters.", "service.bad_parameter"),
    Row(400, "MSS.00000003", "Invalid parameter.", "service.bad_parameter"),
    Row(400, "MSS.00000003", "not allowed in state TRAINING", "service.refused", about_job=True),
    Row(400, "MSS.00000003", "tags must be a list", "service.bad_parameter", about_job=True),
    Row(500, "MSS.00000004", "internal error", "service.internal"),
    Row(401, "MSS.00000004", "not authenticated", "auth.wrong_key"),
    Row(400, "MSS.00010003", "no such API", "service.wrong_address"),
    Row(400, "MSS.00010004", "wrong method", "service.bad_request"),
    Row(400, "MSS.00010008", "token invalid", "auth.token_expired"),
    Row(400, "MSS.00010009", "project does not match", "auth.wrong_project"),
    Row(400, "MSS.10000002", "body is not JSON", "service.bad_request"),
    Row(400, "MSS.10000003", "parameter check failed", "service.bad_request"),
    *(Row(400, f"MSS.1000100{n}", "The asset name already exists.", "service.name_taken") for n in range(1, 10)),
    *(Row(400, f"MSS.1000100{n}", "The asset is too large.", "service.refused") for n in range(1, 10)),
    Row(400, "MSS.10001001", "The asset with this name does not exist.", "service.refused"),
    Row(404, "MSS.41000003", "task does not exist", "service.job_gone", about_job=True),
    Row(403, "MSS.41000012", "too many tasks", "service.too_many_jobs"),
    Row(403, "MSS.41000023", "no resource left", "service.no_quota"),
    Row(400, "MSS.41000023", "no resource left", "service.no_quota"),
    Row(400, "MSS.45000001", "a file is missing", "service.file_missing"),
    Row(400, "44005901", "resolution", "service.resolution_refused"),
    Row(400, "MSS.44005901", "resolution", "service.resolution_refused"),
    Row(400, "MSS.44001234", "something nobody has published", "service.refused"),
    # API gateway, Error Codes
    Row(404, "APIGW.0101", "The API does not exist", "service.wrong_address"),
    Row(404, "APIGW.0101", "The API does not exist", "service.wrong_address", about_job=True),
    Row(404, "", "", "service.wrong_address", about_job=True),
    Row(404, "MSS.99999999", "gone", "service.job_gone", about_job=True),
    *(Row(status, "APIGW.0201", "bad request", "service.bad_request") for status in (400, 413, 414, 494)),
    *(Row(status, "APIGW.0201", "backend", "service.busy") for status in (502, 504)),
    Row(401, "APIGW.0301", "Incorrect IAM authentication information: signature expired", "auth.clock"),
    Row(401, "APIGW.0301", "Incorrect IAM authentication information: ak not exist", "auth.unknown_key"),
    Row(401, "APIGW.0301", "Incorrect IAM authentication information: decrypt token fail", "auth.wrong_site"),
    Row(401, "APIGW.0301", "AK access failed to reach the limit,forbidden", "auth.key_locked"),
    Row(401, "APIGW.0301", "verify aksk signature fail", "auth.wrong_key"),
    Row(401, "APIGW.0301", "anything", "auth.token_expired", uses_token=True),
    Row(403, "APIGW.0302", "not allowed", "auth.forbidden"),
    Row(403, "APIGW.0306", "not allowed", "auth.forbidden"),
    Row(401, "APIGW.0303", "wrong", "auth.wrong_key"),
    Row(401, "APIGW.0305", "wrong", "auth.wrong_key"),
    Row(401, "APIGW.0307", "The token must be updated.", "auth.token_expired"),
    Row(401, "", "The token must be updated.", "auth.token_expired"),
    Row(429, "APIGW.0308", "throttled", "service.throttled"),
    Row(429, "", "", "service.throttled"),
    Row(403, "APIGW.0310", "project unavailable", "auth.region_closed"),
    Row(403, "APIGW.0802", "user disabled in region", "auth.region_closed"),
    Row(500, "APIGW.0601", "gateway", "service.busy"),
    Row(503, "APIGW.0601", "gateway", "service.busy"),
    Row(500, "APIGW.0613", "IAM", "service.busy"),
    Row(503, "APIGW.0613", "IAM", "service.busy"),
    Row(403, "MSS.00001234", "no", "auth.forbidden"),
    Row(301, "", "", "net.redirect"),
    Row(302, "", "", "net.redirect"),
    Row(307, "", "", "net.redirect"),
    Row(407, "", "", "net.proxy_password"),
    Row(418, "", "", "service.unexpected"),
    Row(511, "", "", "net.captive_portal"),
    Row(599, "", "", "service.busy"),
]
SHAPES = {
    "snake": lambda code, text: {"error_code": code, "error_msg": text},
    "camel": lambda code, text: {"errorCode": code, "errorMsg": text},
    "plain": lambda code, text: {"code": code, "message": text},
    "nested": lambda code, text: {"error": {"code": code, "message": text}},
    "nested snake": lambda code, text: {"request_id": "r", "result": {"error_code": code, "error_msg": text}},
}


def answer(status: int, code: str, text: str, shape: str = "snake") -> Answer:
    return Answer(status, JSON, json.dumps(SHAPES[shape](code, text)).encode())


def refusal(given: Answer, asked: Asked) -> ProblemError:
    with pytest.raises(ProblemError) as refused:
        check(given, asked)
    return refused.value


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.status} {row.code} {row.problem}")
def test_every_published_error_is_a_problem(row: Row, shape: str) -> None:
    asked = Asked(region="cn-north-4", uses_token=row.uses_token, about_job=row.about_job)
    found = refusal(answer(row.status, row.code, row.text, shape), asked)
    assert isinstance(found, RefusalError)
    assert found.problem.code == row.problem
    assert found.status == found.problem.facts["status"] == row.status
    if row.problem != "net.captive_portal":
        assert found.problem.facts["request_id"] == "5a-request"
        assert found.problem.facts["service_code"] == row.code


def test_every_rule_is_reached_by_a_row() -> None:
    reached = {(row.status, row.code) for row in ROWS} | {(row.status, "") for row in ROWS}
    untested = [rule for rule in RULES if (rule.status, rule.code) not in reached]
    assert [(rule.status, rule.code) for rule in untested] == [(405, ""), (408, ""), (409, "")]
    assert {rule.problem for rule in RULES} <= set(CODES)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_write_that_ended_in_trouble_may_have_happened(status: int) -> None:
    found = refusal(answer(status, "MSS.00000004", "x"), Asked(is_read=False))
    assert isinstance(found, AnswerLost)
    assert found.problem.code in ("service.internal", "service.busy")
    assert found.problem.facts["request_id"] == "5a-request"


@pytest.mark.parametrize(
    ("status", "code"), [(400, ""), (401, ""), (403, ""), (404, ""), (429, ""), (503, "APIGW.0613")]
)
def test_a_write_that_was_turned_away_has_not_happened(status: int, code: str) -> None:
    assert not isinstance(refusal(answer(status, code, ""), Asked(is_read=False)), AnswerLost)


def test_a_denial_by_policy_is_a_matter_for_the_administrator() -> None:
    body = json.dumps({"encoded_authorization_message": "AAAA", "error_code": "X.1", "error_msg": "denied"})
    assert refusal(Answer(403, JSON, body.encode()), Asked()).problem.code == "auth.forbidden"


@pytest.mark.parametrize("status", [200, 201, 204, 403, 511])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html; charset=utf-8", b"hello"),
        ("", b"\n <!DOCTYPE html><p>Sign in"),
        ("", b"\xef\xbb\xbf<!DOCTYPE html>"),
        ("application/json", b"<html>"),
    ],
)
def test_a_web_page_is_not_the_service(status: int, kind: str, body: bytes) -> None:
    page = Answer(status, {"content-type": kind}, body)
    assert not is_services_own(page)
    read = refusal(page, Asked())
    assert isinstance(read, RefusalError)
    assert read.problem.code == "net.captive_portal"
    write = refusal(page, Asked(is_read=False))
    assert write.problem.code == "net.captive_portal"
    # Whose page it is nobody knows: a filter may have let the service act first. Only a 511 says that it did not.
    assert isinstance(write, AnswerLost) is (status != 511)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_no_answer_of_the_service_and_does_nothing(status: int) -> None:
    for body in (b"", b"<html>"):
        away = Answer(status, {"location": "https://portal.example/"}, body)
        assert not is_services_own(away)
        for is_read in (True, False):
            found = refusal(away, Asked(is_read=is_read))
            assert isinstance(found, RefusalError)
            assert found.problem.code == "net.redirect"
            assert "portal" not in f"{found!r}{found.problem.facts}"


def test_whose_date_is_believed() -> None:
    assert all(is_services_own(Answer(status, JSON, b"{}")) for status in (200, 400, 401, 403, 404, 429, 500, 503))
    assert not any(is_services_own(Answer(status, JSON, b"{}")) for status in (302, 407, 511))


def test_a_success_passes() -> None:
    check(Answer(200, JSON, b"{}"), Asked())
    check(Answer(204, {}, b""), Asked())


def test_facts_say_what_the_sentence_needs() -> None:
    asked = Asked(region="cn-north-4", about_job=True)
    assert refusal(answer(401, "", "reach the limit"), asked).problem.facts["minutes"] == 5
    assert refusal(answer(403, "APIGW.0802", ""), asked).problem.facts["region"] == "cn-north-4"
    named = refusal(answer(400, "MSS.00000003", "Invalid parameter: batch_name is too long"), asked)
    assert named.problem.facts["field"] == "batch_name"
    refused = refusal(answer(409, "MSS.1", "see https://store.example/x?Signature=abc now"), asked)
    assert refused.problem.facts["text"] == "see ... now"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("Sun, 22 Nov 2026 10:00:30 GMT", 30.0), ("soon", None), ("-3", None), ("", None)],
)
def test_how_long_to_wait_is_read_in_both_forms(header: str, seconds: float | None) -> None:
    headers = {"retry-after": header, "date": "Sun, 22 Nov 2026 10:00:00 GMT"}
    found = refusal(Answer(429, headers, b""), Asked())
    assert found.problem.facts.get("retry_after_s") == seconds


def test_a_wrong_password_is_told_from_a_wrong_key() -> None:
    body = json.dumps({"error": {"code": 401, "message": "The username or password is wrong.", "title": "x"}})
    with pytest.raises(RefusalError) as wrong:
        check_sign_in(Answer(401, JSON, body.encode()), "cn-north-4")
    assert wrong.value.problem.code == "auth.wrong_password"
    with pytest.raises(RefusalError) as closed:
        check_sign_in(answer(404, "404", "Could not find the project.", "nested"), "cn-east-3")
    assert closed.value.problem.code == "auth.region_closed"
    assert closed.value.problem.facts["region"] == "cn-east-3"
    with pytest.raises(RefusalError) as nowhere:
        check_sign_in(Answer(404, {}, b"nothing here"), "cn-east-3")
    assert nowhere.value.problem.code == "service.wrong_address"


@pytest.mark.parametrize(
    ("code", "text", "problem"),
    [
        ("MSS.41000023", "", "service.no_quota"),
        ("MSS.41000012", "", "service.too_many_jobs"),
        ("MSS.45000001", "a file is missing", "service.file_missing"),
        ("44005901", "", "service.resolution_refused"),
        ("MSS.00000003", "not in this state", "service.refused"),
        ("", "not in this state", "service.refused"),
        ("MSS.10001004", "name exists", "service.name_taken"),
    ],
)
def test_a_refused_command_keeps_the_services_words(code: str, text: str, problem: str) -> None:
    found = command_refusal(code, text, "r-1")
    assert found.problem.code == problem
    assert found.problem.facts["text"] == text
    assert found.problem.facts["service_code"] == code
    assert str(found) == problem


@given(
    st.integers(200, 599),
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.floats(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["error_code", "error_msg", "errorCode", "code", "message", "error", "x"]), inner
            )
        ),
    ).map(lambda value: json.dumps(value).encode()),
    st.dictionaries(st.sampled_from(["content-type", "retry-after", "date", "x-request-id"]), st.text(max_size=40)),
    st.booleans(),
)
def test_no_answer_raises_anything_but_a_problem(
    status: int, body: bytes, headers: dict[str, str], is_read: bool
) -> None:
    for verdict in (lambda a: check(a, Asked(is_read=is_read)), lambda a: check_sign_in(a, "cn-north-4")):
        try:
            verdict(Answer(status, headers, body))
        except ProblemError as error:
            assert error.problem.code in CODES  # noqa: PT017 - anything else must escape
            assert str(error) == error.problem.code  # noqa: PT017


def test_a_body_nested_beyond_reason_is_an_empty_one() -> None:
    assert error_body(b"[" * 100_000).code == ""
