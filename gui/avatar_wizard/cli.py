"""The command line: reads flags, starts the window or one of the commands without one."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from avatar_wizard import __version__
from avatar_wizard.config import Config, from_environment


def run(arguments: list[str]) -> int:
    """Do what the command line says; returns the exit code. Imports only what the command needs."""
    if arguments[:1] == ["practice"]:
        from avatar_wizard.practice import main as practice

        return practice(arguments[1:])
    told = _parser().parse_args(arguments)
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
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--endpoint", default="", metavar="URL", help="MetaStudio's address, if not the region's own")
    shared.add_argument("--iam-endpoint", default="", metavar="URL", help="IAM's address, if not the region's own")
    shared.add_argument("--language", default="", choices=["", "en", "zh_CN"], help="the language of all words")
    shared.add_argument("--theme", default="", choices=["", "system", "light", "dark"], help="how the window looks")
    shared.add_argument("--practice", action="store_true", help="use a practice service on this computer")

    parser = argparse.ArgumentParser(
        prog="avatar-wizard",
        parents=[shared],
        description="Turns footage of a person into a Huawei Cloud MetaStudio avatar. Without a command: the window.",
    )
    parser.add_argument("--version", action="version", version=f"avatar-wizard {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    check = commands.add_parser("check", help="judge footage", parents=[_quiet(shared)])
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--edition", default="standard", choices=["standard", "flexus", "fast-flexus"])
    check.add_argument("--json", action="store_true", help="print one JSON object")

    submit = commands.add_parser("submit", help="send a draft for review", parents=[_quiet(shared)])
    submit.add_argument("file", type=Path, metavar="DRAFT.toml")
    submit.add_argument("--json", action="store_true", help="print one JSON object a line")
    submit.add_argument(
        "--patience",
        type=float,
        default=60.0,
        metavar="SECONDS",
        help="how long to wait for a network or service that is away (default: 60)",
    )

    jobs = commands.add_parser("jobs", help="list the account's jobs", parents=[_quiet(shared)])
    jobs.add_argument("--json", action="store_true", help="print one JSON object")

    commands.add_parser("practice", help="run the practice service by hand", add_help=False)
    tour = commands.add_parser("tour", help="save a picture of every screen", parents=[_quiet(shared)])
    tour.add_argument("folder", type=Path, metavar="DIR")
    commands.add_parser("self-test", help="check that this copy is complete", parents=[_quiet(shared)])
    return parser


def _quiet(shared: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The shared flags for a subcommand: absent ones must not overwrite what stood before the command."""
    copy = argparse.ArgumentParser(add_help=False)
    for action in shared._actions:
        quiet = {"default": argparse.SUPPRESS, "help": action.help, "dest": action.dest}
        if action.nargs == 0:
            copy.add_argument(*action.option_strings, action="store_true", **quiet)
        else:
            copy.add_argument(*action.option_strings, choices=action.choices, metavar=action.metavar, **quiet)
    return copy
