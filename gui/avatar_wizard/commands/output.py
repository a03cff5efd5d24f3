"""What the commands print: words for a terminal, JSON for programs, and no fuss when nobody reads on."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Mapping
from enum import Enum
from typing import Any, TextIO

from avatar_wizard.domain.problem import Problem
from avatar_wizard.ui import wording

SETTINGS: Mapping[str, str] = {
    "auth.none": "AVATAR_WIZARD_AK, AVATAR_WIZARD_SK",
    "auth.wrong_key": "AVATAR_WIZARD_AK, AVATAR_WIZARD_SK, AVATAR_WIZARD_SECURITY_TOKEN",
    "auth.unknown_key": "AVATAR_WIZARD_AK, AVATAR_WIZARD_SECURITY_TOKEN",
    "auth.wrong_project": "AVATAR_WIZARD_PROJECT_ID",
    "auth.several_projects": "AVATAR_WIZARD_PROJECT_ID",
    "service.wrong_address": "--endpoint, --iam-endpoint, AVATAR_WIZARD_REGION, AVATAR_WIZARD_UPLOAD_DOMAINS",
    "net.insecure_address": "--endpoint, --iam-endpoint",
}
"""Where a command gets from what a problem is about. The words of the window speak of its sign-in page."""


def say(line: str) -> None:
    """Print a line. What the terminal cannot show becomes a question mark; a reader who went away stops nothing."""
    _print(line, sys.stdout)


def complain(line: str) -> None:
    """Print a line on standard error; otherwise as ``say``."""
    _print(line, sys.stderr)


def say_json(value: Mapping[str, Any]) -> None:
    """Print one object in one line of ASCII."""
    say(json.dumps(value, ensure_ascii=True, default=_plain))


def say_problem(problem: Problem) -> None:
    """What happened, the facts and the next action, on standard error."""
    words = wording.problem_words(problem)
    for part in (words.title, words.sentence, _action(problem, words.action)):
        if part:
            complain(part)


def problem_json(problem: Problem | None) -> dict[str, Any] | None:
    """``code``, ``sentence`` and ``action`` of a problem; None of none."""
    if problem is None:
        return None
    words = wording.problem_words(problem)
    action = _action(problem, words.action)
    return {"code": problem.code, "sentence": joined(words.title, words.sentence), "action": action}


def joined(*parts: str) -> str:
    """Sentences one behind the other, each with its full stop."""
    return " ".join(part if part[-1:] in ".!?\u3002\uff01\uff1f" else f"{part}." for part in parts if part)


def _action(problem: Problem, words: str) -> str:
    setting = SETTINGS.get(problem.code)
    return f"{words} ({setting})" if setting else words


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)


def _print(line: str, stream: TextIO | None) -> None:
    if stream is None:  # closed by whoever started us
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(line.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        _lead_nowhere(stream)
    except (OSError, ValueError) as error:
        _lead_nowhere(stream)
        if stream is sys.stdout:
            complain(f"avatar-wizard: the output cannot be written: {getattr(error, 'strerror', None) or 'closed'}")


def _lead_nowhere(stream: TextIO) -> None:
    """Send the rest to the null device, so that the next line does not fail once more."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)
