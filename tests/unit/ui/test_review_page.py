"""The review: every answer with its value, links to what is missing, open warnings, what will happen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from avatar_wizard.domain.draft import (
    Draft,
    Edition,
    FlexusAnswers,
    JobTag,
    Role,
    Sex,
    StandardAnswers,
    UseCase,
    VoiceProperties,
    VoiceSource,
)
from avatar_wizard.domain.gaps import gaps
from avatar_wizard.domain.steps import Step, steps_of
from avatar_wizard.ui.pages.answers import answers_of
from avatar_wizard.ui.pages.review import ReviewPage
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.wording import role_name
from unit.ui.held_page import GOOD, Desk, picked, report_of, settle

Hold = Callable[..., Desk]
NEEDED = (Role.TRAINING_VIDEO, Role.ID_CARD_IMAGE1, Role.ID_CARD_IMAGE2, Role.GRANT_FILE)
COMPLETE = Draft(
    name="Anna",
    contact="13800138000",
    edition=Edition.STANDARD,
    files=tuple(picked(role, f"{role.value}.bin") for role in NEEDED),
)


def words(page: QWidget) -> list[str]:
    """Everything that can be read on the page, whole texts also where a label shows them shortened."""
    labels = [label for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return [label.whole_text if isinstance(label, PlainLabel) else label.text() for label in labels]


def test_every_answer_stands_there_with_its_value(held: Hold) -> None:
    desk = held(ReviewPage(), COMPLETE, report_of(GOOD, COMPLETE))
    shown = words(desk.page)
    for answer in answers_of(COMPLETE):
        assert answer.label in shown
        assert (answer.value or "not provided") in shown
    assert "training_video.bin (120 MB)" in shown
    assert "missing" not in shown


def test_the_chosen_edition_decides_what_is_listed() -> None:
    flexus = replace(
        COMPLETE,
        edition=Edition.FAST_FLEXUS,
        flexus=FlexusAnswers(VoiceSource.FROM_RECORDING, VoiceProperties(JobTag.NEWS, Sex.FEMALE)),
    )
    labels = {answer.label: answer.value for answer in answers_of(flexus)}
    assert labels["Kind"] == "Ultra-fast Flexus"
    assert labels["Mostly says"] == "News"
    assert labels["Used in"] == "Videos"
    assert "Background" not in labels
    assert role_name(Role.AUDIO) in labels
    image_only = replace(flexus, flexus=FlexusAnswers(VoiceSource.IMAGE_ONLY))
    assert "Speaker" not in {answer.label for answer in answers_of(image_only)}
    assert Step.VOICE not in {answer.step for answer in answers_of(COMPLETE)}


@given(
    st.sampled_from([None, *Edition]),
    st.sampled_from(VoiceSource),
    st.sets(st.sampled_from(UseCase)),
    st.sets(st.sampled_from(Role)),
    st.text(max_size=5),
)
def test_answers_keep_the_order_of_the_steps_and_name_every_file_sent(
    edition: Edition | None, source: VoiceSource, uses: set[UseCase], roles: set[Role], name: str
) -> None:
    draft = Draft(
        name=name,
        edition=edition,
        standard=StandardAnswers(use_cases=frozenset(uses)),
        flexus=FlexusAnswers(source),
        files=tuple(picked(role, f"{role.value}.bin") for role in roles),
    )
    answers = answers_of(draft)
    order = [steps_of(draft).index(answer.step) for answer in answers]
    assert order == sorted(order)
    values = " ".join(answer.value for answer in answers)
    assert all(sent.path.name in values for sent in draft.files_to_send())


def test_change_buttons_name_their_step(held: Hold) -> None:
    desk = held(ReviewPage(), replace(COMPLETE, edition=Edition.FLEXUS))
    steps = (Step.AVATAR, Step.VOICE, Step.VIDEO, Step.DOCUMENTS, Step.EXTRAS)
    for step in steps:
        button = desk.page.findChild(QPushButton, f"change_{step.value}")
        button.setFocus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert desk.asked == [("change", step) for step in steps]


def test_gaps_come_first_and_lead_to_their_step(held: Hold) -> None:
    draft = Draft(edition=Edition.STANDARD, name="A")
    desk = held(ReviewPage(), draft)
    desk.page.show_gaps(gaps(draft))
    settle()
    assert desk.page.first_focus().objectName() == "missing_list_video"
    QTest.mouseClick(desk.page.first_focus(), Qt.MouseButton.LeftButton)
    assert desk.asked == [("change", Step.VIDEO)]
    said = "\n".join(words(desk.page))
    assert "Choose the signed letter." in said
    desk.page.show_gaps(())
    settle()
    assert not desk.page.findChild(QWidget, "missing_list").isVisibleTo(desk.page)
    assert desk.page.first_focus().objectName() == "change_avatar"


def test_open_warnings_are_repeated_and_stops_are_not(held: Hold) -> None:
    report = report_of(replace(GOOD, duration_s=181.0), COMPLETE)
    desk = held(ReviewPage(), COMPLETE, report)
    assert any("3 min 01 s" in text for text in words(desk.page))
    desk.page.show_draft(COMPLETE, report_of(GOOD, COMPLETE))
    settle()
    assert not desk.page.findChild(QWidget, "warning_list").isVisibleTo(desk.page)


def test_what_others_wrote_is_shown_as_it_is(held: Hold) -> None:
    name = "<b>x</b>\u202egpj.exe"
    file = picked(Role.COVER, "<b>x\u202egnp.png")
    desk = held(ReviewPage(), replace(COMPLETE, name=name).with_file(file))
    shown = words(desk.page)
    assert "<b>x</b><U+202E>gpj.exe" in shown
    assert "<b>x<U+202E>gnp.png (120 MB)" in shown
    for label in desk.page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


@pytest.mark.parametrize("edition", Edition)
def test_it_fits_a_window_of_1280_by_800_without_scrolling(held: Hold, edition: Edition) -> None:
    draft = replace(COMPLETE, edition=edition)
    desk = held(ReviewPage(), draft, report_of(replace(GOOD, duration_s=241.0), draft), size=(880, 590))
    area = desk.window
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    assert area.horizontalScrollBar().maximum() == 0
