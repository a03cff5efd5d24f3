"""What is missing, step by step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import (
    Draft,
    Edition,
    Fingerprint,
    FlexusAnswers,
    JobTag,
    PickedFile,
    Role,
    Sex,
    StandardAnswers,
    UseCase,
    VoiceProperties,
    VoiceSource,
)
from avatar_wizard.domain.footage import Finding, FootageReport, RuleSource, Severity
from avatar_wizard.domain.gaps import gaps
from avatar_wizard.domain.steps import Step, steps_of

GOOD = FootageReport(None)
NEEDED = (Role.TRAINING_VIDEO, Role.ID_CARD_IMAGE1, Role.ID_CARD_IMAGE2, Role.GRANT_FILE)


def picked(role: Role, size: int = 300_000) -> PickedFile:
    return PickedFile(role, Path("somewhere"), Fingerprint(size, 1, "00"))


def whole(edition: Edition = Edition.STANDARD) -> Draft:
    voice = VoiceProperties(JobTag.NEWS, Sex.FEMALE)
    return Draft(
        name="Zoe", edition=edition, flexus=FlexusAnswers(voice=voice), files=tuple(picked(role) for role in NEEDED)
    )


@pytest.mark.parametrize("edition", list(Edition))
def test_a_whole_draft_has_no_gap(edition: Edition) -> None:
    assert gaps(whole(edition), GOOD) == ()


def test_an_empty_draft_lists_everything_in_the_order_of_the_steps() -> None:
    found = gaps(Draft())
    assert [gap.code for gap in found] == [
        "name.missing",
        "edition.missing",
        "video.missing",
        "id_card_image1.missing",
        "id_card_image2.missing",
        "grant_file.missing",
    ]
    order = list(Step)
    assert [order.index(gap.step) for gap in found] == sorted(order.index(gap.step) for gap in found)


STOPPED = FootageReport(None, (Finding("video.resolution", Severity.STOP, RuleSource.HUAWEI_REQUIRED),))
WARNED = FootageReport(None, (Finding("video.codec", Severity.WARNING, RuleSource.HUAWEI_ADVISED),))


@pytest.mark.parametrize(
    ("change", "report", "code"),
    [
        ({"name": " "}, GOOD, "name.missing"),
        ({"name": "n" * 257}, GOOD, "name.too_long"),
        ({"batch_name": "n" * 257}, GOOD, "batch_name.too_long"),
        ({"contact": "1" * 65}, GOOD, "contact.too_long"),
        ({"standard": StandardAnswers(use_cases=frozenset())}, GOOD, "use_cases.missing"),
        (
            {"standard": StandardAnswers(livestream_copy=True, use_cases=frozenset({UseCase.VIDEO_2D}))},
            GOOD,
            "livestream_copy.needs_live",
        ),
        ({"video_slices": 900}, GOOD, "video.slices"),
        ({}, None, "video.unchecked"),
        ({}, STOPPED, "video.refused"),
        ({}, FootageReport(None, unreadable=True), "video.unreadable"),
    ],
)
def test_one_wrong_answer_makes_one_gap(change: dict[str, object], report: FootageReport | None, code: str) -> None:
    assert [gap.code for gap in gaps(replace(whole(), **change), report)] == [code]  # type: ignore[arg-type]


def test_a_warning_waits_for_a_reason_and_holds_nobody_up_then() -> None:
    code = WARNED.findings[0].code
    assert [(gap.step, gap.code) for gap in gaps(whole(), WARNED)] == [(Step.VIDEO, "video.warnings")]
    accepted = whole().with_waiver(code, "the customer wants it so")
    assert gaps(accepted, WARNED) == ()
    assert accepted.waived(code) == "the customer wants it so"
    assert [gap.code for gap in gaps(accepted.without_waiver(code), WARNED)] == ["video.warnings"]


def test_another_take_needs_its_own_reasons() -> None:
    accepted = whole().with_waiver(WARNED.findings[0].code, "so be it")
    same = accepted.file(Role.TRAINING_VIDEO)
    assert same is not None
    assert accepted.with_file(same).waivers == accepted.waivers
    assert accepted.with_file(picked(Role.TRAINING_VIDEO, 7_000_000)).waivers == ()
    assert accepted.with_file(picked(Role.COVER, 7_000)).waivers == accepted.waivers
    assert accepted.without_file(Role.TRAINING_VIDEO).waivers == ()


@pytest.mark.parametrize("role", NEEDED[1:])
@pytest.mark.parametrize(("size", "code"), [(0, "file.empty"), (5 * 1024**3 + 1, "file.too_large")])
def test_documents_that_cannot_be_put(role: Role, size: int, code: str) -> None:
    assert [(g.field, g.code) for g in gaps(whole().with_file(picked(role, size)), GOOD)] == [(role, code)]


def test_flexus_asks_for_the_voice_and_its_recording() -> None:
    draft = replace(whole(Edition.FLEXUS), flexus=FlexusAnswers(VoiceSource.FROM_RECORDING))
    assert [gap.code for gap in gaps(draft, GOOD)] == [
        "voice.job_tag_missing",
        "voice.sex_missing",
        "recording.missing",
    ]
    assert gaps(replace(draft, flexus=FlexusAnswers(VoiceSource.IMAGE_ONLY)), GOOD) == ()


def test_answers_of_the_other_edition_are_kept_but_never_sent_nor_missed() -> None:
    draft = replace(whole(), flexus=FlexusAnswers(VoiceSource.FROM_RECORDING)).with_file(picked(Role.AUDIO))
    assert gaps(draft, GOOD) == ()
    assert Role.AUDIO not in {f.role for f in draft.files_to_send()}
    assert Role.AUDIO in {f.role for f in replace(draft, edition=Edition.FLEXUS).files_to_send()}


def test_only_flexus_has_the_voice_step_and_documents_go_first() -> None:
    assert Step.VOICE not in steps_of(whole())
    assert Step.VOICE in steps_of(whole(Edition.FAST_FLEXUS))
    assert [f.role for f in whole().files_to_send()][-1] is Role.TRAINING_VIDEO
