"""``avatar-wizard check``: the verdict in words or JSON, and an exit code a script can use."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from support.clips import good_clip
from support.faults import clean
from support.practice import SOURCES


def check(path: Path, *options: str) -> tuple[int, str, str]:
    ran = subprocess.run(
        [sys.executable, "-m", "avatar_wizard", "check", str(path), *options],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        timeout=60,
    )
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


def checked(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    code, out, errors = check(path, "--json", *options)
    assert errors == ""
    [line] = out.splitlines()
    told = json.loads(line)
    assert isinstance(told, dict)
    return code, told


@pytest.mark.slow
def test_a_good_take_is_ok(tmp_path: Path) -> None:
    code, told = checked(clean(tmp_path), "--test-shot")
    assert (code, told["verdict"], told["findings"], told["done"]) == (0, "ok", [], "full")
    facts = told["facts"]
    assert (facts["width"], facts["height"], facts["codec"], facts["container"]) == (1920, 1080, "h264", "mp4")
    assert facts["duration_s"] == pytest.approx(24, abs=0.1)


@pytest.mark.slow
def test_two_takes_and_a_report_from_the_terminal(tmp_path: Path) -> None:
    take = clean(tmp_path)
    short = good_clip(12)
    code, told = checked(short, str(take), "--test-shot")
    assert code == 0
    assert [found["file"] for found in told["takes"]] == [str(take), str(short)]
    target = tmp_path / "out.html"
    code, out, errors = check(take, "--test-shot", "--report", str(target))
    assert (code, errors) == (0, "")
    page = target.read_text(encoding="utf-8")
    print(f"report of {len(page)} bytes with {page.count('<img')} pictures")
    assert page.count("<img") == 12
    assert len(page) < 2_000_000
    assert "Good to go" in out
    assert "take" not in page.replace("The take at a glance", "").replace("% of the take", "")
    assert check(take, "--report", str(take))[0] == 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("clip", "options", "code", "finding"),
    [
        ({"seconds": 181}, [], 1, "video.duration_advised"),
        ({"seconds": 179}, [], 2, "video.too_short"),
        ({"seconds": 179}, ["--edition", "flexus"], 1, "video.duration_disputed"),
        ({"seconds": 59}, ["--edition", "fast-flexus"], 2, "video.too_short"),
        ({"seconds": 601}, [], 2, "video.too_long"),
        ({"seconds": 305, "size": (1280, 720)}, [], 2, "video.resolution"),
        ({"seconds": 305, "audio": False}, [], 2, "video.no_sound"),
        ({"seconds": 305, "container": "mov"}, [], 2, "video.mov"),
    ],
)
def test_what_is_wrong_is_said_and_counted(clip: dict[str, Any], options: list[str], code: int, finding: str) -> None:
    exit_code, told = checked(good_clip(**clip), *options)
    assert exit_code == code
    assert told["verdict"] == {1: "warning", 2: "stop"}[code]
    first = told["findings"][0]
    assert first["code"] == finding
    assert set(first) >= {"code", "severity", "text", "source"}
    assert len(first["text"]) > 30


@pytest.mark.slow
def test_what_is_no_footage_is_unreadable(tmp_path: Path) -> None:
    text = tmp_path / "notes.mp4"
    text.write_text("Nothing to see here.\n" * 99)
    for path in (text, tmp_path / "nowhere.mp4", tmp_path):
        code, told = checked(path)
        assert (code, told["verdict"]) == (3, "unreadable")
        assert told["findings"][0]["text"]


@pytest.mark.slow
def test_in_words_it_says_the_rule_and_the_next_action() -> None:
    code, out, errors = check(good_clip(179))
    assert (code, errors) == (2, "")
    assert "2 min 59 s" in out
    assert "3 min" in out
    _, chinese, _ = check(good_clip(179), "--language", "zh_CN")
    assert chinese != out


def test_wrong_flags_say_what_is_right() -> None:
    code, _, errors = check(Path("take.mp4"), "--edition", "deluxe")
    assert code == 2
    assert "fast-flexus" in errors


WAITS = """#!/bin/sh
case "$*" in *"-i "*) exec sleep 60;; esac
echo "ffmpeg version that-waits"
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals and a shell script")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("options", [[], ["--full"], ["--json"]])
def test_interrupted_it_is_gone_within_a_second_and_so_are_its_children(
    number: signal.Signals, options: list[str], tmp_path: Path
) -> None:
    ffmpeg = tmp_path / "ffmpeg"
    ffmpeg.write_text(WAITS)
    ffmpeg.chmod(0o700)
    process = subprocess.Popen(
        [sys.executable, "-m", "avatar_wizard", "check", str(good_clip(181)), *options],
        env={**os.environ, "PYTHONPATH": str(SOURCES), "AVATAR_WIZARD_FFMPEG": str(ffmpeg)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        children = started(process)
        process.send_signal(number)
        began = time.monotonic()
        out, errors = process.communicate(timeout=30)
        took = time.monotonic() - began
    assert (process.returncode, out, errors) == (130, b"", b"")
    assert not any(child.is_running() for child in children)
    print(f"gone after {took:.2f} s")
    assert took < 5  # a machine with much else to do; the tool would wait for a minute


def is_asleep(child: psutil.Process) -> bool:
    try:
        return child.name() == "sleep"
    except psutil.NoSuchProcess:
        return False


def started(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes that wait in it, as soon as there are any."""
    for _ in range(600):
        found = [child for child in psutil.Process(process.pid).children(recursive=True) if is_asleep(child)]
        if found:
            return found
        assert process.poll() is None, process.communicate()
        threading.Event().wait(0.05)
    raise AssertionError("it started nothing")
