"""``avatar-wizard submit`` against the practice service: the whole path, and what refuses to go well."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.clips import good_clip
from support.practice import Practice
from support.submitting import Studio

SENTENCE = 20
"""A sentence somebody can act on is longer than this many characters."""


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice("--approve") as service:
        yield service


@pytest.fixture
def studio(practice: Practice, tmp_path: Path) -> Studio:
    practice.clear()
    return Studio(tmp_path, practice)


@pytest.mark.slow
def test_seven_slices_arrive_whole_and_in_order(practice: Practice, tmp_path: Path) -> None:
    practice.clear()
    studio = Studio(tmp_path, practice, slices=7)
    done = studio.submit()
    assert (done.code, done.problem) == (0, None)
    assert done.last["state"] in ("AUTO_VERIFYING", "MANUAL_VERIFYING", "MANUAL_VERIFY_SUCCESS")
    job = practice.job(done.last["job_id"])
    assert job["files"]["training_video"]["sha256"] == hashlib.sha256(studio.video.read_bytes()).hexdigest()
    assert job["files"]["training_video"]["size"] == studio.video.stat().st_size
    calls = [entry["call"] for entry in practice.journal()]
    puts = [call for call in calls if call.startswith("put:")]
    assert len(puts) == 7 + 3
    others = [call for call in calls if not call.startswith("put:")]
    listing = "command:GET_MULTIPART_UPLOADED"
    assert others[:4] == ["create", listing, "command:CONFIRM_MULTIPART_UPLOADED", "command:SUBMITVERIFYING"]
    assert calls.index("create") < min(calls.index(put) for put in puts)
    assert max(i for i, call in enumerate(calls) if call.startswith("put:")) < calls.index(others[1])
    documents = {"put:id_card_image1", "put:id_card_image2", "put:grant_file"}
    assert set(puts) == {"put:training_video", *documents}
    allowed = {"host", "content-type", "content-length"}
    for entry in practice.journal("put"):
        assert {name.lower() for name in entry["headers"]} <= allowed, entry
    assert not practice.violations()


REFUSALS = [
    ("wrong key", {"AVATAR_WIZARD_SK": "wrong"}, [], 3, "auth.wrong_key"),
    ("unknown key", {"AVATAR_WIZARD_AK": "NOBODY"}, [], 3, "auth.unknown_key"),
    ("no network", {"AVATAR_WIZARD_ENDPOINT": "http://127.0.0.1:9"}, [], 4, "net.unreachable"),
    ("captive portal", {}, [{"call": "create", "action": "html"}], 4, "net.captive_portal"),
    (
        "redirect",
        {},
        [{"call": "create", "action": {"kind": "redirect", "location": "http://127.0.0.1:9/"}}],
        4,
        "net.redirect",
    ),
    ("forbidden", {}, [{"call": "create", "action": {"status": 403, "code": "APIGW.0302"}}], 3, "auth.forbidden"),
    ("throttled", {}, [{"call": "create", "action": {"status": 429, "retry_after": 0}}], 4, "service.throttled"),
    ("hiccup", {}, [{"call": "create", "action": {"status": 500}}], 4, "service.internal"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "faults", "code", "problem"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS]
)
def test_refused_with_a_sentence_and_nothing_lost(
    studio: Studio,
    practice: Practice,
    environment: dict[str, str],
    faults: list[dict[str, object]],
    code: int,
    problem: str,
) -> None:
    studio.environment = environment
    practice.faults(*faults)
    refused = studio.submit("--patience", "1")
    assert (refused.code, refused.problem) == (code, problem), refused
    assert len(refused.last["problem"]["sentence"]) > SENTENCE
    assert len(refused.last["problem"]["action"]) > SENTENCE / 2
    assert "Traceback" not in refused.errors
    practice.clear()
    studio.environment = {}
    assert studio.submit().code == 0
    assert len(practice.jobs()) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        {"call": "create", "times": 1, "action": "lose_answer"},
        {"call": "create", "times": 1, "action": "close"},
        {"call": "create", "times": 2, "action": {"status": 500}},
        {"call": "create", "times": 1, "action": {"status": 429, "retry_after": 1}},
        {"call": "put", "times": 5, "action": {"status": 500}},
        {"call": "put", "times": 3, "action": "lose_answer"},
        {"call": "put", "times": 2, "action": {"kind": "close_mid_body", "after_bytes": 1000}},
        {"call": "put:training_video", "times": 1, "action": "expired_url"},
        {"call": "put:grant_file", "times": 1, "action": "expired_url"},
        {"call": "put:training_video", "times": 2, "action": "corrupt_etag"},
        {"call": "put:training_video", "times": 1, "action": "html"},
        {"call": "command:CONFIRM_MULTIPART_UPLOADED", "times": 1, "action": "lose_answer"},
        {"call": "command:CONFIRM_MULTIPART_UPLOADED", "times": 1, "action": {"status": 502}},
        {"call": "command:SUBMITVERIFYING", "times": 1, "action": "lose_answer"},
        {"call": "command:SUBMITVERIFYING", "times": 1, "action": "html"},
    ],
    ids=lambda fault: (
        f"{fault['call']}-{fault['action'] if isinstance(fault['action'], str) else next(iter(fault['action']))}"
    ),
)
def test_mishaps_that_mend_themselves_need_nobody(studio: Studio, practice: Practice, fault: dict[str, object]) -> None:
    practice.faults(fault)
    done = studio.submit()
    if done.problem == "net.captive_portal":  # a portal is for the person to open; afterwards the same command goes on
        done = studio.submit()
    assert (done.code, done.problem) == (0, None), done
    waiting = [practice.job(job_id) for job_id in practice.jobs()]
    assert len(waiting) == 1, waiting
    assert waiting[0]["files"]["training_video"]["sha256"] == hashlib.sha256(studio.video.read_bytes()).hexdigest()


@pytest.mark.slow
def test_a_clock_an_hour_off_is_learnt_and_does_not_stop_anybody(studio: Studio, practice: Practice) -> None:
    practice.control("clock", {"skew_s": 3600})
    done = studio.submit()
    assert (done.code, done.problem) == (0, None), done


@pytest.mark.slow
@pytest.mark.parametrize(
    ("clip", "finding"),
    [
        ({"seconds": 179}, "video.refused"),
        ({"seconds": 601}, "video.refused"),
        ({"size": (1280, 720)}, "video.refused"),
    ],
)
def test_wrong_footage_never_leaves_the_computer(
    studio: Studio, practice: Practice, clip: dict[str, object], finding: str
) -> None:
    studio.video = good_clip(**{"seconds": 181, **clip})  # type: ignore[arg-type]
    studio.write()
    refused = studio.submit()
    assert (refused.code, refused.problem) == (2, "draft.gaps")
    assert practice.journal() == []


@pytest.mark.slow
def test_a_renamed_text_file_and_a_cut_off_video_are_refused(studio: Studio, practice: Practice) -> None:
    text = studio.folder / "take.mp4"
    text.write_text("This is not a film.\n" * 1000)
    whole = good_clip(181, faststart=True).read_bytes()
    cut = studio.folder / "cut.mp4"
    cut.write_bytes(whole[: len(whole) // 2])
    for video in (text, cut):
        studio.video = video
        studio.write()
        refused = studio.submit()
        assert (refused.code, refused.problem) == (2, "draft.gaps")
    assert practice.journal() == []


@pytest.mark.slow
def test_a_file_gone_before_the_start_is_named(studio: Studio) -> None:
    (studio.folder / "letter.pdf").unlink()
    refused = studio.submit()
    assert (refused.code, refused.problem) == (2, "file.missing")
    assert "letter.pdf" in refused.last["problem"]["sentence"]


@pytest.mark.slow
def test_a_file_changed_half_way_stops_and_the_next_call_sends_the_new_one(studio: Studio, practice: Practice) -> None:
    own = studio.folder / "take.mp4"
    own.write_bytes(studio.video.read_bytes())
    studio.video = own
    studio.write()
    practice.faults({"call": "put:training_video", "action": {"kind": "slow", "bytes_per_s": 400_000}})
    running = subprocess.Popen(
        [sys.executable, "-m", "avatar_wizard", "submit", str(studio.draft), "--json"],
        env=studio.environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    for line in running.stdout:
        if b'"sending"' in line and practice.jobs():
            break
    with own.open("r+b") as stream:
        stream.seek(5)
        stream.write(b"?")
    practice.no_faults()
    rest, _ = running.communicate(timeout=60)
    assert running.returncode == 4, rest
    assert b'"file.changed"' in rest.splitlines()[-1]
    own.write_bytes(good_clip(182).read_bytes())
    assert studio.submit().code == 0
    [job_id] = practice.jobs()
    assert practice.job(job_id)["files"]["training_video"]["sha256"] == hashlib.sha256(own.read_bytes()).hexdigest()


NAMES = ["-dash.mp4", "quo'te\".mp4", "bidi\u202etake\u202c.mp4", "n" * 251 + ".mp4", "\u62cd\u6444 .mp4 "]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES, ids=["dash", "quotes", "bidi", "255-bytes", "chinese-and-space"])
def test_any_file_name_goes_through(studio: Studio, practice: Practice, name: str) -> None:
    odd = studio.folder / name
    os.link(studio.video, odd)
    studio.video = odd
    studio.write()
    done = studio.submit()
    assert (done.code, done.problem) == (0, None), done
