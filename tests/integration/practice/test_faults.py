"""Faults on command: each one, and which requests it meets."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from support.practice import Practice

PART = b"\x09" * 102_400


CUT = (http.client.RemoteDisconnected, ConnectionError)


def test_throttling_says_when_to_come_back(api: Any, practice: Practice) -> None:
    practice.faults({"call": "create", "times": 2, "action": {"status": 429, "retry_after": 1}})
    for _ in range(2):
        reply = api.call("POST", "", {"name": "A"})
        assert (reply.status, reply.code, reply.headers["retry-after"]) == (429, "APIGW.0308", "1")
    assert practice.jobs() == []
    assert api.call("POST", "", {"name": "A"}).status == 200
    assert [(entry["status"], entry["fault"]) for entry in practice.journal("create")] == [
        (429, "status"),
        (429, "status"),
        (200, None),
    ]


SHAPES = [(1, {"error_code", "error_msg"}), (2, {"errorCode", "errorMsg"}), (3, {"error"})]


@pytest.mark.parametrize(("shape", "names"), SHAPES)
def test_a_fault_has_its_own_code_and_shape(api: Any, practice: Practice, shape: int, names: set[str]) -> None:
    action = {"status": 403, "code": "MSS.41000023", "message": "no resource", "shape": shape}
    practice.faults({"call": "show", "action": action})
    reply = api.call("GET", f"/{api.create()}")
    assert (reply.status, set(reply.json)) == (403, names)
    assert b"MSS.41000023" in reply.body


def test_sign_in_and_projects_fail_in_their_own_manner(api: Any, practice: Practice, plain: Callable[..., Any]) -> None:
    practice.faults({"call": "token", "times": 1, "action": {"status": 503}})
    assert api.sign_in().json["error"]["code"] == 503
    token = api.sign_in().headers["x-subject-token"]
    practice.faults({"call": "projects", "times": 1, "action": {"status": 500}})
    reply = plain("GET", f"{practice.iam_endpoint}/v3/projects", None, {"X-Auth-Token": token})
    assert (reply.status, reply.code) == (500, "MSS.00000004")


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_storage_fails_in_xml(api: Any, practice: Practice, status: int) -> None:
    api.create()
    practice.faults({"call": "put:cover", "times": 1, "action": {"status": status}})
    codes = {408: "RequestTimeout", 429: "TooManyRequests", 500: "InternalError", 503: "SlowDown"}
    reply = api.put(api.given["cover_upload_url"], b"x" * 3_000_000)
    assert (reply.status, reply.obs_code) == (status, codes[status])
    assert api.put(api.given["cover_upload_url"]).status == 200


def test_a_refusal_before_the_body_is_read(api: Any, practice: Practice) -> None:
    api.create()
    practice.faults({"call": "put", "times": 1, "action": {"status": 403, "drain": False}})
    reply = api.put(api.given["cover_upload_url"], b"x" * 20_000_000)
    assert (reply.status, reply.headers["connection"]) == (403, "close")
    assert practice.journal("put")[0]["bytes"] == 0


def test_closing_before_acting(api: Any, practice: Practice) -> None:
    api.sign_in()
    practice.faults({"call": "create", "times": 1, "action": "close"})
    with pytest.raises(CUT):
        api.call("POST", "", {"name": "A"})
    assert practice.jobs() == []
    entry = practice.journal("create")[0]
    assert (entry["status"], entry["outcome"]) == (None, "cut off: close")


def test_closing_while_the_body_arrives(api: Any, practice: Practice) -> None:
    job_id = api.create()
    action = {"kind": "close_mid_body", "after_bytes": 1_000_000}
    practice.faults({"call": "put:cover", "times": 1, "action": action})
    with pytest.raises(CUT):
        api.put(api.given["cover_upload_url"], b"x" * 30_000_000)
    assert practice.journal("put")[0]["bytes"] == 1_000_000
    assert practice.job(job_id)["files"] == {}
    assert api.put(api.given["cover_upload_url"]).status == 200


@pytest.mark.parametrize("action", ["lose_answer", {"kind": "hang_after"}])
def test_a_lost_answer_to_create(api: Any, practice: Practice, action: Any) -> None:
    api.call("GET")
    practice.faults({"call": "create", "times": 1, "action": action})
    if action == "lose_answer":
        with pytest.raises(CUT):
            api.call("POST", "", {"name": "A", "tags": ["aw-1"]})
    else:
        waiting = threading.Thread(target=lambda: api.call("POST", "", {"name": "A", "tags": ["aw-1"]}), daemon=True)
        waiting.start()
        wait_for(lambda: practice.jobs())
        assert waiting.is_alive()
        practice.control("release", {})
        waiting.join(10)
    assert len(practice.jobs()) == 1
    assert api.call("GET", "?tag=aw-1").json["count"] == 1


def test_lost_answers_to_commands_and_parts(api: Any, practice: Practice) -> None:
    job_id = api.create(video_multipart_count=2)
    first, last = api.given["training_video_upload_url"]
    practice.faults(
        {"call": "put:training_video", "part": 1, "times": 1, "action": "lose_answer"},
        {"call": "command:CONFIRM_MULTIPART_UPLOADED", "times": 1, "action": "lose_answer"},
    )
    with pytest.raises(CUT):
        api.put(first, PART)
    assert api.put(last).status == 200
    listed = api.accepted(job_id, "GET_MULTIPART_UPLOADED")["multipart_data"]
    assert [part["part_number"] for part in listed] == ["1", "2"]
    with pytest.raises(CUT):
        api.command(job_id, "CONFIRM_MULTIPART_UPLOADED")
    assert "training_video_download_url" in api.show(job_id)


def test_acting_and_failing_nevertheless(api: Any, practice: Practice) -> None:
    practice.faults({"call": "create", "times": 1, "action": {"kind": "status_after", "status": 502}})
    assert api.call("POST", "", {"name": "A"}).status == 502
    assert len(practice.jobs()) == 1


def test_an_answer_cut_in_the_middle(api: Any, practice: Practice) -> None:
    api.call("GET")
    practice.faults({"call": "create", "times": 1, "action": {"kind": "cut_answer", "after_bytes": 10}})
    with pytest.raises(http.client.IncompleteRead) as cut:
        api.call("POST", "", {"name": "A"})
    assert len(cut.value.partial) == 10
    assert len(practice.jobs()) == 1


def test_hanging_until_released(api: Any, practice: Practice) -> None:
    job_id = api.create()
    practice.faults({"call": "show", "times": 1, "action": "hang"})
    answers: list[Any] = []
    waiting = threading.Thread(target=lambda: answers.append(api.call("GET", f"/{job_id}")), daemon=True)
    waiting.start()
    wait_for(lambda: practice.journal("show"))
    assert api.call("GET", f"/{job_id}").status == 200
    assert waiting.is_alive()
    practice.control("release", {})
    waiting.join(10)
    assert answers[0].status == 200


def test_whoever_hangs_up_ends_the_hanging(api: Any, practice: Practice) -> None:
    api.call("GET")
    practice.faults({"call": "list", "times": 1, "action": "hang"})
    place = urlsplit(practice.endpoint)
    path = f"/v1/{practice.project_id}/digital-human-training-manage/user/jobs"
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nX-Auth-Token: {api.token}\r\n\r\n".encode())
        wait_for(lambda: len(practice.journal("list")) == 2)
    wait_for(lambda: practice.journal("list")[1]["outcome"] == "cut off: hung")


def test_a_slow_upload_and_a_slow_answer(api: Any, practice: Practice) -> None:
    job_id = api.create()
    practice.faults(
        {"call": "put", "times": 1, "action": {"kind": "slow", "bytes_per_s": 1_000_000}},
        {"call": "show", "times": 1, "action": {"kind": "slow", "bytes_per_s": 10_000}},
    )
    began = time.monotonic()
    assert api.put(api.given["cover_upload_url"], b"x" * 300_000).status == 200
    assert time.monotonic() - began >= 0.29
    began = time.monotonic()
    reply = api.call("GET", f"/{job_id}")
    assert reply.json["job_id"] == job_id
    assert time.monotonic() - began >= len(reply.body) / 10_000 * 0.9


def test_a_captive_portal(api: Any, practice: Practice) -> None:
    api.create()
    practice.faults({"call": "list", "action": "html"}, {"call": "put", "times": 1, "action": "html"})
    reply = api.call("GET")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    reply = api.put(api.given["cover_upload_url"])
    assert reply.status == 200
    assert "etag" not in reply.headers
    assert "cover" not in practice.job(api.given["job_id"])["files"]


def test_a_redirect(api: Any, practice: Practice) -> None:
    practice.faults({"call": "list", "action": {"kind": "redirect", "location": "http://127.0.0.1:9/x", "status": 307}})
    reply = api.call("GET")
    assert (reply.status, reply.headers["location"]) == (307, "http://127.0.0.1:9/x")


def test_a_dead_address_and_a_wrong_etag(api: Any, practice: Practice) -> None:
    job_id = api.create()
    practice.faults(
        {"call": "put:cover", "times": 1, "action": "expired_url"}, {"call": "put:cover", "action": "corrupt_etag"}
    )
    assert api.put(api.given["cover_upload_url"]).obs_code == "AccessDenied"
    assert api.put(api.given["cover_upload_url"]).headers["etag"] == '"' + "0" * 32 + '"'
    assert "cover" in practice.job(job_id)["files"]


def test_which_requests_a_rule_meets(api: Any, practice: Practice) -> None:
    first, second = api.create(), api.create()
    practice.faults({"call": "show", "job_id": first, "after": 1, "times": 2, "action": {"status": 500}})
    assert [api.call("GET", f"/{first}").status for _ in range(4)] == [200, 500, 500, 200]
    assert api.call("GET", f"/{second}").status == 200
    assert practice.control("faults")["rules"][0]["hits"] == 2
    practice.faults({"call": "command", "action": {"status": 503}}, {"call": "*", "action": {"status": 500}})
    assert api.call("POST", f"/{first}/command", {"command": "SUBMITVERIFYING"}).status == 503
    assert api.call("GET").status == 500
    practice.no_faults()
    assert api.call("GET").status == 200


def test_chance_is_repeatable() -> None:
    rows = []
    for _ in range(2):
        with Practice("--seed", "7") as practice:
            practice.faults({"call": "token", "probability": 0.5, "action": {"status": 500}})
            for _ in range(20):
                connection = http.client.HTTPConnection("127.0.0.1", urlsplit(practice.endpoint).port, timeout=10)
                connection.request("POST", "/v3/auth/tokens", b"{}")
                connection.getresponse().read()
                connection.close()
            rows.append([entry["status"] for entry in practice.journal("token")] + [practice.ak])
    assert rows[0] == rows[1]
    assert {400, 500} == set(rows[0][:20])


@pytest.mark.parametrize(
    "rule",
    [
        {"call": "create"},
        {"action": "close"},
        {"call": "create", "action": "explode"},
        {"call": "create", "action": "close", "times": "2"},
        {"call": "create", "action": "close", "probability": 2},
        {"call": "create", "action": "close", "often": True},
        "close",
    ],
)
def test_bad_rules_are_refused(practice: Practice, rule: Any) -> None:
    with pytest.raises(AssertionError, match="400"):
        practice.control("faults", {"rules": [rule]})
    with pytest.raises(AssertionError, match="400"):
        practice.settings(nothing=1)


def wait_for(condition: Callable[[], Any]) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it never came true"
        threading.Event().wait(0.01)
