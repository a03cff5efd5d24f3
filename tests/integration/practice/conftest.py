"""A running practice service, and a plain client that shares no code with ours or with the service."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from support.practice import Practice

OCTETS = "application/octet-stream"
LEAST_PART = 100 * 1024


@dataclass(frozen=True)
class Reply:
    """An HTTP answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return self.json["error_code"]

    @property
    def text(self) -> str:
        return self.json["error_msg"]

    @property
    def obs_code(self) -> str:
        return self.body.decode().split("<Code>")[1].split("</Code>")[0]


def send(method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Reply:
    """Send one request and read the whole answer. Redirects are not followed, nothing is added but Host and length."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    try:
        target = place.path + (f"?{place.query}" if place.query else "")
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@dataclass
class Api:
    """Calls with a token; `given` are the addresses of the job created last."""

    practice: Practice
    token: str = ""
    given: dict[str, Any] = field(default_factory=dict)

    def sign_in(self, **changed: Any) -> Reply:
        """Ask IAM for a token; `changed` replaces user, password, domain or scope."""
        facts = {
            "user": self.practice.user,
            "password": self.practice.password,
            "domain": self.practice.domain,
            "scope": {"project": {"name": self.practice.region}},
        } | changed
        user = {"name": facts["user"], "password": facts["password"], "domain": {"name": facts["domain"]}}
        body = {"auth": {"identity": {"methods": ["password"], "password": {"user": user}}, "scope": facts["scope"]}}
        url = f"{self.practice.iam_endpoint}/v3/auth/tokens?nocatalog=true"
        return send("POST", url, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def call(self, method: str, path: str = "", body: Any = None, **headers: str) -> Reply:
        """Call below .../user/jobs with the token."""
        if not self.token:
            self.token = self.sign_in().headers["x-subject-token"]
        url = f"{self.practice.endpoint}/v1/{self.practice.project_id}/digital-human-training-manage/user/jobs{path}"
        named = {"Content-Type": "application/json", "X-Auth-Token": self.token}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        return send(method, url, data, named)

    def create(self, **fields: Any) -> str:
        """Create a job and keep its addresses."""
        reply = self.call("POST", "", {"name": "Practice"} | fields)
        assert reply.status == 200, reply.body
        self.given = reply.json
        return str(reply.json["job_id"])

    def command(self, job_id: str, command: str, **fields: Any) -> dict[str, Any]:
        """Send a command; the status is 200 also when it is refused."""
        reply = self.call("POST", f"/{job_id}/command", {"command": command} | fields)
        assert reply.status == 200, reply.body
        return dict(reply.json)

    def accepted(self, job_id: str, command: str, **fields: Any) -> dict[str, Any]:
        """Send a command that must be accepted."""
        answer = self.command(job_id, command, **fields)
        assert answer["commond_result"] == "EXCUTE_SUCCESS", answer
        return answer

    def refused(self, job_id: str, command: str, **fields: Any) -> str:
        """Send a command that must be refused; return its code and text."""
        answer = self.command(job_id, command, **fields)
        assert answer["commond_result"] == "EXCUTE_FAILED", answer
        assert answer["excute_failed_msg"] == answer["error_info"]["error_msg"]
        return f"{answer['error_info']['error_code']} {answer['excute_failed_msg']}"

    def show(self, job_id: str) -> dict[str, Any]:
        """Show a job."""
        reply = self.call("GET", f"/{job_id}")
        assert reply.status == 200, reply.body
        return dict(reply.json)

    def put(self, url: str, body: bytes = b"practice", **headers: str) -> Reply:
        """PUT to an upload address as the documents say."""
        return send("PUT", url, body, {"Content-Type": OCTETS} | headers)

    def put_papers(self) -> None:
        """Upload both ID photos and the letter of the job created last."""
        for name in ("id_card_image1", "id_card_image2", "grant_file"):
            assert self.put(self.given[f"{name}_upload_url"], name.encode()).status == 200

    def put_video(self, *parts: bytes) -> None:
        """Upload the parts of the video of the job created last."""
        for url, part in zip(self.given["training_video_upload_url"], parts, strict=True):
            assert self.put(url, part).status == 200

    def submitted(self, video: bytes = b"film", **fields: Any) -> str:
        """Bring a new job into review."""
        job_id = self.create(**fields)
        self.put_video(video)
        self.put_papers()
        self.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
        self.accepted(job_id, "SUBMITVERIFYING")
        return job_id


@pytest.fixture(scope="session")
def running() -> Iterator[Practice]:
    """One service for all tests; only `practice` may be used in tests."""
    with Practice() as practice:
        yield practice


@pytest.fixture
def practice(running: Practice) -> Practice:
    """The service, as in its first minute."""
    running.clear()
    return running


@pytest.fixture
def api(practice: Practice) -> Api:
    """A client that signs in when it is first needed."""
    return Api(practice)


@pytest.fixture
def plain() -> Callable[..., Reply]:
    """Send anything anywhere."""
    return send


@pytest.fixture
def query() -> Callable[..., str]:
    """Write a query string."""
    return lambda **names: "?" + urlencode(names)


@pytest.fixture
def until(practice: Practice) -> Callable[[str, str], dict[str, Any]]:
    """Wait until a job is in a state."""
    import threading
    import time

    def wait(job_id: str, state: str) -> dict[str, Any]:
        end = time.monotonic() + 30
        while (job := practice.job(job_id))["state"] != state:
            assert time.monotonic() < end, f"still {job['state']}"
            threading.Event().wait(0.01)
        return job

    return wait
