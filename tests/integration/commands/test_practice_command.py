"""``avatar-wizard practice``: its first line, its end, and what keeps it from starting."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from urllib.parse import urlsplit

import pytest

from integration.commands.command_line import environment, words

DOCUMENTED = {"endpoint", "iam_endpoint", "region", "project_id", "ak", "sk", "user", "password", "domain"}


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("before", [[], ["--language", "en"]], ids=["first", "behind a flag"])
def test_its_first_line_is_the_documented_object_and_a_signal_ends_it(before, end, studio, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        words(*before, "practice", "--fast"),
        env=environment(studio, {"TMPDIR": str(temporary)}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        greeting = json.loads(process.stdout.readline())
        place = urlsplit(greeting["endpoint"])
        with socket.create_connection((place.hostname, place.port)):
            process.send_signal(end)
        rest = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert set(greeting) >= DOCUMENTED
    assert (process.returncode, rest) == (0, (b"", b""))
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("options", [["--port", "65536"], ["--port", "-1"], ["--folder", __file__]])
def test_what_it_cannot_do_it_says_in_one_line(options, command):
    ran = command("practice", *options)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.errors.splitlines()) == 1


def test_a_port_that_is_taken(command):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = command("practice", "--port", taken.getsockname()[1])
    assert (ran.code, ran.out) == (1, "")
    assert "in use" in ran.errors
