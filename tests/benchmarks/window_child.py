"""The real window with the real saga and engine, ticked every 16 ms, first idle and then sending.

``python -m benchmarks.window_child`` reads one JSON object from standard input: ``folder`` (empty, for the store and
the files), ``sink`` (where the slices go instead of to the practice service, which is no match for 1 Gbit/s),
``seconds`` (of either phase), ``size`` of the video, and ``account`` (the practice service's introduction). It prints
"sending" when that phase begins and one JSON object at the end.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from avatar_wizard import app
from avatar_wizard.config import Config
from avatar_wizard.domain.draft import Draft, Edition, Role
from avatar_wizard.domain.submission import UploadUrls
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import Credentials, Service
from avatar_wizard.ui.home_rows import Begun, Stage
from avatar_wizard.ui.window import WizardWindow, build_window
from avatar_wizard.vault import MemoryVault

TICK_MS = 16
SETTLE_MS = 3000


class Detour:
    """The practice service, whose upload addresses lead to the sink; everything else is the service's own."""

    def __init__(self, service: Service, sink: str) -> None:
        self._service, self._sink = service, urlsplit(sink)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    def create(self, fields: Mapping[str, Any]) -> tuple[str, UploadUrls]:
        """See ``Service.create``."""
        job_id, urls = self._service.create(fields)
        return job_id, self._led(urls)

    def update(self, job_id: str, fields: Mapping[str, Any]) -> UploadUrls:
        """See ``Service.update``."""
        return self._led(self._service.update(job_id, fields))

    def _led(self, urls: UploadUrls) -> UploadUrls:
        documents = {role: self._to_sink(url) for role, url in urls.documents.items()}
        slices = {role: tuple(map(self._to_sink, of_role)) for role, of_role in urls.slices.items()}
        return replace(urls, documents=documents, slices=slices)

    def _to_sink(self, url: str) -> str:
        return urlunsplit(urlsplit(url)._replace(scheme=self._sink.scheme, netloc=self._sink.netloc))


class Ticks(QObject):
    """Notes how late a timer of 16 ms is, in ms; one list for each phase."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """A phase begins."""
        self.late, self._last = [], time.perf_counter()
        self._timer.start()

    def end(self) -> list[float]:
        """The phase is over."""
        self._timer.stop()
        return self.late

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now


def main() -> None:
    """Do what standard input says."""
    logging.disable(logging.CRITICAL)
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    folder, account = Path(order["folder"]), order["account"]
    connect = app.connect

    def to_sink(credentials: Credentials) -> Any:
        return Detour(connect(credentials), order["sink"])

    app.connect = to_sink  # type: ignore[assignment]
    config = Config(
        folder / "data",
        folder / "log",
        endpoint=account["endpoint"],
        iam_endpoint=account["iam_endpoint"],
        region=account["region"],
        project_id=account["project_id"],
        access_key=account["ak"],
        secret_key=account["sk"],
        practice=True,
    )
    opened = app.open_rooms(config, MemoryVault(), None)
    begun = planned(opened.desk, folder, order["size"])
    application = QApplication(["avatar-wizard"])
    settings = SimpleNamespace(language="en", theme="light")
    picker = SimpleNamespace(pick=lambda *_: None)
    window = build_window(opened.desk, settings=settings, practice=True, picker=picker)
    window.show()
    phases(window, begun, round(order["seconds"] * 1000))
    application.exec()


def planned(desk: Desk, folder: Path, size: int) -> Begun:
    """A submission that was planned and interrupted before anything was sent; the video is a sparse file."""
    contents = {Role.ID_CARD_IMAGE1: 200_000, Role.ID_CARD_IMAGE2: 200_000, Role.GRANT_FILE: 100_000}
    draft = Draft(name="Zoe", edition=Edition.STANDARD)
    for role, length in {**contents, Role.TRAINING_VIDEO: size}.items():
        path = folder / role.value
        with path.open("wb") as file:
            file.truncate(length)
        draft = draft.with_file(desk.pick(path, role))
    key = desk.new_key()
    desk.save(key, draft, None)
    desk.sending(key).plan(draft)
    return Begun(key, Stage.SENDING, submission=desk.submission(key))


def phases(window: WizardWindow, begun: Begun, length_ms: int) -> None:
    """Arrange idle, the start of sending, and sending, each after the other; then the process ends."""
    ticks = Ticks()
    window.ticks = ticks  # type: ignore[attr-defined]

    def idle() -> None:
        ticks.begin()
        after(length_ms, start)

    def start() -> None:
        found["idle"] = ticks.end()
        window.presenter.go_on(begun)
        after(SETTLE_MS, sending)

    def sending() -> None:
        print("sending", flush=True)
        ticks.begin()
        after(length_ms, finish)

    def finish() -> None:
        found["sending"] = ticks.end()
        found["was_sending"] = window.presenter.sending.is_running
        print(json.dumps(found), flush=True)
        os._exit(0)

    def after(wait_ms: int, call: Callable[[], None]) -> None:
        QTimer.singleShot(wait_ms, window, call)

    found: dict[str, object] = {}
    after(SETTLE_MS, idle)


if __name__ == "__main__":
    main()
