"""Reading the service's JSON. Every field may be absent; what is there must make sense.

Field names with their spelling mistakes: API reference, Create-, Show-, List- and Execute2dModelTraining...
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.job import Job, LogEntry
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.submission import UploadUrls

from .clock import iso_time
from .errors import command_refusal
from .regions import check_upload_url

URL_LIFE_S = 24 * 3600.0
"""How long upload URLs live when they do not tell (API reference, Create2dModelTrainingJob)."""
_EARLIEST_UNIX_S = 1_000_000_000
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SLICES = {Role.TRAINING_VIDEO: "training_video_upload_url", Role.ACTION_VIDEO: "action_video_upload_url"}
_DOCUMENTS = {
    Role.AUDIO: "audio_upload_url",
    Role.COVER: "cover_upload_url",
    Role.ID_CARD_IMAGE1: "id_card_image1_upload_url",
    Role.ID_CARD_IMAGE2: "id_card_image2_upload_url",
    Role.GRANT_FILE: "grant_file_upload_url",
    Role.PRE_BEAUTY_IMAGE: "pre_beauty_image_upload_url",
    Role.POST_BEAUTY_IMAGE: "post_beauty_image_upload_url",
}
# Only whether there is an address counts: it may lead to a personal document and is not kept.
_DOWNLOADS = {
    Role.TRAINING_VIDEO: "training_video_download_url",
    Role.ID_CARD_IMAGE1: "id_card_image1_download_url",
    Role.ID_CARD_IMAGE2: "id_card_image2_download_url",
    Role.GRANT_FILE: "grant_file_download_url",
    Role.COVER: "cover_download_url",
    Role.AUDIO: "audio_file_download_url",
    Role.ACTION_VIDEO: "action_video_download_url",
    Role.PRE_BEAUTY_IMAGE: "pre_beauty_image_download_url",
    Role.POST_BEAUTY_IMAGE: "post_beauty_image_download_url",
}
# Spelt as the service spells it, and as it would be spelt once somebody corrects it.
_RESULT_FIELDS = ("commond_result", "command_result")
_SUCCESSES = ("EXCUTE_SUCCESS", "EXECUTE_SUCCESS")


def read_object(body: bytes) -> Mapping[str, Any]:
    """The JSON object in ``body``; raises ProblemError ``service.bad_answer`` when there is none."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise bad_answer()
    return value


def bad_answer() -> ProblemError:
    """An answer that means nothing to us."""
    return ProblemError("service.bad_answer")


def is_id(text: str) -> bool:
    """Whether ``text`` can be a job's or project's id: it becomes a part of a path."""
    return _ID.fullmatch(text) is not None


def read_job_id(answer: Mapping[str, Any]) -> str:
    """The id of a job; ``service.bad_answer`` when there is none."""
    job_id = _text(answer, "job_id")
    if not is_id(job_id):
        raise bad_answer()
    return job_id


def read_upload_urls(
    answer: Mapping[str, Any], now: float, endpoint_host: str, domains: Collection[str] = ()
) -> UploadUrls:
    """The upload URLs of a create or update answer; ``now`` in Unix seconds by the service's clock.

    ``endpoint_host`` and ``domains`` as for ``check_upload_url``. Raises ProblemError ``net.foreign_upload_address``
    for a URL that no file may be sent to, and ``service.bad_answer`` when slices cannot be told apart.
    """
    documents = {role: url for role, name in _DOCUMENTS.items() if (url := _text(answer, name))}
    slices = {role: bound for role, name in _SLICES.items() if (bound := _in_part_order(_texts(answer, name)))}
    every = [*documents.values(), *(url for bound in slices.values() for url in bound)]
    for url in every:
        check_upload_url(url, endpoint_host, domains)
    told = [dies for url in every if (dies := _expiry(url)) is not None]
    return UploadUrls(documents, slices, min(told, default=now + URL_LIFE_S))


def read_job(answer: Mapping[str, Any], asked_id: str = "") -> Job:
    """One job of a list answer, or of a show answer when ``asked_id`` is given.

    Raises ProblemError ``service.bad_answer`` without id or state.
    A job without a state must not pass: it would count as one that has been submitted.
    """
    job_id, state = _text(answer, "job_id") or asked_id, _text(answer, "state")
    if not is_id(job_id) or not state:
        raise bad_answer()
    return Job(
        job_id=job_id,
        name=_text(answer, "name"),
        state=state,
        asset_id=_text(answer, "asset_id"),
        create_time=_text(answer, "create_time"),
        last_update_time=_text(answer, "last_update_time"),
        tags=_texts(answer, "tags"),
        files=frozenset(role for role, name in _DOWNLOADS.items() if asked_id and _text(answer, name)),
        log=tuple(_log_entry(entry) for entry in _list(answer, "operation_logs") if isinstance(entry, dict)),
    )


