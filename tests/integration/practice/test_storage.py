"""The rules of the upload addresses, one by one."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from support.practice import Practice

PART = b"\x07" * 102_400


@pytest.fixture
def url(api: Any) -> str:
    """The upload address of a cover."""
    api.create()
    return str(api.given["cover_upload_url"])


def test_a_put_is_answered_with_its_md5_and_no_body(api: Any, practice: Practice, url: str) -> None:
    reply = api.put(url, b"cover")
    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["etag"] == f'"{hashlib.md5(b"cover").hexdigest()}"'
    entry = practice.journal("put:cover")[0]
    assert (entry["status"], entry["bytes"], entry["violations"]) == (200, 5, [])
    assert "?" not in entry["path"]


def test_addresses_may_name_what_stands_in_front(api: Any, practice: Practice) -> None:
    practice.settings(upload_origin="https://obs.studio.example")
    api.create()
    given = str(api.given["cover_upload_url"])
    assert given.startswith("https://obs.studio.example/obs/")
    own = practice.endpoint + given.removeprefix("https://obs.studio.example")
    assert api.put(own, b"cover").status == 200, "the host is no part of what is signed"


@pytest.mark.parametrize(
    "content_type", [None, "", "image/jpeg", "application/octet-stream; charset=utf-8", "Application/Octet-Stream"]
)
def test_the_content_type_is_exact(practice: Practice, url: str, plain: Callable[..., Any], content_type: str) -> None:
    reply = plain("PUT", url, b"cover", {} if content_type is None else {"Content-Type": content_type})
    assert (reply.status, reply.obs_code) == (403, "SignatureDoesNotMatch")
    assert practice.violations()[0]["violations"] == ["content-type"]


@pytest.mark.parametrize(
    "header",
    ["Authorization", "X-Auth-Token", "X-Sdk-Date", "X-Project-Id", "Content-MD5", "x-obs-acl", "X-Obs-Meta-Name"],
)
def test_headers_that_break_the_signature(api: Any, practice: Practice, url: str, header: str) -> None:
    reply = api.put(url, **{header: "x"})
    assert (reply.status, reply.obs_code) == (403, "SignatureDoesNotMatch")
    assert practice.violations()[0]["violations"] == [f"header {header.lower()}"]
    assert reply.headers["content-type"] == "application/xml"
    assert reply.headers["x-obs-request-id"] in reply.body.decode()
    assert api.put(url).status == 200


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url + "&x=1",
        lambda url: url.replace("Expires=", "Expires=9"),
        lambda url: url.replace("%3D", "="),
        lambda url: url.partition("?")[0],
        lambda url: url.replace("_cover", "_grantFile_tmp"),
        lambda url: url.replace("AccessKeyId=", "AccessKeyID="),
    ],
)
def test_an_altered_address_is_refused(api: Any, url: str, change: Callable[[str], str]) -> None:
    altered = change(url)
    assert altered != url
    reply = api.put(altered)
    assert (reply.status, reply.obs_code) == (403, "SignatureDoesNotMatch")


def test_parts_cannot_be_swapped_by_hand(api: Any) -> None:
    api.create(video_multipart_count=2)
    altered = api.given["training_video_upload_url"][0].replace("partNumber=1", "partNumber=2")
    assert api.put(altered).obs_code == "SignatureDoesNotMatch"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "HEAD"])
def test_only_put(url: str, plain: Callable[..., Any], method: str) -> None:
    assert plain(method, url, b"", {"Content-Type": "application/octet-stream"}).status == 405


def test_a_length_is_mandatory(practice: Practice, url: str) -> None:
    place = urlsplit(url)
    head = (
        f"PUT {place.path}?{place.query} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/octet-stream\r\n"
    )
    for extra in ("Transfer-Encoding: chunked\r\n\r\n5\r\ncover\r\n0\r\n\r\n", "\r\n"):
        with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
            connection.sendall((head + extra).encode())
            answer = b""
            while block := connection.recv(65536):
                answer += block
                if b"</Error>" in answer:
                    break
        assert answer.startswith(b"HTTP/1.1 411")
        assert b"<Code>MissingContentLength</Code>" in answer
    assert [each["violations"] for each in practice.violations()] == [["no content-length"]] * 2


def test_an_address_dies(api: Any, practice: Practice, url: str) -> None:
    practice.control("clock", {"skew_s": 24 * 3600 - 60})
    assert api.put(url).status == 200
    practice.control("clock", {"skew_s": 24 * 3600 + 60})
    reply = api.put(api.given["grant_file_upload_url"])
    assert (reply.status, reply.obs_code) == (403, "AccessDenied")
    assert b"expired" in reply.body


def test_addresses_can_be_killed(api: Any, practice: Practice, url: str) -> None:
    practice.control("expire_urls", {})
    assert api.put(url).obs_code == "AccessDenied"
    api.create()
    assert api.put(api.given["cover_upload_url"]).status == 200


def test_a_single_file_is_taken_once(api: Any, practice: Practice, url: str) -> None:
    assert api.put(url, b"first").status == 200
    reply = api.put(url, b"second")
    assert (reply.status, reply.obs_code) == (403, "AccessDenied")
    job = practice.job(practice.jobs()[0])
    assert job["files"]["cover"]["sha256"] == hashlib.sha256(b"first").hexdigest()
    assert job["puts"] == {"cover": 1}


def test_a_part_may_be_sent_again_until_it_is_assembled(api: Any, practice: Practice) -> None:
    job_id = api.create(video_multipart_count=2)
    first, last = api.given["training_video_upload_url"]
    api.put(first, b"\x00" * 102_400)
    api.put(first, PART)
    api.put(last, b"end")
    part = practice.job(job_id)["parts"]["training_video"]
    assert part["puts"] == {"1": 2, "2": 1}
    assert part["stored"]["1"]["sha256"] == hashlib.sha256(PART).hexdigest()
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    held = practice.job(job_id)["files"]["training_video"]
    assert held["sha256"] == hashlib.sha256(PART + b"end").hexdigest()
    digests = hashlib.md5(PART).digest() + hashlib.md5(b"end").digest()
    assert held["md5"] == f"{hashlib.md5(digests).hexdigest()}-2"
    reply = api.put(first, PART)
    assert (reply.status, reply.obs_code) == (404, "NoSuchUpload")


def test_a_deleted_job_takes_nothing(api: Any, url: str) -> None:
    job_id = api.given["job_id"]
    assert api.call("DELETE", f"/{job_id}").status == 200
    assert api.put(url).obs_code == "AccessDenied"
    assert api.put(api.given["training_video_upload_url"][0]).obs_code == "NoSuchUpload"


def test_too_large_is_refused_before_the_body(api: Any, practice: Practice, url: str) -> None:
    practice.settings(largest_put=1000)
    reply = api.put(url, b"x" * 1001)
    assert (reply.status, reply.obs_code) == (400, "EntityTooLarge")
    assert api.put(url, b"x" * 1000).status == 200


def test_a_body_cut_short_is_not_kept(api: Any, practice: Practice, url: str) -> None:
    place = urlsplit(url)
    head = (
        f"PUT {place.path}?{place.query} HTTP/1.1\r\nHost: {place.netloc}\r\n"
        "Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\n"
    )
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(head.encode() + b"x" * 400)
        connection.shutdown(socket.SHUT_WR)
        assert b"<Code>IncompleteBody</Code>" in connection.recv(65536)
    assert "cover" not in practice.job(api.given["job_id"])["files"]
    assert api.put(url).status == 200


def test_continue_is_said_when_asked_for(url: str) -> None:
    place = urlsplit(url)
    head = (
        f"PUT {place.path}?{place.query} HTTP/1.1\r\nHost: {place.netloc}\r\nExpect: 100-continue\r\n"
        "Content-Type: application/octet-stream\r\nContent-Length: 5\r\n\r\n"
    )
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(head.encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"cover")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_many_parts_at_once_and_out_of_order(api: Any, practice: Practice) -> None:
    job_id = api.create(video_multipart_count=12)
    parts = [bytes([number]) * (102_400 + number) for number in range(12)]
    work = list(zip(api.given["training_video_upload_url"], parts, strict=True))[::-1]
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda pair=pair: results.append(api.put(*pair).status), daemon=True) for pair in work
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert results == [200] * 12
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    held = practice.job(job_id)["files"]["training_video"]
    assert held["sha256"] == hashlib.sha256(b"".join(parts)).hexdigest()
