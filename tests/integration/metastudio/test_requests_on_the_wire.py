"""Every request the client makes is one that the API reference and Huawei's signer accept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avatar_wizard.domain.draft import Draft, Edition
from avatar_wizard.domain.fields import create_fields, update_fields
from avatar_wizard.flow.ports import Command, Credentials, SignInMethod
from avatar_wizard.metastudio import connect, examine
from integration.metastudio.checker import Checker
from integration.metastudio.given import ACCESS_KEY, PROJECT, QUICK, SECRET_KEY
from integration.metastudio.raw_server import RawServer

TOKEN = "MII" + "t" * 1500 + "="
JOB = "1" * 32
KEYS = Credentials(SignInMethod.KEYS, "cn-north-4", access_key=ACCESS_KEY, secret_key=SECRET_KEY)
MODES = {
    "keys": (KEYS, Checker(PROJECT, ACCESS_KEY, SECRET_KEY)),
    "keys of a known project": (replace(KEYS, project_id=PROJECT), Checker(PROJECT, ACCESS_KEY, SECRET_KEY)),
    "temporary keys": (
        replace(KEYS, security_token="gQ" + "s" * 700),
        Checker(PROJECT, ACCESS_KEY, SECRET_KEY, security_token="gQ" + "s" * 700),
    ),
    "keys with an end user": (
        replace(KEYS, app_user="visitor 7/a"),
        Checker(PROJECT, ACCESS_KEY, SECRET_KEY, app_user="visitor 7/a"),
    ),
    "everything at once": (
        replace(KEYS, app_user="u" * 256, security_token="gQ=="),
        Checker(PROJECT, ACCESS_KEY, SECRET_KEY, security_token="gQ==", app_user="u" * 256),
    ),
    "password": (
        Credentials(SignInMethod.PASSWORD, "cn-north-4", domain="studio", user="op", password="open sesame"),
        Checker(PROJECT, token=TOKEN),
    ),
    "password of a known project": (
        Credentials(
            SignInMethod.PASSWORD,
            "cn-north-4",
            project_id=PROJECT,
            domain="studio",
            user="op",
            password="\u5bc6\u7801",
            app_user="visitor",
        ),
        Checker(PROJECT, token=TOKEN, app_user="visitor"),
    ),
}


def call_everything(credentials: Credentials) -> None:
    service = connect(credentials, settings=QUICK)
    draft = Draft(name="\u6570\u5b57\u4eba \U0001f600 & = ?", contact="13800000000", edition=Edition.STANDARD)
    fields = create_fields(draft, video_slices=3, tag="aw-0123456789ab")
    service.create(fields)
    service.update(JOB, update_fields(fields))
    service.update(JOB, {})
    service.show(JOB)
    service.jobs()
    for tag in ("aw-0123456789ab", "a b&c=d/e?~*+%", "\u6807\u7b7e", ""):
        service.jobs(tag=tag, offset=3, limit=1)
    service.jobs(offset=-5, limit=10_000)
    for command in Command:
        service.command(JOB, command)
    service.delete(JOB)


@pytest.mark.parametrize("mode", MODES)
def test_every_request_is_accepted(mode: str) -> None:
    credentials, fresh = MODES[mode]
    checker = replace(fresh, complaints=[])
    with RawServer(checker) as server:
        here = replace(credentials, endpoint=server.origin)
        call_everything(here)
        assert all(result.ok for result in examine(here))
        paths = [request.target for request in server.requests]
    assert checker.complaints == []
    assert len(paths) > 16
    looked_up = sum(path.startswith("/v3/projects") for path in paths)
    assert looked_up == (0 if credentials.project_id else 2), "once a connection"
    signed_in = sum(path.startswith("/v3/auth") for path in paths)
    assert signed_in == (2 if credentials.method is SignInMethod.PASSWORD else 0), "one token serves all calls"


@pytest.mark.parametrize(
    ("checker", "complaint"),
    [
        (Checker(PROJECT, ACCESS_KEY, "another secret"), "signature"),
        (Checker(PROJECT, "ANOTHERKEY", SECRET_KEY), "authorization header"),
        (Checker(PROJECT, ACCESS_KEY, SECRET_KEY, app_user="someone"), "X-App-UserId"),
        (Checker(PROJECT, ACCESS_KEY, SECRET_KEY, security_token="x"), "security token"),
        (Checker(PROJECT, token=TOKEN), "unknown header authorization"),
    ],
)
def test_the_checker_does_see_what_is_wrong(checker: Checker, complaint: str) -> None:
    with RawServer(checker) as server:
        connect(replace(KEYS, endpoint=server.origin), settings=QUICK).jobs()
    assert complaint in checker.complaints


def test_the_checker_does_see_unknown_fields() -> None:
    checker = Checker(PROJECT, ACCESS_KEY, SECRET_KEY)
    with RawServer(checker) as server:
        connect(replace(KEYS, endpoint=server.origin), settings=QUICK).create({"name": "x", "colour": "green"})
    assert checker.complaints == ["unknown field colour"]


def test_writes_have_a_connection_of_their_own() -> None:
    checker = Checker(PROJECT, ACCESS_KEY, SECRET_KEY)
    with RawServer(checker, hang_up=True) as server:
        service = connect(replace(KEYS, endpoint=server.origin, project_id=PROJECT), settings=QUICK)
        for _ in range(20):
            # Each answer is followed by the end of its connection, which the answer did not announce.
            service.jobs()
            service.create({"name": "x"})
        assert {r.header("connection") for r in server.requests} == {None, "close"}
        assert sum(request.method == "POST" for request in server.requests) == 20
    assert checker.complaints == []
