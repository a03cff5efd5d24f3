"""The command line: reads flags, starts the window or one of the commands without one."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from avatar_wizard import __version__, logs
from avatar_wizard.config import Config, from_environment


def run(arguments: list[str]) -> int:
    """Do what the command line says; returns the exit code. Imports only what the command needs."""
    if arguments[:1] == ["practice"]:
        from avatar_wizard.practice import main as practice

        return practice(arguments[1:])
    parser = _parser()
    told = parser.parse_args(arguments)
    if told.practice and told.command:
        parser.error("--practice is for the window; commands take the addresses that `practice` prints")
    config = from_environment(
        os.environ,
        endpoint=told.endpoint,
        iam_endpoint=told.iam_endpoint,
        language=told.language,
        theme=told.theme,
        practice=told.practice,
    )
    return _command(told, config)


def _command(told: argparse.Namespace, config: Config) -> int:
    if told.command in ("check", "submit", "jobs"):
        from avatar_wizard import commands
        from avatar_wizard.ui.language import speak

        logs.set_up(config.log_folder)
        logs.install_hooks()
        speak(config.language)
        if told.command == "check":
            return commands.check(told.file, told.edition, as_json=told.json)
        if told.command == "submit":
            return commands.submit(config, told.file, as_json=told.json, patience_s=told.patience)
        return commands.jobs(config, as_json=told.json)
    from avatar_wizard import app

    if told.command == "tour":
        return app.tour(config, told.folder)
    if told.command == "self-test":
        return app.self_test()
    return app.window(config)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="avatar-wizard",
        description="Turns footage of a person into a Huawei Cloud MetaStudio avatar. Without a command: the window.",
    )
    _add_shared(parser, "")
    parser.add_argument("--practice", action="store_true", help="the window with a practice service on this computer")
    parser.add_argument("--version", action="version", version=f"avatar-wizard {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    check = _below(commands, "check", "judge footage")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--edition", default="standard", choices=["standard", "flexus", "fast-flexus"])
    check.add_argument("--json", action="store_true", help="print one JSON object")

    submit = _below(commands, "submit", "send a draft for review")
    submit.add_argument("file", type=Path, metavar="DRAFT.toml")
    submit.add_argument("--json", action="store_true", help="print one JSON object a line")
    submit.add_argument(
        "--patience",
        type=float,
        default=60.0,
        metavar="SECONDS",
        help="how long to wait for a network or service that is away (default: 60)",
    )

    jobs = _below(commands, "jobs", "list the account's jobs")
    jobs.add_argument("--json", action="store_true", help="print one JSON object")

    commands.add_parser("practice", help="run the practice service by hand", add_help=False)
    tour = _below(commands, "tour", "save a picture of every screen")
    tour.add_argument("folder", type=Path, metavar="DIR")
    _below(commands, "self-test", "check that this copy is complete")
    return parser


def _add_shared(parser: argparse.ArgumentParser, absent: str) -> argparse.ArgumentParser:
    """The flags that every command takes; ``absent`` is what a flag that was not given is worth."""
    add = parser.add_argument
    add("--endpoint", default=absent, metavar="URL", help="MetaStudio's address, if not the region's own")
    add("--iam-endpoint", default=absent, metavar="URL", help="IAM's address, if not the region's own")
    add("--language", default=absent, choices=["", "en", "zh_CN"], help="the language of all words")
    add("--theme", default=absent, choices=["", "system", "light", "dark"], help="how the window looks")
    return parser


def _below(commands: Any, name: str, text: str) -> argparse.ArgumentParser:
    """A command's parser; a flag absent behind the command must not overwrite one that stood before it."""
    return _add_shared(commands.add_parser(name, help=text), argparse.SUPPRESS)
