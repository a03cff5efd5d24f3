"""What the strip and the questions say, put together from problems, gaps and drafts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.domain.problem import Problem, Remedy
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.surroundings import Caution, Surroundings
from avatar_wizard.ui.home_rows import Stage
from avatar_wizard.ui.parts.problem_strip import Action, Notice
from avatar_wizard.ui.question import Question
from avatar_wizard.ui.regions import region_name
from avatar_wizard.ui.wording import gap_words, problem_words, role_name, size_words
from avatar_wizard.ui.words.plain import shortened

STEP_OF_ROLE = {
    Role.TRAINING_VIDEO: Step.VIDEO,
    Role.AUDIO: Step.VOICE,
    Role.ID_CARD_IMAGE1: Step.DOCUMENTS,
    Role.ID_CARD_IMAGE2: Step.DOCUMENTS,
    Role.GRANT_FILE: Step.DOCUMENTS,
}
"""Where a file is chosen; all others among the extras."""

_NOTHING_TO_CHANGE = ("submission.busy_elsewhere", "service.job_gone")


def _say(text: object) -> str:
    return QCoreApplication.translate("Notice", str(text))


def step_to_mend(problem: Problem) -> Step | None:
    """The step where the answer can be changed that led to ``problem``; None when no answer did."""
    if problem.remedy is not Remedy.CHANGE or problem.code in _NOTHING_TO_CHANGE:
        return None
    if problem.code == "service.name_taken":
        return Step.AVATAR
    role = problem.facts.get("role")
    if role is None:
        return Step.REVIEW
    return next((step for known, step in STEP_OF_ROLE.items() if known == role), Step.EXTRAS)


def problem_notice(problem: Problem, actions: Sequence[Action] = ()) -> Notice:
    """A problem: what happened, the facts, what to do; the first of ``actions`` takes the focus."""
    words = problem_words(problem)
    sentence = f"{words.sentence} ({words.details})" if words.details else words.sentence
    tone = "warn" if problem.remedy is Remedy.WAIT else "stop"
    return Notice(words.title, sentence, words.action, tone, tuple(actions), takes_focus=bool(actions))


def gaps_notice(missing: Sequence[Gap], *, may_skip: bool) -> Notice:
    """What this step still misses, with a way on."""
    lines = " ".join(gap_words(gap) for gap in missing)
    skip = Action("fill_in_later", _say(QT_TRANSLATE_NOOP("Notice", "Fill in &later")))
    title = _say(QT_TRANSLATE_NOOP("Notice", "Still missing"))
    return Notice(title, lines, tone="warn", actions=(skip,) if may_skip else ())


def unexpected_notice() -> Notice:
    """Something nobody foresaw."""
    return Notice(
        _say(QT_TRANSLATE_NOOP("Notice", "Something went wrong in this program.")),
        _say(QT_TRANSLATE_NOOP("Notice", "Your answers are saved. You can go on, or start the program again.")),
        _say(QT_TRANSLATE_NOOP("Notice", "The details hold no personal data; they help whoever repairs it.")),
        actions=(
            Action("copy_details", _say(QT_TRANSLATE_NOOP("Notice", "&Copy details"))),
            Action("dismiss_notice", _say(QT_TRANSLATE_NOOP("Notice", "&Dismiss"))),
        ),
    )


def keyring_notice(problem: Problem) -> Notice:
    """No keyring in this run: what that means for what is entered."""
    words = problem_words(problem)
    kept = QT_TRANSLATE_NOOP("Notice", "What you enter holds until you close this program; nobody can read it later.")
    dismiss = Action("dismiss_notice", _say(QT_TRANSLATE_NOOP("Notice", "&Dismiss")))
    unlock = QT_TRANSLATE_NOOP("Notice", "Unlock it, then start this program again.")
    advice = _say(unlock) if problem.code == "vault.locked" else words.action
    return Notice(words.title, _say(kept), advice, "warn", (dismiss,))


def sealed_notice() -> Notice:
    """Answers whose key is in a keyring that cannot be reached in this run."""
    return Notice(
        _say(QT_TRANSLATE_NOOP("Notice", "These answers are locked away.")),
        _say(QT_TRANSLATE_NOOP("Notice", "The key that opens them is in this computer's password store.")),
        _say(QT_TRANSLATE_NOOP("Notice", "Unlock the password store, then start this program again. They are kept.")),
        "warn",
    )


def submit_question(draft: Draft, region: str, *, practice: bool) -> Question:
    """What is sent, to whom, and what it uses."""
    sent = _say(QT_TRANSLATE_NOOP("Notice", "Sent: {files}.")).format(
        files=", ".join(f"{role_name(f.role)} ({size_words(f.fingerprint.size)})" for f in draft.files_to_send())
    )
    if practice:
        to = _say(QT_TRANSLATE_NOOP("Notice", "To: the practice service on this computer. Nothing leaves it."))
    else:
        to = _say(QT_TRANSLATE_NOOP("Notice", "To: Huawei Cloud, {region}.")).format(region=region_name(region))
    uses = _say(QT_TRANSLATE_NOOP("Notice", "It usually uses one image-modelling resource of your account."))
    later = _say(QT_TRANSLATE_NOOP("Notice", "Once the review has begun, it can no longer be changed or taken back."))
    return Question(
        "submit",
        _say(QT_TRANSLATE_NOOP("Notice", 'Submit "{name}" for review?')).format(name=shortened(draft.name)),
        (sent, to, f"{uses} {later}"),
        _say(QT_TRANSLATE_NOOP("Notice", "&Submit for review")),
        _say(QT_TRANSLATE_NOOP("Notice", "&Not yet")),
    )


def discard_question(name: str, stage: Stage) -> Question:
    """What is lost with a draft, with an unfinished job, or with what is known here about a finished one."""
    lines = [_say(QT_TRANSLATE_NOOP("Notice", "Its answers are deleted from this computer. Your own files stay."))]
    if stage is Stage.SENDING:
        lines.append(
            _say(QT_TRANSLATE_NOOP("Notice", "The unfinished job at Huawei Cloud is deleted, with what was sent."))
        )
    elif stage is Stage.SUBMITTED:
        lines.append(_say(QT_TRANSLATE_NOOP("Notice", "The job at Huawei Cloud stays as it is.")))
    shown = shortened(name) or _say(QT_TRANSLATE_NOOP("Notice", "this avatar"))
    forget = stage is Stage.SUBMITTED
    title = QT_TRANSLATE_NOOP("Notice", "Forget {name}?") if forget else QT_TRANSLATE_NOOP("Notice", "Discard {name}?")
    verb = QT_TRANSLATE_NOOP("Notice", "&Forget") if forget else QT_TRANSLATE_NOOP("Notice", "&Discard")
    keep = _say(QT_TRANSLATE_NOOP("Notice", "&Keep it"))
    return Question("discard", _say(title).format(name=shown), tuple(lines), _say(verb), keep, is_grave=True)


def close_question(count: int = 1) -> Question:
    """Quitting, or closing where there is no tray, while ``count`` avatars are under way."""
    title = QT_TRANSLATE_NOOP("Notice", "An avatar is being sent.")
    if count > 1:
        title = QT_TRANSLATE_NOOP("Notice", "{count} avatars are being sent.")
    return Question(
        "close",
        _say(title).format(count=count),
        (_say(QT_TRANSLATE_NOOP("Notice", "What has arrived stays there; sending goes on when you come back.")),),
        _say(QT_TRANSLATE_NOOP("Notice", "&Pause and quit")),
        _say(QT_TRANSLATE_NOOP("Notice", "&Keep sending")),
    )


def going_on_question(surroundings: Surroundings, cautions: Collection[Caution]) -> Question:
    """A metered line or a low battery: sending is on hold until a person decides, or its cause is over."""
    lines = []
    if Caution.METERED in cautions:
        lines.append(_say(QT_TRANSLATE_NOOP("Notice", "This connection may cost money for every gigabyte sent.")))
    if Caution.LOW_BATTERY in cautions:
        battery = _say(QT_TRANSLATE_NOOP("Notice", "The battery is at {percent} %. Plug the computer in if you can."))
        lines.append(battery.format(percent=surroundings.battery))
    lines.append(
        _say(QT_TRANSLATE_NOOP("Notice", "Nothing is lost. If you wait, sending goes on by itself when this is over."))
    )
    return Question(
        "going_on",
        _say(QT_TRANSLATE_NOOP("Notice", "Sending is on hold. Go on now?")),
        tuple(lines),
        _say(QT_TRANSLATE_NOOP("Notice", "&Go on now")),
        _say(QT_TRANSLATE_NOOP("Notice", "&Wait")),
        is_grave=True,
    )


def held_words(cautions: Collection[Caution]) -> str:
    """Why sending is on hold, in a few words without a full stop; empty without a reason."""
    if Caution.METERED in cautions:
        return _say(QT_TRANSLATE_NOOP("Notice", "On hold: this connection may cost money"))
    if Caution.LOW_BATTERY in cautions:
        return _say(QT_TRANSLATE_NOOP("Notice", "On hold: the battery is low"))
    return ""
