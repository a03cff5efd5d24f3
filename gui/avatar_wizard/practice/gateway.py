"""The API gateway in front of MetaStudio: who is calling, and may they?"""

from __future__ import annotations

from dataclasses import dataclass

from .answers import RefusalError
from .iam import Iam
from .request import Request
from .signatures import BadSignatureError, Signed, read_claim, signed_at, verify

SKEW_S = 15 * 60
_PREFIX = "Incorrect IAM authentication information: "


@dataclass(slots=True)
class Gateway:
    """Checks tokens and signatures with the codes of the API gateway's error list. `forbidden` denies permission."""

    iam: Iam
    forbidden: bool = False

    def admit(self, request: Request, project_id: str) -> None:
        """Let a MetaStudio call pass or raise RefusalError. A token must be scoped to the project in the path."""
        if "authorization" in request.headers:
            self.check_signature(request)
            named = request.headers.get("x-project-id")
            if named is None:
                # The API reference makes the header mandatory with AK/SK; the code of the refusal is inferred.
                raise RefusalError(401, "APIGW.0301", _PREFIX + "x-project-id not found")
            scope: str | None = named
        else:
            scope = self._token_scope(request)
        # A domain-scoped token has no project: refused like a foreign project (inferred).
        if scope != project_id or project_id != self.iam.account.project_id:
            raise RefusalError(400, "MSS.00010009", "The project ID does not match the project of the caller.")
        if self.forbidden:
            raise RefusalError(403, "APIGW.0302", "The IAM user is not allowed to access the API.")

    def admit_to_projects(self, request: Request) -> None:
        """Let a project query pass: signed, or with any living token. Raises RefusalError."""
        if "authorization" in request.headers:
            self.check_signature(request)
        else:
            self._token_scope(request)

    def _token_scope(self, request: Request) -> str | None:
        value = request.headers.get("x-auth-token")
        if value is None:
            raise RefusalError(401, "APIGW.0301", _PREFIX + "x-auth-token not found")
        return self.iam.token(value).project_id

    def check_signature(self, request: Request) -> None:
        """Check AK/SK, temporary token, clock and signature. Raises RefusalError APIGW.0301; bad tries are counted."""
        try:
            claim = read_claim(request.headers["authorization"])
        except BadSignatureError as bad:
            raise RefusalError(401, "APIGW.0301", _PREFIX + str(bad)) from None
        key = self.iam.keys.get(claim.ak)
        if key is None:
            raise RefusalError(401, "APIGW.0301", _PREFIX + "ak not exist")
        if key.locked():
            raise RefusalError(401, "APIGW.0301", _PREFIX + "AK access failed to reach the limit,forbidden")
        signed = Signed(request.method, request.path, request.query, request.headers, request.body)
        temporary = key.security_token is not None
        try:
            if abs(signed_at(signed) - self.iam.clock.now()) > SKEW_S:
                raise BadSignatureError("signature expired")
            if request.headers.get("x-security-token") != key.security_token:
                raise BadSignatureError("security token is wrong")
            verify(signed, claim, key.sk, ("x-security-token",) if temporary else ())
        except BadSignatureError as bad:
            key.failed()
            raise RefusalError(401, "APIGW.0301", _PREFIX + str(bad)) from None
        key.bad_tries = 0
