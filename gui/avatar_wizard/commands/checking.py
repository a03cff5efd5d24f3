"""``avatar-wizard check``: the verdict on a piece of footage."""

from __future__ import annotations

import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from avatar_wizard import app
from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import Finding, FootageReport, Verdict
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.ui import wording

from .output import joined, say, say_json, say_problem

log = logging.getLogger(__name__)

OK, WARNINGS, STOP, UNREADABLE = 0, 1, 2, 3

_EXIT = {
    Verdict.OK: OK,
    Verdict.WARNING: WARNINGS,
    Verdict.STOP: STOP,
    Verdict.UNREADABLE: UNREADABLE,
}


def check(path: Path, edition: str, *, as_json: bool) -> int:
    """Judge a file and say so; exit code 0 ok, 1 warnings, 2 stop, 3 unreadable."""
    try:
        # As given: made absolute it would need the working folder, which may be gone.
        report = app.probe()(path, Edition(edition))
    except ProblemError as error:
        return _not_judged(error.problem, as_json=as_json)
    except Exception as error:
        # 1, the exit code of a crash, would read as "warnings".
        log.critical("unexpected", exc_info=error)
        return _not_judged(Problem("unexpected", {"kind": type(error).__name__}), as_json=as_json)
    if as_json:
        facts = asdict(report.facts) if report.facts is not None else None
        say_json({"verdict": report.verdict, "facts": facts, "findings": findings_json(report)})
    else:
        _say_report(report)
    return _EXIT[report.verdict]


def findings_json(report: FootageReport) -> list[dict[str, Any]]:
    """What there is to say about the footage, in the shape that ``check --json`` documents."""
    findings = []
    for finding in report.findings:
        entry: dict[str, Any] = {
            "code": finding.code,
            "severity": finding.severity,
            "text": finding_text(finding),
            "source": finding.source,
        }
        if finding.start_s is not None:
            entry |= {"start_s": finding.start_s, "end_s": finding.end_s}
        findings.append(entry)
    return findings


def finding_text(finding: Finding) -> str:
    """One finding in sentences: what was found, the facts, what to do."""
    words = wording.finding_words(finding)
    return joined(words.title, words.sentence, words.action)


def _not_judged(problem: Problem, *, as_json: bool) -> int:
    if as_json:
        words = wording.problem_words(problem)
        text = joined(words.title, words.sentence, words.action)
        finding = {"code": problem.code, "severity": "stop", "text": text, "source": "ours"}
        say_json({"verdict": Verdict.UNREADABLE, "facts": None, "findings": [finding]})
    else:
        say_problem(problem)
    return UNREADABLE


def _say_report(report: FootageReport) -> None:
    say(wording.verdict_words(report.verdict))
    if report.facts is not None:
        say(wording.facts_line(report.facts))
    for finding in report.findings:
        say(f"- {finding_text(finding)} ({wording.finding_words(finding).source})")
