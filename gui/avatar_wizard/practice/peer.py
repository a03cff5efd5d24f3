"""The lasting mood of the other side: slow, lossy, forgetful. Off unless asked for; nothing here is a rule of Huawei's.

What becomes of a request hangs on the seed, on what it asks for and on how often that was asked, not on the order in
which several connections happen to arrive: the same upload meets the same trouble again.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from .faults import Fault

FAILURES: Mapping[str, Mapping[str, object]] = {
    "500": {"kind": "status", "status": 500},
    "502": {"kind": "status", "status": 502},
    "503": {"kind": "status", "status": 503},
    "503_after": {"kind": "status", "status": 503, "retry_after": None},
    "429": {"kind": "status", "status": 429},
    "429_after": {"kind": "status", "status": 429, "retry_after": None},
    "429_date": {"kind": "status", "status": 429, "retry_after_date": None},
    "502_done": {"kind": "status_after", "status": 502},
    "close": {"kind": "close"},
    "close_mid_body": {"kind": "close_mid_body"},
    "close_after_body": {"kind": "close_after_body"},
    "lose_answer": {"kind": "lose_answer"},
    "html": {"kind": "html"},
}
"""The ways in which a request fails. `_after` and `_date` say when to come back; `_done` took effect nevertheless."""

_SHARES = ("fail_share", "stall_share", "forget_share", "damage_share")


@dataclass(frozen=True, slots=True)
class Peer:
    """What share of the requests goes wrong, each from 0 to 1 and all together at most 1.

    fail_share: of all requests (API, sign-in, uploads), failing in one of `ways`; empty is every way there is.
    stall_share: of all requests, served only after `stall_s` seconds.
    forget_share: of the uploads, answered as if all were well and not there afterwards.
    damage_share: of the uploads, kept with a wrong byte. The ETag answered tells it, or for every second part only
        the ETag in the list of parts.
    retry_after_s: what answers that say when to come back say, whole seconds.
    bytes_per_s: how fast bodies of uploads are taken, all connections together; 0 is as fast as it can.
    """

    fail_share: float = 0.0
    stall_share: float = 0.0
    forget_share: float = 0.0
    damage_share: float = 0.0
    ways: tuple[str, ...] = ()
    stall_s: float = 3.0
    retry_after_s: int = 1
    bytes_per_s: float = 0.0
    seed: int = 0

    def as_dict(self) -> dict[str, object]:
        """Return all of it, as JSON has it."""
        return {**asdict(self), "ways": list(self.ways)}


def read_peer(wanted: object) -> Peer:
    """Read a mood; what is not named is off. Raises ValueError with what was wrong."""
    if not isinstance(wanted, Mapping):
        raise ValueError("peer must be an object")
    known = {each.name for each in fields(Peer)}
    unknown = sorted(set(map(str, wanted)) - known)
    if unknown:
        raise ValueError(f"peer: no such name: {unknown[0]}")
    ways = wanted.get("ways", [])
    if not isinstance(ways, list | tuple) or not all(isinstance(way, str) and way in FAILURES for way in ways):
        raise ValueError("peer: ways must be some of " + ", ".join(FAILURES))
    for name in known - {"ways"}:
        value = wanted.get(name, 0)
        whole = name in ("retry_after_s", "seed")
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or value < 0:
            raise ValueError(f"peer: {name} must be a number from 0 up" + (", without a fraction" if whole else ""))
    if sum(wanted.get(name, 0) for name in _SHARES) > 1:
        raise ValueError("peer: all shares together must be at most 1")
    return Peer(**{**wanted, "ways": tuple(ways)})


@dataclass(slots=True)
class Mood:
    """Decides what the mood does to each request. Safe to use from many threads."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _peer: Peer = field(default_factory=Peer)
    _seen: dict[tuple[str, int | None], int] = field(default_factory=dict)
    _free_at: float = 0.0

    def fault(self, peer: Peer, call: str, part: int | None) -> Fault | None:
        """Return what happens to this request, None when it is served well."""
        shares = [getattr(peer, name) for name in _SHARES]
        if not any(shares):
            return None
        with self._lock:
            if peer is not self._peer:
                self._peer = peer
                self._seen.clear()
            number = self._seen[call, part] = self._seen.get((call, part), 0) + 1
        chance = random.Random(f"{peer.seed} {call} {part} {number}")  # noqa: S311 - to be repeated, not to be secret
        draw = chance.random()
        for name, share in zip(_SHARES, shares, strict=True):
            if draw < share:
                return _trouble(name, peer, call, part, chance)
            draw -= share
        return None

    def turn(self, peer: Peer, count: int) -> float:
        """Return the seconds to wait after `count` bytes of an upload, so that all together are slow enough."""
        if not peer.bytes_per_s:
            return 0.0
        with self._lock:
            now = time.monotonic()
            self._free_at = max(self._free_at, now) + count / peer.bytes_per_s
            return self._free_at - now


def _trouble(name: str, peer: Peer, call: str, part: int | None, chance: random.Random) -> Fault | None:
    is_upload = call.startswith("put")
    if name == "fail_share":
        details = dict(FAILURES[chance.choice(peer.ways or tuple(FAILURES))])
        for when in ("retry_after", "retry_after_date"):
            if when in details:
                details[when] = peer.retry_after_s
        if details["kind"] == "close_mid_body":
            details["share"] = chance.random()
        return Fault(call, str(details["kind"]), details)
    if name == "stall_share":
        return Fault(call, "stall", {"seconds": peer.stall_s})
    if not is_upload:
        return None
    if name == "forget_share":
        return Fault(call, "forget", {})
    # Nobody can ask for the hash of a document: damage that its ETag does not tell would be beyond every client.
    return Fault(call, "rot" if part is not None and chance.random() < 0.5 else "damage", {})
