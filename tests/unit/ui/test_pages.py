"""Each page of questions: by keyboard alone, its edits, its gaps, and showing the same thing twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton, QToolButton, QWidget

from avatar_wizard.domain.draft import (
    Draft,
    Edition,
    FlexusAnswers,
    JobTag,
    Language,
    Role,
    Sex,
    StandardAnswers,
    UseCase,
    VoiceProperties,
    VoiceSource,
)
from avatar_wizard.domain.gaps import gaps
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.avatar import AvatarPage
from avatar_wizard.ui.pages.avatar_options import tags_of
from avatar_wizard.ui.pages.documents import DocumentsPage
from avatar_wizard.ui.pages.extras import ExtrasPage
from avatar_wizard.ui.pages.form_page import FormPage
from avatar_wizard.ui.pages.video import VideoPage
from avatar_wizard.ui.pages.voice import VoicePage
from avatar_wizard.ui.parts.verdict_card import FindingCard
from unit.ui.held_page import GOOD, Desk, picked, report_of, settle

Hold = Callable[..., Desk]

FULL = Draft(
    name="Anna",
    contact="13800138000",
    edition=Edition.FLEXUS,
    standard=StandardAnswers(replace_background=False, livestream_copy=True, use_cases=frozenset(UseCase)),
    flexus=FlexusAnswers(VoiceSource.FROM_RECORDING, VoiceProperties(JobTag.NEWS, Sex.MALE, Language.EN)),
    files=tuple(picked(role, f"{role.value}.bin") for role in Role),
    batch_name="autumn",
    tags=("a", "b"),
    on_demand=True,
)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    settle()


def write(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def go_to(name: str) -> QWidget:
    """Tab until the control called ``name`` has the focus."""
    walked = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return focused
        walked.append(focused.objectName() if focused else None)
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reached {name}: {walked}")


def find(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The one control of that kind and name."""
    found = page.findChildren(kind, name)
    assert len(found) == 1, name
    return found[0]


def test_avatar_by_keyboard_alone(held: Hold) -> None:
    desk = held(AvatarPage())
    write("Anna B")
    go_to("edition_standard")
    press(Qt.Key.Key_Space)
    assert desk.draft.edition is Edition.STANDARD
    go_to("background_green")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    go_to("more_options")
    press(Qt.Key.Key_Space)
    go_to("use_chat_2d")
    press(Qt.Key.Key_Space)
    go_to("livestream_copy")
    press(Qt.Key.Key_Space)
    go_to("on_demand")
    press(Qt.Key.Key_Space)
    go_to("batch_name_edit")
    write("autumn")
    go_to("tags_edit")
    write("red, blue,")
    assert desk.draft == Draft(
        name="Anna B",
        edition=Edition.STANDARD,
        standard=StandardAnswers(replace_background=False, livestream_copy=True, use_cases=frozenset(UseCase)),
        on_demand=True,
        batch_name="autumn",
        tags=("red", "blue"),
    )
    assert QApplication.focusWidget().text() == "red, blue,"


def test_arrow_keys_choose_among_the_editions(held: Hold) -> None:
    desk = held(AvatarPage(), Draft(edition=Edition.STANDARD))
    go_to("edition_standard")
    press(Qt.Key.Key_Right)
    assert desk.draft.edition is Edition.FLEXUS
    press(Qt.Key.Key_Right)
    assert desk.draft.edition is Edition.FAST_FLEXUS
    press(Qt.Key.Key_Left)
    assert desk.draft.edition is Edition.FLEXUS


def test_the_whole_card_can_be_clicked(held: Hold) -> None:
    desk = held(AvatarPage())
    card = find(desk.page, QRadioButton, "edition_flexus").parentWidget()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() - card.rect().center() / 8)
    assert desk.draft.edition is Edition.FLEXUS


def test_background_and_use_are_asked_for_standard_only(held: Hold) -> None:
    desk = held(AvatarPage(), Draft(edition=Edition.FLEXUS))
    desk.page.field("use_cases")
    for name in ("background_green", "use_video_2d", "livestream_copy"):
        assert not desk.page.findChild(QWidget, name).isVisibleTo(desk.page), name
    desk.page.show_draft(Draft(edition=Edition.STANDARD), None)
    for name in ("background_green", "use_video_2d", "livestream_copy"):
        assert desk.page.findChild(QWidget, name).isVisibleTo(desk.page), name


def test_an_edition_can_be_taken_back(held: Hold) -> None:
    desk = held(AvatarPage(), Draft(edition=Edition.FLEXUS))
    desk.page.show_draft(Draft(), None)
    assert not any(
        button.isChecked() for button in desk.page.findChildren(QRadioButton) if "edition" in button.objectName()
    )
    assert desk.edits == 0


