"""The places of a take at which something was found: their names, their moments, their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.footage import Finding, Severity
from avatar_wizard.ui.wording import finding_words, moment_words, severity_words
from avatar_wizard.ui.words.entry import QT_TRANSLATE_NOOP

from .film_strip import StripMark


@dataclass(frozen=True, slots=True)
class Place:
    """One place of one finding. ``name`` is the finding's, see ``names_of``; ``moment_s`` is what to show of it."""

    name: str
    title: str
    severity: Severity
    start_s: float
    end_s: float

    @property
    def moment_s(self) -> float:
        """The middle, where it is at its worst more often than at its edges."""
        return moment_of(self.start_s, self.end_s)

    @property
    def words(self) -> str:
        """When, and how grave: ``0:41 - 0:45, Warning: The picture is black``."""
        return _named(self.severity, self.title, self.start_s, self.end_s)


def moment_of(start_s: float, end_s: float | None) -> float:
    """The moment to show of a place."""
    return round(max(0.0, start_s if end_s is None else (start_s + max(start_s, end_s)) / 2), 3)


def names_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """A name for each finding that is its own on the page: its code, and a number when the code comes again."""
    names: list[str] = []
    for finding in findings:
        base = finding.code.replace(".", "_")
        count = sum(1 for name in names if name == base or name.startswith(f"{base}__"))
        names.append(f"{base}__{count + 1}" if count else base)
    return tuple(names)


def places_of(findings: Sequence[Finding]) -> tuple[Place, ...]:
    """Every place of every finding, in the order of time."""
    found = []
    for name, finding in zip(names_of(findings), findings, strict=True):
        title = finding_words(finding).title
        for start, end in _spans(finding):
            found.append(Place(name, title, finding.severity, start, end))
    return tuple(sorted(found, key=lambda place: (place.start_s, place.end_s, place.name)))


def marks_of(findings: Sequence[Finding]) -> tuple[StripMark, ...]:
    """A mark for each finding that has a time, in the order of time."""
    marks = []
    for name, finding in zip(names_of(findings), findings, strict=True):
        spans = _spans(finding)
        if spans:
            start, end = _first(finding)
            title = finding_words(finding).title
            text = _named(finding.severity, title, start, end)
            marks.append(StripMark(name, finding.severity, text, start, end, spans))
    return tuple(sorted(marks, key=lambda mark: (mark.start_s, mark.name)))


def _first(finding: Finding) -> tuple[float, float]:
    if finding.start_s is None:
        return finding.spans[0]
    return finding.start_s, finding.start_s if finding.end_s is None else finding.end_s


def _spans(finding: Finding) -> tuple[tuple[float, float], ...]:
    if finding.spans:
        return finding.spans
    return (_first(finding),) if finding.start_s is not None else ()


def time_words(start_s: float, end_s: float) -> str:
    """``0:41``, or ``0:41 - 0:45`` where it lasts."""
    start, end = moment_words(start_s), moment_words(end_s)
    return start if start == end else f"{start} - {end}"


def _named(severity: Severity, title: str, start_s: float, end_s: float) -> str:
    text = QCoreApplication.translate("Places", QT_TRANSLATE_NOOP("Places", "{time}, {severity}: {title}"))
    return text.format(time=time_words(start_s, end_s), severity=severity_words(severity), title=title)
