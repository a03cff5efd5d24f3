"""A video taken again, and a draft that is left: what was looked through is neither lost nor passed over nor redone."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Edition, PickedFile, Role
from avatar_wizard.domain.footage import FootageReport, Pass
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.signals import ScreenSignals, Signals
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Planned
from avatar_wizard.flow.navigation import Place
from avatar_wizard.ui.pass_standing import PassState
from integration.window.footage_stage import (
    BLACK,
    KEY,
    MOV,
    NAME,
    begin,
    begin_studying,
    calls,
    done,
    drafting,
    examining,
    studying,
    words,
)
from integration.window.running_stage import action_of, runs_of
from support.fake_ports import ACCOUNT, GOOD

OTHER = Path("/films/other-7.mp4")


@pytest.fixture
def at_video(stage):
    """The full pass is held in the middle."""
    begin_studying(stage)
    return stage


def _path(stage) -> Path:
    return stage.picked(Role.TRAINING_VIDEO).path


def _video(stage) -> PickedFile | None:
    return drafting(stage).draft.file(Role.TRAINING_VIDEO)


def _finished(stage, **changed: object) -> FootageReport:
    """What is kept of the draft's video once it was looked through."""
    seen = Signals(True, screen=ScreenSignals())
    fingerprint = stage.picked(Role.TRAINING_VIDEO).fingerprint
    return replace(GOOD, done=Pass.FULL, signals=seen, fingerprint=fingerprint, **changed)


# --- the same file again


@pytest.mark.parametrize("is_removed", [False, True])
def test_the_same_file_taken_in_the_middle_of_its_pass_is_looked_through_from_the_beginning(
    at_video, is_removed: bool
) -> None:
    stage = at_video
    studying(stage)
    stage.world.footage.full[NAME] = replace(GOOD, findings=(MOV,))
    if is_removed:
        stage.press("remove_training_video")
    stage.press("choose_training_video")
    stage.until(lambda: len(calls(stage, "study")) == 2)
    assert calls(stage, "glance") == [NAME, NAME]
    stage.world.study_gate.open()
    done(stage)
    assert drafting(stage).report.findings == (MOV,), "what would be refused must not be submitted"


@pytest.mark.parametrize("has_screen", [True, False])
def test_what_was_looked_through_is_used_again_at_once_and_by_the_answers_of_now(stage, has_screen: bool) -> None:
    stage.world.vault.kept = ACCOUNT
    seen = Signals(True, screen=ScreenSignals() if has_screen else None)
    stage.world.footage.full[NAME] = replace(GOOD, findings=(BLACK,), signals=seen)
    begin(stage)
    done(stage)
    stage.press("choose_training_video")
    stage.settle()
    assert calls(stage, "study") == [NAME], "dropped once more"
    drafting(stage).take(Role.TRAINING_VIDEO, OTHER)
    stage.until(lambda: _video(stage).path == OTHER)
    done(stage)
    stage.world.footage.again = lambda report, question: replace(report, rules=question.edition.value)
    drafting(stage).edit(lambda draft: replace(draft, edition=Edition.FLEXUS))
    drafting(stage).take(Role.TRAINING_VIDEO, _path(stage))
    stage.until(lambda: _video(stage).path.name == NAME)
    assert (drafting(stage).report.done, drafting(stage).report.findings) == (Pass.FULL, (BLACK,))
    assert drafting(stage).report.rules == "flexus"
    stage.press("remove_training_video")
    stage.press("choose_training_video")
    stage.until(lambda: drafting(stage).report is not None)
    stage.settle()
    assert calls(stage, "study") == [NAME, OTHER.name]
    assert calls(stage, "look") == [NAME, OTHER.name]
    assert examining(stage).standing.state is PassState.DONE


