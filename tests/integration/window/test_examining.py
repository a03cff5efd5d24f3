"""The passes over the draft's footage behind the window: in order, once, one at a time, and never in the way."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Edition, Role
from avatar_wizard.domain.footage import Pass
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.signals import ScreenSignals, Signals
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.navigation import Place
from avatar_wizard.ui.pass_standing import PassState
from integration.window.footage_stage import (
    BLACK,
    KEY,
    LOUD,
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
from support.fake_ports import ACCOUNT, GOOD


@pytest.fixture
def at_video(stage):
    """The full pass is held in the middle."""
    begin_studying(stage)
    return stage


def test_container_then_instant_then_the_whole_take_each_kept_with_the_draft(at_video) -> None:
    stage = at_video
    studying(stage)
    assert [call for call, _, _ in stage.world.footage.asked] == ["look", "glance", "study"]
    assert drafting(stage).report.done is Pass.INSTANT
    stage.until(lambda: stage.world.journal.drafts()[0].report is not None)
    stage.until(lambda: stage.world.journal.drafts()[0].report.done is Pass.INSTANT)
    stage.until(lambda: "Looking through the whole take: 50 %" in stage.text("pass_words"))
    stage.world.study_gate.open()
    done(stage)
    stage.settle()
    assert stage.world.journal.drafts()[0].report.done is Pass.FULL
    assert stage.text("pass_words") == ""
    assert stage.text("verdict_word") == "Good to go"


def test_what_was_looked_through_once_is_not_looked_through_again(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    begin(stage, replace(GOOD, done=Pass.FULL, signals=Signals(True, screen=ScreenSignals())))
    stage.settle()
    assert stage.world.footage.asked == []
    assert examining(stage).standing.state is PassState.DONE


def test_a_kept_instant_pass_goes_on_with_the_whole_take(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    begin(stage, replace(GOOD, done=Pass.INSTANT))
    done(stage)
    assert [call for call, _, _ in stage.world.footage.asked] == ["study"]


def test_it_goes_on_behind_the_next_steps_and_says_what_it_found(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.world.footage.full[NAME] = replace(GOOD, findings=(BLACK,))
    stage.press("next_button")
    assert stage.window.presenter.place.step is Step.DOCUMENTS
    stage.until(lambda: "50 %" in stage.text("background_line"))
    stage.world.study_gate.open()
    done(stage)
    stage.until(lambda: stage.notice() == "The video was looked through: one more thing was found.")
    assert stage.text("background_line") == ""
    assert "Black pictures" in stage.text("problem_text")
    stage.press("look_at_findings")
    assert stage.window.presenter.place.step is Step.VIDEO
    assert "Black pictures" in words(stage)


def test_the_review_says_that_it_still_runs_and_counts_what_was_found(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.window.presenter.enter(Place(Step.REVIEW, Step.REVIEW))
    stage.until(lambda: "It is not finished; more may be found." in words(stage))
    stage.world.footage.full[NAME] = replace(GOOD, findings=(BLACK, LOUD))
    stage.world.study_gate.open()
    done(stage)
    stage.until(lambda: "warnings: 2" in words(stage))
    assert "It is not finished" not in words(stage)


def test_pause_go_on_skip_and_look_after_all(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.press("pass_toggle")
    assert examining(stage).standing.state is PassState.PAUSED
    assert stage.world.footage.pauses[-1].is_set()
    stage.until(lambda: not stage.world.wakefulness.is_kept)
    stage.press("pass_toggle")
    assert not stage.world.footage.pauses[-1].is_set()
    stage.press("pass_skip")
    assert stage.world.footage.stops[-1].is_set()
    stage.settle()
    assert examining(stage).standing.state is PassState.SKIPPED
    assert drafting(stage).report.done is Pass.INSTANT
    stage.press("pass_toggle")
    studying(stage)
    stage.world.study_gate.open()
    done(stage)


def test_the_computer_stays_awake_while_it_looks(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.until(lambda: stage.world.wakefulness.is_kept)
    stage.world.study_gate.open()
    done(stage)
    stage.until(lambda: not stage.world.wakefulness.is_kept)


def test_another_file_ends_the_pass_and_has_its_own(at_video) -> None:
    stage = at_video
    studying(stage)
    stop = stage.world.footage.stops[-1]
    drafting(stage).take(Role.TRAINING_VIDEO, Path("/films/other-7.mp4"))
    stage.until(stop.is_set)
    stage.until(lambda: calls(stage, "study") == [NAME, "other-7.mp4"])
    stage.world.study_gate.open()
    done(stage)
    assert drafting(stage).report.fingerprint.size == 7
    assert stage.world.footage.most_at_work == 1


def test_a_file_taken_back_ends_the_pass(at_video) -> None:
    stage = at_video
    studying(stage)
    stop = stage.world.footage.stops[-1]
    stage.press("remove_training_video")
    stage.until(stop.is_set)
    stage.settle()
    assert examining(stage).standing.state is PassState.NONE
    assert stage.text("pass_words") == ""


def test_another_draft_ends_the_pass_and_the_first_one_goes_on_later(at_video) -> None:
    stage = at_video
    studying(stage)
    stop = stage.world.footage.stops[-1]
    stage.press("home_button")
    assert not stop.is_set(), "the first screen is no reason to stop"
    stage.press("new_avatar")
    stage.until(stop.is_set)
    stage.press("home_button")
    stage.settle()
    stage.press(f"continue_{KEY}")
    stage.until(lambda: calls(stage, "study") == [NAME, NAME])
    assert calls(stage, "glance") == [NAME], "what was measured is kept with the draft"


def test_another_edition_judges_again_and_does_not_begin_anew(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.world.footage.again = lambda report, question: replace(report, rules=question.edition.value)
    drafting(stage).edit(lambda draft: replace(draft, edition=Edition.FLEXUS))
    assert drafting(stage).report.rules == "flexus"
    assert not stage.world.footage.stops[-1].is_set()
    stage.world.study_gate.open()
    done(stage)
    assert drafting(stage).report.rules == "flexus", "the end of the pass is judged by the answers of its end"
    assert len(calls(stage, "study")) == 1


def test_a_green_screen_that_was_not_looked_at_is_looked_at(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    room = replace(stage.full_draft(), standard=replace(stage.full_draft().standard, replace_background=False))
    stage.world.journal.save_draft(KEY, room, replace(GOOD, done=Pass.FULL, signals=Signals(True)))
    stage.open()
    stage.press(f"continue_{KEY}")
    stage.settle()
    assert stage.world.footage.asked == []
    seen = replace(GOOD, signals=Signals(True, screen=ScreenSignals()))
    stage.world.footage.full[NAME] = seen
    drafting(stage).edit(lambda draft: replace(draft, standard=replace(draft.standard, replace_background=True)))
    stage.until(lambda: calls(stage, "study") == [NAME])
    stage.settle()
    assert drafting(stage).report.signals.screen is not None
    drafting(stage).edit(lambda draft: replace(draft, standard=replace(draft.standard, replace_background=False)))
    stage.settle()
    assert calls(stage, "study") == [NAME]


@pytest.mark.parametrize("has_seen", [True, False])
def test_a_screen_asked_about_in_the_middle_is_looked_at_only_if_it_was_not(stage, has_seen: bool) -> None:
    room = replace(stage.full_draft(), standard=replace(stage.full_draft().standard, replace_background=False))
    stage.full_draft = lambda: room
    begin_studying(stage)
    studying(stage)
    seen = Signals(True, screen=ScreenSignals() if has_seen else None)
    stage.world.footage.full[NAME] = replace(GOOD, signals=seen)
    drafting(stage).edit(lambda draft: replace(draft, standard=replace(draft.standard, replace_background=True)))
    assert not stage.world.footage.stops[-1].is_set(), "half of it is done"
    stage.world.study_gate.open()
    stage.until(lambda: examining(stage).standing.state is PassState.DONE)
    stage.settle()
    assert calls(stage, "study") == [NAME] * (1 if has_seen else 2)


def test_a_pass_that_cannot_measure_a_screen_is_not_made_for_ever(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    begin(stage)
    done(stage)
    stage.settle()
    assert len(calls(stage, "study")) == 1
    drafting(stage).edit(lambda draft: replace(draft, name="Anna"))
    stage.settle()
    assert len(calls(stage, "study")) == 1


def test_a_pass_that_fails_says_so_and_can_be_tried_again(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.footage.problems["study"] = Problem("footage.cannot_decode", {"codec": "AV1"})
    begin(stage)
    stage.until(lambda: "cannot be looked through" in stage.text("pass_words"))
    stage.settle()
    assert len(calls(stage, "study")) == 1, "nobody asked for another try"
    assert stage.text("verdict_word") == "Good so far"
    del stage.world.footage.problems["study"]
    stage.press("pass_toggle")
    done(stage)


def test_closing_the_window_ends_the_pass(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.window.close()
    assert stage.world.footage.stops[-1].is_set()


def test_what_is_being_sent_is_past_being_looked_through(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.world.upload_gate.close()
    stage.window.presenter.enter(Place(Step.REVIEW, Step.REVIEW))
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(lambda: stage.window.presenter.place.step is Step.SENDING)
    stage.until(stage.world.footage.stops[-1].is_set)
    stage.world.upload_gate.open()
    stage.until(lambda: stage.window.presenter.place.step is Step.IN_REVIEW)
    assert len(calls(stage, "study")) == 1


def test_the_passes_never_work_on_the_windows_thread(at_video, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at_video
    seen: set[str] = set()
    for name in ("still", "strip", "study"):
        real = getattr(stage.world.footage, name)

        def noting(*args, real=real, **kinds):
            seen.add(threading.current_thread().name)
            return real(*args, **kinds)

        monkeypatch.setattr(stage.world.footage, name, noting)
    stage.world.study_gate.open()
    drafting(stage).take(Role.TRAINING_VIDEO, Path("/films/other-7.mp4"))
    done(stage)
    assert seen
    assert threading.main_thread().name not in seen


def test_another_language_in_the_middle_changes_the_words_and_not_the_pass(at_video) -> None:
    stage = at_video
    studying(stage)
    before = stage.window.content
    stage.window.set_language("zh_CN")
    stage.until(lambda: stage.window.content is not before and "50%" in stage.text("pass_words"))
    assert len(calls(stage, "study")) == 1
    before = stage.window.content
    stage.window.set_language("en")
    stage.until(lambda: stage.window.content is not before)
    stage.world.study_gate.open()
    done(stage)
