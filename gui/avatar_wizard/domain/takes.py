"""Which of several takes to send: the best first, each with what put it where it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from .footage import Finding, FootageReport, RuleSource, Severity, Verdict

_LENGTHS = frozenset({"video.too_short", "video.too_long", "video.duration_advised", "video.duration_disputed"})
"""Findings that tell how far a take is from the length that is wanted: facts seconds, and minimum or maximum."""

_LENGTH_STEP_S = 10.0  # nobody chooses a take for a second more or less
_LIGHT_STEP = 5.0  # percent
_SOUND_STEP_DB = 3.0
_UNKNOWN = 10**6
_MOST_REASONS = 3
_MOST = 10_000.0  # what is measured can be nonsense; from here on it is all the same


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a take stands where it does, seen from the take that it is compared with.

    ``is_better``: it speaks for this take. Codes: ``readable``, ``sendable``, ``stops``, ``warnings``, ``length``,
    ``light``, ``sound``, ``size``, ``tips``. ``facts``: ``mine`` and ``other``, whole numbers: how many stops,
    warnings or tips, seconds from the wanted length, percent by which the light moves, dB of the speech above the
    noise, lines of the picture. Empty when they do not show the difference or one is not known.
    """

    code: str
    is_better: bool
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One take in its place, 1 the best.

    ``reasons``: what tells it from the take above it (the best one: from the take below), what decided first.
    Without any, the two are alike and stand in the order in which they were given.
    """

    place: int
    name: str
    report: FootageReport
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Standard:
    """One thing to compare: ``rank`` decides, the lower the better; ``shown`` is what a reason tells of it."""

    code: str
    rank: Callable[[FootageReport], int]
    shown: Callable[[FootageReport], float | None] = lambda report: None
    is_more_better: bool = False


def rank(takes: Sequence[tuple[str, FootageReport]]) -> tuple[Ranked, ...]:
    """The takes, best first, each a name and what was found; those that are alike keep their order. Never raises.

    A take that cannot be sent never stands above one that can.
    """
    ordered = sorted(takes, key=lambda take: _key(take[1]))
    return tuple(
        Ranked(place, name, report, _reasons(report, _neighbour(ordered, place)))
        for place, (name, report) in enumerate(ordered, start=1)
    )


def _key(report: FootageReport) -> tuple[int, ...]:
    return tuple(standard.rank(report) for standard in _STANDARDS)


def _neighbour(ordered: Sequence[tuple[str, FootageReport]], place: int) -> FootageReport | None:
    if len(ordered) < 2:
        return None
    return ordered[1 if place == 1 else place - 2][1]


def _reasons(report: FootageReport, other: FootageReport | None) -> tuple[Reason, ...]:
    if other is None:
        return ()
    reasons = []
    for standard in _STANDARDS:
        mine, theirs = standard.rank(report), standard.rank(other)
        if mine != theirs:
            reasons.append(Reason(standard.code, mine < theirs, _shown(standard, report, other, mine < theirs)))
    said_by_it = _COVERS.get(reasons[0].code, frozenset()) if reasons else frozenset()
    return tuple(reason for reason in reasons if reason.code not in said_by_it)[:_MOST_REASONS]


def _shown(standard: _Standard, report: FootageReport, other: FootageReport, is_better: bool) -> Mapping[str, object]:
    told = standard.shown(report), standard.shown(other)
    if told[0] is None or told[1] is None:
        return {}
    mine, theirs = round(told[0]), round(told[1])
    # Three warnings that a button mends can weigh less than two others: those numbers would only confuse.
    if mine == theirs or ((mine > theirs) == standard.is_more_better) is not is_better:
        return {}
    return {"mine": mine, "other": theirs}


def _is_unreadable(report: FootageReport) -> int:
    return int(report.verdict is Verdict.UNREADABLE)


def _is_refused(report: FootageReport) -> int:
    return int(report.verdict in (Verdict.STOP, Verdict.UNREADABLE))


def _of(report: FootageReport, severity: Severity) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is severity]


def _count(severity: Severity) -> Callable[[FootageReport], int]:
    return lambda report: len(_of(report, severity))


def _weight(severity: Severity) -> Callable[[FootageReport], int]:
    """Findings weighed: what only the camera can mend counts twice, and so does what is not merely our own rule."""

    def weighed(report: FootageReport) -> int:
        return sum(
            (1 if finding.repair else 2) * (1 if finding.source is RuleSource.OURS else 2)
            for finding in _of(report, severity)
        )

    return weighed


def _length_off(report: FootageReport) -> float:
    """Seconds from the length that is wanted, 0 within."""
    off = 0.0
    for finding in report.findings:
        seconds = _number(finding.facts.get("seconds"))
        if finding.code not in _LENGTHS or seconds is None:
            continue
        low, high = _number(finding.facts.get("minimum")), _number(finding.facts.get("maximum"))
        if low is not None:
            off = max(off, low - seconds)
        if high is not None:
            off = max(off, seconds - high)
    return min(off, _MOST)


def _light_moved(report: FootageReport) -> float | None:
    """How far the light moves, in percent of the take's own."""
    light = [value for value in _picture_light(report) if isfinite(value)]
    middle = sorted(light)[len(light) // 2] if light else 0.0
    return min((max(light) - min(light)) / middle * 100, _MOST) if middle > 0 else None


def _picture_light(report: FootageReport) -> tuple[float, ...]:
    signals = report.signals
    return signals.picture.light if signals and signals.picture else ()


def _clearness(report: FootageReport) -> float | None:
    """How far the speech stands above the noise, in dB."""
    sound = report.signals.sound if report.signals else None
    speech, noise = (_number(sound.speech), _number(sound.noise)) if sound else (None, None)
    return None if speech is None or noise is None else max(-_MOST, min(speech - noise, _MOST))


def _pixels(report: FootageReport) -> int:
    facts = report.facts
    return (facts.width or 0) * (facts.height or 0) if facts else 0


def _height(report: FootageReport) -> int | None:
    facts = report.facts
    return min(facts.width, facts.height) if facts and facts.width and facts.height else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value)


def _steps(value: float | None, step: float, unknown: int) -> int:
    return unknown if value is None else int(value // step)


_STANDARDS = (
    _Standard("readable", _is_unreadable),
    _Standard("sendable", _is_refused),
    _Standard("stops", _weight(Severity.STOP), _count(Severity.STOP)),
    _Standard("warnings", _weight(Severity.WARNING), _count(Severity.WARNING)),
    _Standard("length", lambda report: _steps(_length_off(report), _LENGTH_STEP_S, 0), _length_off),
    _Standard("light", lambda report: _steps(_light_moved(report), _LIGHT_STEP, _UNKNOWN), _light_moved),
    _Standard("sound", lambda report: -_steps(_clearness(report), _SOUND_STEP_DB, -_UNKNOWN), _clearness, True),
    _Standard("size", lambda report: -_pixels(report), _height, True),
    _Standard("tips", _weight(Severity.TIP), _count(Severity.TIP)),
)
"""What is compared, the weightiest first; the next one counts only where those before it are equal."""

_COVERS: Mapping[str, frozenset[str]] = {
    # Of what cannot be read nothing else is known.
    "readable": frozenset(standard.code for standard in _STANDARDS) - {"readable"},
    "sendable": frozenset({"stops"}),
}
"""What is not worth telling beside what decided."""
