"""What a person does about the footage in the whole window: pictures, reasons, mending, other takes, test shots."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import Repair
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.ui.pass_standing import PassState
from integration.window.footage_stage import (
    BLACK,
    LOUD,
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
from support.fake_ports import ACCOUNT, GOOD


@pytest.fixture
def at_video(stage):
    """The full pass is held in the middle."""
    begin_studying(stage)
    return stage


# --- pictures


def test_the_strip_and_the_cards_get_their_pictures_and_a_mark_shows_one_large(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(BLACK,))
    begin(stage)
    done(stage)
    gallery = stage.window.presenter.screening.gallery
    stage.until(lambda: len(gallery.tiles) == 12 and 96.0 in gallery.pictures)
    stage.press("show_picture_black")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    stage.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog.objectName() == "still_dialog"
    assert "Black pictures" in words(stage)
    stage.settle()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    stage.press("remove_training_video")
    stage.until(lambda: gallery.tiles == {} and gallery.pictures == {})


def test_pictures_that_cannot_be_had_are_simply_missing(stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise ProblemError("footage.tool_failed")

    monkeypatch.setattr(stage.world.footage, "still", broken)
    monkeypatch.setattr(stage.world.footage, "strip", broken)
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(BLACK,))
    begin(stage)
    done(stage)
    stage.settle()
    assert stage.notice() == ""
    stage.press("still_picture_black")
    stage.until(lambda: QApplication.activeModalWidget() is not None)
    stage.settle()
    QApplication.activeModalWidget().reject()


# --- warnings


def test_a_warning_holds_back_until_a_reason_is_given_and_again_when_it_is_taken_back(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(BLACK,))
    begin(stage)
    done(stage)
    stage.press("next_button")
    assert stage.notice() == "Still missing"
    stage.press("waive_picture_black")
    stage.press("waiver_reason_1")
    stage.press("waiver_confirm")
    assert drafting(stage).draft.waived("picture.black") == "It is meant to be like this."
    stage.until(lambda: "You send it anyway: It is meant to be like this." in words(stage))
    assert stage.notice() == ""
    stage.settle()
    assert stage.world.journal.drafts()[0].draft.waived("picture.black") is not None
    assert calls(stage, "study") == [NAME], "a reason is no reason to look again"
    stage.press("unwaive_picture_black")
    assert drafting(stage).draft.waivers == ()


# --- mending


def test_mending_makes_a_new_file_that_is_taken_and_checked_and_leads_back(stage, tmp_path: Path) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(MOV, LOUD))
    stage.picker.folder = tmp_path
    begin(stage)
    done(stage)
    stage.world.mending_gate.close()
    stage.press("mend_all")
    assert "It is saved as an MP4 file." in words(stage)
    stage.press("mend_change_folder")
    stage.until(lambda: "are free" in words(stage))
    stage.press("mend_confirm")
    stage.until(stage.world.mending_gate.reached.is_set)
    stage.until(lambda: "Mending: 50 %" in words(stage))
    stage.world.mending_gate.open()
    mended = tmp_path / "take-20000000 (mended).mp4"
    stage.until(lambda: drafting(stage).draft.file(Role.TRAINING_VIDEO).path == mended)
    assert stage.world.footage.mended == [(NAME, (Repair.REMUX, Repair.LOUDNESS))]
    stage.until(lambda: calls(stage, "study") == [NAME, mended.name])
    done(stage)
    assert stage.notice() == "The mended video is in use now."
    assert "This is the mended video. Yours is unchanged: take-20000000.mp4" in stage.text("about_original")
    stage.press("use_original")
    stage.until(lambda: drafting(stage).draft.file(Role.TRAINING_VIDEO).path.name == NAME)
    stage.until(lambda: stage.text("about_original") == "")


def test_mending_that_is_cancelled_changes_nothing(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(MOV,))
    begin(stage)
    done(stage)
    stage.world.mending_gate.close()
    stage.press("mend_video_mov")
    stage.press("mend_confirm")
    stage.until(stage.world.mending_gate.reached.is_set)
    stage.press("mend_cancel")
    stage.until(lambda: stage.world.footage.stops[-1].is_set())
    stage.settle()
    assert drafting(stage).draft.file(Role.TRAINING_VIDEO).path.name == NAME
    assert stage.notice() == ""


def test_mending_has_the_pass_make_room(at_video) -> None:
    stage = at_video
    studying(stage)
    drafting(stage).take_report(replace(drafting(stage).report, findings=(MOV,)))
    stage.world.mending_gate.close()
    stage.press("mend_video_mov")
    stage.press("mend_confirm")
    stage.until(stage.world.mending_gate.reached.is_set)
    assert stage.world.footage.pauses[-1].is_set()
    assert examining(stage).standing.state is PassState.WAITING
    stage.press("mend_cancel")
    stage.until(lambda: examining(stage).standing.state is PassState.RUNNING)
    assert stage.world.footage.most_at_work == 1


def test_mending_that_fails_is_said_in_the_dialog(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(MOV,))
    stage.world.footage.problems["repair"] = Problem("repair.folder")
    begin(stage)
    done(stage)
    stage.press("mend_video_mov")
    stage.press("mend_confirm")
    stage.until(lambda: "The folder cannot be written to" in words(stage))
    stage.press("mend_cancel")
    assert drafting(stage).draft.file(Role.TRAINING_VIDEO).path.name == NAME


# --- other takes, and test shots


def test_of_several_takes_the_best_is_proposed_and_one_is_taken(at_video) -> None:
    stage = at_video
    studying(stage)
    bad, good = Path("/films/bad-1.mp4"), Path("/films/good-2.mp4")
    stage.world.reports["bad-1.mp4"] = replace(GOOD, findings=(MOV,))
    stage.picker.several = (bad, good)
    stage.press("choose_training_video")
    stage.until(lambda: "The best one stands first." in words(stage))
    assert stage.world.footage.pauses[0].is_set() or stage.world.footage.most_at_work == 1
    assert calls(stage, "glance")[1:] == ["bad-1.mp4", "good-2.mp4"]
    assert drafting(stage).draft.file(Role.TRAINING_VIDEO).path.name == NAME
    stage.press("take_this_1")
    stage.until(lambda: drafting(stage).draft.file(Role.TRAINING_VIDEO).path == good)
    assert stage.world.footage.most_at_work == 1


def test_takes_that_are_left_alone_change_nothing(at_video) -> None:
    stage = at_video
    studying(stage)
    stage.world.glance_gate.close()
    stage.window.content.video.several_offered.emit((Path("/films/a-1.mp4"), Path("/films/b-2.mp4")))
    stage.until(stage.world.glance_gate.reached.is_set)
    stop = stage.world.footage.stops[-1]
    stage.press("takes_cancel")
    stage.until(stop.is_set)
    stage.until(lambda: examining(stage).standing.state is PassState.RUNNING)
    assert drafting(stage).draft.file(Role.TRAINING_VIDEO).path.name == NAME


def test_a_test_shot_is_judged_in_its_own_mode_and_leaves_the_draft_alone(at_video) -> None:
    stage = at_video
    studying(stage)
    before = drafting(stage).draft
    stage.picker.paths[Role.TRAINING_VIDEO] = Path("/films/shot-5.mp4")
    stage.world.reports["shot-5.mp4"] = replace(GOOD, findings=(BLACK,))
    stage.press("test_shot")
    stage.press("test_shot_choose")
    stage.until(lambda: calls(stage, "study")[-1] == "shot-5.mp4")
    stage.world.study_gate.open()
    stage.until(lambda: "Black pictures" in words(stage))
    question = next(q for call, name, q in stage.world.footage.asked if (call, name) == ("study", "shot-5.mp4"))
    assert question.is_test_shot
    assert question.green_screen
    stage.press("test_shot_close")
    assert drafting(stage).draft == before


# --- the report


def test_the_report_is_saved_whole_and_a_folder_that_cannot_be_written_is_said(stage, tmp_path: Path) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.reports[NAME] = replace(GOOD, findings=(BLACK,))
    begin(stage)
    done(stage)
    stage.picker.target = tmp_path / "report.html"
    stage.press("save_report")
    stage.until(lambda: stage.notice() == "The report is saved.")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Black pictures" in page
    assert page.count("data:image/jpeg") >= 2
    assert "Page 7 of the guide" in page
    assert NAME not in page
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    stage.picker.target = tmp_path / "nowhere" / "report.html"
    stage.press("save_report")
    stage.until(lambda: stage.notice() == "The report could not be saved.")
