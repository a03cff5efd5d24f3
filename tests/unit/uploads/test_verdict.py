"""The table of what to do about an answer, by enumeration, and junk in place of answers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.problem import CODES
from avatar_wizard.uploads.verdict import (
    BY_SERVICE_CODE,
    BY_STATUS,
    Answer,
    Outcome,
    Verdict,
    judge,
    judge_on_the_way,
    service_code,
)

MD5 = "0123456789abcdef0123456789abcdef"
OTHER = "f" * 32

AGAIN = {408: "net.timeout", 429: "service.throttled", 500: "service.internal"} | dict.fromkeys(
    (502, 503, 504), "service.busy"
)
CODE_AGAIN = {
    "RequestTimeout": "net.timeout",
    "IncompleteBody": "upload.corrupted",
    "BadDigest": "upload.corrupted",
    "SlowDown": "service.throttled",
    "TooManyRequests": "service.throttled",
    "InternalError": "service.internal",
    "ServiceUnavailable": "service.busy",
    "OperationAborted": "service.busy",
}
CODE_END = {
    "AccessDenied": "upload.address_dead",
    "InvalidAccessKeyId": "upload.address_dead",
    "ExpiredToken": "upload.address_dead",
    "SignatureDoesNotMatch": "upload.signature",
    "RequestTimeTooSkewed": "upload.clock",
    "NoSuchUpload": "upload.gone",
    "EntityTooSmall": "upload.slice_size",
    "EntityTooLarge": "upload.slice_size",
    "InArrear": "upload.storage_account",
    "InArrearOrInsufficientBalance": "upload.storage_account",
    "InsufficientStorageSpace": "upload.storage_account",
}


def expected(status: int) -> Verdict:
    """What a status means when the body says nothing."""
    if status == 200:
        return Verdict(Outcome.DONE)
    if status in AGAIN:
        return Verdict(Outcome.AGAIN, AGAIN[status])
    if status in (401, 403):
        return Verdict(Outcome.END, "upload.address_dead")
    if status == 407:
        return Verdict(Outcome.END, "net.proxy_password")
    if status == 511:
        return Verdict(Outcome.AWAY, "net.captive_portal")
    if 300 <= status < 400:
        return Verdict(Outcome.END, "net.redirect")
    return Verdict(Outcome.END, "upload.refused")


@pytest.mark.parametrize("status", range(200, 600))
def test_every_status(status: int) -> None:
    assert judge(Answer(status, etag=MD5), MD5) == expected(status)


@pytest.mark.parametrize("status", [400, 403, 404, 408, 409, 429, 500, 503])
def test_the_stores_own_word_comes_before_the_status(status: int) -> None:
    for code, problem in CODE_AGAIN.items():
        assert judge(Answer(status, service_code=code), MD5) == Verdict(Outcome.AGAIN, problem)
    for code, problem in CODE_END.items():
        assert judge(Answer(status, service_code=code), MD5) == Verdict(Outcome.END, problem)


def test_the_table_holds_nothing_else() -> None:
    assert set(BY_SERVICE_CODE) == set(CODE_AGAIN) | set(CODE_END)
    verdicts = [*BY_SERVICE_CODE.values(), *BY_STATUS.values()]
    assert {verdict.code for verdict in verdicts} <= set(CODES)


def test_a_403_in_foreign_words_says_nothing_about_the_address() -> None:
    refused = Verdict(Outcome.END, "upload.refused")
    assert judge(Answer(403, is_html=True, body_size=900), MD5) == refused
    assert judge(Answer(403, service_code="AllAccessDisabled"), MD5) == refused


@pytest.mark.parametrize(
    ("answer", "md5", "verdict"),
    [
        (Answer(200, etag=MD5.upper()), MD5, Verdict(Outcome.DONE)),
        (Answer(200, etag=OTHER), MD5, Verdict(Outcome.AGAIN, "upload.corrupted")),
        (Answer(200, etag="no-md5"), MD5, Verdict(Outcome.DONE)),
        (Answer(200, etag=OTHER, hides_md5=True), MD5, Verdict(Outcome.DONE)),
        (Answer(200), MD5, Verdict(Outcome.DONE)),
        (Answer(200, etag=MD5), None, Verdict(Outcome.AGAIN, "upload.corrupted")),
        (Answer(200, is_html=True), MD5, Verdict(Outcome.AWAY, "net.captive_portal")),
        (Answer(200, body_size=12), MD5, Verdict(Outcome.AWAY, "net.captive_portal")),
        (Answer(200, is_html=True, body_size=12), None, Verdict(Outcome.AWAY, "net.captive_portal")),
        (Answer(200, etag=MD5, is_html=True), MD5, Verdict(Outcome.DONE)),
        (Answer(200, etag=MD5, is_html=True, body_size=12), MD5, Verdict(Outcome.DONE)),
        (Answer(200, etag="5f3c-1a2b", is_html=True, body_size=12), MD5, Verdict(Outcome.AWAY, "net.captive_portal")),
        (Answer(200, etag="5f3c-1a2b", body_size=12), MD5, Verdict(Outcome.AWAY, "net.captive_portal")),
    ],
)
def test_a_200_is_believed_only_with_reason(answer: Answer, md5: str | None, verdict: Verdict) -> None:
    assert judge(answer, md5) == verdict


@given(st.text(max_size=40), st.booleans(), st.integers(1, 65536), st.sampled_from([200, *range(300, 400)]))
def test_a_page_is_never_taken_for_success(etag: str, is_html: bool, body_size: int, status: int) -> None:
    verdict = judge(Answer(status, etag=etag, is_html=is_html, body_size=body_size), MD5)
    assert verdict.outcome is not Outcome.DONE or etag.lower() == MD5


FOREIGN = {
    "a certificate of somebody else": (Verdict(Outcome.END, "net.tls", {"host": "store"}), None),
    "a redirect": (Verdict(Outcome.END, "net.redirect"), Answer(302)),
    "a proxy that wants a password now": (Verdict(Outcome.END, "net.proxy_password"), Answer(407)),
    "the same while the tunnel is built": (Verdict(Outcome.END, "net.proxy_password"), None),
    "a filter's page": (Verdict(Outcome.END, "upload.refused"), Answer(403, is_html=True, body_size=9)),
    "a gateway's page": (Verdict(Outcome.AGAIN, "service.busy"), Answer(502, is_html=True, body_size=9)),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_what_stands_between_us_and_a_store_that_has_answered_passes(case: str) -> None:
    verdict, answer = FOREIGN[case]
    now = judge_on_the_way(verdict, answer)
    assert now == Verdict(Outcome.AWAY, verdict.code, verdict.facts)


@pytest.mark.parametrize("code", ["", *BY_SERVICE_CODE, "Unheard"])
def test_the_stores_own_words_keep_their_meaning(code: str) -> None:
    for status in range(200, 600):
        answer = Answer(status, etag=MD5, service_code=code, is_html=bool(code))
        verdict = judge(answer, MD5)
        is_foreign = verdict.code in ("net.redirect", "net.proxy_password")
        assert (judge_on_the_way(verdict, answer) != verdict) is is_foreign


@given(st.sampled_from("0123456789abcdef"), st.integers(0, 31))
def test_any_other_digit_in_the_etag_is_seen(digit: str, place: int) -> None:
    etag = MD5[:place] + digit + MD5[place + 1 :]
    assert (judge(Answer(200, etag=etag), MD5).outcome is Outcome.DONE) is (etag == MD5)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<Error><Code>NoSuchUpload</Code></Error>", "NoSuchUpload"),
        (b'<?xml version="1.0"?>\n<Error xmlns="x">\n <Code> SlowDown </Code><Message>a</Message></Error>', "SlowDown"),
        (b"<Error><Message>cut o", ""),
        (b"<html><Code>NoSuchUpload</Code></html>", ""),
        (b"<Errors><Code>NoSuchUpload</Code></Errors>", ""),
        (b"<Error><Code>&boom;</Code></Error>", ""),
        (b"<Error><Code></Code></Error>", ""),
        (b"<Error><Code>" + b"A" * 65 + b"</Code></Error>", ""),
        (b"", ""),
        (b"\xff\xfe<\x00", ""),
    ],
)
def test_the_code_of_an_error_body(body: bytes, code: str) -> None:
    assert service_code(body) == code


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE e [<!ENTITY a "SlowDown"><!ENTITY b "&a;&a;">]><Error><Code>&b;</Code></Error>'
    assert service_code(bomb) == ""


@given(st.binary(max_size=2000))
def test_junk_is_never_an_error(body: bytes) -> None:
    assert len(service_code(body)) <= 64
    assert len(service_code(b"<Error><Code>" + body)) <= 64


def test_a_hostile_body_costs_no_time() -> None:
    began = time.process_time()
    for piece in (b"<Error>", b"<Error><Code>", b"<Code> ", b"<Error " * 3):
        service_code((piece * 65536)[:65536])
    assert time.process_time() - began < 2.0
