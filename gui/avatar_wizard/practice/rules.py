"""Field rules of Create, Update and the command (API reference: Create2dModelTrainingJob and its sisters).

A rule returns None, or a few words on what is wrong. Limits the documents do not give are not checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from .answers import RefusalError


class Rule(Protocol):
    """Judges one JSON value."""

    def wrong(self, value: object) -> str | None:
        """Return what is wrong with the value, or None."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string of `least` to `most` characters."""

    least: int = 0
    most: int | None = None

    def wrong(self, value: object) -> str | None:
        """Return what is wrong with the value, or None."""
        if not isinstance(value, str):
            return "must be a string"
        if len(value) < self.least or (self.most is not None and len(value) > self.most):
            return f"must have {self.least} to {self.most} characters"
        return None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def wrong(self, value: object) -> str | None:
        """Return what is wrong with the value, or None."""
        if not isinstance(value, int) or isinstance(value, bool):
            return "must be an integer"
        if not self.least <= value <= self.most:
            return f"must be {self.least} to {self.most}"
        return None


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def wrong(self, value: object) -> str | None:
        """Return what is wrong with the value, or None."""
        return None if isinstance(value, bool) else "must be a boolean"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    words: tuple[str, ...]

    def wrong(self, value: object) -> str | None:
        """Return what is wrong with the value, or None."""
        return None if isinstance(value, str) and value in self.words else "must be one of " + ", ".join(self.words)


@dataclass(frozen=True, slots=True)
class Many:
    """A list whose members follow one rule."""

    each: Rule
    least: int = 0

    def wrong(self, value: object) -> str | None:
        """Return what is wrong with the value, or None."""
        if not isinstance(value, list):
            return "must be an array"
        if len(value) < self.least:
            return "must not be empty"
        return next((f"item {i} {why}" for i, item in enumerate(value) if (why := self.each.wrong(item))), None)


@dataclass(frozen=True, slots=True)
class Form:
    """An object with known fields, some of them required."""

    fields: Mapping[str, Rule]
    required: tuple[str, ...] = ()

    def wrong(self, value: object) -> str | None:
        """Return what is wrong with the value, or None."""
        if not isinstance(value, dict):
            return "must be an object"
        for name in self.required:
            if name not in value:
                return f"{name} is required"
        for name, member in value.items():
            rule = self.fields.get(name)
            if rule is None:
                return f"{name} is not a known field"
            if why := rule.wrong(member):
                return f"{name} {why}"
        return None


