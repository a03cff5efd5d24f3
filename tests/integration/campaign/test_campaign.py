"""The submission against random sequences of faults, pauses, kills, edits and meddling; see ``sequences``.

Whatever was lived through: once left in peace, one run ends with exactly one job, in review, with exactly the right
bytes and the last answers; or with those before them, when a job of theirs had got there already: it is never
joined by a second one. On the way: no sentence that the faults do not explain, no finished slice sent twice, a bar
that never goes back, no exception but a problem.

The suite runs a fixed choice of sequences. By hand, with more and other ones:

    CAMPAIGN_SEQUENCES=2000 CAMPAIGN_SEED=7 python -m pytest tests/integration/campaign -q -s --timeout 0
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from avatar_wizard.domain.job import was_submitted
from avatar_wizard.domain.problem import ProblemError
from integration.campaign.computer import KEY, PATIENCE, Computer
from integration.campaign.sequences import Run, Sequence, sequences
from integration.campaign.truth import explained
from support.practice import Practice

SEQUENCES = int(os.environ.get("CAMPAIGN_SEQUENCES", "60"))
SEED = os.environ.get("CAMPAIGN_SEED")
LISTINGS = {
    "command:GET_MULTIPART_UPLOADED": "put:training_video",
    "command:GET_ACTION_VIDEO_MULTIPART_UPLOADED": "put:action_video",
}

met: Counter[str] = Counter()


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice("--approve", fast=False) as service:
        yield service


def jobs_of(practice: Practice) -> list[dict[str, Any]]:
    return [practice.job(job_id) for job_id in practice.jobs()]


def submitted_of(practice: Practice) -> list[dict[str, Any]]:
    found = [job for job in jobs_of(practice) if was_submitted(job["state"])]
    assert len(found) <= 1, "two jobs in review: that is money"
    assert all(job["submissions"] == 1 for job in found)
    return found


def sent_twice(journal: list[dict[str, Any]], starts: list[float]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of PUTs of one slice to one upload, where the second should have known of the first.

    It should have, when it had asked in between or had never asked since the program was started.
    """
    found = []
    arrived: dict[tuple[str, str, int], dict[str, Any]] = {}
    listings: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for entry in journal:
        job_id, call = entry["job_id"], entry["call"]
        if call == "update":
            arrived = {key: known for key, known in arrived.items() if key[0] != job_id}
        elif call in LISTINGS:
            listings.setdefault((job_id, LISTINGS[call]), []).append(entry)
        elif call in LISTINGS.values():
            key = (job_id, call, entry["part"])
            if first := arrived.get(key):
                between = [e for e in listings.get((job_id, call), []) if first["ended"] < e["began"] < entry["began"]]
                is_new_run = any(first["ended"] < start < entry["began"] for start in starts)
                knew = between and between[-1]["status"] == 200 and between[-1]["fault"] is None
                if knew or (is_new_run and not between):
                    found.append((first, entry))
            elif entry["status"] == 200 and entry["fault"] is None and entry["ended"]:
                arrived[key] = entry
    return found


def changed_too_late(computer: Computer) -> set[str]:
    """What a run may say when the answers were changed after the job had got into review."""
    too_late = computer.handed_in is not None and computer.handed_in != computer.draft
    return {"submission.handed_in_before"} if too_late else set()


def live(sequence: Sequence, computer: Computer, practice: Practice) -> None:
    """Go through the sequence, then leave it in peace, and look at what is there."""
    practice.clear()
    practice.settings(pace_s=None, update_while_waiting=sequence.updatable, plain_put_at_one=sequence.whole_put_at_one)
    computer.write_files(sequence.slices, sequence.tail, sequence.documents, sequence.action_slices)
    starts = []
    for run in sequence.runs:
        practice.faults(*run.faults)
        starts.append(time.monotonic())
        computer.run(run)
        met[computer.codes[-1]] += 1
        assert computer.codes[-1] in explained(run) | changed_too_late(computer), computer.codes
        if run.follow and computer.program is not None:
            follow(computer)
        practice.no_faults()
        if submitted_of(practice) and computer.handed_in is None:
            computer.handed_in = computer.draft
        if computer.codes[-1] == "submitted":
            break
    practice.control("unlock", {})
    starts.append(time.monotonic())
    done = computer.run(Run(edit=sequence.last_edit), PATIENCE)
    if submitted_of(practice) and computer.handed_in is None:
        computer.handed_in = computer.draft
    if done is None and computer.codes[-1] in changed_too_late(computer):
        done = computer.run(Run(), PATIENCE)
    assert done is not None, computer.codes
    assert done.problem is None or done.problem.code in changed_too_late(computer)
    [job] = jobs_of(practice)
    assert was_submitted(job["state"])
    expected = computer.handed_in
    assert expected is not None
    assert job["given"]["name"] == expected.name
    assert {role: file["sha256"] for role, file in job["files"].items()} == computer.expected_files(expected)
    known = computer.program and computer.program.desk.submission(KEY)
    assert known
    assert known.job_id == job["job_id"]
    assert not practice.violations()
    if not sequence.whole_put_at_one:  # such a PUT is in no list of slices
        assert not sent_twice(practice.journal(), starts)


def follow(computer: Computer) -> None:
    assert computer.program is not None
    with contextlib.suppress(ProblemError):  # faults are still in force
        computer.program.desk.follow(KEY)


@pytest.mark.slow
def test_left_in_peace_every_sequence_ends_with_one_right_job(practice: Practice) -> None:
    @settings(
        max_examples=SEQUENCES,
        derandomize=SEED is None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(sequences)
    def campaign(sequence: Sequence) -> None:
        with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
            computer = Computer(Path(folder), practice, sequence.connections)
            try:
                live(sequence, computer, practice)
            except BaseException as error:
                error.add_note(f"runs ended with {computer.codes}")
                raise
            finally:
                if computer.program is not None:
                    computer.program.close()

    met.clear()
    began = time.monotonic()
    (seed(int(SEED))(campaign) if SEED else campaign)()
    if SEED:
        spent = time.monotonic() - began
        sys.stderr.write(f"\n{SEQUENCES} sequences in {spent:.0f} s; runs ended with {dict(met)}\n")
