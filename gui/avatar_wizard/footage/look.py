"""The first look at a video, done within a second: is it footage at all, and what do its container facts say?"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import Finding, FootageFacts, FootageReport, Question, RuleSource, Severity
from avatar_wizard.domain.problem import ProblemError

from . import boxes
from .checks import judge, unmade
from .facts import read_facts
from .locate import find_ffprobe
from .probe import probe
from .process import Limits
from .rules import Rules

_PROBED = frozenset({"mp4", "mov", "3gp", "matroska", "avi", "mpegts", ""})
"""Containers that ffprobe is asked about; a file with another known one needs no more facts to be refused."""


def look(
    path: Path,
    question: Question,
    rules: Rules,
    *,
    ffprobe: Path | None = None,
    limits: Limits | None = None,
) -> FootageReport:
    """Judge the container of the video at ``path``; ``ffprobe`` is the person's setting, None for the usual one.

    A file that is no footage gives an unreadable report. Raises ``file.missing`` and ``file.unreadable`` (facts:
    name, role) when the system does not let us read it, and ``footage.tool_missing``, ``footage.tool_timeout``
    or ``footage.tool_failed`` when ffprobe gives no answer.
    """
    try:
        # Before opening: a pipe would keep us waiting for a writer, and a folder cannot be opened everywhere.
        if not stat.S_ISREG(path.stat().st_mode):
            return _unreadable("video.not_a_file")
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            seen = boxes.walk(file, size)
            container = seen.container or boxes.sniff(file)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # From None, here and below: an OSError's text holds the path. ValueError: a name with a zero byte.
        raise ProblemError("file.missing", name=path.name, role=Role.TRAINING_VIDEO) from None
    except OSError:
        raise ProblemError("file.unreadable", name=path.name, role=Role.TRAINING_VIDEO) from None
    if (code := _refusal(size, seen)) is not None:
        return _unreadable(code)
    if container not in _PROBED:
        return _other_container(FootageFacts(size, container), question, rules)
    answer = probe(path, find_ffprobe(ffprobe).path, limits)
    index_first = seen.index_first if seen.container else None
    facts = None if answer is None else read_facts(answer, size, container, index_first)
    # With an index full of rubbish ffprobe is content too, and lists no stream at all.
    if facts is None or (facts.codec is None and not facts.audio):
        return _unreadable("video.damaged" if container else "video.not_a_video")
    return FootageReport(
        facts, judge(facts, question, rules), unmade=unmade(facts, None, question), rules=rules.version
    )


def _other_container(facts: FootageFacts, question: Question, rules: Rules) -> FootageReport:
    """All that can be said of a container that ffprobe is not asked about: it is the wrong one."""
    findings = (finding for finding in judge(facts, question, rules) if finding.code == "video.container")
    return FootageReport(facts, tuple(findings), rules=rules.version)


def _refusal(size: int, seen: boxes.Boxes) -> str | None:
    if size == 0:
        return "video.empty"
    if not seen.container:
        return None
    if seen.container == "image":
        return "video.not_a_video"
    if seen.is_truncated or (seen.has_index and not seen.has_media):
        return "video.truncated"
    return None if seen.has_index else "video.unfinished"


def _unreadable(code: str) -> FootageReport:
    # A broken file breaks nobody's rule; a file of another kind breaks Huawei's.
    source = RuleSource.HUAWEI_REQUIRED if code == "video.not_a_video" else RuleSource.OURS
    return FootageReport(None, (Finding(code, Severity.STOP, source),), unreadable=True)
