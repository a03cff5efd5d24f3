"""Proving who calls: a signature for every request, or a token for all of them.

Signature: API gateway, Signing Guide (SDK-HMAC-SHA256), computed by Huawei's own signer. Token: IAM API reference,
Obtaining a User Token Through Password Authentication.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.ports import Credentials, SignInMethod

from .clock import ServiceClock
from .errors import check_sign_in
from .exchange import exchange
from .transport import Outgoing, Transport
from .wire import bad_answer, is_id, read_object, read_token_expiry

TOKEN_LIFE_S = 24 * 3600.0
EARLY_S = 60.0
"""A token this close to its end is renewed before a call rather than after its refusal."""
_APP_USER_MAX = 256  # API reference: X-App-UserId 1-256


class Proof(Protocol):
    """What turns a request into one that the service lets pass."""

    uses_token: bool

    def headers(self, outgoing: Outgoing, project_id: str) -> dict[str, str]:
        """All headers that ``outgoing`` needs; may sign in first."""
        ...

    def renew(self, refused: dict[str, str]) -> bool:
        """Whether another try with new ``headers`` makes sense after those of ``refused`` were turned down."""
        ...


def proof_for(credentials: Credentials, iam: str, transport: Transport, clock: ServiceClock) -> Proof:
    """The proof that ``credentials`` allow.

    Raises ProblemError ``auth.none`` when something is missing, ``auth.wrong_key``, ``auth.wrong_project`` or
    ``auth.app_user_not_ascii`` for values that cannot go into a header.
    """
    app_user = credentials.app_user
    if app_user and not (_is_visible(app_user, allow_space=True) and len(app_user) <= _APP_USER_MAX):
        raise ProblemError("auth.app_user_not_ascii")
    if credentials.project_id and not is_id(credentials.project_id):
        raise ProblemError("auth.wrong_project")
    if credentials.method is SignInMethod.PASSWORD:
        if not (credentials.domain and credentials.user and credentials.password):
            raise ProblemError("auth.none")
        return TokenProof(credentials, iam, transport, clock)
    if not (credentials.access_key and credentials.secret_key):
        raise ProblemError("auth.none")
    given = (credentials.access_key, credentials.secret_key, credentials.security_token or "-")
    if not all(_is_visible(value) for value in given):
        raise ProblemError("auth.wrong_key")
    return KeyProof(credentials, clock)


class KeyProof:
    """AK/SK, lasting or temporary."""

    uses_token = False

    def __init__(self, credentials: Credentials, clock: ServiceClock) -> None:
        self._credentials = credentials
        self._clock = clock

    def headers(self, outgoing: Outgoing, project_id: str) -> dict[str, str]:
        """The signed headers, ``Authorization`` among them; only what we control is signed."""
        moment = datetime.fromtimestamp(self._clock.now(), UTC)
        headers = {"Host": outgoing.host, "X-Sdk-Date": moment.strftime("%Y%m%dT%H%M%SZ"), **_common(self._credentials)}
        if project_id:
            headers["X-Project-Id"] = project_id
        if self._credentials.security_token:
            headers["X-Security-Token"] = self._credentials.security_token
        request = SdkRequest(
            method=outgoing.method,
            schema=urlsplit(outgoing.origin).scheme,
            host=outgoing.host,
            resource_path=outgoing.path,
            query_params=list(outgoing.query),
            header_params=headers,
            body=outgoing.body or b"",
        )
        keys = _Keys(self._credentials.access_key, self._credentials.secret_key)
        signed: dict[str, str] = Signer(keys).sign(request).header_params
        return signed

    def renew(self, refused: dict[str, str]) -> bool:
        """Never: five bad tries lock the key."""
        return False


class TokenProof:
    """User name and password. The token stays in memory, shared by all threads."""

    uses_token = True

    def __init__(self, credentials: Credentials, iam: str, transport: Transport, clock: ServiceClock) -> None:
        self._credentials = credentials
        self._iam = iam
        self._transport = transport
        self._clock = clock
        self._lock = threading.Lock()
        self._token = ""
        self._dies_at = 0.0

    def headers(self, outgoing: Outgoing, project_id: str) -> dict[str, str]:
        """The token and what every call carries; signs in when there is no token or it is about to die."""
        with self._lock:
            if not self._token or self._clock.now() > self._dies_at - EARLY_S:
                self._sign_in()
            return {**_common(self._credentials), "X-Auth-Token": self._token}

    def renew(self, refused: dict[str, str]) -> bool:
        """Forget the token that was turned down, unless another thread has replaced it already."""
        with self._lock:
            if self._token == refused.get("X-Auth-Token"):
                self._token = ""
        return True

    def _sign_in(self) -> None:
        given = self._credentials
        user = {"name": given.user, "password": given.password, "domain": {"name": given.domain}}
        # A region's own project has the region's name; a further project is known by its id only.
        project = {"id": given.project_id} if given.project_id else {"name": given.region}
        body = {
            "auth": {
                "identity": {"methods": ["password"], "password": {"user": user}},
                "scope": {"project": project},
            }
        }
        outgoing = Outgoing(
            name="sign-in",
            method="POST",
            origin=self._iam,
            path="/v3/auth/tokens",
            # Signing in twice harms nobody, so that a lost answer is an ordinary failure.
            is_read=True,
            query=(("nocatalog", "true"),),
            body=json.dumps(body).encode(),
        )
        self._token = ""
        answer = exchange(self._transport, self._clock, outgoing, {"Content-Type": "application/json"})
        check_sign_in(answer, given.region)
        token = answer.headers.get("x-subject-token", "")
        if not _is_visible(token):
            raise bad_answer()
        self._token = token
        self._dies_at = read_token_expiry(read_object(answer.body)) or self._clock.now() + TOKEN_LIFE_S


@dataclass(frozen=True, slots=True)
class _Keys:
    """What Huawei's signer reads of its credentials."""

    ak: str
    sk: str = field(repr=False)


def _common(credentials: Credentials) -> dict[str, str]:
    headers = {"Content-Type": "application/json"}
    if credentials.app_user:
        headers["X-App-UserId"] = credentials.app_user
    return headers


def _is_visible(text: str, *, allow_space: bool = False) -> bool:
    """Whether ``text`` is not empty and can go into a header as it is."""
    lowest = " " if allow_space else "!"
    return text == text.strip() and text != "" and all(lowest <= character <= "~" for character in text)