def read_jobs(answer: Mapping[str, Any]) -> tuple[int, tuple[Job, ...]]:
    """(total, page) of a list answer."""
    if any(not isinstance(row, dict) for row in _list(answer, "jobs")):
        raise bad_answer()
    page = tuple(read_job(row) for row in _list(answer, "jobs"))
    count = answer.get("count")
    told = count if isinstance(count, int) and not isinstance(count, bool) else 0
    return max(told, len(page)), page


def read_command(answer: Mapping[str, Any], request_id: str) -> Mapping[int, str]:
    """{part number: ETag without quotes} of a command's answer, {} when it lists no parts.

    Raises the refusal when the body does not say success, whatever the HTTP status was.
    """
    result = next((text for name in _RESULT_FIELDS if (text := _text(answer, name))), "")
    info = answer.get("error_info")
    error = info if isinstance(info, dict) else {}
    text = _text(answer, "excute_failed_msg") or _text(error, "error_msg")
    code = _text(error, "error_code")
    if result not in _SUCCESSES and (result or text or code):
        raise command_refusal(code, text, request_id)
    if not result and "multipart_data" not in answer:
        raise bad_answer()
    parts: dict[int, str] = {}
    for row in _list(answer, "multipart_data"):
        number, etag = _part(row)
        if number in parts:
            raise bad_answer()
        parts[number] = etag
    return parts


def read_project_ids(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """The project ids of IAM's answer (IAM API reference, Querying Project Information)."""
    rows = [row for row in _list(answer, "projects") if isinstance(row, dict)]
    ids = tuple(_text(row, "id") for row in rows)
    if not all(is_id(project_id) for project_id in ids) or "projects" not in answer:
        raise bad_answer()
    return ids


def read_token_expiry(answer: Mapping[str, Any]) -> float | None:
    """Unix seconds at which a token dies, by IAM's clock; None when the answer does not say."""
    token = answer.get("token")
    return iso_time(_text(token, "expires_at")) if isinstance(token, dict) else None


def _part(row: object) -> tuple[int, str]:
    if not isinstance(row, dict):
        raise bad_answer()
    number = row.get("part_number")
    known = _part_number(str(number)) if isinstance(number, str | int) and not isinstance(number, bool) else None
    if known is None:
        raise bad_answer()
    return known, _text(row, "etag").strip().strip('"')


def _in_part_order(urls: tuple[str, ...]) -> tuple[str, ...]:
    """``urls`` by their own part numbers when they carry them, else in the order of the list.

    That a slice's URL carries ``partNumber`` is inferred (OBS API reference, Signature in a URL).
    """
    given = [_parameters(url).get("partnumber") for url in urls]
    if all(number is None for number in given):
        return urls
    bound = {_part_number(number or ""): url for number, url in zip(given, urls, strict=True)}
    if len(bound) != len(urls) or set(bound) != set(range(1, len(urls) + 1)):
        raise bad_answer()
    return tuple(bound[number] for number in range(1, len(urls) + 1))


def _part_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) >= 1 else None


def _expiry(url: str) -> float | None:
    """Unix seconds at which ``url`` dies, when it says so in either of the two ways in use for signed URLs."""
    parameters = _parameters(url)
    moments = []
    absolute = parameters.get("expires", "")
    if absolute.isascii() and absolute.isdigit() and int(absolute[:12]) > _EARLIEST_UNIX_S:
        moments.append(float(absolute[:12]))
    signed_at, life = iso_time(parameters.get("x-amz-date", "")), parameters.get("x-amz-expires", "")
    if signed_at is not None and life.isascii() and life.isdigit():
        moments.append(signed_at + float(life[:9]))
    return min(moments, default=None)


def _parameters(url: str) -> dict[str, str]:
    """A URL's query, names in lower case; {} for what is no URL."""
    try:
        return {name.lower(): value for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
    except ValueError:
        return {}


def _log_entry(entry: Mapping[str, Any]) -> LogEntry:
    return LogEntry(
        kind=_text(entry, "log_type"),
        text=_text(entry, "log_description"),
        time=_text(entry, "operate_time"),
        error_code=_text(entry, "error_code"),
    )


def _text(value: Mapping[str, Any], name: str) -> str:
    return _clean(value.get(name))


def _clean(found: object) -> str:
    # Half a surrogate pair is legal in JSON and nowhere else.
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def _texts(value: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = _list(value, name)
    if any(not isinstance(text, str) for text in found):
        raise bad_answer()
    return tuple(_clean(text) for text in found)


def _list(value: Mapping[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []
