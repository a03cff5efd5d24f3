"""What is secret or personal is found nowhere it does not belong: planted markers, then a search of everything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from avatar_wizard.footage.locate import find_ffprobe
from support.practice import Practice
from support.submitting import Studio

NAME, PHONE, FILE = "Canaryname Zwitscher", "13900007777", "canary-file-\u91d1\u4e1d\u96c0"


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice("--approve") as service:
        yield service


def everything_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}


def arguments_of(family: set[int]) -> set[bytes]:
    """The arguments of these processes and of all they started, which join the family.

    Other programs of this machine are none of ours: another test's curl may well be given a URL.
    """
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name, in brackets, may hold anything; what follows it is the state and the parent (proc_pid_stat(5)).
            parents[int(folder.name)] = int(
                (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1]
            )
        except OSError:  # it ended while we looked
            continue
    before = 0
    while before != len(family):
        before = len(family)
        family |= {child for child, parent in parents.items() if parent in family}
    found: set[bytes] = set()
    for number in family:
        try:
            found.add(Path(f"/proc/{number}/cmdline").read_bytes())
        except OSError:
            continue
    return found


@pytest.mark.slow
def test_no_canary_in_logs_database_temporary_files_or_arguments(practice: Practice, tmp_path: Path) -> None:
    practice.clear()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    studio = Studio(tmp_path / "studio", practice, name=NAME, more=f'contact = "{PHONE}"')
    own = studio.folder / f"{FILE}.mp4"
    os.link(studio.video, own)
    studio.video = own
    studio.write()
    # The real one, but long enough among the processes to be seen there.
    ffprobe = tmp_path / "ffprobe"
    ffprobe.write_text(f'#!/bin/sh\nsleep 0.5\nexec "{find_ffprobe().path}" "$@"\n')
    ffprobe.chmod(0o700)
    studio.environment = {"TMPDIR": str(scratch), "AVATAR_WIZARD_FFPROBE": str(ffprobe)}
    assert tempfile.gettempdir() != str(scratch)
    practice.faults(
        {"call": "put:training_video", "times": 2, "action": {"status": 500}},
        {"call": "show", "times": 1, "action": {"status": 401}},
        {"call": "put", "action": {"kind": "slow", "bytes_per_s": 400_000}},
    )
    running = subprocess.Popen(
        [sys.executable, "-m", "avatar_wizard", "submit", str(studio.draft), "--json"],
        env=studio.environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    arguments: set[bytes] = set()
    family = {running.pid}
    while running.poll() is None:
        arguments |= arguments_of(family)
    out, errors = running.communicate()
    assert running.returncode == 0, out
    home = studio.folder / "home"
    kept = everything_below(home) | everything_below(scratch)
    assert any(path.suffix == ".sqlite3" for path in kept), list(kept)
    assert any(path.suffix == ".log" for path in kept), list(kept)
    secrets = [practice.sk, "Signature=", "AccessKeyId"]
    people = [NAME, PHONE, FILE]
    for canary in [*secrets, *people]:
        marks = {canary.encode(), json.dumps(canary)[1:-1].encode(), canary.encode("utf-16-le")}
        for path, content in kept.items():
            assert not any(mark in content for mark in marks), (canary, path)
        assert not any(mark in out or mark in errors for mark in marks), canary
    assert any(b"ffprobe" in line for line in arguments)
    for canary in [*secrets, *people]:
        assert not any(canary.encode() in line for line in arguments), canary
