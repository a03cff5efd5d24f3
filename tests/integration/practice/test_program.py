"""The program: its first line, its folder, its end, its appetite."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from support.practice import SOURCES, Practice

MIB = 1024 * 1024


def start(*options: str) -> subprocess.Popen[bytes]:
    """Start the program without watching its standard input."""
    command = [sys.executable, "-m", "avatar_wizard.practice", *options]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    pipe, none = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=none, stdout=pipe, stderr=pipe, env=environment)


def test_the_first_line_says_everything(practice: Practice) -> None:
    names = {"endpoint", "iam_endpoint", "region", "project_id", "ak", "sk", "user", "password", "domain", "control"}
    assert names | {"temporary"} == set(practice.greeting)
    assert practice.region == "cn-north-4"
    assert urlsplit(practice.endpoint).hostname == "127.0.0.1"
    assert urlsplit(practice.endpoint).path == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals and modes of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_takes_the_folder_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    child = start("--region", "ap-southeast-3")
    assert child.stdout is not None
    assert json.loads(child.stdout.readline())["region"] == "ap-southeast-3"
    (folder,) = tmp_path.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    child.send_signal(number)
    out, err = child.communicate(timeout=10)
    assert (child.returncode, out, err) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_the_end_of_the_parent_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    practice = Practice()
    assert len(list(tmp_path.iterdir())) == 1
    assert practice.stop() == 0
    assert list(tmp_path.iterdir()) == []


def test_an_end_in_the_middle_of_an_upload_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, api: Any
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    api.practice = practice = Practice()
    api.create()
    practice.faults({"call": "put", "action": {"kind": "slow", "bytes_per_s": 1_000_000}})
    url = urlsplit(api.given["cover_upload_url"])
    connection = http.client.HTTPConnection("127.0.0.1", url.port, timeout=20)
    headers = {"Content-Type": "application/octet-stream", "Content-Length": str(64 * MIB)}
    connection.request("PUT", f"{url.path}?{url.query}", b"x" * 100_000, headers)
    while not list(tmp_path.glob("*/*")):
        practice.control("settings")
    assert practice.stop() == 0
    assert list(tmp_path.iterdir()) == []
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        connection.getresponse()
    connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_folder_of_ones_own_is_kept_private_and_whole(tmp_path: Path, plain: Callable[..., Any], api: Any) -> None:
    folder = tmp_path / "kept"
    with Practice("--folder", str(folder)) as practice:
        api.practice = practice
        api.create()
        assert api.put(api.given["cover_upload_url"], b"cover").status == 200
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (file,) = folder.iterdir()
    assert file.read_bytes() == b"cover"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="an open folder cannot be removed there")
def test_a_folder_taken_away_is_an_error_not_an_end(tmp_path: Path, api: Any) -> None:
    folder = tmp_path / "kept"
    with Practice("--folder", str(folder)) as practice:
        api.practice = practice
        api.create()
        folder.rmdir()
        assert api.put(api.given["cover_upload_url"], b"x" * 1000).obs_code == "InternalError"
        folder.mkdir()
        assert api.put(api.given["cover_upload_url"]).status == 200


def test_a_taken_port_is_said_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        child = start("--port", str(taken.getsockname()[1]))
        out, err = child.communicate(timeout=20)
    assert (child.returncode, out) == (1, b"")
    assert b"cannot listen" in err


def test_the_verdict_may_be_given_at_the_start(api: Any) -> None:
    with Practice("--refuse", "--discard") as practice:
        practice.settings(pace_s=0)
        api.practice = practice
        job_id = api.submitted()
        assert api.show(job_id)["state"] == "MANUAL_VERIFY_FAILED"
        practice.clear()
        assert practice.control("settings")["verdict"] == "refuse"


def test_reset_forgets_everything_but_the_keys(api: Any, practice: Practice) -> None:
    api.submitted()
    practice.control("forbid", {})
    practice.control("clock", {"skew_s": 100})
    practice.faults({"call": "*", "action": "close"})
    practice.clear()
    assert (practice.jobs(), practice.journal()) == ([], [])
    assert api.call("GET").code == "APIGW.0301"
    api.token = ""
    assert api.call("GET").json == {"count": 0, "jobs": []}
    assert api.put(api.given["cover_upload_url"]).status == 403


def test_the_journal_holds_no_secret(api: Any, practice: Practice) -> None:
    api.submitted(name="Wang Xiaoming", contact="13800000000")
    api.sign_in(password="wrong password")
    journal = json.dumps(practice.journal())
    signatures = [urlsplit(url).query for url in api.given.values() if isinstance(url, str) and "?" in url]
    for secret in (api.token, practice.sk, practice.password, "wrong password", "Wang", "13800000000", *signatures):
        assert secret not in journal


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
def test_a_gigabyte_does_not_fill_the_memory(api: Any) -> None:
    block = b"\x00" * MIB
    parts, part_size = 4, 256 * MIB
    with Practice() as practice:
        api.practice = practice
        job_id = api.create(video_multipart_count=parts)
        for url in api.given["training_video_upload_url"]:
            place = urlsplit(url)
            connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60, blocksize=MIB)
            headers = {"Content-Type": "application/octet-stream", "Content-Length": str(part_size)}
            connection.request("PUT", f"{place.path}?{place.query}", (block for _ in range(part_size // MIB)), headers)
            assert connection.getresponse().status == 200
            connection.close()
        api.accepted(job_id, "CONFIRM_MULTIPART_UPLOADED")
        api.call("DELETE", f"/{job_id}")
        status = Path(f"/proc/{practice.pid}/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak < 100 * 1024
