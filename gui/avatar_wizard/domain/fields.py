"""The draft in the API's own field names, both ways.

Outward for the create and update calls, inward for draft files. Ranges, defaults and combinations: API
reference, Create2dModelTrainingJob. That ultra-fast Flexus also sends ``is_flexus`` and that Flexus sends
``is_background_replacement`` false are inferred: the reference's defaults would contradict its own text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from .draft import (
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
from .problem import ProblemError

E = TypeVar("E", bound=StrEnum)

V3_2 = "V3.2"
V3_3 = "V3.3"


def create_fields(
    draft: Draft, *, video_slices: int, action_slices: int | None = None, tag: str | None = None
) -> dict[str, Any]:
    """The body of the create call for a draft without gaps; ``tag`` is added to its tags."""
    fields: dict[str, Any] = {"name": draft.name, "video_multipart_count": video_slices}
    if draft.contact:
        fields["contact"] = draft.contact
    if draft.command_message is not None:
        fields["command_message"] = draft.command_message.value
    if action_slices is not None:
        fields["action_video_multipart_count"] = action_slices
    if draft.batch_name:
        fields["batch_name"] = draft.batch_name
    tags = [*draft.tags, *([tag] if tag else [])]
    if tags:
        fields["tags"] = tags
    fields["is_ondemand_resource"] = draft.on_demand
    return {**fields, **(_flexus(draft) if draft.is_flexus else _standard(draft.standard))}


def _standard(answers: StandardAnswers) -> dict[str, Any]:
    use_cases = [use.value for use in UseCase if use in answers.use_cases]
    return {
        "model_version": V3_2,
        "is_flexus": False,
        "is_fast_flexus": False,
        "is_only_human_model": False,
        "is_live_copy": answers.livestream_copy,
        "is_background_replacement": answers.replace_background,
        "audio_source_type": "VIDEO",
        "supported_service": use_cases,
    }


def _flexus(draft: Draft) -> dict[str, Any]:
    answers, fast = draft.flexus, draft.edition is Edition.FAST_FLEXUS
    image_only = answers.voice_source is VoiceSource.IMAGE_ONLY
    fields: dict[str, Any] = {
        "model_version": V3_3 if fast else V3_2,
        "is_flexus": True,
        "is_fast_flexus": fast,
        "is_only_human_model": image_only,
        "is_live_copy": False,
        "is_background_replacement": False,
        "audio_source_type": "AUDIO" if answers.voice_source is VoiceSource.FROM_RECORDING else "VIDEO",
        "supported_service": [UseCase.VIDEO_2D.value],
    }
    voice = answers.voice
    if not image_only and voice.job_tag is not None and voice.sex is not None:
        fields["voice_properties"] = {
            "job_tag": voice.job_tag.value,
            "sex": voice.sex.value,
            "language": voice.language.value,
        }
    return fields


UPDATABLE = frozenset(
    {
        "name",
        "contact",
        "command_message",
        "video_multipart_count",
        "action_video_multipart_count",
        "is_background_replacement",
        "batch_name",
        "tags",
        "is_fast_flexus",
        "voice_properties",
        "supported_service",
        "audio_source_type",
    }
)
"""What the update call takes; the edition itself cannot be changed (API reference, Update2dModelTrainingJob)."""


def update_fields(created: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a create body that the update call takes."""
    return {name: value for name, value in created.items() if name in UPDATABLE}


_TEXTS = ("name", "contact", "batch_name")
_FLAGS = (
    "is_background_replacement",
    "is_ondemand_resource",
    "is_flexus",
    "is_fast_flexus",
    "is_live_copy",
    "is_only_human_model",
)
_KNOWN = frozenset(
    {
        *_TEXTS,
        *_FLAGS,
        "command_message",
        "video_multipart_count",
        "action_video_multipart_count",
        "tags",
        "model_version",
        "audio_source_type",
        "voice_properties",
        "supported_service",
    }
)


def draft_from_fields(fields: Mapping[str, Any]) -> Draft:
    """The draft a table of API fields means; files are not among them.

    Raises ProblemError ``draft.field`` for an unknown field or a value of the wrong kind, and
    ``draft.combination`` for two answers that exclude each other.
    """
    for name in fields:
        if name not in _KNOWN:
            raise ProblemError("draft.field", field=str(name))
    flags = {name: _flag(fields, name) for name in _FLAGS}
    draft = Draft(
        name=_text(fields, "name"),
        contact=_text(fields, "contact"),
        batch_name=_text(fields, "batch_name"),
        tags=_tags(fields.get("tags", [])),
        on_demand=bool(flags["is_ondemand_resource"]),
        command_message=_member(CommandMessage, fields, "command_message"),
        video_slices=_count(fields, "video_multipart_count"),
        action_video_slices=_count(fields, "action_video_multipart_count"),
        edition=_edition(fields, flags),
    )
    return _with_flexus(draft, fields, flags) if draft.is_flexus else _with_standard(draft, fields, flags)


