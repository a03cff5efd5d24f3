"""Words for why a take stands where it does; codes and facts are those of ``domain.takes``."""

from __future__ import annotations

from collections.abc import Mapping

from .entry import QT_TRANSLATE_NOOP

BETTER: Mapping[str, tuple[str, str]] = {
    "readable": (QT_TRANSLATE_NOOP("Take", "It can be read; the other one cannot."), ""),
    "sendable": (QT_TRANSLATE_NOOP("Take", "It can be sent as it is; the other one would be refused."), ""),
    "stops": (
        QT_TRANSLATE_NOOP("Take", "Less keeps it from being sent: {mine} rather than {other}."),
        QT_TRANSLATE_NOOP("Take", "What keeps it from being sent is easier to mend."),
    ),
    "warnings": (
        QT_TRANSLATE_NOOP("Take", "Fewer warnings: {mine} rather than {other}."),
        QT_TRANSLATE_NOOP("Take", "Its warnings weigh less or are easier to mend."),
    ),
    "length": (QT_TRANSLATE_NOOP("Take", "Its length is nearer to the one that is wanted."), ""),
    "light": (
        QT_TRANSLATE_NOOP("Take", "Its light is steadier: it moves by {mine} % rather than {other} %."),
        QT_TRANSLATE_NOOP("Take", "Its light could be measured."),
    ),
    "sound": (
        QT_TRANSLATE_NOOP("Take", "Its voice is clearer: {mine} dB above the noise rather than {other} dB."),
        QT_TRANSLATE_NOOP("Take", "Its voice could be measured."),
    ),
    "size": (
        QT_TRANSLATE_NOOP("Take", "Its picture is larger: {mine} rather than {other} lines."),
        QT_TRANSLATE_NOOP("Take", "Its picture is larger."),
    ),
    "tips": (
        QT_TRANSLATE_NOOP("Take", "Fewer tips: {mine} rather than {other}."),
        QT_TRANSLATE_NOOP("Take", "Its tips weigh less."),
    ),
}
"""What speaks for a take: with both numbers, and for when they read the same or one of them is not known."""

WORSE: Mapping[str, tuple[str, str]] = {
    "readable": (QT_TRANSLATE_NOOP("Take", "It cannot be read."), ""),
    "sendable": (QT_TRANSLATE_NOOP("Take", "It would be refused as it is; the other one can be sent."), ""),
    "stops": (
        QT_TRANSLATE_NOOP("Take", "More keeps it from being sent: {mine} rather than {other}."),
        QT_TRANSLATE_NOOP("Take", "What keeps it from being sent is harder to mend."),
    ),
    "warnings": (
        QT_TRANSLATE_NOOP("Take", "More warnings: {mine} rather than {other}."),
        QT_TRANSLATE_NOOP("Take", "Its warnings weigh more or are harder to mend."),
    ),
    "length": (QT_TRANSLATE_NOOP("Take", "Its length is farther from the one that is wanted."), ""),
    "light": (
        QT_TRANSLATE_NOOP("Take", "Its light is less steady: it moves by {mine} % rather than {other} %."),
        QT_TRANSLATE_NOOP("Take", "Its light could not be measured."),
    ),
    "sound": (
        QT_TRANSLATE_NOOP("Take", "Its voice is less clear: {mine} dB above the noise rather than {other} dB."),
        QT_TRANSLATE_NOOP("Take", "Its voice could not be measured."),
    ),
    "size": (
        QT_TRANSLATE_NOOP("Take", "Its picture is smaller: {mine} rather than {other} lines."),
        QT_TRANSLATE_NOOP("Take", "Its picture is smaller."),
    ),
    "tips": (
        QT_TRANSLATE_NOOP("Take", "More tips: {mine} rather than {other}."),
        QT_TRANSLATE_NOOP("Take", "Its tips weigh more."),
    ),
}
"""What speaks against it."""

ALIKE = QT_TRANSLATE_NOOP("Take", "As good as the one before it.")
UNKNOWN_REASON = QT_TRANSLATE_NOOP("Take", "Something else tells them apart.")
