"""The numbers on the sending page: whatever happens, they never go back and never pass the size."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Fingerprint, Role
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.slices import Slice
from avatar_wizard.flow.ports import FileProgress, FileState, Upload
from avatar_wizard.uploads.tally import Tally

AWAY = Problem("net.unreachable")


class Clock:
    """Seconds that pass when told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def slices(*lengths: int, earlier: int = 0) -> list[Upload]:
    print_ = Fingerprint(earlier + sum(lengths), 1, "e")
    uploads, offset = [], earlier
    for number, length in enumerate(lengths, 1):
        part = Slice(number, offset, length)
        uploads.append(Upload(Role.TRAINING_VIDEO, Path("v"), print_, "https://x/", "a/b", part))
        offset += length
    return uploads


def letter(size: int) -> Upload:
    return Upload(Role.GRANT_FILE, Path("l"), Fingerprint(size, 1, "e"), "https://x/", "a/b")


def only(tally: Tally) -> FileProgress:
    (progress,) = tally.snapshot()
    return progress


@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=6),
    st.integers(0, 100),
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["start", "move", "retry", "sent"]), st.integers(0, 50)),
        max_size=60,
    ),
)
def test_never_back_and_never_over(lengths: list[int], earlier: int, steps: list[tuple[int, str, int]]) -> None:
    clock = Clock()
    tally = Tally(clock)
    uploads = slices(*lengths, earlier=earlier)
    tally.begin(uploads, {Role.TRAINING_VIDEO: earlier})
    done: set[int] = set()
    moving: dict[int, int] = {}
    shown = only(tally).sent
    assert shown == earlier
    for which, what, count in steps:
        index = which % len(uploads)
        upload = uploads[index]
        clock.now += 0.1
        if index in done:
            continue
        if index not in moving or what == "start":
            tally.started(upload)
            moving[index] = 0
        if what == "move":
            moving[index] = max(moving[index], min(count, lengths[index]))
            tally.moved(upload, moving[index])
        elif what == "retry":
            tally.retrying(upload, AWAY)
            moving[index] = 0
        elif what == "sent":
            tally.sent(upload)
            done.add(index)
        tally.sample()
        progress = only(tally)
        assert shown <= progress.sent <= progress.size == earlier + sum(lengths)
        assert progress.rate >= 0
        assert (progress.state is FileState.SENT) is (len(done) == len(uploads))
        shown = progress.sent
    for index, upload in enumerate(uploads):
        if index not in done:
            tally.started(upload)
            tally.sent(upload)
    assert only(tally).sent == only(tally).size
    assert only(tally).state is FileState.SENT


def test_a_file_that_is_sent_again_is_not_counted_twice() -> None:
    tally = Tally(Clock())
    first, second = uploads = slices(100, 100)
    tally.begin(uploads, {})
    tally.started(first)
    tally.moved(first, 80)
    tally.retrying(first, AWAY)
    assert only(tally).sent == 80
    tally.started(first)
    tally.moved(first, 50)
    tally.started(second)
    tally.moved(second, 20)
    assert only(tally).sent == 80
    tally.moved(second, 60)
    assert only(tally).sent == 110


def test_states_of_a_file() -> None:
    tally = Tally(Clock())
    first, second = uploads = slices(100, 100)
    tally.begin(uploads, {})
    states = [only(tally).state]
    for step in (
        lambda: tally.started(first),
        lambda: tally.started(second),
        lambda: tally.retrying(first, AWAY),  # the other one gets on
        lambda: tally.retrying(second, AWAY),
        lambda: tally.started(second),  # trying is not getting on
        lambda: tally.moved(second, 10),
        lambda: tally.sent(second),
        lambda: tally.sent(first),
        tally.ended,
    ):
        step()
        states.append(only(tally).state)
    waiting, sending, retrying, sent = FileState.WAITING, FileState.SENDING, FileState.RETRYING, FileState.SENT
    assert states == [waiting, sending, sending, sending, retrying, retrying, sending, retrying, sent, sent]


def test_a_retrying_file_says_why() -> None:
    tally = Tally(Clock())
    upload = letter(10)
    tally.begin([upload], {})
    tally.started(upload)
    tally.retrying(upload, Problem("service.busy"))
    tally.retrying(upload, AWAY)
    assert only(tally).problem == AWAY


def test_the_end_pauses_what_is_not_finished() -> None:
    tally = Tally(Clock())
    video, document = slices(10)[0], letter(5)
    tally.begin([document, video], {})
    tally.started(document)
    tally.failed(document, Problem("upload.gone"))
    tally.started(video)
    tally.ended()
    assert [(p.role, p.state, p.problem) for p in tally.snapshot()] == [
        (Role.GRANT_FILE, FileState.FAILED, Problem("upload.gone")),
        (Role.TRAINING_VIDEO, FileState.PAUSED, None),
    ]


def test_the_rate_is_that_of_ten_seconds() -> None:
    clock = Clock()
    tally = Tally(clock)
    upload = slices(100_000)[0]
    tally.begin([upload], {})
    tally.started(upload)
    assert only(tally).rate == 0
    for second in range(1, 21):  # 100 bytes a second at first, then 500
        for _ in range(4):
            clock.now += 0.25
            tally.sample()
        tally.moved(upload, min(second, 10) * 100 + max(0, second - 10) * 500)
        if second == 10:
            assert 90 <= only(tally).rate <= 110
    assert 450 <= only(tally).rate <= 550
    clock.now += 11
    tally.sample()
    tally.sample()
    clock.now += 1
    assert only(tally).rate < 500
    tally.ended()
    assert only(tally).rate == 0


def test_after_new_addresses_the_number_stays_where_it_was() -> None:
    tally = Tally(Clock())
    first, second = uploads = slices(100, 100)
    tally.begin(uploads, {})
    tally.started(first)
    tally.sent(first)
    tally.started(second)
    tally.moved(second, 60)
    tally.ended()
    tally.begin([second], {Role.TRAINING_VIDEO: 100})
    assert (only(tally).sent, only(tally).state) == (160, FileState.WAITING)


def test_a_job_that_is_made_anew_begins_at_nothing() -> None:
    tally = Tally(Clock())
    first, _ = uploads = slices(100, 100)
    tally.begin(uploads, {})
    tally.started(first)
    tally.sent(first)
    tally.begin(uploads, {})
    assert only(tally).sent == 0


def test_what_was_sent_earlier_is_shown_as_sent() -> None:
    tally = Tally(Clock())
    tally.begin(slices(10), {Role.GRANT_FILE: 7})
    assert [(p.role, p.sent, p.size, p.state) for p in tally.snapshot()] == [
        (Role.GRANT_FILE, 7, 7, FileState.SENT),
        (Role.TRAINING_VIDEO, 0, 10, FileState.WAITING),
    ]


def test_before_anything_is_sent_there_is_nothing_to_show() -> None:
    assert Tally(Clock()).snapshot() == ()
