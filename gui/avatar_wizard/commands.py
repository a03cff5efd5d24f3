"""The commands without a window: check, submit, jobs. Words go to the terminal, JSON to programs."""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Any

from avatar_wizard import app
from avatar_wizard.config import Config
from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import FootageReport, Verdict
from avatar_wizard.domain.gaps import gaps
from avatar_wizard.domain.problem import Problem, ProblemError, Remedy
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.draft_file import read_draft_file
from avatar_wizard.flow.sending import Sending
from avatar_wizard.ui import wording

log = logging.getLogger(__name__)

OK, WARNINGS, STOP, UNREADABLE = 0, 1, 2, 3
SUBMITTED, GAPS, REFUSED, INTERRUPTED = 0, 2, 3, 4

_CHECK_EXIT = {
    Verdict.OK: OK,
    Verdict.WARNING: WARNINGS,
    Verdict.STOP: STOP,
    Verdict.UNREADABLE: UNREADABLE,
}


def check(path: Path, edition: str, *, as_json: bool) -> int:
    """Judge a file and say so; exit code 0 ok, 1 warnings, 2 stop, 3 unreadable."""
    try:
        report = app.probe()(path.absolute(), Edition(edition))
    except ProblemError as error:
        report = None
        problem = error.problem
    if as_json:
        _say_json(_report_json(report) if report is not None else _problem_report_json(problem))
    elif report is None:
        _say_problem(problem)
    else:
        _say_report(report)
    return UNREADABLE if report is None else _CHECK_EXIT[report.verdict]


def _say_report(report: FootageReport) -> None:
    _say(wording.verdict_words(report.verdict))
    if report.facts is not None:
        _say(wording.facts_line(report.facts))
    for finding in report.findings:
        words = wording.finding_words(finding)
        _say(f"- {_joined(words.title, words.sentence, words.action)} ({words.source})")


def _report_json(report: FootageReport) -> dict[str, Any]:
    findings = []
    for finding in report.findings:
        words = wording.finding_words(finding)
        entry: dict[str, Any] = {
            "code": finding.code,
            "severity": finding.severity,
            "text": _joined(words.title, words.sentence, words.action),
            "source": finding.source,
        }
        if finding.start_s is not None:
            entry |= {"start_s": finding.start_s, "end_s": finding.end_s}
        findings.append(entry)
    facts = asdict(report.facts) if report.facts is not None else None
    return {"verdict": report.verdict, "facts": facts, "findings": findings}


def _problem_report_json(problem: Problem) -> dict[str, Any]:
    words = wording.problem_words(problem)
    text = _joined(words.title, words.sentence, words.action)
    finding = {"code": problem.code, "severity": "stop", "text": text, "source": "ours"}
    return {"verdict": Verdict.UNREADABLE, "facts": None, "findings": [finding]}


def submit(config: Config, path: Path, *, as_json: bool, patience_s: float) -> int:
    """Bring a draft file's job into review, resuming what an earlier call began.

    Exit code 0 submitted, 2 the draft has gaps, 3 refused by the service, 4 interrupted and resumable.
    """
    teller = _Teller(as_json)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    key, desk = "", None
    try:
        desk = app.build_desk(config)
        key, sending = _prepare(config, desk, path)
        with _Watch(sending, teller):
            done = sending.run(stop, patience_s)
        teller.end(job_id=done.job_id, state=_state_now(desk, key) or done.state, problem=None)
    except ProblemError as error:
        return _ended(teller, desk, key, error.problem)
    except Exception as error:
        log.critical("unexpected", exc_info=error)
        return _ended(teller, desk, key, Problem("unexpected", {"kind": type(error).__name__}))
    return SUBMITTED


