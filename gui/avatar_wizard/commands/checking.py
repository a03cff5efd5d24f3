"""``avatar-wizard check``: the verdict on footage, and which of several takes to send."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event as StopEvent
from typing import Any, TypeVar

from avatar_wizard import app
from avatar_wizard.domain.footage import Finding, FootageReport, Pass, Question, RuleSource, Severity, Verdict
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.takes import Ranked, rank
from avatar_wizard.flow.viewing import Footage, Progress
from avatar_wizard.ui import wording
from avatar_wizard.ui.words import report as words
from avatar_wizard.ui.words.plain import visible

from . import footage_file
from .output import complain, joined, say, say_json, say_problem
from .progress_line import ProgressLine

log = logging.getLogger(__name__)

OK, WARNINGS, STOP, UNREADABLE, NO_REPORT, INTERRUPTED = 0, 1, 2, 3, 4, 130

_EXIT = {
    Verdict.OK: OK,
    Verdict.WARNING: WARNINGS,
    Verdict.STOP: STOP,
    Verdict.UNREADABLE: UNREADABLE,
}
_LOOK_EVERY_S = 0.1
_LAST_WORDS_S = 2.0  # what was told to stop has ended long before, unless the system itself hangs

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for.

    ``report``: where the HTML file goes, None without one; it needs a single path, and the whole take is looked
    through for it as for a test shot. ``rules``: a studio's own file.
    """

    paths: tuple[Path, ...]
    question: Question
    as_json: bool = False
    is_full: bool = False
    report: Path | None = None
    rules: Path | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """One file and the page about it; ``problem`` is why it could not be judged: then the report says only that."""

    path: Path
    report: FootageReport
    page: str | None = None
    problem: Problem | None = None


def check(order: Order, is_ending: Callable[[], bool] = lambda: False) -> int:
    """Judge one file, or several and rank them, and say so.

    ``is_ending`` tells that somebody asked the program to end. Exit code 0 ok, 1 warnings, 2 stop, 3 unreadable, of
    several that of the best; 4 when the report cannot be written, 130 interrupted.
    """
    if order.report is not None and (refusal := footage_file.refusal(order.report, order.paths)):
        complain(refusal)
        return NO_REPORT
    line = ProgressLine()
    try:
        return _interruptible(lambda stop: _judge_all(order, line, stop), is_ending, line)
    except (Stopped, KeyboardInterrupt):
        return INTERRUPTED


def _judge_all(order: Order, line: ProgressLine, stop: StopEvent) -> Callable[[], int]:
    """Everything that takes time; what it gives back says the outcome and answers with the exit code."""
    judged: list[_Judged] = []
    for number, path in enumerate(order.paths, start=1):
        line.begin(number, len(order.paths))
        judged.append(_judge(path, order, line.show, stop))
    return lambda: _tell(judged, order)


def _judge(path: Path, order: Order, on_progress: Progress, stop: StopEvent) -> _Judged:
    try:
        footage = app.footage(order.rules)
        # As given: made absolute it would need the working folder, which may be gone.
        report = _pass(footage, path, order, on_progress, stop)
        if order.report is None:
            return _Judged(path, report)
        return _Judged(path, report, footage_file.page(footage, path, report, order.question, stop))
    except Stopped:
        raise
    except ProblemError as error:
        problem = error.problem
    except Exception as error:
        # 1, the exit code of a crash, would read as "warnings".
        log.critical("unexpected", exc_info=error)
        problem = Problem("unexpected", {"kind": type(error).__name__})
    nothing = Finding(problem.code, Severity.STOP, RuleSource.OURS)
    return _Judged(path, FootageReport(None, (nothing,), unreadable=True), problem=problem)


def _pass(footage: Footage, path: Path, order: Order, on_progress: Progress, stop: StopEvent) -> FootageReport:
    if order.is_full or order.question.is_test_shot or order.report is not None:
        return footage.study(path, order.question, on_progress=on_progress, stop=stop, pause=StopEvent())
    return footage.glance(path, order.question, stop=stop)


