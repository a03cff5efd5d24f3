"""What the campaign and a reading of the saga found, each as one short story that once went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from avatar_wizard.documents.fingerprint import LocalFiles
from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.draft_file import read_draft_file
from avatar_wizard.flow.ports import Service
from avatar_wizard.flow.remote import jobs_tagged
from integration.campaign.computer import KEY, Computer, MortalJournal
from integration.campaign.sequences import Moment, Run
from support.practice import Practice

LISTING = "command:GET_MULTIPART_UPLOADED"
CONFIRM = "command:CONFIRM_MULTIPART_UPLOADED"
SUBMIT = "command:SUBMITVERIFYING"
NO_SUCH_JOB = {"status": 404, "code": "MSS.41000003"}
SECOND_SLICE_SENT, CONFIRMING = 7, 9
"""Records of a run with three slices over one connection: Planned, Creating, Created, three documents, ..."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice("--approve", fast=False) as service:
        yield service


@pytest.fixture
def computer(practice: Practice, tmp_path: Path) -> Iterator[Computer]:
    practice.clear()
    practice.settings(pace_s=None)
    made = Computer(tmp_path, practice, connections=1)
    made.write_files(3, 0, (100, 100, 100))
    yield made
    if made.program is not None:
        made.program.close()


def killed_after(record: int) -> Run:
    return Run(moments=(Moment(record, False, "kill"),))


def puts(practice: Practice) -> list[int]:
    return [entry["part"] for entry in practice.journal("put:training_video")]


def the_job(practice: Practice) -> dict[str, Any]:
    [job_id] = practice.jobs()
    found = practice.job(job_id)
    assert found["state"] != "WAIT_FILE_UPLOAD"
    return found


def test_a_sign_in_page_in_place_of_the_list_of_slices_costs_no_slice(computer: Computer, practice: Practice) -> None:
    computer.run(killed_after(SECOND_SLICE_SENT + 1))
    practice.faults({"call": LISTING, "times": 1, "action": "html"})
    computer.run(Run())
    assert computer.codes[-1] == "net.captive_portal"
    computer.run(Run())
    assert computer.codes[-1] == "submitted"
    assert puts(practice) == [1, 2, 3]


def test_a_clock_two_days_ahead_costs_no_job_after_a_restart(computer: Computer, practice: Practice) -> None:
    practice.control("clock", {"skew_s": -2 * 86400})
    computer.run(killed_after(SECOND_SLICE_SENT + 1))
    computer.run(Run())
    assert computer.codes[-1] == "submitted"
    assert len(practice.journal("create")) == 2, "the first was refused for the wrong time"
    assert puts(practice) == [1, 2, 3]


def test_a_busy_service_is_not_taken_for_addresses_that_are_refused(computer: Computer, practice: Practice) -> None:
    practice.settings(update_while_waiting=True)
    practice.faults({"call": "update", "times": 4, "action": {"status": 502}})
    computer.run(Run(moments=(Moment(SECOND_SLICE_SENT, False, "expire_urls"),)), patience_s=100)
    assert computer.codes[-1] == "submitted"


@pytest.mark.parametrize("call", [CONFIRM, SUBMIT])
def test_a_command_refused_because_it_was_carried_out_is_not_a_refusal(
    computer: Computer, practice: Practice, call: str
) -> None:
    practice.faults({"call": call, "times": 1, "action": {"kind": "status_after", "status": 503}})
    computer.run(Run())
    assert computer.codes[-1] == "submitted"
    assert the_job(practice)["submissions"] == 1


@pytest.mark.parametrize("record", [CONFIRMING, CONFIRMING + 2])
def test_a_job_deleted_just_before_a_command_is_made_anew(computer: Computer, practice: Practice, record: int) -> None:
    computer.run(Run(moments=(Moment(record + 1, False, "delete"),)))
    assert computer.codes[-1] == "submitted"
    assert the_job(practice)["files"]["training_video"]


