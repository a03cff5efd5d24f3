"""One person's computer in a fault campaign: the real saga, journal, client and engine, with their waits taken out.

What is not real: waits are nothing, the patience's clock counts how often it is read, and a kill is an exception out
of the journal after which nothing of that program is used again.
"""

from __future__ import annotations

import hashlib
import random
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import count
from pathlib import Path

import truststore

from avatar_wizard import app
from avatar_wizard.documents.fingerprint import LocalFiles
from avatar_wizard.domain.draft import Draft, Edition, PickedFile, Role
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.submission import Event, Phase, Submission
from avatar_wizard.flow.desk import Desk, Rooms
from avatar_wizard.flow.ports import Credentials, Service, SignInMethod
from avatar_wizard.flow.preferences import Preferences
from avatar_wizard.flow.sending import Sending
from avatar_wizard.metastudio import connect, examine
from avatar_wizard.metastudio.service import MetaStudioService
from avatar_wizard.metastudio.transport import TransportSettings
from avatar_wizard.store import SqliteJournal
from avatar_wizard.uploads import Uploader
from avatar_wizard.vault import MemoryVault
from integration.campaign.sequences import CUT, SMALLEST, Moment, Run
from support.fake_ports import FakeUplink, FakeWakefulness
from support.practice import Practice

KEY = "0123456789ab"
MASTER = bytes(range(32))
HASTE = TransportSettings(
    connect_s=5, read_s=20, write_s=20, repeats=1, backoff_s=0, read_interval_s=0, write_interval_s=0
)
PATIENCE = 12.0
"""How many looks at its clock a run waits for a trouble that may pass: four to six tries."""

DOCUMENTS = (Role.ID_CARD_IMAGE1, Role.ID_CARD_IMAGE2, Role.GRANT_FILE)
CONFIRMED = (Phase.CONFIRMED, Phase.SUBMITTING, Phase.SUBMITTED)


class Killed(BaseException):
    """The program is gone at this very point."""


@cache
def _trust() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class MortalJournal(SqliteJournal):
    """The real journal; ``hook(number, event, before)`` is called round each record and may raise."""

    hook: Callable[[int, Event, bool], None] | None = None

    def __init__(self, path: Path) -> None:
        super().__init__(path, MASTER)
        self._numbers = count(1)
        self._is_dead = False

    def record(self, key: str, event: Event) -> None:
        """Record, unless somebody pulls the plug before or after."""
        if self._is_dead:
            raise Killed
        number = next(self._numbers)
        try:
            if self.hook:
                self.hook(number, event, True)
            super().record(key, event)
            if self.hook:
                self.hook(number, event, False)
        except Killed:
            self._is_dead = True
            raise


@dataclass
class Program:
    """One start of the program."""

    journal: MortalJournal
    desk: Desk
    sending: Sending
    services: list[MetaStudioService]
    best: int = 0

    def close(self) -> None:
        """Give the operating system its handles back."""
        for service in self.services:
            service.close()
        self.journal.close()


