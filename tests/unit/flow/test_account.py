"""A submission stays with the account it was begun with: a job out of sight is not a job that is gone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Draft, Edition, Fingerprint, PickedFile, Role
from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.submission import Created, Creating, Phase, Planned, UploadUrls
from support.fake_ports import ACCOUNT, FakeWorld

KEY = "0123456789ab"
DRAFT = Draft(
    name="Zoe",
    edition=Edition.STANDARD,
    files=(PickedFile(Role.TRAINING_VIDEO, Path("take.mp4"), Fingerprint(1000, 1, "00")),),
)


@pytest.fixture
def world() -> FakeWorld:
    made = FakeWorld()
    made.vault.kept = ACCOUNT
    made.journal.record(KEY, Planned(DRAFT, {Role.TRAINING_VIDEO: 1}))
    made.journal.record(KEY, Creating("project-1"))
    made.journal.record(KEY, Created("job-1", UploadUrls()))
    made.service.place = "project-2"
    return made


def test_another_account_makes_no_second_job(world: FakeWorld) -> None:
    desk = world.desk()
    for act in (
        lambda: desk.sending(KEY).run(threading.Event()),
        lambda: desk.follow(KEY),
        lambda: desk.discard(KEY),
    ):
        with pytest.raises(ProblemError, match=r"submission\.other_account"):
            act()
    assert not {"create", "delete"} & set(world.service.calls)
    assert desk.submission(KEY) is not None


def test_answers_changed_after_the_review_began_are_not_called_submitted(world: FakeWorld) -> None:
    world.service.place = "project-1"
    world.journal.record(KEY, Planned(Draft(name="Other", edition=Edition.STANDARD, files=DRAFT.files), {}))
    world.service.found["job-1"] = Job("job-1", "Zoe", "AUTO_VERIFYING", tags=(f"aw-{KEY}",))
    with pytest.raises(ProblemError, match=r"submission\.handed_in_before"):
        world.desk().sending(KEY).run(threading.Event())
    known = world.journal.submission(KEY)
    assert known is not None
    assert (known.phase, known.job_id) == (Phase.SUBMITTED, "job-1")
    assert "create" not in world.service.calls
