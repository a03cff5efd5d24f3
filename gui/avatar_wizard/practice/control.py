"""The control address: what a test or a curious person may ask of the service that no customer could.

The package's own text lists the addresses.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from .answers import Answer, RefusalError, json_answer
from .faults import FaultRefusedError
from .iam import AccessKey
from .jobs import Job, Upload
from .request import Request
from .service import Service
from .settings import SettingRefusedError
from .storage import Stored, digest

Body = dict[str, object]
LONGEST_DOWN_S = 3600


@dataclass(slots=True)
class Control:
    """Serves what is below the control address; the caller has checked that the address is right."""

    service: Service
    restart: Callable[[float], None]

    def serve(self, request: Request, path: str) -> Answer:
        """Answer one control request; `path` is what follows the control address. 400 tells what was wrong."""
        try:
            return self._serve(request, path)
        except (FaultRefusedError, SettingRefusedError) as refused:
            return json_answer(400, {"error": str(refused)})
        except RefusalError as refused:
            return json_answer(refused.status, {"error": refused.message})

    def _serve(self, request: Request, path: str) -> Answer:
        words = [word for word in path.split("/") if word]
        if words[:1] == ["jobs"]:
            return self._jobs(request, words[1:])
        if request.method == "GET":
            return self._tell(words, request)
        if words == ["faults"] and request.method == "DELETE":
            self.service.faults.clear()
            return json_answer(200, {})
        if words == ["faults"]:
            value: object = _json(request)
            self.service.faults.add(value)
            return json_answer(200, {"rules": self.service.faults.told()})
        action = self._actions().get("/".join(words))
        if action is None or request.method != "POST":
            raise RefusalError(404, "", "no such control")
        action(_object(_json(request)) if request.body else {})
        return json_answer(200, {})

    def _tell(self, words: list[str], request: Request) -> Answer:
        if words == ["journal"]:
            since = request.parameters().get("since", "0")
            return json_answer(200, self.service.journal.entries(int(since) if since.isdigit() else 0))
        if words == ["faults"]:
            return json_answer(200, {"rules": self.service.faults.told()})
        if words == ["settings"]:
            return json_answer(200, self.service.settings.as_dict())
        raise RefusalError(404, "", "no such control")

    def _actions(self) -> dict[str, Callable[[Body], None]]:
        return {
            "reset": lambda body: self.service.reset(),
            "settings": lambda body: self.service.settings.change(body),
            "clock": self._set_clock,
            "expire_tokens": lambda body: self.service.iam.expire_tokens(),
            "expire_urls": lambda body: self.service.obs.expire_urls(),
            "lock": lambda body: self._key(body).lock(),
            "unlock": lambda body: self._key(body).unlock(),
            "forbid": self._forbid,
            "restart": self._restart,
            "release": lambda body: self.service.faults.release(),
            "journal/clear": lambda body: self.service.journal.clear(),
        }

    def _set_clock(self, body: Body) -> None:
        skew = body.get("skew_s", 0.0)
        if not isinstance(skew, (int, float)):
            raise SettingRefusedError("skew_s must be a number")
        self.service.clock.skew_s = float(skew)

    def _restart(self, body: Body) -> None:
        down_s = body.get("down_s", 1.0)
        if isinstance(down_s, bool) or not isinstance(down_s, (int, float)) or not 0 <= down_s <= LONGEST_DOWN_S:
            raise SettingRefusedError(f"down_s must be a number from 0 to {LONGEST_DOWN_S}")
        self.restart(float(down_s))

    def _forbid(self, body: Body) -> None:
        self.service.gateway.forbidden = body.get("on", True) is True

    def _key(self, body: Body) -> AccessKey:
        key = self.service.iam.keys.get(str(body.get("ak", self.service.lasting.ak)))
        if key is None:
            raise SettingRefusedError("no such access key")
        return key

    def _jobs(self, request: Request, words: list[str]) -> Answer:
        jobs = self.service.jobs
        with jobs.lock:
            if not words:
                return json_answer(200, [job.job_id for job in jobs.current()])
            job = jobs.find(words[0])
            if job is None:
                raise RefusalError(404, "", "no such job")
            if request.method == "POST":
                self._move(job, words[1:], _object(_json(request)) if request.body else {})
            elif len(words) > 1:
                raise RefusalError(404, "", "no such control")
        return json_answer(200, self._told(job))

    def _move(self, job: Job, words: list[str], body: Body) -> None:
        jobs = self.service.jobs
        if words == ["step"]:
            jobs.step(job)
        elif words == ["state"]:
            state = body.get("state")
            if not isinstance(state, str):
                raise SettingRefusedError("state is missing")
            text, code = str(body.get("text", "")), str(body.get("error_code", ""))
            if "log_type" in body:
                jobs.log(job, str(body["log_type"]), text, code)
            jobs.enter(job, state, time.monotonic())
        else:
            raise RefusalError(404, "", "no such control")

    def _told(self, job: Job) -> Body:
        # Hashing a large file takes long, so it is done outside the lock.
        with self.service.jobs.lock:
            told: Body = {
                "job_id": job.job_id,
                "state": job.state,
                "given": dict(job.given),
                "app_user_id": job.app_user_id,
                "submissions": job.submissions,
                "letter_confirmed": job.letter_confirmed,
                "logs": list(job.logs),
                "puts": dict(job.puts),
            }
            files = dict(job.files)
            uploads = {
                role: replace(each, parts=dict(each.parts), puts=dict(each.puts)) for role, each in job.uploads.items()
            }
        told["files"] = {role: _hashed(stored) for role, stored in files.items()}
        told["parts"] = {role: _upload(each) for role, each in uploads.items()}
        return told


def _upload(upload: Upload) -> Body:
    return {
        "open": upload.open,
        "count": upload.count,
        "puts": {str(number): count for number, count in sorted(upload.puts.items())},
        "stored": {str(number): _hashed(part) for number, part in sorted(upload.parts.items())},
    }


def _hashed(stored: Stored) -> Body:
    return {"size": stored.size, "md5": stored.md5, "sha256": digest(stored)}


def _json(request: Request) -> object:
    try:
        return json.loads(request.body) if request.body else {}
    except ValueError:
        raise SettingRefusedError("the body is not JSON") from None


def _object(value: object) -> Body:
    if not isinstance(value, dict):
        raise SettingRefusedError("the body is not an object")
    return value
