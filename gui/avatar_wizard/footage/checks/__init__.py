"""From facts and signals to findings: pure functions, one module per subject, limits from the rules alone.

A rule of our own never stops anybody; only what Huawei documents as refused does, and the rule file says where.
"""

from __future__ import annotations

from avatar_wizard.domain.footage import Finding, FootageFacts, Question, Severity
from avatar_wizard.domain.signals import Signals
from avatar_wizard.footage.rules import Rules

from . import container, person, picture, screen, sound
from .case import Case
from .codes import CODES, UNMADE, UNREADABLE

__all__ = ["CODES", "UNMADE", "UNREADABLE", "judge", "unmade"]

_GRAVITY = {Severity.STOP: 0, Severity.WARNING: 1, Severity.TIP: 2}


def judge(facts: FootageFacts, question: Question, rules: Rules, signals: Signals | None = None) -> tuple[Finding, ...]:
    """What there is to say about a file, the gravest first; ``signals`` is None before the first pass."""
    case = Case(facts, signals or Signals(), question, rules)
    findings = (
        finding for subject in (container, sound, picture, screen, person) for finding in subject.findings(case)
    )
    return tuple(sorted(findings, key=lambda finding: _GRAVITY[finding.severity]))


def unmade(facts: FootageFacts | None, signals: Signals | None, question: Question) -> tuple[str, ...]:
    """Codes of the checks that were not made of this file, though they belong to the question."""
    if facts is None or (facts.codec is None and not facts.audio):
        return ()
    if signals is None:
        return ("unmade.look",)
    wants_person = facts.codec is not None and signals.picture is not None
    missing = {
        "unmade.full": not signals.is_whole,
        "unmade.picture": facts.codec is not None and signals.picture is None,
        "unmade.sound": bool(facts.audio) and signals.sound is None and sound.matters(question),
        "unmade.screen": wants_person and question.green_screen and signals.screen is None,
        # Without a single sample the face finder failed.
        "unmade.person": wants_person and (signals.person is None or not signals.person.samples),
    }
    return tuple(code for code, is_missing in missing.items() if is_missing)