def test_another_avatar_with_the_same_video_needs_no_other_pass(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    begin(stage, _finished(stage))
    stage.settle()
    stage.press("home_button")
    stage.press("new_avatar")
    drafting(stage).take(Role.TRAINING_VIDEO, _path(stage))
    done(stage)
    stage.settle()
    assert stage.world.footage.asked == []


def test_a_file_that_could_not_be_read_to_its_end_is_looked_through_again(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.footage.full[NAME] = replace(GOOD, signals=Signals(True, (3.0,), screen=ScreenSignals()))
    begin(stage)
    done(stage)
    stage.world.footage.full[NAME] = replace(GOOD, signals=Signals(True, screen=ScreenSignals()))
    stage.press("choose_training_video")
    stage.until(lambda: calls(stage, "study") == [NAME, NAME])
    done(stage)
    assert drafting(stage).report.signals.decode_errors == ()


def test_what_is_read_from_the_disk_does_not_replace_what_was_found_since(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    begin(stage, _finished(stage, rules="old"))
    drafting(stage).take_report(_finished(stage, rules="new"))
    drafting(stage).keep(_finished(stage, rules="old"))
    stage.press("choose_training_video")
    stage.settle()
    assert drafting(stage).report.rules == "new"


def test_a_kept_report_is_judged_by_the_rules_of_today(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.footage.again = lambda report, question: replace(report, rules="today", findings=(BLACK,))
    begin(stage, _finished(stage, rules="last year"))
    assert drafting(stage).report.rules == "today"
    assert "Black pictures" in words(stage)


# --- a draft that is forgotten


def test_a_draft_discarded_in_the_middle_of_its_pass_does_not_come_back(at_video) -> None:
    stage = at_video
    studying(stage)
    stop = stage.world.footage.stops[-1]
    stage.press("home_button")
    stage.press(f"discard_{KEY}")
    stage.press("discard_confirm")
    stage.until(lambda: KEY not in stage.world.journal.stored)
    stage.world.study_gate.open()
    stage.settle()
    assert stop.is_set()
    assert stage.world.journal.stored == {}
    assert stage.window.presenter.screening.gallery.tiles == {}


def test_a_submission_cancelled_after_change_it_is_one_draft_and_not_two(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.world.service.problems["create"] = Problem("service.name_taken")
    stage.window.presenter.enter(Place(Step.REVIEW, Step.REVIEW))
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(lambda: stage.notice() == "That name is taken")
    stage.press("change_answers")
    studying(stage)
    stage.press("home_button")
    action_of(stage, f"cancel_{KEY}").trigger()
    stage.press("cancel_confirm")
    stage.until(lambda: runs_of(stage) == {})
    stage.world.study_gate.open()
    stage.settle()
    (kept,) = stage.world.journal.drafts()
    assert kept.key != KEY
    assert kept.draft.name == "Zoe"


# --- what is sent, taken back, or refused


def test_change_it_finds_what_was_looked_through_also_after_a_restart(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.service.problems["create"] = Problem("service.name_taken")
    draft = stage.full_draft()
    stage.world.journal.save_draft(KEY, draft, _finished(stage))
    stage.world.journal.record(KEY, Planned(draft, {Role.TRAINING_VIDEO: 1}))
    stage.open()
    stage.press(f"continue_{KEY}")
    stage.until(lambda: stage.notice() == "That name is taken")
    stage.press("change_answers")
    assert drafting(stage).report.done is Pass.FULL
    stage.settle()
    assert stage.world.footage.asked == []
    assert stage.world.journal.stored[KEY].report.done is Pass.FULL


def test_a_refused_one_that_is_mended_keeps_what_was_looked_through(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.footage.full[NAME] = replace(GOOD, signals=Signals(True, screen=ScreenSignals()))
    begin(stage)
    done(stage)
    stage.window.presenter.enter(Place(Step.REVIEW, Step.REVIEW))
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(lambda: stage.window.presenter.dispatch.follow.job is not None)
    job_id, job = next(iter(stage.world.service.found.items()))
    stage.world.service.found[job_id] = replace(job, state="AUTO_VERIFY_FAILED")
    stage.press("ask_button")
    stage.press("mend_button")
    assert drafting(stage).report.done is Pass.FULL
    stage.settle()
    assert calls(stage, "study") == [NAME]
    assert stage.world.journal.stored[drafting(stage).key].report.done is Pass.FULL


# --- a look that failed


@pytest.mark.parametrize("step", [Step.VIDEO, Step.REVIEW])
def test_a_video_that_could_not_be_looked_at_is_looked_at_again_by_next(
    stage, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    stage.world.vault.kept = ACCOUNT

    def absent(*_: object) -> FootageReport:
        raise ProblemError("footage.tool_timeout", seconds=30)

    with monkeypatch.context() as patch:
        patch.setattr(stage.world.footage, "look", absent)
        begin(stage)
        stage.until(lambda: stage.notice() == "The video could not be checked in time")
    stage.settle()
    assert drafting(stage).report is None
    stage.window.presenter.enter(Place(step, Step.REVIEW))
    stage.press("next_button")
    done(stage)
    assert not drafting(stage).is_checking


# --- what is skipped, and what fails


def _without_screen(stage) -> None:
    drafting(stage).edit(lambda draft: replace(draft, standard=replace(draft.standard, replace_background=False)))


def test_a_pass_skipped_after_another_background_was_chosen_is_skipped(at_video) -> None:
    stage = at_video
    studying(stage)
    _without_screen(stage)
    stage.press("pass_skip")
    assert examining(stage).standing.state is PassState.SKIPPED
    stage.press("pass_toggle")
    studying(stage)


def test_a_pass_that_fails_after_another_background_was_chosen_has_failed(stage) -> None:
    def fails(stop: threading.Event) -> None:
        stage.world.study_gate.wait(stop)
        raise ProblemError("footage.tool_failed")

    stage.world.footage.wait_full = fails
    begin_studying(stage)
    studying(stage)
    _without_screen(stage)
    stage.world.study_gate.open()
    stage.until(lambda: examining(stage).standing.state is PassState.FAILED)
    stage.settle()
    assert len(calls(stage, "study")) == 1


# --- reasons


def test_reasons_hold_for_the_mended_video_and_the_original_but_for_no_other(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(MOV, BLACK))
    begin(stage)
    done(stage)
    drafting(stage).edit(lambda draft: draft.with_waiver("picture.black", "It is meant so."))
    stage.press("mend_video_mov")
    stage.press("mend_confirm")
    stage.until(lambda: _video(stage).path.name == "take-20000000 (mended).mp4")
    assert drafting(stage).draft.waived("picture.black") == "It is meant so."
    stage.press("use_original")
    stage.until(lambda: _video(stage).path.name == NAME)
    assert drafting(stage).draft.waived("picture.black") == "It is meant so."
    drafting(stage).take(Role.TRAINING_VIDEO, OTHER)
    stage.until(lambda: _video(stage).path == OTHER)
    assert drafting(stage).draft.waivers == ()


def test_the_keyboard_is_on_the_card_after_its_reason_was_given(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(BLACK,))
    begin(stage)
    done(stage)
    stage.settle()
    stage.button("waive_picture_black").setFocus()
    stage.press("waive_picture_black")
    stage.press("waiver_reason_1")
    stage.press("waiver_confirm")
    stage.until(stage.window.isActiveWindow)
    stage.until(lambda: stage.button("unwaive_picture_black").hasFocus())


# --- folders


def test_a_folder_is_found_out_by_a_worker_and_said_in_its_place(
    stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.world.vault.kept = ACCOUNT
    begin(stage, _finished(stage))
    asked: set[str] = set()
    real = Path.is_dir

    def noting(path: Path) -> bool:
        asked.add(threading.current_thread().name)
        return real(path)

    monkeypatch.setattr(Path, "is_dir", noting)
    stage.window.content.video.file_offered.emit(Role.TRAINING_VIDEO, tmp_path)
    stage.until(lambda: "This is a folder. Open it and choose the file." in words(stage))
    assert threading.main_thread().name not in asked
    assert _video(stage) == stage.picked(Role.TRAINING_VIDEO)
    assert not drafting(stage).is_checking
    assert stage.notice() == ""


# --- the report


def test_a_report_is_not_written_half_when_the_window_closes(stage, tmp_path: Path) -> None:
    stage.world.vault.kept = ACCOUNT
    begin(stage, _finished(stage, findings=(BLACK,)))
    stage.settle()
    saving, real = stage.window.presenter.screening.saving, stage.world.footage.still

    def closing(*args: object, **kinds: object) -> object:
        saving.close()
        return real(*args, **kinds)

    stage.world.footage.still = closing
    stage.picker.target = tmp_path / "report.html"
    stage.press("save_report")
    stage.settle()
    assert list(tmp_path.iterdir()) == []
    assert stage.notice() == ""


def test_a_repair_in_the_same_folder_does_not_sweep_the_report_away(
    stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.world.vault.kept = ACCOUNT
    begin(stage, _finished(stage))
    stage.settle()
    real = Path.replace

    def sweeping(part: Path, target: Path) -> Path:
        for left in (*tmp_path.glob(".avatar-wizard-*.part"), *tmp_path.glob(".avatar-wizard-*.lock")):
            left.unlink()
        return real(part, target)

    monkeypatch.setattr(Path, "replace", sweeping)
    stage.picker.target = tmp_path / "report.html"
    stage.press("save_report")
    stage.until(lambda: stage.notice() != "")
    assert stage.notice() == "The report is saved."
