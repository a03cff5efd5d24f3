"""Somebody is there: what a person mends without telling us is waited for, said, and gone on with by itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Draft, Edition, PickedFile, Role
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.submission import Phase, Submission
from avatar_wizard.flow.sending import Sending
from support.fake_ports import ACCOUNT, FakeUploads, FakeWorld

KEY = "0123456789ab"
TAKE = Path("take-1000.mp4")


class Run:
    """A submission sent on a thread of its own, with the shortest of waits."""

    def __init__(self) -> None:
        self.world = FakeWorld()
        self.world.vault.kept = ACCOUNT
        self.uploads = FakeUploads(self.world.upload_gate)
        self.stop = threading.Event()
        self.outcome: Future[Submission] = Future()
        print_of = self.world.files.fingerprint(TAKE, Role.TRAINING_VIDEO)
        self.draft = Draft(
            name="Zoe", edition=Edition.STANDARD, files=(PickedFile(Role.TRAINING_VIDEO, TAKE, print_of),)
        )
        self.sending = Sending(
            KEY,
            journal=self.world.journal,
            service=lambda: self.world.service,
            uploads=self.uploads,
            files=self.world.files,
            jitter=lambda low, high: low / 10,
        )
        self.sending.plan(self.draft)

    def begin(self, *, is_attended: bool = True) -> None:
        def work() -> None:
            try:
                self.outcome.set_result(self.sending.run(self.stop, is_attended=is_attended))
            except ProblemError as error:
                self.outcome.set_exception(error)

        threading.Thread(target=work, daemon=True).start()

    def waits_for(self, code: str) -> None:
        until(lambda: (now := self.sending.progress().waiting_for) is not None and now.code == code)


def until(condition: Callable[[], bool]) -> None:
    tick = threading.Event()
    for _ in range(1000):
        if condition():
            return
        tick.wait(0.01)
    raise AssertionError("it never came to that")


@pytest.fixture
def run() -> Run:
    return Run()


def test_a_file_on_a_stick_that_was_pulled_out_is_waited_for(run: Run) -> None:
    run.world.files.missing.add(TAKE)
    run.begin()
    run.waits_for("file.missing")
    asked = len(run.world.service.calls)
    run.waits_for("file.missing")
    assert len(run.world.service.calls) == asked, "the service need not know of a stick"
    run.world.files.missing.clear()
    assert run.outcome.result(10).phase is Phase.SUBMITTED


def test_another_file_in_its_place_ends_the_wait(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run.world.files.missing.add(TAKE)
    run.begin()
    run.waits_for("file.missing")
    honest = run.world.files.fingerprint
    monkeypatch.setattr(run.world.files, "fingerprint", lambda path, role: honest(Path("other-2000.mp4"), role))
    with pytest.raises(ProblemError, match=r"file\.changed"):
        run.outcome.result(10)


def test_a_pause_ends_the_wait(run: Run) -> None:
    run.world.files.missing.add(TAKE)
    run.begin()
    run.waits_for("file.missing")
    run.stop.set()
    with pytest.raises(Stopped):
        run.outcome.result(10)


def test_without_anybody_there_it_ends_at_once(run: Run) -> None:
    run.world.files.missing.add(TAKE)
    run.begin(is_attended=False)
    with pytest.raises(ProblemError, match=r"file\.missing"):
        run.outcome.result(10)


def test_a_full_disk_is_waited_for_and_nothing_is_sent_twice(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    record, is_full = run.world.journal.record, threading.Event()

    def recorded(key: str, event: object) -> None:
        if is_full.is_set():
            raise ProblemError("store.full")
        record(key, event)  # type: ignore[arg-type]

    monkeypatch.setattr(run.world.journal, "record", recorded)
    run.world.upload_gate.close()
    run.begin()
    until(run.world.upload_gate.reached.is_set)
    is_full.set()
    run.world.service.held = {1: f"{1:032x}"}
    run.world.upload_gate.open()
    run.waits_for("store.full")
    is_full.clear()
    assert run.outcome.result(10).phase is Phase.SUBMITTED
    kinds = [type(event).__name__ for _, event in run.world.journal.events]
    assert kinds.count("SliceSent") == 1
    assert run.world.service.calls.count("create") == 1


@pytest.mark.parametrize("code", ["net.tls", "net.redirect", "net.proxy_password"])
def test_what_stands_in_the_way_later_is_waited_for_but_not_at_first(run: Run, code: str) -> None:
    run.world.service.problems["create"] = Problem(code, {"host": "h"})
    run.begin()
    with pytest.raises(ProblemError, match=code.replace(".", r"\.")):
        run.outcome.result(10)
    later = Run()
    later.world.service.problems["SUBMITVERIFYING"] = Problem(code, {"host": "h"})
    later.begin()
    later.waits_for(code)
    later.world.service.problems.clear()
    assert later.outcome.result(10).phase is Phase.SUBMITTED
