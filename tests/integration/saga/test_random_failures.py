"""Three requests in ten fail at random: the upload ends without a click, with one job and the right bytes."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from integration.saga.program import Program
from support.practice import Practice
from support.submitting import Studio

SHARE = 0.3
SLICES = 12
NOT_LONGER_S = 30.0
"""What a run with short pauses may take; the service asks for waits of a second now and then."""
NO_PAGE = [
    "500",
    "502",
    "503",
    "503_after",
    "429",
    "429_after",
    "429_date",
    "502_done",
    "close",
    "close_mid_body",
    "close_after_body",
    "lose_answer",
]
"""Every way of failing but a sign-in page in the service's place, which a program without a window leaves to people."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running() -> Iterator[Practice]:
    with Practice("--approve", fast=False) as service:
        yield service


@pytest.fixture
def practice(running: Practice) -> Practice:
    running.clear()
    running.settings(pace_s=None)
    return running


def tell(practice: Practice, began: float) -> float:
    """Calm the other side, say how many requests had failed; the seconds since ``began``."""
    practice.settings(peer={})
    asked, took = practice.journal(), time.monotonic() - began
    failed = [entry for entry in asked if entry["fault"]]
    print(f"{len(failed)} of {len(asked)} requests failed, {took:.1f} s")
    # So few requests do not keep to a share; that the service does is a test of its own.
    assert len(failed) > 1
    return took


@pytest.mark.parametrize("by_password", [False, True], ids=["keys", "password"])
@pytest.mark.parametrize("seed", range(10))
def test_somebody_presses_submit_once_and_looks_on(
    practice: Practice, tmp_path: Path, seed: int, by_password: bool
) -> None:
    practice.settings(peer={"fail_share": SHARE, "seed": seed})
    program, began = Program(tmp_path, practice, SLICES, by_password), time.monotonic()
    done = program.run(is_attended=True)
    assert tell(practice, began) < NOT_LONGER_S
    program.assert_arrived(done)


@pytest.mark.parametrize("seed", range(2))
def test_the_command_without_a_window(practice: Practice, tmp_path: Path, seed: int) -> None:
    practice.settings(peer={"fail_share": SHARE, "seed": seed, "ways": NO_PAGE})
    studio, began = Studio(tmp_path, practice, slices=SLICES), time.monotonic()
    done = studio.submit(limit=120)
    tell(practice, began)
    assert (done.code, done.problem) == (0, None), done
    [job_id] = practice.jobs()
    job = practice.job(job_id)
    assert (done.last["job_id"], job["submissions"]) == (job_id, 1)
    files = {
        "training_video": studio.video,
        "id_card_image1": studio.folder / "portrait.png",
        "id_card_image2": studio.folder / "emblem.png",
        "grant_file": studio.folder / "letter.pdf",
    }
    assert {role: file["sha256"] for role, file in job["files"].items()} == {
        role: hashlib.sha256(path.read_bytes()).hexdigest() for role, path in files.items()
    }
