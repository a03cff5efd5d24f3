"""The upload engine as the flow sees it: one per submission, all over one uplink."""

from __future__ import annotations

import random as chance
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from threading import Event, Lock

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.schedule import Hold
from avatar_wizard.flow.ports import FileProgress, FileState, Receipt, Upload
from avatar_wizard.uploads.address import check_address
from avatar_wizard.uploads.job import Job
from avatar_wizard.uploads.line import Timeouts, system_trust
from avatar_wizard.uploads.tally import Tally
from avatar_wizard.uploads.uplink import Uplink


class Uploader:
    """Sends documents and slices over ``uplink``. Implements ``flow.ports.Uploads``.

    Without an uplink it gets one of its own, for which the other arguments are; see ``Uplink``.
    """

    def __init__(
        self,
        uplink: Uplink | None = None,
        *,
        connections: int | None = None,
        timeouts: Timeouts | None = None,
        tls: Callable[[], ssl.SSLContext] = system_trust,
        clock: Callable[[], float] = time.monotonic,
        random: Callable[[], float] = chance.random,
    ) -> None:
        self.uplink = uplink or Uplink(connections=connections, timeouts=timeouts, tls=tls, clock=clock, random=random)
        self.tally = Tally(self.uplink.clock)
        self._turn = Lock()
        self._job: Job | None = None
        self._rank = 0
        # Addresses under which the store took wrong bytes: used up, a later refusal does not mean that all is well.
        self._damaged: set[str] = set()
        self._known_stores: set[str] = set()

    def send(
        self,
        uploads: Sequence[Upload],
        *,
        already_sent: Mapping[Role, int],
        on_sent: Callable[[Upload, Receipt], None],
        stop: Event,
        is_expired: Callable[[], bool] | None = None,
    ) -> None:
        """Send all, in the given order; see ``flow.ports.Uploads.send``.

        Raises ValueError when an upload is given twice, RuntimeError when another ``send`` has not ended.
        """
        if len({_identity(upload) for upload in uploads}) != len(uploads):
            raise ValueError("uploads")
        for upload in uploads:
            check_address(upload.url)
        if not self._turn.acquire(blocking=False):
            raise RuntimeError("already sending")
        try:
            self.tally.begin(uploads, already_sent)
            self._job = Job(
                uploads,
                tally=self.tally,
                on_sent=on_sent,
                stop=stop,
                is_expired=is_expired,
                rank=self._rank,
                known_stores=self._known_stores,
                damaged=self._damaged,
            )
            try:
                self.uplink.run(self._job)
            finally:
                self.tally.ended()
        finally:
            self._job = None
            self._turn.release()

    def progress(self) -> tuple[FileProgress, ...]:
        """How far every file is; see ``flow.ports.Uploads.progress``."""
        files, job = self.tally.snapshot(), self._job
        if job is None or job.running or self.hold() is None:
            return files
        return tuple(
            replace(file, state=FileState.WAITING, problem=None, rate=0.0)
            if file.state in (FileState.SENDING, FileState.RETRYING)
            else file
            for file in files
        )

    def time_left(self) -> float | None:
        """Seconds until all files are sent, if it goes on like this; None while that cannot be told."""
        return self.tally.time_left()

    def hold(self) -> Hold | None:
        """Why a file that waits does so (quiet hours, a later start), None when nothing but its turn is missing."""
        return self.uplink.hold()

    def move_first(self) -> None:
        """Serve this submission before all others, now and in its later sends."""
        self._rank = self.uplink.first_rank()
        job = self._job
        if job is not None:
            job.rank = self._rank


def _identity(upload: Upload) -> tuple[Role, int | None]:
    return upload.role, upload.part.number if upload.part else None
