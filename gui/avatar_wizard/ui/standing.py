"""Where one submission stands, in words: the same on the first screen and on its own page. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.problem import Problem, Remedy
from avatar_wizard.domain.schedule import Hold, HoldReason
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileState
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.outbox import RunState
from avatar_wizard.ui.parts.limits_words import clock_words, day_words
from avatar_wizard.ui.wording import joined, problem_words
from avatar_wizard.ui.words.entry import QT_TRANSLATE_NOOP
from avatar_wizard.ui.words.plain import shortened

_LONGEST_NAME = 48
_DAY_S = 86400

# What to do while it waits by itself: there is no button to try again with, and none is needed.
_ADVICE = {
    "file.missing": QT_TRANSLATE_NOOP("Standing", "Put it back and it goes on by itself, or choose it again."),
    "file.unreadable": QT_TRANSLATE_NOOP(
        "Standing", "Close it in other programs and it goes on by itself, or choose a copy of it."
    ),
    "store.full": QT_TRANSLATE_NOOP("Standing", "Free some space and it goes on by itself."),
    "net.captive_portal": QT_TRANSLATE_NOOP(
        "Standing", "Open any web page and sign in to the network; it goes on by itself."
    ),
    "net.proxy_password": QT_TRANSLATE_NOOP(
        "Standing", "Enter them in this computer's network settings; it goes on by itself."
    ),
}


class Kind(StrEnum):
    """What is told apart; a change from one to another is spoken."""

    OPENING = "opening"
    SENDING = "sending"
    QUEUED = "queued"
    WAITING = "waiting"
    MEND = "mend"
    HOURS = "hours"
    CONFIRMING = "confirming"
    HANDING_IN = "handing-in"
    SUBMITTED = "submitted"
    PAUSING = "pausing"
    PAUSED = "paused"
    HELD = "held"
    FAILED = "failed"
    CANCELLING = "cancelling"


_TONES = {
    Kind.WAITING: "warn",
    Kind.MEND: "warn",
    Kind.HELD: "warn",
    Kind.FAILED: "stop",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """``headline`` says where it stands, ``title`` what went wrong (else empty), ``advice`` what a person can do.

    ``pace`` is the rate and the time left while bytes move, ``amount`` how much has gone, ``note`` what else to know.
    ``problem`` is what a person can mend, by choosing the file again when its code begins with ``file.``.
    """

    kind: Kind
    headline: str
    title: str = ""
    advice: str = ""
    amount: str = ""
    pace: str = ""
    note: str = ""
    problem: Problem | None = None

    @property
    def line(self) -> str:
        """All of it in one line."""
        first = joined(self.title, self.headline) if self.title else self.headline
        return " - ".join(filter(None, (first, self.pace)))

    @property
    def offers_resume(self) -> bool:
        """Whether it can be gone on with; else it can be paused."""
        return self.kind in (Kind.PAUSING, Kind.PAUSED, Kind.HELD, Kind.FAILED)

    @property
    def tone(self) -> str:
        """The style sheet's tone for the line."""
        return _TONES.get(self.kind, "muted")


def _say(source: str, **facts: object) -> str:
    return QCoreApplication.translate("Standing", source).format(**facts)


def standing(
    state: RunState,
    progress: SendingProgress,
    *,
    percent: int,
    now: float,
    problem: Problem | None = None,
    is_queued: bool = False,
    held: str = "",
) -> Standing:
    """What is said of a run. ``percent`` is what its bar shows; ``problem`` ended it; ``held`` says why it is held.

    ``is_queued``: others have all the connections. ``now`` is Unix time.
    """
    safe = _safe(progress)
    match state:
        case RunState.PAUSING:
            return Standing(Kind.PAUSING, _say(QT_TRANSLATE_NOOP("Standing", "Pausing...")))
        case RunState.PAUSED:
            return Standing(Kind.PAUSED, joined(_say(QT_TRANSLATE_NOOP("Standing", "Paused")), safe))
        case RunState.HELD:
            return Standing(Kind.HELD, joined(held or _say(QT_TRANSLATE_NOOP("Standing", "On hold")), safe))
        case RunState.FAILED:
            title = problem_words(problem).title if problem is not None else ""
            return Standing(Kind.FAILED, joined(_say(QT_TRANSLATE_NOOP("Standing", "Stopped")), safe), title)
        case RunState.RUNNING:
            return _running(progress, percent, now, is_queued=is_queued)


def cancelling() -> Standing:
    """What is said while a job is being taken back."""
    return Standing(Kind.CANCELLING, _say(QT_TRANSLATE_NOOP("Standing", "Cancelling...")))


def is_moving(progress: SendingProgress) -> bool:
    """Whether bytes are on their way, or tried."""
    return any(file.state in (FileState.SENDING, FileState.RETRYING) for file in progress.files)


