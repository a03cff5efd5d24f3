"""The rules for footage as data: one dated file that comes with the program, and what a studio changes of it.

Nothing in either file is taken on trust: a name that nobody knows, a wrong type or a value that cannot be meant is
``rules.unreadable`` with its place, such as ``video.too_short.minimum``, and no rule at all is used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import RuleSource, Severity
from avatar_wizard.domain.problem import ProblemError

Limits = Mapping[str, float]
_Table = Mapping[str, Any]

_OFF = "off"
_SEVERITIES = (*(severity.value for severity in Severity), _OFF)
_EDITIONS = tuple(edition.value for edition in Edition)
_HEAD = ("severity", "source", "reference", "reference_zh")
_CODE = re.compile(r"[a-z]+\.[a-z0-9_]+")
_LONGEST_TEXT = 400
_LONGEST_PLACE = 120
_LONGEST_FILE = 1024 * 1024

_RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "s": (0, 86_400),
        "share": (0, 1),
        "percent": (0, 100),
        "db": (0, 120),
        "dbfs": (-120, 0),
        "lufs": (-120, 0),
        "dbtp": (-120, 6),
        "stops": (0, 20),
        "bytes": (1, 2**50),
        "bits": (1, 2**40),
        "fps": (0.1, 1000),
        "hz": (1, 1_000_000),
        "count": (0, 1_000_000),
        "variance": (0, 1_000_000),
    }
)
"""What a number may be, by the last word of its name; seconds or a plain number when it is none of these words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one check goes by, for one edition. ``rule["minimum"]`` is a limit; KeyError when there is none so named.

    ``reference``: where the rule stands, for people; ``reference_zh``: the same in Chinese.
    """

    code: str
    severity: Severity
    source: RuleSource
    reference: str
    reference_zh: str
    limits: Limits = field(default_factory=dict)

    def __getitem__(self, name: str) -> float:
        return self.limits[name]


@dataclass(frozen=True)
class Rules:
    """All rules for all editions, and how signals are measured. ``version`` is for reports."""

    version: str
    checks: Mapping[tuple[str, Edition], Rule | None]
    measures: Limits

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all checks, those too that are switched off."""
        return frozenset(code for code, _ in self.checks)

    def of(self, code: str, edition: Edition) -> Rule | None:
        """The rule for ``code``; None when it is switched off for that edition. KeyError for an unknown code."""
        return self.checks[code, edition]

    def measure(self, name: str) -> float:
        """How something is measured, such as ``sound.silence_dbfs``. KeyError for an unknown name."""
        return self.measures[name]


def load_rules(shipped: Path, own: Path | None = None) -> Rules:
    """The rules in ``shipped``, changed by what a studio's file ``own`` holds.

    ``own`` names itself (``name``, ``version``) and holds only what it changes: limits, measures and severities. It
    can neither forbid what Huawei accepts (``stop``) nor make light of what Huawei requires. Raises
    ``rules.unreadable`` (facts: where).
    """
    return merge(_parsed(shipped), None if own is None else _parsed(own))


def merge(shipped: _Table, own: _Table | None = None) -> Rules:
    """``load_rules`` for what was read already."""
    rules = _whole(shipped)
    return rules if own is None else _changed(rules, own)


