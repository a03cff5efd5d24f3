"""Huawei's own SDK, an independent client, is satisfied by the practice service."""

from __future__ import annotations

import hashlib
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdkmetastudio.v1 import (
    Create2dModelTrainingJobReq,
    Create2dModelTrainingJobRequest,
    Delete2dModelTrainingJobRequest,
    Execute2dModelTrainingCommandByUserReq,
    Execute2dModelTrainingCommandByUserRequest,
    List2dModelTrainingJobRequest,
    MetaStudioClient,
    Show2dModelTrainingJobRequest,
    Update2dModelTrainingJobReq,
    Update2dModelTrainingJobRequest,
    VoiceProperties,
)

from support.practice import Practice

SLICES = (b"\x01" * 150_000, b"\x02" * 150_000, b"\x03" * 7)


@pytest.fixture(params=["lasting key", "temporary key", "project looked up"])
def sdk(practice: Practice, request: pytest.FixtureRequest) -> Iterator[MetaStudioClient]:
    """The SDK's client, signed in in each of its ways."""
    builder = MetaStudioClient.new_builder()
    if request.param == "lasting key":
        keys = BasicCredentials(practice.ak, practice.sk, practice.project_id)
        yield builder.with_credentials(keys).with_endpoint(practice.endpoint).build()
    elif request.param == "temporary key":
        temporary = practice.temporary
        keys = BasicCredentials(temporary["ak"], temporary["sk"], practice.project_id)
        keys = keys.with_security_token(temporary["security_token"])
        yield builder.with_credentials(keys).with_endpoint(practice.endpoint).build()
    else:
        keys = BasicCredentials(practice.ak, practice.sk).with_iam_endpoint(practice.iam_endpoint)
        yield builder.with_credentials(keys).with_region(Region(practice.region, practice.endpoint)).build()


def command(sdk: MetaStudioClient, job_id: str, word: str) -> Any:
    """Send a command."""
    body = Execute2dModelTrainingCommandByUserReq(command=word)
    return sdk.execute2d_model_training_command_by_user(
        Execute2dModelTrainingCommandByUserRequest(job_id=job_id, body=body)
    )


def put(url: str, body: bytes) -> str:
    """PUT as the documents say; return the ETag without quotes."""
    request = urllib.request.Request(url, body, {"Content-Type": "application/octet-stream"}, method="PUT")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=20) as answer:
        assert answer.status == 200
        assert answer.read() == b""
        return str(answer.headers["ETag"]).strip('"')


def test_a_whole_submission_with_the_sdk(practice: Practice, sdk: MetaStudioClient) -> None:
    practice.settings(verdict="approve", pace_s=None)
    body = Create2dModelTrainingJobReq(name="\u5c0f\u534e A", video_multipart_count=3, tags=["aw-1"], contact="")
    job = sdk.create2d_model_training_job(Create2dModelTrainingJobRequest(body=body))
    etags = [put(url, part) for url, part in zip(job.training_video_upload_url, SLICES, strict=True)]
    assert etags == [hashlib.md5(part).hexdigest() for part in SLICES]

    listed = command(sdk, job.job_id, "GET_MULTIPART_UPLOADED")
    assert [(part.part_number, part.etag) for part in listed.multipart_data] == list(
        zip(["1", "2", "3"], etags, strict=True)
    )
    assert command(sdk, job.job_id, "CONFIRM_MULTIPART_UPLOADED").commond_result == "EXCUTE_SUCCESS"
    refused = command(sdk, job.job_id, "SUBMITVERIFYING")
    assert (refused.commond_result, refused.error_info.error_code) == ("EXCUTE_FAILED", "MSS.45000001")
    for url in (job.id_card_image1_upload_url, job.id_card_image2_upload_url, job.grant_file_upload_url):
        put(url, b"paper")
    assert command(sdk, job.job_id, "SUBMITVERIFYING").commond_result == "EXCUTE_SUCCESS"

    shown = sdk.show2d_model_training_job(Show2dModelTrainingJobRequest(job_id=job.job_id))
    assert (shown.job_id, shown.name, shown.state) == (job.job_id, "\u5c0f\u534e A", "AUTO_VERIFYING")
    assert [log.log_type for log in shown.operation_logs] == ["USER_CREATE_JOD", "USER_VERIFYING_SUBMITTED"]
    listed = sdk.list2d_model_training_job(
        List2dModelTrainingJobRequest(
            tag="aw-1", name="\u5c0f\u534e A", is_flexus=False, sort_key="create_time", sort_dir="desc"
        )
    )
    assert (listed.count, [each.job_id for each in listed.jobs]) == (1, [job.job_id])
    held = practice.job(job.job_id)["files"]["training_video"]
    assert held["sha256"] == hashlib.sha256(b"".join(SLICES)).hexdigest()
    assert practice.violations() == []


def test_the_sdk_updates_and_deletes(practice: Practice, sdk: MetaStudioClient) -> None:
    voice = VoiceProperties(job_tag="NEWS", sex="FEMALE", language="CN")
    body = Create2dModelTrainingJobReq(
        name="A",
        is_flexus=True,
        voice_properties=voice,
        supported_service=["VIDEO_2D"],
        is_background_replacement=False,
    )
    job_id = sdk.create2d_model_training_job(Create2dModelTrainingJobRequest(body=body)).job_id
    practice.control(f"jobs/{job_id}/state", {"state": "MANUAL_VERIFY_FAILED"})
    update = Update2dModelTrainingJobReq(name="B", video_multipart_count=2)
    answer = sdk.update2d_model_training_job(Update2dModelTrainingJobRequest(job_id=job_id, body=update))
    assert len(answer.training_video_upload_url) == 2
    sdk.delete2d_model_training_job(Delete2dModelTrainingJobRequest(job_id=job_id))
    with pytest.raises(ClientRequestException) as gone:
        sdk.show2d_model_training_job(Show2dModelTrainingJobRequest(job_id=job_id))
    assert (gone.value.status_code, gone.value.error_code) == (404, "MSS.41000003")


@pytest.mark.parametrize("shape", [1, 2, 3])
def test_the_sdk_reads_every_shape_of_error(practice: Practice, shape: int) -> None:
    practice.settings(error_shape=shape)
    keys = BasicCredentials(practice.ak, practice.sk, practice.project_id)
    sdk = MetaStudioClient.new_builder().with_credentials(keys).with_endpoint(practice.endpoint).build()
    with pytest.raises(ClientRequestException) as refused:
        sdk.create2d_model_training_job(Create2dModelTrainingJobRequest(body=Create2dModelTrainingJobReq(name="")))
    assert refused.value.error_code == "MSS.00000003"
    assert "name" in refused.value.error_msg
