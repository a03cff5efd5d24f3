"""The room that looks at footage as a process of its own, so that its memory can be told from the benchmark's.

``python -m benchmarks.footage_child`` reads one JSON object from standard input: ``path``, and ``work``: "full",
"instant", or "window", which ticks the real window first idle and then while the full pass runs in it, ``seconds``
each. It prints one JSON object.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from avatar_wizard import app
from avatar_wizard.domain.footage import Question
from avatar_wizard.domain.problem import Stopped
from avatar_wizard.flow.viewing import Footage
from benchmarks.engine_child import resident

SETTLE_S = 3.0


def main() -> None:
    """Do what standard input says."""
    logging.disable(logging.CRITICAL)
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    path = Path(order["path"])
    room: Footage = app.footage(None)
    if order["work"] == "window":
        watch(room, path, order["seconds"], order["explain_ms"])
    else:
        print(json.dumps(look(room, path, is_full=order["work"] == "full")), flush=True)


def look(room: Footage, path: Path, *, is_full: bool) -> dict[str, float]:
    """One pass: seconds, processor seconds, bytes of memory before and at most, and how much of the take was seen."""
    warm_up(room)
    idle, _ = resident()
    # What the imports took for a moment is not the pass's: proc(5), clear_refs, 5 resets VmHWM.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    used, began = seconds_used(), time.perf_counter()
    if is_full:
        report = room.study(path, Question(), on_progress=lambda share: None, stop=Event(), pause=Event())
    else:
        report = room.glance(path, Question(), stop=Event())
    took, cpu = time.perf_counter() - began, seconds_used() - used
    picture = report.signals.picture if report.signals else None
    seen = len(picture.light) if picture else 0
    return {"took": took, "cpu": cpu, "idle": idle, "peak": resident()[1], "seen": seen}


def seconds_used() -> float:
    """Processor time of this process and of the children that it has waited for."""
    return sum(os.times()[:4])


def warm_up(room: Footage) -> None:
    """Load what looks on, so that its own size counts as idle: numpy, and OpenCV where it is installed."""
    room._watchers()  # type: ignore[attr-defined]


def watch(room: Footage, path: Path, seconds: float, explain_ms: float | None) -> None:
    """Tick the window idle and while the take is looked through; both phases and the share that was done meanwhile."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from avatar_wizard.config import Config
    from avatar_wizard.vault import MemoryVault
    from benchmarks.ticks import Ticks

    folder = Path(tempfile.mkdtemp(prefix="avatar-wizard-footage-", dir=os.environ["HOME"]))
    config = Config(folder / "data", folder / "log")
    opened = app.open_rooms(config, MemoryVault(), None)
    application = QApplication(["avatar-wizard"])
    window = app._show(config, (opened, app.JournalSettings(opened.journal, config)))
    ticks, found = Ticks(explain_ms), {}
    stop, share = Event(), [0.0]

    def study() -> None:
        try:
            room.study(path, Question(), on_progress=lambda done: share.__setitem__(0, done), stop=stop, pause=Event())
        except Stopped:
            return

    thread = threading.Thread(target=study)

    def idle() -> None:
        ticks.begin()
        after(seconds, start)

    def start() -> None:
        found["idle"] = ticks.end()
        thread.start()
        after(SETTLE_S, studying)

    def studying() -> None:
        found["share"] = share[0]
        ticks.begin()
        after(seconds, finish)

    def finish() -> None:
        found["studying"] = ticks.end()
        found["share"] = share[0] - found["share"]
        found["running"] = thread.is_alive()
        stop.set()
        thread.join()
        print(json.dumps(found), flush=True)
        os._exit(0)

    def after(wait_s: float, call: Callable[[], None]) -> None:
        QTimer.singleShot(round(wait_s * 1000), window, call)

    after(SETTLE_S, idle)
    application.exec()


if __name__ == "__main__":
    main()
