"""Faults on command: rules that make the service misbehave, matched by call, counted, seeded."""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from .answers import RefusalError
from .clock import Clock

BEFORE = frozenset(
    {"status", "close", "close_mid_body", "close_after_body", "hang", "stall", "html", "redirect", "expired_url"}
)
AFTER = frozenset({"lose_answer", "corrupt_etag", "hang_after", "status_after", "cut_answer"})
DURING = frozenset({"slow"})
UPLOADS_ONLY = frozenset({"forget", "damage", "rot"})
KINDS = BEFORE | AFTER | DURING | UPLOADS_ONLY

_OBS_CODES = {
    400: "BadDigest",
    403: "AccessDenied",
    404: "NoSuchUpload",
    408: "RequestTimeout",
    409: "OperationAborted",
    429: "TooManyRequests",
    500: "InternalError",
    503: "SlowDown",
}
_API_CODES = {
    400: "MSS.00000003",
    401: "APIGW.0301",
    403: "APIGW.0302",
    404: "APIGW.0101",
    429: "APIGW.0308",
    500: "MSS.00000004",
    502: "APIGW.0201",
    503: "APIGW.0613",
    504: "APIGW.0201",
}


class FaultRefusedError(ValueError):
    """A rule that the control address cannot accept."""


@dataclass(slots=True)
class Fault:
    """One rule. `call` matches itself and what it is a prefix of (`put` matches `put:cover`); `*` matches all."""

    call: str
    kind: str
    details: dict[str, object]
    times: int | None = None
    after: int = 0
    probability: float = 1.0
    part: int | None = None
    job_id: str | None = None
    hits: int = 0
    seen: int = 0

    def matches(self, call: str, job_id: str | None, part: int | None) -> bool:
        """Say whether a request falls under this rule."""
        named = self.call == "*" or call == self.call or call.startswith(self.call + ":")
        return named and self.part in (None, part) and self.job_id in (None, job_id)

    def number(self, name: str, default: float) -> float:
        """Return a detail that is a number."""
        value = self.details.get(name, default)
        return float(value) if isinstance(value, (int, float)) else default

    def text(self, name: str, default: str) -> str:
        """Return a detail that is a string."""
        value = self.details.get(name, default)
        return value if isinstance(value, str) else default

    def refusal(self, call: str, clock: Clock) -> RefusalError:
        """Return the error answer of a `status` fault, with a fitting code where none was given."""
        status = int(self.number("status", 500))
        codes = _OBS_CODES if call.startswith("put") else _API_CODES
        code = self.text("code", codes.get(status, "InternalError" if call.startswith("put") else "MSS.00000004"))
        seconds, until = self.number("retry_after", -1.0), self.number("retry_after_date", -1.0)
        retry_after = f"{seconds:g}" if seconds >= 0 else clock.http_date(until) if until >= 0 else None
        return RefusalError(status, code, self.text("message", "On command."), retry_after)


@dataclass(slots=True)
class Faults:
    """The rules in force; the first that matches and is not used up is taken. Safe to use from many threads."""

    chance: random.Random
    rules: list[Fault] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    released: threading.Event = field(default_factory=threading.Event)

    def add(self, wanted: object) -> None:
        """Add rules from `{"rules": [...]}`, a list, or one rule. Raises FaultRefusedError."""
        rules = wanted.get("rules", [wanted]) if isinstance(wanted, dict) else wanted
        if not isinstance(rules, list):
            raise FaultRefusedError("rules must be a list")
        read = [read_rule(rule) for rule in rules]
        with self.lock:
            self.rules += read
            self.released.clear()

    def take(self, call: str, job_id: str | None, part: int | None) -> Fault | None:
        """Return the fault for this request, counting it, or None."""
        with self.lock:
            for rule in self.rules:
                if not rule.matches(call, job_id, part) or (rule.times is not None and rule.hits >= rule.times):
                    continue
                rule.seen += 1
                if rule.seen <= rule.after or self.chance.random() >= rule.probability:
                    continue
                rule.hits += 1
                return rule
        return None

    def clear(self) -> None:
        """Drop all rules and let hanging requests go."""
        with self.lock:
            self.rules.clear()
        self.release()

    def release(self) -> None:
        """Let hanging requests go on."""
        self.released.set()

    def told(self) -> list[dict[str, object]]:
        """Return the rules with how often each was met."""
        with self.lock:
            return [{"call": rule.call, "kind": rule.kind, "hits": rule.hits, "seen": rule.seen} for rule in self.rules]


def read_rule(rule: object) -> Fault:
    """Read one rule as the package's own text describes it. Raises FaultRefusedError.

    `action` is a word, or an object with `kind` (may be left out beside `status`) and the kind's details.
    """
    if not isinstance(rule, Mapping) or not isinstance(rule.get("call"), str):
        raise FaultRefusedError("a rule needs a call")
    action = rule.get("action")
    details: dict[str, object] = dict(action) if isinstance(action, Mapping) else {"kind": action}
    kind = details.get("kind", "status" if "status" in details else None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise FaultRefusedError("action must be one of " + ", ".join(sorted(KINDS)))
    times, after, part = rule.get("times"), rule.get("after", 0), rule.get("part")
    if not all(value is None or (isinstance(value, int) and value >= 0) for value in (times, after, part)):
        raise FaultRefusedError("times, after and part must be numbers")
    probability = rule.get("probability", 1.0)
    if not isinstance(probability, (int, float)) or not 0 <= probability <= 1:
        raise FaultRefusedError("probability must be 0 to 1")
    unknown = set(rule) - {"call", "action", "times", "after", "probability", "part", "job_id"}
    if unknown:
        raise FaultRefusedError(f"unknown: {sorted(unknown)[0]}")
    return Fault(str(rule["call"]), kind, details, times, after or 0, float(probability), part, rule.get("job_id"))