def _interruptible(
    work: Callable[[StopEvent], Callable[[], int]], is_ending: Callable[[], bool], line: ProgressLine
) -> int:
    """Run ``work`` on a thread of its own and then, on this one, what it gave back. Raises Stopped.

    The signal handler runs on this thread and takes no lock; see ``submitting``.
    """
    stop = StopEvent()
    outcome: Future[Callable[[], int]] = Future()

    def run() -> None:
        try:
            outcome.set_result(work(stop))
        except BaseException as error:  # noqa: BLE001 - raised again by result() below
            outcome.set_exception(error)

    # A daemon: what hangs in a dead network drive must not keep the program.
    threading.Thread(target=run, name="check", daemon=True).start()
    try:
        while not wait([outcome], _LOOK_EVERY_S).done:
            if is_ending():
                raise Stopped
            line.draw()
    except BaseException:
        stop.set()
        wait([outcome], _LAST_WORDS_S)
        raise
    finally:
        line.wipe()
    return outcome.result()()


def _tell(judged: Sequence[_Judged], order: Order) -> int:
    ranked = rank([(str(number), each.report) for number, each in enumerate(judged)])
    best = judged[int(ranked[0].name)]
    if len(judged) == 1:
        _tell_one(best, order)
    elif order.as_json:
        takes = [_take_json(take, judged[int(take.name)]) for take in ranked]
        say_json({"verdict": best.report.verdict, "takes": takes})
    else:
        _tell_ranking(ranked, judged)
    if order.report is not None and best.page is not None and (reason := footage_file.write(order.report, best.page)):
        complain(reason)
        return NO_REPORT
    return _EXIT[best.report.verdict]


def _tell_one(judged: _Judged, order: Order) -> None:
    if order.as_json:
        say_json(_judged_json(judged))
    elif judged.problem is not None:
        say_problem(judged.problem)
    else:
        _say_report(judged.report)


def _tell_ranking(ranked: Sequence[Ranked], judged: Sequence[_Judged]) -> None:
    for take in ranked:
        each = judged[int(take.name)]
        say(f"{take.place}. {visible(str(each.path))}")
        for reason in wording.take_reasons(take):
            say(f"   {reason}")
        if each.problem is not None:
            say(_problem_text(each.problem))
        else:
            _say_report(each.report)
        say("")


def _judged_json(judged: _Judged) -> dict[str, Any]:
    report = judged.report
    if judged.problem is not None:
        text = _problem_text(judged.problem)
        findings = [{"code": judged.problem.code, "severity": "stop", "text": text, "source": "ours", "repair": None}]
    else:
        findings = findings_json(report)
    return {
        "verdict": report.verdict,
        "facts": asdict(report.facts) if report.facts is not None else None,
        "findings": findings,
        "done": report.done,
        "rules": report.rules,
        "unmade": list(report.unmade),
    }


def _take_json(take: Ranked, judged: _Judged) -> dict[str, Any]:
    reasons = [
        {"code": reason.code, "better": reason.is_better, "text": wording.take_reason(reason)}
        for reason in take.reasons
    ]
    return {"place": take.place, "file": str(judged.path), "reasons": reasons, **_judged_json(judged)}


def findings_json(report: FootageReport) -> list[dict[str, Any]]:
    """What there is to say about the footage, in the shape that ``check --json`` documents."""
    findings = []
    for finding in report.findings:
        entry: dict[str, Any] = {
            "code": finding.code,
            "severity": finding.severity,
            "text": finding_text(finding),
            "source": finding.source,
            "repair": finding.repair,
        }
        if finding.start_s is not None:
            entry |= {"start_s": finding.start_s, "end_s": finding.end_s}
        if finding.spans:
            entry["spans"] = [list(span) for span in finding.spans]
        findings.append(entry)
    return findings


def finding_text(finding: Finding) -> str:
    """One finding in sentences: what was found, the facts, what to do."""
    told = wording.finding_words(finding)
    return joined(told.title, told.sentence, told.action)


def _problem_text(problem: Problem) -> str:
    told = wording.problem_words(problem)
    return joined(told.title, told.sentence, told.action)


def _say_report(report: FootageReport) -> None:
    say(wording.verdict_words(report.verdict))
    if report.facts is not None:
        say(wording.facts_line(report.facts))
    for finding in report.findings:
        say(f"- {finding_text(finding)} ({wording.finding_words(finding).source})")
    for code in report.unmade:
        told = wording.finding_words(Finding(code, Severity.TIP, RuleSource.OURS))
        say(words.say(words.NOT_CHECKED, what=joined(told.title, told.sentence)))
    if report.done is Pass.INSTANT:
        say(words.say(words.LOOK_FURTHER))
