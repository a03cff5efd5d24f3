"""The calls, and what the practice service does to them on command, over real HTTP."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from threading import Event, Thread
from typing import Any

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import AnswerLost, ProblemError, Stopped
from avatar_wizard.flow.ports import Command, Credentials
from avatar_wizard.metastudio import MetaStudioService, connect
from integration.metastudio.given import FIELDS, IMPATIENT, QUICK, calls, code, problem
from support.practice import SOURCES, Practice


def test_a_job_from_beginning_to_end(practice: Practice, service: MetaStudioService) -> None:
    job_id, urls = service.create(FIELDS)
    assert len(urls.slices[Role.TRAINING_VIDEO]) == 3
    assert {Role.ID_CARD_IMAGE1, Role.ID_CARD_IMAGE2, Role.GRANT_FILE, Role.COVER} <= set(urls.documents)
    assert 23 * 3600 < urls.dies_at - service.now() <= 24 * 3600 + 5
    job = service.show(job_id)
    assert (job.job_id, job.name, job.state) == (job_id, "An Avatar", "WAIT_FILE_UPLOAD")
    assert job.log
    assert [found.job_id for found in service.jobs(tag="aw-0123456789ab")[1]] == [job_id]
    assert service.jobs(tag="aw-ffffffffffff") == (0, ())
    assert service.command(job_id, Command.GET_MULTIPART_UPLOADED) == {}
    assert code(lambda: service.command(job_id, Command.CONFIRM_MULTIPART_UPLOADED)) == "service.file_missing"
    assert code(lambda: service.update(job_id, {"name": "B"})) == "service.refused"
    service.delete(job_id)
    assert code(lambda: service.show(job_id)) == "service.job_gone"
    assert code(lambda: service.delete(job_id)) == "service.job_gone"
    assert practice.violations() == []


def test_update_gives_new_urls_where_it_is_allowed(practice: Practice, service: MetaStudioService) -> None:
    practice.settings(update_while_waiting=True)
    job_id, first = service.create(FIELDS)
    second = service.update(job_id, {"name": "B", "video_multipart_count": 2})
    assert len(second.slices[Role.TRAINING_VIDEO]) == 2
    assert set(first.documents.values()).isdisjoint(second.documents.values())
    assert service.show(job_id).name == "B"


def test_a_single_slice_may_have_a_plain_url(practice: Practice, service: MetaStudioService) -> None:
    practice.settings(plain_put_at_one=True)
    _, urls = service.create({"name": "An Avatar", "video_multipart_count": 1})
    assert len(urls.slices[Role.TRAINING_VIDEO]) == 1


def test_urls_may_be_missing(practice: Practice, service: MetaStudioService) -> None:
    practice.settings(omit_urls=["cover_upload_url", "grant_file_upload_url"])
    _, urls = service.create(FIELDS)
    assert not {Role.COVER, Role.GRANT_FILE} & set(urls.documents)


def test_pages_come_newest_first(practice: Practice, service: MetaStudioService) -> None:
    made = [service.create({"name": f"A{n}"})[0] for n in range(3)]
    total, page = service.jobs(limit=2)
    assert total == 3
    assert len(page) == 2
    rest = service.jobs(offset=2, limit=2)[1]
    assert sorted(job.job_id for job in (*page, *rest)) == sorted(made)
    times = [job.create_time for job in (*page, *rest)]
    assert times == sorted(times, reverse=True)


def test_a_sign_in_page_is_not_the_service(practice: Practice, service: MetaStudioService) -> None:
    practice.faults({"call": "*", "action": "html"})
    assert code(service.jobs) == "net.captive_portal"


def test_a_redirect_is_not_followed(practice: Practice, service: MetaStudioService) -> None:
    service.project_id()
    practice.faults({"call": "*", "action": "redirect"})
    assert code(service.jobs) == "net.redirect"
    assert code(lambda: service.create(FIELDS)) == "net.redirect"
    assert calls(practice, "unknown") == 0
    assert calls(practice, "list") == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_read_is_repeated_until_it_works(practice: Practice, service: MetaStudioService, status: int) -> None:
    practice.faults({"call": "list", "times": 3, "action": {"status": status}})
    assert service.jobs() == (0, ())
    assert calls(practice, "list") == 4


def test_a_read_is_not_repeated_for_ever(practice: Practice, service: MetaStudioService) -> None:
    practice.faults({"call": "show", "action": {"status": 500}})
    assert code(lambda: service.show("a" * 32)) == "service.internal"
    assert calls(practice, "show") == 4


@pytest.mark.parametrize("status", [429, 503])
def test_a_write_that_was_turned_away_is_repeated(practice: Practice, service: MetaStudioService, status: int) -> None:
    practice.faults({"call": "create", "times": 2, "action": {"status": status}})
    job_id, _ = service.create(FIELDS)
    assert practice.jobs() == [job_id]
    assert calls(practice, "create") == 3


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_write_that_may_have_happened_is_not(practice: Practice, service: MetaStudioService, status: int) -> None:
    practice.faults({"call": "create", "times": 1, "action": {"kind": "status_after", "status": status}})
    lost = problem(lambda: service.create(FIELDS))
    assert isinstance(lost, AnswerLost)
    assert lost.problem.facts["status"] == status
    assert calls(practice, "create") == 1
    assert len(practice.jobs()) == 1, "it had happened"


def test_a_long_wish_to_wait_is_handed_on(practice: Practice, service: MetaStudioService) -> None:
    service.project_id()
    practice.faults({"call": "list", "action": {"status": 429, "retry_after": 3600}})
    throttled = problem(service.jobs)
    assert throttled.problem.code == "service.throttled"
    assert throttled.problem.facts["retry_after_s"] == 3600
    assert calls(practice, "list") == 1


def test_a_stop_ends_the_repeating(practice: Practice, by_keys: Credentials) -> None:
    stop = Event()
    service = connect(by_keys, settings=replace(QUICK, backoff_s=3600.0, repeats=50), stop=stop)
    service.project_id()
    practice.faults({"call": "list", "action": {"status": 503}})
    ended: list[ProblemError] = []

    def ask() -> None:
        ended.append(problem(service.jobs))

    asking = Thread(target=ask)
    asking.start()
    while calls(practice, "list") == 0:
        assert asking.is_alive()
    stop.set()
    asking.join(10)
    assert isinstance(ended[0], Stopped)


@pytest.mark.parametrize("action", ["close", "lose_answer", "close_mid_body"])
def test_a_lost_answer_of_a_write_says_so(practice: Practice, service: MetaStudioService, action: str) -> None:
    practice.faults({"call": "create", "action": action})
    assert isinstance(problem(lambda: service.create(FIELDS)), AnswerLost)
    assert calls(practice, "create") == 1
    assert len(practice.jobs()) == (1 if action == "lose_answer" else 0)


@pytest.mark.parametrize(
    "write",
    [
        lambda s, j: s.update(j, {"name": "B"}),
        lambda s, j: s.delete(j),
        lambda s, j: s.command(j, Command.SUBMITVERIFYING),
    ],
)
def test_every_write_can_lose_its_answer(practice: Practice, service: MetaStudioService, write: Any) -> None:
    job_id, _ = service.create(FIELDS)
    practice.faults({"call": "*", "action": "lose_answer"})
    assert isinstance(problem(lambda: write(service, job_id)), AnswerLost)


@pytest.mark.parametrize("action", ["close", "lose_answer"])
def test_a_lost_answer_of_a_read_is_asked_for_again(
    practice: Practice, service: MetaStudioService, action: str
) -> None:
    practice.faults({"call": "list", "times": 2, "action": action})
    assert service.jobs() == (0, ())
    job_id, _ = service.create(FIELDS)
    practice.faults({"call": "command:GET_MULTIPART_UPLOADED", "times": 2, "action": action})
    assert service.command(job_id, Command.GET_MULTIPART_UPLOADED) == {}


def test_a_silent_service_is_given_up(practice: Practice, by_keys: Credentials) -> None:
    given = replace(by_keys, project_id=practice.project_id)
    service = connect(given, settings=replace(IMPATIENT, repeats=0))
    practice.faults({"call": "*", "action": "hang"})
    started = time.monotonic()
    assert code(service.jobs) == "net.timeout"
    lost = problem(lambda: service.create(FIELDS))
    assert isinstance(lost, AnswerLost)
    assert time.monotonic() - started < 5


def test_nothing_secret_is_logged_or_raised(
    practice: Practice, by_keys: Credentials, by_password: Credentials, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    for credentials in (replace(by_keys, app_user="end-user-4711"), by_password):
        service = connect(credentials, settings=QUICK)
        _, urls = service.create({"name": "Zhang San", "contact": "13912345678"})
        practice.faults({"call": "*", "times": 40, "probability": 0.7, "action": {"status": 500}})
        for call in (service.jobs, lambda s=service: s.create({"name": "Zhang San"})):
            try:
                call()
            except ProblemError as error:
                told += [str(error), repr(error)]
        practice.no_faults()
        told += [repr(service), repr(credentials), repr(urls)]
    ours = [record for record in caplog.records if record.name.startswith("avatar_wizard")]
    told += [f"{record.getMessage()} {vars(record)}".replace(str(SOURCES), "") for record in ours]
    text = "\n".join(told)
    secrets = (practice.sk, practice.ak, practice.password, practice.user, "end-user-4711", "Zhang", "139123", "MII")
    assert "create" in text
    assert [secret for secret in (*secrets, "Signature", "http") if secret in text] == []


@pytest.mark.parametrize("after_bytes", [0, 20])
def test_a_refusal_that_breaks_off_is_tried_once_and_teaches_the_clock(
    practice: Practice, by_keys: Credentials, after_bytes: int
) -> None:
    known = replace(by_keys, project_id=practice.project_id)
    cut = {"call": "list", "times": 1, "action": {"kind": "cut_answer", "after_bytes": after_bytes}}
    practice.faults(cut)
    with pytest.raises(ProblemError, match=r"auth\.wrong_key"):
        connect(replace(known, secret_key="wrong"), settings=QUICK).jobs()
    practice.control("clock", {"skew_s": 7200})
    practice.faults(cut)
    assert connect(known, settings=QUICK).jobs() == (0, ())
    practice.control("clock", {"skew_s": 0})
    # One try with the wrong key, one with the wrong clock; the last answer may not be in the journal yet.
    assert [entry["status"] for entry in practice.journal("list")][:3] in ([401, 401], [401, 401, 200])
