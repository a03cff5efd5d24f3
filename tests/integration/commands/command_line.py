"""The command line run as a program of its own, to its end or only begun."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from support.submitting import Studio

SLOW = {"call": "put:training_video", "action": {"kind": "slow", "bytes_per_s": 600_000}}


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    errors: str

    @property
    def last(self) -> dict[str, Any]:
        """The last line of its output, a JSON object."""
        told = json.loads(self.out.splitlines()[-1])
        assert isinstance(told, dict)
        return told

    @property
    def problem(self) -> str | None:
        """The code of the problem in the last line."""
        problem = self.last["problem"]
        return problem and problem["code"]


Command = Callable[..., Ran]


def words(*arguments: object) -> list[str]:
    """The words that run a command of the program."""
    return [sys.executable, "-P", "-m", "avatar_wizard", *map(str, arguments)]


def environment(studio: Studio, changes: dict[str, str | None]) -> dict[str, str]:
    """The studio's environment with ``changes``; None takes a variable away."""
    return {name: value for name, value in {**studio.environ(), **changes}.items() if value is not None}


class Running:
    """A ``submit`` on its way; what is left of it is killed at the end of the with statement."""

    def __init__(self, studio: Studio, *options: str, stdout: Any = subprocess.PIPE) -> None:
        self.process = subprocess.Popen(
            words("submit", studio.draft, "--json", *options),
            env=environment(studio, {}),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def wait_for(self, text: bytes) -> None:
        """Read its lines until one holds ``text``."""
        assert self.process.stdout is not None
        assert any(text in line for line in iter(self.process.stdout.readline, b"")), "it ended before"

    def end(self, *signals: signal.Signals) -> Ran:
        """Send ``signals`` and wait for the end."""
        for each in signals:
            self.process.send_signal(each)
        out, errors = self.process.communicate(timeout=30)
        assert b"Traceback" not in errors
        return Ran(self.process.returncode, (out or b"").decode(), errors.decode())
