"""The disk or the keyring fails: a sentence, a next action, and the next call goes on."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from support import submitting
from support.practice import Practice
from support.secret_service import empty_bus, locked_secret_service
from support.submitting import Studio


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice("--approve") as service:
        yield service


@pytest.mark.slow
@pytest.mark.parametrize("room", [4_096, 120_000], ids=["at-once", "half-way"])
def test_a_full_disk_stops_with_a_sentence_and_nothing_is_lost(
    practice: Practice, tmp_path: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.clear()
    studio = Studio(tmp_path, practice, slices=7)
    if room > 100_000:
        assert studio.submit().code == 0  # the file has its tables now, so that only the records meet the limit
        practice.clear()
        studio.name = "Another"
        studio.write()
        database = next(studio.folder.rglob("*.sqlite3"))
        room = database.stat().st_size + 8_192
    real = submitting.subprocess.run

    def cramped(*arguments: object, **options: object) -> object:
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))  # noqa: E731 - runs in the child
        return real(*arguments, preexec_fn=limit, **options)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(submitting.subprocess, "run", cramped)
        refused = studio.submit()
    assert (refused.code, refused.problem) == (4, "store.full"), refused
    assert len(refused.last["problem"]["action"]) > 10
    again = studio.submit()
    assert (again.code, again.problem) == (0, None), again
    assert len(practice.jobs()) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ring", "code", "problem"),
    [(locked_secret_service, 4, "vault.locked"), (empty_bus, 3, "auth.none")],
    ids=["locked", "absent"],
)
def test_without_a_usable_keyring_the_reason_is_said(
    practice: Practice,
    tmp_path: Path,
    ring: Callable[[], AbstractContextManager[Mapping[str, str]]],
    code: int,
    problem: str,
) -> None:
    practice.clear()
    studio = Studio(tmp_path, practice)
    with ring() as environment:
        studio.environment = {**environment, "AVATAR_WIZARD_AK": "", "AVATAR_WIZARD_SK": ""}
        refused = studio.submit()
    assert (refused.code, refused.problem) == (code, problem), refused
    assert len(refused.last["problem"]["action"]) > 10
    assert practice.journal() == []
