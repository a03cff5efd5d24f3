"""The window drives itself through a whole practice job and keeps a picture of every screen.

It presses the buttons and types into the lines that a person would; a timer looks whether what it waits for has
come. It works on any platform of Qt, also without a display.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QProgressBar, QWidget

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import Verdict
from avatar_wizard.domain.job import is_final
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.parts.places import names_of
from avatar_wizard.ui.pass_standing import PassState
from avatar_wizard.ui.samples import SamplePicker, Samples, make_samples
from avatar_wizard.ui.theme import tokens
from avatar_wizard.ui.unexpected import redacted
from avatar_wizard.ui.window import WizardWindow

__all__ = ["SamplePicker", "Samples", "Tour", "make_samples"]

TICK_MS = 20
PATIENCE_S = 30.0
WATCHED_S = 20.0
"""How long the tour watches the pass over the whole take."""

LONG = 10.0
"""How many times the usual patience what depends on the size of files gets."""
PERSON = "Zoe"

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Wait:
    """What the tour waits for, in words, and how many times the usual patience it gets."""

    words: str
    holds: Callable[[], bool]
    patience: float = 1.0


class _MissingError(LookupError):
    """A widget that ought to be on the screen is not there."""


class Tour(QObject):
    """Runs the script, and ends the event loop after it."""

    def __init__(
        self,
        window: WizardWindow,
        folder: Path,
        samples: Samples,
        account: Mapping[str, str],
        patience_s: float = PATIENCE_S,
    ) -> None:
        """``account`` is how the practice service introduced itself; any other account ends the tour."""
        super().__init__()
        self._window, self._presenter, self._folder, self._samples = window, window.presenter, folder, samples
        self._access_key = account["ak"]
        self._patience_s = patience_s
        self._picker = SamplePicker()
        self._presenter.screening.use_picker(self._picker)
        self._number = 0
        self._script = self._whole_way()
        self._wait = Wait("the window", window.isVisible)
        self._since = monotonic()
        self._exit_code: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def exit_code(self) -> int:
        """0 when every screen was seen; 1 when not, or not yet."""
        return 1 if self._exit_code is None else self._exit_code

    def begin(self) -> None:
        """Start; the application's event loop ends with the tour."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._window.show()
        self._since = monotonic()
        self._timer.start()

    @Slot()
    def _tick(self) -> None:
        try:
            if self._wait.holds():
                self._wait, self._since = next(self._script), monotonic()
            elif monotonic() - self._since > self._patience_s * self._wait.patience:
                self._end(1, f"tour: waited {monotonic() - self._since:.0f} s in vain for {self._wait.words}")
        except StopIteration:
            self._end(0, "")
        except _MissingError as error:
            self._end(1, f"tour: not on the screen: {error.args[0]} (after waiting for {self._wait.words})")
        except Exception as error:  # noqa: BLE001 - whatever it is: a script that broke must not look finished
            self._end(1, f"tour: {redacted(error)}")

    def _end(self, code: int, message: str) -> None:
        self._timer.stop()
        if message:
            self._save("stuck")
            sys.stderr.write(message + "\n")
        self._exit_code = code
        QCoreApplication.exit(code)

    # --- the script

    def _whole_way(self) -> Iterator[Wait]:
        yield self._idle()
        yield from self._picture("home")
        self._press("new_avatar")
        yield self._at(Step.SIGN_IN, Step.AVATAR)
        if self._presenter.place.step is Step.SIGN_IN:
            yield from self._sign_in()
        yield Wait("the practice account to be the one signed in", self._is_in_practice)
        yield from self._describe()
        yield from self._choose_video()
        yield from self._choose_documents()
        yield from self._send()
        yield from self._follow()
        self._press("home_button")
        yield self._idle()
        yield from self._picture("home-with-avatar")

    def _sign_in(self) -> Iterator[Wait]:
        if self._presenter.sign_in.credentials is None:
            yield from self._picture("sign-in")
            self._press("practice_account_button")
            yield from self._picture("sign-in-filled")
            self._press("sign_in_button")
            yield Wait("the sign-in", lambda: self._presenter.sign_in.credentials is not None)
        yield from self._picture("signed-in")
        self._press("next_button")
        yield self._at(Step.AVATAR)

    def _describe(self) -> Iterator[Wait]:
        yield from self._picture("avatar-empty")
        self._press("next_button")
        yield from self._picture("avatar-still-missing")
        self._type("name_edit", PERSON)
        self._press("edition_standard")
        yield from self._picture("avatar")
        self._press("next_button")
        yield self._at(Step.VIDEO)

    def _choose_video(self) -> Iterator[Wait]:
        yield from self._picture("video-empty")
        for name, path, wanted in (
            ("video-wrong", self._samples.wrong_video, (Verdict.STOP, Verdict.UNREADABLE)),
            ("video-good", self._samples.good_video, (Verdict.OK, Verdict.WARNING)),
        ):
            self._picker.paths[Role.TRAINING_VIDEO] = path
            self._press("choose_training_video")
            yield Wait(f"the judgement of {name}", partial(self._was_judged, wanted), LONG)
            if path is self._samples.good_video:
                yield from self._look_through()
            yield from self._picture(name)
        yield from self._accept_warnings()
        self._press("next_button")
        yield self._at(Step.DOCUMENTS)

    def _look_through(self) -> Iterator[Wait]:
        """Watch the pass over the whole take for a while; where it takes longer than that, its rest is skipped."""
        examining = self._presenter.screening.examining

        def is_in(*states: PassState) -> bool:
            return examining.standing.state in states

        over = (PassState.DONE, PassState.FAILED, PassState.NONE)
        yield Wait("the pass over the whole take", lambda: is_in(PassState.RUNNING, *over), LONG)
        if is_in(PassState.RUNNING):
            yield from self._picture("video-looking-through")
        until = monotonic() + WATCHED_S
        yield Wait("the end of that pass", lambda: is_in(*over) or monotonic() > until, LONG)
        if is_in(PassState.RUNNING):
            self._press("pass_skip")
            yield self._idle()

    def _accept_warnings(self) -> Iterator[Wait]:
        """Give the first reason for every warning there is."""
        drafting = self._presenter.drafting
        while drafting.report is not None and (warnings := drafting.report.open_warnings(drafting.draft)):
            findings = drafting.report.findings
            self._press(f"waive_{names_of(findings)[findings.index(warnings[0])]}")
            yield Wait("the question for a reason", lambda: QApplication.activeModalWidget() is not None)
            self._press("waiver_reason_0")
            yield from self._picture("video-reason")
            self._press("waiver_confirm")
            yield Wait("the window again", lambda: QApplication.activeModalWidget() is None)

    def _choose_documents(self) -> Iterator[Wait]:
        yield from self._picture("documents-empty")
        for role, path in (
            (Role.ID_CARD_IMAGE1, self._samples.id_card_image1),
            (Role.ID_CARD_IMAGE2, self._samples.id_card_image2),
            (Role.GRANT_FILE, self._samples.letter),
        ):
            yield from self._choose(role, path)
        yield from self._picture("documents")
        self._press("next_button")
        yield self._at(Step.EXTRAS)
        yield from self._choose(Role.COVER, self._samples.cover)
        yield from self._picture("extras")
        self._press("next_button")
        yield self._at(Step.REVIEW)
        yield from self._picture("review")

    def _choose(self, role: Role, path: Path) -> Iterator[Wait]:
        self._picker.paths[role] = path
        self._press(f"choose_{role.value}")
        drafting = self._presenter.drafting
        yield Wait(role.value, lambda: drafting.draft.file(role) is not None and not drafting.is_checking)

    def _send(self) -> Iterator[Wait]:
        self._press("next_button")
        yield Wait("the question before sending", lambda: QApplication.activeModalWidget() is not None)
        yield from self._picture("submit")
        self._press("submit_confirm")
        yield Wait("the sending page", lambda: self._presenter.place.step in (Step.SENDING, Step.IN_REVIEW))
        bar = self._window.content.sending.findChild(QProgressBar, "overall_bar")
        if bar is None:
            raise _MissingError("overall_bar")
        # Late enough for the first slices to have arrived, so that the pause can say so.
        yield Wait("most of it", lambda: bar.value() >= 840 or self._presenter.place.step is Step.IN_REVIEW, LONG)
        if self._presenter.place.step is Step.SENDING:
            yield from self._picture("sending")
            if self._presenter.dispatch.outbox.is_busy:
                self._press("pause_button")
                yield Wait("the pause", lambda: not self._presenter.dispatch.outbox.is_busy)
            if self._presenter.place.step is Step.SENDING:
                yield from self._picture("paused")
                self._press("pause_button")
        yield Wait("the job to be in review", lambda: self._presenter.place.step is Step.IN_REVIEW, LONG)

    def _follow(self) -> Iterator[Wait]:
        yield Wait("the first answer about the job", lambda: self._presenter.dispatch.follow.job is not None)
        yield from self._picture("in-review")
        yield Wait("the finished avatar", self._is_finished, LONG)
        yield from self._picture("done")

    # --- hands and eyes

    def _is_in_practice(self) -> bool:
        credentials = self._presenter.sign_in.credentials
        return credentials is not None and credentials.access_key == self._access_key

    def _is_finished(self) -> bool:
        job = self._presenter.dispatch.follow.job
        return job is not None and is_final(job.state)

    def _was_judged(self, wanted: tuple[Verdict, ...]) -> bool:
        drafting = self._presenter.drafting
        report = drafting.report
        return report is not None and not drafting.is_checking and report.verdict in wanted

    def _at(self, *steps: Step) -> Wait:
        return Wait(f"the page {steps[0].value}", lambda: self._presenter.place.step in steps)

    def _idle(self) -> Wait:
        return Wait("the window to settle", lambda: self._window.tasks.is_idle)

    def _picture(self, name: str) -> Iterator[Wait]:
        # One more tick, so that layouts and style have settled.
        yield Wait("the screen", lambda: True)
        yield Wait("the screen", lambda: True)
        self._save(name)

    def _press(self, name: str) -> None:
        button = self._find(QAbstractButton, name)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        button.click()

    def _type(self, name: str, text: str) -> None:
        line = self._find(QLineEdit, name)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(line, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def _find(self, kind: type[W], name: str) -> W:
        place: QWidget = QApplication.activeModalWidget() or self._window
        for widget in place.findChildren(kind, name):
            if widget.isVisible() and widget.isEnabled():
                return widget
        raise _MissingError(name)

    def _save(self, name: str) -> None:
        self._number += 1
        picture = self._window.grab()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            painter = QPainter(picture)
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 110))
            centre = self._window.rect().center() - dialog.rect().center()
            painter.drawPixmap(QPoint(centre), dialog.grab())
            painter.setPen(QColor(tokens.line))
            painter.drawRect(dialog.rect().translated(centre))
            painter.end()
        picture.save(str(self._folder / f"{self._number:02d}-{name}.png"))
