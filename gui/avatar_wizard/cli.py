"""The command line: reads flags, starts the window or one of the commands without one."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any

from avatar_wizard import __version__, logs
from avatar_wizard.config import Config, from_environment

_PROGRAM = "Turns footage of a person into a Huawei Cloud MetaStudio avatar. Without a command: the window."

_ENVIRONMENT = """\
Environment, for the commands and for machines without a password store:
  AVATAR_WIZARD_AK, AVATAR_WIZARD_SK   access key and secret key; without them, those kept by the window
  AVATAR_WIZARD_SECURITY_TOKEN         the token that belongs to temporary keys
  AVATAR_WIZARD_PROJECT_ID             the project, when the account has several in the region
  AVATAR_WIZARD_REGION                 the region (default: cn-north-4)
  AVATAR_WIZARD_UPLOAD_DOMAINS         where uploads may go besides Huawei's own domain
  AVATAR_WIZARD_RULES                  a studio's own rule file for footage, over the one that comes with the program
  AVATAR_WIZARD_ENDPOINT, AVATAR_WIZARD_IAM_ENDPOINT
                                       as --endpoint and --iam-endpoint, which win
"""

_CHECK = """\
Nothing is sent. Without --full the first minute of sound and some pictures are looked at, which takes seconds;
--full looks through the whole video, which takes minutes. Several videos are takes of the same: they are ranked,
the best first, each with what tells it from the one above.
Exit code: 0 ok, 1 warnings, 2 it would be refused, 3 it cannot be read as a video (of several: that of the best),
4 the report cannot be written, 130 interrupted.

With --json one object is printed:
  verdict   ok, warning, stop or unreadable
  facts     what the file is: size, container, duration_s, width, height, codec, ...; null when unreadable
  findings  a list; each has code, severity, text, source (whose rule it is), repair (what this program can mend it
            with, or null), start_s, end_s when it has a time, and spans (all its places)
  done      how far it was looked through: container, instant or full
  rules     the version of the rules
  unmade    checks that could not be made
Of several videos: verdict of the best, and takes, a list of such objects with place, file and reasons (each with
code, better and text).
"""

_SUBMIT = """\
Checks the draft and its files, sends them and asks for the review. When it was interrupted (exit code 4), call it
again with the same file: it goes on where it stopped, and nothing is sent or ordered twice.
Exit code: 0 submitted, 2 something in the draft or its files has to be changed, 3 refused, 4 interrupted.

DRAFT.toml is a text file. Paths count from its folder. The names are those of Huawei's API:
  name = "Anna"
  [files]
  training_video = "take-3.mp4"
  id_card_image1 = "id-photo-side.jpg"
  id_card_image2 = "id-emblem-side.jpg"
  grant_file = "letter.pdf"
  [warnings]                               # why the video is sent in spite of what `check` warns of; kept with the job
  "video.duration_advised" = "the customer wants four minutes"

