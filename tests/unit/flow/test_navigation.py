"""The way through the wizard: no walk loses its place, and the review is only left on purpose."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Draft, Edition
from avatar_wizard.domain.steps import Step, steps_of
from avatar_wizard.flow.navigation import Forward, Mark, Place, back, forward, frame, in_review, jump, sending, settled

STANDARD, FLEXUS = Draft(edition=Edition.STANDARD), Draft(edition=Edition.FLEXUS)


def walk_to(step: Step, draft: Draft) -> Place:
    place = Place(Step.SIGN_IN, Step.SIGN_IN)
    while place.step is not step:
        place = forward(place, draft)
    return place


def test_forward_passes_every_step_once_and_stays_at_the_review() -> None:
    place, seen = Place(Step.SIGN_IN, Step.SIGN_IN), [Step.SIGN_IN]
    while forward(place, FLEXUS) != place:
        place = forward(place, FLEXUS)
        seen.append(place.step)
    assert seen == [step for step in steps_of(FLEXUS) if step not in (Step.SENDING, Step.IN_REVIEW)]


def test_standard_leaves_the_voice_out_both_ways() -> None:
    assert forward(Place(Step.AVATAR, Step.AVATAR), STANDARD).step is Step.VIDEO
    assert back(Place(Step.VIDEO, Step.VIDEO), STANDARD).step is Step.AVATAR


def test_change_from_the_review_returns_to_the_review() -> None:
    review = walk_to(Step.REVIEW, STANDARD)
    changed = jump(review, STANDARD, Step.AVATAR)
    assert (changed.step, frame(changed, STANDARD, None, True).forward) == (Step.AVATAR, Forward.BACK_TO_REVIEW)
    assert forward(changed, STANDARD).step is Step.REVIEW


def test_steps_not_seen_yet_cannot_be_jumped_to() -> None:
    place = walk_to(Step.VIDEO, STANDARD)
    assert jump(place, STANDARD, Step.REVIEW) == place
    assert jump(place, STANDARD, Step.AVATAR).step is Step.AVATAR
    assert jump(place, STANDARD, Step.SENDING) == place


def test_losing_the_voice_step_moves_on() -> None:
    place = walk_to(Step.VOICE, FLEXUS)
    assert settled(place, STANDARD).step is Step.VIDEO
    assert settled(place, FLEXUS) == place


def test_the_rail_marks_what_is_missing_and_what_is_ahead() -> None:
    shown = frame(walk_to(Step.VIDEO, STANDARD), STANDARD, None, signed_in=True)
    marks = {item.step: item.mark for item in shown.rail}
    assert marks[Step.SIGN_IN] is Mark.DONE
    assert marks[Step.AVATAR] is Mark.GAP
    assert marks[Step.VIDEO] is Mark.CURRENT
    assert marks[Step.DOCUMENTS] is Mark.AHEAD
    assert (shown.number, len(shown.rail)) == (3, 8)
    assert [gap.code for gap in shown.missing] == ["video.missing"]


def test_without_sign_in_that_is_a_gap_like_any_other() -> None:
    shown = frame(walk_to(Step.REVIEW, STANDARD), STANDARD, None, signed_in=False)
    assert shown.all_missing[0].code == "sign_in.missing"
    assert shown.forward is Forward.SUBMIT


def test_once_sent_there_is_no_way_back() -> None:
    for place in (sending(Place()), in_review(Place())):
        shown = frame(place, STANDARD, None, True)
        assert (shown.may_go_back, shown.forward) == (False, Forward.NONE)
        assert not any(item.is_reachable for item in shown.rail)
        assert back(place, STANDARD) == place == forward(place, STANDARD) == jump(place, STANDARD, Step.VIDEO)


moves = st.lists(st.one_of(st.sampled_from(["next", "back", "swap"]), st.sampled_from(list(Step))), max_size=40)


@given(moves)
def test_any_walk_stays_on_a_step_the_draft_has(steps: list[object]) -> None:
    place, draft = Place(Step.SIGN_IN, Step.SIGN_IN), STANDARD
    for move in steps:
        if move == "next":
            place = forward(place, draft)
        elif move == "back":
            place = back(place, draft)
        elif move == "swap":
            draft = replace(draft, edition=Edition.FLEXUS if draft is STANDARD else Edition.STANDARD)
            place = settled(place, draft)
        elif isinstance(move, Step):
            place = jump(place, draft, move)
        order = list(Step)
        assert place.step in steps_of(draft)
        assert order.index(place.step) <= order.index(place.furthest)
        assert sum(item.is_current for item in frame(place, draft, None, True).rail) == 1
