"""All rooms of the practice service, put together, and the map from paths to calls."""

from __future__ import annotations

import random
import re
import secrets
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from .answers import Answer, RefusalError, api_error, iam_error
from .calls import Calls
from .clock import Clock
from .commands import Commands
from .faults import Fault, Faults
from .gateway import Gateway
from .iam import Iam, make_account
from .jobs import Jobs
from .journal import Journal
from .obs import ROOT, Obs
from .peer import Mood
from .request import Request
from .review import Review
from .settings import Settings
from .storage import Storage

_JOBS = re.compile(r"/v1/([^/]+)/digital-human-training-manage/user/jobs(?:/([^/]+))?(/command)?")
_METHODS = {
    ("POST", False, False): "create",
    ("GET", False, False): "list",
    ("GET", True, False): "show",
    ("PUT", True, False): "update",
    ("DELETE", True, False): "delete",
    ("POST", True, True): "command",
}
_HEX = "0123456789abcdef"
LARGEST_BODY = 12 * 1024 * 1024  # the signing guide's limit for signed requests


@dataclass(frozen=True, slots=True)
class Route:
    """What a request is for. `call` is `unknown` where there is nothing."""

    call: str
    project_id: str = ""
    job_id: str | None = None


class Service:
    """MetaStudio, IAM and OBS in one. `seed` makes ids, keys and chance repeatable; `base` is set by the server."""

    def __init__(self, folder: Path, region: str, settings: Settings, seed: int | None, *, discard: bool) -> None:
        """Build all rooms around one private folder."""
        seed = secrets.randbits(64) if seed is None else seed
        # Three rows of chance, so that the ids of jobs do not depend on how many requests came before.
        self._ids, self._noise, chance = (random.Random(f"{seed} {row}") for row in range(3))  # noqa: S311
        self.region = region
        self.stopping = threading.Event()
        self.clock, self.journal = Clock(), Journal()
        self.settings, self._first_settings = settings, replace(settings)
        account, self.lasting, self.temporary = make_account(self.new_id, region)
        keys = {key.ak: key for key in (self.lasting, self.temporary)}
        self.account = account
        self.iam = Iam(account, keys, self.clock, settings, self._noise)
        self.gateway = Gateway(self.iam)
        self.control_key = self.new_id(16)
        storage = Storage(folder, lambda: self.new_noise(24), discard)
        self.jobs = Jobs(self.clock, settings, storage, self.new_id)
        self.obs = Obs(self.clock, settings, storage, self.jobs, self.new_noise)
        self.calls = Calls(account.project_id, self.jobs, self.obs, self.clock, settings)
        self.review = Review(self.jobs, settings)
        self.commands = Commands(self.calls, self.jobs, settings, self.review.begin)
        self.faults = Faults(chance)
        self.mood = Mood()
        self.restarts = 0

    def new_id(self, length: int) -> str:
        """Return `length` characters of hex, repeatable with a seed."""
        return "".join(self._ids.choice(_HEX) for _ in range(length))

    def new_noise(self, length: int) -> str:
        """Return `length` characters of hex that nobody needs to see again (request ids, file names)."""
        return "".join(self._noise.choice(_HEX) for _ in range(length))

    def route(self, method: str, path: str) -> Route:
        """Say what a request is for; storage requests are not looked at here."""
        if path == "/v3/auth/tokens" and method == "POST":
            return Route("token")
        if path == "/v3/projects" and method == "GET":
            return Route("projects")
        found = _JOBS.fullmatch(path)
        if found is None:
            return Route("unknown")
        project_id, job_id, command = found.groups()
        call = _METHODS.get((method, job_id is not None, command is not None), "wrong_method")
        return Route(call, project_id, job_id)

    def answer(self, route: Route, request: Request) -> Answer:
        """Answer a MetaStudio or IAM call; every refusal comes back as an answer in its room's shape."""
        try:
            return self._admit_and_call(route, request)
        except RefusalError as refusal:
            return self.refuse(route.call, refusal)

    def fault_for(self, call: str, job_id: str | None, part: int | None) -> Fault | None:
        """Return what is to go wrong with a request: by a rule, else by the peer's mood, or None."""
        return self.faults.take(call, job_id, part) or self.mood.fault(self.settings.peer, call, part)

    def refuse(self, call: str, refusal: RefusalError) -> Answer:
        """Return a refusal in the shape of the room that a call belongs to."""
        if call == "token":
            return iam_error(refusal)
        return api_error(refusal, self.settings.error_shape)

    def _admit_and_call(self, route: Route, request: Request) -> Answer:
        if route.call == "token":
            return self.iam.create_token(request)
        if route.call == "projects":
            self.gateway.admit_to_projects(request)
            return self.iam.list_projects(request)
        if route.call == "unknown":
            raise RefusalError(
                404, "APIGW.0101", "The API does not exist or has not been published in the environment."
            )
        self.gateway.admit(request, route.project_id)
        json_only = request.headers.get("content-type", "").startswith("application/json")
        if request.method in ("POST", "PUT") and not json_only:
            raise RefusalError(400, "MSS.00000002", "Invalid request body: the content type must be application/json.")
        job_id = route.job_id or ""
        if route.call == "create":
            return self.calls.create(request)
        if route.call == "list":
            return self.calls.list_jobs(request)
        if route.call == "show":
            return self.calls.show(request, job_id)
        if route.call == "update":
            return self.calls.update(request, job_id)
        if route.call == "delete":
            return self.calls.delete(request, job_id)
        if route.call == "command":
            return self.commands.execute(request, job_id)
        raise RefusalError(400, "MSS.00010004", "The request method is wrong.")

    def reset(self) -> None:
        """Go back to the first minute: jobs, bytes, addresses, tokens, locks, faults, switches, clock, journal."""
        self.faults.clear()
        with self.jobs.lock:
            self.jobs.clear()
            self.obs.clear()
            self.settings.change(self._first_settings.as_dict())
        self.iam.reset()
        self.gateway.forbidden = False
        self.clock.skew_s = 0.0
        self.journal.clear()

    def close(self) -> None:
        """Let hanging requests go and take no more bytes."""
        self.jobs.storage.closed = True
        self.stopping.set()
        self.faults.release()

    def is_storage(self, path: str) -> bool:
        """Say whether a path belongs to OBS."""
        return path.startswith(ROOT + "/")
