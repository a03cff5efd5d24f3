"""``packaging/run`` with a system of its own: which packages it asks for, what it says, and what it starts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="a POSIX script; run.cmd has its own tests")

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("dirname", "sed", "mkdir", "env", "tail", "cat")
WANTED = (ROOT / "packaging" / "run").read_text("ascii").split('runtime_packages="')[1].split('"')[0].split()
WANTED_FOR_TESTS = (ROOT / "packaging" / "run").read_text("ascii").split('test_packages="')[1].split('"')[0].split()


@pytest.fixture
def system(tmp_path: Path):
    """Return a maker of systems: a folder of commands with a package database, a user, perhaps apt-get and sudo."""
    folder = tmp_path / "bin"

    def make(*, installed: list[str] | None = None, user: int = 0, sudo: bool = False, python: bool = True) -> Path:
        folder.mkdir()
        for tool in TOOLS:
            (folder / tool).symlink_to(str(shutil.which(tool)))
        scripts = {"id": f"echo {user}", "uname": "echo Linux"}
        if installed is not None:
            lines = "".join(f"installed {name} \\n" for name in installed)
            scripts["dpkg-query"] = f"printf '{lines}'"
            scripts["apt-get"] = f'printf "%s\\n" "$*" >> "{tmp_path}/apt-get.calls"'
        if sudo:
            scripts["sudo"] = f'printf "%s\\n" "$*" >> "{tmp_path}/sudo.calls"; shift; [ "$1" = true ] || exec "$@"'
        for name, body in scripts.items():
            (folder / name).write_text(f"#!/bin/sh\n{body}\n", "ascii")
            (folder / name).chmod(0o755)
        if python:
            (folder / "python3").symlink_to(str(getattr(sys, "_base_executable", sys.executable)))
        return folder

    return make


def _calls(tmp_path: Path, name: str) -> list[str]:
    file = tmp_path / f"{name}.calls"
    return file.read_text("ascii").splitlines() if file.exists() else []


def test_nothing_is_installed_when_nothing_is_missing(ready_project, system, tmp_path: Path) -> None:
    done = ready_project.run("setup", path=system(installed=WANTED))
    assert (done.returncode, done.stdout) == (0, "Avatar Wizard is set up.\n"), done.stderr
    assert _calls(tmp_path, "apt-get") == []


def test_names_of_newer_systems_count(ready_project, system, tmp_path: Path) -> None:
    newer = [f"{name}t64" if name.startswith("libglib") else name for name in WANTED]
    assert ready_project.run("setup", path=system(installed=newer)).returncode == 0
    assert _calls(tmp_path, "apt-get") == []


def test_root_installs_what_is_missing_after_naming_it(ready_project, system, tmp_path: Path) -> None:
    held = [name for name in WANTED if name not in ("libegl1", "fonts-noto-cjk")]
    done = ready_project.run("setup", path=system(installed=held))
    assert done.returncode == 0, done.stderr
    assert "These system packages will be installed: libegl1 fonts-noto-cjk\n" in done.stdout
    install = "-q install -y --no-install-recommends libegl1 fonts-noto-cjk"
    assert _calls(tmp_path, "apt-get") == ["-q update", install]


def test_a_name_that_only_begins_alike_does_not_count(ready_project, system) -> None:
    held = [name for name in WANTED if name != "libgl1"] + ["libgl1-mesa-dri", "xlibgl1"]
    assert "will be installed: libgl1\n" in ready_project.run("setup", path=system(installed=held)).stdout


def test_sudo_is_used_by_others_than_root(ready_project, system, tmp_path: Path) -> None:
    done = ready_project.run("setup", path=system(installed=WANTED[1:], user=1000, sudo=True))
    assert done.returncode == 0, done.stderr
    assert len(_calls(tmp_path, "apt-get")) == 2
    # Without a terminal sudo must not ask.
    assert all(call.startswith("-n ") for call in _calls(tmp_path, "sudo"))


def test_without_root_and_sudo_the_line_to_run_is_given(ready_project, system, tmp_path: Path) -> None:
    done = ready_project.run("setup", path=system(installed=WANTED[2:], user=1000))
    assert done.returncode == 1
    assert f"apt-get install -y --no-install-recommends {WANTED[0]} {WANTED[1]}\n" in done.stderr
    assert _calls(tmp_path, "apt-get") == []


def test_tests_need_more(ready_project, system, tmp_path: Path) -> None:
    ready_project.run("test", "-k", "x", path=system(installed=WANTED))
    assert _calls(tmp_path, "apt-get")[1].split()[4:] == WANTED_FOR_TESTS


def test_a_system_without_python_is_asked_for_one(ready_project, system, tmp_path: Path) -> None:
    done = ready_project.run("setup", path=system(installed=WANTED, python=False))
    assert _calls(tmp_path, "apt-get")[1].endswith("python3 python3-venv")
    assert done.returncode == 1
    assert "needs Python 3.11 to 3.14" in done.stderr


def test_a_system_without_apt_gets_a_hint_at_the_first_set_up_only(copied_project, system) -> None:
    path = system()
    (copied_project.root / ".venv" / "avatar-wizard.complete").unlink()
    first = copied_project.run("setup", path=path)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "This system has no apt-get." in first.stdout
    assert copied_project.run("setup", path=path).stdout == "Avatar Wizard is set up.\n"


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_the_wizard_starts_in_practice_mode(ready_project, system, display: str) -> None:
    done = ready_project.run("--language", "zh CN", path=system(installed=WANTED), **{display: ":9"})
    assert json.loads(done.stdout) == ["--practice", "--language", "zh CN"]


def test_without_a_display_it_takes_the_tour(ready_project, system) -> None:
    done = ready_project.run("--theme", "dark", path=system(installed=WANTED))
    pictures = ready_project.root / "build" / "tour-pictures"
    first, call, last = done.stdout.splitlines()
    assert "no display" in first
    assert json.loads(call) == ["tour", str(pictures), "--theme", "dark"]
    assert last == f"The pictures of every screen are in {pictures}"
    assert pictures.is_dir()


def test_the_programs_own_commands_pass_through(ready_project, system) -> None:
    done = ready_project.run("check", "a b.mp4", "--json", path=system(installed=WANTED))
    assert json.loads(done.stdout) == ["check", "a b.mp4", "--json"]


def test_every_part_of_the_tests_runs_and_any_failure_counts(ready_project, system) -> None:
    path = system(installed=WANTED + WANTED_FOR_TESTS)
    done = ready_project.run("test", path=path)
    calls = [line for line in done.stdout.splitlines() if line.startswith("pytest ")]
    assert (done.returncode, len(calls)) == (0, 4), done.stderr
    for part in ("tests/architecture", "tests", "tests/integration/window", "tests/e2e"):
        failed = ready_project.run("test", path=path, FAILING_PART=part)
        assert failed.returncode == 1, part
        assert failed.stdout.count("pytest ") == 4


def test_arguments_of_pytest_pass_through(ready_project, system) -> None:
    path = system(installed=WANTED + WANTED_FOR_TESTS)
    assert ready_project.run("test", "-k", "a or b", path=path).stdout == "pytest -k a or b\n"
    assert ready_project.run("quick", "-x", path=path).stdout == "pytest -n 2 tests/architecture tests/unit -x\n"


def test_help_sets_nothing_up(bare_project, system) -> None:
    done = bare_project.run("help", path=system(installed=[]))
    assert "packaging/run test" in done.stdout
    assert not (bare_project.root / ".venv").exists()


@pytest.mark.parametrize(("answer", "installs"), [("n\n", False), ("\n", True)])
def test_a_person_at_a_terminal_is_asked(ready_project, system, tmp_path: Path, answer: str, installs: bool) -> None:
    path = system(installed=WANTED[1:])
    environment = ready_project.environment(PATH=str(path))
    environment.pop("CI", None)
    keyboard, terminal = pty.openpty()
    try:
        os.write(keyboard, answer.encode("ascii"))
        done = subprocess.run(
            ["/bin/sh", ready_project.root / "packaging" / "run", "setup"],
            env=environment,
            stdin=terminal,
            capture_output=True,
            text=True,
            timeout=120,
        )
    finally:
        os.close(keyboard)
        os.close(terminal)
    assert "Go on? [Y/n]" in done.stdout
    assert bool(_calls(tmp_path, "apt-get")) is installs
    assert (done.returncode == 0) is installs
    assert ("Nothing was installed. To do it by hand:" in done.stderr) is not installs
