"""The lasting mood of the other side: slow, lossy, forgetful, the same again by its seed, and off unless asked for."""

from __future__ import annotations

import hashlib
import http.client
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from support.practice import SOURCES, Practice

PART = b"\x07" * 102_400
CUT = (http.client.HTTPException, ConnectionError)
WAYS = [
    "500",
    "502",
    "503",
    "503_after",
    "429",
    "429_after",
    "429_date",
    "502_done",
    "close",
    "close_mid_body",
    "close_after_body",
    "lose_answer",
    "html",
]
DONE_ALL_THE_SAME = {"502_done", "lose_answer"}


def md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def fate(ask: Callable[[], Any]) -> object:
    """What became of a request: its status, whether it was a page, or that it was cut off."""
    try:
        reply = ask()
    except CUT:
        return "cut"
    return (reply.status, reply.headers.get("content-type", "").startswith("text/html"))


def faults_of(practice: Practice) -> list[str | None]:
    return [entry["fault"] for entry in practice.journal()]


def test_nobody_meets_it_unasked(api: Any, practice: Practice) -> None:
    told = practice.control("settings")["peer"]
    assert {name: value for name, value in told.items() if name.endswith("_share")} == dict.fromkeys(
        ("fail_share", "stall_share", "forget_share", "damage_share"), 0
    )
    assert told["bytes_per_s"] == 0
    api.submitted()
    assert set(faults_of(practice)) == {None}


def test_a_share_of_all_requests_fails_in_every_way_there_is(api: Any, practice: Practice) -> None:
    api.call("GET")
    practice.settings(peer={"fail_share": 0.3, "seed": 5})
    fates = [fate(lambda: api.call("GET")) for _ in range(400)]
    failed = [each for each in fates if each != (200, False)]
    assert 90 <= len(failed) <= 150, len(failed)
    assert set(failed) == {(500, False), (502, False), (503, False), (429, False), (200, True), "cut"}


def test_signing_in_fails_too(api: Any, practice: Practice) -> None:
    practice.settings(peer={"fail_share": 1, "ways": ["503"]})
    assert api.sign_in().status == 503


def test_the_same_seed_gives_the_same_trouble_whatever_comes_in_between(api: Any, practice: Practice) -> None:
    job_id = api.create()

    def rows(seed: int, between: int) -> list[object]:
        practice.settings(peer={"fail_share": 0.5, "seed": seed})
        told = []
        for _ in range(20):
            told.append(fate(lambda: api.call("GET")))
            for _ in range(between):
                fate(lambda: api.call("GET", f"/{job_id}"))
        return told

    first = rows(3, 0)
    assert rows(3, 2) == first
    assert rows(4, 0) != first


@pytest.mark.parametrize("way", WAYS)
def test_each_way_for_an_upload(api: Any, practice: Practice, way: str) -> None:
    job_id = api.create(video_multipart_count=2)
    practice.settings(peer={"fail_share": 1, "ways": [way]})
    url = api.given["training_video_upload_url"][0]
    told = fate(lambda: api.put(url, PART))
    if way.startswith("close") or way == "lose_answer":
        assert told == "cut"
    else:
        assert told == ((200, True) if way == "html" else (int(way[:3]), False))
    kept = practice.job(job_id)["parts"]["training_video"]["stored"]
    assert (list(kept) == ["1"]) == (way in DONE_ALL_THE_SAME)
    [entry] = practice.journal("put")
    arrived = {"close": [0], "close_mid_body": range(len(PART))}.get(way, [len(PART)])
    assert entry["bytes"] in arrived
    practice.settings(peer={})
    assert api.put(url, PART).headers["etag"] == f'"{md5(PART)}"'


@pytest.mark.parametrize("way", WAYS)
def test_each_way_for_a_call(api: Any, practice: Practice, way: str) -> None:
    api.call("GET")
    practice.settings(peer={"fail_share": 1, "ways": [way]})
    fate(lambda: api.call("POST", "", {"name": "A"}))
    assert len(practice.jobs()) == (way in DONE_ALL_THE_SAME)


@pytest.mark.parametrize("way", ["503_after", "429_after", "429_date"])
def test_when_to_come_back(api: Any, practice: Practice, way: str) -> None:
    job_id = api.create()
    practice.settings(peer={"fail_share": 1, "ways": [way], "retry_after_s": 7})
    practice.control("clock", {"skew_s": -4000})
    for reply in (api.call("GET", f"/{job_id}"), api.put(api.given["cover_upload_url"])):
        header = reply.headers["retry-after"]
        if way == "429_date":
            ahead = parsedate_to_datetime(header) - parsedate_to_datetime(reply.headers["date"])
            # Two clocks are read, one for each header.
            assert timedelta(seconds=6) <= ahead <= timedelta(seconds=7)
        else:
            assert header == "7"


def test_all_uploads_share_one_slow_line(api: Any, practice: Practice) -> None:
    api.create(video_multipart_count=3)
    practice.settings(peer={"bytes_per_s": 1_000_000})
    began = time.monotonic()
    urls = api.given["training_video_upload_url"]
    senders = [threading.Thread(target=api.put, args=(url, PART)) for url in urls]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(20)
    assert time.monotonic() - began >= 3 * len(PART) / 1_000_000 * 0.95
    assert [entry["status"] for entry in practice.journal("put")] == [200, 200, 200]


def test_some_requests_are_served_late(api: Any, practice: Practice) -> None:
    job_id = api.create()
    practice.settings(peer={"stall_share": 1, "stall_s": 0.3})
    for ask in (lambda: api.call("GET", f"/{job_id}"), lambda: api.put(api.given["cover_upload_url"])):
        began = time.monotonic()
        assert ask().status == 200
        assert time.monotonic() - began >= 0.3


