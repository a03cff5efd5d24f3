"""Request bodies over every combination of answers, held against Huawei's own SDK and the reference's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product
from typing import Any

import pytest
from huaweicloudsdkmetastudio.v1 import (
    Create2dModelTrainingJobReq,
    SupportedServiceEnum,
    Update2dModelTrainingJobReq,
)
from huaweicloudsdkmetastudio.v1 import (
    VoiceProperties as SdkVoiceProperties,
)

from avatar_wizard.domain.draft import (
    CommandMessage,
    Draft,
    Edition,
    FlexusAnswers,
    JobTag,
    Language,
    Sex,
    StandardAnswers,
    UseCase,
    VoiceProperties,
    VoiceSource,
)
from avatar_wizard.domain.fields import UPDATABLE, create_fields, draft_from_fields, update_fields
from avatar_wizard.domain.problem import ProblemError

SERVICES = {getattr(SupportedServiceEnum, use.name) for use in UseCase}


def _common() -> Iterator[Draft]:
    for contact, batch, tags, on_demand, message in product(
        ("", "13800000000"), ("", "autumn"), ((), ("a", "b")), (False, True), (None, *CommandMessage)
    ):
        yield Draft(
            name="An Avatar",
            contact=contact,
            batch_name=batch,
            tags=tags,
            on_demand=on_demand,
            command_message=message,
        )


def _standard() -> Iterator[Draft]:
    some = chain.from_iterable(combinations(UseCase, count) for count in range(1, len(UseCase) + 1))
    for use_cases, background, copy in product(list(some), (False, True), (False, True)):
        if not copy or UseCase.LIVE_2D in use_cases:
            answers = StandardAnswers(background, copy, frozenset(use_cases))
            yield Draft(name="An Avatar", edition=Edition.STANDARD, standard=answers)


def _flexus() -> Iterator[Draft]:
    for edition, source, tag, sex, language in product(
        (Edition.FLEXUS, Edition.FAST_FLEXUS), VoiceSource, JobTag, Sex, Language
    ):
        answers = FlexusAnswers(source, VoiceProperties(tag, sex, language))
        # Answers given before the edition was changed are still there, and must not leak into the body.
        left_over = StandardAnswers(True, True, frozenset(UseCase))
        yield Draft(name="An Avatar", edition=edition, flexus=answers, standard=left_over)


def _matrix() -> Iterator[tuple[Draft, dict[str, Any]]]:
    for base, answers in product(list(_common()), [*_standard(), *_flexus()]):
        draft = replace(base, edition=answers.edition, standard=answers.standard, flexus=answers.flexus)
        for action in (None, 3):
            yield draft, create_fields(draft, video_slices=2, action_slices=action, tag="aw-0123456789ab")


@pytest.fixture(scope="module")
def matrix() -> list[tuple[Draft, dict[str, Any]]]:
    return list(_matrix())


def _kind_is(value: object, kind: str) -> bool:
    if kind == "list[SupportedServiceEnum]":
        return isinstance(value, list) and set(value) <= SERVICES and len(set(value)) == len(value) > 0
    if kind == "list[str]":
        return isinstance(value, list) and all(type(each) is str for each in value)
    if kind == "VoiceProperties":
        return isinstance(value, dict) and all(
            _kind_is(value[name], SdkVoiceProperties.openapi_types[name]) for name in value
        )
    return type(value) is {"str": str, "int": int, "bool": bool}[kind]


def test_the_matrix_is_not_empty(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    assert {draft.edition for draft, _ in matrix} == set(Edition)
    assert len(matrix) > 5000


def test_every_field_is_known_to_the_sdk_and_of_its_kind(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    kinds = {
        Create2dModelTrainingJobReq.attribute_map[n]: k for n, k in Create2dModelTrainingJobReq.openapi_types.items()
    }
    for _, fields in matrix:
        for name, value in fields.items():
            assert name in kinds
            assert _kind_is(value, kinds[name]), (name, value)


def test_no_field_of_the_sdk_is_out_of_reach(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    sent = {name for _, fields in matrix for name in fields}
    assert sent == set(Create2dModelTrainingJobReq.attribute_map.values())


def test_the_sdk_takes_every_body(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for _, fields in matrix[::97]:
        assert Create2dModelTrainingJobReq(**fields).to_dict()["name"] == "An Avatar"


def test_voice_properties_are_complete_and_only_with_flexus(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for draft, fields in matrix:
        voice = fields.get("voice_properties")
        wants = draft.is_flexus and draft.flexus.voice_source is not VoiceSource.IMAGE_ONLY
        assert (voice is not None) == wants
        if voice is not None:
            assert set(voice) == set(SdkVoiceProperties.attribute_map.values()) == {"job_tag", "sex", "language"}
            assert voice["job_tag"] in ("ECOMMERCE", "NEWS", "MARKETING")
            assert voice["sex"] in ("FEMALE", "MALE")
            assert voice["language"] in ("CN", "EN")


def test_flexus_is_video_only_before_its_own_background(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for _, fields in matrix:
        if fields["is_flexus"]:
            assert fields["supported_service"] == ["VIDEO_2D"]
            assert fields["is_background_replacement"] is False
            assert fields["is_live_copy"] is False


def test_the_standard_edition_keeps_what_was_chosen(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for draft, fields in matrix:
        if not draft.is_flexus:
            assert set(fields["supported_service"]) == {use.value for use in draft.standard.use_cases}
            assert fields["is_background_replacement"] is draft.standard.replace_background
            assert fields["is_live_copy"] is draft.standard.livestream_copy
            if fields["is_live_copy"]:
                assert "LIVE_2D" in fields["supported_service"]


def test_v3_3_exactly_with_fast(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for draft, fields in matrix:
        assert (fields["model_version"] == "V3.3") is fields["is_fast_flexus"] is (draft.edition is Edition.FAST_FLEXUS)
        assert fields["model_version"] in ("V3.2", "V3.3")
        assert fields["is_flexus"] or not fields["is_fast_flexus"]


def test_image_only_is_for_flexus_without_any_voice(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for _, fields in matrix:
        if fields["is_only_human_model"]:
            assert fields["is_flexus"]
            assert fields["audio_source_type"] == "VIDEO"
            assert "voice_properties" not in fields


def test_a_recording_is_for_flexus(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for draft, fields in matrix:
        wants = draft.is_flexus and draft.flexus.voice_source is VoiceSource.FROM_RECORDING
        assert fields["audio_source_type"] == ("AUDIO" if wants else "VIDEO")


def test_counts_tags_and_ranges(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for draft, fields in matrix:
        assert fields["video_multipart_count"] == 2
        assert fields.get("action_video_multipart_count", 1) in (1, 3)
        assert fields["tags"] == [*draft.tags, "aw-0123456789ab"]
        assert 1 <= len(fields["name"]) <= 256
        assert len(fields.get("contact", "")) <= 64
        assert fields.get("batch_name") in (None, "autumn"), "an empty batch name is outside 1-256"


def test_update_takes_what_the_sdk_says(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    known = set(Update2dModelTrainingJobReq.attribute_map.values())
    assert known >= UPDATABLE
    assert not UPDATABLE & {"model_version", "is_flexus", "is_live_copy", "is_ondemand_resource", "is_only_human_model"}
    for _, fields in matrix[::13]:
        updated = update_fields(fields)
        assert set(updated) <= known
        assert all(fields[name] == value for name, value in updated.items())


def test_the_way_back_gives_the_same_answers(matrix: list[tuple[Draft, dict[str, Any]]]) -> None:
    for draft, fields in matrix:
        back = draft_from_fields(fields)
        flexus = draft.flexus
        if flexus.voice_source is VoiceSource.IMAGE_ONLY:
            flexus = FlexusAnswers(VoiceSource.IMAGE_ONLY)
        assert back == replace(
            draft,
            tags=(*draft.tags, "aw-0123456789ab"),
            video_slices=2,
            action_video_slices=fields.get("action_video_multipart_count"),
            standard=StandardAnswers() if draft.is_flexus else draft.standard,
            flexus=flexus if draft.is_flexus else FlexusAnswers(),
        )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"is_flexus": True, "supported_service": ["LIVE_2D"]}, "draft.combination"),
        ({"is_flexus": True, "supported_service": ["VIDEO_2D", "CHAT_2D"]}, "draft.combination"),
        ({"is_flexus": True, "is_background_replacement": True}, "draft.combination"),
        ({"is_flexus": True, "is_live_copy": True}, "draft.combination"),
        ({"is_only_human_model": True}, "draft.combination"),
        ({"audio_source_type": "AUDIO"}, "draft.combination"),
        ({"voice_properties": {"job_tag": "NEWS", "sex": "MALE", "language": "CN"}}, "draft.combination"),
        ({"is_flexus": True, "is_only_human_model": True, "audio_source_type": "AUDIO"}, "draft.combination"),
        ({"is_flexus": True, "is_only_human_model": True, "voice_properties": {}}, "draft.combination"),
        ({"is_fast_flexus": False, "model_version": "V3.3"}, "draft.combination"),
        ({"is_fast_flexus": True, "model_version": "V3.2"}, "draft.combination"),
        ({"is_fast_flexus": True, "is_flexus": False}, "draft.combination"),
        ({"model_version": "V2"}, "draft.field"),
        ({"colour": "green"}, "draft.field"),
        ({"video_multipart_count": 1001}, "draft.field"),
        ({"video_multipart_count": True}, "draft.field"),
        ({"tags": "one"}, "draft.field"),
    ],
)
def test_contradictions_are_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(ProblemError) as refused:
        draft_from_fields({"name": "An Avatar", **change})
    assert refused.value.problem.code == code
