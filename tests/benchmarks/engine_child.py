"""The program's upload engine as a process of its own, so that its time and memory can be told from the benchmark's.

``python -m benchmarks.engine_child`` reads one JSON object from standard input (see ``clients.Order``), sends the
file to the sink, and prints one JSON object. It prints "ready" before the first byte and waits for an empty line.
"""

from __future__ import annotations

import inspect
import json
import logging
import os
import re
import resource
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from avatar_wizard.documents.fingerprint import fingerprint
from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import Stopped
from avatar_wizard.domain.slices import cut
from avatar_wizard.flow.ports import Receipt, Upload
from avatar_wizard.uploads import Uploader, body

OCTETS = "application/octet-stream"
_PRESIGNED = "AccessKeyId=benchmark&Expires=4102444800&Signature=none&uploadId=benchmark"


class _NoHash:
    """Stands in for a hash: costs nothing and matches no ETag."""

    def update(self, block: memoryview) -> None:
        """Ignore."""

    def hexdigest(self) -> str:
        """Nothing."""
        return ""


def leave_out_hashing() -> None:
    """Let request bodies go out unhashed, in this process only. The program has no such switch.

    Raises AttributeError when the engine no longer hashes where this reaches it: then the figure would be a wrong one.
    """
    before = body.hashlib
    assert before.md5
    body.hashlib = SimpleNamespace(  # type: ignore[assignment]
        md5=lambda *_, **__: _NoHash(), sha256=lambda *_, **__: _NoHash()
    )


def uploads_of(path: Path, base: str, slices: int) -> list[Upload]:
    """The file in so many slices, each with an address that looks presigned."""
    role = Role.TRAINING_VIDEO
    print_ = fingerprint(path, role)
    return [
        Upload(role, path, print_, f"{base}/video?partNumber={piece.number}&{_PRESIGNED}", OCTETS, piece)
        for piece in cut(print_.size, slices)
    ]


def make_uploader(connections: int | None) -> Uploader:
    """The engine as the program makes it, or with another number of connections where it can be told."""
    if connections is None or "connections" not in inspect.signature(Uploader).parameters:
        return Uploader()
    return Uploader(connections=connections)


def resident() -> tuple[int, int]:
    """Bytes of memory: now, and the most so far (proc(5): VmRSS, VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    now, most = (re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE) for name in ("VmRSS", "VmHWM"))
    assert now
    assert most
    return int(now[1]) * 1024, int(most[1]) * 1024


def main() -> None:
    """Do what standard input says."""
    logging.disable(logging.CRITICAL)
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    if not order["hashing"]:
        leave_out_hashing()
    uploads = uploads_of(Path(order["path"]), order["url"], order["slices"])
    uploader = make_uploader(order["connections"])
    stop = threading.Event()
    if order["seconds"]:
        timer = threading.Timer(order["seconds"], stop.set)
        timer.daemon = True
        timer.start()
    sent: list[int] = []

    def on_sent(upload: Upload, _: Receipt) -> None:
        sent.append(upload.part.length if upload.part else upload.fingerprint.size)

    idle, _ = resident()
    # proc(5), clear_refs: 5 sets the peak back to what is resident now.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    print("ready", flush=True)
    sys.stdin.readline()
    read_before = _bytes_read()
    usage, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    is_stopped = False
    try:
        uploader.send(uploads, already_sent={}, on_sent=on_sent, stop=stop)
    except Stopped:
        is_stopped = True
    took = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "took": took,
        "cpu": after.ru_utime + after.ru_stime - usage.ru_utime - usage.ru_stime,
        "idle": idle,
        "peak": resident()[1],
        "acknowledged": sum(sent),
        "slices": len(sent),
        "read": _bytes_read() - read_before,
        "stopped": is_stopped,
    }
    print(json.dumps(told), flush=True)
    os._exit(0)


def _bytes_read() -> int:
    """Bytes this process has read by read(2) and its kin (proc(5), io: rchar)."""
    found = re.search(r"^rchar: (\d+)", Path("/proc/self/io").read_text(encoding="ascii"), re.MULTILINE)
    assert found
    return int(found[1])


if __name__ == "__main__":
    main()
