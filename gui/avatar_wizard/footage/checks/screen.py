"""The green screen, where the background is to be replaced."""

from __future__ import annotations

from collections.abc import Iterator

from avatar_wizard.domain.footage import Finding
from avatar_wizard.domain.signals import ScreenColour, ScreenSignals, Span

from .case import Case, found


def findings(case: Case) -> Iterator[Finding]:
    """What there is to say about the screen; only asked when one is needed."""
    screen = case.signals.screen
    if not case.question.green_screen or screen is None:
        return
    place = [Span(screen.worst_s, screen.worst_s)] if screen.worst_s is not None else []
    if screen.colour is ScreenColour.BLUE:
        if rule := case.rule("screen.blue"):
            yield found(rule, place)
        return
    rule = case.rule("screen.none")
    coverage = screen.coverage
    is_none = screen.colour is ScreenColour.OTHER
    if rule is not None and coverage is not None:
        is_none = is_none or coverage < rule["minimum_share"]
    if is_none:
        if rule is not None:
            yield found(rule, place, percent=_percent(coverage))
        return
    rule = case.rule("screen.coverage")
    if rule is not None and coverage is not None and coverage < rule["minimum_share"]:
        yield found(rule, place, percent=_percent(coverage), minimum=100 * rule["minimum_share"])
    yield from _light(case, screen, place)
    yield from _colour(case, screen, place)


def _light(case: Case, screen: ScreenSignals, place: list[Span]) -> Iterator[Finding]:
    rule = case.rule("screen.uneven")
    if rule is not None and screen.unevenness is not None and screen.unevenness > rule["maximum_stops"]:
        yield found(rule, place, stops=round(screen.unevenness, 2))
    if screen.level is None:
        return
    level = round(screen.level, 1)
    if (rule := case.rule("screen.dark")) is not None and screen.level < rule["minimum_percent"]:
        yield found(rule, place, percent=level, minimum=rule["minimum_percent"])
    if (rule := case.rule("screen.bright")) is not None and screen.level > rule["maximum_percent"]:
        yield found(rule, place, percent=level, maximum=rule["maximum_percent"])


def _colour(case: Case, screen: ScreenSignals, place: list[Span]) -> Iterator[Finding]:
    for code, share in (("screen.spill", screen.spill), ("screen.holes", screen.holes)):
        rule = case.rule(code)
        if rule is not None and share is not None and share > rule["maximum_share"]:
            yield found(rule, place, percent=_percent(share))


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
