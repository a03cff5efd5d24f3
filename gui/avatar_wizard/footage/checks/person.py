"""The person in the picture, where faces could be looked for. All of these may be accepted: a face finder errs."""

from __future__ import annotations

from collections.abc import Iterator

from avatar_wizard.domain.footage import Finding
from avatar_wizard.domain.signals import PersonSignals, Span

from .case import Case, found
from .sound import opening_of

_AS_MEASURED = 1e-6


def findings(case: Case) -> Iterator[Finding]:
    """What there is to say about the person."""
    person = case.signals.person
    if person is None or not person.samples:
        return
    rule = case.rule("person.sideways")
    if rule is not None and _long(person.sideways, rule["maximum_s"]):
        # Who lies on the side is no face to any other check.
        yield found(rule, person.sideways)
        return
    rule = case.rule("person.absent")
    if rule is not None and person.present is not None and person.present < rule["minimum_share"]:
        yield found(rule, person.absent, percent=_percent(person.present))
    for code, spans in (("person.crowd", person.crowd), ("person.outside", person.outside)):
        rule = case.rule(code)
        if rule is not None and (long := _long(spans, rule["maximum_s"])):
            seconds = round(sum(span.seconds for span in long), 1)
            yield found(rule, long, seconds=seconds, count=len(long))
    yield from _face(case, person)
    rule = case.rule("person.mouth_open")
    if rule is None or person.mouth_open is None or person.mouth_open <= rule["maximum_share"]:
        return
    if not case.question.is_test_shot or _has_opening(case):
        yield found(rule, percent=_percent(person.mouth_open))


def _has_opening(case: Case) -> bool:
    """Whether the take is silent for as long as the mouth was watched; a test shot need not be."""
    heard = case.signals.sound
    opening = opening_of(case, heard) if heard is not None else None
    slack = case.rules.measure("sound.opening_tolerance_s")
    return opening is not None and opening.end_s >= case.rules.measure("person.opening_s") - slack


def _long(spans: tuple[Span, ...], limit: float) -> list[Span]:
    return [span for span in spans if span.seconds >= limit - _AS_MEASURED]


def _face(case: Case, person: PersonSignals) -> Iterator[Finding]:
    rule = case.rule("person.small")
    if rule is not None and person.size is not None and person.size < rule["minimum_share"]:
        yield found(rule, percent=_percent(person.size), minimum=_percent(rule["minimum_share"]))
    rule = case.rule("person.blurred")
    if rule is not None and person.sharpness is not None and person.sharpness < rule["minimum_variance"]:
        yield found(rule)
    if (light := person.exposure) is not None:
        if (rule := case.rule("person.dark")) is not None and light < rule["minimum_percent"]:
            yield found(rule, percent=round(light, 1), minimum=rule["minimum_percent"])
        if (rule := case.rule("person.bright")) is not None and light > rule["maximum_percent"]:
            yield found(rule, percent=round(light, 1), maximum=rule["maximum_percent"])
    rule = case.rule("person.burnt")
    if rule is not None and person.burnt is not None and person.burnt > rule["maximum_share"]:
        yield found(rule, percent=_percent(person.burnt))


def _percent(share: float) -> float:
    return round(100 * share, 1)
