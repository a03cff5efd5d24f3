"""MetaStudio's six calls for one account and region.

Paths, fields and parameters: API reference, Image Modeling Management.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from threading import Event as StopEvent
from typing import Any, TypeVar
from urllib.parse import urlsplit

from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import AnswerLost, ProblemError
from avatar_wizard.domain.submission import UploadUrls
from avatar_wizard.flow.ports import Command, Credentials

from .calls import Caller, Target
from .clock import ServiceClock
from .errors import request_id
from .proof import proof_for
from .regions import Addresses, addresses, is_loopback
from .transport import Answer, Outgoing, Transport, TransportSettings
from .wire import (
    is_id,
    read_command,
    read_job,
    read_job_id,
    read_jobs,
    read_object,
    read_project_ids,
    read_upload_urls,
)

T = TypeVar("T")

PAGE_MAX = 100
"""API reference, List2dModelTrainingJob: limit 1-100."""


def connect(
    credentials: Credentials,
    *,
    clock: Callable[[], float] = time.time,
    settings: TransportSettings | None = None,
    stop: StopEvent | None = None,
    upload_domains: Callable[[], Sequence[str]] = tuple,
) -> MetaStudioService:
    """The service for ``credentials``; nothing is sent before the first call.

    ``clock`` gives Unix seconds; ``stop`` ends waits between calls and repeats with Stopped. ``upload_domains`` are
    the person's own, as ``parse_domain`` returns them; asked for whenever the service gives out upload URLs. Raises
    ProblemError for credentials or addresses that cannot work: ``auth.none``, ``auth.wrong_key``,
    ``auth.wrong_project``, ``auth.app_user_not_ascii``, ``service.wrong_address``, ``net.insecure_address``.
    """
    service = addresses(credentials.region, credentials.endpoint, credentials.iam_endpoint)
    return MetaStudioService(
        credentials,
        service,
        ServiceClock(clock),
        settings or _usual(service),
        stop or StopEvent(),
        upload_domains,
    )


def _usual(service: Addresses) -> TransportSettings:
    """Huawei Cloud limits the calls of an account per second; a service on this computer is nobody else's."""
    if is_loopback(urlsplit(service.service).hostname):
        return TransportSettings(read_interval_s=0.0, write_interval_s=0.0)
    return TransportSettings()


