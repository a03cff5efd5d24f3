"""The folded part of the avatar page: where it is used, and what studios need."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft, UseCase
from avatar_wizard.ui.pages.form_page import line_edit, show_text
from avatar_wizard.ui.parts.field import Field
from avatar_wizard.ui.wording import use_case_name


def tags_of(text: str) -> tuple[str, ...]:
    """The tags in a line, separated by commas (also the full-width and the ideographic one), without repetitions."""
    line = text.replace("\uff0c", ",").replace("\u3001", ",")
    return tuple(dict.fromkeys(tag.strip() for tag in line.split(",") if tag.strip()))


class AvatarOptions(QWidget):
    """Use cases, livestream copy, pay by use, batch name and tags.

    Signals:
        edited: a function ``Draft -> Draft``.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uses = {use: self._check_box(use_case_name(use), f"use_{use.value.lower()}") for use in UseCase}
        self._copy = self._check_box(self.tr("Copy of a livestream &room"), "livestream_copy")
        self._on_demand = self._check_box(self.tr("&Pay by use, if your account has that"), "on_demand")
        self._batch, self._tags = line_edit("batch_name_edit"), line_edit("tags_edit")
        self._uses_row = self._row_of_uses()
        self._use_cases = Field(self.tr("Where will the avatar be used?"), self._uses_row)
        batch = Field(self.tr("Ba&tch name"), self._batch, self.tr("Keeps avatars together that belong together."))
        tags = Field(self.tr("Ta&gs"), self._tags, self.tr("Several are separated by commas."))
        self.fields = {"use_cases": self._use_cases, "batch_name": batch, "tags": tags}
        for box in self._uses.values():
            box.clicked.connect(self._tell_uses)
        self._copy.clicked.connect(self._tell_copy)
        self._on_demand.clicked.connect(self._tell_on_demand)
        self._batch.textEdited.connect(self._tell_batch)
        self._tags.textEdited.connect(self._tell_tags)
        pair = QGridLayout()
        pair.setHorizontalSpacing(16)
        pair.addWidget(batch, 0, 0)
        pair.addWidget(tags, 0, 1)
        pair.setColumnStretch(0, 1)
        pair.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._use_cases)
        column.addWidget(self._copy)
        column.addWidget(self._on_demand)
        column.addLayout(pair)

    @staticmethod
    def _check_box(label: str, name: str) -> QCheckBox:
        box = QCheckBox(label)
        box.setObjectName(name)
        box.setAccessibleName(label.replace("&", ""))
        return box

    def _row_of_uses(self) -> QWidget:
        row = QWidget()
        boxes = QHBoxLayout(row)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(18)
        for box in self._uses.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        row.setFocusProxy(next(iter(self._uses.values())))
        return row

    def show_draft(self, draft: Draft) -> None:
        """Show the answers; two of them are asked for Standard only."""
        for use, box in self._uses.items():
            box.setChecked(use in draft.standard.use_cases)
        self._copy.setChecked(draft.standard.livestream_copy)
        self._on_demand.setChecked(draft.on_demand)
        self._use_cases.setVisible(not draft.is_flexus)
        self._copy.setVisible(not draft.is_flexus)
        show_text(self._batch, draft.batch_name)
        # While somebody types "a," the tags are still ("a",): the comma must not vanish under the hand.
        if tags_of(self._tags.text()) != draft.tags:
            self._tags.setText(", ".join(draft.tags))

    @Slot()
    def _tell_uses(self) -> None:
        chosen = frozenset(use for use, box in self._uses.items() if box.isChecked())
        self.edited.emit(lambda draft: replace(draft, standard=replace(draft.standard, use_cases=chosen)))

    @Slot(bool)
    def _tell_copy(self, wanted: bool) -> None:
        self.edited.emit(lambda draft: replace(draft, standard=replace(draft.standard, livestream_copy=wanted)))

    @Slot(bool)
    def _tell_on_demand(self, wanted: bool) -> None:
        self.edited.emit(lambda draft: replace(draft, on_demand=wanted))

    @Slot(str)
    def _tell_batch(self, text: str) -> None:
        self.edited.emit(lambda draft: replace(draft, batch_name=text))

    @Slot(str)
    def _tell_tags(self, text: str) -> None:
        tags = tags_of(text)
        self.edited.emit(lambda draft: replace(draft, tags=tags))
