"""Reading answers: every field may be absent, what is there must make sense."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.job import Job, LogEntry
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.metastudio import wire

NOW = 1_800_000_000.0
HOST = "obs.cn-north-4.myhuaweicloud.com"
ENDPOINT = "metastudio.cn-north-4.myhuaweicloud.com"


def url(name: str, **query: object) -> str:
    return f"https://{HOST}/bucket/{name}?" + "&".join(f"{key}={value}" for key, value in query.items())


def urls(answer: dict[str, Any]) -> wire.UploadUrls:
    return wire.read_upload_urls(answer, NOW, ENDPOINT)


def code(call: Any) -> str:
    with pytest.raises(ProblemError) as refused:
        call()
    return refused.value.problem.code


def test_an_answer_without_urls_is_no_error() -> None:
    found = urls({})
    assert found.documents == {}
    assert found.slices == {}
    assert found.dies_at == NOW + 24 * 3600


def test_every_role_has_its_field() -> None:
    answer: dict[str, Any] = {
        f"{name}_upload_url": url(name)
        for name in (
            "audio",
            "cover",
            "id_card_image1",
            "id_card_image2",
            "grant_file",
            "pre_beauty_image",
            "post_beauty_image",
        )
    }
    answer["training_video_upload_url"] = [url("t", partNumber=1)]
    answer["action_video_upload_url"] = [url("a", partNumber=1)]
    found = urls(answer)
    assert set(found.documents) | set(found.slices) == set(Role)
    assert found.documents[Role.ID_CARD_IMAGE1] == url("id_card_image1")
    assert "https" not in repr(found)


@given(st.integers(1, 40), st.randoms(use_true_random=False))
def test_slices_are_bound_by_their_own_numbers(count: int, rand: random.Random) -> None:
    listed = [url("t", uploadId="u", partNumber=number, Signature="s") for number in range(1, count + 1)]
    mixed = rand.sample(listed, count)
    assert urls({"training_video_upload_url": mixed}).slices[Role.TRAINING_VIDEO] == tuple(listed)


def test_slices_without_numbers_keep_the_order_of_the_list() -> None:
    listed = [url("t", Signature=mark) for mark in "cab"]
    assert urls({"training_video_upload_url": listed}).slices[Role.TRAINING_VIDEO] == tuple(listed)


@pytest.mark.parametrize(
    "numbers",
    [[1, 1], [2, 3], [1, 3], [0, 1], ["", 1], ["x", 1], [-1, 1], ["1.0"], [10**11], ["\u0661"]],
    ids=str,
)
def test_slices_that_cannot_be_told_apart_are_a_bad_answer(numbers: list[object]) -> None:
    listed = [url("t", partNumber=number) for number in numbers]
    assert code(lambda: urls({"training_video_upload_url": listed})) == "service.bad_answer"


def test_some_numbered_and_some_not_is_a_bad_answer() -> None:
    listed = [url("t", partNumber=1), url("t")]
    assert code(lambda: urls({"training_video_upload_url": listed})) == "service.bad_answer"


def test_a_url_that_is_no_text_is_a_bad_answer() -> None:
    assert code(lambda: urls({"training_video_upload_url": [url("t"), 7]})) == "service.bad_answer"


@pytest.mark.parametrize("field", ["cover_upload_url", "training_video_upload_url", "action_video_upload_url"])
def test_one_foreign_url_spoils_the_answer(field: str) -> None:
    foreign = "https://evil.example/x"
    answer = {field: [foreign] if field.endswith("video_upload_url") else foreign}
    assert code(lambda: urls(answer)) == "net.foreign_upload_address"


@pytest.mark.parametrize(
    ("query", "dies_at"),
    [
        ({"Expires": 1_800_000_100}, 1_800_000_100.0),
        ({"expires": 1_800_000_100}, 1_800_000_100.0),
        ({"Expires": 3600}, NOW + 86400),
        ({"Expires": "tomorrow"}, NOW + 86400),
        ({"X-Amz-Date": "20270115T080000Z", "X-Amz-Expires": 600}, None),
        ({"X-Amz-Date": "nonsense", "X-Amz-Expires": 600}, NOW + 86400),
        ({"X-Amz-Expires": 600}, NOW + 86400),
        ({}, NOW + 86400),
    ],
)
def test_a_url_tells_when_it_dies(query: dict[str, object], dies_at: float | None) -> None:
    expected = dies_at or datetime(2027, 1, 15, 8, 10, tzinfo=UTC).timestamp()
    assert urls({"cover_upload_url": url("c", **query)}).dies_at == expected


def test_the_first_death_counts() -> None:
    answer = {
        "cover_upload_url": url("c", Expires=1_800_009_000),
        "training_video_upload_url": [url("t", partNumber=1, Expires=1_800_000_500)],
        "grant_file_upload_url": url("g"),
    }
    assert urls(answer).dies_at == 1_800_000_500


def test_a_job_as_show_tells_it() -> None:
    answer = {
        "job_id": "abc123",
        "name": "An Avatar",
        "state": "AUTO_VERIFY_FAILED",
        "create_time": "2026-11-22T10:00:00Z",
        "tags": ["aw-1"],
        "training_video_download_url": url("t"),
        "id_card_image1_download_url": "",
        "operation_logs": [
            {"log_type": "SYSTEM_VERIFY_FAILED", "log_description": "too small", "error_code": "44005901"},
            "junk",
            {"operate_time": 5},
        ],
    }
    log = (LogEntry("SYSTEM_VERIFY_FAILED", "too small", "", "44005901"), LogEntry("", ""))
    assert wire.read_job(answer, "abc123") == Job(
        "abc123",
        "An Avatar",
        "AUTO_VERIFY_FAILED",
        create_time="2026-11-22T10:00:00Z",
        tags=("aw-1",),
        log=log,
        files=frozenset({Role.TRAINING_VIDEO}),
    )


def test_show_without_an_id_means_the_one_asked_for() -> None:
    assert wire.read_job({"state": "TRAINING"}, "abc").job_id == "abc"


@pytest.mark.parametrize("answer", [{}, {"state": ""}, {"state": 5}, {"state": "X", "job_id": "../etc"}])
def test_a_job_without_state_or_with_a_strange_id_is_a_bad_answer(answer: dict[str, Any]) -> None:
    assert code(lambda: wire.read_job(answer, "abc")) == "service.bad_answer"


def test_a_page_of_jobs() -> None:
    rows = [{"job_id": "a", "state": "TRAINING", "cover_download_url": url("c")}, {"job_id": "b", "state": "NEW"}]
    total, page = wire.read_jobs({"count": 9, "jobs": rows})
    assert total == 9
    assert [job.job_id for job in page] == ["a", "b"]
    assert page[0].files == frozenset(), "a list does not tell what the service holds"
    assert wire.read_jobs({"jobs": rows})[0] == 2
    assert wire.read_jobs({}) == (0, ())
    assert code(lambda: wire.read_jobs({"jobs": [*rows, "junk"]})) == "service.bad_answer"


def test_half_a_surrogate_pair_does_not_get_through() -> None:
    job = wire.read_job(wire.read_object(b'{"job_id": "a", "state": "X", "name": "\\ud800", "tags": ["\\udfff"]}'))
    job.name.encode()
    job.tags[0].encode()


SUCCESS = {"commond_result": "EXCUTE_SUCCESS"}


def test_a_command_that_was_taken() -> None:
    assert wire.read_command(SUCCESS, "") == {}
    assert wire.read_command({"command_result": "EXECUTE_SUCCESS"}, "") == {}


@pytest.mark.parametrize("number", ["2", 2, "02"])
def test_parts_come_with_text_numbers_and_quoted_etags(number: object) -> None:
    answer = {**SUCCESS, "multipart_data": [{"part_number": number, "etag": '"abc"'}, {"part_number": "1"}]}
    assert wire.read_command(answer, "") == {2: "abc", 1: ""}
    del answer["commond_result"]
    assert wire.read_command(answer, "") == {2: "abc", 1: ""}


@pytest.mark.parametrize(
    "rows", [["x"], [{"etag": "a"}], [{"part_number": "0"}], [{"part_number": True}], [{"part_number": "1"}] * 2]
)
def test_strange_parts_are_a_bad_answer(rows: list[object]) -> None:
    assert code(lambda: wire.read_command({**SUCCESS, "multipart_data": rows}, "")) == "service.bad_answer"


@pytest.mark.parametrize(
    "answer",
    [
        {"commond_result": "EXCUTE_FAILED"},
        {"commond_result": "EXCUTE_FAILED", "excute_failed_msg": "no"},
        {"commond_result": "SOMETHING_NEW"},
        {"error_info": {"error_code": "MSS.1", "error_msg": "no"}},
        {"excute_failed_msg": "no"},
    ],
)
def test_a_command_that_was_refused(answer: dict[str, Any]) -> None:
    assert code(lambda: wire.read_command(answer, "r")) == "service.refused"


def test_silence_is_no_success() -> None:
    assert code(lambda: wire.read_command({}, "")) == "service.bad_answer"
    assert code(lambda: wire.read_command({"error_info": {}}, "")) == "service.bad_answer"


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'"x"'])
def test_what_is_no_object_is_a_bad_answer(body: bytes) -> None:
    assert code(lambda: wire.read_object(body)) == "service.bad_answer"


def test_projects() -> None:
    assert wire.read_project_ids({"projects": [{"id": "p1"}, {"id": "p2"}]}) == ("p1", "p2")
    assert wire.read_project_ids({"projects": []}) == ()
    assert code(lambda: wire.read_project_ids({})) == "service.bad_answer"
    assert code(lambda: wire.read_project_ids({"projects": [{"id": "a/b"}]})) == "service.bad_answer"


def test_when_a_token_dies() -> None:
    expected = datetime(2026, 11, 22, 10, 0, tzinfo=UTC).timestamp()
    assert wire.read_token_expiry({"token": {"expires_at": "2026-11-22T10:00:00.000000Z"}}) == expected
    for answer in ({}, {"token": 5}, {"token": {}}, {"token": {"expires_at": "never"}}):
        assert wire.read_token_expiry(answer) is None


NAMES = [
    "job_id",
    "state",
    "count",
    "jobs",
    "tags",
    "operation_logs",
    "training_video_upload_url",
    "cover_upload_url",
    "commond_result",
    "multipart_data",
    "part_number",
    "error_info",
    "projects",
    "id",
    "token",
    "expires_at",
]
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["EXCUTE_SUCCESS", url("t", partNumber=1), url("t", **{"X-Amz-Date": "x"}), "http://[", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(NAMES), JUNK, max_size=8))
def test_junk_raises_nothing_but_problems(junk: dict[str, Any]) -> None:
    readers = (
        lambda a: wire.read_job_id(a),
        lambda a: urls(dict(a)),
        lambda a: wire.read_job(a, "abc"),
        lambda a: wire.read_jobs(a),
        lambda a: wire.read_command(a, ""),
        lambda a: wire.read_project_ids(a),
        lambda a: wire.read_token_expiry(a),
    )
    answer = wire.read_object(json.dumps(junk).encode())
    for read in readers:
        try:
            read(answer)
        except ProblemError as error:
            assert error.problem.code in (  # noqa: PT017 - anything else must escape
                "service.bad_answer",
                "service.refused",
                "net.foreign_upload_address",
            )
