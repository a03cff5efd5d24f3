"""The linter, the formatter and the type checker, so that the tests are all there is to run."""

from __future__ import annotations

import subprocess
import sys

import pytest

from architecture.codebase import ROOT

COMMANDS = {
    "mypy": ["mypy"],
    "mypy of the set-up": ["mypy", "--strict", "packaging/environment.py"],
    "ruff check": ["ruff", "check", "gui", "tests", "packaging"],
    "ruff format": ["ruff", "format", "--check", "gui", "tests", "packaging"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_finds_nothing(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", *COMMANDS[name]], cwd=ROOT, capture_output=True, text=True, timeout=170
    )
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
