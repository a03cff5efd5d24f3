"""Sequences of trouble, as values: what a submission lives through before it is left in peace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Rule = dict[str, Any]

SMALLEST = 100 * 1024
"""Bytes; the store's least for every slice but the last (OBS API reference, Uploading Parts)."""

CALLS = (
    "create",
    "update",
    "show",
    "list",
    "delete",
    "command:GET_MULTIPART_UPLOADED",
    "command:CONFIRM_MULTIPART_UPLOADED",
    "command:GET_ACTION_VIDEO_MULTIPART_UPLOADED",
    "command:CONFIRM_ACTION_VIDEO_MULTIPART_UPLOADED",
    "command:SUBMITVERIFYING",
    "put",
    "put:training_video",
    "put:action_video",
    "put:grant_file",
    "put:id_card_image1",
)
CUT = 6
"""Requests that find nobody there while the network is cut."""

EVENTS = ("cut", "delete", "expire_urls", "ahead", "behind", "on_time", "updatable", "not_updatable", "stop", "kill")


@dataclass(frozen=True)
class Moment:
    """Something that happens while a run goes on, before or after its ``record``-th record."""

    record: int
    before: bool
    event: str


@dataclass(frozen=True)
class Run:
    """One run of the saga. ``new_program`` starts the program again first; ``edit`` changes the answers first."""

    faults: tuple[Rule, ...] = ()
    moments: tuple[Moment, ...] = ()
    events: tuple[str, ...] = ()
    edit: str | None = None
    new_program: bool = True
    follow: bool = False


@dataclass(frozen=True)
class Sequence:
    """All of it. ``slices`` of at least SMALLEST bytes each; ``tail`` bytes more; ``documents`` are sizes.

    ``action_slices``: those of a second video, 0 for none.
    """

    runs: tuple[Run, ...]
    slices: int
    tail: int
    documents: tuple[int, int, int]
    connections: int
    updatable: bool
    last_edit: str | None
    whole_put_at_one: bool = False
    action_slices: int = 0


def _actions(call: str) -> st.SearchStrategy[Any]:
    """Everything that can go wrong with ``call``."""
    statuses = st.sampled_from((401, 403, 408, 429, 500, 502, 503, 504))
    refusals = statuses.map(lambda status: {"status": status, **({"retry_after": 0} if status == 429 else {})})
    # Not 429 and 503: the client takes them for turned away before anything was done (inferred).
    afterwards = st.sampled_from((500, 502, 504)).map(lambda status: {"kind": "status_after", "status": status})
    cut = st.sampled_from((0, 1, 10)).map(lambda count: {"kind": "cut_answer", "after_bytes": count})
    words = ["close", "lose_answer", "html"]
    found: list[st.SearchStrategy[Any]] = [refusals, afterwards, cut, st.sampled_from(words)]
    if call.startswith("put"):
        middle = st.sampled_from((1, 1000, SMALLEST - 1)).map(lambda n: {"kind": "close_mid_body", "after_bytes": n})
        found += [middle, st.sampled_from(["expired_url", "corrupt_etag"])]
    return st.one_of(found)


@st.composite
def faults(draw: st.DrawFn) -> Rule:
    """One rule of the practice service."""
    call = draw(st.sampled_from(CALLS))
    action = draw(_actions(call))
    rule: Rule = {"call": call, "action": action, "after": draw(st.integers(0, 2))}
    # A sign-in page in the place of the store is waited out for as long as it takes: never without an end here.
    endless = draw(st.integers(0, 4)) == 0 and not (call.startswith("put") and action == "html")
    if not endless:
        rule["times"] = draw(st.integers(1, 3))
    if call == "put:training_video" and draw(st.booleans()):
        rule["part"] = draw(st.integers(1, 3))
    return rule


moments = st.builds(Moment, st.integers(1, 12), st.booleans(), st.sampled_from((*EVENTS, "stop", "kill", "kill")))
edits = st.sampled_from((None, None, None, "name", "video", "slices"))
runs = st.builds(
    Run,
    faults=st.lists(faults(), min_size=1, max_size=4).map(tuple),
    moments=st.lists(moments, min_size=1, max_size=3).map(tuple),
    events=st.lists(st.sampled_from(EVENTS[:-2]), max_size=1).map(tuple),
    edit=edits,
    new_program=st.booleans(),
    follow=st.booleans(),
)
sizes = st.sampled_from((1, 2, 100, 4096, 20_000))
sequences = st.builds(
    Sequence,
    runs=st.lists(runs, min_size=2, max_size=5).map(tuple),
    slices=st.integers(1, 5),
    tail=st.sampled_from((0, 1, 7, 30_000)),
    documents=st.tuples(sizes, sizes, sizes),
    connections=st.sampled_from((1, 4)),
    updatable=st.booleans(),
    last_edit=edits,
    whole_put_at_one=st.booleans(),
    action_slices=st.sampled_from((0, 0, 1, 2)),
)
