"""What every page owes to people who do not use a mouse, do not see well, or do not see at all.

WCAG 2.2: 4.1.2 names and roles, 2.1.1 keyboard, 2.4.3 focus order, 1.4.4 text at 200 %, 2.5.8 size of targets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from avatar_wizard.domain.draft import Draft, Edition, FlexusAnswers, Language, Role, VoiceProperties, VoiceSource
from avatar_wizard.domain.footage import Finding, Repair, RuleSource, Severity
from avatar_wizard.domain.gaps import gaps
from avatar_wizard.domain.signals import ScreenColour, ScreenSignals, Signals, SoundSignals
from avatar_wizard.ui import theme
from avatar_wizard.ui.pages.avatar import AvatarPage
from avatar_wizard.ui.pages.documents import DocumentsPage
from avatar_wizard.ui.pages.extras import ExtrasPage
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.pages.review import ReviewPage
from avatar_wizard.ui.pages.video import VideoPage
from avatar_wizard.ui.pages.voice import VoicePage
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.pass_standing import PassStanding, PassState
from avatar_wizard.ui.style_sheet import style_sheet
from unit.ui.held_page import GOOD, SMALLEST, Desk, picked, report_of, settle

Hold = Callable[..., Desk]
KINDS: list[type[Page]] = [AvatarPage, VoicePage, VideoPage, DocumentsPage, ExtrasPage, ReviewPage]

# Next, Back, Back to my answers, All avatars; Submit is on the review alone.
FRAME_LETTERS = set("nkbv")

EMPTY = Draft(edition=Edition.STANDARD)
FILLED = Draft(
    name="Anna, autumn " * 6,
    contact="13800138000",
    edition=Edition.FLEXUS,
    flexus=FlexusAnswers(VoiceSource.FROM_RECORDING, VoiceProperties(language=Language.EN)),
    files=tuple(picked(role, f"{'long name ' * 9}{role.value}.bin") for role in Role),
)
BAD = replace(GOOD, width=1280, height=720, duration_s=41.0, audio=(), frame_rate=120.0, rotation=90, codec="hevc")

OURS = RuleSource.OURS
TIMED = (
    Finding("picture.black", Severity.WARNING, OURS, {"seconds": 2.0, "count": 2}, 5.0, 7.0, None, ((5, 7), (30, 31))),
    Finding("screen.uneven", Severity.WARNING, RuleSource.HUAWEI_ADVISED, {"stops": 0.5}, 12.0, 12.0),
    Finding("sound.too_loud", Severity.WARNING, OURS, {"loudness": -9.0}, 20.0, 21.0, Repair.LOUDNESS),
    Finding("sound.peak", Severity.TIP, OURS, {"peak": 0.1, "maximum": -1.0}, 20.2, 20.3, Repair.LOUDNESS),
)
SIGNALS = Signals(
    sound=SoundSignals(curve=tuple(-20.0 for _ in range(41))),
    screen=ScreenSignals(ScreenColour.GREEN, map_columns=16, map=tuple(40.0 + n % 16 for n in range(16 * 9))),
)
UNMADE = ("unmade.full", "unmade.person")


def everything_open(hold: Hold, kind: type[Page], draft: Draft) -> Desk:
    """The page at its longest: folds open, gaps shown, a verdict with many findings."""
    report = report_of(BAD, draft)
    desk = hold(kind(), draft, replace(report, findings=(*report.findings, *TIMED), signals=SIGNALS, unmade=UNMADE))
    if isinstance(desk.page, VideoPage):
        desk.page.show_original("a rather long name of the original " * 3)
        desk.page.progress.show_standing(PassStanding(PassState.RUNNING, 0.43, 61.0))
    for button in desk.page.findChildren(QToolButton):
        button.setChecked(True)
    desk.page.show_gaps(gaps(draft, desk.report))
    settle()
    return desk


def reachable(page: QWidget) -> Iterator[QWidget]:
    """Whatever can have the focus."""
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(page) and widget.isEnabled():
            yield widget


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draft", [EMPTY, FILLED], ids=["empty", "filled"])
def test_every_control_has_a_name_a_role_and_a_selector_of_its_own(held: Hold, kind: type[Page], draft: Draft) -> None:
    desk = everything_open(held, kind, draft)
    controls = list(reachable(desk.page))
    assert controls
    for control in controls:
        seen = QAccessible.queryAccessibleInterface(control)
        assert seen.text(QAccessible.Text.Name).strip(), control.objectName()
        assert seen.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), control.objectName()
    selectors = [control.objectName() for control in controls]
    assert all(selectors)
    assert len(set(selectors)) == len(selectors)
    names = [QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name) for control in controls]
    assert len(set(names)) == len(names), sorted(names)


@pytest.mark.parametrize("kind", KINDS)
def test_tab_walks_through_every_control_from_top_to_bottom(held: Hold, kind: type[Page]) -> None:
    desk = everything_open(held, kind, FILLED)
    expected = {control.objectName() for control in reachable(desk.page) if not isinstance(control, QRadioButton)}
    walked: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in walked and len(walked) < 80:
        walked.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert expected <= {widget.objectName() for widget in walked}
    tops = [widget.mapTo(desk.page, QPoint(0, widget.height() // 2)).y() for widget in walked]
    if kind is not ReviewPage:
        # Round the chain there is one step back up to the top, and no other.
        slack = desk.page.fontMetrics().height() * 2
        up = [(a, b) for a, b in pairwise([*tops, tops[0]]) if b < a - slack]
        assert len(up) <= 1, tops


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draft", [EMPTY, FILLED], ids=["empty", "filled"])
@pytest.mark.parametrize("points", [theme.BASE_POINTS, 2 * theme.BASE_POINTS], ids=["100%", "200%"])
def test_no_text_is_clipped_in_the_smallest_window(
    qapp: QApplication, held: Hold, kind: type[Page], draft: Draft, points: float
) -> None:
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    qapp.setStyleSheet(style_sheet(theme.LIGHT, points))
    nothing_is_clipped(everything_open(held, kind, draft))


class LongerLanguage(QTranslator):
    """Says everything in more letters, as German or Finnish would."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Every other word twice."""
        words = source.split(" ")
        return " ".join(word if index % 2 else f"{word}{word.strip('&')}" for index, word in enumerate(words) if word)


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_clipped_in_a_language_with_longer_words(qapp: QApplication, held: Hold, kind: type[Page]) -> None:
    translator = LongerLanguage()
    qapp.installTranslator(translator)
    try:
        desk = everything_open(held, kind, FILLED)
        said = {widget.text() for widget in desk.page.findChildren(QAbstractButton)}
        assert said & {"ChooseChoose another...", "MoreMore &options", "ChangeChange", "NewsNews"}, said
        nothing_is_clipped(desk)
    finally:
        qapp.removeTranslator(translator)