SERVICES = ("VIDEO_2D", "LIVE_2D", "CHAT_2D")
MESSAGES = ("UPDATE_VIDEO", "UPLOAD_VIDEO", "CONFIRM_ACTION_VIDEO", "GET_ACTION_VIDEO_MULTIPART")
VOICE = Form(
    {
        "job_tag": Choice(("ECOMMERCE", "NEWS", "MARKETING")),
        "sex": Choice(("FEMALE", "MALE")),
        "language": Choice(("CN", "EN")),
    },
    required=("job_tag", "sex", "language"),
)
_SAMPLE = Form(
    {
        "action_name_zh": Text(0, 1028),
        "action_name_en": Text(0, 1028),
        "action_tag": Text(0, 128),
        "action_tag_zh": Text(0, 128),
        "action_tag_en": Text(0, 128),
        "catalog": Text(),
        "recommended_value": Whole(0, 100),
        "is_selected": Flag(),
    }
)
_SHARED: dict[str, Rule] = {
    "name": Text(1, 256),
    "contact": Text(0, 64),
    "command_message": Choice(MESSAGES),
    "video_multipart_count": Whole(1, 1000),
    "action_video_multipart_count": Whole(1, 1000),
    "is_background_replacement": Flag(),
    "batch_name": Text(1, 256),
    "tags": Many(Text()),
    "is_fast_flexus": Flag(),
    "audio_source_type": Choice(("VIDEO", "AUDIO")),
    "voice_properties": VOICE,
    "supported_service": Many(Choice(SERVICES), least=1),
}
CREATE = Form(
    _SHARED
    | {
        "model_version": Choice(("V2", "V3", "V3.2", "V3.3")),
        "is_ondemand_resource": Flag(),
        "is_flexus": Flag(),
        "is_live_copy": Flag(),
        "is_only_human_model": Flag(),
    },
    required=("name",),
)
UPDATE = Form(_SHARED | {"samples_basic_info": Many(_SAMPLE)})
COMMANDS = (
    "CONFIRM_MULTIPART_UPLOADED",
    "SUBMITVERIFYING",
    "GET_MULTIPART_UPLOADED",
    "GET_ACTION_VIDEO_MULTIPART_UPLOADED",
    "CONFIRM_ACTION_VIDEO_MULTIPART_UPLOADED",
    "CONFIRM_AUTHORIZATION_LETTER",
    "CONFIRM_REPAIR",
    "DELETE_JOB_VIDEO",
    "CONFIRM_ACCEPT",
    "CONFIRM_REJECT",
    "CONFIRM_ANSWER",
    "CONFIRM_PENDING",
    "CONFIRM_ACTIVE",
)
COMMAND = Form(
    {
        "command": Choice(COMMANDS),
        "command_message": Choice(MESSAGES),
        "comment_data": Form(
            {"comment_title": Text(0, 2048), "comment_message": Text(0, 2048), "attachment_name": Many(Text())}
        ),
        "operation_reason": Text(0, 2048),
    },
    required=("command",),
)
DEFAULTS: dict[str, object] = {
    "video_multipart_count": 1,
    "action_video_multipart_count": 1,
    "model_version": "V3.2",
    "is_ondemand_resource": False,
    "is_flexus": False,
    "is_fast_flexus": False,
    "is_live_copy": False,
    "is_only_human_model": False,
    "audio_source_type": "VIDEO",
}


def invalid(message: str) -> RefusalError:
    """Return the refusal for a bad parameter (MSS.00000003); the message names the field."""
    return RefusalError(400, "MSS.00000003", f"Invalid parameter: {message}.")


def check_form(form: Form, body: object) -> None:
    """Hold a body against a form. Raises RefusalError MSS.00000003 that names the field."""
    if why := form.wrong(body):
        raise invalid(why)


def check_edition(given: Mapping[str, object]) -> None:
    """Hold the flags of an edition against one another. Raises RefusalError MSS.00000003.

    Documented: Flexus serves VIDEO_2D only, keeps its background, and alone takes voice_properties and
    is_only_human_model; V3.3 is fast Flexus. The other lines are inferred: combinations that cannot mean anything.
    """
    facts = {**DEFAULTS, **given}
    fast = facts["is_fast_flexus"] is True
    flexus = facts["is_flexus"] is True or fast
    services = facts.get("supported_service")
    human_only = facts["is_only_human_model"] is True
    verdicts = (
        (flexus and services not in (None, ["VIDEO_2D"]), "supported_service of Flexus can only be VIDEO_2D"),
        (flexus and facts.get("is_background_replacement") is True, "is_background_replacement cannot go with Flexus"),
        (not flexus and "voice_properties" in facts, "voice_properties is for Flexus only"),
        (not flexus and human_only, "is_only_human_model is for Flexus only"),
        (human_only and facts["audio_source_type"] == "AUDIO", "audio_source_type cannot be AUDIO without a voice"),
        (fast and facts["model_version"] != "V3.3", "model_version of fast Flexus must be V3.3"),
        (not fast and facts["model_version"] == "V3.3", "model_version V3.3 is for fast Flexus only"),
        (
            facts["is_live_copy"] is True and services is not None and "LIVE_2D" not in _words(services),
            "supported_service of a live copy needs LIVE_2D",
        ),
    )
    for wrong, message in verdicts:
        if wrong:
            raise invalid(message)


def _words(value: object) -> list[object]:
    return value if isinstance(value, list) else []
