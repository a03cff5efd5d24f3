"""A page in the hands of a test: what the presenter would do, and files that need not exist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from avatar_wizard.domain.draft import Draft, Fingerprint, PickedFile, Role
from avatar_wizard.domain.footage import AudioFacts, FootageFacts, FootageReport, question_of
from avatar_wizard.footage.checks import judge
from avatar_wizard.ui.pages.page import Page
from support.judging import RULES

# What is left of the smallest window, 960 x 640, beside the rail and between heading and buttons.
SMALLEST = (680, 430)


class Desk:
    """Plays the presenter: applies what a page reports and shows the result."""

    def __init__(self, page: Page, draft: Draft, report: FootageReport | None, window: QWidget) -> None:
        self.page, self.draft, self.report, self.window = page, draft, report, window
        self.edits = 0
        self.asked: list[tuple[str, object]] = []
        page.edited.connect(self._apply)
        page.file_wanted.connect(lambda role: self.asked.append(("wanted", role)))
        page.file_offered.connect(lambda role, path: self.asked.append(("offered", (role, path))))
        page.file_dropped_out.connect(lambda role: self.asked.append(("removed", role)))
        page.change_wanted.connect(lambda step: self.asked.append(("change", step)))
        page.show_draft(draft, report)

    def _apply(self, edit: Callable[[Draft], Draft]) -> None:
        self.edits += 1
        self.draft = edit(self.draft)
        self.page.show_draft(self.draft, self.report)


def settle() -> None:
    """Let layouts come to rest: a new width makes new heights, and those may make a scroll bar."""
    for _ in range(12):
        QApplication.processEvents()


def picked(role: Role, name: str = "a.bin", size: int = 120_000_000) -> PickedFile:
    """A chosen file that need not exist."""
    return PickedFile(role, Path("/nowhere") / name, Fingerprint(size, 1, "00"))


GOOD = FootageFacts(
    size=1_234_000_000,
    container="mp4",
    duration_s=331.0,
    width=1920,
    height=1080,
    codec="h264",
    pixel_format="yuv420p",
    frame_rate=25.0,
    bit_rate=30_000_000,
    audio=(AudioFacts("aac", 48_000, 2),),
)


def report_of(facts: FootageFacts, draft: Draft) -> FootageReport:
    """What the real rules say of ``facts``."""
    assert draft.edition is not None
    return FootageReport(facts, judge(facts, question_of(draft), RULES))
