"""A submission taken back: the unfinished job goes, the answers stay, and what is in review is never lost sight of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Draft, Edition, Fingerprint, PickedFile, Role
from avatar_wizard.domain.footage import Pass
from avatar_wizard.domain.job import WAIT_FILE_UPLOAD, Job
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.submission import Created, Creating, Phase, Planned, Submitting, UploadUrls
from support.fake_ports import ACCOUNT, GOOD, FakeWorld

KEY = "0123456789ab"
DRAFT = Draft(
    name="Zoe",
    edition=Edition.STANDARD,
    files=(PickedFile(Role.TRAINING_VIDEO, Path("take.mp4"), Fingerprint(1000, 1, "00")),),
)


def world_with_job(state: str) -> FakeWorld:
    made = FakeWorld()
    made.vault.kept = ACCOUNT
    for event in (
        Planned(DRAFT, {Role.TRAINING_VIDEO: 1}),
        Creating("project-1"),
        Created("job-1", UploadUrls()),
        Submitting(),
    ):
        made.journal.record(KEY, event)
    made.service.found["job-1"] = Job("job-1", "Zoe", state, tags=(f"aw-{KEY}",))
    return made


def test_the_job_goes_and_the_answers_stay() -> None:
    world = world_with_job(WAIT_FILE_UPLOAD)
    desk = world.desk()
    kept = desk.cancel(KEY)
    assert world.service.found == {}
    assert desk.submission(KEY) is None
    assert [(stored.key, stored.draft) for stored in desk.drafts()] == [(kept, DRAFT)]


@pytest.mark.parametrize("is_of_it", [True, False])
def test_what_was_looked_through_stays_with_the_answers_unless_it_was_another_file(is_of_it: bool) -> None:
    world = world_with_job(WAIT_FILE_UPLOAD)
    seen = Fingerprint(1000, 1, "00" if is_of_it else "ff")
    report = replace(GOOD, done=Pass.FULL, fingerprint=seen)
    world.journal.save_draft(KEY, DRAFT, report)
    desk = world.desk()
    desk.cancel(KEY)
    assert [stored.report for stored in desk.drafts()] == [report if is_of_it else None]


def test_what_got_into_review_although_its_answer_was_lost_is_followed_not_lost() -> None:
    world = world_with_job("AUTO_VERIFYING")
    desk = world.desk()
    assert desk.cancel(KEY) == KEY
    known = desk.submission(KEY)
    assert known is not None
    assert (known.phase, known.job_id) == (Phase.SUBMITTED, "job-1")
    assert "delete" not in world.service.calls
    assert desk.drafts() == ()


def test_when_the_service_cannot_be_asked_everything_is_as_before() -> None:
    world = world_with_job(WAIT_FILE_UPLOAD)
    before = world.journal.submission(KEY)
    for call in ("jobs", "delete"):
        world.service.problems = {call: Problem("net.unreachable")}
        with pytest.raises(ProblemError, match=r"net\.unreachable"):
            world.desk().cancel(KEY)
        assert world.journal.submission(KEY) == before
        assert world.desk().drafts() == ()


def test_what_was_never_sent_is_simply_a_draft_again() -> None:
    world = FakeWorld()
    world.journal.record(KEY, Planned(DRAFT, {Role.TRAINING_VIDEO: 1}))
    desk = world.desk()
    kept = desk.cancel(KEY)
    assert world.service.calls == []
    assert [stored.key for stored in desk.drafts()] == [kept]
