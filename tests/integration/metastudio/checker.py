"""A strict reader of requests: what is not in the API reference, or not signed as Huawei's signer signs it, is wrong.

Paths, fields, parameters and headers: API reference, Image Modeling Management; names are taken from Huawei's SDK.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import parse_qsl, unquote

from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer
from huaweicloudsdkmetastudio.v1 import (
    Create2dModelTrainingJobReq,
    Execute2dModelTrainingCommandByUserReq,
    List2dModelTrainingJobRequest,
    Update2dModelTrainingJobReq,
)

from integration.metastudio.raw_server import RawRequest, respond

JOBS = re.compile(
    r"/v1/(?P<project>[0-9a-f]{32})/digital-human-training-manage/user/jobs(?P<job>/[0-9a-f]{32})?(/command)?"
)
ALWAYS = {"host", "user-agent", "accept", "accept-encoding"}
KEY_MODE = {"authorization", "x-sdk-date", "x-project-id", "x-security-token"}
TOKEN_MODE = {"x-auth-token"}
COMMON = {"content-type", "content-length", "connection", "x-app-userid"}
SIGNED = {"content-type", "host", "x-app-userid", "x-project-id", "x-sdk-date", "x-security-token"}
BODIES = {
    ("POST", "create"): Create2dModelTrainingJobReq,
    ("PUT", "job"): Update2dModelTrainingJobReq,
    ("POST", "command"): Execute2dModelTrainingCommandByUserReq,
}


@dataclass(slots=True)
class Checker:
    """Judges requests of one account; ``complaints`` is empty when all were right. ``secret`` None: token mode."""

    project_id: str
    access_key: str = ""
    secret: str | None = None
    security_token: str | None = None
    token: str = ""
    app_user: str | None = None
    complaints: list[str] = field(default_factory=list)

    def __call__(self, request: RawRequest) -> bytes:
        """Note what is wrong with ``request`` and answer as if it were right."""
        self.complaints += self._judge(request)
        path = request.target.partition("?")[0]
        if path == "/v3/projects":
            return respond(200, {"projects": [{"id": self.project_id, "name": "cn-north-4"}]})
        if path == "/v3/auth/tokens":
            return respond(201, {"token": {"expires_at": "2099-01-01T00:00:00Z"}}, {"X-Subject-Token": self.token})
        if path.endswith("/command"):
            return respond(200, {"commond_result": "EXCUTE_SUCCESS"})
        if request.method == "GET":
            return respond(200, {"job_id": "1" * 32, "state": "TRAINING", "count": 0, "jobs": []})
        return respond(200, {"job_id": "1" * 32})

    def _judge(self, request: RawRequest) -> Iterator[str]:
        path, _, query = request.target.partition("?")
        names = [name for name, _ in request.headers]
        if len(names) != len(set(names)):
            yield "a header comes twice"
        if path.endswith("/"):
            yield "a slash at the end of the path"
        if path == "/v3/auth/tokens":
            yield from self._judge_sign_in(request, query)
            return
        mode = TOKEN_MODE if self.secret is None else KEY_MODE
        for name in set(names) - ALWAYS - COMMON - mode:
            yield f"unknown header {name}"
        if request.header("content-type") != "application/json":
            yield "content type"
        if request.header("x-app-userid") != self.app_user:
            yield "X-App-UserId"
        if path != "/v3/projects":
            yield from self._judge_call(request, path, query)
        elif query != "name=cn-north-4" or request.body:
            yield "project query"
        yield from self._judge_proof(request, path, query)

    def _judge_call(self, request: RawRequest, path: str, query: str) -> Iterator[str]:
        match = JOBS.fullmatch(path)
        if match is None or match["project"] != self.project_id:
            yield f"path {path}"
            return
        if self.secret is not None and request.header("x-project-id") != self.project_id:
            yield "X-Project-Id"
        kind = "command" if path.endswith("/command") else "job" if match["job"] else "create"
        if query:
            yield from _judge_query(request, query, kind)
        model = BODIES.get((request.method, kind))
        if model is None:
            if request.body or request.method not in ("GET", "DELETE"):
                yield f"{request.method} {kind} with a body"
            return
        body = json.loads(request.body)
        for name in set(body) - set(model.attribute_map.values()):
            yield f"unknown field {name}"

    def _judge_proof(self, request: RawRequest, path: str, query: str) -> Iterator[str]:
        if self.secret is None:
            if request.header("x-auth-token") != self.token:
                yield "token"
            return
        authorization = request.header("authorization") or ""
        match = re.fullmatch(
            r"SDK-HMAC-SHA256 Access=([^,]+), SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})", authorization
        )
        if match is None or match[1] != self.access_key or len(authorization) > 256:
            yield "authorization header"
            return
        signed = match[2].split(";")
        present = {name for name, _ in request.headers}
        if set(signed) != SIGNED & present or not {"host", "x-sdk-date"} <= set(signed):
            yield f"signed headers {signed}"
        if request.header("x-security-token") != self.security_token:
            yield "security token"
        if not re.fullmatch(r"\d{8}T\d{6}Z", request.header("x-sdk-date") or ""):
            yield "X-Sdk-Date"
        again = SdkRequest(
            method=request.method,
            schema="http",
            host=request.header("host"),
            resource_path=unquote(path),
            query_params=parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)),
            header_params={name: request.header(name) for name in signed},
            body=request.body,
        )
        keys = SimpleNamespace(ak=self.access_key, sk=self.secret)
        if Signer(keys).sign(again).header_params["Authorization"] != authorization:
            yield "signature"
        if again.uri != request.target:
            yield "the target is not the one that was signed"

    def _judge_sign_in(self, request: RawRequest, query: str) -> Iterator[str]:
        if query != "nocatalog=true" or request.method != "POST":
            yield "sign-in address"
        for name, _ in request.headers:
            if name not in ALWAYS | {"content-type", "content-length"}:
                yield f"unknown header {name} at sign-in"
        auth = json.loads(request.body)["auth"]
        if auth["identity"]["methods"] != ["password"] or set(auth["identity"]["password"]["user"]) != {
            "name",
            "password",
            "domain",
        }:
            yield "identity"
        if set(auth["scope"]) != {"project"}:
            yield "scope"


def _judge_query(request: RawRequest, query: str, kind: str) -> Iterator[str]:
    if (request.method, kind) != ("GET", "create"):
        yield "parameters where there are none"
    given = dict(parse_qsl(query, strict_parsing=True))
    for name in set(given) - set(List2dModelTrainingJobRequest.attribute_map.values()):
        yield f"unknown parameter {name}"
    if not (0 <= int(given.get("offset", 0)) <= 2**31 - 1 and 1 <= int(given.get("limit", 10)) <= 100):
        yield "offset or limit"
    if given.get("sort_key") not in ("create_time", "update_time", "asset_order") or given.get("sort_dir") != "desc":
        yield "sort"
