"""Text from outside (file names, the service's answers) made safe to show: one line, nothing invisible."""

from __future__ import annotations

import unicodedata

_SHOWN_AS_SPACE = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def visible(text: str) -> str:
    """``text`` in one line, with each control, direction or unassigned character as ``<U+XXXX>``.

    Direction overrides can make ``exe.pm4`` look like ``4mp.exe`` (Unicode Technical Report 36, section 2.10.3).
    """
    return "".join(_shown(character) for character in text).strip()


def _shown(character: str) -> str:
    if character in _SHOWN_AS_SPACE:
        return " "
    if unicodedata.category(character) in _HIDDEN:
        return f"<U+{ord(character):04X}>"
    return character
