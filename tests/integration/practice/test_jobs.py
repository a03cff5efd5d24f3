"""What may be done with a job in which state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from support.practice import Practice

PART = b"\x05" * 102_400
DELETABLE = [
    "WAIT_FILE_UPLOAD",
    "AUTO_VERIFY_FAILED",
    "MANUAL_VERIFYING",
    "MANUAL_VERIFY_FAILED",
    "TRAINING_DATA_PREPROCESS_FAILED",
    "TRAIN_FAILED",
    "INFERENCE_DATA_PREPROCESS_FAILED",
    "JOB_SUCCESS",
    "WAIT_USER_CONFIRM",
    "JOB_REJECT",
    "JOB_FINISH",
]
NOT_DELETABLE = ["AUTO_VERIFYING", "MANUAL_VERIFY_SUCCESS", "TRAINING", "COMPILE_FAILED", "JOB_PENDING", "NEW_STATE"]


@pytest.fixture(autouse=True)
def standing_still(practice: Practice) -> None:
    """States move only when a test says so, and every video passes."""
    practice.settings(pace_s=None, verdict="approve")


def test_create_lands_in_waiting_and_hands_out_addresses(api: Any) -> None:
    job_id = api.create(video_multipart_count=2, tags=["aw-1"])
    shown = api.show(job_id)
    assert shown["state"] == "WAIT_FILE_UPLOAD"
    assert shown["tags"] == ["aw-1"]
    assert not [name for name in shown if name.endswith("_download_url")]
    first, second = api.given["training_video_upload_url"]
    assert first.split("?")[0] == second.split("?")[0]
    assert first.split("?")[0].endswith("_trainingVideo")
    assert "&partNumber=1&uploadId=" in first
    assert "&partNumber=2&uploadId=" in second
    assert "partNumber=1" in api.given["training_video_upload_url"][0]
    assert "partNumber" not in api.given["cover_upload_url"]
    assert "action_video_upload_url" not in api.given


def test_addresses_can_be_left_out(api: Any, practice: Practice) -> None:
    practice.settings(omit_urls=["pre_beauty_image_upload_url", "cover_upload_url"])
    api.create()
    assert not {"pre_beauty_image_upload_url", "cover_upload_url"} & set(api.given)


@pytest.mark.parametrize("state", DELETABLE)
def test_delete_is_allowed(api: Any, practice: Practice, state: str) -> None:
    job_id = api.create()
    practice.control(f"jobs/{job_id}/state", {"state": state})
    reply = api.call("DELETE", f"/{job_id}")
    assert (reply.status, reply.body) == (200, b"")
    assert api.call("GET", f"/{job_id}").status == 404
    assert api.call("GET").json["count"] == 0


@pytest.mark.parametrize("state", NOT_DELETABLE)
def test_delete_is_refused(api: Any, practice: Practice, state: str) -> None:
    job_id = api.create()
    practice.control(f"jobs/{job_id}/state", {"state": state})
    reply = api.call("DELETE", f"/{job_id}")
    assert (reply.status, reply.code) == (400, "MSS.00000003")
    assert api.show(job_id)["state"] == state


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_unknown_jobs(api: Any, method: str) -> None:
    reply = api.call(method, "/nothing", {} if method == "PUT" else None)
    assert (reply.status, reply.code) == (404, "MSS.41000003")
    reply = api.call("POST", "/nothing/command", {"command": "SUBMITVERIFYING"})
    assert (reply.status, reply.code) == (404, "MSS.41000003")


@pytest.mark.parametrize("state", ["WAIT_FILE_UPLOAD", "AUTO_VERIFYING", "TRAINING", "JOB_SUCCESS"])
def test_update_is_for_refused_jobs(api: Any, practice: Practice, state: str) -> None:
    job_id = api.create()
    practice.control(f"jobs/{job_id}/state", {"state": state})
    assert api.call("PUT", f"/{job_id}", {}).status == 400


def test_update_while_waiting_is_a_switch(api: Any, practice: Practice) -> None:
    job_id = api.create()
    old = api.given
    assert api.call("PUT", f"/{job_id}", {}).status == 400
    practice.settings(update_while_waiting=True)
    new = api.call("PUT", f"/{job_id}", {"video_multipart_count": 2}).json
    assert len(new["training_video_upload_url"]) == 2
    assert new["cover_upload_url"] != old["cover_upload_url"]
    reply = api.put(old["training_video_upload_url"][0])
    assert (reply.status, reply.obs_code) == (404, "NoSuchUpload")


@pytest.mark.parametrize("state", ["AUTO_VERIFY_FAILED", "MANUAL_VERIFY_FAILED"])
def test_a_refused_job_is_sent_again(api: Any, practice: Practice, state: str) -> None:
    job_id = api.submitted()
    practice.control(f"jobs/{job_id}/state", {"state": state, "log_type": "ADMIN_VERIFY_FAILED", "text": "x"})
    shown = api.show(job_id)
    assert "id_card_image1_download_url" not in shown
    assert "grant_file_download_url" in shown
    assert "training_video_download_url" in shown
    assert "id_card_image1" in api.refused(job_id, "SUBMITVERIFYING")

    api.given = api.call("PUT", f"/{job_id}", {"name": "Renamed", "command_message": "UPDATE_VIDEO"}).json
    shown = api.show(job_id)
    assert (shown["state"], shown["name"]) == ("WAIT_FILE_UPLOAD", "Renamed")
    assert "training_video_download_url" not in shown
    api.put_papers()
    assert api.refused(job_id, "CONFIRM_MULTIPART_UPLOADED").startswith("MSS.45000001 InvalidPart")
    api.put_video(b"another film")
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    api.accepted(job_id, "SUBMITVERIFYING")
    assert practice.job(job_id)["submissions"] == 2


def test_without_a_new_video_the_old_one_stays(api: Any, practice: Practice) -> None:
    job_id = api.submitted(video=b"the first film")
    practice.settings(state_after_update="same")
    practice.control(f"jobs/{job_id}/state", {"state": "MANUAL_VERIFY_FAILED"})
    api.given = api.call("PUT", f"/{job_id}", {}).json
    assert api.show(job_id)["state"] == "MANUAL_VERIFY_FAILED"
    api.put_papers()
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    api.accepted(job_id, "SUBMITVERIFYING")
    assert practice.job(job_id)["files"]["training_video"]["size"] == len(b"the first film")


def test_submit_needs_a_confirmed_video_and_three_papers(api: Any) -> None:
    job_id = api.create()
    api.put_papers()
    assert api.refused(job_id, "SUBMITVERIFYING").startswith("MSS.45000001")
    api.put_video(b"film")
    assert api.refused(job_id, "SUBMITVERIFYING").startswith("MSS.45000001")
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    api.accepted(job_id, "SUBMITVERIFYING")
    assert "not allowed in state" in api.refused(job_id, "SUBMITVERIFYING")


@pytest.mark.parametrize("missing", ["id_card_image1", "id_card_image2", "grant_file"])
def test_submit_names_the_missing_paper(api: Any, missing: str) -> None:
    job_id = api.create()
    api.put_video(b"film")
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    for name in {"id_card_image1", "id_card_image2", "grant_file"} - {missing}:
        api.put(api.given[f"{name}_upload_url"])
    assert api.refused(job_id, "SUBMITVERIFYING") == f"MSS.45000001 The file is missing: {missing}."


def test_an_announced_sound_file_is_needed(api: Any) -> None:
    job_id = api.create(audio_source_type="AUDIO")
    api.put_video(b"film")
    api.put_papers()
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    assert "audio" in api.refused(job_id, "SUBMITVERIFYING")
    assert api.put(api.given["audio_upload_url"]).obs_code == "SignatureDoesNotMatch"
    assert api.put(api.given["audio_upload_url"], **{"Content-Type": "application/zip"}).status == 200
    api.accepted(job_id, "SUBMITVERIFYING")


def test_confirm_wants_every_part(api: Any, practice: Practice) -> None:
    job_id = api.create(video_multipart_count=3)
    assert api.accepted(job_id, "GET_MULTIPART_UPLOADED")["multipart_data"] == []
    urls = api.given["training_video_upload_url"]
    api.put(urls[2], b"tail")
    api.put(urls[0], PART)
    assert "first 2" in api.refused(job_id, "CONFIRM_MULTIPART_UPLOADED")
    listed = api.accepted(job_id, "GET_MULTIPART_UPLOADED")["multipart_data"]
    assert [part["part_number"] for part in listed] == ["1", "3"]
    api.put(urls[1], PART)
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    assert "NoSuchUpload" in api.refused(job_id, "CONFIRM_MULTIPART_UPLOADED")
    assert "NoSuchUpload" in api.refused(job_id, "GET_MULTIPART_UPLOADED")
    assert practice.job(job_id)["files"]["training_video"]["size"] == 2 * len(PART) + 4


def test_only_the_last_part_may_be_small(api: Any) -> None:
    job_id = api.create(video_multipart_count=3)
    api.put_video(PART, PART[:-1], PART)
    assert api.refused(job_id, "CONFIRM_MULTIPART_UPLOADED").startswith("MSS.00000003 EntityTooSmall: part 2")
    api.put(api.given["training_video_upload_url"][1], PART)
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")


def test_a_plain_address_at_count_one(api: Any, practice: Practice) -> None:
    practice.settings(plain_put_at_one=True)
    job_id = api.create()
    url = api.given["training_video_upload_url"][0]
    assert "uploadId" not in url
    assert "file is missing" in api.refused(job_id, "CONFIRM_MULTIPART_UPLOADED")
    api.put_video(b"film")
    assert api.put(url).obs_code == "AccessDenied"
    assert api.accepted(job_id, "GET_MULTIPART_UPLOADED")["multipart_data"] == []
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    assert practice.job(job_id)["files"]["training_video"]["size"] == 4


def test_the_letter_and_the_video_have_commands_of_their_own(api: Any, practice: Practice) -> None:
    job_id = api.submitted()
    api.accepted(job_id, "CONFIRM_AUTHORIZATION_LETTER")
    assert practice.job(job_id)["letter_confirmed"]
    assert "not allowed" in api.refused(job_id, "DELETE_JOB_VIDEO")
    practice.control(f"jobs/{job_id}/state", {"state": "JOB_SUCCESS"})
    api.accepted(job_id, "DELETE_JOB_VIDEO")
    assert "training_video" not in practice.job(job_id)["files"]
    api.accepted(job_id, "CONFIRM_REPAIR", operation_reason="softer")
    assert api.show(job_id)["state"] == "MANUAL_VERIFY_SUCCESS"
    assert "grant_file" in api.refused(api.create(), "CONFIRM_AUTHORIZATION_LETTER")


def test_action_videos(api: Any, practice: Practice) -> None:
    job_id = api.create(action_video_multipart_count=2)
    first, last = api.given["action_video_upload_url"]
    api.put(first, PART)
    assert len(api.accepted(job_id, "GET_ACTION_VIDEO_MULTIPART_UPLOADED")["multipart_data"]) == 1
    assert "InvalidPart" in api.refused(job_id, "CONFIRM_ACTION_VIDEO_MULTIPART_UPLOADED")
    api.put(last, b"end")
    api.accepted(job_id, "CONFIRM_ACTION_VIDEO_MULTIPART_UPLOADED")
    assert practice.job(job_id)["files"]["action_video"]["size"] == len(PART) + 3


def test_whitelisted_users_judge_the_result(api: Any, practice: Practice) -> None:
    job_id = api.create()
    practice.control(f"jobs/{job_id}/state", {"state": "WAIT_USER_CONFIRM"})
    for command in ("ACCEPT", "REJECT", "ANSWER", "PENDING", "ACTIVE"):
        assert "whitelisted" in api.refused(job_id, f"CONFIRM_{command}")
    practice.settings(na_user=True)
    api.accepted(job_id, "CONFIRM_PENDING")
    assert api.show(job_id)["state"] == "JOB_PENDING"
    api.accepted(job_id, "CONFIRM_ACTIVE")
    api.accepted(job_id, "CONFIRM_REJECT", comment_data={"comment_message": "the left hand"})
    assert api.show(job_id)["comment_logs"][0]["comment_message"] == "the left hand"
    api.accepted(job_id, "CONFIRM_ANSWER", comment_data={"comment_message": "as agreed"})
    practice.control(f"jobs/{job_id}/state", {"state": "JOB_SUCCESS"})
    practice.control(f"jobs/{job_id}/step", {})
    api.accepted(job_id, "CONFIRM_ACCEPT")
    assert api.show(job_id)["state"] == "JOB_FINISH"


def test_whitelisted_users_need_no_papers(api: Any, practice: Practice) -> None:
    practice.settings(na_user=True)
    job_id = api.create()
    api.put_video(b"film")
    api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
    api.accepted(job_id, "SUBMITVERIFYING")


def test_show_links_lead_to_what_was_sent(api: Any, plain: Callable[..., Any]) -> None:
    job_id = api.submitted(video=b"film " * 1000)
    shown = api.show(job_id)
    assert plain("GET", shown["training_video_download_url"]).body == b"film " * 1000
    assert plain("GET", shown["id_card_image2_download_url"]).body == b"id_card_image2"
    assert api.put(shown["grant_file_download_url"]).status == 405
    assert api.show(job_id)["grant_file_download_url"] == shown["grant_file_download_url"]
