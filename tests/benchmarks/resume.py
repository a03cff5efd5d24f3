"""``kill -9`` at random moments of ``avatar-wizard submit``, then the same command again."""

from __future__ import annotations

import argparse
import hashlib
import random
import secrets
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import Aim, Report, Row
from benchmarks.rounds import run_rounds
from support.clips import good_clip
from support.practice import Practice
from support.submitting import Studio

MIB = 1024**2
PER_CONNECTION = 4 * MIB
"""Bytes per second that the practice service takes of each connection: so that there is a middle to be killed in."""

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Resumed:
    """One killing and the run after it. ``share``: bytes sent twice as a share of connections x slice."""

    at: float
    was_killed: bool
    sent_before: int
    is_right: bool
    jobs: int
    again: int
    twice: int
    share: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    parser.add_argument("--kills", type=int, default=20, help="random moments (default 20)")
    parser.add_argument("--mib", type=int, default=96, help="size of the video in MiB (default 96)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (default 1)")


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-resume-") as folder, Practice("--approve") as practice:
        video = Path(folder) / "video.mp4"
        padded(good_clip(181), video, options.mib * MIB)
        digest = hashlib.sha256(video.read_bytes()).hexdigest()
        length = _undisturbed(practice, Path(folder) / "whole", video)
        numbers = iter(range(options.kills + 1))

        def kill_once() -> Resumed:
            studio = Studio(Path(folder) / f"studio{next(numbers)}", practice, slices=None, video=video)
            return _kill_and_resume(studio, chance.uniform(0.05, 0.95) * length, digest)

        rounds = run_rounds({"submit": kill_once}, options.kills, hasty=True, sturdy=True)
    seen = rounds["submit"]
    yes, no_more = Aim(1, at_least=True), Aim(0)
    rows = [
        Row("right bytes at the service", [each.is_right for each in seen], yes, strict=True),
        Row("jobs at the service, less one", [abs(each.jobs - 1) for each in seen], no_more, strict=True),
        Row("finished slices sent again", [each.again for each in seen], no_more, strict=True),
        Row("sent twice / (connections x slice)", [each.share for each in seen], Aim(1), strict=True),
        Row("sent twice", [each.twice / MIB for each in seen], unit=" MiB"),
        Row("safely there when killed", [each.sent_before / MIB for each in seen], unit=" MiB"),
        Row("killed after", [each.at for each in seen], unit=" s"),
    ]
    killed = sum(each.was_killed for each in seen)
    remarks = [
        f"{options.mib} MiB; an undisturbed submission takes {length:.1f} s, every connection {PER_CONNECTION // MIB} "
        f"MiB/s; {killed} of {len(seen)} were alive when killed.",
        "Sent twice: bytes of the video that reached the practice service less its size. Connections: the most that "
        "sent at one moment.",
    ]
    return Report("Resuming after kill -9", rows, remarks, rounds.load)


def padded(clip: Path, target: Path, size: int) -> None:
    """A copy of an MP4 made ``size`` bytes long by a box of noise that players skip (ISO/IEC 14496-12, free space)."""
    content = clip.read_bytes()
    filling = max(8, size - len(content))
    target.write_bytes(content + struct.pack(">I4s", filling, b"free") + secrets.token_bytes(filling - 8))


def _undisturbed(practice: Practice, folder: Path, video: Path) -> float:
    studio = Studio(folder, practice, slices=None, video=video)
    _slow(practice)
    began = time.monotonic()
    outcome = studio.submit(limit=300)
    if outcome.code:
        raise RuntimeError(f"submit ended with {outcome.code} ({outcome.problem})")
    return time.monotonic() - began


def _slow(practice: Practice) -> None:
    practice.clear()
    practice.faults({"call": "put:training_video", "action": {"kind": "slow", "bytes_per_s": PER_CONNECTION}})


def _kill_and_resume(studio: Studio, at: float, digest: str) -> Resumed:
    practice = studio.practice
    _slow(practice)
    command = [sys.executable, "-m", "avatar_wizard", "submit", str(studio.draft), "--json"]
    child = subprocess.Popen(
        command, env=studio.environ(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        child.wait(at)
    except subprocess.TimeoutExpired:
        pass  # it lives: that is what is wanted
    finally:
        child.kill()
        child.wait(10)
    finished = _finished(practice.journal("put:training_video"))
    held = len(practice.journal("put:training_video"))
    outcome = studio.submit(limit=300)
    entries = practice.journal("put:training_video")
    size = studio.video.stat().st_size
    jobs = practice.jobs()
    stored = practice.job(jobs[-1])["files"] if jobs else {}
    is_right = outcome.code == 0 and stored.get("training_video", {}).get("sha256") == digest
    largest = max((entry["bytes"] for entry in entries), default=0)
    twice = max(0, sum(entry["bytes"] for entry in entries) - size)
    again = sum((entry["job_id"], entry["part"]) in finished for entry in entries[held:])
    return Resumed(
        at,
        child.returncode < 0,
        sum(entry["bytes"] for entry in entries[:held] if entry["status"] == 200),
        is_right,
        len(jobs),
        again,
        twice,
        twice / max(1, most_at_once(entries) * largest),
    )


def _finished(entries: Sequence[Entry]) -> set[tuple[Any, Any]]:
    return {(entry["job_id"], entry["part"]) for entry in entries if entry["status"] == 200}


def most_at_once(entries: Sequence[Entry]) -> int:
    """How many requests were under way at the same moment at most; one that never ended counts to the last moment."""
    moments = [(entry["began"], 1) for entry in entries]
    moments += [(entry["ended"], -1) for entry in entries if entry["ended"] is not None]
    now = most = 0
    for _, change in sorted(moments):
        now += change
        most = max(most, now)
    return most
