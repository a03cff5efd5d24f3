"""Who may call: tokens, signatures, locks, clocks, permissions."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

from support.practice import Practice


class Keys:
    """What the signer wants."""

    def __init__(self, ak: str, sk: str) -> None:
        self.ak, self.sk = ak, sk


def signed(practice: Practice, url: str, *, ak: str = "", sk: str = "", headers: dict[str, str] | None = None,
           at: datetime | None = None, method: str = "GET", body: bytes = b"") -> dict[str, str]:  # fmt: skip
    """Return the headers of a signed request; `headers` replaces the usual extra ones."""
    place = urlsplit(url)
    extra = {"X-Project-Id": practice.project_id} if headers is None else headers
    moment = (at or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    request = SdkRequest(
        method=method,
        schema="http",
        host=place.netloc,
        resource_path=place.path,
        query_params=parse_qsl(place.query, keep_blank_values=True),
        header_params={**extra, "X-Sdk-Date": moment},
        body=body,
    )
    return dict(Signer(Keys(ak or practice.ak, sk or practice.sk)).sign(request).header_params)


@pytest.fixture
def jobs_url(practice: Practice) -> str:
    return f"{practice.endpoint}/v1/{practice.project_id}/digital-human-training-manage/user/jobs"


Send = Callable[..., Any]


def test_a_token_is_issued_for_the_project(api: Any, practice: Practice) -> None:
    reply = api.sign_in()
    assert reply.status == 201
    token = reply.json["token"]
    assert token["project"]["id"] == practice.project_id
    left = datetime.fromisoformat(token["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)
    assert api.call("GET").status == 200


@pytest.mark.parametrize("wrong", ["user", "password", "domain"])
def test_wrong_names_and_passwords_are_refused(api: Any, wrong: str) -> None:
    reply = api.sign_in(**{wrong: "nobody"})
    assert (reply.status, reply.json["error"]["code"]) == (401, 401)
    assert "x-subject-token" not in reply.headers


def test_a_domain_token_does_not_open_metastudio(api: Any, practice: Practice) -> None:
    api.token = api.sign_in(scope={"domain": {"name": practice.domain}}).headers["x-subject-token"]
    reply = api.call("GET")
    assert (reply.status, reply.code) == (400, "MSS.00010009")


def test_an_unknown_project_is_not_a_scope(api: Any) -> None:
    assert api.sign_in(scope={"project": {"name": "nowhere-1"}}).status == 404


@pytest.mark.parametrize("body", [b"", b"[]", b'{"auth": {}}', b"{"])
def test_a_malformed_sign_in_is_refused(practice: Practice, plain: Send, body: bytes) -> None:
    reply = plain("POST", f"{practice.iam_endpoint}/v3/auth/tokens", body, {"Content-Type": "application/json"})
    assert (reply.status, reply.json["error"]["code"]) == (400, 400)


def test_dead_and_unknown_tokens(api: Any, practice: Practice) -> None:
    assert api.call("GET").status == 200
    practice.control("expire_tokens", {})
    reply = api.call("GET")
    assert (reply.status, reply.code) == (401, "APIGW.0307")
    api.token = api.sign_in().headers["x-subject-token"]
    assert api.call("GET").status == 200
    api.token = "x"
    reply = api.call("GET")
    assert (reply.status, reply.code) == (401, "APIGW.0301")
    assert "decrypt token fail" in reply.text


def test_a_call_without_credentials(jobs_url: str, plain: Send) -> None:
    reply = plain("GET", jobs_url)
    assert (reply.status, reply.code) == (401, "APIGW.0301")
    assert len(reply.headers["x-request-id"]) == 32


def test_another_project_is_refused(api: Any, practice: Practice, plain: Send) -> None:
    url = f"{practice.endpoint}/v1/{'0' * 32}/digital-human-training-manage/user/jobs"
    reply = plain("GET", url, None, {"X-Auth-Token": api.sign_in().headers["x-subject-token"]})
    assert (reply.status, reply.code) == (400, "MSS.00010009")


def test_projects_by_signature_and_by_token(api: Any, practice: Practice, plain: Send) -> None:
    url = f"{practice.iam_endpoint}/v3/projects?name={practice.region}"
    found = plain("GET", url, None, signed(practice, url, headers={})).json["projects"]
    assert [(each["id"], each["name"]) for each in found] == [(practice.project_id, practice.region)]
    token = api.sign_in().headers["x-subject-token"]
    assert plain("GET", url, None, {"X-Auth-Token": token}).json["projects"] == found
    assert plain("GET", url).status == 401
    for count in (0, 2):
        practice.settings(projects=count)
        assert len(plain("GET", url, None, {"X-Auth-Token": token}).json["projects"]) == count


def test_a_good_signature_opens(practice: Practice, jobs_url: str, plain: Send) -> None:
    url = f"{jobs_url}?name=a%20b&limit=5"
    assert plain("GET", url, None, signed(practice, url)).status == 200


def test_an_unknown_key(practice: Practice, jobs_url: str, plain: Send) -> None:
    reply = plain("GET", jobs_url, None, signed(practice, jobs_url, ak="NOBODY"))
    assert (reply.status, reply.code) == (401, "APIGW.0301")
    assert "ak not exist" in reply.text


def test_what_the_signature_covers(practice: Practice, jobs_url: str, plain: Send) -> None:
    body = json.dumps({"name": "A"}).encode()
    extra = {"X-Project-Id": practice.project_id, "Content-Type": "application/json"}
    headers = signed(practice, jobs_url, method="POST", body=body, headers=extra)
    assert plain("POST", jobs_url, body, headers).status == 200
    assert plain("POST", jobs_url, body.replace(b"A", b"B"), headers).status == 401
    assert plain("GET", jobs_url, None, headers).status == 401
    assert plain("POST", f"{jobs_url}?a=b", body, headers).status == 401
    assert plain("POST", jobs_url, body, headers | {"Content-Type": "application/json;charset=utf-8"}).status == 401
    assert plain("POST", jobs_url, body, headers | {"X-App-UserId": "unsigned"}).status == 200


def test_host_and_date_must_be_signed(practice: Practice, jobs_url: str, plain: Send) -> None:
    headers = signed(practice, jobs_url)
    for name in ("host", "x-sdk-date"):
        all_names = "host;x-project-id;x-sdk-date"
        assert all_names in headers["Authorization"]
        fewer = ";".join(each for each in all_names.split(";") if each != name)
        cut = headers["Authorization"].replace(all_names, fewer)
        reply = plain("GET", jobs_url, None, headers | {"Authorization": cut})
        assert reply.status == 401
        assert f"{name} must be signed" in reply.text


def test_the_project_header_is_required_with_a_signature(practice: Practice, jobs_url: str, plain: Send) -> None:
    reply = plain("GET", jobs_url, None, signed(practice, jobs_url, headers={}))
    assert reply.status == 401
    assert "x-project-id" in reply.text
    foreign = signed(practice, jobs_url, headers={"X-Project-Id": "0" * 32})
    assert plain("GET", jobs_url, None, foreign).code == "MSS.00010009"


def test_a_temporary_key_needs_its_token(practice: Practice, jobs_url: str, plain: Send) -> None:
    ak, sk, token = (practice.temporary[name] for name in ("ak", "sk", "security_token"))
    project = {"X-Project-Id": practice.project_id}
    good = signed(practice, jobs_url, ak=ak, sk=sk, headers=project | {"X-Security-Token": token})
    assert plain("GET", jobs_url, None, good).status == 200
    without = signed(practice, jobs_url, ak=ak, sk=sk)
    assert plain("GET", jobs_url, None, without).status == 401
    assert plain("GET", jobs_url, None, without | {"X-Security-Token": token}).status == 401


@pytest.mark.parametrize(("minutes", "status"), [(-16, 401), (-14, 200), (14, 200), (16, 401)])
def test_a_wrong_clock(practice: Practice, jobs_url: str, plain: Send, minutes: int, status: int) -> None:
    moment = datetime.now(UTC) + timedelta(minutes=minutes)
    reply = plain("GET", jobs_url, None, signed(practice, jobs_url, at=moment))
    assert reply.status == status
    assert status == 200 or "signature expired" in reply.text


def test_the_service_itself_may_be_wrong(practice: Practice, jobs_url: str, plain: Send) -> None:
    practice.control("clock", {"skew_s": 3600})
    reply = plain("GET", jobs_url, None, signed(practice, jobs_url))
    assert "signature expired" in reply.text
    told = parsedate_to_datetime(reply.headers["date"])
    assert abs((told - datetime.now(UTC)).total_seconds() - 3600) < 5
    assert plain("GET", jobs_url, None, signed(practice, jobs_url, at=told)).status == 200


def test_more_than_five_bad_tries_lock_the_key(practice: Practice, jobs_url: str, plain: Send) -> None:
    for _ in range(5):
        assert "verify signature fail" in plain("GET", jobs_url, None, signed(practice, jobs_url, sk="wrong")).text
    assert plain("GET", jobs_url, None, signed(practice, jobs_url)).status == 200
    for _ in range(6):
        plain("GET", jobs_url, None, signed(practice, jobs_url, sk="wrong"))
    reply = plain("GET", jobs_url, None, signed(practice, jobs_url))
    assert (reply.status, reply.code) == (401, "APIGW.0301")
    assert "AK access failed to reach the limit,forbidden" in reply.text
    practice.control("unlock", {})
    assert plain("GET", jobs_url, None, signed(practice, jobs_url)).status == 200
    practice.control("lock", {})
    assert "reach the limit" in plain("GET", jobs_url, None, signed(practice, jobs_url)).text


@pytest.mark.parametrize("value", ["Basic x", "SDK-HMAC-SHA256 x", "SDK-HMAC-SHA256 Access=a, Access=b", "V11 a=b"])
def test_malformed_authorization(practice: Practice, jobs_url: str, plain: Send, value: str) -> None:
    reply = plain("GET", jobs_url, None, {"Authorization": value, "X-Project-Id": practice.project_id})
    assert (reply.status, reply.code) == (401, "APIGW.0301")


def test_a_missing_permission(api: Any, practice: Practice) -> None:
    practice.control("forbid", {"on": True})
    reply = api.call("GET")
    assert (reply.status, reply.code) == (403, "APIGW.0302")
    practice.control("forbid", {"on": False})
    assert api.call("GET").status == 200


def test_unknown_paths_and_wrong_methods(api: Any, practice: Practice, plain: Send) -> None:
    reply = plain("GET", f"{practice.endpoint}/rest/v1/x")
    assert (reply.status, reply.code) == (404, "APIGW.0101")
    assert api.call("PATCH").code == "MSS.00010004"
    assert plain("GET", f"{practice.endpoint}/control/0000000000000000/journal").status == 404
