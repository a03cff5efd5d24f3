"""What the command line says about itself, and what it says to whoever gets it wrong."""

from __future__ import annotations

import pytest

from avatar_wizard import __version__

COMMANDS = {
    "check": ["Exit code: 0 ok, 1 warnings, 2", "verdict", "findings", "--edition", "--full", "130"],
    "submit": ["Exit code: 0 submitted, 2", "job_id, state and problem", "[files]", "training_video", "--patience"],
    "jobs": ["Exit code: 0, 3 refused, 4", "job_id, name, state", "create_time", "problem"],
    "practice": ["--port"],
    "tour": ["DIR", "Exit code: 0"],
    "self-test": ["Exit code 0"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_prints_and_how_it_exits(name, command):
    ran = command(name, "--help")
    assert (ran.code, ran.errors) == (0, "")
    for words in COMMANDS[name]:
        assert words in ran.out
    assert max(map(len, ran.out.splitlines())) <= 120


def test_the_program_names_every_command_and_every_variable(command):
    ran = command("--help")
    for words in (*COMMANDS, "AVATAR_WIZARD_AK", "AVATAR_WIZARD_SK", "AVATAR_WIZARD_SECURITY_TOKEN", "--practice"):
        assert words in ran.out


def test_flags_that_mean_nothing_to_a_command_are_taken_but_not_shown(command):
    assert "--endpoint" not in command("check", "--help").out
    assert command("check", "--endpoint", "http://127.0.0.1:9", "nowhere.mp4").code == 3


def test_version(command):
    assert command("--version").out == f"avatar-wizard {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["submit"], "DRAFT.toml"),
        (["submit", "x.toml", "--patience", "nan"], "number of seconds"),
        (["submit", "x.toml", "--patience", "-1"], "number of seconds"),
        (["check"], "FILE"),
        (["check", "a.mp4", "b.mp4", "--report", "out.html"], "--report"),
        (["fly"], "fly"),
        (["--practice", "jobs"], "--practice"),
        (["--practice", "practice"], "--practice"),
        (["practice", "--port", "many"], "many"),
    ],
)
def test_wrong_flags_are_named(arguments, said, command):
    ran = command(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.errors
