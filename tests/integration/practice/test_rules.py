"""Fields, editions and the list's filters, asked over HTTP; and the pure rules by their properties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.practice.answers import RefusalError
from avatar_wizard.practice.rules import CREATE, DEFAULTS, Text, Whole, check_edition, check_form
from support.practice import Practice

VOICE = {"job_tag": "NEWS", "sex": "MALE", "language": "CN"}

WRONG = [
    ("name", {"name": ""}),
    ("name", {"name": "a" * 257}),
    ("name", {"name": 5}),
    ("name", {"name": None}),
    ("contact", {"contact": "1" * 65}),
    ("command_message", {"command_message": "UPLOAD"}),
    ("video_multipart_count", {"video_multipart_count": 0}),
    ("video_multipart_count", {"video_multipart_count": 1001}),
    ("video_multipart_count", {"video_multipart_count": "2"}),
    ("video_multipart_count", {"video_multipart_count": True}),
    ("video_multipart_count", {"video_multipart_count": 2.0}),
    ("action_video_multipart_count", {"action_video_multipart_count": 0}),
    ("is_background_replacement", {"is_background_replacement": "true"}),
    ("batch_name", {"batch_name": ""}),
    ("tags", {"tags": "aw-1"}),
    ("tags", {"tags": [1]}),
    ("model_version", {"model_version": "V4"}),
    ("audio_source_type", {"audio_source_type": "FILE"}),
    ("supported_service", {"supported_service": ["VIDEO"]}),
    ("supported_service", {"supported_service": []}),
    ("is_ondemand_resource", {"is_ondemand_resource": 1}),
    ("voice_properties", {"is_flexus": True, "voice_properties": {"job_tag": "NEWS", "sex": "MALE"}}),
    ("voice_properties", {"is_flexus": True, "voice_properties": VOICE | {"sex": "OTHER"}}),
    ("voice_properties", {"is_flexus": True, "voice_properties": VOICE | {"pitch": 1}}),
    ("shoe_size", {"shoe_size": 43}),
    ("Name", {"Name": "A"}),
    # editions
    ("supported_service", {"is_flexus": True, "supported_service": ["VIDEO_2D", "LIVE_2D"]}),
    ("supported_service", {"is_flexus": True, "supported_service": ["CHAT_2D"]}),
    ("is_background_replacement", {"is_flexus": True, "is_background_replacement": True}),
    ("voice_properties", {"voice_properties": VOICE}),
    ("is_only_human_model", {"is_only_human_model": True}),
    ("audio_source_type", {"is_flexus": True, "is_only_human_model": True, "audio_source_type": "AUDIO"}),
    ("model_version", {"model_version": "V3.3"}),
    ("model_version", {"is_flexus": True, "model_version": "V3.3"}),
    ("model_version", {"is_flexus": True, "is_fast_flexus": True}),
    ("supported_service", {"is_live_copy": True, "supported_service": ["VIDEO_2D"]}),
]


@pytest.mark.parametrize(("field", "body"), WRONG)
def test_create_names_the_wrong_field(api: Any, practice: Practice, field: str, body: dict[str, Any]) -> None:
    reply = api.call("POST", "", {"name": "A"} | body)
    assert (reply.status, reply.code) == (400, "MSS.00000003")
    assert field in reply.text
    assert practice.jobs() == []


RIGHT: list[dict[str, Any]] = [
    {},
    {"name": "\u5c0f\u534e" * 128, "contact": "", "tags": [], "batch_name": "b", "video_multipart_count": 1000},
    {"supported_service": ["VIDEO_2D", "LIVE_2D", "CHAT_2D"], "is_background_replacement": False},
    {"is_flexus": True, "supported_service": ["VIDEO_2D"], "voice_properties": VOICE},
    {"is_flexus": True, "is_only_human_model": True},
    {"is_flexus": True, "is_fast_flexus": True, "model_version": "V3.3", "supported_service": ["VIDEO_2D"]},
    {"is_live_copy": True},
    {"is_ondemand_resource": True, "audio_source_type": "AUDIO"},
]


@pytest.mark.parametrize("body", RIGHT)
def test_create_accepts(api: Any, body: dict[str, Any]) -> None:
    reply = api.call("POST", "", {"name": "A"} | body)
    assert reply.status == 200, reply.body
    urls = reply.json["training_video_upload_url"]
    assert len(urls) == body.get("video_multipart_count", 1)
    assert ("audio_upload_url" in reply.json) == (body.get("audio_source_type") == "AUDIO")
    assert all(1 <= len(url) <= 2048 for url in urls)


def test_create_needs_a_name(api: Any) -> None:
    assert "name" in api.call("POST", "", {"tags": []}).text


@pytest.mark.parametrize("body", [b"", b"[]", b'"name"', b"{", b"\xff"])
def test_bodies_that_are_no_object(api: Any, body: bytes) -> None:
    reply = api.call("POST", "", body)
    assert (reply.status, reply.code) == (400, "MSS.00000002")


def test_a_body_larger_than_the_gateway_takes(api: Any) -> None:
    reply = api.call("POST", "", b" " * (12 * 1024 * 1024 + 1))
    assert (reply.status, reply.code) == (413, "APIGW.0201")


def test_a_body_must_say_that_it_is_json(api: Any) -> None:
    assert api.call("POST", "", {"name": "A"}, Content_Type="text/plain").code == "MSS.00000002"


def test_the_three_shapes_of_errors(api: Any, practice: Practice) -> None:
    shapes = {1: {"error_code", "error_msg"}, 2: {"errorCode", "errorMsg"}, 3: {"error"}}
    for shape, names in shapes.items():
        practice.settings(error_shape=shape)
        assert set(api.call("POST", "", {}).json) == names


@pytest.mark.parametrize("value", ["", "x" * 257, "\u5c0f".encode().decode("latin-1")])
def test_app_users_have_a_rule(api: Any, value: str) -> None:
    assert "X-App-UserId" in api.call("GET", "", X_App_UserId=value).text


def test_a_job_belongs_to_its_app_user(api: Any) -> None:
    job_id = api.call("POST", "", {"name": "A"}, X_App_UserId="anna").json["job_id"]
    assert api.call("GET", f"/{job_id}").status == 404
    assert api.call("GET", f"/{job_id}", X_App_UserId="anna").json["app_user_id"] == "anna"


UPDATE_WRONG = [
    ("model_version", {"model_version": "V3.2"}),
    ("is_flexus", {"is_flexus": True}),
    ("is_live_copy", {"is_live_copy": True}),
    ("samples_basic_info", {"samples_basic_info": [{"recommended_value": 101}]}),
    ("voice_properties", {"voice_properties": VOICE}),
]


@pytest.mark.parametrize(("field", "body"), UPDATE_WRONG)
def test_update_names_the_wrong_field(api: Any, practice: Practice, field: str, body: dict[str, Any]) -> None:
    job_id = api.create()
    practice.control(f"jobs/{job_id}/state", {"state": "AUTO_VERIFY_FAILED"})
    reply = api.call("PUT", f"/{job_id}", body)
    assert (reply.status, reply.code) == (400, "MSS.00000003")
    assert field in reply.text


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("command", {}),
        ("command", {"command": "SUBMIT"}),
        ("comment_data", {"command": "CONFIRM_ACCEPT", "comment_data": {"title": "x"}}),
        ("operation_reason", {"command": "CONFIRM_REPAIR", "operation_reason": "x" * 2049}),
        ("urgent", {"command": "SUBMITVERIFYING", "urgent": True}),
    ],
)
def test_a_command_names_the_wrong_field(api: Any, field: str, body: dict[str, Any]) -> None:
    reply = api.call("POST", f"/{api.create()}/command", body)
    assert (reply.status, reply.code) == (400, "MSS.00000003")
    assert field in reply.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "ten"),
        ("offset", "-1"),
        ("offset", "2147483648"),
        ("sort_key", "name"),
        ("sort_dir", "down"),
        ("create_since", "2026-01-01"),
        ("is_flexus", "yes"),
        ("state", "X" * 1025),
        ("tags", "aw-1"),
    ],
)
def test_list_names_the_wrong_filter(api: Any, query: Callable[..., str], name: str, value: str) -> None:
    api.create()
    reply = api.call("GET", query(**{name: value}))
    assert (reply.status, reply.code) == (400, "MSS.00000003")
    assert name in reply.text


def test_list_filters_sorts_and_pages(api: Any, practice: Practice, query: Callable[..., str]) -> None:
    first = api.create(name="Anna", tags=["aw-1", "x"], batch_name="b")
    second = api.create(name="Bert", tags=["aw-2"], is_flexus=True)
    third = api.create(name="Annabel")
    practice.control(f"jobs/{third}/state", {"state": "TRAINING"})

    def ids(**filters: Any) -> list[str]:
        reply = api.call("GET", query(**filters))
        assert reply.status == 200, reply.body
        assert all("operation_logs" not in job for job in reply.json["jobs"])
        return [job["job_id"] for job in reply.json["jobs"]]

    assert ids() == [first, second, third]
    assert ids(sort_key="create_time", sort_dir="desc") == [third, second, first]
    assert ids(limit=1, offset=1) == [second]
    assert api.call("GET", query(limit=1)).json["count"] == 3
    assert ids(tag="aw-1") == [first]
    assert ids(tag="aw") == []
    assert ids(name="Anna") == [first, third]
    assert ids(job_id=second) == [second]
    assert ids(batch_name="b") == [first]
    assert ids(is_flexus="true") == [second]
    assert ids(is_flexus="false") == [first, third]
    assert ids(state="TRAINING,TRAIN_FAILED") == [third]
    created = api.show(first)["create_time"]
    assert len(created) == 20
    assert ids(create_since=created, create_until="2099-01-01T00:00:00Z") == [first, second, third]
    assert ids(create_since="2099-01-01T00:00:00Z") == []
    assert ids(update_until="2020-01-01T00:00:00Z") == []


@given(st.text(max_size=300))
def test_a_text_is_judged_by_its_length_alone(value: str) -> None:
    assert (Text(1, 256).wrong(value) is None) == (1 <= len(value) <= 256)


@given(st.one_of(st.integers(), st.booleans(), st.floats(), st.none(), st.text(max_size=3)))
def test_a_whole_number_is_an_integer_in_its_range(value: object) -> None:
    good = type(value) is int and 1 <= value <= 1000
    assert (Whole(1, 1000).wrong(value) is None) == good


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(sorted(CREATE.fields)) | st.text(max_size=8), JSON, max_size=6))
def test_any_body_is_accepted_or_refused_with_a_named_field(body: dict[str, object]) -> None:
    if CREATE.wrong(body) is None:
        check_form(CREATE, body)
        assert set(body) <= set(CREATE.fields)
        return
    with pytest.raises(RefusalError) as refused:
        check_form(CREATE, body)
    assert (refused.value.status, refused.value.code) == (400, "MSS.00000003")
    assert any(name in refused.value.message for name in [*body, "name"])


FLAGS = ("is_flexus", "is_fast_flexus", "is_live_copy", "is_only_human_model", "is_background_replacement")


@given(
    st.fixed_dictionaries(
        {},
        optional={name: st.booleans() for name in FLAGS}
        | {
            "model_version": st.sampled_from(["V3.2", "V3.3"]),
            "supported_service": st.lists(st.sampled_from(["VIDEO_2D", "LIVE_2D", "CHAT_2D"]), min_size=1, unique=True),
            "audio_source_type": st.sampled_from(["VIDEO", "AUDIO"]),
            "voice_properties": st.just(VOICE),
        },
    )
)
def test_editions_that_pass_obey_the_table(body: dict[str, Any]) -> None:
    try:
        check_edition(body)
    except RefusalError:
        return
    facts = {**DEFAULTS, **body}
    fast = facts["is_fast_flexus"]
    assert fast == (facts["model_version"] == "V3.3")
    if facts["is_flexus"] or fast:
        assert facts.get("supported_service", ["VIDEO_2D"]) == ["VIDEO_2D"]
        assert not facts.get("is_background_replacement")
    else:
        assert "voice_properties" not in facts
        assert not facts["is_only_human_model"]
