"""Words for what was found in footage; codes and facts are those of ``footage.checks``."""

from __future__ import annotations

from . import findings_container, findings_file, findings_person, findings_picture, findings_sound
from .entry import QT_TRANSLATE_NOOP, Entry, Table

FINDINGS: Table = {
    **findings_file.FINDINGS,
    **findings_container.FINDINGS,
    **findings_sound.FINDINGS,
    **findings_picture.FINDINGS,
    **findings_person.FINDINGS,
}
"""Every code of a finding, and of a check that could not be made, with its words, untranslated."""

UNKNOWN_FINDING = Entry(
    QT_TRANSLATE_NOOP("Finding", "Something about this video"),
    QT_TRANSLATE_NOOP("Finding", "The check says {code}. This program has no words for it yet."),
)
