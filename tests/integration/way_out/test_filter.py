"""A company's filter between us and the service: requests get through, a page comes back in an answer's place."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from integration.metastudio.raw_server import RawRequest, RawServer, respond
from support.practice import Practice
from support.submitting import Studio

PAGE = respond(403, b"<html>This answer was not let through.</html>", {"Content-Type": "text/html"})


class Filter:
    """Passes requests on and their answers back; shows a page in the place of the first answer to a write."""

    def __init__(self, practice: Practice) -> None:
        self._place = urlsplit(practice.endpoint)
        self.pages = 0

    def __call__(self, request: RawRequest) -> bytes:
        behind = http.client.HTTPConnection(self._place.hostname or "", self._place.port, timeout=20)
        try:
            behind.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
            for name, value in request.headers:
                behind.putheader(name, value)
            behind.endheaders(request.body)
            answer = behind.getresponse()
            body = answer.read()
        finally:
            behind.close()
        if request.method == "POST" and not self.pages:
            self.pages += 1
            return PAGE
        return respond(answer.status, body, {"Content-Type": answer.getheader("Content-Type", "")})


@pytest.mark.slow
def test_a_job_whose_answer_the_filter_kept_is_looked_for_and_not_made_twice(
    practice: Practice, tmp_path: Path
) -> None:
    practice.clear()
    filter_ = Filter(practice)
    with RawServer(filter_) as between:
        studio = Studio(tmp_path / "studio", practice)
        studio.environment = {
            "AVATAR_WIZARD_ENDPOINT": between.origin,
            "AVATAR_WIZARD_IAM_ENDPOINT": between.origin,
        }
        ran = studio.submit()
    assert (ran.code, ran.problem) == (0, None), ran.last
    assert filter_.pages == 1
    assert practice.jobs() == [ran.last["job_id"]]
