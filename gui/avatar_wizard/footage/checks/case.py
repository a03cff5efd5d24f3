"""What one judgement is about, and how a finding is made of a rule and the places it was broken at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from avatar_wizard.domain.footage import Finding, FootageFacts, Question, Repair
from avatar_wizard.domain.signals import Signals, Span
from avatar_wizard.footage.rules import Rule, Rules

MOST_SPANS = 50
_CLOSE_S = 1.0
"""Places no further apart than this are one place to a person who goes and looks."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file's facts, what was measured of it, and the question put to both."""

    facts: FootageFacts
    signals: Signals
    question: Question
    rules: Rules

    def rule(self, code: str) -> Rule | None:
        """The rule for ``code`` under the question's edition; None when it is switched off."""
        return self.rules.of(code, self.question.edition)


def found(
    rule: Rule,
    spans: Iterable[Span] = (),
    repair: Repair | None = None,
    **facts: object,
) -> Finding:
    """A finding by ``rule``. The worst of ``spans`` is the place to show."""
    places = joined(spans)
    return Finding(
        rule.code,
        rule.severity,
        rule.source,
        facts,
        start_s=places[0].start_s if places else None,
        end_s=places[0].end_s if places else None,
        repair=repair,
        spans=tuple((place.start_s, place.end_s) for place in places),
    )


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Close places made one, the worst first and the others in their order; at most ``MOST_SPANS``, the worst ones."""
    places: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start_s, span.end_s)):
        last = places[-1] if places else None
        if last is not None and span.start_s - last.end_s <= _CLOSE_S:
            places[-1] = Span(last.start_s, max(last.end_s, span.end_s), max(last.peak, span.peak, key=abs))
        else:
            places.append(span)
    gravest = sorted(places, key=lambda place: (-abs(place.peak), -place.seconds, place.start_s))[:MOST_SPANS]
    if not gravest:
        return ()
    return (gravest[0], *sorted(gravest[1:], key=lambda place: place.start_s))
