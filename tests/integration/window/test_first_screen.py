"""The first screen: what a newcomer reads, what was cut off, and answers that are locked away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.submission import Planned
from avatar_wizard.flow.ports import StoredDraft
from avatar_wizard.ui.wording import joined
from support.fake_ports import ACCOUNT

KEY = "aaaaaaaaaaaa"


def _shown(stage, name: str) -> bool:
    return bool(stage.window.content.home.findChild(QWidget, name).isVisible())


def test_a_newcomer_is_told_how_it_goes_and_how_to_film(stage) -> None:
    stage.open()
    assert _shown(stage, "first_steps")
    stage.press("first_film")


def test_somebody_with_a_draft_is_not(stage) -> None:
    stage.world.journal.save_draft(KEY, Draft(name="Zoe"), None)
    stage.open()
    assert not _shown(stage, "first_steps")


def test_what_was_cut_off_is_what_one_is_led_to(stage) -> None:
    stage.world.journal.record(KEY, Planned(stage.full_draft(), {}))
    stage.open()
    assert stage.button(f"continue_{KEY}").property("kind") == "primary"


def test_the_same_list_read_again_leaves_the_keyboard_alone(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.journal.save_draft(KEY, Draft(name="Zoe"), None)
    stage.open()
    button = stage.button(f"continue_{KEY}")
    button.setFocus()
    stage.window.presenter.home.load()
    stage.window.presenter.home.ask_jobs()
    stage.settle()
    assert stage.button(f"continue_{KEY}") is button
    assert stage.window.focusWidget() is button


def test_the_keyboard_follows_its_row_into_a_new_list(stage) -> None:
    stage.world.journal.save_draft(KEY, Draft(name="Zoe"), None)
    stage.open()
    stage.button(f"continue_{KEY}").setFocus()
    stage.world.journal.save_draft("bbbbbbbbbbbb", Draft(name="Anna"), None)
    stage.window.presenter.home.load()
    stage.settle()
    assert stage.window.focusWidget().objectName() == f"continue_{KEY}"
    stage.world.journal.delete_draft(KEY)
    stage.window.presenter.home.load()
    stage.settle()
    assert stage.window.focusWidget().objectName() == "new_avatar"


def test_refresh_keeps_the_keyboard_while_it_asks(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.world.service.gate.close()
    stage.button("refresh_jobs").setFocus()
    stage.press("refresh_jobs")
    stage.until(stage.world.service.gate.reached.is_set)
    assert stage.window.focusWidget().objectName() == "refresh_jobs"


def test_without_a_keyring_it_is_said_at_once_what_that_means(stage) -> None:
    stage.world.vault_problem = Problem("vault.none")
    stage.open()
    assert stage.notice() == "No safe place for your keys"
    stage.press("dismiss_notice")
    assert stage.notice() == ""


@pytest.mark.parametrize("code", ["vault.locked", "vault.none", "vault.failed"])
def test_answers_locked_away_are_not_called_lost_and_not_written_over(stage, code: str) -> None:
    sealed = StoredDraft(KEY, Draft(), None, 1.0, is_sealed=True)
    stage.world.journal.stored[KEY] = sealed
    stage.world.vault_problem = Problem(code)
    stage.open()
    stage.press(f"continue_{KEY}")
    assert stage.notice() == "These answers are locked away."
    assert stage.window.content.is_home
    assert stage.world.journal.stored == {KEY: sealed}


def test_answers_whose_key_is_gone_begin_anew_beside_the_old_ones(stage) -> None:
    sealed = StoredDraft(KEY, Draft(), None, 1.0, is_sealed=True)
    stage.world.journal.stored[KEY] = sealed
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press(f"continue_{KEY}")
    stage.type("name_edit", "Zoe")
    stage.settle()
    assert stage.world.journal.stored[KEY] == sealed
    assert len(stage.world.journal.stored) == 2


def test_sentences_in_a_row_each_have_their_full_stop() -> None:
    assert joined("No connection", "It cannot be reached.", "", "Check it") == (
        "No connection. It cannot be reached. Check it."
    )
