"""Readers that go away, full disks, closed streams, and terminals without the letters: the exit code stays right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from integration.commands.command_line import environment, words
from support.clips import good_clip

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")


@pytest.fixture
def gone():
    """A pipe whose reader has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


def into(studio, stdout, *arguments):
    ran = subprocess.run(
        words(*arguments), env=environment(studio, {}), stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE
    )
    return ran.returncode, ran.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["check", "nowhere.mp4", "--json"], 3), (["jobs", "--json"], 0), (["--version"], 0), (["jobs", "--help"], 0)],
)
def test_nobody_reads(arguments, code, studio, gone):
    assert into(studio, gone, *arguments) == (code, "")


@pytest.mark.slow
def test_nobody_reads_on_and_the_job_is_submitted_all_the_same(studio, practice, gone):
    assert into(studio, gone, "submit", studio.draft, "--json") == (0, "")
    assert len(practice.jobs()) == 1


@needs_full
def test_a_full_disk_is_told_on_the_other_stream(studio):
    with FULL.open("wb") as full:
        code, errors = into(studio, full, "check", "nowhere.mp4", "--json")
    assert code == 3
    [line] = errors.splitlines()
    assert "No space left" in line


@needs_full
@pytest.mark.slow
def test_the_self_test_still_has_its_exit_code(studio):
    with FULL.open("wb") as full:
        assert into(studio, full, "self-test") == (0, "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams(closed, studio):
    line = f'"$0" -P -m avatar_wizard check nowhere.mp4 {closed}'
    ran = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable], env=environment(studio, {}), capture_output=True, timeout=30
    )
    assert ran.returncode == 3
    assert b"unexpected" not in ran.stderr


@pytest.mark.parametrize("changes", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}])
def test_a_locale_without_letters_leaves_standard_error_empty(changes, command):
    ran = command("check", "nowhere.mp4", "--json", change=changes)
    assert (ran.code, ran.errors) == (3, "")


@pytest.mark.slow
def test_the_self_test_has_nothing_to_say_in_such_a_locale(command):
    ran = command("self-test", change={"LC_ALL": "C"})
    assert (ran.code, ran.errors) == (0, "")


@pytest.mark.slow
def test_a_terminal_without_chinese_letters_gets_english_and_programs_get_escapes(command):
    video = good_clip(181)
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    plain = command("check", video, "--language", "zh_CN", change=ascii_only)
    assert plain.out == command("check", video, "--language", "en").out
    escaped = command("check", video, "--language", "zh_CN", "--json", change=ascii_only)
    assert escaped.last["findings"][0]["text"] > "\u3000"


def test_a_name_that_is_no_text_and_one_that_moves_the_cursor_are_shown_plainly(command):
    for name in (os.fsdecode(b"\xff\xfe.mp4"), "\x1b[2J.mp4"):
        ran = command("check", name)
        assert ran.code == 3
        assert "\x1b" not in ran.errors
        assert "<U+" in ran.errors