def test_what_was_answered_is_not_there(api: Any, practice: Practice) -> None:
    job_id = api.create(video_multipart_count=2)
    practice.settings(peer={"forget_share": 1})
    for url in api.given["training_video_upload_url"]:
        assert api.put(url, PART).headers["etag"] == f'"{md5(PART)}"'
    api.put_papers()
    assert api.accepted(job_id, "GET_MULTIPART_UPLOADED")["multipart_data"] == []
    assert "2 parts are missing" in api.refused(job_id, "CONFIRM_MULTIPART_UPLOADED")
    assert not [name for name in api.show(job_id) if name.endswith("_download_url")]
    assert set(faults_of(practice)) == {None, "forget"}
    practice.settings(peer={})
    api.put_video(PART, PART)
    api.put_papers()
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    api.accepted(job_id, "SUBMITVERIFYING")


def test_a_part_sent_again_and_forgotten_leaves_not_even_the_first(api: Any, practice: Practice) -> None:
    job_id = api.create(video_multipart_count=2)
    url = api.given["training_video_upload_url"][0]
    api.put(url, PART)
    practice.faults({"call": "put", "action": "forget"})
    api.put(url, PART)
    assert practice.job(job_id)["parts"]["training_video"]["stored"] == {}


@pytest.mark.parametrize(("kind", "tells"), [("damage", True), ("rot", False)])
def test_a_wrong_byte_is_told_by_the_etag_at_once_or_in_the_list(
    api: Any, practice: Practice, kind: str, tells: bool
) -> None:
    job_id = api.create(video_multipart_count=2)
    practice.faults({"call": "put", "action": kind})
    wrong = bytes([PART[0] ^ 1]) + PART[1:]
    reply = api.put(api.given["training_video_upload_url"][0], PART)
    assert reply.headers["etag"] == f'"{md5(wrong if tells else PART)}"'
    [listed] = api.accepted(job_id, "GET_MULTIPART_UPLOADED")["multipart_data"]
    assert listed["etag"] == md5(wrong)
    stored = practice.job(job_id)["parts"]["training_video"]["stored"]["1"]
    assert stored["sha256"] == hashlib.sha256(wrong).hexdigest()


def test_a_damaged_document_is_always_told(api: Any, practice: Practice) -> None:
    api.create()
    practice.settings(peer={"damage_share": 1})
    for role in ("id_card_image1", "id_card_image2", "grant_file", "cover"):
        reply = api.put(api.given[f"{role}_upload_url"], role.encode())
        assert reply.headers["etag"] != f'"{md5(role.encode())}"'
        assert api.put(api.given[f"{role}_upload_url"], role.encode()).status == 403, "it has arrived, in its way"


def test_damage_shows_itself_in_both_ways(api: Any, practice: Practice) -> None:
    api.create(video_multipart_count=20)
    practice.settings(peer={"damage_share": 1})
    for url in api.given["training_video_upload_url"]:
        api.put(url, PART)
    kinds = [entry["fault"] for entry in practice.journal("put")]
    assert 4 <= kinds.count("rot") <= 16
    assert set(kinds) == {"rot", "damage"}


def test_each_share_gets_its_own_part_of_the_requests(api: Any, practice: Practice) -> None:
    api.create(video_multipart_count=2)
    url = api.given["training_video_upload_url"][0]
    shares = {f"{name}_share": 0.2 for name in ("fail", "stall", "forget", "damage")}
    practice.settings(peer={**shares, "ways": ["503"], "stall_s": 0})
    for _ in range(200):
        api.put(url, b"x")
    kinds = Counter(entry["fault"] for entry in practice.journal("put"))
    kinds["damage"] += kinds.pop("rot")
    assert set(kinds) == {"status", "stall", "forget", "damage", None}
    assert all(20 <= count <= 60 for count in kinds.values()), kinds


@pytest.mark.parametrize(
    ("peer", "said"),
    [
        (3, "object"),
        ({"fails": 1}, "fails"),
        ({"fail_share": "0.3"}, "fail_share"),
        ({"fail_share": True}, "fail_share"),
        ({"stall_share": -0.1}, "stall_share"),
        ({"fail_share": 0.6, "forget_share": 0.5}, "at most 1"),
        ({"ways": ["explode"]}, "lose_answer"),
        ({"ways": "500"}, "ways"),
        ({"seed": 1.5}, "seed"),
    ],
)
def test_a_mood_that_cannot_be_is_refused(practice: Practice, peer: object, said: str) -> None:
    with pytest.raises(AssertionError, match=f"400.*{said}"):
        practice.settings(pace_s=77, peer=peer)
    assert practice.control("settings")["pace_s"] != 77


def test_a_reset_calms_it(api: Any, practice: Practice) -> None:
    practice.settings(peer={"fail_share": 1})
    practice.clear()
    assert practice.control("settings")["peer"]["fail_share"] == 0
    assert api.sign_in().status == 201


def test_it_may_be_asked_for_at_the_start(api: Any) -> None:
    with Practice("--peer", json.dumps({"fail_share": 1, "ways": ["429"]})) as practice:
        api.practice = practice
        assert api.sign_in().status == 429
        practice.clear()
        assert api.sign_in().status == 429, "the first minute was like this"


def test_the_help_says_so_in_a_line_and_a_wrong_mood_what_is_wrong() -> None:
    def ran(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "avatar_wizard.practice", *options]
        environment = {"PYTHONPATH": str(SOURCES), "COLUMNS": "200"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20)

    assert "slow, lossy or forgetful" in ran("--help").stdout
    wrong = ran("--peer", '{"fail_share": 2}')
    assert wrong.returncode == 2
    assert "at most 1" in wrong.stderr
    assert "--peer" in ran("--peer", "nonsense").stderr