class MetaStudioService:
    """Implements ``flow.ports.Service``. Thread-safe. Made by ``connect``."""

    def __init__(
        self,
        credentials: Credentials,
        addresses: Addresses,
        clock: ServiceClock,
        settings: TransportSettings,
        stop: StopEvent,
        upload_domains: Callable[[], Sequence[str]],
    ) -> None:
        self._upload_domains = upload_domains
        self._region = credentials.region
        self._addresses = addresses
        self._clock = clock
        self._transport = Transport(settings)
        proof = proof_for(credentials, addresses.iam, self._transport, clock)
        self._caller = Caller(self._transport, proof, clock, settings, stop)
        self._project_lock = threading.Lock()
        self._project_id = credentials.project_id

    def __repr__(self) -> str:
        """The region only."""
        return f"MetaStudioService({self._region})"

    def create(self, fields: Mapping[str, Any]) -> tuple[str, UploadUrls]:
        """Create a job; its id and upload URLs (Create2dModelTrainingJob). Not idempotent."""
        answer = self._write("create", "POST", "", fields)

        def read() -> tuple[str, UploadUrls]:
            value = read_object(answer.body)
            return read_job_id(value), self._upload_urls(value)

        return _read_after_write(read)

    def update(self, job_id: str, fields: Mapping[str, Any]) -> UploadUrls:
        """Fresh upload URLs (Update2dModelTrainingJob); ``service.refused`` in states that do not allow it."""
        answer = self._write("update", "PUT", _job(job_id), fields)
        return _read_after_write(lambda: self._upload_urls(read_object(answer.body)))

    def show(self, job_id: str) -> Job:
        """One job with its log (Show2dModelTrainingJob); ``service.job_gone`` when it does not exist."""
        return read_job(read_object(self._call("show", "GET", _job(job_id), is_read=True).body), job_id)

    def jobs(self, *, tag: str | None = None, offset: int = 0, limit: int = PAGE_MAX) -> tuple[int, tuple[Job, ...]]:
        """(total, page), newest first (List2dModelTrainingJob); with ``tag`` only jobs that carry it.

        ``offset`` from 0, ``limit`` 1 to 100. The total is the service's own.
        """
        query = [
            ("offset", str(max(0, offset))),
            ("limit", str(min(max(1, limit), PAGE_MAX))),
            ("sort_key", "create_time"),
            ("sort_dir", "desc"),
        ]
        if tag is not None:
            query.append(("tag", tag))
        answer = self._call("jobs", "GET", "", is_read=True, query=tuple(query))
        total, page = read_jobs(read_object(answer.body))
        # Whether the filter matches whole tags is not documented.
        return total, tuple(job for job in page if tag is None or not job.tags or tag in job.tags)

    def delete(self, job_id: str) -> None:
        """Delete a job with everything that belongs to it, the avatar too (Delete2dModelTrainingJob)."""
        self._write("delete", "DELETE", _job(job_id), None)

    def command(self, job_id: str, command: Command) -> Mapping[int, str]:
        """Give a command (Execute2dModelTrainingCommandByUser); {part number: ETag} for the two GET commands.

        ``service.refused`` (facts: text, service_code) when the body says EXCUTE_FAILED, whatever the HTTP status.
        """
        is_read = command in (Command.GET_MULTIPART_UPLOADED, Command.GET_ACTION_VIDEO_MULTIPART_UPLOADED)
        path = f"{_job(job_id)}/command"
        answer = self._call(command.value, "POST", path, is_read=is_read, fields={"command": command.value})

        def read() -> Mapping[int, str]:
            return read_command(read_object(answer.body), request_id(answer))

        return read() if is_read else _read_after_write(read)

    def now(self) -> float:
        """Unix seconds by the service's clock."""
        return self._clock.now()

    def clock_offset(self) -> float:
        """Seconds the service's clock is ahead of this computer's; 0 until an answer has shown otherwise."""
        return self._clock.offset

    def project_id(self) -> str:
        """The project's id: the given one, or looked up once by the region's name.

        Raises ProblemError ``auth.region_closed`` (facts: region) when there is none, ``auth.several_projects``
        (facts: count) when the choice is the person's.
        """
        with self._project_lock:
            if not self._project_id:
                self._project_id = self._look_up_project()
            return self._project_id

    def account(self) -> str:
        """The project's id, which belongs to one account in one region; problems of ``project_id``."""
        return self.project_id()

    def close(self) -> None:
        """Close idle connections; the service can still be used."""
        self._transport.close()

    def _look_up_project(self) -> str:
        outgoing = Outgoing(
            name="projects",
            method="GET",
            origin=self._addresses.iam,
            path="/v3/projects",
            is_read=True,
            query=(("name", self._region),),
        )
        ids = read_project_ids(read_object(self._caller.call(outgoing, Target(self._region)).body))
        if not ids:
            raise ProblemError("auth.region_closed", region=self._region)
        if len(ids) > 1:
            raise ProblemError("auth.several_projects", count=len(ids))
        return ids[0]

    def _upload_urls(self, answer: Mapping[str, Any]) -> UploadUrls:
        return read_upload_urls(answer, self.now(), self._addresses.service_host, self._upload_domains())

    def _write(self, name: str, method: str, path: str, fields: Mapping[str, Any] | None) -> Answer:
        return self._call(name, method, path, is_read=False, fields=fields)

    def _call(
        self,
        name: str,
        method: str,
        path: str,
        *,
        is_read: bool,
        query: tuple[tuple[str, str], ...] = (),
        fields: Mapping[str, Any] | None = None,
    ) -> Answer:
        project_id = self.project_id()
        outgoing = Outgoing(
            name=name,
            method=method,
            origin=self._addresses.service,
            path=f"/v1/{project_id}/digital-human-training-manage/user/jobs{path}",
            is_read=is_read,
            query=query,
            body=None if fields is None else json.dumps(dict(fields)).encode(),
        )
        return self._caller.call(outgoing, Target(self._region, project_id, about_job=path != ""))


def _read_after_write(read: Callable[[], T]) -> T:
    """What ``read`` makes of a write's answer; one that cannot be understood was as good as lost."""
    try:
        return read()
    except ProblemError as error:
        if error.problem.code != "service.bad_answer":
            raise
    raise AnswerLost("service.bad_answer")


def _job(job_id: str) -> str:
    if not is_id(job_id):
        raise ProblemError("service.job_gone")
    return f"/{job_id}"
