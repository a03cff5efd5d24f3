"""How the pass over the draft's footage stands, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.footage import FootageReport, Pass, Verdict
from avatar_wizard.domain.problem import Problem
from avatar_wizard.ui.wording import joined, problem_words, time_left_words, verdict_words
from avatar_wizard.ui.words.entry import QT_TRANSLATE_NOOP


class PassState(StrEnum):
    """What a pass is doing."""

    NONE = "none"  # nothing to look through
    GLANCING = "glancing"  # the instant pass
    WAITING = "waiting"  # something else has its turn
    RUNNING = "running"
    PAUSED = "paused"
    SKIPPED = "skipped"  # the person does not want the rest
    FAILED = "failed"
    DONE = "done"


IN_HAND = frozenset({PassState.GLANCING, PassState.WAITING, PassState.RUNNING, PassState.PAUSED})
"""The states in which more is still to come by itself, or by one press."""


@dataclass(frozen=True, slots=True)
class PassStanding:
    """``progress`` is 0 to 1; ``seconds_left`` None while it cannot be told; ``problem`` of a pass that failed."""

    state: PassState = PassState.NONE
    progress: float = 0.0
    seconds_left: float | None = None
    problem: Problem | None = None

    @property
    def percent(self) -> int:
        """How far, rounded down so that it is never full early."""
        return int(self.progress * 100)

    @property
    def per_mille(self) -> int:
        """The same for a bar."""
        return int(self.progress * 1000)


def verdict_so_far(report: FootageReport) -> str:
    """The big word about a video, careful as long as it was not looked through from beginning to end."""
    if report.verdict is Verdict.OK and report.done is not Pass.FULL:
        return _say(QT_TRANSLATE_NOOP("Pass", "Good so far"))
    return verdict_words(report.verdict)


def _say(text: str) -> str:
    return QCoreApplication.translate("Pass", text)


def pass_words(standing: PassStanding) -> str:
    """What the video page says; empty when there is nothing to say."""
    percent = standing.percent
    match standing.state:
        case PassState.GLANCING:
            return _say(QT_TRANSLATE_NOOP("Pass", "Looking at the sound of the first minute and at some pictures..."))
        case PassState.WAITING:
            return _say(QT_TRANSLATE_NOOP("Pass", "The whole take is looked through as soon as its turn comes."))
        case PassState.RUNNING:
            text = _say(QT_TRANSLATE_NOOP("Pass", "Looking through the whole take: {percent} %, {left} left."))
            if standing.seconds_left is None:
                text = _say(QT_TRANSLATE_NOOP("Pass", "Looking through the whole take: {percent} %."))
            more = _say(QT_TRANSLATE_NOOP("Pass", "You can go on with the next steps."))
            left = time_left_words(standing.seconds_left)
            return joined(text.format(percent=percent, left=left), more)
        case PassState.PAUSED:
            text = _say(QT_TRANSLATE_NOOP("Pass", "Looking through the take is paused at {percent} %."))
            return text.format(percent=percent)
        case PassState.SKIPPED:
            return _say(QT_TRANSLATE_NOOP("Pass", "Only the beginning and some moments were looked at."))
        case PassState.FAILED if standing.problem is not None:
            words = problem_words(standing.problem)
            return joined(words.title, words.sentence, words.action)
        case PassState.DONE:
            return _say(QT_TRANSLATE_NOOP("Pass", "The take was looked through from beginning to end."))
    return ""


def pass_line(standing: PassStanding) -> str:
    """The quiet line on all other pages; empty unless there is more to come."""
    match standing.state:
        case PassState.GLANCING | PassState.WAITING:
            return _say(QT_TRANSLATE_NOOP("Pass", "The video is being looked at..."))
        case PassState.RUNNING:
            text = _say(QT_TRANSLATE_NOOP("Pass", "The video is being looked through: {percent} %"))
            return text.format(percent=standing.percent)
        case PassState.PAUSED:
            return _say(QT_TRANSLATE_NOOP("Pass", "Looking through the video is paused."))
    return ""


def review_line(standing: PassStanding) -> str:
    """What the review page says about a judgement that is not complete; empty when it is."""
    if standing.state in IN_HAND:
        still = _say(QT_TRANSLATE_NOOP("Pass", "It is not finished; more may be found."))
        return joined(pass_line(standing).rstrip("."), still)
    if standing.state in (PassState.SKIPPED, PassState.FAILED):
        return _say(QT_TRANSLATE_NOOP("Pass", "The video was not looked through to its end."))
    return ""
