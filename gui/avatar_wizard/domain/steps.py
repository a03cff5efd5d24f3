"""The wizard's steps as data: their order, and which of them a draft has."""

from __future__ import annotations

from enum import StrEnum

from .draft import Draft


class Step(StrEnum):
    """One page of the way from the first question to the review, in order."""

    SIGN_IN = "sign-in"
    AVATAR = "avatar"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENTS = "documents"
    EXTRAS = "extras"
    REVIEW = "review"
    SENDING = "sending"
    IN_REVIEW = "in-review"


def steps_of(draft: Draft) -> tuple[Step, ...]:
    """The steps this draft goes through: the voice is asked about only for Flexus."""
    return tuple(step for step in Step if step is not Step.VOICE or draft.is_flexus)
