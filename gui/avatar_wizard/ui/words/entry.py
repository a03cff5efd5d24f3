"""The shape of a table's row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What to say for one code, untranslated: what happened, the facts, what to do.

    ``bare`` replaces ``sentence`` when a fact that it needs is missing.
    """

    title: str
    sentence: str
    action: str = ""
    bare: str = ""


Table = Mapping[str, Entry]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark ``text`` for translation and give it back as it is.

    Qt's own function of this name answers ``object``; Qt's lupdate looks for the name alone.
    """
    return text
