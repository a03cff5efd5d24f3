"""The rules as they are shipped, and facts about footage that breaks none of them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

from avatar_wizard.assets import resource
from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import AudioFacts, Finding, FootageFacts, Question
from avatar_wizard.domain.signals import (
    PersonSignals,
    PictureSignals,
    ScreenColour,
    ScreenSignals,
    Signals,
    SoundSignals,
    Span,
)
from avatar_wizard.footage.checks import judge
from avatar_wizard.footage.rules import Rules, load_rules

SHIPPED = resource("rules", "footage.toml")
SHIPPED_TABLE = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
RULES = load_rules(SHIPPED)

STANDARD, FLEXUS, FAST_FLEXUS = (Question(edition) for edition in Edition)
GREEN_SCREEN = Question(green_screen=True)
TEST_SHOT = Question(is_test_shot=True)

GOOD = FootageFacts(
    size=2_000_000_000,
    container="mp4",
    duration_s=330.0,
    width=3840,
    height=2160,
    codec="h264",
    pixel_format="yuv420p",
    frame_rate=25.0,
    bit_rate=45_000_000,
    audio=(AudioFacts("aac", 48_000, 2, 0.0, 330.0),),
    profile="High",
    base_frame_rate=25.0,
    sample_aspect=1.0,
    stored_width=3840,
    stored_height=2160,
    bit_depth=8,
    transfer="bt709",
    primaries="bt709",
    field_order="progressive",
    start_s=0.0,
    picture_duration_s=330.0,
    index_first=True,
)
"""Good for Standard; for Flexus it is too long."""

FINE = Signals(
    is_whole=True,
    sound=SoundSignals(
        loudness=-20.0,
        true_peak=-4.0,
        curve=(-20.0,) * 330,
        silences=(Span(0.0, 16.0), Span(100.0, 102.0)),
        speech=-20.0,
        noise=-60.0,
        levels=(-22.0, -22.5),
        start_s=0.0,
        end_s=330.0,
    ),
    picture=PictureSignals(light=(50.0,) * 330, interlaced=0.0, uneven=0.0, bars=0.0, start_s=0.0, end_s=330.0),
    screen=ScreenSignals(
        ScreenColour.GREEN, coverage=0.97, unevenness=0.2, level=45.0, spill=0.01, holes=0.0, worst_s=12.0
    ),
    person=PersonSignals(samples=660, present=1.0, size=0.3, sharpness=300.0, exposure=60.0, burnt=0.0, mouth_open=0.0),
)
"""What is measured of a take with nothing to say about, under every question."""


def codes(
    facts: FootageFacts = GOOD, signals: Signals | None = FINE, question: Question = GREEN_SCREEN, rules: Rules = RULES
) -> set[str]:
    """The codes of what is said."""
    return {finding.code for finding in judge(facts, question, rules, signals)}


def only(
    facts: FootageFacts = GOOD, signals: Signals | None = FINE, question: Question = GREEN_SCREEN, rules: Rules = RULES
) -> Finding:
    """The one thing that is said."""
    (finding,) = judge(facts, question, rules, signals)
    return finding


def heard(**changes: Any) -> Signals:
    """A fine take but for its sound."""
    return replace(FINE, sound=replace(FINE.sound, **changes))


def seen(**changes: Any) -> Signals:
    """A fine take but for its picture."""
    return replace(FINE, picture=replace(FINE.picture, **changes))


def on_screen(**changes: Any) -> Signals:
    """A fine take but for its green screen."""
    return replace(FINE, screen=replace(FINE.screen, **changes))


def of_person(**changes: Any) -> Signals:
    """A fine take but for the person."""
    return replace(FINE, person=replace(FINE.person, **changes))
