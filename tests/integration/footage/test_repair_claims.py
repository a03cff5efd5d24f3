"""The file that a repair writes: found again after a power cut, named when it may be named, and nobody else's."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest

from avatar_wizard.domain.footage import Repair
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.footage import running
from avatar_wizard.footage.mending import claim, new_file
from avatar_wizard.footage.mending import plan as repair_plan
from avatar_wizard.footage.mending.new_file import NewFile
from support.mending import long_clip, mend, packets, plain

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="locks and links of POSIX")


def until(true, seconds: float = 20.0) -> None:
    waited, end = threading.Event(), time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came about"
        waited.wait(0.01)


# --- room, and what takes it up --------------------------------------------------------------------------------------


def test_what_a_power_cut_left_behind_does_not_take_up_the_room(tmp_path, monkeypatch):
    stale, usage = tmp_path / ".avatar-wizard-0123456789ab.part", shutil.disk_usage(tmp_path)
    stale.write_bytes(b"twenty gigabytes")
    stale.with_suffix(".lock").write_bytes(b"")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=0 if stale.exists() else 2**40))
    mended = mend(plain(), tmp_path, Repair.REMUX)
    assert list(tmp_path.iterdir()) == [mended.path]


def test_there_must_be_room_before_anything_is_measured(tmp_path, monkeypatch):
    from avatar_wizard.footage.mending import repair as mending

    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    monkeypatch.setattr(mending, "run_watched", lambda *args, **options: pytest.fail("it began"))
    with pytest.raises(ProblemError, match=r"repair\.no_space"):
        mend(plain(), tmp_path, Repair.LOUDNESS)


def test_and_there_must_still_be_room_afterwards(tmp_path, monkeypatch):
    usage, asked = shutil.disk_usage(tmp_path), []

    def filling_up(folder):
        asked.append(folder)
        return usage._replace(free=2**40 if len(asked) == 1 else 1_000_000)

    monkeypatch.setattr(shutil, "disk_usage", filling_up)
    with pytest.raises(ProblemError, match=r"repair\.no_space"):
        mend(plain(), tmp_path, Repair.LOUDNESS)
    assert list(tmp_path.iterdir()) == []


# --- the lock --------------------------------------------------------------------------------------------------------


@posix_only
def test_the_file_itself_is_not_locked(tmp_path):
    import fcntl

    with NewFile(tmp_path) as new, new.part.open("rb+") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        claim.sweep(tmp_path)
        assert new.part.exists()
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_a_lock_that_somebody_sweeps_before_it_is_held_is_made_anew(tmp_path, monkeypatch):
    import fcntl

    locked, swept = fcntl.flock, []

    def too_late(descriptor, operation):
        if not swept:
            swept.extend(tmp_path.iterdir())
            swept[0].unlink()
        locked(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", too_late)
    with NewFile(tmp_path) as new:
        assert set(tmp_path.iterdir()) == {new.part, new.part.with_suffix(".lock")}
        assert new.part.stem != swept[0].stem


@posix_only
def test_on_a_disk_without_locks_nothing_is_swept(tmp_path, monkeypatch):
    import fcntl

    def refused(descriptor, operation):
        raise OSError(errno.ENOLCK, "as some network drives say")

    monkeypatch.setattr(fcntl, "flock", refused)
    with NewFile(tmp_path) as new:
        claim.sweep(tmp_path)
        assert new.part.exists()
    assert list(tmp_path.iterdir()) == []


# --- by name, where the system lends no open file --------------------------------------------------------------------


@pytest.mark.parametrize("index_size", [65_536, None], ids=["in one step", "index moved"])
def test_where_open_files_share_their_place_the_tool_gets_the_name_alone(tmp_path, monkeypatch, index_size):
    monkeypatch.setattr(new_file, "_OPENS_ANEW", False)
    monkeypatch.setattr(repair_plan, "_index_size", lambda *facts: index_size)
    seen: list[str] = []

    class Noted(running.GuardedProcess):
        def __init__(self, args, **options):
            seen.extend(args)
            super().__init__(args, **options)

    monkeypatch.setattr(running, "GuardedProcess", Noted)
    folder = tmp_path / "private folder"
    folder.mkdir()
    mended = mend(plain(), folder, Repair.REMUX)
    assert packets(mended.path, "V:0") == packets(plain(), "V:0")
    assert list(folder.iterdir()) == [mended.path]
    assert len([word for word in seen if word.startswith("file:.avatar-wizard-")]) == 2
    assert not any("private" in word for word in seen)


# --- the final name --------------------------------------------------------------------------------------------------


@posix_only
def test_a_name_that_was_taken_in_vain_is_given_back(tmp_path, monkeypatch):
    def no_links(source, target, **options):
        raise OSError(errno.EPERM, "as exFAT says")

    def refused(self, target):
        raise OSError(errno.EIO, "the drive was pulled out")

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(ProblemError, match=r"repair\.folder"):
        mend(plain(), tmp_path, Repair.REMUX)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def virus_scanner(monkeypatch) -> list[int]:
    """Lets go of a fresh file after as many tries as the list says."""
    tries, renamed = [2], new_file._renamed

    def held(part, target):
        tries[0] -= 1
        if tries[0] >= 0:
            raise PermissionError(errno.EACCES, "as Windows says", str(part))
        renamed(part, target)

    monkeypatch.setattr(new_file, "_renamed", held)
    monkeypatch.setattr(new_file, "_AGAIN_S", 0.01)
    return tries


def test_a_virus_scanner_that_lets_go(tmp_path, virus_scanner):
    mended = mend(plain(), tmp_path, Repair.REMUX)
    assert mended.path.name == f"{plain().stem} (mended).mp4"
    assert list(tmp_path.iterdir()) == [mended.path]


def test_a_virus_scanner_that_does_not(tmp_path, virus_scanner, monkeypatch):
    monkeypatch.setattr(new_file, "_HELD_S", 0.1)
    virus_scanner[0] = 10_000
    with pytest.raises(ProblemError, match=r"repair\.folder") as caught:
        mend(plain(), tmp_path, Repair.REMUX)
    assert caught.value.__suppress_context__
    assert list(tmp_path.iterdir()) == []


def test_nobody_has_to_wait_for_a_virus_scanner(tmp_path, virus_scanner):
    virus_scanner[0] = 10_000
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    with NewFile(tmp_path) as new, pytest.raises(Stopped):
        new.publish(iter(["take.mp4"]), stop)
    assert list(tmp_path.iterdir()) == []


def test_stopped_while_the_disk_is_slow_the_file_goes_when_it_is_let_go(tmp_path, monkeypatch):
    synced, may_end, unlink = os.fsync, threading.Event(), Path.unlink

    def slowly(descriptor):
        may_end.wait(20)
        synced(descriptor)

    def as_windows_does(self, missing_ok=False):
        if self.suffix == ".part" and not may_end.is_set():
            raise PermissionError(errno.EACCES, "somebody has it open")
        unlink(self, missing_ok)

    monkeypatch.setattr(os, "fsync", slowly)
    monkeypatch.setattr(Path, "unlink", as_windows_does)

    def stopped(done: threading.Event) -> None:
        raise Stopped

    with pytest.raises(Stopped), NewFile(tmp_path) as new:
        new.synchronize(stopped)
    assert new.part.exists()
    may_end.set()
    until(lambda: list(tmp_path.iterdir()) == [])


# --- what is wrong with the new file is no fault of the original -----------------------------------------------------


@posix_only
@pytest.mark.parametrize("body", ["kill -SEGV $$", "head -c 3000000 /dev/zero", "exit 1"])
def test_a_probe_of_the_new_file_that_fails_is_a_failed_repair(tmp_path, body):
    tool, folder = tmp_path / "ffprobe", tmp_path / "out"
    tool.write_text(f"#!/bin/sh\n{body}\n")
    tool.chmod(0o755)
    folder.mkdir()
    with pytest.raises(ProblemError) as caught:
        mend(plain(), folder, Repair.REMUX, ffprobe=tool)
    assert (caught.value.problem.code, caught.value.problem.facts) == ("repair.failed", {})
    assert list(folder.iterdir()) == []


def test_a_last_look_that_ends_in_a_problem_is_a_failed_repair(tmp_path):
    def look(part: Path) -> None:
        raise ProblemError("file.missing", name=part.name)

    with pytest.raises(ProblemError) as caught:
        mend(long_clip(), tmp_path, Repair.REMUX, check=look)
    assert (caught.value.problem.code, caught.value.problem.facts) == ("repair.failed", {})
    assert caught.value.__suppress_context__
