"""A restart of the other side: everybody is cut off, nobody gets in for a while, and nothing that was kept is lost."""

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

PART = b"\x05" * 102_400
CUT = (http.client.HTTPException, ConnectionError)


def wait_for(condition: Callable[[], Any]) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it never came true"
        threading.Event().wait(0.01)


def is_listening(practice: Practice) -> bool:
    place = urlsplit(practice.endpoint)
    try:
        socket.create_connection((place.hostname, place.port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


def test_nobody_gets_in_for_a_while_and_then_all_is_as_it_was(api: Any, practice: Practice) -> None:
    job_id = api.create(video_multipart_count=2)
    first, last = api.given["training_video_upload_url"]
    api.put(first, PART)
    began = time.monotonic()
    practice.control("restart", {"down_s": 0.5})
    assert not is_listening(practice)
    with pytest.raises(ConnectionRefusedError):
        api.call("GET", f"/{job_id}")
    wait_for(lambda: is_listening(practice))
    assert time.monotonic() - began >= 0.5
    listed = api.accepted(job_id, "GET_MULTIPART_UPLOADED")["multipart_data"]
    assert [part["part_number"] for part in listed] == ["1"]
    assert api.put(last, PART).status == 200
    api.put_papers()
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    api.accepted(job_id, "SUBMITVERIFYING")


def test_a_kept_connection_is_cut(practice: Practice) -> None:
    place = urlsplit(practice.endpoint)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(9) == b"HTTP/1.1 "
        practice.control("restart", {"down_s": 0})
        while connection.recv(65536):
            pass
    wait_for(lambda: is_listening(practice))


def test_an_upload_under_way_is_cut_off_and_leaves_nothing(api: Any, practice: Practice) -> None:
    job_id = api.create()
    practice.settings(peer={"bytes_per_s": 200_000})
    ended: list[object] = []

    def send() -> None:
        try:
            ended.append(api.put(api.given["cover_upload_url"], b"x" * 2_000_000).status)
        except CUT as cut:
            ended.append(type(cut))

    sender = threading.Thread(target=send)
    sender.start()
    wait_for(lambda: practice.journal("put") and practice.journal("put")[0]["bytes"] > 0)
    practice.control("restart", {"down_s": 0})
    sender.join(10)
    assert ended
    assert ended != [200]
    wait_for(lambda: is_listening(practice))
    wait_for(lambda: practice.journal("put")[0]["outcome"] == "cut off: restart")
    assert practice.job(job_id)["files"] == {}


def test_a_request_that_hangs_is_cut_off(api: Any, practice: Practice) -> None:
    job_id = api.create()
    practice.faults({"call": "show", "times": 1, "action": "hang"})
    ended: list[str] = []

    def ask() -> None:
        with pytest.raises(CUT):
            api.call("GET", f"/{job_id}")
        ended.append("cut")

    waiting = threading.Thread(target=ask)
    waiting.start()
    wait_for(lambda: practice.journal("show"))
    practice.control("restart", {"down_s": 0})
    waiting.join(10)
    assert ended == ["cut"]
    wait_for(lambda: is_listening(practice))
    assert api.call("GET", f"/{job_id}").status == 200


def test_it_ends_when_told_so_while_it_is_away() -> None:
    with Practice() as practice:
        practice.control("restart", {"down_s": 3000})
        began = time.monotonic()
        assert practice.stop() == 0
        assert time.monotonic() - began < 5
        assert not is_listening(practice)


@pytest.mark.parametrize("wrong", [-1, "soon", True, 10_000_000])
def test_a_time_that_cannot_be_is_refused(practice: Practice, wrong: object) -> None:
    with pytest.raises(AssertionError, match="400"):
        practice.control("restart", {"down_s": wrong})
    assert is_listening(practice)