def _running(progress: SendingProgress, percent: int, now: float, *, is_queued: bool) -> Standing:
    waiting = progress.held_up_by
    if waiting is not None:
        return _waiting(waiting, _safe(progress))
    if progress.hold is not None and progress.phase is Phase.SENDING and not is_moving(progress):
        return _holding(progress.hold, progress, now)
    match progress.phase:
        case Phase.PLANNED | Phase.CREATING:
            opening = _say(QT_TRANSLATE_NOOP("Standing", "Opening the job at Huawei Cloud..."))
            return Standing(Kind.OPENING, opening)
        case Phase.SENDING if is_queued:
            turn = _say(QT_TRANSLATE_NOOP("Standing", "Waiting for its turn"))
            return Standing(Kind.QUEUED, joined(turn, _safe(progress)))
        case Phase.SENDING:
            return Standing(Kind.SENDING, _say(QT_TRANSLATE_NOOP("Standing", "Sending: {percent} %"), percent=percent))
        case Phase.CONFIRMING:
            text = QT_TRANSLATE_NOOP("Standing", "Everything is there. Huawei Cloud is putting the video together...")
            return Standing(Kind.CONFIRMING, _say(text))
        case Phase.CONFIRMED | Phase.SUBMITTING:
            return Standing(Kind.HANDING_IN, _say(QT_TRANSLATE_NOOP("Standing", "Handing in for review...")))
        case Phase.SUBMITTED:
            return Standing(Kind.SUBMITTED, _say(QT_TRANSLATE_NOOP("Standing", "Handed in for review")))


def _safe(progress: SendingProgress) -> str:
    """What would survive a cut at this moment."""
    if progress.phase in (Phase.PLANNED, Phase.CREATING) and not progress.safe:
        return _say(QT_TRANSLATE_NOOP("Standing", "Nothing has been sent yet."))
    if progress.phase not in (Phase.PLANNED, Phase.CREATING, Phase.SENDING):
        return _say(QT_TRANSLATE_NOOP("Standing", "Everything is there, but it is not handed in yet."))
    return _say(QT_TRANSLATE_NOOP("Standing", "{percent} % is safely there."), percent=progress.safe_percent)


def _waiting(problem: Problem, safe: str) -> Standing:
    if problem.remedy in (Remedy.CHANGE, Remedy.COMPUTER):
        return _to_mend(problem, safe)
    if problem.code.startswith("net."):
        return Standing(Kind.WAITING, joined(_say(QT_TRANSLATE_NOOP("Standing", "Waiting for the network")), safe))
    again = QT_TRANSLATE_NOOP("Standing", "{what} - trying again by itself")
    return Standing(Kind.WAITING, joined(_say(again, what=problem_words(problem).title.rstrip(".")), safe))


def _to_mend(problem: Problem, safe: str) -> Standing:
    """It goes on by itself too, once a person has done something about it."""
    facts = dict(problem.facts)
    if isinstance(facts.get("name"), str):
        facts["name"] = shortened(str(facts["name"]), _LONGEST_NAME)
    words = problem_words(replace(problem, facts=facts))
    action = _say(_ADVICE[problem.code]) if problem.code in _ADVICE else words.action
    facts_of_it = words.sentence if problem.code != "store.full" else ""
    return Standing(Kind.MEND, joined(words.title, safe), advice=joined(facts_of_it, action), problem=problem)


def _holding(hold: Hold, progress: SendingProgress, now: float) -> Standing:
    safe = _safe(progress) if progress.safe else ""
    if hold.until is None:
        never = _say(QT_TRANSLATE_NOOP("Standing", "The quiet hours leave no time for sending"))
        change = _say(QT_TRANSLATE_NOOP("Standing", "Change them under Speed and hours; else it never goes on."))
        return Standing(Kind.HOURS, joined(never, safe), advice=change)
    when = _when(hold.until, now)
    if hold.reason is HoldReason.QUIET_HOURS:
        text = _say(QT_TRANSLATE_NOOP("Standing", "Quiet hours: goes on {when} by itself"), when=when)
    elif progress.safe:
        text = _say(QT_TRANSLATE_NOOP("Standing", "Goes on {when} by itself"), when=when)
    else:
        text = _say(QT_TRANSLATE_NOOP("Standing", "Begins {when} by itself"), when=when)
    return Standing(Kind.HOURS, joined(text, safe))


def _when(until: float, now: float) -> str:
    """A moment to come, both in Unix time: within a day the hour is enough."""
    there, here = datetime.fromtimestamp(until), datetime.fromtimestamp(now)
    clock, days = clock_words(there.time()), (there.date() - here.date()).days
    if until - now < _DAY_S:
        return _say(QT_TRANSLATE_NOOP("Standing", "at {time}"), time=clock)
    if days == 1:
        return _say(QT_TRANSLATE_NOOP("Standing", "tomorrow at {time}"), time=clock)
    day = day_words(there.date(), here.date())
    return _say(QT_TRANSLATE_NOOP("Standing", "on {day} at {time}"), day=day, time=clock)
