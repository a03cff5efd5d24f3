"""A studio, its practice service, and the command line run on them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from integration.commands.command_line import Command, Ran, Running, environment, words
from support.practice import Practice
from support.submitting import Studio


@pytest.fixture(scope="session")
def practice() -> Iterator[Practice]:
    with Practice("--approve") as service:
        yield service


@pytest.fixture
def studio(practice: Practice, tmp_path: Path) -> Iterator[Studio]:
    """A studio whose log is read at the end: it must not hold a key, a name, a path or an upload address."""
    practice.clear()
    made = Studio(tmp_path / "studio", practice)
    yield made
    for log in made.folder.rglob("*.log"):
        text = log.read_text(encoding="ascii")
        for secret in (practice.ak, practice.sk, "Zoe", "portrait", ".mp4", "Signature=", str(tmp_path)):
            assert secret not in text
    practice.clear()


@pytest.fixture
def command(studio: Studio) -> Command:
    """Run a command to its end: ``command("jobs", "--json", change={"AVATAR_WIZARD_AK": None})``."""

    def run(*arguments: object, change: dict[str, str | None] | None = None, **options: Any) -> Ran:
        options.setdefault("stdin", subprocess.DEVNULL)
        ran = subprocess.run(
            words(*arguments), env=environment(studio, change or {}), capture_output=True, timeout=30, **options
        )
        errors = ran.stderr.decode("utf-8", "replace")
        assert "Traceback" not in errors
        return Ran(ran.returncode, ran.stdout.decode("utf-8", "replace"), errors)

    return run


@pytest.fixture
def running(studio: Studio) -> Callable[..., Running]:
    """Start ``submit`` on the studio's draft: ``with running("--patience", "1") as submission``."""
    return lambda *options, **more: Running(studio, *options, **more)
