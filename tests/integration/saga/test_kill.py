"""``kill -9`` at every record of a submission, then the same command again: one job, right bytes, nothing twice."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.practice import Practice
from support.submitting import Studio

RECORDS = 14
"""Planned, Creating, Created, three documents, four slices, Confirming, Confirmed, Submitting, Submitted."""


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice("--approve") as service:
        yield service


def the_one_job(practice: Practice) -> dict[str, object]:
    [job_id] = practice.jobs()
    return practice.job(job_id)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("record", "when"),
    [
        # In every run each record once, now before and now after it.
        pytest.param(record, when, marks=pytest.mark.thorough if (record + is_after) % 2 else ())
        for record in range(1, RECORDS + 1)
        for is_after, when in enumerate(("DIE_BEFORE", "DIE_AFTER"))
    ],
)
def test_killed_at_any_record_and_started_again(practice: Practice, tmp_path: Path, when: str, record: int) -> None:
    practice.clear()
    studio = Studio(tmp_path, practice, environment={when: str(record)})
    killed = studio.submit(module="support.mortal")
    assert killed.code == -signal.SIGKILL, killed
    finished = {
        (entry["call"], entry["part"]) for entry in practice.journal("put:training_video") if entry["status"] == 200
    }
    lost = when == "DIE_BEFORE" and record == 3  # the answer to the creation, with its upload URLs
    before = len(practice.journal("put:training_video"))

    studio.environment.clear()
    again = studio.submit()

    assert again.code == 0, again
    job = the_one_job(practice)
    assert job["state"] != "WAIT_FILE_UPLOAD"
    assert job["files"]["training_video"]["sha256"] == hashlib.sha256(studio.video.read_bytes()).hexdigest()  # type: ignore[index]
    if not lost:
        resent = practice.journal("put:training_video")[before:]
        assert not finished & {(entry["call"], entry["part"]) for entry in resent}, resent
    assert not practice.violations()


@pytest.mark.slow
def test_the_number_of_records_is_what_the_parameters_say(practice: Practice, tmp_path: Path) -> None:
    practice.clear()
    last = Studio(tmp_path / "last", practice, environment={"DIE_BEFORE": str(RECORDS)})
    assert last.submit(module="support.mortal").code == -signal.SIGKILL
    beyond = Studio(tmp_path / "beyond", practice, environment={"DIE_AFTER": str(RECORDS + 2)})
    assert beyond.submit(module="support.mortal").code == 0


@pytest.mark.slow
def test_the_same_command_after_success_makes_no_second_job(practice: Practice, tmp_path: Path) -> None:
    practice.clear()
    studio = Studio(tmp_path, practice)
    first, second = studio.submit(), studio.submit()
    assert (first.code, second.code) == (0, 0)
    assert first.last["job_id"] == second.last["job_id"]
    assert len(practice.jobs()) == 1
    assert [e["call"] for e in practice.journal() if e["call"] == "create"] == ["create"]
