"""The six calls of Image Modeling Management (API reference: Create-, Update-, Show-, List-, Delete2dModelTrainingJob).

The sixth, the command, lives in commands.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import rules, states, views
from .answers import Answer, RefusalError, json_answer
from .clock import Clock
from .jobs import ACTION_VIDEO, AUDIO, SINGLE_FILES, TRAINING_VIDEO, Job, Jobs, Upload
from .obs import Obs
from .request import Request
from .settings import Settings


@dataclass(slots=True)
class Calls:
    """Serves create, update, show, list and delete for one project. The gateway has admitted the caller already."""

    project_id: str
    jobs: Jobs
    obs: Obs
    clock: Clock
    settings: Settings

    def create(self, request: Request) -> Answer:
        """Start a job and hand out one address per file. Raises RefusalError."""
        body = request.json()
        rules.check_form(rules.CREATE, body)
        rules.check_edition(body)
        given = {**rules.DEFAULTS, **body}
        flexus = given["is_flexus"] is True or given["is_fast_flexus"] is True
        given.setdefault("is_background_replacement", not flexus)
        given.setdefault("supported_service", ["VIDEO_2D"] if flexus else ["VIDEO_2D", "LIVE_2D"])
        user = app_user(request)
        with self.jobs.lock:
            job = self.jobs.add(given, user)
            return json_answer(200, self._addresses(job, body))

    def update(self, request: Request, job_id: str) -> Answer:
        """Change a refused job and hand out new addresses; it waits for files again. Raises RefusalError."""
        body = request.json()
        with self.jobs.lock:
            job = self.find(request, job_id)
            rules.check_form(rules.UPDATE, body)
            rules.check_edition({**job.given, **body} if _touches_edition(body) else {})
            waiting = frozenset({states.WAIT_FILE_UPLOAD}) if self.settings.update_while_waiting else frozenset()
            views.refuse_state(job, views.UPDATABLE | waiting, "Update")
            job.given.update({name: value for name, value in body.items() if name != "command_message"})
            job.updated = self.clock.now()
            if body.get("command_message") == "UPDATE_VIDEO":
                self.jobs.drop_file(job, TRAINING_VIDEO)
                self.jobs.log(job, "USER_UPDATE_VIDEO", user=True)
            if self.settings.state_after_update == "wait":
                job.state = states.WAIT_FILE_UPLOAD
            return json_answer(200, self._addresses(job, body))

    def show(self, request: Request, job_id: str) -> Answer:
        """Tell everything about a job. Raises RefusalError."""
        with self.jobs.lock:
            job = self.find(request, job_id)
            return json_answer(200, views.full(job, self.project_id, self.clock, self.obs.download_url))

    def list_jobs(self, request: Request) -> Answer:
        """Tell about many jobs in short. Raises RefusalError."""
        user = app_user(request)
        with self.jobs.lock:
            jobs = [job for job in self.jobs.current() if user is None or job.app_user_id == user]
            total, page = views.select(jobs, request.parameters(), self.clock)
            told = [views.basic(job, self.project_id, self.clock, self.obs.download_url) for job in page]
            return json_answer(200, {"count": total, "jobs": told})

    def delete(self, request: Request, job_id: str) -> Answer:
        """Delete a job, its files and its model. Raises RefusalError."""
        with self.jobs.lock:
            job = self.find(request, job_id)
            views.refuse_state(job, states.DELETABLE, "Delete")
            self.jobs.remove(job)
        return Answer(200)

    def find(self, request: Request, job_id: str) -> Job:
        """Return a job as of now. Raises RefusalError 404.

        The code is the voice family's (MSS.41000003), inferred for this one; that a foreign X-App-UserId hides the
        job is inferred, too.
        """
        user = app_user(request)
        job = self.jobs.find(job_id)
        if job is None or job.app_user_id != user:
            raise RefusalError(404, "MSS.41000003", "The training job does not exist.")
        return job

    def _addresses(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        answer: dict[str, object] = {"job_id": job.job_id}
        answer["training_video_upload_url"] = self._parts(job, TRAINING_VIDEO, _count(job, "video_multipart_count"))
        if "action_video_multipart_count" in body or body.get("command_message") == "GET_ACTION_VIDEO_MULTIPART":
            count = _count(job, "action_video_multipart_count")
            answer["action_video_upload_url"] = self._parts(job, ACTION_VIDEO, count)
        for role in SINGLE_FILES:
            if role != AUDIO or job.given.get("audio_source_type") == "AUDIO":
                answer[f"{role}_upload_url"] = self.obs.upload_url(job, role)
        return {name: value for name, value in answer.items() if name not in self.settings.omit_urls}

    def _parts(self, job: Job, role: str, count: int) -> list[str]:
        self.jobs.abort(job, role)
        plain = count == 1 and self.settings.plain_put_at_one
        upload = Upload(self.jobs.new_id(32).upper(), count, plain)
        job.uploads[role] = upload
        return [self.obs.upload_url(job, role, upload, part) for part in range(1, count + 1)]


def app_user(request: Request) -> str | None:
    """Return the caller's own end user. Raises RefusalError when the header breaks its rule (1-256, no Chinese)."""
    value = request.headers.get("x-app-userid")
    if value is not None and not (1 <= len(value) <= 256 and value.isascii()):
        raise rules.invalid("X-App-UserId must have 1 to 256 characters, none of them Chinese")
    return value


def _count(job: Job, name: str) -> int:
    value = job.given[name]
    if not isinstance(value, int):
        raise rules.invalid(f"{name} must be an integer")
    return value


def _touches_edition(body: dict[str, object]) -> bool:
    watched = (
        "is_fast_flexus",
        "voice_properties",
        "supported_service",
        "audio_source_type",
        "is_background_replacement",
    )
    return any(name in body for name in watched)