def nothing_is_clipped(desk: Desk) -> None:
    """Every label and button has the room it asks for, and nothing scrolls sideways."""
    area = desk.window
    assert isinstance(area, QScrollArea)
    # From wide to narrow, as a person drags the window's edge: what stood side by side must give way.
    area.resize(1600, 900)
    settle()
    area.resize(*SMALLEST)
    settle()
    assert area.horizontalScrollBar().maximum() == 0
    for label in desk.page.findChildren(QLabel):
        if not label.isVisibleTo(desk.page) or isinstance(label, PlainLabel):
            continue
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert label.width() >= label.minimumSizeHint().width(), label.text()
        else:
            assert label.width() >= label.sizeHint().width(), label.text()
    for button in desk.page.findChildren(QAbstractButton):
        if button.isVisibleTo(desk.page):
            assert button.width() >= button.minimumSizeHint().width(), button.objectName()
            assert button.height() >= button.minimumSizeHint().height(), button.objectName()


@pytest.mark.parametrize("kind", KINDS)
def test_targets_are_large_enough(held: Hold, kind: type[Page]) -> None:
    desk = everything_open(held, kind, FILLED)
    for control in reachable(desk.page):
        assert min(control.width(), control.height()) >= 24, control.objectName()


@pytest.mark.parametrize("kind", KINDS)
def test_mnemonics_do_not_collide(held: Hold, kind: type[Page]) -> None:
    desk = everything_open(held, kind, EMPTY if kind is not VoicePage else FILLED)
    texts = [w.text() for w in desk.page.findChildren(QWidget) if isinstance(w, QLabel | QAbstractButton)]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(set(letters)) == len(letters), letters
    assert not set(letters) & FRAME_LETTERS, letters


@pytest.mark.parametrize("kind", KINDS)
def test_lines_of_text_have_a_label_that_leads_to_them(held: Hold, kind: type[Page]) -> None:
    desk = everything_open(held, kind, FILLED)
    buddies = {label.buddy() for label in desk.page.findChildren(QLabel) if label.buddy() is not None}
    for edit in desk.page.findChildren(QLineEdit):
        assert edit in buddies, edit.objectName()
