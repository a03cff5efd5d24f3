"""Ctrl-C, SIGTERM, a service that dies, two runs at once: the last line, exit code 4, and one job in the end."""

from __future__ import annotations

import signal

import pytest

from avatar_wizard.commands.submitting import Patience
from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileProgress, FileState
from avatar_wizard.flow.progress import SendingProgress
from integration.commands.command_line import SLOW, Running
from support.practice import Practice
from support.submitting import Studio

HANGS = {"call": "put:training_video", "action": "hang"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "signals"),
    [
        (SLOW, [signal.SIGINT]),
        (HANGS, [signal.SIGTERM]),
        (HANGS, [signal.SIGTERM, signal.SIGINT]),
    ],
    ids=["ctrl-c", "sigterm", "sigterm, then ctrl-c"],
)
def test_interrupted_it_says_so_and_goes_on_when_called_again(fault, signals, studio, practice, running):
    practice.faults(fault)
    with running() as submission:
        submission.wait_for(b'"sending"')
        ended = submission.end(*signals)
    assert (ended.code, ended.problem, ended.errors) == (4, "stopped", "")
    assert ended.last["job_id"] == practice.jobs()[0]
    practice.no_faults()
    assert studio.submit().code == 0
    assert len(practice.jobs()) == 1


@pytest.mark.slow
def test_two_runs_at_once_make_one_job(studio, practice, running, command):
    practice.faults(SLOW)
    with running() as first:
        first.wait_for(b'"sending"')
        second = command("submit", studio.draft, "--json")
        practice.no_faults()
        assert first.end().code == 0
    assert (second.code, second.problem) == (4, "submission.busy_elsewhere")
    assert len(practice.jobs()) == 1


@pytest.mark.slow
def test_a_service_that_dies_half_way_is_waited_for_as_long_as_patience_lasts(tmp_path):
    with Practice("--approve") as service:
        port = service.endpoint.rsplit(":", 1)[1]
        studio = Studio(tmp_path, service)
        service.faults(SLOW)
        submission = Running(studio, "--patience", "1")
        submission.wait_for(b'"sending"')
    with submission:
        ended = submission.end()
    assert (ended.code, ended.problem, ended.errors) == (4, "net.unreachable", "")
    assert '"waiting_for": "net.' in ended.out
    with Practice("--approve", "--port", port) as again:
        studio.practice = again
        assert studio.submit().code == 0
        assert len(again.jobs()) == 1


AWAY = Problem("net.unreachable")


def snapshot(*states: FileState, safe: int = 0) -> SendingProgress:
    files = tuple(
        FileProgress(Role.COVER, 0, 9, 0.0, state, AWAY if state is FileState.RETRYING else None) for state in states
    )
    return SendingProgress(files, 0, 9, Phase.SENDING, None, safe)


RETRYING, SENDING, SENT = FileState.RETRYING, FileState.SENDING, FileState.SENT


@pytest.mark.parametrize(
    ("seen", "is_lost"),
    [
        ([(0, snapshot(RETRYING)), (9, snapshot(RETRYING))], False),
        ([(0, snapshot(RETRYING)), (10, snapshot(RETRYING))], True),
        ([(0, snapshot(RETRYING, SENT)), (10, snapshot(RETRYING, SENT))], True),
        ([(0, snapshot(RETRYING)), (10, snapshot(RETRYING, SENDING))], False),
        ([(0, snapshot(RETRYING)), (5, snapshot(SENDING)), (10, snapshot(RETRYING))], False),
        ([(0, snapshot(RETRYING)), (5, snapshot(RETRYING, safe=3)), (10, snapshot(RETRYING, safe=3))], False),
        ([(0, snapshot(SENDING)), (99, snapshot(SENDING))], False),
        ([(0, snapshot()), (99, snapshot())], False),
    ],
)
def test_patience_counts_from_the_last_step_done(seen, is_lost):
    patience = Patience(10)
    for at, now in seen:
        patience.look(now, at)
    assert (patience.lost_over is not None) is is_lost
