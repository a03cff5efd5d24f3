"""The other side forgets, damages, restarts and asks for patience: no click is needed, and the result is right."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from integration.saga.program import Program
from support.practice import Practice
from support.submitting import Studio

SLICES = 12
CONNECTIONS = 4
"""With so many the upload begins."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running() -> Iterator[Practice]:
    with Practice("--approve", fast=False) as service:
        yield service


@pytest.fixture
def practice(running: Practice) -> Practice:
    running.clear()
    running.settings(pace_s=None)
    return running


@pytest.fixture
def program(practice: Practice, tmp_path: Path) -> Program:
    return Program(tmp_path, practice, SLICES)


def sent(practice: Practice) -> Counter[object]:
    """How often each document (by its call) and each slice (by its number) was sent."""
    return Counter(entry["part"] or entry["call"] for entry in practice.journal("put"))


def wait_for(condition: Callable[[], Any]) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it never came true"
        threading.Event().wait(0.01)


# --- forgetful


@pytest.mark.parametrize("parts", [[3], [1, 7, 12]])
def test_a_part_that_was_taken_and_is_gone_is_sent_again(
    program: Program, practice: Practice, parts: list[int]
) -> None:
    practice.faults(*({"call": "put:training_video", "part": n, "times": 1, "action": "forget"} for n in parts))
    program.assert_arrived(program.run())
    assert {number for number, times in sent(practice).items() if times > 1} == set(parts)


def test_all_parts_gone_at_once_are_sent_again(program: Program, practice: Practice) -> None:
    practice.faults({"call": "put:training_video", "times": SLICES, "action": "forget"})
    program.assert_arrived(program.run())
    assert len(practice.journal("create")) == 1


@pytest.mark.parametrize("role", ["id_card_image1", "grant_file"])
def test_a_document_that_was_taken_and_is_gone_is_sent_again(program: Program, practice: Practice, role: str) -> None:
    practice.faults({"call": f"put:{role}", "times": 1, "action": "forget"})
    program.assert_arrived(program.run())
    assert {what for what, times in sent(practice).items() if times > 1} == {f"put:{role}"}


# --- damaging


@pytest.mark.parametrize("kind", ["damage", "rot"])
def test_a_part_with_a_wrong_byte_is_sent_again(program: Program, practice: Practice, kind: str) -> None:
    practice.faults({"call": "put:training_video", "part": 5, "times": 1, "action": kind})
    program.assert_arrived(program.run())
    assert {number for number, times in sent(practice).items() if times > 1} == {5}


def test_a_document_with_a_wrong_byte_is_not_taken_for_arrived(program: Program, practice: Practice) -> None:
    practice.faults({"call": "put:id_card_image2", "times": 1, "action": "damage"})
    program.assert_arrived(program.run())


@pytest.mark.parametrize("seed", range(6))
def test_forgetful_and_lossy_at_once(program: Program, practice: Practice, seed: int) -> None:
    practice.settings(
        peer={"fail_share": 0.2, "forget_share": 0.1, "damage_share": 0.05, "retry_after_s": 0, "seed": seed}
    )
    done = program.run(is_attended=True)
    practice.settings(peer={})
    program.assert_arrived(done)


# --- restarting


def restart(practice: Practice, nth: int = 1) -> None:
    """Have the service go away during the nth try of slice 5, and wait until it is back."""
    wait_for(lambda: len([entry for entry in practice.journal("put:training_video") if entry["part"] == 5]) == nth)
    practice.control("restart", {"down_s": 0.5})
    wait_for(lambda: is_back(practice))


def is_back(practice: Practice) -> bool:
    """Whether anybody is there."""
    try:
        practice.control("settings")
    except OSError:
        return False
    return True


def test_a_restart_in_mid_upload_is_lived_through(program: Program, practice: Practice) -> None:
    practice.faults({"call": "put:training_video", "part": 5, "times": 1, "action": "hang"})
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(program.run)
        restart(practice)
        program.assert_arrived(running.result(60))
    assert len(practice.journal("create")) == 1
    tries = [entry for entry in practice.journal("put:training_video") if entry["part"] == 5]
    assert [entry["status"] for entry in tries] == [None, 200]
    # What had been acknowledged before is not sent again.
    assert len([what for what, times in sent(practice).items() if times > 1]) <= CONNECTIONS


@pytest.mark.parametrize("times", [1, 3])
def test_the_command_lives_through_restarts(practice: Practice, tmp_path: Path, times: int) -> None:
    practice.faults({"call": "put:training_video", "part": 5, "times": times, "action": "hang"})
    studio = Studio(tmp_path, practice, slices=SLICES)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(studio.submit, limit=100)
        for n in range(times):
            restart(practice, n + 1)
        done = running.result(110)
    assert (done.code, done.problem) == (0, None), done
    [job_id] = practice.jobs()
    held = practice.job(job_id)["files"]["training_video"]["sha256"]
    assert held == hashlib.sha256(studio.video.read_bytes()).hexdigest()


# --- asking for patience

ASKED_S = 2
IN_SECONDS, AS_DATE = {"status": 429, "retry_after": ASKED_S}, {"status": 429, "retry_after_date": ASKED_S}
# Two whole seconds as a date may be little more than one by the time the answer is written.
PATIENCE = pytest.mark.parametrize(("action", "least_s"), [(IN_SECONDS, ASKED_S), (AS_DATE, ASKED_S - 1)])


@PATIENCE
@pytest.mark.parametrize("call", ["create", "command:CONFIRM_MULTIPART_UPLOADED"])
def test_a_call_told_to_wait_is_not_made_sooner_nor_any_other(
    program: Program, practice: Practice, action: dict[str, object], least_s: float, call: str
) -> None:
    practice.faults({"call": call, "times": 1, "action": action})
    program.assert_arrived(program.run())
    asked = practice.journal()
    first = next(entry for entry in asked if entry["call"] == call)
    following = asked[asked.index(first) + 1]
    assert (first["status"], following["call"]) == (429, call)
    assert least_s <= following["began"] - first["ended"] <= least_s + 10


@PATIENCE
def test_a_slice_told_to_wait_is_not_sent_sooner(
    program: Program, practice: Practice, action: dict[str, object], least_s: float
) -> None:
    practice.faults({"call": "put:training_video", "part": 2, "times": 1, "action": action})
    program.assert_arrived(program.run())
    first, second = (entry for entry in practice.journal("put:training_video") if entry["part"] == 2)
    assert least_s <= second["began"] - first["ended"] <= least_s + 10


def test_a_store_that_asks_everybody_to_wait_hears_nothing_meanwhile(program: Program, practice: Practice) -> None:
    practice.faults({"call": "put", "times": 2 * CONNECTIONS, "action": IN_SECONDS})
    program.assert_arrived(program.run())
    puts = practice.journal("put")
    since = puts[0]["ended"]
    assert len([entry for entry in puts if entry["began"] < since + ASKED_S]) <= CONNECTIONS
    assert len(puts) == 2 * CONNECTIONS + SLICES + 3
