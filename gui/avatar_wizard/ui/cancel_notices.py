"""The question before sending is cancelled, and what is said when it could not be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.problem import Problem
from avatar_wizard.ui.parts.problem_strip import Action, Notice
from avatar_wizard.ui.question import Question
from avatar_wizard.ui.wording import joined, listed, problem_words, size_words
from avatar_wizard.ui.words.entry import QT_TRANSLATE_NOOP
from avatar_wizard.ui.words.plain import shortened

_LISTED_LOSSES = 4


def _say(source: str) -> str:
    return QCoreApplication.translate("Notice", source)


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes with a submission that is cancelled: ``safe`` bytes of ``size`` had arrived."""

    name: str
    safe: int
    size: int


def cancel_question(losses: Sequence[Loss]) -> Question:
    """What exactly is lost, and what is not, when one submission or several are cancelled."""
    count = len(losses)
    if count == 1:
        title = _say(QT_TRANSLATE_NOOP("Notice", "Cancel sending {name}?")).format(name=_called(losses[0].name))
    else:
        title = _say(QT_TRANSLATE_NOOP("Notice", "Cancel sending all {count} avatars?")).format(count=count)
    safe, size = sum(loss.safe for loss in losses), sum(loss.size for loss in losses)
    if not safe:
        none = QT_TRANSLATE_NOOP("Notice", "Nothing had arrived yet. An unfinished job at Huawei Cloud is deleted.")
        some = QT_TRANSLATE_NOOP("Notice", "Nothing had arrived yet. The unfinished jobs at Huawei Cloud are deleted.")
        gone = _say(none if count == 1 else some)
    else:
        one = QT_TRANSLATE_NOOP(
            "Notice",
            "{percent} % ({size}) had arrived; it is deleted at Huawei Cloud together with the unfinished job.",
        )
        all_of_it = QT_TRANSLATE_NOOP(
            "Notice",
            "{percent} % of everything ({size}) had arrived; it is deleted at Huawei Cloud together with the "
            "unfinished jobs.",
        )
        gone = _say(one if count == 1 else all_of_it).format(percent=safe * 100 // size, size=size_words(safe))
    stays = _say(QT_TRANSLATE_NOOP("Notice", "Your answers and your own files stay; you can submit again later."))
    lines = (gone, stays) if count == 1 else (gone, _each(losses), stays)
    verb = QT_TRANSLATE_NOOP("Notice", "&Cancel sending") if count == 1 else QT_TRANSLATE_NOOP("Notice", "&Cancel all")
    keep = QT_TRANSLATE_NOOP("Notice", "&Keep it") if count == 1 else QT_TRANSLATE_NOOP("Notice", "&Keep them")
    return Question("cancel", title, lines, _say(verb), _say(keep), is_grave=True)


def _each(losses: Sequence[Loss]) -> str:
    """Name and loss of the first few."""
    one = _say(QT_TRANSLATE_NOOP("Notice", "{name}: {percent} %"))
    few = [
        one.format(name=_called(loss.name), percent=loss.safe * 100 // loss.size if loss.size else 0)
        for loss in losses[:_LISTED_LOSSES]
    ]
    text = listed(few)
    more = len(losses) - len(few)
    if more:
        text = _say(QT_TRANSLATE_NOOP("Notice", "{names} and {count} more")).format(names=text, count=more)
    return joined(text)


def not_cancelled_notice(problem: Problem, names: Sequence[str]) -> Notice:
    """What could not be cancelled stays as it was."""
    if len(names) == 1:
        title = _say(QT_TRANSLATE_NOOP("Notice", "{name} could not be cancelled.")).format(name=_called(names[0]))
    else:
        title = _say(QT_TRANSLATE_NOOP("Notice", "{count} avatars could not be cancelled.")).format(count=len(names))
    words = problem_words(problem)
    kept = _say(QT_TRANSLATE_NOOP("Notice", "What had arrived is kept. Resume sending, or cancel again later."))
    return Notice(title, joined(words.title, words.sentence), kept, "warn", (_dismiss(),))


def too_late_notice(names: Sequence[str]) -> Notice:
    """They were handed in before they could be cancelled."""
    if len(names) == 1:
        title = _say(QT_TRANSLATE_NOOP("Notice", "{name} is in review by now.")).format(name=_called(names[0]))
    else:
        title = _say(QT_TRANSLATE_NOOP("Notice", "{count} avatars are in review by now.")).format(count=len(names))
    text = _say(QT_TRANSLATE_NOOP("Notice", "It was handed in before it could be cancelled, and is not taken back."))
    return Notice(title, text, tone="note", actions=(_dismiss(),))


def _dismiss() -> Action:
    return Action("dismiss_notice", _say(QT_TRANSLATE_NOOP("Notice", "&Dismiss")))


def _called(name: str) -> str:
    return shortened(name) or _say(QT_TRANSLATE_NOOP("Notice", "this avatar"))