@dataclass
class Computer:
    """Files, the store on the disk, and the program as it is started, killed and started again."""

    folder: Path
    practice: Practice
    connections: int
    draft: Draft = field(default_factory=Draft)
    handed_in: Draft | None = None
    program: Program | None = None
    codes: list[str] = field(default_factory=list)
    editions: Iterator[int] = field(default_factory=lambda: count(1))

    # --- what the person has

    def write_files(self, slices: int, tail: int, documents: Sequence[int], action_slices: int = 0) -> None:
        """Put files on the disk and make the first draft of them; the bytes are the same in every example."""
        bytes_of = random.Random(f"{slices} {tail} {tuple(documents)}").randbytes
        self.draft = Draft(name="Zoe 0", edition=Edition.STANDARD, video_slices=slices)
        for role, size in zip(DOCUMENTS, documents, strict=True):
            self._write(role, bytes_of(size))
        self._write(Role.TRAINING_VIDEO, bytes_of(slices * SMALLEST + tail))
        if action_slices:
            self.draft = replace(self.draft, action_video_slices=action_slices)
            self._write(Role.ACTION_VIDEO, bytes_of(action_slices * SMALLEST + tail))

    def _write(self, role: Role, content: bytes) -> None:
        path = self.folder / f"{role.value}-{next(self.editions)}"
        path.write_bytes(content)
        self.draft = self.draft.with_file(PickedFile(role, path, LocalFiles().fingerprint(path, role)))

    def edit(self, what: str) -> None:
        """Change the answers: the ``name``, the ``video`` (another take), or the number of ``slices``."""
        video = self.draft.file(Role.TRAINING_VIDEO)
        assert video is not None
        if what == "name":
            self.draft = replace(self.draft, name=f"Zoe {next(self.editions)}")
        elif what == "slices":
            self.draft = replace(self.draft, video_slices=1 if self.draft.video_slices != 1 else None)
        else:
            self._write(Role.TRAINING_VIDEO, video.path.read_bytes()[::-1])

    def expected_files(self, draft: Draft) -> dict[str, str]:
        """SHA-256 of everything the service must hold."""
        return {f.role.value: hashlib.sha256(f.path.read_bytes()).hexdigest() for f in draft.files}

    # --- the program

    def start(self) -> Program:
        """Start the program (again)."""
        if self.program is not None:
            self.program.close()
        journal = MortalJournal(self.folder / "store.sqlite3")
        services: list[MetaStudioService] = []

        def connected(credentials: Credentials) -> Service:
            services.append(connect(credentials, settings=HASTE))
            return services[-1]

        uploader = partial(Uploader, connections=self.connections, tls=_trust, random=lambda: 0.0)
        rooms = Rooms(
            journal=journal,
            vault=MemoryVault(),
            vault_problem=None,
            connect=connected,
            examine=examine,
            footage=app.footage(),
            files=LocalFiles(),
            uploads=uploader,
            uplink=FakeUplink(),
            preferences=Preferences(journal, FakeUplink()),
            wakefulness=FakeWakefulness(),
            battery=lambda: None,
        )
        desk = Desk(rooms)
        desk.use(self.credentials())
        ticks = count()
        sending = Sending(
            KEY,
            journal=journal,
            service=desk.service,
            uploads=uploader(),
            files=LocalFiles(),
            jitter=lambda least, most: 0.0,
            monotonic=lambda: float(next(ticks)),
        )
        self.program = Program(journal, desk, sending, services)
        return self.program

    def credentials(self) -> Credentials:
        """The practice account."""
        here = self.practice
        return Credentials(
            SignInMethod.KEYS,
            here.region,
            project_id=here.project_id,
            endpoint=here.endpoint,
            iam_endpoint=here.iam_endpoint,
            access_key=here.ak,
            secret_key=here.sk,
        )

    def run(self, run: Run, patience_s: float = PATIENCE) -> Submission | None:
        """Live through one run; the submission when it got into review, None when it ended otherwise.

        Anything but a ProblemError (or the kill that was asked for) comes out as it is.
        """
        program = self.program
        if program is None or run.new_program:
            program = self.start()
        for event in run.events:
            self.happen(event, None)
        if run.edit:
            self.edit(run.edit)
        stop = threading.Event()
        program.journal.hook = partial(self._hook, program, stop, run.moments, count(1))
        known = program.journal.submission(KEY)
        self.codes.append("begun")
        try:
            if known is None or known.is_open:
                program.sending.plan(self.draft)
            program.best = 0 if run.edit else program.best
            done = program.sending.run(stop, patience_s)
        except Killed:
            self.codes[-1] = "killed"
            program.close()
            self.program = None
            return None
        except ProblemError as error:
            self.codes[-1] = error.problem.code
            return None
        finally:
            self._look_at_progress(program)
            program.journal.hook = None
        self.codes[-1] = "submitted"
        return done

    def _hook(
        self,
        program: Program,
        stop: threading.Event,
        moments: Sequence[Moment],
        numbers: Iterator[int],
        _: int,
        event: Event,
        before: bool,
    ) -> None:
        self._look_at_progress(program)
        number = next(numbers)
        for moment in moments:
            if (2 * moment.record - moment.before) == number:
                self.happen(moment.event, stop)

    def _look_at_progress(self, program: Program) -> None:
        now = program.sending.progress()
        if now.per_mille == 1000:
            assert now.phase in CONFIRMED
        # A job that vanishes after its confirmation has to be sent again: then the bar leaves its end.
        assert now.per_mille >= min(program.best, 999), (now.per_mille, program.best, now.phase)
        program.best = now.per_mille

    def happen(self, event: str, stop: threading.Event | None) -> None:
        """Let something happen to the service or to the program."""
        if event == "kill":
            raise Killed
        if event == "stop":
            assert stop is not None
            stop.set()
        elif event == "cut":
            self.practice.faults({"call": "*", "action": "close", "times": CUT})
        elif event == "delete":
            self._delete_behind_our_back()
        elif event == "expire_urls":
            self.practice.control("expire_urls", {})
        elif event in ("updatable", "not_updatable"):
            self.practice.settings(update_while_waiting=event == "updatable")
        else:
            skew = {"ahead": 2 * 86400.0, "behind": -2 * 86400.0, "on_time": 0.0}[event]
            self.practice.control("clock", {"skew_s": skew})

    def _delete_behind_our_back(self) -> None:
        service = connect(self.credentials(), settings=HASTE)
        try:
            for job_id in self.practice.jobs():
                service.delete(job_id)
        except ProblemError:
            pass  # faults in force, or a job in review: then nothing was deleted
        finally:
            service.close()
