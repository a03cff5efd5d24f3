"""Edits, saves, files, lists, language: the state behind the screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from avatar_wizard.domain.draft import Draft, Edition, Role
from avatar_wizard.domain.footage import Finding, FootageReport, Question, RuleSource, Severity
from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.navigation import Place
from avatar_wizard.flow.ports import StoredDraft
from support.fake_ports import ACCOUNT, GOOD


def _begin(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press("new_avatar")


def test_every_edit_is_saved(stage) -> None:
    _begin(stage)
    stage.type("name_edit", "Zoe")
    stage.settle()
    (stored,) = stage.world.journal.drafts()
    assert stored.draft.name == "Zoe"
    assert stored.key == stage.window.presenter.drafting.key


def test_an_untouched_new_avatar_leaves_nothing_behind(stage) -> None:
    _begin(stage)
    stage.press("home_button")
    stage.settle()
    assert stage.world.journal.drafts() == ()


def test_a_full_disk_is_told(stage) -> None:
    _begin(stage)
    stage.world.journal.problem = Problem("store.full")
    stage.type("name_edit", "Z")
    stage.until(lambda: stage.notice() != "")
    assert stage.window.presenter.drafting.draft.name == "Z"


def test_another_edition_judges_the_video_again(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.journal.save_draft("aaaaaaaaaaaa", stage.full_draft(), GOOD)
    stage.open()
    stage.press("continue_aaaaaaaaaaaa")
    drafting = stage.window.presenter.drafting
    drafting.edit(lambda draft: replace(draft, name="Anna"))
    assert drafting.report == GOOD
    asked: list[Edition] = []

    def again(report: FootageReport, question: Question) -> FootageReport:
        asked.append(question.edition)
        return replace(report, rules="other rules")

    stage.world.footage.again = again
    drafting.edit(lambda draft: replace(draft, edition=Edition.FLEXUS))
    assert drafting.report is not None
    assert drafting.report.rules == "other rules"
    assert asked[-1] is Edition.FLEXUS
    assert stage.world.probed == [], "what was measured is enough"


def test_a_late_judgement_of_an_earlier_choice_is_ignored(stage) -> None:
    bad = FootageReport(None, (Finding("video.moov_missing", Severity.STOP, RuleSource.OURS),), unreadable=True)
    stage.world.reports["first.mp4"] = bad
    _begin(stage)
    drafting = stage.window.presenter.drafting
    stage.world.probe_gate.close()
    drafting.take(Role.TRAINING_VIDEO, Path("/films/first.mp4"))
    stage.until(lambda: drafting.draft.file(Role.TRAINING_VIDEO) is not None)
    drafting.take(Role.TRAINING_VIDEO, Path("/films/second.mp4"))
    stage.world.probe_gate.open()
    stage.settle()
    assert drafting.draft.file(Role.TRAINING_VIDEO).path.name == "second.mp4"
    assert drafting.report.facts == GOOD.facts


def test_a_judgement_does_not_reach_another_draft(stage) -> None:
    _begin(stage)
    drafting = stage.window.presenter.drafting
    stage.world.probe_gate.close()
    drafting.take(Role.TRAINING_VIDEO, Path("/films/first.mp4"))
    stage.until(lambda: drafting.draft.file(Role.TRAINING_VIDEO) is not None)
    stage.press("home_button")
    stage.press("new_avatar")
    stage.world.probe_gate.open()
    stage.settle()
    assert drafting.draft == Draft()
    assert drafting.report is None


def test_a_missing_file_is_told_and_the_page_is_ready_again(stage) -> None:
    _begin(stage)
    stage.world.files.missing.add(Path("/films/gone.mp4"))
    stage.window.presenter.drafting.take(Role.TRAINING_VIDEO, Path("/films/gone.mp4"))
    stage.until(lambda: stage.notice() != "")
    assert not stage.window.presenter.drafting.is_checking


def test_gaps_show_words_focus_and_a_way_on_and_go_when_mended(stage) -> None:
    _begin(stage)
    stage.press("next_button")
    shell = stage.window.content.shell
    assert stage.notice() == "Still missing"
    assert stage.window.focusWidget().objectName() == "name_edit"
    stage.type("name_edit", "Zoe")
    assert "name" not in shell.strip.notice.text.lower()
    stage.press("edition_standard")
    assert stage.notice() == ""
    stage.press("next_button")
    assert stage.window.presenter.place.step is Step.VIDEO


def test_review_with_gaps_leads_to_the_first(stage) -> None:
    _begin(stage)
    stage.window.presenter._go(Place(Step.REVIEW, Step.REVIEW))
    stage.press("next_button")
    assert stage.notice() == "Still missing"
    stage.press("go_to_gap")
    assert stage.window.presenter.place == Place(Step.AVATAR, Step.REVIEW, to_review=True)
    assert stage.button("next_button").text() == "&Back to my answers"


def test_a_draft_is_continued_where_something_is_missing(stage) -> None:
    stage.world.journal.save_draft("aaaaaaaaaaaa", Draft(name="Anna", edition=Edition.STANDARD), None)
    stage.open()
    stage.press("continue_aaaaaaaaaaaa")
    assert stage.window.presenter.place.step is Step.VIDEO
    stage.press("back_button")
    assert stage.window.findChild(QLineEdit, "name_edit").text() == "Anna"


def test_sealed_answers_are_explained(stage) -> None:
    stage.world.journal.stored["aaaaaaaaaaaa"] = StoredDraft("aaaaaaaaaaaa", Draft(), None, 1.0, is_sealed=True)
    stage.open()
    stage.press("continue_aaaaaaaaaaaa")
    assert stage.window.presenter.place.step is Step.AVATAR
    assert stage.notice() != ""


def test_discard_asks_and_forgets(stage) -> None:
    stage.world.journal.save_draft("aaaaaaaaaaaa", Draft(name="Anna"), None)
    stage.open()
    stage.press("discard_aaaaaaaaaaaa")
    stage.press("discard_cancel")
    assert stage.world.journal.drafts()
    stage.press("discard_aaaaaaaaaaaa")
    stage.press("discard_confirm")
    stage.settle()
    assert stage.world.journal.drafts() == ()
    assert stage.text("begun_name_aaaaaaaaaaaa") == ""


def test_a_finished_one_can_be_forgotten_here_and_stays_there(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.journal.save_draft("aaaaaaaaaaaa", stage.full_draft(), GOOD)
    stage.open()
    stage.press("continue_aaaaaaaaaaaa")
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(lambda: stage.window.presenter.dispatch.follow.job is not None)
    stage.press("home_button")
    stage.press("discard_aaaaaaaaaaaa")
    stage.press("discard_confirm")
    stage.settle()
    assert stage.world.journal.submissions() == ()
    assert len(stage.world.service.found) == 1
    assert "delete" not in stage.world.service.calls


def test_an_exception_nobody_caught_is_shown_and_passed_on(stage, monkeypatch) -> None:
    import sys

    passed = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: passed.append(error))
    stage.open()
    unexpected = stage.window.presenter.board.unexpected
    unexpected.install()
    try:
        sys.excepthook(ValueError, ValueError("private"), None)
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        stage.until(lambda: stage.notice() == "Something went wrong in this program.")
    finally:
        import threading

        threading.excepthook = unexpected._before[1]
    assert len(passed) == 2


def test_my_jobs_in_plain_words_and_hostile_names_as_they_are(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.service.found["j"] = Job("j", "<b>Zoe</b>", "JOB_SUCCESS", create_time="2026-11-01T08:00:00Z")
    stage.open()

    def texts() -> list[str]:
        return [label.text() for label in stage.window.content.home.findChildren(QLabel) if label.isVisible()]

    stage.until(lambda: "<b>Zoe</b>" in texts())
    assert "Done" in texts()


def test_jobs_that_cannot_be_read_are_said_in_place(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.service.problems["jobs"] = Problem("net.unreachable")
    stage.open()
    assert stage.text("jobs_note") != ""
    assert stage.notice() == ""


def test_the_language_changes_at_once_and_keeps_the_place(stage) -> None:
    _begin(stage)
    stage.type("name_edit", "Zoe")
    before = stage.window.content
    stage.window.set_language("zh_CN")
    stage.until(lambda: stage.window.content is not before)
    assert stage.window.presenter.place.step is Step.AVATAR
    assert stage.window.findChild(QLineEdit, "name_edit").text() == "Zoe"
    stage.settle()
    assert stage.settings.language == "zh_CN"
    before = stage.window.content
    stage.window.set_language("en")
    stage.until(lambda: stage.window.content is not before and stage.text("page_title") == "Your avatar")


def test_the_look_changes_at_once(stage) -> None:
    from avatar_wizard.ui.theme import DARK, tokens

    stage.open()
    combo = stage.window.findChild(QComboBox, "theme_combo")
    combo.setFocus()
    before = stage.window.content
    combo.setCurrentIndex(combo.findData("dark"))
    combo.activated.emit(combo.currentIndex())
    assert tokens.ground == DARK.ground
    stage.settle()
    assert stage.settings.theme == "dark"
    assert stage.window.content is before, "what was typed would be gone"
    assert stage.window.focusWidget() is combo


def test_practice_says_so_on_every_screen(stage) -> None:
    stage.open(practice=True)
    banner = stage.window.findChild(object, "practice_banner")
    assert banner.isVisible()
    stage.press("new_avatar")
    assert "nothing leaves this computer" in stage.text("practice_note")


def test_the_unexpected_is_told_once_and_carries_no_values(stage) -> None:
    secret = "very-private-file-name"

    def broken(draft: Draft) -> Draft:
        raise KeyError(secret)

    _begin(stage)
    try:
        stage.window.presenter.drafting.edit(broken)
    except KeyError as error:
        stage.window.presenter.board.fail(error)
        stage.window.presenter.board.fail(error)
    stage.until(lambda: stage.notice() == "Something went wrong in this program.")
    stage.press("copy_details")
    details = QGuiApplication.clipboard().text()
    assert details.splitlines()[0] == "KeyError"
    assert "avatar_wizard.ui.drafting" in details
    assert secret not in details
    assert "/" not in details
    stage.press("dismiss_notice")
    assert stage.notice() == ""