def test_typing_in_the_middle_keeps_the_cursor(held: Hold) -> None:
    desk = held(AvatarPage(), Draft(name="Ana"))
    edit = find(desk.page, QLineEdit, "name_edit")
    edit.setCursorPosition(2)
    write("n")
    assert (desk.draft.name, edit.cursorPosition()) == ("Anna", 3)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , ,", ()),
        ("a", ("a",)),
        ("a, b,", ("a", "b")),
        ("a,a", ("a",)),
        ("\u7ea2\uff0c\u84dd\u3001\u7eff", ("\u7ea2", "\u84dd", "\u7eff")),
    ],
)
def test_tags_of_a_line(text: str, tags: tuple[str, ...]) -> None:
    assert tags_of(text) == tags


def test_voice_by_keyboard_alone(held: Hold) -> None:
    desk = held(VoicePage(), Draft(edition=Edition.FLEXUS))
    press(Qt.Key.Key_Right)
    go_to("choose_audio")
    press(Qt.Key.Key_Space)
    go_to("job_tag_ecommerce")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    go_to("sex_female")
    press(Qt.Key.Key_Space)
    go_to("language_cn")
    press(Qt.Key.Key_Right)
    assert desk.draft.flexus == FlexusAnswers(
        VoiceSource.FROM_RECORDING, VoiceProperties(JobTag.NEWS, Sex.FEMALE, Language.EN)
    )
    assert desk.asked == [("wanted", Role.AUDIO)]


def test_picture_only_asks_nothing_about_a_voice(held: Hold) -> None:
    draft = replace(FULL, flexus=replace(FULL.flexus, voice_source=VoiceSource.IMAGE_ONLY))
    desk = held(VoicePage(), draft)
    for name in ("choose_audio", "job_tag_news", "sex_male", "language_en"):
        assert not desk.page.findChild(QWidget, name).isVisibleTo(desk.page), name


def test_documents_by_keyboard_alone(held: Hold) -> None:
    desk = held(DocumentsPage(), Draft(edition=Edition.STANDARD).with_file(picked(Role.GRANT_FILE, "letter.pdf")))
    for name in ("choose_id_card_image1", "choose_id_card_image2", "remove_grant_file"):
        go_to(name)
        press(Qt.Key.Key_Space)
    go_to("contact_edit")
    write("13800138000")
    assert desk.draft.contact == "13800138000"
    assert desk.asked == [
        ("wanted", Role.ID_CARD_IMAGE1),
        ("wanted", Role.ID_CARD_IMAGE2),
        ("removed", Role.GRANT_FILE),
    ]


def test_extras_by_keyboard_alone(held: Hold) -> None:
    desk = held(ExtrasPage(), Draft(edition=Edition.STANDARD))
    press(Qt.Key.Key_Space)
    go_to("more_files")
    press(Qt.Key.Key_Space)
    roles = (Role.ACTION_VIDEO, Role.PRE_BEAUTY_IMAGE, Role.POST_BEAUTY_IMAGE)
    for role in roles:
        go_to(f"choose_{role.value}")
        press(Qt.Key.Key_Space)
    assert desk.asked == [("wanted", role) for role in (Role.COVER, *roles)]


def test_video_by_paste_and_by_button(held: Hold, tmp_path: Path) -> None:
    video = tmp_path / "take 3.mp4"
    video.write_bytes(b"x")
    desk = held(VideoPage(), Draft(edition=Edition.STANDARD))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(video))])
    QGuiApplication.clipboard().setMimeData(mime)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Space)
    assert desk.asked == [("offered", (Role.TRAINING_VIDEO, video)), ("wanted", Role.TRAINING_VIDEO)]
    # Qt ends after Python: an object of Python's that is still in there would bring the process down at its exit.
    QGuiApplication.clipboard().clear()


def test_video_shows_its_verdict_and_forgets_it_with_the_file(held: Hold) -> None:
    draft = Draft(edition=Edition.STANDARD).with_file(picked(Role.TRAINING_VIDEO, "take.mp4"))
    report = report_of(replace(GOOD, width=1280, height=720, duration_s=41.0, audio=()), draft)
    desk = held(VideoPage(), draft, report)
    card = desk.page.findChild(QWidget, "verdict_card")
    assert desk.page.findChild(QWidget, "footage_facts").text() == "1280 x 720 - 41 s - 25 pictures a second - 1.2 GB"
    shown = [found.accessibleName() for found in desk.page.findChildren(FindingCard)]
    assert len(shown) == len(report.findings) == 3
    assert all("Must be changed" in text and "Required by Huawei" in text for text in shown)
    desk.page.show_checking(Role.TRAINING_VIDEO, True)
    assert not card.isVisibleTo(desk.page)
    desk.page.show_checking(Role.TRAINING_VIDEO, False)
    assert card.isVisibleTo(desk.page)
    desk.page.show_draft(draft.without_file(Role.TRAINING_VIDEO), report)
    assert not card.isVisibleTo(desk.page)