def _ended(teller: _Teller, desk: Desk | None, key: str, problem: Problem) -> int:
    job_id = state = None
    try:
        known = desk.submission(key) if desk is not None and key else None
        job_id, state = (known.job_id, known.state) if known else (None, None)
    except ProblemError as error:
        log.warning("end not read", extra={"code": error.problem.code})
    teller.end(job_id=job_id, state=state, problem=problem)
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
    read = read_draft_file(path, app.files())
    report = desk.look(read.draft)
    missing = gaps(read.draft, report)
    if missing:
        raise ProblemError("draft.gaps", gaps=tuple(gap.code for gap in missing))
    credentials = desk.credentials()
    if credentials is None:
        raise ProblemError(desk.vault_problem.code if desk.vault_problem else "auth.none")
    key = desk.key_for(read, f"{credentials.region} {credentials.project_id} {credentials.endpoint}")
    sending = desk.sending(key)
    desk.save(key, read.draft, report)
    sending.plan(read.draft)
    return key, sending


def exit_code(problem: Problem) -> int:
    """What ``submit`` exits with for a problem."""
    area = problem.code.partition(".")[0]
    if area in ("draft", "file", "footage") and problem.code != "file.changed":
        return GAPS
    if area in ("net", "store", "vault", "submission", "stopped", "file"):
        return INTERRUPTED
    return INTERRUPTED if problem.remedy is Remedy.WAIT else REFUSED


def jobs(config: Config, *, as_json: bool) -> int:
    """List what the service says about the account's jobs; exit code 0, 3 refused, 4 not reachable."""
    try:
        found = app.build_desk(config).jobs()
    except ProblemError as error:
        if as_json:
            _say_json({"jobs": [], "problem": _problem_json(error.problem)})
        else:
            _say_problem(error.problem)
        return exit_code(error.problem)
    if as_json:
        listed = [{"job_id": j.job_id, "name": j.name, "state": j.state, "create_time": j.create_time} for j in found]
        _say_json({"jobs": listed, "problem": None})
    else:
        for job in found:
            _say(
                f"{job.job_id}  {job.create_time}  {wording.state_words(job.state).title}  {wording.visible(job.name)}"
            )
    return SUBMITTED


class _Teller:
    """Says how a submission goes: lines of words, or one JSON object a line."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def step(self, facts: Mapping[str, Any], words: str) -> None:
        """Something moved."""
        if self._as_json:
            _say_json(facts)
        else:
            _say(words)

    def end(self, *, job_id: str | None, state: str | None, problem: Problem | None) -> None:
        """The last line."""
        if self._as_json:
            _say_json({"job_id": job_id, "state": state, "problem": _problem_json(problem)})
        elif problem is not None:
            _say_problem(problem)
        else:
            words = wording.state_words(state or "")
            _say(f"{words.title} {words.sentence}")


class _Watch:
    """Tells the progress of a saga twice a second while the ``with`` block runs it."""

    def __init__(self, sending: Sending, teller: _Teller) -> None:
        self._sending, self._teller = sending, teller
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tell, name="progress", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _tell(self) -> None:
        last: tuple[object, ...] = ()
        while not self._over.wait(0.5):
            now = self._sending.progress()
            waiting = now.waiting_for.code if now.waiting_for else None
            seen = (now.phase, now.per_mille // 10, waiting)
            if seen == last:
                continue
            last = seen
            words = f"{now.per_mille / 10:.0f} %"
            if now.waiting_for:
                words += f"  {wording.problem_words(now.waiting_for).sentence}"
            self._teller.step({"phase": now.phase, "per_mille": now.per_mille, "waiting_for": waiting}, words)


def _problem_json(problem: Problem | None) -> dict[str, Any] | None:
    if problem is None:
        return None
    words = wording.problem_words(problem)
    return {"code": problem.code, "sentence": _joined(words.title, words.sentence), "action": words.action}


def _say_problem(problem: Problem) -> None:
    words = wording.problem_words(problem)
    for part in (words.title, words.sentence, words.action):
        if part:
            _say(part, stream=sys.stderr)


def _joined(*parts: str) -> str:
    """Sentences one behind the other, each with its full stop."""
    return " ".join(part if part[-1:] in ".!?\u3002\uff01\uff1f" else f"{part}." for part in parts if part)


def _say_json(value: Mapping[str, Any]) -> None:
    _say(json.dumps(value, ensure_ascii=True, default=_plain))


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else str(value)


def _say(line: str, stream: Any = None) -> None:
    target = stream or sys.stdout
    # A terminal that cannot show Chinese must not end the command.
    encoding = target.encoding or "utf-8"
    target.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    target.flush()
