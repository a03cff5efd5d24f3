"""The report of ``check --report``: its pictures fetched, and the file written whole or not at all."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Event as StopEvent

from avatar_wizard import __version__
from avatar_wizard.domain.footage import FootageReport, Question
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.flow.viewing import Footage
from avatar_wizard.ui import footage_report
from avatar_wizard.ui.language import language_now
from avatar_wizard.ui.words import report as words

log = logging.getLogger(__name__)

_STRIP = 12
_STRIP_HEIGHT = 108
_STILL_HEIGHT = 360


def refusal(target: Path, videos: Sequence[Path]) -> str:
    """Why no report can be written to ``target``, as a sentence; empty when it can. Asked before the long work."""
    try:
        if any(video.exists() and target.exists() and target.samefile(video) for video in videos):
            return words.say(words.OVER_VIDEO)
        if target.suffix.lower() not in (".html", ".htm"):
            return words.say(words.NOT_HTML)
        if not target.parent.is_dir():
            return words.say(words.NO_FOLDER)
        if target.is_dir() or not os.access(target.parent, os.W_OK):
            return words.say(words.NO_ACCESS)
    except (OSError, ValueError):
        return words.say(words.NO_ACCESS)
    return ""


def page(footage: Footage, path: Path, report: FootageReport, question: Question, stop: StopEvent) -> str:
    """The report with its pictures; one that cannot be had is left out. Raises Stopped."""
    strip: dict[float, bytes] = {}
    stills: dict[float, bytes] = {}
    if report.facts is not None and report.facts.codec is not None:
        strip = _strip(footage, path, report.facts.duration_s or 0.0, stop)
        stills = _stills(footage, path, footage_report.moments(report), stop)
    return footage_report.build(
        report,
        stills,
        question=question,
        version=__version__,
        strip=strip,
        references=footage.references(question, language_now()),
    )


def _strip(footage: Footage, path: Path, seconds: float, stop: StopEvent) -> dict[float, bytes]:
    taken: dict[float, bytes] = {}
    try:
        for still in footage.strip(path, seconds, count=_STRIP, height=_STRIP_HEIGHT, stop=stop):
            taken[still.at_s] = still.jpeg
    except Stopped:
        raise
    except ProblemError as error:
        log.warning("strip missing", extra={"code": error.problem.code})
    return taken


def _stills(footage: Footage, path: Path, moments: Iterable[float], stop: StopEvent) -> dict[float, bytes]:
    taken: dict[float, bytes] = {}
    for at_s in moments:
        if stop.is_set():
            raise Stopped
        try:
            taken[at_s] = footage.still(path, at_s, height=_STILL_HEIGHT).jpeg
        except ProblemError as error:
            log.warning("still missing", extra={"code": error.problem.code})
    return taken


def write(target: Path, text: str) -> str:
    """Write the report under a temporary name and then give it its own; why that failed, empty when it did not."""
    part = ""
    try:
        # Not what a repair sweeps away that is made in the same folder meanwhile.
        descriptor, part = tempfile.mkstemp(dir=target.parent, prefix=".avatar-wizard-", suffix=".report")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(target)
    except OSError:
        if part:
            with contextlib.suppress(OSError):
                Path(part).unlink()
        return words.say(words.NOT_WRITTEN)
    return ""
