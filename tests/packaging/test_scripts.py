"""The scripts that cannot be run here, held against the one that can."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POSIX = (ROOT / "packaging" / "run").read_bytes()
WINDOWS = (ROOT / "packaging" / "run.cmd").read_bytes()


def _commands(script: str) -> set[str]:
    """Return the first words that a script's own help names."""
    return set(re.findall(r"^(?:#|rem) +packaging.run ([a-z]+)\b", script, re.MULTILINE))


def test_both_scripts_offer_the_same() -> None:
    assert _commands(POSIX.decode("ascii")) == _commands(WINDOWS.decode("ascii")) == {"setup", "test", "quick", "lint"}
    own = "check submit jobs practice tour self-test"
    assert own in WINDOWS.decode("ascii")
    assert own.replace(" ", "|") in POSIX.decode("ascii")


def test_the_windows_script_is_plain_ascii_with_its_own_line_ends() -> None:
    assert WINDOWS.isascii()
    assert WINDOWS.count(b"\n") == WINDOWS.count(b"\r\n")
    assert b"\r" not in POSIX


def test_every_jump_of_the_windows_script_has_its_label() -> None:
    text = WINDOWS.decode("ascii")
    labels = set(re.findall(r"^:([a-z_]+)\r?$", text, re.MULTILINE))
    jumps = set(re.findall(r"\b(?:goto|call) :?([a-z_]+)", text)) - {"eof"}
    assert jumps == labels


def test_paths_of_the_windows_script_are_quoted() -> None:
    for line in WINDOWS.decode("ascii").splitlines():
        for used in re.finditer(r"%(root|python)%", line):
            assert line[: used.start()].count('"') % 2 == 1, line


@pytest.mark.parametrize("place", ["packaging/run", ".ci/run"])
def test_scripts_can_be_started(place: str) -> None:
    assert os.access(ROOT / place, os.X_OK)


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    lines = [line for line in (ROOT / ".ci" / "run").read_text("ascii").splitlines() if not line.startswith("#")]
    assert lines[-1] == "exec packaging/run test"
    assert len(lines) <= 3
