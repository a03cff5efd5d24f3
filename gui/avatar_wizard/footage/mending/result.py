"""A mended file held against its original and its plan, before it gets its name."""

from __future__ import annotations

from pathlib import Path

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage import boxes
from avatar_wizard.footage.facts import read_facts
from avatar_wizard.footage.probe import probe

from .plan import Plan

_BOXES = frozenset({"mp4", "mov", "3gp"})
_BLOCK_S = 1024 / 44_100  # the last block of AAC is filled up
_SPARE_S = 0.005  # containers count in units of their own
_VAGUE_S = 0.5  # containers without an index know their length roughly


def check(part: Path, made: Plan, original: FootageFacts, ffprobe: Path) -> None:
    """Raise ``repair.failed`` unless the file is whole, is what was planned, and shows as much as the original."""
    try:
        with part.open("rb", buffering=0) as file:
            size = part.stat().st_size
            seen = boxes.walk(file, size)
    except OSError:
        raise ProblemError("repair.failed") from None
    try:
        answer = probe(part, ffprobe) if seen.index_first and seen.has_media and not seen.is_truncated else None
    except ProblemError:
        # The person's own file has no problem.
        raise ProblemError("repair.failed") from None
    facts = None if answer is None else read_facts(answer, size, seen.container)
    if facts is None or not all((_is_planned(facts, made, original), _is_as_long(facts, original))):
        raise ProblemError("repair.failed")


def packets_stay(original: FootageFacts) -> bool:
    """Whether packets are stored in an MP4 just as in this container, so that copies can be told by their hashes."""
    return original.container in _BOXES or original.container == "matroska"


def _is_planned(facts: FootageFacts, made: Plan, original: FootageFacts) -> bool:
    if facts.container != "mp4" or len(facts.audio) != len(made.tracks):
        return False
    is_turned = made.picture is not None and abs(original.rotation) == 90
    size = (original.stored_width, original.stored_height)
    if (facts.stored_width, facts.stored_height) != (size[::-1] if is_turned else size):
        return False
    if made.picture is None:
        if (facts.codec, facts.rotation) != (original.codec, original.rotation):
            return False
    elif (facts.codec, facts.pixel_format, facts.rotation) != ("h264", "yuv420p", 0):
        return False
    return made.sound is None or (facts.audio[0].codec, facts.audio[0].sample_rate) == ("aac", made.sound.rate)


def _is_as_long(facts: FootageFacts, original: FootageFacts) -> bool:
    # The picture's own length where it is known: a sound track that is longer would hide that pictures are missing.
    new, old = facts.picture_duration_s, original.picture_duration_s
    if new is None or old is None:
        new, old = facts.duration_s, original.duration_s
    if new is None or old is None:
        return True
    picture_s = 1 / min(rate for rate in (facts.frame_rate, original.frame_rate, 24.0) if rate)
    tolerance = picture_s + _BLOCK_S + _SPARE_S if original.container in _BOXES else _VAGUE_S
    return abs(new - old) <= tolerance
