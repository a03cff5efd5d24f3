"""IAM: accounts, access keys, tokens, projects."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from .answers import Answer, RefusalError, json_answer
from .clock import Clock
from .request import Request
from .settings import Settings

BAD_TRIES_BEFORE_LOCK = 5
LOCK_S = 300.0


@dataclass(slots=True)
class AccessKey:
    """An access key; `security_token` makes it a temporary one. `locked_until` is on the monotonic clock."""

    ak: str
    sk: str
    security_token: str | None = None
    bad_tries: int = 0
    locked_until: float = 0.0

    def locked(self) -> bool:
        """Say whether the key is locked after too many bad signatures."""
        return time.monotonic() < self.locked_until

    def failed(self) -> None:
        """Count a failed check: more than five in a row lock the key for five minutes (API gateway FAQ)."""
        self.bad_tries += 1
        if self.bad_tries > BAD_TRIES_BEFORE_LOCK:
            self.lock()

    def lock(self) -> None:
        """Lock the key for five minutes."""
        self.locked_until = time.monotonic() + LOCK_S

    def unlock(self) -> None:
        """Forget bad tries and the lock."""
        self.bad_tries, self.locked_until = 0, 0.0


@dataclass(slots=True)
class Token:
    """A token's scope (None: the whole domain) and the Unix second at which it dies."""

    project_id: str | None
    expires: float


@dataclass(frozen=True, slots=True)
class Account:
    """The one account this service knows; every value is made up at start."""

    region: str
    project_id: str
    domain: str
    domain_id: str
    user: str
    user_id: str
    password: str


@dataclass(slots=True)
class Iam:
    """Answers `POST /v3/auth/tokens` and `GET /v3/projects`, and knows which keys and tokens are good."""

    account: Account
    keys: dict[str, AccessKey]
    clock: Clock
    settings: Settings
    chance: random.Random
    tokens: dict[str, Token] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def create_token(self, request: Request) -> Answer:
        """Sign in (IAM, Obtaining a User Token Through Password Authentication). Raises RefusalError."""
        auth = _object(_object(_parsed(request), "auth"), "identity")
        scope = _object(_parsed(request), "auth").get("scope", {})
        if auth.get("methods") != ["password"]:
            raise RefusalError(400, "Bad Request", "Only the method password is supported.")
        user = _object(_object(auth, "password"), "user")
        domain = _object(user, "domain")
        account = self.account
        given = (user.get("name"), user.get("password"), domain.get("name"))
        if given != (account.user, account.password, account.domain):
            raise RefusalError(401, "Unauthorized", "The username or password is wrong.")
        project_id = self._scope(scope)
        issued = self.clock.now()
        expires = issued + self.settings.token_life_s
        value = self._new_token()
        with self.lock:
            self.tokens[value] = Token(project_id, expires)
        body: dict[str, object] = {
            "methods": ["password"],
            "issued_at": self.clock.stamp(issued).replace("Z", ".000000Z"),
            "expires_at": self.clock.stamp(expires).replace("Z", ".000000Z"),
            "user": {
                "id": account.user_id,
                "name": account.user,
                "domain": {"id": account.domain_id, "name": account.domain},
            },
            "roles": [{"id": "0", "name": "te_agency"}],
        }
        if project_id is not None:
            owner = {"id": account.domain_id, "name": account.domain}
            body["project"] = {"id": project_id, "name": account.region, "domain": owner}
        return json_answer(201, {"token": body}, (("X-Subject-Token", value),))

    def list_projects(self, request: Request) -> Answer:
        """`GET /v3/projects`, filtered by `name`; the region's project has the region's name."""
        account = self.account
        wanted = request.parameters().get("name")
        ids = [account.project_id, account.project_id[::-1]][: self.settings.projects]
        names = [account.region, account.region + "_studio"]
        found = [
            {"id": each, "name": name, "domain_id": account.domain_id, "enabled": True, "is_domain": False}
            for each, name in zip(ids, names, strict=False)
            if wanted is None or name == wanted or (self.settings.projects > 1 and account.region == wanted)
        ]
        return json_answer(200, {"links": {}, "projects": found})

    def token(self, value: str) -> Token:
        """Return a living token. Raises RefusalError APIGW.0301 for an unknown one, APIGW.0307 for one that died."""
        with self.lock:
            token = self.tokens.get(value)
        if token is None:
            raise RefusalError(401, "APIGW.0301", "Incorrect IAM authentication information: decrypt token fail")
        if self.clock.now() >= token.expires:
            raise RefusalError(401, "APIGW.0307", "The token must be updated.")
        return token

    def expire_tokens(self) -> None:
        """Let every token issued so far be dead."""
        with self.lock:
            for token in self.tokens.values():
                token.expires = 0.0

    def reset(self) -> None:
        """Forget tokens and unlock keys."""
        with self.lock:
            self.tokens.clear()
            for key in self.keys.values():
                key.unlock()

    def _new_token(self) -> str:
        # A real token has about this shape and more than a thousand characters; clients must not cut it.
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"
        return "MII" + "".join(self.chance.choice(letters) for _ in range(1500)) + "="

    def _scope(self, scope: object) -> str | None:
        account = self.account
        if not isinstance(scope, dict) or "project" not in scope:
            return None
        project = _object(scope, "project")
        if project.get("id") == account.project_id or project.get("name") == account.region:
            return account.project_id
        raise RefusalError(404, "Not Found", "Could not find the project.")


def make_account(text: Callable[[int], str], region: str) -> tuple[Account, AccessKey, AccessKey]:
    """Make up an account, a permanent and a temporary access key. `text(n)` gives n characters of hex."""
    account = Account(
        region=region,
        project_id=text(32),
        domain="practice-studio",
        domain_id=text(32),
        user="practice-operator",
        user_id=text(32),
        password="Practice-" + text(12),
    )
    lasting = AccessKey("PRACTICE" + text(12).upper(), text(40))
    temporary = AccessKey("HST3" + text(16).upper(), text(40), "gQ" + text(120))
    return account, lasting, temporary


def _parsed(request: Request) -> dict[str, object]:
    try:
        value = json.loads(request.body)
    except ValueError:
        raise RefusalError(400, "Bad Request", "The request body is not JSON.") from None
    if not isinstance(value, dict):
        raise RefusalError(400, "Bad Request", "The request body is not an object.")
    return value


def _object(value: dict[str, object], name: str) -> dict[str, object]:
    inner = value.get(name)
    if not isinstance(inner, dict):
        raise RefusalError(400, "Bad Request", f"{name} is missing.")
    return inner