def test_nothing_is_sent_to_a_job_that_was_deleted_meanwhile(computer: Computer, practice: Practice) -> None:
    computer.run(killed_after(SECOND_SLICE_SENT + 1))
    [gone] = practice.jobs()
    computer.happen("delete", None)
    before = len(practice.journal("put"))
    computer.run(Run())
    assert computer.codes[-1] == "submitted"
    assert gone not in {entry["job_id"] for entry in practice.journal("put")[before:]}


def test_jobs_that_always_vanish_are_not_made_for_ever(computer: Computer, practice: Practice) -> None:
    practice.faults({"call": "put", "action": "expired_url"}, {"call": "show", "action": NO_SUCH_JOB})
    computer.run(Run(), patience_s=100)
    assert computer.codes[-1] == "service.job_gone"
    assert len(practice.journal("create")) <= 4


def test_a_service_that_asks_for_an_hour_gets_no_more_than_our_patience(computer: Computer, practice: Practice) -> None:
    practice.faults({"call": "create", "action": {"status": 429, "retry_after": 3600}})
    computer.run(Run(), patience_s=1.2)
    assert computer.codes[-1] == "service.throttled"


def test_answers_cannot_be_changed_under_another_copy_that_sends_them(computer: Computer, practice: Practice) -> None:
    computer.run(killed_after(SECOND_SLICE_SENT + 1))
    program = computer.start()
    other = MortalJournal(computer.folder / "store.sqlite3")
    assert other.claim(KEY)
    before = program.journal.submission(KEY)
    program.sending.plan(computer.draft)
    computer.edit("name")
    with pytest.raises(ProblemError, match=r"submission\.busy_elsewhere"):
        program.sending.plan(computer.draft)
    assert program.journal.submission(KEY) == before
    other.close()
    computer.run(Run())
    assert the_job(practice)["given"]["name"] == computer.draft.name


def test_a_job_of_former_answers_does_not_make_changed_ones_submitted(computer: Computer, practice: Practice) -> None:
    practice.faults({"call": SUBMIT, "times": 1, "action": "lose_answer"}, {"call": "show", "action": {"status": 401}})
    computer.run(Run())
    assert computer.codes[-1] == "auth.wrong_key"
    practice.no_faults()
    program = computer.start()
    computer.edit("name")
    program.sending.plan(computer.draft)
    assert program.desk.follow(KEY) is not None
    known = program.desk.submission(KEY)
    assert known is not None
    assert known.phase is not Phase.SUBMITTED


def test_slices_that_somebody_made_void_before_the_confirmation_are_sent_again(
    computer: Computer, practice: Practice
) -> None:
    practice.settings(update_while_waiting=True)
    practice.faults({"call": CONFIRM, "times": 1, "action": {"status": 401}})
    computer.run(Run())
    assert computer.codes[-1] == "auth.wrong_key"
    program = computer.start()
    [job_id] = practice.jobs()
    program.desk.service().update(job_id, {"video_multipart_count": 3})
    computer.run(Run())
    assert computer.codes[-1] == "submitted"
    assert the_job(practice)["files"]["training_video"]


def test_a_file_that_is_gone_is_said_to_be_gone(computer: Computer) -> None:
    computer.run(Run(moments=(Moment(SECOND_SLICE_SENT + 1, True, "kill"),)))
    for picked in computer.draft.files:
        picked.path.unlink()
    computer.run(Run())
    assert computer.codes[-1] == "file.missing"


def test_brackets_thousands_deep_are_an_unreadable_draft_file(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_text("name = " + "[" * 100_000)
    with pytest.raises(ProblemError, match=r"draft\.file_unreadable"):
        read_draft_file(path, LocalFiles())


class _Vanishing:
    """Lists a job without its tags, which is gone when it is asked for."""

    def jobs(self, *, tag: str | None = None, offset: int = 0, limit: int = 100) -> tuple[int, tuple[Job, ...]]:
        return 1, (Job("a" * 32, "Zoe", "WAIT_FILE_UPLOAD"),)

    def show(self, job_id: str) -> Job:
        raise ProblemError("service.job_gone")


def test_a_job_deleted_while_we_look_for_ours_is_not_ours() -> None:
    assert jobs_tagged(cast(Service, _Vanishing()), "aw-0123456789ab") == ()