def test_filming_advice_follows_the_edition(held: Hold) -> None:
    desk = held(VideoPage(), Draft(edition=Edition.STANDARD))

    def advice() -> str:
        labels = (label for label in desk.page.findChildren(QWidget) if hasattr(label, "text"))
        return " ".join(label.text() for label in labels if label.isVisibleTo(desk.page) and not label.isHidden())

    assert "green cloth" in advice()
    room = replace(desk.draft, standard=StandardAnswers(replace_background=False))
    desk.page.show_draft(room, None)
    settle()
    assert "green" not in advice()
    assert "5 to 6 minutes" in advice()
    desk.page.show_draft(Draft(edition=Edition.FAST_FLEXUS), None)
    settle()
    assert "5 to 6 minutes" not in advice()
    assert "3 to 5 minutes" in advice()


PAGES: list[type[FormPage]] = [AvatarPage, VoicePage, VideoPage, DocumentsPage, ExtrasPage]


@pytest.mark.parametrize("kind", PAGES)
def test_showing_a_draft_reports_nothing_and_can_be_repeated(held: Hold, kind: type[FormPage]) -> None:
    desk = held(kind(), FULL, report_of(GOOD, FULL))
    for draft in (FULL, replace(FULL, edition=Edition.STANDARD), Draft(), FULL, FULL):
        desk.page.show_draft(draft, None)
        state = [w.text() for w in desk.page.findChildren(QLineEdit)]
        state += [str(w.isChecked()) for w in desk.page.findChildren(QRadioButton)]
        desk.page.show_draft(draft, None)
        again = [w.text() for w in desk.page.findChildren(QLineEdit)]
        again += [str(w.isChecked()) for w in desk.page.findChildren(QRadioButton)]
        assert state == again
    assert desk.edits == 0
    assert desk.asked == []


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("edition", [None, *Edition])
def test_every_gap_is_said_beside_a_control_that_can_be_reached(
    held: Hold, kind: type[FormPage], edition: Edition | None
) -> None:
    bad = replace(
        Draft(edition=edition, batch_name="x" * 300, contact="1" * 80),
        standard=StandardAnswers(use_cases=frozenset()),
        flexus=FlexusAnswers(VoiceSource.FROM_RECORDING),
        files=(picked(Role.COVER, size=0), picked(Role.ACTION_VIDEO, size=0)),
    )
    desk = held(kind(), bad)
    found = gaps(bad)
    mine = [gap for gap in found if gap.step is desk.page.step]
    desk.page.show_gaps(found)
    said = _errors(desk.page)
    for gap in mine:
        control = desk.page.field(str(gap.field))
        assert control is not None, gap
        control.setFocus()
        assert control.hasFocus(), gap
    assert len(said) == len({str(gap.field) for gap in mine})
    desk.page.show_gaps(())
    assert _errors(desk.page) == []


def _errors(page: FormPage) -> list[str]:
    fields = [field.error for field in page._fields.values()]
    return [text for text in (*fields, *(drop.problem for drop in page._drops.values())) if text]


def test_gaps_are_heard_too(held: Hold) -> None:
    desk = held(AvatarPage())
    desk.page.show_gaps(gaps(desk.draft))
    assert "Give the avatar a name." in find(desk.page, QLineEdit, "name_edit").accessibleDescription()
    button = find(desk.page, QRadioButton, "edition_flexus")
    assert "Choose the kind of avatar." in button.accessibleDescription()
    assert "phone" in button.accessibleDescription()


def test_a_gap_in_the_fold_opens_it(held: Hold) -> None:
    desk = held(AvatarPage(), Draft(edition=Edition.STANDARD, standard=StandardAnswers(use_cases=frozenset())))
    assert not find(desk.page, QCheckBox, "use_video_2d").isVisibleTo(desk.page)
    desk.page.show_gaps(gaps(desk.draft))
    assert find(desk.page, QCheckBox, "use_video_2d").isVisibleTo(desk.page)
    assert find(desk.page, QToolButton, "more_options").accessibleDescription() == "Open"


@pytest.mark.parametrize("kind", PAGES)
def test_unknown_fields_and_foreign_roles_do_no_harm(held: Hold, kind: type[FormPage]) -> None:
    desk = held(kind())
    assert desk.page.field("no such field") is None
    for role in Role:
        desk.page.show_checking(role, True)
        desk.page.show_checking(role, False)
    assert desk.page.title()
    assert desk.page.lead()
    assert isinstance(desk.page.step, Step)


def test_no_picture_of_an_id_card_is_shown(held: Hold) -> None:
    desk = held(DocumentsPage(), FULL)
    for button in desk.page.findChildren(QPushButton):
        assert button.icon().isNull()
    assert not [w for w in desk.page.findChildren(QWidget) if hasattr(w, "pixmap") and not w.pixmap().isNull()]
