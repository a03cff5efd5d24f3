"""``avatar-wizard submit``: the saga without a window, from a draft file, resumed by calling it again."""

from __future__ import annotations

import logging
import stat
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

from avatar_wizard import app
from avatar_wizard.config import Config
from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import FootageReport, Verdict
from avatar_wizard.domain.gaps import Gap, gaps
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.draft_file import DraftFile, read_draft_file
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.flow.sending import Sending
from avatar_wizard.ui import wording

from .account import SUBMITTED, exit_code, sign_in
from .checking import finding_text, findings_json
from .output import complain, problem_json, say, say_json, say_problem

log = logging.getLogger(__name__)

TELL_EVERY_S = 0.5
UNASKED = "handed in by a draft file"
"""The kept reason for a warning when the draft file gives none."""


class IncompleteError(ProblemError):
    """``draft.gaps``, with the gaps themselves and, when the video is the reason, what was found in it."""

    def __init__(self, missing: tuple[Gap, ...], report: FootageReport | None) -> None:
        super().__init__("draft.gaps", gaps=tuple(gap.code for gap in missing))
        self.missing = missing
        is_bad = report is not None and report.verdict in (Verdict.STOP, Verdict.UNREADABLE)
        self.report = report if is_bad else None


def submit(config: Config, path: Path, *, as_json: bool, patience_s: float, is_ending: Callable[[], bool]) -> int:
    """Bring a draft file's job into review, resuming what an earlier call began.

    ``is_ending`` tells that somebody asked the program to end. Exit code 0 submitted, 2 the draft has gaps, 3
    refused by the service, 4 interrupted and resumable.
    """
    teller = Teller(as_json)
    key, desk = "", None
    try:
        desk = app.build_desk(config)
        key, sending = _prepare(config, desk, path)
        done = _run(sending, patience_s, is_ending, teller)
        teller.submitted(done.job_id, _state_now(desk, key) or done.state)
    except IncompleteError as error:
        teller.incomplete(error)
        return exit_code(error.problem)
    except ProblemError as error:
        return _ended(teller, desk, key, error.problem)
    except KeyboardInterrupt:
        return _ended(teller, desk, key, Problem("stopped"))
    except Exception as error:
        log.critical("unexpected", exc_info=error)
        return _ended(teller, desk, key, Problem("unexpected", {"kind": type(error).__name__}))
    return SUBMITTED


def _run(sending: Sending, patience_s: float, is_ending: Callable[[], bool], teller: Teller) -> Submission:
    """Run the saga on a thread of its own and tell how it goes.

    The signal handler runs on this thread and takes no lock; setting the event inside it could meet this very
    event's lock, held by the code that the signal interrupted.
    """
    stop = threading.Event()
    outcome: Future[Submission] = Future()
    patience = Patience(patience_s)

    def work() -> None:
        try:
            outcome.set_result(sending.run(stop, patience_s))
        except BaseException as error:  # noqa: BLE001 - raised again by result() below
            outcome.set_exception(error)

    # A daemon: when a second Ctrl-C ends the program, it does not wait for a stalled connection.
    threading.Thread(target=work, name="saga", daemon=True).start()
    try:
        while not wait([outcome], TELL_EVERY_S).done:
            now = sending.progress()
            teller.progress(now)
            patience.look(now, time.monotonic())
            if is_ending() or patience.lost_over is not None:
                stop.set()
    except BaseException:
        # A second Ctrl-C: connections still open would keep the program alive, since pools are waited for at its end.
        stop.set()
        raise
    try:
        return outcome.result()
    except Stopped:
        if patience.lost_over is None or is_ending():
            raise
        raise ProblemError(patience.lost_over.code, **patience.lost_over.facts) from None


class Patience:
    """How long uploads may get nowhere: the engine itself tries for ever, as a window wants it and a script does not.

    ``lost_over`` is the problem that lasted too long, None until then.
    """

    def __init__(self, seconds: float) -> None:
        self.lost_over: Problem | None = None
        self._seconds = seconds
        self._since: float | None = None
        self._seen: tuple[object, ...] = ()

    def look(self, now: SendingProgress, at: float) -> None:
        """Take note of a snapshot taken ``at`` a monotonic moment in seconds."""
        problem, seen = now.held_up_by, (now.phase, now.safe)
        if problem is None or seen != self._seen:
            self._since, self._seen = None, seen
        if problem is None:
            return
        self._since = at if self._since is None else self._since
        if at - self._since >= self._seconds:
            self.lost_over = problem


