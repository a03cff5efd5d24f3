"""``kill -9`` at random moments of ``avatar-wizard submit``, then the same command again.

The moments are spread over the whole submission: one in each of as many equal stretches of time. Creating the job,
confirming and handing in are drawn out, now before the service has acted and now after, so that they are hit too.
"""

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
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import Aim, Report
from benchmarks.rounds import run_rounds
from support.clips import good_clip
from support.practice import Practice
from support.submitting import Studio

MIB = 1024**2
PER_CONNECTION = 4 * MIB
"""Bytes per second that the practice service takes of each connection: so that there is a middle to be killed in."""

KILLS, HASTY_KILLS = 20, 3
BEFORE_ACTING: Mapping[str, object] = {"kind": "stall", "seconds": 0.8}
# The answer to a creation has all addresses, that to a command a word; either takes about a second.
AFTER_ACTING: Mapping[str, Mapping[str, object]] = {
    "create": {"kind": "slow", "bytes_per_s": 5000},
    "command:CONFIRM_MULTIPART_UPLOADED": {"kind": "slow", "bytes_per_s": 50},
    "command:SUBMITVERIFYING": {"kind": "slow", "bytes_per_s": 50},
}
MOST_TRIES = 5

STAGES = {
    "command:SUBMITVERIFYING": "handing in",
    "command:CONFIRM_MULTIPART_UPLOADED": "confirming",
    "put:training_video": "sending",
    "put": "sending the documents",
    "create": "creating",
}
"""What the last request says about where it was killed; the first that fits."""

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Resumed:
    """One killing and the run after it. ``share``: bytes sent twice as a share of connections x slice."""

    at: float
    stage: str
    was_killed: bool
    sent_before: int
    is_right: bool
    jobs: int
    again: int
    twice: int
    share: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command line."""
    parser.add_argument("--kills", type=int, help=f"random moments (default {KILLS}, hasty {HASTY_KILLS})")
    parser.add_argument("--hasty", action="store_true", help="few of them: only to see it work")
    parser.add_argument("--mib", type=int, default=96, help="size of the video in MiB (default 96)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (default 1)")


def run(options: argparse.Namespace) -> Report:
    """Measure and report."""
    kills = options.kills or (HASTY_KILLS if options.hasty else KILLS)
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-resume-") as folder, Practice("--approve") as practice:
        video = Path(folder) / "video.mp4"
        padded(good_clip(181), video, options.mib * MIB)
        digest = hashlib.sha256(video.read_bytes()).hexdigest()
        length = _undisturbed(practice, Path(folder) / "whole", video)
        chosen = enumerate(moments(length, kills, random.Random(options.seed)))

        def kill_once() -> Resumed:
            number, at = next(chosen)
            for attempt in range(MOST_TRIES):
                studio = Studio(Path(folder) / f"studio{number}-{attempt}", practice, slices=None, video=video)
                resumed = _kill_and_resume(studio, at, digest, before_acting=number % 2 == 0)
                if resumed.was_killed:
                    break
                # It had ended before: the machine is faster now than when the whole length was taken.
                at *= 0.9
            return resumed

        rounds = run_rounds({"submit": kill_once}, kills, hasty=True, sturdy=True)
    yes, no_more = Aim(1, at_least=True), Aim(0)
    rows = [
        rounds.row("right bytes at the service", "submit", lambda each: each.is_right, yes, strict=True),
        rounds.row("jobs at the service, less one", "submit", lambda each: abs(each.jobs - 1), no_more, strict=True),
        rounds.row("finished slices sent again", "submit", lambda each: each.again, no_more, strict=True),
        rounds.row("sent twice / (connections x slice)", "submit", lambda each: each.share, Aim(1), strict=True),
        rounds.row("sent twice", "submit", lambda each: each.twice / MIB, unit=" MiB"),
        rounds.row("safely there when killed", "submit", lambda each: each.sent_before / MIB, unit=" MiB"),
        rounds.row("killed after", "submit", lambda each: each.at, unit=" s"),
    ]
    seen = rounds["submit"]
    stages = Counter(each.stage for each in seen if each.was_killed)
    remarks = [
        f"{options.mib} MiB; an undisturbed submission takes {length:.1f} s, every connection {PER_CONNECTION // MIB} "
        f"MiB/s; {sum(each.was_killed for each in seen)} of {len(seen)} were alive when killed.",
        "Killed while: " + ", ".join(f"{stage} {count}" for stage, count in stages.most_common()) + ".",
        "Sent twice: bytes of the video that reached the practice service less its size. Connections: the most that "
        "sent at one moment.",
    ]
    return Report("Resuming after kill -9", rows, remarks, rounds.load)


def moments(length: float, count: int, chance: random.Random) -> Iterator[float]:
    """Seconds to be killed after: one in each of ``count`` equal stretches of ``length``, in an order of chance."""
    found = [(stretch + chance.random()) * length / count for stretch in range(count)]
    chance.shuffle(found)
    return iter(found)


def stage_of(entries: Sequence[Entry]) -> str:
    """Where a submission is, by the requests that have come."""
    for call, stage in STAGES.items():
        if any(entry["call"].startswith(call) for entry in entries):
            return stage
    return "starting"


def padded(clip: Path, target: Path, size: int) -> None:
    """A copy of an MP4 made ``size`` bytes long by a box of noise that players skip (ISO/IEC 14496-12, free space)."""
    content = clip.read_bytes()
    filling = max(8, size - len(content))
    target.write_bytes(content + struct.pack(">I4s", filling, b"free") + secrets.token_bytes(filling - 8))


def _undisturbed(practice: Practice, folder: Path, video: Path) -> float:
    studio = Studio(folder, practice, slices=None, video=video)
    _slow(practice, before_acting=True)
    began = time.monotonic()
    outcome = studio.submit(limit=300)
    if outcome.code:
        raise RuntimeError(f"submit ended with {outcome.code} ({outcome.problem})")
    return time.monotonic() - began


def _slow(practice: Practice, *, before_acting: bool) -> None:
    practice.clear()
    rules = {call: BEFORE_ACTING if before_acting else after for call, after in AFTER_ACTING.items()}
    rules["put:training_video"] = {"kind": "slow", "bytes_per_s": PER_CONNECTION}
    practice.faults(*({"call": call, "action": action} for call, action in rules.items()))


def _kill_and_resume(studio: Studio, at: float, digest: str, *, before_acting: bool) -> Resumed:
    practice = studio.practice
    _slow(practice, before_acting=before_acting)
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
    seen = practice.journal()
    sent = [entry for entry in seen if entry["call"] == "put:training_video"]
    finished = {(entry["job_id"], entry["part"]) for entry in sent if entry["status"] == 200}
    outcome = studio.submit(limit=300)
    entries = practice.journal("put:training_video")
    size = studio.video.stat().st_size
    jobs = practice.jobs()
    stored = practice.job(jobs[-1])["files"] if jobs else {}
    is_right = outcome.code == 0 and stored.get("training_video", {}).get("sha256") == digest
    largest = max((entry["bytes"] for entry in entries), default=0)
    twice = max(0, sum(entry["bytes"] for entry in entries) - size)
    return Resumed(
        at,
        stage_of(seen),
        child.returncode < 0,
        sum(entry["bytes"] for entry in sent if entry["status"] == 200),
        is_right,
        len(jobs),
        sum((entry["job_id"], entry["part"]) in finished for entry in entries[len(sent) :]),
        twice,
        twice / max(1, most_at_once(entries) * largest),
    )


def most_at_once(entries: Sequence[Entry]) -> int:
    """How many requests were under way at the same moment at most; one that never ended counts to the last moment."""
    moments = [(entry["began"], 1) for entry in entries]
    moments += [(entry["ended"], -1) for entry in entries if entry["ended"] is not None]
    now = most = 0
    for _, change in sorted(moments):
        now += change
        most = max(most, now)
    return most
