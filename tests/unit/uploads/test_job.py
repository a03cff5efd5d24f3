"""A job's lists: what is begun next, what waits, and which error counts."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.documents.fingerprint import fingerprint
from avatar_wizard.domain.draft import Fingerprint, Role
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.domain.slices import Slice
from avatar_wizard.flow.ports import Upload
from avatar_wizard.uploads.body import SliceBody
from avatar_wizard.uploads.flow_control import FlowControl
from avatar_wizard.uploads.job import ExpiredError, Job
from avatar_wizard.uploads.pacing import MAX_TRIES
from avatar_wizard.uploads.tally import Tally
from avatar_wizard.uploads.verdict import Outcome, Verdict


def make(count: int) -> Job:
    print_ = Fingerprint(count, 0, "")
    uploads = [
        Upload(Role.TRAINING_VIDEO, Path("take.mp4"), print_, "https://store.example/a", "a/b", Slice(n + 1, n, 1))
        for n in range(count)
    ]
    tally = Tally(lambda: 0.0)
    return Job(uploads, tally=tally, on_sent=lambda *_: None, stop=threading.Event())


@given(
    st.integers(1, 30),
    st.integers(1, 6),
    st.lists(st.tuples(st.sampled_from(["begin", "sent", "failed", "later"]), st.integers(0, 9)), max_size=80),
)
def test_nothing_is_lost_and_nothing_goes_twice(count: int, connections: int, steps: list[tuple[str, int]]) -> None:
    job, sent, now = make(count), 0, 0.0
    for what, which in steps:
        if what == "begin" and (task := job.ready(now, connections)) is not None:
            assert task not in job.running
            job.begin(task)
        elif what == "later":
            now += which
        elif job.running:
            task = sorted(job.running, key=id)[which % len(job.running)]
            task.not_before = now + which
            job.end(task, is_sent=what == "sent")
            sent += what == "sent"
        assert len(job.fresh) + len(job.troubled) + len(job.running) + sent == count
        # In trouble or under way: never more than the job may have connections, whatever fails.
        assert len(job.troubled) + len(job.running) <= connections
        assert job.is_finished is (sent == count)


def test_what_failed_is_not_due_before_its_time() -> None:
    job = make(1)
    task = job.ready(0.0, 4)
    assert task is not None
    job.begin(task)
    task.not_before = 10.0
    job.end(task, is_sent=False)
    assert job.ready(9.9, 4) is None
    assert job.next_due(4.0) == 6.0
    assert job.ready(10.0, 4) is task


def test_only_who_waits_for_the_network_is_woken_and_only_once() -> None:
    job = make(2)
    for is_away in (True, False):
        task = job.ready(0.0, 4)
        assert task is not None
        job.begin(task)
        task.is_away = is_away
    away, told = sorted(job.running, key=lambda task: not task.is_away)
    for task in (away, told):
        task.not_before = 100.0
        job.end(task, is_sent=False)
    job.wake(again=False)
    assert (away.not_before, told.not_before) == (0.0, 100.0)
    away.not_before = 200.0
    job.wake(again=False)
    assert away.not_before == 200.0
    job.wake(again=True)
    assert (away.not_before, told.not_before) == (0.0, 100.0)


def test_news_of_the_network_begin_the_waiting_anew() -> None:
    job = make(1)
    task = job.ready(0.0, 4)
    assert task is not None
    job.begin(task)
    task.is_away, task.failures, task.not_before = True, 9, 100.0
    job.end(task, is_sent=False)
    job.wake(again=False)
    assert task.failures == 9
    job.wake(again=True)
    assert task.failures == 0


class LostLine:
    """Loses every request, before or within its body, while other requests of the job are answered."""

    is_cut = False

    def __init__(self, job: Job, *, begins: bool) -> None:
        self.buffer, self.sizes = bytearray(4), None
        self._job, self._begins = job, begins

    def put(self, url: str, content_type: str, body: SliceBody) -> Verdict:
        self._job._heard += 1
        if self._begins:
            body.read()
        return Verdict(Outcome.AWAY, "net.timeout")


@pytest.mark.parametrize("begins", [False, True])
def test_only_what_has_begun_can_fail_while_others_get_through(tmp_path: Path, begins: bool) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"letter")
    upload = Upload(Role.GRANT_FILE, path, fingerprint(path, Role.GRANT_FILE), "https://store.example/a", "a/b")
    tally, stop = Tally(lambda: 0.0), threading.Event()
    job = Job([upload], tally=tally, on_sent=lambda *_: None, stop=stop)
    tally.begin([upload], {})
    control = FlowControl(connections=1, clock=lambda: 0.0, random=lambda: 0.0)
    task = job.ready(0.0, 1)
    assert task is not None
    tries = 0

    def carry_on() -> None:
        nonlocal tries
        for tries in range(1, 30):  # noqa: B007 - looked at afterwards
            assert not job.carry(task, LostLine(job, begins=begins), control)  # type: ignore[arg-type]

    if begins:
        with pytest.raises(ProblemError, match=r"net\.timeout"):
            carry_on()
        assert tries == MAX_TRIES
    else:
        carry_on()
        assert tries == 29


@pytest.mark.parametrize(
    ("errors", "counts"),
    [
        ([ProblemError("upload.gone"), Stopped()], "upload.gone"),
        ([Stopped(), ProblemError("store.full")], "store.full"),
        ([ProblemError("upload.gone"), ProblemError("store.full")], "upload.gone"),
        ([ExpiredError("upload.address_dead"), Stopped()], "upload.address_dead"),
    ],
)
def test_the_error_that_counts(errors: list[ProblemError], counts: str) -> None:
    job = make(3)
    for error in errors:
        job.fail(error)
    assert str(job.error) == counts
    assert job.ready(0.0, 4) is None
    assert job.is_over


def test_an_expired_address_does_not_halt_what_is_under_way() -> None:
    job = make(3)
    job.fail(ExpiredError("upload.address_dead"))
    assert not job.is_halted
    job.stop()
    assert job.is_halted
    assert isinstance(job.error, Stopped)
