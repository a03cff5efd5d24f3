"""Where the person is in the wizard, and what the frame around the page shows. Pure functions.

The way is a line, but every visited step can be jumped to; a jump from the review goes back to the review.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.gaps import Gap, gaps
from avatar_wizard.domain.steps import Step, steps_of

AFTER_SUBMIT = (Step.SENDING, Step.IN_REVIEW)


class Mark(StrEnum):
    """How a step looks in the rail."""

    CURRENT = "current"
    DONE = "done"
    GAP = "gap"
    AHEAD = "ahead"


class Forward(StrEnum):
    """What the forward button does."""

    NEXT = "next"
    BACK_TO_REVIEW = "back-to-review"
    SUBMIT = "submit"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """The current step, the furthest one seen, and whether Next returns to the review."""

    step: Step = Step.AVATAR
    furthest: Step = Step.AVATAR
    to_review: bool = False


@dataclass(frozen=True, slots=True)
class RailItem:
    """One line of the rail."""

    step: Step
    mark: Mark
    is_current: bool
    is_reachable: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the shell shows around a page. ``number`` counts from 1; ``missing`` are this step's gaps."""

    step: Step
    number: int
    rail: tuple[RailItem, ...]
    may_go_back: bool
    forward: Forward
    missing: tuple[Gap, ...]
    all_missing: tuple[Gap, ...]


def _order(step: Step) -> int:
    return list(Step).index(step)


def gaps_now(draft: Draft, report: FootageReport | None, signed_in: bool) -> tuple[Gap, ...]:
    """The draft's gaps, and the missing sign-in among them."""
    sign_in = () if signed_in else (Gap(Step.SIGN_IN, "sign_in", "sign_in.missing"),)
    return (*sign_in, *gaps(draft, report))


def forward(place: Place, draft: Draft) -> Place:
    """One step on, or back to the review when that is where the person came from; stays at the review."""
    if place.to_review:
        return Place(Step.REVIEW, place.furthest)
    steps = steps_of(draft)
    later = [step for step in steps if _order(step) > _order(place.step)]
    if not later or place.step is Step.REVIEW or place.step in AFTER_SUBMIT:
        return place
    return Place(later[0], max(place.furthest, later[0], key=_order))


def back(place: Place, draft: Draft) -> Place:
    """One step back; stays at the first, and once the job is being sent."""
    earlier = [step for step in steps_of(draft) if _order(step) < _order(place.step)]
    if not earlier or place.step in AFTER_SUBMIT:
        return place
    return replace(place, step=earlier[-1], to_review=False)


def jump(place: Place, draft: Draft, step: Step) -> Place:
    """To a step already seen; from the review, Next then leads back to it. Elsewhere stays."""
    if step not in steps_of(draft) or place.step in AFTER_SUBMIT or step in AFTER_SUBMIT:
        return place
    if _order(step) > _order(place.furthest):
        return place
    came_from_review = place.step is Step.REVIEW or (place.to_review and step is not Step.REVIEW)
    return Place(step, place.furthest, to_review=came_from_review and step is not Step.REVIEW)


def settled(place: Place, draft: Draft) -> Place:
    """The same place, or the next existing step when the draft no longer has this one (edition changed)."""
    steps = steps_of(draft)
    if place.step in steps:
        return place
    return replace(place, step=next(step for step in steps if _order(step) > _order(place.step)))


def sending(place: Place) -> Place:
    """The place while the job is being sent."""
    return Place(Step.SENDING, Step.SENDING)


def in_review(place: Place) -> Place:
    """The place once the job is in review."""
    return Place(Step.IN_REVIEW, Step.IN_REVIEW)


def frame(place: Place, draft: Draft, report: FootageReport | None, signed_in: bool) -> Frame:
    """What the shell shows for ``place``."""
    steps = steps_of(draft)
    missing = gaps_now(draft, report, signed_in)
    sent = place.step in AFTER_SUBMIT

    def mark(step: Step) -> Mark:
        if step is place.step:
            return Mark.CURRENT
        if sent:
            return Mark.DONE if _order(step) < _order(place.step) else Mark.AHEAD
        if _order(step) > _order(place.furthest) or step in AFTER_SUBMIT:
            return Mark.AHEAD
        if any(gap.step is step for gap in missing):
            return Mark.GAP
        return Mark.AHEAD if step is Step.REVIEW else Mark.DONE

    rail = tuple(
        RailItem(
            step=step,
            mark=mark(step),
            is_current=step is place.step,
            is_reachable=not sent and step not in AFTER_SUBMIT and _order(step) <= _order(place.furthest),
        )
        for step in steps
    )
    if sent:
        button = Forward.NONE
    elif place.step is Step.REVIEW:
        button = Forward.SUBMIT
    else:
        button = Forward.BACK_TO_REVIEW if place.to_review else Forward.NEXT
    return Frame(
        step=place.step,
        number=steps.index(place.step) + 1,
        rail=rail,
        may_go_back=not sent and place.step is not steps[0],
        forward=button,
        missing=tuple(gap for gap in missing if gap.step is place.step),
        all_missing=missing,
    )