def _ended(teller: Teller, desk: Desk | None, key: str, problem: Problem) -> int:
    job_id = state = None
    try:
        known = desk.submission(key) if desk is not None and key else None
        job_id, state = (known.job_id, known.state) if known else (None, None)
    except ProblemError as error:
        log.warning("end not read", extra={"code": error.problem.code})
    teller.failed(job_id, state, problem)
    return exit_code(problem)


def _state_now(desk: Desk, key: str) -> str | None:
    """The state to tell at the end; the job is in review already, so a lost answer here is no failure."""
    try:
        job = desk.follow(key)
    except ProblemError as error:
        log.info("state not told", extra={"code": error.problem.code})
        return None
    return job.state if job else None


def _prepare(config: Config, desk: Desk, path: Path) -> tuple[str, Sending]:
    read = read_draft(path)
    report = desk.look(read.draft)
    read = replace(read, draft=_accepted(read.draft, report))
    missing = gaps(read.draft, report)
    if missing:
        raise IncompleteError(missing, report)
    credentials = sign_in(config, desk)
    key = desk.key_for(read, f"{credentials.region} {credentials.project_id} {credentials.endpoint}")
    sending = desk.sending(key)
    desk.save(key, read.draft, report)
    sending.plan(read.draft)
    return key, sending


def _accepted(draft: Draft, report: FootageReport | None) -> Draft:
    """The draft with every warning accepted: whoever hands in a draft file has decided, with or without a reason."""
    for finding in report.open_warnings(draft) if report is not None else ():
        draft = draft.with_waiver(finding.code, UNASKED)
    return draft


def read_draft(path: Path) -> DraftFile:
    """The draft file at ``path``, the same however its folder was spelled: a resumed submission is found by it.

    Raises as ``read_draft_file``; ``draft.file_unreadable`` also for what is no regular file, since a pipe would
    keep us waiting for a writer, and for tables nested without end.
    """
    try:
        place = path.parent.resolve() / path.name
        if not stat.S_ISREG(place.stat().st_mode):
            raise ProblemError("draft.file_unreadable")
        return read_draft_file(place, app.files())
    except (OSError, RuntimeError) as error:  # RuntimeError: nested too deeply, or links that lead in a circle
        raise ProblemError("draft.file_unreadable") from error


class Teller:
    """Says how a submission goes: lines of words, or one JSON object a line, the last with its three keys."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._last: tuple[object, ...] = ()

    def progress(self, now: SendingProgress) -> None:
        """Say how far it is, when that differs from what was said last."""
        reason = now.held_up_by
        waiting = reason.code if reason else None
        seen = (now.phase, now.per_mille // 10, waiting)
        if seen == self._last:
            return
        self._last = seen
        if self._as_json:
            say_json({"phase": now.phase, "per_mille": now.per_mille, "waiting_for": waiting})
        else:
            words = f"  {wording.problem_words(reason).sentence}" if reason else ""
            say(f"{now.per_mille / 10:.0f} %{words}")

    def submitted(self, job_id: str | None, state: str | None) -> None:
        """The last line when all went well."""
        if self._as_json:
            self._end(job_id, state, None)
        else:
            words = wording.state_words(state or "")
            say(f"{words.title} {words.sentence}")

    def failed(self, job_id: str | None, state: str | None, problem: Problem) -> None:
        """The last line when something stopped it."""
        if self._as_json:
            self._end(job_id, state, problem_json(problem))
        else:
            say_problem(problem)

    def incomplete(self, error: IncompleteError) -> None:
        """The last line when the draft is not ready: each gap with the field that can mend it."""
        if self._as_json:
            listed = [{"code": gap.code, "field": gap.field, "text": wording.gap_words(gap)} for gap in error.missing]
            told = {**(problem_json(error.problem) or {}), "gaps": listed}
            if error.report is not None:
                told["findings"] = findings_json(error.report)
            self._end(None, None, told)
            return
        complain(wording.problem_words(error.problem).title)
        for gap in error.missing:
            complain(f"- {gap.field}: {wording.gap_words(gap)}")
        for finding in error.report.findings if error.report else ():
            complain(f"  {finding_text(finding)}")

    def _end(self, job_id: str | None, state: str | None, problem: dict[str, Any] | None) -> None:
        say_json({"job_id": job_id, "state": state, "problem": problem})
