"""What happens in the picture as it goes by: black, standing still, cut, unsteady in light or place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from avatar_wizard.domain.footage import Finding
from avatar_wizard.domain.signals import PictureSignals, Span
from avatar_wizard.footage.rules import Rule

from .case import Case, found

_AS_MEASURED = 1e-6
"""Watchers go by the same limits: what they put exactly on one belongs to the side they chose."""


def findings(case: Case) -> Iterator[Finding]:
    """What there is to say about the picture."""
    picture = case.signals.picture
    if picture is None:
        return
    yield from _gaps(case.rule("picture.black"), picture.black)
    yield from _gaps(case.rule("picture.frozen"), picture.frozen)
    yield from _cuts(case.rule("picture.cuts"), picture.cuts)
    yield from _unsteady(case, picture)
    rule = case.rule("picture.bars")
    if rule is not None and picture.bars is not None and picture.bars > rule["maximum_share"]:
        yield found(rule, percent=round(100 * picture.bars, 1))


def _gaps(rule: Rule | None, spans: Sequence[Span]) -> Iterator[Finding]:
    """Spans that last too long."""
    if rule is None:
        return
    long = [span for span in spans if span.seconds >= rule["maximum_s"] - _AS_MEASURED]
    if long:
        # Here a longer one is a worse one, whatever was noted beside it.
        worst = [Span(span.start_s, span.end_s, span.seconds) for span in long]
        yield found(rule, worst, seconds=round(max(span.seconds for span in long), 2), count=len(long))


def _cuts(rule: Rule | None, moments: Sequence[float]) -> Iterator[Finding]:
    if rule is not None and len(moments) > rule["maximum_count"]:
        yield found(rule, [Span(at, at) for at in moments], count=len(moments))


def _unsteady(case: Case, picture: PictureSignals) -> Iterator[Finding]:
    for code, spans, has_count in (
        ("picture.light_drift", picture.drift, False),
        ("picture.flicker", picture.flicker, False),
        ("picture.shake", picture.shake, True),
    ):
        rule = case.rule(code)
        if rule is None:
            continue
        strong = [span for span in spans if abs(span.peak) >= rule["maximum_percent"] - _AS_MEASURED]
        if strong:
            facts: dict[str, Any] = {"percent": round(max(abs(span.peak) for span in strong), 1)}
            if has_count:
                facts["count"] = len(strong)
            yield found(rule, strong, **facts)
