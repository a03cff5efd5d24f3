"""Keys, tokens, projects and the clock, against the practice service."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Thread

import pytest

from avatar_wizard.flow.ports import Credentials
from avatar_wizard.metastudio import MetaStudioService, connect
from integration.metastudio.given import FIELDS, QUICK, calls, code, problem
from support.practice import Practice


def test_temporary_keys(practice: Practice, by_keys: Credentials) -> None:
    keys = practice.temporary
    lent = replace(
        by_keys, access_key=keys["ak"], secret_key=keys["sk"], security_token=keys["security_token"], app_user="u-1"
    )
    job_id, _ = connect(lent, settings=QUICK).create(FIELDS)
    assert practice.job(job_id)["app_user_id"] == "u-1"
    assert code(lambda: connect(replace(lent, security_token=""), settings=QUICK).jobs()) == "auth.wrong_key"


@pytest.mark.parametrize("shape", [1, 2, 3])
def test_keys_are_tried_once(practice: Practice, by_keys: Credentials, shape: int) -> None:
    practice.settings(error_shape=shape)
    wrong = connect(replace(by_keys, secret_key="wrong", project_id=practice.project_id), settings=QUICK)
    assert code(wrong.jobs) == "auth.wrong_key"
    assert calls(practice, "list") == 1
    unknown = connect(replace(by_keys, access_key="UNKNOWN", project_id=practice.project_id), settings=QUICK)
    assert code(unknown.jobs) == "auth.unknown_key"
    assert calls(practice, "list") == 2


def test_a_locked_key_says_for_how_long(practice: Practice, service: MetaStudioService) -> None:
    practice.control("lock", {})
    locked = problem(service.jobs)
    assert locked.problem.code == "auth.key_locked"
    assert locked.problem.facts["minutes"] == 5


def test_a_token_serves_until_it_is_near_its_end(practice: Practice, by_password: Credentials) -> None:
    service = connect(by_password, settings=QUICK)
    service.jobs()
    service.jobs()
    assert calls(practice, "token") == 1


def test_a_refused_token_is_renewed_once(practice: Practice, by_password: Credentials) -> None:
    service = connect(by_password, settings=QUICK)
    service.jobs()
    practice.control("expire_tokens", {})
    job_id, _ = service.create(FIELDS)
    assert practice.jobs() == [job_id], "the refused call was repeated, and only the second one did anything"
    assert calls(practice, "token") == 2


@pytest.mark.parametrize(("status", "text"), [(400, "MSS.00010008"), (401, "MSS.00000001"), (401, "APIGW.0307")])
def test_a_token_that_is_refused_again_ends_the_matter(
    practice: Practice, by_password: Credentials, status: int, text: str
) -> None:
    service = connect(by_password, settings=QUICK)
    service.project_id()
    practice.faults({"call": "list", "action": {"status": status, "code": text}})
    assert code(service.jobs) == "auth.token_expired"
    assert calls(practice, "list") == 2
    assert calls(practice, "token") == 2


def test_a_token_about_to_die_is_renewed_before_the_call(practice: Practice, by_password: Credentials) -> None:
    practice.settings(token_life_s=30)
    service = connect(by_password, settings=QUICK)
    service.jobs()
    assert calls(practice, "token") == 2, "one for the project's id, one for the list"
    practice.settings(token_life_s=3600)
    service.jobs()
    service.jobs()
    assert calls(practice, "token") == 3
    assert all(entry["status"] != 401 for entry in practice.journal())


def test_threads_share_one_token(practice: Practice, by_password: Credentials) -> None:
    service = connect(by_password, settings=QUICK)
    threads = [Thread(target=service.jobs) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert calls(practice, "token") == 1
    assert calls(practice, "projects") == 1
    assert calls(practice, "list") == 6


def test_a_wrong_password_is_tried_once(practice: Practice, by_password: Credentials) -> None:
    service = connect(replace(by_password, password="wrong"), settings=QUICK)
    assert code(lambda: service.create(FIELDS)) == "auth.wrong_password"
    assert calls(practice, "token") == 1


def test_a_region_that_is_not_open(practice: Practice, by_keys: Credentials, by_password: Credentials) -> None:
    elsewhere = replace(by_keys, region="cn-east-3")
    closed = problem(connect(elsewhere, settings=QUICK).jobs)
    assert closed.problem.code == "auth.region_closed"
    assert closed.problem.facts["region"] == "cn-east-3"
    assert code(connect(replace(by_password, region="cn-east-3"), settings=QUICK).jobs) == "auth.region_closed"


def test_a_choice_of_projects_is_the_persons(practice: Practice, by_keys: Credentials) -> None:
    practice.settings(projects=2)
    assert code(connect(by_keys, settings=QUICK).jobs) == "auth.several_projects"
    given = replace(by_keys, project_id=practice.project_id)
    assert connect(given, settings=QUICK).jobs() == (0, ())


def test_a_foreign_project(practice: Practice, by_keys: Credentials) -> None:
    foreign = replace(by_keys, project_id="f" * 32)
    assert code(connect(foreign, settings=QUICK).jobs) == "auth.wrong_project"


def test_no_permission(practice: Practice, service: MetaStudioService) -> None:
    practice.control("forbid", {"on": True})
    denied = problem(service.jobs)
    practice.control("forbid", {"on": False})
    assert denied.problem.code == "auth.forbidden"
    assert denied.problem.facts["request_id"]


@pytest.mark.parametrize("skew_s", [3600.0, -3600.0, 1200.0, 400 * 86400.0])
def test_a_wrong_clock_is_made_up_for(practice: Practice, by_keys: Credentials, skew_s: float) -> None:
    service = connect(by_keys, clock=lambda: time.time() + skew_s, settings=QUICK)
    job_id, urls = service.create(FIELDS)
    assert practice.jobs() == [job_id]
    assert abs(service.clock_offset() + skew_s) < 3
    assert abs(service.now() - time.time()) < 3
    assert 23 * 3600 < urls.dies_at - time.time() < 25 * 3600
    refused = [entry for entry in practice.journal() if entry["status"] == 401]
    assert len(refused) == 1, "one bad try, then never again"


def test_a_clock_that_is_a_little_off_is_not_even_refused(practice: Practice, by_keys: Credentials) -> None:
    service = connect(by_keys, clock=lambda: time.time() + 600, settings=QUICK)
    service.jobs()
    assert abs(service.clock_offset() + 600) < 3
    assert all(entry["status"] == 200 for entry in practice.journal())


def test_a_clock_set_right_while_we_run(practice: Practice, by_keys: Credentials) -> None:
    ahead = 3600.0
    service = connect(by_keys, clock=lambda: time.time() + ahead, settings=QUICK)
    service.jobs()
    ahead = 0.0
    service.jobs()
    assert service.clock_offset() == 0.0
