"""``avatar-wizard check``: the verdict in words or JSON, and an exit code a script can use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.clips import good_clip
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
def test_a_good_take_is_ok() -> None:
    code, told = checked(good_clip(305))
    assert (code, told["verdict"], told["findings"]) == (0, "ok", [])
    facts = told["facts"]
    assert (facts["width"], facts["height"], facts["codec"], facts["container"]) == (1920, 1080, "h264", "mp4")
    assert facts["duration_s"] == pytest.approx(305, abs=0.1)


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
