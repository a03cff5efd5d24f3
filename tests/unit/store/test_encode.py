"""What is written reads back as it was, also when it was written by another version."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.submission import Created, DocumentSent, Event, Failed, Planned, UploadUrls
from avatar_wizard.store.codec import Unreadable, from_plain, to_plain
from avatar_wizard.store.encode import KINDS, draft_from_json, draft_to_json, event_from_json, event_to_json
from unit.store.shapes import EVENTS, FULL_DRAFT, FULL_REPORT, drafts, events, reports

VERSION_1 = json.loads((Path(__file__).parent / "documents-v1.json").read_text(encoding="utf-8"))


def code_of(call: object, *arguments: object) -> str:
    """The code of the problem that a call raises."""
    with pytest.raises(ProblemError) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value.problem.code


@given(drafts, st.none() | reports)
def test_a_draft_reads_back_as_it_was(draft: Draft, report: FootageReport | None) -> None:
    assert draft_from_json(draft_to_json(draft, report)) == (draft, report)


@given(events)
def test_an_event_reads_back_as_it_was(event: Event) -> None:
    assert event_from_json(*event_to_json(event)) == event


def test_every_kind_of_event_has_a_name_and_an_example() -> None:
    assert set(KINDS.values()) == set(get_args(Event))
    assert {type(event) for event in EVENTS} == set(KINDS.values())


def test_the_examples_fill_every_field() -> None:
    def bare(value: object) -> list[str]:
        if not is_dataclass(value) or isinstance(value, type):
            return []
        return [
            f"{type(value).__name__}.{f.name}"
            for f in fields(value)
            if getattr(value, f.name) == f.default and f.name != "unreadable"
        ] + [name for f in fields(value) for name in bare(getattr(value, f.name))]

    assert bare(FULL_DRAFT) == []
    assert bare(FULL_REPORT) == []


def test_documents_of_version_1_still_read() -> None:
    draft = json.dumps(VERSION_1["draft"]).encode()
    assert draft_from_json(draft) == (FULL_DRAFT, FULL_REPORT)
    stored = [
        event_from_json(kind, json.dumps(clear).encode(), None if secret is None else json.dumps(secret).encode())
        for kind, clear, secret in VERSION_1["events"]
    ]
    assert tuple(stored) == EVENTS


def test_what_is_written_now_is_version_1() -> None:
    assert json.loads(draft_to_json(FULL_DRAFT, FULL_REPORT)) == VERSION_1["draft"]
    written = [event_to_json(event) for event in EVENTS]
    assert [[kind, json.loads(clear), secret and json.loads(secret)] for kind, clear, secret in written] == VERSION_1[
        "events"
    ]


@given(events)
def test_nothing_personal_is_in_the_clear_part(event: Event) -> None:
    _, clear, _ = event_to_json(event)
    allowed = {"v", "slices", "job_id", "account", "role", "number", "sent", "held", "state", "code"}
    assert set(json.loads(clear)) <= allowed


def test_without_its_secret_part_an_event_still_steers() -> None:
    def clear_only(event: Event) -> Event:
        kind, clear, _ = event_to_json(event)
        return event_from_json(kind, clear, None)

    planned, created, sent = EVENTS[0], EVENTS[2], EVENTS[4]
    assert clear_only(planned) == Planned(Draft(), {Role.TRAINING_VIDEO: 3})
    assert clear_only(created) == Created("job-0001", UploadUrls())
    assert clear_only(sent) == DocumentSent(Role.ID_CARD_IMAGE1, "")
    assert clear_only(EVENTS[12]) == Failed(Problem("file.changed"))


def test_unknown_fields_are_ignored_and_missing_ones_take_their_defaults() -> None:
    document = {"v": 1, "draft": {"name": "x", "shoe_size": 44, "flexus": {"mood": "glad"}}, "report": None, "more": 1}
    assert draft_from_json(json.dumps(document).encode()) == (Draft(name="x"), None)


def test_a_report_that_no_longer_reads_does_not_take_the_draft_with_it() -> None:
    document = {"v": 1, "draft": {"name": "x"}, "report": {"facts": 7}}
    assert draft_from_json(json.dumps(document).encode()) == (Draft(name="x"), None)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b'{"v":2,"draft":{}}', "store.newer"),
        (b'{"draft":{}}', "store.unreadable"),
        (b"[1]", "store.unreadable"),
        (b"\xff", "store.unreadable"),
        (b'{"v":1}', "store.unreadable"),
        (b'{"v":1,"draft":{"edition":"deluxe"}}', "store.unreadable"),
        (b'{"v":1,"draft":{"files":[{"role":"cover"}]}}', "store.unreadable"),
        (b'{"v":1,"draft":{"video_slices":true}}', "store.unreadable"),
    ],
)
def test_what_is_no_draft_is_said(document: bytes, code: str) -> None:
    assert code_of(draft_from_json, document) == code


def test_events_of_later_programs_are_said() -> None:
    assert code_of(event_from_json, "teleported", b'{"v":1}', None) == "store.newer"
    assert code_of(event_from_json, "slice-sent", b'{"v":1,"role":"cover"}', None) == "store.unreadable"
    recorded = event_from_json("failed", b'{"v":1,"code":"moon.full"}', b'{"v":1,"facts":{"phase":"full"}}')
    assert recorded == Failed(Problem("unexpected", {"kind": "moon.full"}))


def test_a_fact_of_an_odd_type_is_recorded_as_its_text() -> None:
    failed = Failed(Problem("file.missing", {"name": Path("a/b.mp4"), "roles": frozenset({Role.COVER, Role.AUDIO})}))
    read = event_from_json(*event_to_json(failed))
    assert read == Failed(Problem("file.missing", {"name": "a/b.mp4", "roles": ("audio", "cover")}))


def test_the_codec_refuses_values_of_the_wrong_kind() -> None:
    @dataclass(frozen=True)
    class Pair:
        left: int
        right: float = 0.0

    # Local classes have no resolvable annotations: hand them over as they would be found.
    Pair.__annotations__ = {"left": int, "right": float}
    assert from_plain(Pair, {"left": 1, "right": 2}) == Pair(1, 2.0)
    assert to_plain(Pair(1)) == {"left": 1, "right": 0.0}
    for wrong in ({"left": "1"}, {"left": None}, {}, [], {"left": 1, "right": "2"}):
        with pytest.raises(Unreadable):
            from_plain(Pair, wrong)
