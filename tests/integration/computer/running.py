"""The program of ``holder.py`` as a child process, and a bus that greets and then says nothing."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import avatar_wizard

PATIENCE_S = 20.0
_HOLDER = Path(__file__).with_name("holder.py")


class Holder:
    """A running holder. ``agreed`` is what the system told it; ``said`` every line before that."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[Any] = []
        while not isinstance(line := self.hear(), dict):
            self.said.append(line)
        self.agreed: bool = line["agreed"]

    def hear(self) -> Any:
        """The next line it says."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the holder ended"
        return json.loads(line)

    def let_go(self) -> list[Any]:
        """Have it let go; what it said on the way."""
        self.tell("let-go")
        said = []
        while not isinstance(line := self.hear(), dict):
            said.append(line)
        return said

    def tell(self, word: str) -> None:
        """One line for its input."""
        assert self.process.stdin is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()


@contextmanager
def holder(environment: Mapping[str, str], *options: str) -> Iterator[Holder]:
    """Start one; it is gone when the with statement is left."""
    sources = str(Path(avatar_wizard.__file__).resolve().parents[1])
    process = subprocess.Popen(
        [sys.executable, "-X", "dev", "-W", "error", str(_HOLDER), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": sources, **environment},
    )
    try:
        yield Holder(process)
    finally:
        process.kill()
        process.communicate()


@contextmanager
def bus_without_a_word(folder: Path) -> Iterator[str]:
    """A bus that lets a client in and answers no message, not even the first; its address."""
    place = folder / "mute"
    over = threading.Event()
    visitors: list[socket.socket] = []
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))
        listener.listen()
        listener.settimeout(0.05)

        def receive() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    visitor = listener.accept()[0]
                    visitors.append(visitor)
                    visitor.settimeout(PATIENCE_S)
                    with visitor.makefile("rwb", buffering=0) as lines:
                        lines.readline()  # a zero byte and AUTH
                        lines.write(b"OK 0123456789abcdef0123456789abcdef\r\n")

        thread = threading.Thread(target=receive)
        thread.start()
        try:
            yield f"unix:path={place}"
        finally:
            over.set()
            thread.join(PATIENCE_S)
            for visitor in visitors:
                visitor.close()
