"""The fold of a submission's events: what is sent stays sent, and a new job starts from nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Draft, Edition, Fingerprint, PickedFile, Role
from avatar_wizard.domain.job import Job, JobGroup, LogEntry, group_of, is_final, poll_interval
from avatar_wizard.domain.problem import CODES, Problem, ProblemError
from avatar_wizard.domain.submission import (
    Abandoned,
    Confirmed,
    Confirming,
    Created,
    Creating,
    DocumentSent,
    Failed,
    Observed,
    Phase,
    Planned,
    SentSlice,
    SliceSent,
    SlicesReconciled,
    Submission,
    Submitted,
    Submitting,
    UploadUrls,
    UrlsRenewed,
    apply,
    fold,
)

MIB = 1024**2
DRAFT = Draft(
    name="Zoe",
    edition=Edition.STANDARD,
    files=tuple(
        PickedFile(role, Path("f"), Fingerprint(30 * MIB, 1, "00"))
        for role in (Role.TRAINING_VIDEO, Role.GRANT_FILE, Role.ID_CARD_IMAGE1)
    ),
)
PLANNED = Planned(DRAFT, {Role.TRAINING_VIDEO: 4})
CREATED = Created("job", UploadUrls({}, {}, 99.0))
EMPTY = Submission("0" * 12, Draft())


def sent(number: int) -> SliceSent:
    return SliceSent(Role.TRAINING_VIDEO, number, SentSlice("md5", "etag"))


def test_the_whole_way() -> None:
    phases = []
    now = EMPTY
    for event in (PLANNED, Creating(), CREATED, sent(1), Confirming(), Confirmed(), Submitting(), Submitted()):
        now = apply(now, event)
        phases.append(now.phase)
    assert phases == [
        Phase.PLANNED,
        Phase.CREATING,
        Phase.SENDING,
        Phase.SENDING,
        Phase.CONFIRMING,
        Phase.CONFIRMED,
        Phase.SUBMITTING,
        Phase.SUBMITTED,
    ]
    assert (now.is_open, now.urls, now.tag) == (False, None, "aw-000000000000")


def test_what_is_missing_is_counted_documents_first() -> None:
    now = fold(EMPTY, [PLANNED, Creating(), CREATED, sent(2), DocumentSent(Role.GRANT_FILE, "")])
    assert now.missing_documents() == (Role.ID_CARD_IMAGE1,)
    assert [number for _, number in now.missing_slices()] == [1, 3, 4]


def test_the_service_has_the_last_word_about_slices() -> None:
    now = fold(EMPTY, [PLANNED, Creating(), CREATED, sent(1), sent(2), sent(3)])
    kept = apply(now, SlicesReconciled(Role.TRAINING_VIDEO, frozenset({2})))
    assert [number for _, number in kept.missing_slices()] == [1, 3, 4]


def test_new_addresses_want_the_documents_again_and_a_new_job_everything() -> None:
    now = fold(EMPTY, [PLANNED, Creating(), CREATED, sent(1), DocumentSent(Role.GRANT_FILE, "")])
    renewed = apply(now, UrlsRenewed(UploadUrls()))
    assert (renewed.documents_sent, len(renewed.slices_sent)) == (frozenset(), 1)
    again = fold(now, [Abandoned(), Creating(), CREATED])
    assert (again.documents_sent, dict(again.slices_sent), again.creations) == (frozenset(), {}, 2)


def test_other_answers_after_the_creation_make_the_job_stale() -> None:
    other = Planned(replace(DRAFT, name="Other"), {Role.TRAINING_VIDEO: 4})
    assert not apply(apply(EMPTY, PLANNED), other).is_stale
    stale = fold(EMPTY, [PLANNED, Creating(), CREATED, sent(1), other])
    assert (stale.is_stale, stale.phase, dict(stale.slices_sent)) == (True, Phase.CREATING, {})
    assert not apply(stale, CREATED).is_stale


def test_a_failure_is_kept_until_something_moves() -> None:
    failed = fold(EMPTY, [PLANNED, Creating(), CREATED, Failed(Problem("store.full")), Observed("WAIT_FILE_UPLOAD")])
    assert failed.problem == Problem("store.full")
    assert apply(failed, sent(1)).problem is None


def test_urls_are_not_shown_by_accident() -> None:
    secret = UploadUrls({Role.COVER: "https://x/?Signature=s"}, {Role.TRAINING_VIDEO: ("https://x/?Signature=s",)}, 1.0)
    assert "Signature" not in repr(secret)
    assert "Signature" not in repr(fold(EMPTY, [PLANNED, Created("job", secret)]))


@pytest.mark.parametrize(
    ("state", "group", "final"),
    [
        ("WAIT_FILE_UPLOAD", JobGroup.WAITING_TO_SUBMIT, False),
        ("AUTO_VERIFYING", JobGroup.IN_REVIEW, False),
        ("MANUAL_VERIFY_FAILED", JobGroup.NOT_APPROVED, False),
        ("TRAIN_FAILED", JobGroup.TRAINING, False),
        ("SOMETHING_NEW", JobGroup.TRAINING, False),
        ("JOB_SUCCESS", JobGroup.DONE, True),
        ("JOB_FINISH", JobGroup.DONE, True),
    ],
)
def test_groups(state: str, group: JobGroup, final: bool) -> None:
    assert (group_of(state), is_final(state)) == (group, final)


def test_asking_gets_rarer() -> None:
    review = [poll_interval("AUTO_VERIFYING", since) for since in (0, 299, 301, 9999)]
    assert review == sorted(review)
    assert review[0] < review[-1] < poll_interval("TRAINING", 0) < poll_interval("JOB_SUCCESS", 0)


def test_the_newest_refusal_is_the_one_that_counts() -> None:
    log = (
        LogEntry("SYSTEM_VERIFY_FAILED", "first", "2026-01-01T00:00:00Z", "44005901"),
        LogEntry("USER_UPDATE", "again", "2026-01-02T00:00:00Z"),
        LogEntry("ADMIN_VERIFY_FAILED", "second", "2026-01-03T00:00:00Z"),
    )
    refusal = Job("j", "n", "MANUAL_VERIFY_FAILED", log=log).refusal
    assert refusal is not None
    assert refusal.text == "second"
    assert Job("j", "n", "TRAINING", log=log).refusal is None


def test_problems_are_known_and_keep_their_facts_to_themselves() -> None:
    with pytest.raises(ValueError, match=r"made\.up"):
        Problem("made.up")
    assert str(ProblemError("file.changed", name="secret.mp4")) == "file.changed"
    assert all(Problem(code).remedy is CODES[code] for code in CODES)
