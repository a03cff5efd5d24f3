"""The two senders that are compared: our engine, and ``curl -T``, each as child processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import UnsuitableMachine
from benchmarks.sink import Certificate

GIB = 1024**3
_TESTS = Path(__file__).resolve().parents[1]


def child_environment(certificate: Certificate, **more: str) -> dict[str, str]:
    """The environment of a measured process: where the sources are, and the sink's certificate.

    OpenSSL adds the certificate to the system's trust, so that the engine can be taken as the program makes it.
    """
    path = os.pathsep.join([str(_TESTS.parent / "gui"), str(_TESTS)])
    return {**os.environ, "PYTHONPATH": path, "SSL_CERT_FILE": str(certificate.certificate), **more}


@dataclass(frozen=True, slots=True)
class Order:
    """What the engine is to send: ``slices`` of ``path`` to ``url``.

    ``connections``: None for what the program uses. ``hashing`` False leaves out MD5 and SHA-256, which the program
    itself never does. ``seconds``: stop after so long; 0 sends all.
    """

    path: str
    url: str
    slices: int = 1
    connections: int | None = None
    hashing: bool = True
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Sent:
    """One run: seconds, processor seconds, bytes acknowledged; the rest of the engine only (bytes).

    ``idle`` memory before the first byte, ``peak`` memory while sending, ``read`` from files.
    """

    took: float
    cpu: float
    acknowledged: int
    idle: int = 0
    peak: int = 0
    read: int = 0
    slices: int = 0

    @property
    def speed(self) -> float:
        """MiB per second."""
        return self.acknowledged / self.took / 1024**2

    @property
    def cpu_per_gib(self) -> float:
        """Processor seconds for a GiB."""
        return self.cpu / self.acknowledged * GIB


class EngineRun:
    """The engine in a child process: ``begin`` lets it send, ``end`` waits for the result."""

    def __init__(self, order: Order, certificate: Certificate, prefix: Sequence[str] = ()) -> None:
        environment = child_environment(certificate)
        command = [*prefix, sys.executable, "-P", "-m", "benchmarks.engine_child"]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self._say(json.dumps(asdict(order)))
        self._expect()

    def begin(self) -> None:
        """Let the first byte go out."""
        self._say("")

    def end(self, limit: float = 600) -> Sent:
        """The result. Raises RuntimeError when the engine gave up."""
        told: dict[str, Any] = json.loads(self._expect())
        self._child.wait(limit)
        self._let_go()
        told.pop("stopped")
        return Sent(**told)

    def kill(self) -> None:
        """End it if it has not ended; may be called after ``end``."""
        self._child.kill()
        self._child.wait(10)
        self._let_go()

    def _let_go(self) -> None:
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def _say(self, line: str) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(line + "\n")
        self._child.stdin.flush()

    def _expect(self) -> str:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            self.kill()
            raise RuntimeError(f"the engine ended with {self._child.returncode}")
        return line


def send_by_engine(order: Order, certificate: Certificate, prefix: Sequence[str] = ()) -> Sent:
    """One run from start to end."""
    run = EngineRun(order, certificate, prefix)
    try:
        run.begin()
        return run.end()
    finally:
        run.kill()


def curl_command(path: str, url: str, certificate: Certificate) -> list[str]:
    """``curl -T``, with nothing but what a presigned PUT takes. Raises UnsuitableMachine without curl."""
    program = shutil.which("curl")
    if program is None:
        raise UnsuitableMachine("there is no curl to compare with")
    headers = ["-H", "Content-Type: application/octet-stream"]
    command = [program, "-q", "--noproxy", "*", "--http1.1", "--fail", "--silent", "--output", os.devnull]
    command += ["--write-out", "%{time_total}"]
    return [*command, "--cacert", str(certificate.certificate), *headers, "-T", path, url]


def send_by_curl(paths: Sequence[Path], url: str, certificate: Certificate) -> Sent:
    """Each file by a curl of its own, all at once; the time is curl's own of the one that took longest.

    Their start is in their processor time (about 10 ms each). Raises RuntimeError when one fails.
    """
    commands = [curl_command(str(path), f"{url}/curl", certificate) for path in paths]
    running = [
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) for command in commands
    ]
    cpu, took, codes = 0.0, 0.0, []
    for child in running:
        assert child.stdout is not None
        with child.stdout:
            took = max(took, float(child.stdout.read() or 0))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        codes.append(child.returncode)
        cpu += usage.ru_utime + usage.ru_stime
    if any(codes):
        raise RuntimeError(f"curl ended with {codes}")
    return Sent(took, cpu, sum(path.stat().st_size for path in paths))
