"""The rows of the first screen: what was begun on this computer, and what the account's jobs are doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.gaps import gaps
from avatar_wizard.domain.job import Job, JobGroup
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.pending import bytes_sent
from avatar_wizard.flow.ports import StoredDraft
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.standing import cancelling
from avatar_wizard.ui.wording import edition_name, group_words, problem_words, state_words


class Stage(StrEnum):
    """What continuing means."""

    DRAFT = "draft"
    SENDING = "sending"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Begun:
    """One thing on this computer that can be continued; exactly one of the two values is set."""

    key: str
    stage: Stage
    stored: StoredDraft | None = None
    submission: Submission | None = None

    @property
    def draft(self) -> Draft:
        """The answers."""
        if self.submission is not None:
            return self.submission.draft
        return self.stored.draft if self.stored is not None else Draft()

    @property
    def is_sealed(self) -> bool:
        """Whether the answers cannot be read in this run."""
        if self.submission is not None:
            problem = self.submission.problem
            return problem is not None and problem.code == "store.sealed"
        return self.stored is not None and self.stored.is_sealed


def begun(drafts: Sequence[StoredDraft], submissions: Sequence[Submission]) -> tuple[Begun, ...]:
    """What can be continued: unfinished sending first, then drafts, then what is being followed."""
    sending = [s for s in submissions if s.is_open]
    followed = [s for s in submissions if not s.is_open]
    taken = {s.key for s in submissions}
    return (
        *(Begun(s.key, Stage.SENDING, submission=s) for s in sending),
        *(Begun(d.key, Stage.DRAFT, stored=d) for d in drafts if d.key not in taken),
        *(Begun(s.key, Stage.SUBMITTED, submission=s) for s in followed),
    )


class BegunRow(QFrame):
    """A card with the name, where it stands, Continue, and Discard: Cancel when its job was begun at the service.

    Signals:
        continued, discarded, cancelled: the Begun item.
    """

    continued = Signal(object)
    discarded = Signal(object)
    cancelled = Signal(object)

    def __init__(
        self, item: Begun, *, is_locked: bool = False, is_leaving: bool = False, parent: QWidget | None = None
    ) -> None:
        """``is_locked`` when the keyring that may hold the key of sealed answers cannot be reached.

        ``is_leaving`` while it is being cancelled.
        """
        super().__init__(parent)
        self._item, self._is_locked, self._is_leaving = item, is_locked, is_leaving
        self.setProperty("kind", "card")
        name = PlainLabel(item.draft.name.strip() or self.tr("No name yet"))
        name.setObjectName(f"begun_name_{item.key}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(Text(self._where(), scale="small", tone="muted"))
        label = self.tr("Follow") if item.stage is Stage.SUBMITTED else self.tr("Continue")
        self._continue = QPushButton(label)
        self._continue.setObjectName(f"continue_{item.key}")
        self._continue.setAccessibleName(f"{label}: {name.accessibleName()}")
        if item.stage is Stage.SENDING:
            self._continue.setProperty("kind", "primary")  # what was cut off comes before anything new
        self._continue.clicked.connect(self._tell_continued)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.addLayout(words, 1)
        self._away = self._away_button(name.accessibleName())
        row.addWidget(self._away)
        row.addWidget(self._continue)
        for button in self.controls:
            button.setEnabled(not is_leaving)

    @property
    def controls(self) -> tuple[QPushButton, ...]:
        """What can have the keyboard, from left to right."""
        return (self._away, self._continue)

    def _away_button(self, name: str) -> QPushButton:
        # Answers that cannot be read could not stay as a draft, so they are discarded at once.
        if self._item.stage is Stage.SENDING and not self._item.is_sealed:
            button = QPushButton(self.tr("Cancel..."))
            button.setObjectName(f"cancel_{self._item.key}")
            button.clicked.connect(self._tell_cancelled)
        else:
            button = QPushButton(self.tr("Forget") if self._item.stage is Stage.SUBMITTED else self.tr("Discard"))
            button.setObjectName(f"discard_{self._item.key}")
            button.clicked.connect(self._tell_discarded)
        button.setProperty("kind", "danger")
        button.setAccessibleName(f"{button.text()}: {name}")
        return button

    def _where(self) -> str:
        item = self._item
        if self._is_leaving:
            return cancelling().headline
        if item.is_sealed and self._is_locked:
            return self.tr("Locked away: its key is in the password store, which cannot be reached now")
        edition = [edition_name(item.draft.edition)] if item.draft.edition is not None else []
        if item.stage is Stage.SUBMITTED and item.submission is not None:
            state = item.submission.state
            return " - ".join([*edition, state_words(state).title if state else self.tr("Handed in")])
        if item.stage is Stage.SENDING and item.submission is not None:
            problem = item.submission.problem
            if problem is not None and problem.code != "stopped":
                return " - ".join([*edition, problem_words(problem).title])
            text: str = self.tr("Sending was interrupted; it goes on where it stopped")
            size = sum(picked.fingerprint.size for picked in item.draft.files_to_send())
            safe = sum(bytes_sent(item.submission).values()) * 100 // size if size else 0
            if safe:
                text = self.tr("Sending was interrupted; {percent} % is safely there").format(percent=safe)
            return " - ".join([*edition, text])
        if item.stored is not None and item.stored.is_sealed:
            return self.tr("Its answers were sealed with a key that is gone; they must be given again")
        report = item.stored.report if item.stored is not None else None
        count = len(gaps(item.draft, report))
        missing: str = self.tr("Still missing: {count}")
        return " - ".join([*edition, missing.format(count=count) if count else self.tr("Complete")])

    @Slot()
    def _tell_continued(self) -> None:
        self.continued.emit(self._item)

    @Slot()
    def _tell_discarded(self) -> None:
        self.discarded.emit(self._item)

    @Slot()
    def _tell_cancelled(self) -> None:
        self.cancelled.emit(self._item)


_TONES = {
    JobGroup.DONE: "ok",
    JobGroup.NOT_APPROVED: "stop",
    JobGroup.WAITING_FOR_YOU: "warn",
    JobGroup.ON_HOLD: "warn",
}


class JobRow(QFrame):
    """One job of the account: name, created, state."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(PlainLabel(job.name), 1)
        row.addWidget(Text(job.create_time[:10], scale="small", tone="muted"))
        row.addWidget(Text(group_words(job.group), tone=_TONES.get(job.group, "muted")))
