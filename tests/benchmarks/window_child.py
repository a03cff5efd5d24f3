"""The real window with the real sagas and engine, ticked every 16 ms, first idle and then sending.

``python -m benchmarks.window_child`` reads one JSON object from standard input: ``folder`` (empty, for the store),
``videos`` (a folder for the files), ``sink`` (where the slices go instead of to the practice service, which is no
match for 1 Gbit/s), ``seconds`` (of either phase), ``settle_s`` (before each), ``jobs`` sent at once, ``size`` of each
one's video, ``account`` (the practice service's introduction), and ``explain_ms`` (see ``Ticks``). It prints "sending"
when that phase begins and one JSON object at the end.
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
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from avatar_wizard import app
from avatar_wizard.config import Config
from avatar_wizard.domain.draft import Draft, Edition, Role
from avatar_wizard.domain.submission import UploadUrls
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import Credentials, Service
from avatar_wizard.ui.home_rows import Begun, Stage
from avatar_wizard.ui.outbox import Run, RunState
from avatar_wizard.ui.window import WizardWindow
from avatar_wizard.vault import MemoryVault
from benchmarks.ticks import Ticks

LOOK_MS = 100
LONGEST_START_S = 60.0


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


def main() -> None:
    """Do what standard input says."""
    logging.disable(logging.CRITICAL)
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    folder, account = Path(order["folder"]), order["account"]
    connect = app.connect

    def to_sink(credentials: Credentials, **options: Any) -> Any:
        return Detour(connect(credentials, **options), order["sink"])

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
    videos = Path(order["videos"])
    begun = [planned(opened.desk, videos / f"job{number}", order["size"]) for number in range(order["jobs"])]
    application = QApplication(["avatar-wizard"])
    window = app._show(config, (opened, app.JournalSettings(opened.journal, config)))
    # Held here: PySide's timers do not keep what they call.
    phases = Phases(window, begun, order["settle_s"], order["seconds"], Ticks(order["explain_ms"]))
    phases.begin()
    application.exec()


def planned(desk: Desk, folder: Path, size: int) -> Begun:
    """A submission that was planned and interrupted before anything was sent; the video is a sparse file."""
    folder.mkdir()
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


class Phases:
    """Idle, the start of sending, and sending, each after the other; then the process ends."""

    def __init__(self, window: WizardWindow, begun: list[Begun], settle_s: float, seconds: float, ticks: Ticks) -> None:
        self._window, self._begun, self._ticks = window, begun, ticks
        self._settle_ms, self._length_ms = round(settle_s * 1000), round(seconds * 1000)
        self._found: dict[str, object] = {}
        self._worked = self._began = self._give_up_at = 0.0

    def begin(self) -> None:
        """Arrange everything."""
        self._after(self._settle_ms, self._idle)

    def _idle(self) -> None:
        self._ticks.begin()
        self._after(self._length_ms, self._start)

    def _start(self) -> None:
        self._found["idle"] = self._ticks.end()
        for begun in self._begun:
            self._window.presenter.go_on(begun)
        if len(self._begun) > 1:
            # One is seen on its own page, several are on the first screen.
            self._window.presenter.go_home()
        self._give_up_at = time.monotonic() + LONGEST_START_S
        self._wait_for_all()

    def _wait_for_all(self) -> None:
        """Until every video is on its way: from then on the jobs ask for the same."""
        files = [file for run in self._runs() for file in run.progress().files]
        if sum(file.sent > 0 for file in files if file.role is Role.TRAINING_VIDEO) == len(self._begun):
            self._after(self._settle_ms, self._sending)
        elif time.monotonic() < self._give_up_at:
            self._after(LOOK_MS, self._wait_for_all)
        else:
            problems = {run.problem.code if run.problem else "none" for run in self._runs()}
            sys.stderr.write(f"not every job is being sent; problems: {sorted(problems)}\n")
            os._exit(1)

    def _sending(self) -> None:
        print("sending", flush=True)
        self._worked, self._began = time.process_time(), time.monotonic()
        self._ticks.begin()
        self._after(self._length_ms, self._finish)

    def _finish(self) -> None:
        self._found["sending"] = self._ticks.end()
        self._found["cores"] = (time.process_time() - self._worked) / (time.monotonic() - self._began)
        self._found["running"] = sum(run.state is RunState.RUNNING for run in self._runs())
        print(json.dumps(self._found), flush=True)
        os._exit(0)

    def _runs(self) -> tuple[Run, ...]:
        return self._window.presenter.dispatch.outbox.runs

    def _after(self, wait_ms: int, call: Callable[[], None]) -> None:
        QTimer.singleShot(wait_ms, self._window, call)


if __name__ == "__main__":
    main()
