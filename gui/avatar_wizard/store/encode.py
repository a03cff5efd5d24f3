"""Drafts, footage reports and events as versioned JSON documents.

An event is split in two: ``clear`` holds what steers the program (phase, job id, part numbers, checksums of
slices), ``secret`` what is personal or a bearer secret (the draft, upload URLs, facts of a problem).
"""

from __future__ import annotations

import json
from typing import Any

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.problem import CODES, Problem, ProblemError
from avatar_wizard.domain.submission import (
    Abandoned,
    Confirmed,
    Confirming,
    Created,
    Creating,
    DocumentSent,
    Event,
    Failed,
    Observed,
    Planned,
    SliceSent,
    SlicesReconciled,
    Submitted,
    Submitting,
    UrlsRenewed,
)

from .codec import Unreadable, from_plain, to_plain

VERSION = 1
"""Of every document. A change that an older program would misread raises it."""

KINDS: dict[str, type[Event]] = {
    "planned": Planned,
    "creating": Creating,
    "created": Created,
    "urls-renewed": UrlsRenewed,
    "document-sent": DocumentSent,
    "slice-sent": SliceSent,
    "slices-reconciled": SlicesReconciled,
    "confirming": Confirming,
    "confirmed": Confirmed,
    "submitting": Submitting,
    "submitted": Submitted,
    "abandoned": Abandoned,
    "observed": Observed,
    "failed": Failed,
}
"""The stored name of each event; never renamed."""

_NAMES = {kind: name for name, kind in KINDS.items()}

_SECRET: dict[type[Event], dict[str, Any]] = {
    Planned: {"draft": {}},
    Created: {"urls": {}},
    UrlsRenewed: {"urls": {}},
    DocumentSent: {"sha256": ""},
}
"""The sealed fields of an event, with what stands in for them when their key is gone."""


def draft_to_json(draft: Draft, report: FootageReport | None) -> bytes:
    """A draft and the judgement of its video as one document."""
    return _dump({"draft": to_plain(draft), "report": None if report is None else to_plain(report)})


def draft_from_json(document: bytes) -> tuple[Draft, FootageReport | None]:
    """What ``draft_to_json`` wrote.

    A report that no longer reads is dropped, since it can be made again. Raises ``store.newer`` for a document
    of a later version and ``store.unreadable`` for anything else that is not one.
    """
    content = _load(document)
    try:
        draft = from_plain(Draft, content.get("draft"))
    except Unreadable:
        raise ProblemError("store.unreadable") from None
    plain = content.get("report")
    try:
        return draft, None if plain is None else from_plain(FootageReport, plain)
    except Unreadable:
        return draft, None


def event_to_json(event: Event) -> tuple[str, bytes, bytes | None]:
    """(kind, clear document, secret document or None) of an event."""
    if isinstance(event, Failed):
        facts = to_plain(event.problem.facts)
        return _NAMES[Failed], _dump({"code": event.problem.code}), _dump({"facts": facts}) if facts else None
    plain = to_plain(event)
    secret = {name: plain.pop(name) for name in _SECRET.get(type(event), {})}
    return _NAMES[type(event)], _dump(plain), _dump(secret) if secret else None


def event_from_json(kind: str, clear: bytes, secret: bytes | None) -> Event:
    """The event again; without its ``secret`` document the stand-ins: an empty draft, no URLs, no facts.

    Raises ``store.newer`` for a kind or version this program does not know, else ``store.unreadable``.
    """
    known = KINDS.get(kind)
    if known is None:
        raise ProblemError("store.newer")
    content = _load(clear)
    hidden = {} if secret is None else _load(secret)
    try:
        if known is Failed:
            return Failed(_problem(str(content.get("code")), hidden.get("facts", {})))
        content.update(_SECRET.get(known, {}) | hidden)
        return from_plain(known, content)
    except Unreadable:
        raise ProblemError("store.unreadable") from None


def _problem(code: str, facts: Any) -> Problem:
    if code not in CODES:
        # Recorded by another version of this program, which knew the problem by a name of its own.
        return Problem("unexpected", {"kind": code})
    return from_plain(Problem, {"code": code, "facts": facts})


def _dump(content: dict[str, Any]) -> bytes:
    # ASCII: a file name may hold lone surrogates, which UTF-8 would refuse.
    return json.dumps({"v": VERSION, **content}, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _load(document: bytes) -> dict[str, Any]:
    try:
        content = json.loads(document)
    except ValueError:
        raise ProblemError("store.unreadable") from None
    if not isinstance(content, dict):
        raise ProblemError("store.unreadable")
    version = content.pop("v", None)
    if not isinstance(version, int):
        raise ProblemError("store.unreadable")
    if version > VERSION:
        raise ProblemError("store.newer")
    return content
