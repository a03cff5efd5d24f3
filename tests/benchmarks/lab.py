"""Two network namespaces with a long line between them, and a sink at the far end."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.machine import put_first
from benchmarks.report import UnsuitableMachine
from benchmarks.sink import Certificate, Sink, compiled

NEAR, FAR = "10.77.0.1", "10.77.0.2"
PAYLOAD_SHARE = 1448 / 1500
"""What TCP with timestamps leaves of a full packet."""

_SMALLEST_QUEUE = 128 * 1024
_CONTROL = "net/ipv4/tcp_congestion_control"
_ALLOWED = Path("/proc/sys/net/ipv4/tcp_allowed_congestion_control")
_runs = count(1)


@dataclass(frozen=True, slots=True)
class Line:
    """``megabits`` per second in each direction; ``rtt_ms`` both ways together; ``loss`` (0 to 1) on the way up."""

    megabits: float
    rtt_ms: float
    loss: float = 0.0

    @property
    def payload(self) -> float:
        """Bytes of payload per second that fit through at most."""
        return self.megabits * 1e6 / 8 * PAYLOAD_SHARE

    @property
    def queue(self) -> float:
        """Bytes that wait in front of the line: what is on its way in one round trip, as in a common router."""
        return max(_SMALLEST_QUEUE, self.megabits * 1e6 / 8 * self.rtt_ms / 1000)


class Lab:
    """The running line with its sink; ``prefix`` starts a command at the near end."""

    def __init__(self, prefix: list[str], sink: Sink, link: subprocess.Popen[str]) -> None:
        self.prefix, self.sink, self._link = prefix, sink, link

    def cut(self) -> None:
        """Swallow everything from now on, in both directions, what is under way included."""
        self._order("cut")

    def mend(self) -> None:
        """Let everything through again."""
        self._order("mend")

    def count(self) -> Mapping[str, Mapping[str, int]]:
        """Packets ``up`` and ``down``: passed, bytes, overflowed, lost, swallowed."""
        return self._order("count")

    def _order(self, word: str) -> Mapping[str, Mapping[str, int]]:
        assert self._link.stdin is not None
        assert self._link.stdout is not None
        self._link.stdin.write(word + "\n")
        self._link.stdin.flush()
        told: dict[str, dict[str, int]] = json.loads(self._link.stdout.readline())
        return told


def check_machine() -> None:
    """Raises UnsuitableMachine with what is missing for a line."""
    if os.geteuid() != 0:
        raise UnsuitableMachine("network namespaces need root")
    if not Path("/dev/net/tun").exists():
        raise UnsuitableMachine("/dev/net/tun is missing")
    if shutil.which("ip") is None:
        raise UnsuitableMachine("the command ip (iproute2) is missing")
    probe = f"avatar-probe-{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", probe], capture_output=True).returncode:
        raise UnsuitableMachine("this container may not make network namespaces")
    subprocess.run(["ip", "netns", "del", probe], capture_output=True, check=True)
    compiled("link")


@contextmanager
def lab(line: Line, certificate: Certificate, *, md5: bool = False) -> Iterator[Lab]:
    """A fresh lab, taken down at the end. Both ends use CUBIC, which most computers of customers do."""
    number = next(_runs)
    near, far = (f"avatar-{side}-{os.getpid()}-{number}" for side in ("near", "far"))
    with ExitStack() as stack:
        for name in (near, far):
            _ip("netns", "add", name)
            stack.callback(_ip, "netns", "del", name)
        stack.enter_context(_cubic(near, far))
        link = stack.enter_context(_link(line, near, far, number))
        for name, own in ((near, NEAR), (far, FAR)):
            _ip("-n", name, "address", "add", f"{own}/30", "dev", "line0")
            _ip("-n", name, "link", "set", "line0", "mtu", "1500", "up")
            _ip("-n", name, "link", "set", "lo", "up")
        sink = stack.enter_context(Sink(certificate, FAR, md5=md5, prefix=["ip", "netns", "exec", far]))
        yield Lab(["ip", "netns", "exec", near], sink, link)


@contextmanager
def _link(line: Line, near: str, far: str, seed: int) -> Iterator[subprocess.Popen[str]]:
    bits, one_way = f"{line.megabits * 1e6:.0f}", f"{line.rtt_ms / 2}"
    words = [near, far, bits, bits, one_way, f"{line.loss}", f"{line.queue:.0f}", str(seed)]
    command = [str(compiled("link")), *words]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        # On a busy machine the line would be late.
        put_first(child.pid)
        assert child.stdin is not None
        assert child.stdout is not None
        if child.stdout.readline() != "ready\n":
            raise UnsuitableMachine("the line cannot be made here")
        try:
            yield child
        finally:
            child.stdin.close()


@contextmanager
def _cubic(*names: str) -> Iterator[None]:
    """Choose CUBIC inside the namespaces; what the whole machine allows is put back as it was."""
    before = _ALLOWED.read_text("ascii")
    with contextlib.suppress(OSError):
        if "cubic" not in before.split():
            _ALLOWED.write_text(f"{before.strip()} cubic", "ascii")
    try:
        for name in names:
            command = ["ip", "netns", "exec", name, "tee", f"/proc/sys/{_CONTROL}"]
            chosen = subprocess.run(command, input="cubic", text=True, capture_output=True)
            if chosen.returncode:
                raise UnsuitableMachine("CUBIC cannot be chosen here")
        yield
    finally:
        if _ALLOWED.read_text("ascii") != before:
            _ALLOWED.write_text(before, "ascii")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)
