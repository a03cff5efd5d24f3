"""Repairs that are stopped, killed, hemmed in or lied to: a file has its final name when it is whole, or never."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Fingerprint, Role
from avatar_wizard.domain.footage import FootageReport, Repair
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.footage.mending import claim
from avatar_wizard.footage.mending import plan as repair_plan
from avatar_wizard.footage.mending.repair import repair
from avatar_wizard.footage.running import run_watched
from support.mending import AAC, H264, clip, digest, facts_of, long_clip, mend, packets, plain

ROOT = Path(__file__).parents[3]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals, locks and descriptors of POSIX")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc or lays a small disk over a folder")


def problem(path: Path, folder: Path, *repairs: Repair, **options: object) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        mend(path, folder, *repairs, **options)
    assert str(path) not in repr(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return caught.value


def wait_until(true, seconds: float = 20.0) -> None:
    waited, deadline = threading.Event(), time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came about"
        waited.wait(0.02)


# --- stopped and killed ----------------------------------------------------------------------------------------------


@linux_only
def test_a_stopped_repair_is_over_within_a_second_and_leaves_nothing(tmp_path, children):
    stop, stopped_at = threading.Event(), []

    def on_progress(share: float) -> None:
        if not stopped_at:
            assert len(children()) == 1
            stop.set()
            stopped_at.append(time.monotonic())

    with pytest.raises(Stopped):
        mend(long_clip(), tmp_path, Repair.CONSTANT_RATE, stop=stop, on_progress=on_progress)
    assert time.monotonic() - stopped_at[0] < 1.0
    assert children() == set()
    assert list(tmp_path.iterdir()) == []


def test_stopped_at_the_very_end(tmp_path):
    stop = threading.Event()
    with pytest.raises(Stopped):
        mend(plain(), tmp_path, Repair.REMUX, stop=stop, check=lambda path: stop.set())
    assert list(tmp_path.iterdir()) == []


def child(original: Path, folder: Path, *repairs: Repair, before: tuple[str, ...] = (), **environment: str):
    args = [*before, sys.executable, "-m", "support.mending_child", str(original), str(folder), *repairs]
    paths = os.pathsep.join((str(ROOT / "gui"), str(ROOT / "tests")))
    return subprocess.Popen(
        args, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths, **environment}
    )


@linux_only
def test_a_killed_program_leaves_no_final_name_and_the_next_repair_sweeps(tmp_path):
    with child(long_clip(), tmp_path, Repair.CONSTANT_RATE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        left = set(tmp_path.iterdir())
        (tool,) = _all_children(process.pid)
        process.kill()
        assert process.stdout.read() == ""
    # ffmpeg would not mind that its parent died; that nobody takes its list of packets any more ends it.
    wait_until(lambda: not _is_alive(tool))
    assert set(tmp_path.iterdir()) == left
    assert {path.suffix for path in left} == {".part", ".lock"}
    assert all(path.name.startswith(".avatar-wizard-") for path in left)
    mended = mend(plain(), tmp_path, Repair.REMUX)
    assert list(tmp_path.iterdir()) == [mended.path]


def _all_children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(each) for path in listed for each in path.read_text().split()]


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@linux_only
def test_a_repair_that_still_runs_is_not_swept(tmp_path):
    with child(long_clip(), tmp_path, Repair.CONSTANT_RATE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        theirs = set(tmp_path.iterdir())
        (tool,) = _all_children(process.pid)
        os.kill(tool, signal.SIGSTOP)  # so that it cannot be ready before we are
        try:
            mended = mend(plain(), tmp_path, Repair.REMUX)
            assert set(tmp_path.iterdir()) == {*theirs, mended.path}
        finally:
            os.kill(tool, signal.SIGCONT)
        assert process.stdout.readline() == f"{long_clip().stem} (mended).mp4\n"
    assert len(list(tmp_path.iterdir())) == 2


@posix_only
def test_what_only_looks_like_ours_is_not_swept(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    (tmp_path / ".avatar-wizard-link.part").symlink_to(elsewhere)
    (tmp_path / ".avatar-wizard-folder.part").mkdir()
    (tmp_path / "avatar-wizard-1.part").write_bytes(b"mine")
    (tmp_path / ".avatar-wizard-link.lock").symlink_to(elsewhere)
    (tmp_path / ".avatar-wizard-old.part").write_bytes(b"left over")
    (tmp_path / ".avatar-wizard-old.lock").write_bytes(b"")
    (tmp_path / ".avatar-wizard-older.part").write_bytes(b"left over")
    claim.sweep(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    links = {".avatar-wizard-link.part", ".avatar-wizard-link.lock"}
    assert left == {"elsewhere", *links, ".avatar-wizard-folder.part", "avatar-wizard-1.part"}


# --- no room, no right -----------------------------------------------------------------------------------------------


def test_space_is_looked_at_first(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    trouble = problem(plain(), tmp_path, Repair.REMUX).problem
    assert trouble.code == "repair.no_space"
    assert trouble.facts["free"] == 1_000_000
    assert plain().stat().st_size < trouble.facts["needed"] < plain().stat().st_size * 2 + 2**27
    assert list(tmp_path.iterdir()) == []


def _may_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-Urm", "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not _may_mount(), reason="may not lay a small disk over a folder here")
@pytest.mark.parametrize("repairs", [(Repair.REMUX,), (Repair.CONSTANT_RATE,)], ids=str)
def test_a_disk_that_fills_up_on_the_way(tmp_path, repairs):
    with child(long_clip(), tmp_path, *repairs, before=("unshare", "-Urm"), TMPFS="300k", BLIND="1") as process:
        assert process.stdout is not None
        assert process.stdout.read().splitlines()[-1] == "repair.no_space free,needed []"
    assert list(tmp_path.iterdir()) == []


@linux_only
def test_a_tool_that_the_system_ends_for_the_size_of_its_file(tmp_path):
    with child(long_clip(), tmp_path, Repair.CONSTANT_RATE, FILE_LIMIT="300000") as process:
        assert process.stdout is not None
        assert process.stdout.read().splitlines()[-1] == "repair.failed  []"
    assert list(tmp_path.iterdir()) == []


def test_folders_that_take_nothing(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "none", tmp_path / "file"):
        assert problem(plain(), folder, Repair.REMUX).problem.code == "repair.folder"
    if sys.platform == "linux":
        assert problem(plain(), Path("/proc"), Repair.REMUX).problem.code in ("repair.folder", "repair.no_space")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_the_right_to_write(tmp_path):
    tmp_path.chmod(0o500)
    assert problem(plain(), tmp_path, Repair.REMUX).problem.code == "repair.folder"
    tmp_path.chmod(0o700)


@pytest.mark.skipif(not _may_mount(), reason="may not lay a read-only disk over a folder here")
def test_a_disk_that_is_read_only(tmp_path):
    with child(plain(), tmp_path, Repair.REMUX, before=("unshare", "-Urm"), TMPFS="100m,ro") as process:
        assert process.stdout is not None
        assert process.stdout.read().splitlines()[-1] == "repair.folder  []"


# --- the original ----------------------------------------------------------------------------------------------------


def test_an_original_that_is_not_the_one_that_was_looked_at(tmp_path):
    original = tmp_path / "take.mp4"
    shutil.copy(plain(), original)
    facts = facts_of(original)
    seen = original.stat()
    known = FootageReport(facts, fingerprint=Fingerprint(seen.st_size, seen.st_mtime_ns, "0"))

    def code(report: FootageReport, path: Path = original) -> str:
        with pytest.raises(ProblemError) as caught:
            repair(path, report, [Repair.REMUX], tmp_path, on_progress=lambda share: None, stop=threading.Event())
        assert caught.value.problem.facts == {"name": path.name, "role": Role.TRAINING_VIDEO}
        return caught.value.problem.code

    os.utime(original, ns=(seen.st_atime_ns, seen.st_mtime_ns + 1000))
    assert code(known) == "file.changed"
    original.write_bytes(original.read_bytes() + b"\0")
    assert code(FootageReport(facts)) == "file.changed"
    assert code(known, tmp_path / "gone.mp4") == "file.missing"
    assert list(tmp_path.iterdir()) == [original]


@pytest.mark.parametrize("mishap", ["written", "replaced", "gone"])
def test_an_original_that_changes_meanwhile(tmp_path, mishap):
    if mishap != "written" and sys.platform == "win32":
        pytest.skip("an open file stays where it is there")
    original = tmp_path / "take.mp4"
    shutil.copy(plain(), original)
    report = FootageReport(facts_of(original))

    def meanwhile(share: float) -> None:
        if mishap == "written":
            os.utime(original)
        elif mishap == "replaced":
            shutil.copy(plain(), tmp_path / "other")
            shutil.copystat(original, tmp_path / "other")
            (tmp_path / "other").replace(original)
        else:
            original.unlink(missing_ok=True)

    with pytest.raises(ProblemError) as caught:
        repair(original, report, [Repair.REMUX], tmp_path, on_progress=meanwhile, stop=threading.Event())
    assert caught.value.problem.code == ("file.missing" if mishap == "gone" else "file.changed")
    assert set(tmp_path.iterdir()) == (set() if mishap == "gone" else {original})


def test_a_damaged_original_gives_no_shorter_copy(tmp_path):
    data = clip("mov fast", *H264, *AAC, "-movflags", "+faststart", suffix="mov").read_bytes()
    original = tmp_path / "cut.mov"
    original.write_bytes(data)
    facts = facts_of(original)
    original.write_bytes(data[: len(data) // 2])
    report = FootageReport(facts.__class__(**{**_fields(facts), "size": len(data) // 2}))
    for wanted in (Repair.REMUX, Repair.CONSTANT_RATE):
        with pytest.raises(ProblemError, match=r"repair\.failed"):
            repair(original, report, [wanted], tmp_path, on_progress=lambda share: None, stop=threading.Event())
    assert list(tmp_path.iterdir()) == [original]


def _fields(facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


# --- the tools -------------------------------------------------------------------------------------------------------


def test_an_index_that_needs_more_room_than_was_thought(tmp_path, monkeypatch):
    monkeypatch.setattr(repair_plan, "_index_size", lambda *facts: 100)
    mended = mend(plain(), tmp_path, Repair.REMUX)
    assert mended.facts.index_first
    assert packets(mended.path, "V:0") == packets(plain(), "V:0")


@posix_only
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("exit 0", "repair.failed"),  # says that all went well, and wrote nothing
        ("exit 1", "repair.failed"),
        ("kill -SEGV $$", "repair.failed"),
        ("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; exit 1", "repair.failed"),
        ("echo 'File too large' >&2; exit 229", "repair.folder"),  # FAT32: there is room, but not in one file
        ("echo 'No space left on device' >&2; exit 228", "repair.no_space"),
    ],
)
def test_tools_that_misbehave(tmp_path, body, code):
    tool, folder = tmp_path / "ffmpeg", tmp_path / "out"
    tool.write_text(f"#!/bin/sh\n{body}\n")
    tool.chmod(0o755)
    folder.mkdir()
    assert problem(plain(), folder, Repair.REMUX, ffmpeg=tool).problem.code == code
    assert list(folder.iterdir()) == []


def test_a_tool_that_is_gone(tmp_path):
    assert problem(plain(), tmp_path, Repair.REMUX, ffmpeg=tmp_path / "none").problem.code == "footage.tool_missing"
    assert list(tmp_path.iterdir()) == []


@linux_only
@pytest.mark.parametrize("body", ["exec sleep 600", "sleep 600 & exec sleep 600", "while :; do echo frame=1 >&2; done"])
def test_a_tool_that_gets_nowhere_is_ended(tmp_path, body, children):
    tool = tmp_path / "ffmpeg"
    tool.write_text(f"#!/bin/sh\n{body}\n")
    tool.chmod(0o755)
    with pytest.raises(ProblemError, match=r"repair\.failed"):
        run_watched([str(tool)], stop=threading.Event(), on_report=lambda reports: None, stall_s=0.4)
    assert children() == set()


def test_a_copy_that_differs_from_its_original_is_found_out(tmp_path, monkeypatch):
    from avatar_wizard.footage.mending import repair as mending

    def rotten(part, made, original, ffprobe):
        data = bytearray(part.read_bytes())
        data[data.index(b"mdat") + 3000] ^= 1
        part.write_bytes(data)

    monkeypatch.setattr(mending, "check_result", rotten)
    assert problem(plain(), tmp_path, Repair.REMUX).problem.code == "repair.failed"
    assert list(tmp_path.iterdir()) == []


def test_the_original_stays_as_it_was(tmp_path):
    original = tmp_path / "take.mp4"
    shutil.copy(plain(), original)
    before = (digest(original), original.stat())
    mend(original, tmp_path, *Repair)
    after = original.stat()
    assert digest(original) == before[0]
    assert (after.st_size, after.st_mtime_ns, after.st_mode, after.st_ino) == (
        before[1].st_size,
        before[1].st_mtime_ns,
        before[1].st_mode,
        before[1].st_ino,
    )
