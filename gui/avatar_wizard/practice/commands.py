"""The command call (API reference: Execute2dModelTrainingCommandByUser).

A command that is refused is answered with HTTP 200 and `commond_result` EXCUTE_FAILED (both spelt so by the service);
that the status is 200 is inferred from the fields the answer has.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from . import rules, states
from .answers import Answer, json_answer
from .calls import Calls
from .jobs import ACTION_VIDEO, AUDIO, ID_PHOTOS, LETTER, TRAINING_VIDEO, Job, Jobs, Upload
from .request import Request
from .settings import Settings

OPEN = frozenset({states.WAIT_FILE_UPLOAD}) | states.REVIEW_FAILED


class CommandRefusedError(Exception):
    """A command the job is not ready for."""

    def __init__(self, code: str, text: str) -> None:
        """Keep the code and the text of `error_info`."""
        super().__init__(code)
        self.code = code
        self.text = text


Doing = Callable[[Job, dict[str, object]], dict[str, object]]


@dataclass(slots=True)
class Commands:
    """Carries out commands. `review` is told (job, number of the submission) when a job goes into review."""

    calls: Calls
    jobs: Jobs
    settings: Settings
    review: Callable[[Job, int], None]

    def execute(self, request: Request, job_id: str) -> Answer:
        """Check and carry out one command. Raises RefusalError for a bad body or an unknown job."""
        body = request.json()
        rules.check_form(rules.COMMAND, body)
        doing = self._doing(str(body["command"]))
        try:
            with self.jobs.lock:
                job = self.calls.find(request, job_id)
                more = doing(job, body)
        except CommandRefusedError as refused:
            info = {"error_code": refused.code, "error_msg": refused.text}
            answer = {"commond_result": "EXCUTE_FAILED", "excute_failed_msg": refused.text, "error_info": info}
            return json_answer(200, answer)
        return json_answer(200, {"commond_result": "EXCUTE_SUCCESS", **more})

    def _doing(self, command: str) -> Doing:
        known: dict[str, Doing] = {
            "CONFIRM_MULTIPART_UPLOADED": self._confirm_video,
            "CONFIRM_ACTION_VIDEO_MULTIPART_UPLOADED": self._confirm_action_video,
            "GET_MULTIPART_UPLOADED": self._list_video,
            "GET_ACTION_VIDEO_MULTIPART_UPLOADED": self._list_action_video,
            "SUBMITVERIFYING": self._submit,
            "CONFIRM_AUTHORIZATION_LETTER": self._confirm_letter,
            "CONFIRM_REPAIR": self._repair,
            "DELETE_JOB_VIDEO": self._delete_video,
            "CONFIRM_ACCEPT": self._accept,
            "CONFIRM_REJECT": self._reject,
            "CONFIRM_ANSWER": self._answer,
            "CONFIRM_PENDING": self._pending,
            "CONFIRM_ACTIVE": self._active,
        }
        return known[command]

    def _confirm_video(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        _in_state(job, OPEN)
        upload = job.uploads.get(TRAINING_VIDEO)
        if upload is not None and upload.open and not upload.parts and TRAINING_VIDEO in job.files:
            # After Update without a new video there is nothing to assemble: the old video stays (inferred).
            self.jobs.abort(job, TRAINING_VIDEO)
            return {}
        return self._assemble(job, TRAINING_VIDEO)

    def _confirm_action_video(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        return self._assemble(job, ACTION_VIDEO)

    def _assemble(self, job: Job, role: str) -> dict[str, object]:
        upload = _open_upload(job, role)
        missing = [number for number in range(1, upload.count + 1) if number not in upload.parts]
        if missing:
            if upload.plain:
                raise CommandRefusedError("MSS.45000001", f"The file is missing: {role}.")
            raise CommandRefusedError(
                "MSS.45000001", f"InvalidPart: {len(missing)} parts are missing, first {missing[0]}."
            )
        for number in range(1, upload.count):
            if upload.parts[number].size < self.settings.smallest_part:
                text = f"EntityTooSmall: part {number} is smaller than the minimum allowed size."
                raise CommandRefusedError("MSS.00000003", text)
        upload.open = False
        parts = [upload.parts[number] for number in range(1, upload.count + 1)]
        upload.parts = {}
        self.jobs.drop_file(job, role)
        job.files[role] = parts[0] if upload.plain else self.jobs.storage.join(parts)
        return {}

    def _list_video(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        return _list_parts(job, TRAINING_VIDEO)

    def _list_action_video(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        return _list_parts(job, ACTION_VIDEO)

    def _submit(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        _in_state(job, OPEN)
        upload = job.uploads.get(TRAINING_VIDEO)
        if TRAINING_VIDEO not in job.files or (upload is not None and upload.open and upload.parts):
            raise CommandRefusedError("MSS.45000001", "The training video is missing or not confirmed.")
        needed = [] if self.settings.na_user else [*ID_PHOTOS, LETTER]
        if job.given.get("audio_source_type") == "AUDIO":
            needed.append(AUDIO)  # inferred: a separate sound file that was announced must be there
        missing = [role for role in needed if role not in job.files]
        if missing:
            raise CommandRefusedError("MSS.45000001", "The file is missing: " + ", ".join(missing) + ".")
        self.jobs.abort(job, TRAINING_VIDEO)
        self.review(job, self.jobs.submitted(job))
        return {}

    def _confirm_letter(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        if LETTER not in job.files:
            raise CommandRefusedError("MSS.45000001", "The file is missing: grant_file.")
        job.letter_confirmed = True
        return {}

    def _repair(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        _in_state(job, states.FINISHED)
        self.jobs.log(job, "USER_REPAIR", str(body.get("operation_reason", "")), user=True)
        self.jobs.enter(job, states.MANUAL_VERIFY_SUCCESS, time.monotonic())
        return {}

    def _delete_video(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        _in_state(job, states.FINISHED)  # inferred: the documents do not list the states
        self.jobs.drop_file(job, TRAINING_VIDEO)
        self.jobs.drop_file(job, ACTION_VIDEO)
        self.jobs.log(job, "USER_DELETE_JOB_VIDEO", user=True)
        return {}

    def _accept(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        return self._judge_result(job, body, states.JOB_FINISH, "")

    def _reject(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        return self._judge_result(job, body, states.JOB_REJECT, "USER_REJECT")

    def _judge_result(self, job: Job, body: dict[str, object], state: str, comment: str) -> dict[str, object]:
        self._na_only()
        _in_state(job, frozenset({states.WAIT_USER_CONFIRM}))
        if comment:
            self._comment(job, body, comment)
        self.jobs.enter(job, state, time.monotonic())
        return {}

    def _answer(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        self._na_only()
        _in_state(job, frozenset({states.JOB_REJECT}))
        self._comment(job, body, "USER_COMMENT")
        return {}

    def _pending(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        self._na_only()
        _in_state(job, frozenset({states.WAIT_USER_CONFIRM, states.JOB_REJECT}))
        self.jobs.enter(job, states.JOB_PENDING, time.monotonic())
        return {}

    def _active(self, job: Job, body: dict[str, object]) -> dict[str, object]:
        self._na_only()
        _in_state(job, frozenset({states.JOB_PENDING}))
        self.jobs.enter(job, states.WAIT_USER_CONFIRM, time.monotonic())
        return {}

    def _na_only(self) -> None:
        if not self.settings.na_user:
            raise CommandRefusedError("MSS.00000003", "This command is for whitelisted users only.")

    def _comment(self, job: Job, body: dict[str, object], kind: str) -> None:
        data = body.get("comment_data")
        told = data if isinstance(data, dict) else {}
        texts = {name: told.get(name, "") for name in ("comment_title", "comment_message")}
        job.comments.append({"operate_time": self.jobs.clock.stamp(), "comment_type": kind, **texts})


def _open_upload(job: Job, role: str) -> Upload:
    upload = job.uploads.get(role)
    if upload is None or not upload.open:
        raise CommandRefusedError("MSS.00000003", "NoSuchUpload: the multipart upload was finished or does not exist.")
    return upload


def _list_parts(job: Job, role: str) -> dict[str, object]:
    upload = _open_upload(job, role)
    parts = [] if upload.plain else sorted(upload.parts.items())
    return {"multipart_data": [{"part_number": str(number), "etag": part.md5} for number, part in parts]}


def _in_state(job: Job, allowed: frozenset[str]) -> None:
    if job.state not in allowed:
        raise CommandRefusedError("MSS.00000003", f"The command is not allowed in state {job.state}.")