With --json each line is one object. While it is sent: phase, per_mille and waiting_for (null, or a problem's code).
The last line has job_id, state and problem: null, or an object with code, sentence and action. When the draft is
not ready, problem also has gaps (each with code, field, text), and findings as in `check` when it is the video.

Keys come from the environment or from the window's sign-in; see avatar-wizard --help.
"""

_JOBS = """\
One line a job, the newest first: id, time it was made, state, name. Exit code: 0, 3 refused, 4 not reachable.

With --json one object is printed:
  jobs     a list, the newest first; each has job_id, name, state (Huawei's own word), create_time (UTC)
  problem  null, or an object with code, sentence and action; jobs is then empty

Keys come from the environment or from the window's sign-in; see avatar-wizard --help.
"""

_TOUR = """\
The window walks by itself through a job with a practice service and saves what it shows. No display is needed, and
neither your data nor your account are touched. Exit code: 0, or 1 with the reason.
"""

_SELF_TEST = "Exit code 0 when nothing is missing, else 1 and one line for each thing that is."


def run(arguments: list[str]) -> int:
    """Do what the command line says; returns the exit code. Imports only what the command needs."""
    parser = _parser()
    # The practice service reads its own flags: it shares nothing with the rest of the program.
    told, rest = parser.parse_known_args(arguments)
    if told.practice and told.command:
        parser.error("--practice is for the window; commands take the addresses that `practice` prints")
    if told.command == "practice":
        return _practice(rest)
    if told.command == "check":
        # argparse takes several files only where they stand together; people put flags between them.
        told.files += [Path(word) for word in rest if not word.startswith("-")]
        rest = [word for word in rest if word.startswith("-")]
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if told.command == "check" and told.report is not None and len(told.files) > 1:
        parser.error("--report is about one video")
    is_ending = _noted_signals() if told.command in ("check", "submit") else lambda: False
    config = from_environment(
        os.environ,
        endpoint=told.endpoint,
        iam_endpoint=told.iam_endpoint,
        language=told.language,
        theme=told.theme,
        practice=told.practice,
    )
    return _command(told, config, is_ending)


def _command(told: argparse.Namespace, config: Config, is_ending: Callable[[], bool]) -> int:
    from avatar_wizard import app

    if told.command in ("check", "submit", "jobs"):
        logs.set_up(config.log_folder)
        logs.install_hooks()
        app.words_without_window(config.language, is_escaped=told.json)
        return _without_window(told, config, is_ending)
    if told.command == "tour":
        return app.tour(config, told.folder)
    if told.command == "self-test":
        return app.self_test()
    return app.window(config)


def _without_window(told: argparse.Namespace, config: Config, is_ending: Callable[[], bool]) -> int:
    if told.command == "check":
        return _check(told, config, is_ending)
    if told.command == "jobs":
        from avatar_wizard.commands.listing import jobs

        return jobs(config, as_json=told.json)
    from avatar_wizard.commands.submitting import submit

    return submit(config, told.file, as_json=told.json, patience_s=told.patience, is_ending=is_ending)


def _check(told: argparse.Namespace, config: Config, is_ending: Callable[[], bool]) -> int:
    from avatar_wizard.commands.checking import Order, check
    from avatar_wizard.domain.draft import Edition
    from avatar_wizard.domain.footage import Question

    question = Question(Edition(told.edition), green_screen=told.green_screen, is_test_shot=told.test_shot)
    order = Order(
        tuple(told.files),
        question,
        as_json=told.json,
        is_full=told.full,
        report=told.report,
        rules=told.rules or config.rules,
    )
    return check(order, is_ending)


def _practice(arguments: list[str]) -> int:
    from avatar_wizard.practice import main

    try:
        return main(arguments)
    except OverflowError:
        return _refuse("the practice service cannot listen: a port is a number from 0 to 65535")
    except OSError as error:
        return _refuse(f"the practice service cannot start: {error.strerror or 'no reason given'}")


def _refuse(sentence: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
    return 1


def _noted_signals() -> Callable[[], bool]:
    """Note Ctrl-C and SIGTERM from now on instead of ending; the answer tells whether one came.

    A second one ends the program at once. Only a list is touched: a signal handler must not take a lock that the
    code it interrupts may hold.
    """
    seen: list[int] = []

    def note(number: int, frame: object) -> None:
        seen.append(number)
        if len(seen) > 1:
            raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    return lambda: bool(seen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="avatar-wizard",
        description=_PROGRAM,
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_shared(parser, "", frozenset({"endpoint", "language", "theme"}))
    parser.add_argument("--practice", action="store_true", help="the window with a practice service on this computer")
    parser.add_argument("--version", action="version", version=f"avatar-wizard {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    check = _below(commands, "check", "judge footage before it is sent", _CHECK, "language")
    _add_check(check)

    submit = _below(commands, "submit", "send a draft for review", _SUBMIT, "endpoint", "language")
    submit.add_argument("file", type=Path, metavar="DRAFT.toml", help="the answers and where the files are")
    submit.add_argument("--json", action="store_true", help="print one JSON object a line")
    submit.add_argument(
        "--patience",
        type=_seconds,
        default=60.0,
        metavar="SECONDS",
        help="how long to wait for a network or service that is away (default: 60)",
    )

    jobs = _below(commands, "jobs", "list the account's jobs", _JOBS, "endpoint", "language")
    jobs.add_argument("--json", action="store_true", help="print one JSON object")

    commands.add_parser(
        "practice", help="a make-believe Huawei Cloud on this computer; see practice --help", add_help=False
    )
    tour = _below(commands, "tour", "save a picture of every screen", _TOUR, "language", "theme")
    tour.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go; made when it is not there")
    _below(commands, "self-test", "check that this copy is complete", _SELF_TEST)
    return parser


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("files", type=Path, nargs="+", metavar="FILE", help="the video, an MP4 file; or several takes")
    check.add_argument(
        "--edition",
        default="standard",
        choices=["standard", "flexus", "fast-flexus"],
        help="whose rules to judge by (default: standard)",
    )
    check.add_argument("--full", action="store_true", help="look through the whole video")
    check.add_argument("--green-screen", action="store_true", help="the background is to be replaced")
    check.add_argument("--test-shot", action="store_true", help="a trial of some seconds: its length does not matter")
    check.add_argument(
        "--report", type=Path, metavar="OUT.html", help="write a report with pictures, of one video; looks at all of it"
    )
    check.add_argument("--rules", type=Path, metavar="FILE", help="a studio's own rules (default: AVATAR_WIZARD_RULES)")
    check.add_argument("--json", action="store_true", help="print one JSON object")


def _seconds(text: str) -> float:
    """A waiting time. Raises ValueError, which argparse tells as an invalid value."""
    seconds = float(text)
    if not isfinite(seconds) or seconds < 0:
        raise ValueError
    return seconds


_seconds.__name__ = "number of seconds"  # what argparse calls it


def _add_shared(parser: argparse.ArgumentParser, absent: str, shown: frozenset[str]) -> argparse.ArgumentParser:
    """The flags that every command takes; ``absent`` is what a flag that was not given is worth.

    Those that mean nothing to a command are taken too, since scripts put them before any, but not ``shown``.
    """

    def text(group: str, words: str) -> str:
        return words if group in shown else argparse.SUPPRESS

    add = parser.add_argument
    service = text("endpoint", "MetaStudio's address, if not the region's own")
    add("--endpoint", default=absent, metavar="URL", help=service)
    iam = text("endpoint", "IAM's address (where keys are checked), if not the region's own")
    add("--iam-endpoint", default=absent, metavar="URL", help=iam)
    spoken = text("language", "en or zh_CN (default: this computer's)")
    add("--language", default=absent, choices=["", "en", "zh_CN"], metavar="LANGUAGE", help=spoken)
    look = text("theme", "system, light or dark: how the window looks")
    add("--theme", default=absent, choices=["", "system", "light", "dark"], metavar="THEME", help=look)
    return parser


def _below(commands: Any, name: str, summary: str, more: str, *shown: str) -> argparse.ArgumentParser:
    """A command's parser; a flag absent behind the command must not overwrite one that stood before it."""
    made = commands.add_parser(name, help=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter)
    return _add_shared(made, argparse.SUPPRESS, frozenset(shown))