def _edition(fields: Mapping[str, Any], flags: Mapping[str, bool | None]) -> Edition:
    version = fields.get("model_version")
    if version not in (None, V3_2, V3_3):
        raise ProblemError("draft.field", field="model_version")
    fast = flags["is_fast_flexus"]
    if fast is False and version == V3_3:
        raise ProblemError("draft.combination", field="model_version", other="is_fast_flexus")
    if fast and version == V3_2:
        raise ProblemError("draft.combination", field="is_fast_flexus", other="model_version")
    if fast and flags["is_flexus"] is False:
        raise ProblemError("draft.combination", field="is_fast_flexus", other="is_flexus")
    if fast or version == V3_3:
        return Edition.FAST_FLEXUS
    return Edition.FLEXUS if flags["is_flexus"] else Edition.STANDARD


def _with_standard(draft: Draft, fields: Mapping[str, Any], flags: Mapping[str, bool | None]) -> Draft:
    for name, wrong in (("voice_properties", None), ("audio_source_type", "AUDIO")):
        if name in fields and (wrong is None or fields[name] == wrong):
            raise ProblemError("draft.combination", field=name, other="is_flexus")
    if flags["is_only_human_model"]:
        raise ProblemError("draft.combination", field="is_only_human_model", other="is_flexus")
    _audio_source(fields)
    replace_background = flags["is_background_replacement"]
    answers = StandardAnswers(
        replace_background=True if replace_background is None else replace_background,
        livestream_copy=bool(flags["is_live_copy"]),
        use_cases=_use_cases(fields) or StandardAnswers().use_cases,
    )
    return replace(draft, standard=answers)


def _with_flexus(draft: Draft, fields: Mapping[str, Any], flags: Mapping[str, bool | None]) -> Draft:
    for name in ("is_background_replacement", "is_live_copy"):
        if flags[name]:
            raise ProblemError("draft.combination", field=name, other="is_flexus")
    if _use_cases(fields) - {UseCase.VIDEO_2D}:
        raise ProblemError("draft.combination", field="supported_service", other="is_flexus")
    recording = _audio_source(fields) == "AUDIO"
    image_only = bool(flags["is_only_human_model"])
    if image_only and (recording or "voice_properties" in fields):
        other = "audio_source_type" if recording else "voice_properties"
        raise ProblemError("draft.combination", field="is_only_human_model", other=other)
    source = VoiceSource.FROM_RECORDING if recording else VoiceSource.FROM_VIDEO
    answers = FlexusAnswers(VoiceSource.IMAGE_ONLY if image_only else source, _voice(fields))
    return replace(draft, flexus=answers)


def _audio_source(fields: Mapping[str, Any]) -> str:
    source = fields.get("audio_source_type", "VIDEO")
    if source not in ("VIDEO", "AUDIO"):
        raise ProblemError("draft.field", field="audio_source_type")
    return str(source)


def _voice(fields: Mapping[str, Any]) -> VoiceProperties:
    given = fields.get("voice_properties", {})
    if not isinstance(given, Mapping) or not set(given) <= {"job_tag", "sex", "language"}:
        raise ProblemError("draft.field", field="voice_properties")
    return VoiceProperties(
        job_tag=_member(JobTag, given, "job_tag"),
        sex=_member(Sex, given, "sex"),
        language=_member(Language, given, "language") or Language.CN,
    )


def _use_cases(fields: Mapping[str, Any]) -> frozenset[UseCase]:
    given = fields.get("supported_service", [])
    if not isinstance(given, list):
        raise ProblemError("draft.field", field="supported_service")
    try:
        return frozenset(UseCase(value) for value in given)
    except ValueError:
        raise ProblemError("draft.field", field="supported_service") from None


def _member(kind: type[E], fields: Mapping[str, Any], name: str) -> E | None:
    if name not in fields:
        return None
    try:
        return kind(fields[name])
    except ValueError:
        raise ProblemError("draft.field", field=name) from None


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise ProblemError("draft.field", field=name)
    return value


def _flag(fields: Mapping[str, Any], name: str) -> bool | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, bool):
        raise ProblemError("draft.field", field=name)
    return value


def _count(fields: Mapping[str, Any], name: str) -> int | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:
        raise ProblemError("draft.field", field=name)
    return value


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise ProblemError("draft.field", field="tags")
    return tuple(value)