def _parsed(path: Path) -> _Table:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_FILE + 1)
        if len(data) > _LONGEST_FILE:
            _refuse("")
        return tomllib.loads(data.decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\bline \d+", str(error))
        _refuse(line.group() if line else "")
    except (OSError, UnicodeDecodeError, RecursionError, ValueError):
        _refuse("")


def _refuse(*place: str) -> NoReturn:
    # From None: the text of an OSError holds a path, and that of a decoder pieces of the file.
    where = ".".join(place)[:_LONGEST_PLACE]
    raise (ProblemError("rules.unreadable", where=where) if where else ProblemError("rules.unreadable")) from None


# --- the shipped file


def _whole(data: _Table) -> Rules:
    version = _text(data.get("version"), "version")
    checks: dict[tuple[str, Edition], Rule | None] = {}
    for code, table in _tables(data, ("version",)):
        known = _limit_names(code, table)
        for edition in Edition:
            checks[code, edition] = _rule(code, edition, table, known)
    _agree(checks)
    return Rules(version, MappingProxyType(checks), MappingProxyType(_measures(data)))


def _tables(data: _Table, head: tuple[str, ...]) -> Iterator[tuple[str, _Table]]:
    """Every check's code and table; what is neither a check, nor ``measures``, nor in ``head`` is refused."""
    for area, checks in data.items():
        if area in head or area == "measures":
            continue
        if not isinstance(checks, dict):
            _refuse(area)
        for name, table in checks.items():
            code = f"{area}.{name}"
            if not isinstance(table, dict) or not _CODE.fullmatch(code):
                _refuse(code)
            yield code, table


def _limit_names(code: str, table: _Table) -> frozenset[str]:
    names = {name for name in table if name not in (*_HEAD, *_EDITIONS)}
    for edition in _EDITIONS:
        part = table.get(edition, {})
        if not isinstance(part, dict):
            _refuse(code, edition)
        names |= {name for name in part if name not in _HEAD}
    return frozenset(names)


def _layers(edition: Edition) -> tuple[str, ...]:
    """The tables that speak for an edition, the more special one last."""
    special = (edition.value,) if edition is not Edition.FAST_FLEXUS else (Edition.FLEXUS.value, edition.value)
    return ("", *special)


def _rule(code: str, edition: Edition, table: _Table, known: frozenset[str]) -> Rule | None:
    said: dict[str, Any] = {}
    place: dict[str, str] = {}
    for layer in _layers(edition):
        part = table.get(layer, {}) if layer else {key: table[key] for key in table if key not in _EDITIONS}
        said |= part
        place |= {key: f"{layer}.{key}" if layer else key for key in part}
    severity = _severity(said.get("severity"), code, place.get("severity", "severity"))
    source = said.get("source")
    if source not in tuple(RuleSource):
        _refuse(code, place.get("source", "source"))
    references = [_text(said.get(name), code, place.get(name, name)) for name in ("reference", "reference_zh")]
    if place["reference"] != place["reference_zh"].removesuffix("_zh"):
        _refuse(code, place["reference"])  # one of them speaks for another edition
    limits = {name: _number(name, value, code, place[name]) for name, value in said.items() if name not in _HEAD}
    if severity is None:
        return None
    if severity is Severity.STOP and source != RuleSource.HUAWEI_REQUIRED:
        _refuse(code, place["severity"])
    if missing := sorted(known - set(limits)):
        _refuse(code, missing[0])
    return Rule(code, severity, RuleSource(source), references[0], references[1], MappingProxyType(limits))


def _measures(data: _Table) -> dict[str, float]:
    table = data.get("measures", {})
    if not isinstance(table, dict):
        _refuse("measures")
    return {name: _number(name, value, "measures", name) for name, value in table.items()}


# --- a studio's own file


def _changed(rules: Rules, own: _Table) -> Rules:
    name, version = _text(own.get("name"), "name"), _text(own.get("version"), "version")
    checks = dict(rules.checks)
    for code, table in _tables(own, ("name", "version")):
        if code not in rules.codes:
            _refuse(code)
        for layer in ("", *_EDITIONS):
            part = table.get(layer, {}) if layer else {key: table[key] for key in table if key not in _EDITIONS}
            if not isinstance(part, dict):
                _refuse(code, layer)
            _change(checks, rules, code, layer, part)
    _agree(checks)
    measures = _measures(own)
    if unknown := sorted(set(measures) - set(rules.measures)):
        _refuse("measures", unknown[0])
    return Rules(
        f"{rules.version} + {name}/{version}",
        MappingProxyType(checks),
        MappingProxyType({**rules.measures, **measures}),
    )


def _change(checks: dict[tuple[str, Edition], Rule | None], rules: Rules, code: str, layer: str, part: _Table) -> None:
    place = (code, layer) if layer else (code,)
    severity = _severity(part["severity"], *place, "severity") if "severity" in part else None
    limits = {name: _number(name, value, *place, name) for name, value in part.items() if name != "severity"}
    shipped = [rules.of(code, edition) for edition in Edition]
    known = {name for rule in shipped if rule is not None for name in rule.limits}
    if unknown := sorted(set(limits) - known):
        _refuse(*place, unknown[0])
    for edition in Edition:
        before, now = rules.of(code, edition), checks[code, edition]
        # What does not exist for an edition is not brought to life for it.
        if layer not in _layers(edition) or before is None:
            continue
        if before.source is RuleSource.HUAWEI_REQUIRED:
            _keep_required(before, severity, "severity" in part, limits, place)
        elif severity is Severity.STOP:
            _refuse(*place, "severity")
        now = now if now is not None else before
        merged = {**now.limits, **{name: value for name, value in limits.items() if name in before.limits}}
        if "severity" in part and severity is None:
            checks[code, edition] = None
        elif checks[code, edition] is not None or severity is not None:
            checks[code, edition] = replace(before, severity=severity or now.severity, limits=MappingProxyType(merged))


def _keep_required(
    rule: Rule, severity: Severity | None, is_severity_given: bool, limits: Limits, place: tuple[str, ...]
) -> None:
    """Refuse what would let pass what Huawei refuses; a studio may be stricter."""
    if is_severity_given and severity is not rule.severity:
        _refuse(*place, "severity")
    for name, value in limits.items():
        before = rule.limits.get(name, value)
        is_stricter = (name.startswith("minimum") and value >= before) or (
            name.startswith("maximum") and value <= before
        )
        if value != before and not is_stricter:
            _refuse(*place, name)


# --- values


def _agree(checks: Mapping[tuple[str, Edition], Rule | None]) -> None:
    """Refuse limits between which nothing is left."""
    for rule in checks.values():
        for name, value in rule.limits.items() if rule is not None else ():
            other = name.replace("minimum", "maximum", 1)
            if rule is not None and other != name and value > rule.limits.get(other, value):
                _refuse(rule.code, name)
    for edition in Edition:
        short, long = checks.get(("video.too_short", edition)), checks.get(("video.too_long", edition))
        if short is not None and long is not None and short["minimum"] > long["maximum"]:
            _refuse(short.code, "minimum")


def _severity(value: object, *place: str) -> Severity | None:
    """A severity; None when it says that the check is switched off."""
    if not isinstance(value, str) or value not in _SEVERITIES:
        _refuse(*place)
    return None if value == _OFF else Severity(value)


def _text(value: object, *place: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_TEXT or not value.isprintable():
        _refuse(*place)
    return value


def _number(name: str, value: object, *place: str) -> float:
    low, high = _RANGES.get(name.rpartition("_")[2], _RANGES["s"])
    # NaN is never between two numbers.
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        _refuse(*place)
    return float(value)
