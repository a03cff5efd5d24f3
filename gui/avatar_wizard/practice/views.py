"""Jobs as Show and List tell them (API reference: Show-, List2dModelTrainingJob)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import states
from .answers import RefusalError
from .clock import Clock
from .jobs import ID_PHOTOS, TRAINING_VIDEO, Job
from .rules import invalid

_ECHOED = (
    "name",
    "contact",
    "batch_name",
    "tags",
    "model_version",
    "is_flexus",
    "is_live_copy",
    "is_fast_flexus",
    "is_only_human_model",
    "is_background_replacement",
    "is_ondemand_resource",
)
_ECHOED_BY_SHOW = ("voice_properties", "audio_source_type", "supported_service")
_DOWNLOADS = {
    "cover": "cover_download_url",
    TRAINING_VIDEO: "training_video_download_url",
    ID_PHOTOS[0]: "id_card_image1_download_url",
    ID_PHOTOS[1]: "id_card_image2_download_url",
    "grant_file": "grant_file_download_url",
    "pre_beauty_image": "pre_beauty_image_download_url",
    "post_beauty_image": "post_beauty_image_download_url",
    "action_video": "action_video_download_url",
    "audio": "audio_file_download_url",
}
FILTERS = (
    "offset",
    "limit",
    "state",
    "sort_key",
    "sort_dir",
    "create_since",
    "create_until",
    "update_since",
    "update_until",
    "query_project_id",
    "batch_name",
    "tag",
    "job_id",
    "name",
    "model_resolution",
    "is_flexus",
    "is_live_copy",
    "train_location",
    "is_ondemand_resource",
)
LONGEST_STATE_FILTER = 1024

DownloadUrl = Callable[[Job, str], str]


def basic(job: Job, project_id: str, clock: Clock, url: DownloadUrl) -> dict[str, object]:
    """Return a job as List tells it: no logs, no links but the cover's."""
    answer: dict[str, object] = {
        "job_id": job.job_id,
        "state": job.state,
        "project_id": project_id,
        "create_time": clock.stamp(job.created),
        "last_update_time": clock.stamp(job.updated),
        "matting_type": "AI",
        "model_resolution": job.model_resolution,
    }
    answer.update({name: job.given[name] for name in _ECHOED if name in job.given})
    if job.asset_id is not None:
        answer["asset_id"] = job.asset_id
    if job.app_user_id is not None:
        answer["app_user_id"] = job.app_user_id
    if "cover" in job.files:
        answer["cover_download_url"] = url(job, "cover")
    return answer


def full(job: Job, project_id: str, clock: Clock, url: DownloadUrl) -> dict[str, object]:
    """Return a job as Show tells it; a download link is there exactly when the file is."""
    answer = basic(job, project_id, clock, url)
    answer.update({name: job.given[name] for name in _ECHOED_BY_SHOW if name in job.given})
    answer.update({field: url(job, role) for role, field in _DOWNLOADS.items() if role in job.files})
    answer["operation_logs"] = list(job.logs)
    answer["comment_logs"] = list(job.comments)
    if job.given.get("is_flexus") or job.given.get("is_fast_flexus"):
        answer["flexus_retry_count"] = 3
    return answer


def select(jobs: list[Job], query: Mapping[str, str], clock: Clock) -> tuple[int, list[Job]]:
    """Filter, sort and cut as List does; return the total and the page. Raises RefusalError MSS.00000003.

    `name` matches a part of the name (inferred: the documents do not say whether it is exact).
    """
    unknown = [name for name in query if name not in FILTERS]
    if unknown:
        raise invalid(f"{unknown[0]} is not a known query parameter")
    offset = _whole(query, "offset", 0, 0, 2147483647)
    limit = _whole(query, "limit", 10, 1, 100)
    key = _word(query, "sort_key", ("create_time", "update_time", "asset_order"))
    descending = _word(query, "sort_dir", ("asc", "desc")) == "desc"
    found = [job for job in jobs if _matches(job, query, clock)]
    found.sort(key=lambda job: (job.updated if key == "update_time" else job.created, job.number), reverse=descending)
    return len(found), found[offset : offset + limit]


def _matches(job: Job, query: Mapping[str, str], clock: Clock) -> bool:
    if len(query.get("state", "")) > LONGEST_STATE_FILTER:
        raise invalid(f"state must have at most {LONGEST_STATE_FILTER} characters")
    tags = job.given.get("tags")
    checks = [
        "state" not in query or job.state in query["state"].split(","),
        "tag" not in query or (isinstance(tags, list) and query["tag"] in tags),
        "job_id" not in query or query["job_id"] == job.job_id,
        "name" not in query or query["name"] in str(job.given["name"]),
        "batch_name" not in query or query["batch_name"] == job.given.get("batch_name"),
        "model_resolution" not in query or query["model_resolution"] == job.model_resolution,
    ]
    for name in ("is_flexus", "is_live_copy", "is_ondemand_resource"):
        if name in query:
            checks.append(_flag(query, name) == (job.given.get(name) is True))
    created, updated = clock.stamp(job.created), clock.stamp(job.updated)
    checks += [
        created >= _moment(query, "create_since", created),
        created <= _moment(query, "create_until", created),
        updated >= _moment(query, "update_since", updated),
        updated <= _moment(query, "update_until", updated),
    ]
    return all(checks)


def _whole(query: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = query.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise invalid(f"{name} must be {least} to {most}")
    return int(text)


def _word(query: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    word = query.get(name, words[0])
    if word not in words:
        raise invalid(f"{name} must be one of " + ", ".join(words))
    return word


def _flag(query: Mapping[str, str], name: str) -> bool:
    if query[name].lower() not in ("true", "false"):
        raise invalid(f"{name} must be a boolean")
    return query[name].lower() == "true"


def _moment(query: Mapping[str, str], name: str, default: str) -> str:
    text = query.get(name, default)
    if len(text) != len("2026-01-01T00:00:00Z") or not text.endswith("Z"):
        raise invalid(f"{name} must have exactly 20 characters")
    return text


def refuse_state(job: Job, allowed: frozenset[str], call: str) -> None:
    """Raise RefusalError MSS.00000003 when the job's state does not allow the call (the code is inferred)."""
    if job.state not in allowed:
        raise RefusalError(400, "MSS.00000003", f"{call} is not allowed in state {job.state}.")


UPDATABLE = states.REVIEW_FAILED
