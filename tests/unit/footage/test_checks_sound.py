"""What is said of the sound: a case and a near miss for every code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import AudioFacts, Question, Repair, RuleSource, Severity
from avatar_wizard.domain.signals import PersonSignals, Signals, Span
from avatar_wizard.footage.checks import CODES, unmade
from avatar_wizard.footage.rules import merge
from support.judging import FINE, FLEXUS, GOOD, RULES, SHIPPED_TABLE, STANDARD, TEST_SHOT, codes, heard, only

STOP, WARNING, TIP = Severity.STOP, Severity.WARNING, Severity.TIP
REQUIRED, ADVISED, OURS = RuleSource.HUAWEI_REQUIRED, RuleSource.HUAWEI_ADVISED, RuleSource.OURS
TRACK = GOOD.audio[0]
OPENING = Span(0.0, 16.0)
IMAGE_ONLY = Question(Edition.FLEXUS, voice_from_video=False)


def clipped(*moments: float) -> tuple[Span, ...]:
    """Places where full scale was reached."""
    return tuple(Span(at, at + 0.001, 5) for at in moments)


TRACKS = [
    ("sound.tracks", WARNING, OURS, (TRACK, TRACK), Repair.AAC),
    ("sound.codec", TIP, OURS, (replace(TRACK, codec="pcm_s16le"),), Repair.AAC),
    ("sound.codec", TIP, OURS, (replace(TRACK, codec="unknown"),), None),
    ("sound.sample_rate", WARNING, OURS, (replace(TRACK, sample_rate=22_050),), None),
    ("sound.offset", WARNING, ADVISED, (replace(TRACK, start_s=0.12, duration_s=329.88),), None),
    ("sound.offset", WARNING, ADVISED, (replace(TRACK, start_s=-0.12, duration_s=330.12),), None),
    ("sound.length", WARNING, ADVISED, (replace(TRACK, duration_s=329.4),), None),
    ("sound.length", WARNING, ADVISED, (replace(TRACK, duration_s=330.6),), None),
    ("sound.length_slight", TIP, OURS, (replace(TRACK, duration_s=329.8),), None),
]
HEARD: list[tuple[str, Severity, RuleSource, dict[str, Any], Repair | None]] = [
    ("sound.silent", WARNING, ADVISED, {"loudness": -50.1}, None),
    ("sound.one_sided", WARNING, OURS, {"levels": (-22.0, -60.0)}, None),
    ("sound.too_quiet", WARNING, OURS, {"loudness": -32.0, "true_peak": -12.0}, Repair.LOUDNESS),
    ("sound.too_quiet", WARNING, OURS, {"loudness": -32.0, "true_peak": None}, Repair.LOUDNESS),
    ("sound.too_quiet_peaks", WARNING, OURS, {"loudness": -36.0, "true_peak": -4.0}, Repair.LOUDNESS),
    ("sound.too_quiet_peaks", WARNING, OURS, {"loudness": -36.0, "true_peak": -1.5}, None),
    ("sound.too_loud", WARNING, OURS, {"loudness": -13.0}, Repair.LOUDNESS),
    ("sound.peak", TIP, OURS, {"true_peak": -0.5}, Repair.LOUDNESS),
    ("sound.peak", TIP, OURS, {"true_peak": 0.5, "loudness": -29.0}, None),
    ("sound.clipping", WARNING, OURS, {"clipped": clipped(20, 30, 40, 50)}, None),
    ("sound.clipping_slight", TIP, OURS, {"clipped": clipped(20, 20.1, 20.2)}, None),
    ("sound.noise", WARNING, ADVISED, {"speech": -20.0, "noise": -39.9}, None),
    ("sound.opening_short", WARNING, ADVISED, {"silences": (Span(0.0, 14.6),)}, None),
    ("sound.opening_short", WARNING, ADVISED, {"silences": ()}, None),
    ("sound.opening_short", WARNING, ADVISED, {"silences": (Span(0.6, 9.0),)}, None),
    ("sound.opening_short", WARNING, ADVISED, {"silences": (Span(0.6, 15.2),)}, None),
    ("sound.opening_long", TIP, ADVISED, {"silences": (Span(0.0, 25.5),)}, None),
    ("sound.dead_air", WARNING, OURS, {"silences": (OPENING, Span(100.0, 110.1))}, None),
]
MISSES: dict[str, dict[str, Any]] = {
    "sound.one_sided": {"levels": (-22.0, -41.9)},
    "sound.one_sided, mono": {"levels": (-22.0,)},
    "sound.one_sided, five channels": {"levels": (-22.0, -22.0, -22.0, -80.0, -80.0)},
    "sound.too_quiet": {"loudness": -30.0, "true_peak": -12.0},
    "sound.too_loud": {"loudness": -14.0},
    "sound.peak": {"true_peak": -1.0},
    "sound.noise": {"speech": -20.0, "noise": -40.0},
    "sound.noise, not measured": {"noise": None},
    "sound.opening_short": {"silences": (Span(0.0, 14.8),)},
    "sound.opening_short, a click at the start": {"silences": (Span(0.4, 15.5),)},
    "sound.opening_short, somebody calls action": {"silences": (Span(2.0, 17.5),)},
    "sound.opening_long": {"silences": (Span(0.0, 25.2),)},
    "sound.dead_air": {"silences": (OPENING, Span(100.0, 110.0))},
    "sound.dead_air, the opening itself": {"silences": (Span(0.0, 20.0),)},
}


@pytest.mark.parametrize(("code", "severity", "source", "tracks", "repair"), TRACKS)
def test_one_fault_of_the_tracks(code, severity, source, tracks, repair):
    finding = only(replace(GOOD, audio=tracks), None)
    assert (finding.code, finding.severity, finding.source, finding.repair) == (code, severity, source, repair)
    assert set(finding.facts) == set(CODES[code])


@pytest.mark.parametrize(("code", "severity", "source", "change", "repair"), HEARD)
def test_one_fault_that_was_heard(code, severity, source, change, repair):
    finding = only(GOOD, heard(**change))
    assert (finding.code, finding.severity, finding.source, finding.repair) == (code, severity, source, repair)
    assert set(finding.facts) == set(CODES[code])


@pytest.mark.parametrize(
    "track",
    [
        replace(TRACK, sample_rate=44_100),
        replace(TRACK, sample_rate=None),
        replace(TRACK, start_s=0.1, duration_s=329.9),
        replace(TRACK, duration_s=330.09),
        replace(TRACK, start_s=None),
        replace(TRACK, duration_s=None),
    ],
)
def test_tracks_that_keep_just_within(track):
    assert codes(replace(GOOD, audio=(track,)), None) == set()


@pytest.mark.parametrize("change", MISSES.values(), ids=MISSES)
def test_what_keeps_just_within_is_not_mentioned(change):
    assert codes(GOOD, heard(**change)) == set()


def test_every_code_of_the_sound_has_a_case():
    of_takes = {code for code in CODES if code.startswith("sound.")} - {"sound.opening_test"}
    assert {case[0] for case in (*TRACKS, *HEARD)} == of_takes


# --- silence


def test_without_sound_there_is_no_voice():
    finding = only(replace(GOOD, audio=()), None, STANDARD)
    assert (finding.code, finding.severity, finding.source) == ("video.no_sound", STOP, REQUIRED)


def test_sound_does_not_matter_when_the_voice_comes_from_elsewhere_and_the_edition_knows_that():
    facts = replace(GOOD, duration_s=240.0)
    bad = heard(loudness=-60.0, noise=-10.0, silences=())
    assert codes(facts, bad, IMAGE_ONLY) == set()
    assert codes(replace(facts, audio=()), None, IMAGE_ONLY) == set()
    assert codes(replace(facts, audio=()), None, FLEXUS) == {"video.no_sound"}
    elsewhere = Question(Edition.STANDARD, voice_from_video=False)
    assert codes(replace(facts, audio=()), None, elsewhere) == {"video.no_sound", "video.duration_advised"}


def test_only_who_has_heard_all_of_it_calls_it_silent():
    signals = heard(loudness=-55.0, true_peak=-40.0, silences=(Span(0.0, 60.0),), end_s=60.0)
    assert "sound.silent" in codes(GOOD, signals)
    assert "sound.silent" not in codes(GOOD, replace(signals, is_whole=False))


@pytest.mark.parametrize(("levels", "is_silent"), [((-90.0, -90.0), True), ((-90.0, -49.0), False), ((), False)])
def test_sound_too_quiet_for_a_loudness_meter(levels, is_silent):
    signals = heard(loudness=None, true_peak=None, levels=levels, silences=(Span(0.0, 330.0),))
    assert ("sound.silent" in codes(GOOD, signals)) is is_silent


def test_nothing_else_is_said_of_silence():
    assert codes(GOOD, heard(loudness=-60.0, levels=(-60.0, -99.0), noise=-60.0, speech=-60.0, silences=())) == {
        "sound.silent"
    }


# --- loudness and what gain can do


def test_gain_is_told_how_far_it_can_go():
    far = only(GOOD, heard(loudness=-36.0, true_peak=-4.0))
    assert far.facts == {"loudness": -36.0, "minimum": -30.0, "maximum": -14.0, "reachable": -34.0}
    none = only(GOOD, heard(loudness=-36.0, true_peak=-1.0))
    assert (none.facts["reachable"], none.repair) == (-36.0, None)
    near = only(GOOD, heard(loudness=-36.0, true_peak=-8.0))
    assert (near.code, near.facts["loudness"]) == ("sound.too_quiet", -36.0)


def test_one_thing_is_said_of_the_level():
    assert codes(GOOD, heard(loudness=-13.0, true_peak=0.3)) == {"sound.too_loud"}
    assert codes(GOOD, heard(loudness=-40.0, true_peak=0.3)) == {"sound.too_quiet_peaks"}


def test_a_clipped_place_is_shown_with_the_worst_first():
    spans = (Span(20.0, 20.01, 4), Span(200.0, 200.01, 40), Span(260.0, 260.01, 5))
    finding = only(GOOD, heard(clipped=spans))
    assert finding.code == "sound.clipping_slight"
    assert (finding.start_s, finding.spans[1:]) == (200.0, ((20.0, 20.01), (260.0, 260.01)))


def test_clipping_is_counted_in_seconds_with_sound():
    # 330 s less 18 s of silence: three seconds are below one percent, four above.
    assert codes(GOOD, heard(clipped=clipped(20, 30, 40))) == {"sound.clipping_slight"}
    finding = only(GOOD, heard(clipped=clipped(20, 30, 40, 50, 50.5)))
    assert finding.facts == {"count": 5, "percent": 1.3}
    assert only(GOOD, heard(clipped=(Span(20.5, 23.5, 9),))).facts == {"count": 1, "percent": 1.3}


# --- opening and pauses


def test_the_opening_is_where_sound_begins():
    finding = only(GOOD, heard(silences=(Span(0.0, 3.0),)))
    assert finding.facts == {"seconds": 3.0, "minimum": 15.0}
    assert (finding.start_s, finding.end_s) == (0.0, 3.0)
    assert only(GOOD, heard(silences=())).facts["seconds"] == 0


def test_a_test_shot_need_not_be_silent_for_long():
    facts = replace(GOOD, duration_s=30.0, picture_duration_s=None)
    short = heard(silences=(Span(0.0, 1.0),))
    finding = only(facts, short, TEST_SHOT)
    assert (finding.code, finding.severity) == ("sound.opening_test", TIP)
    assert finding.facts == {"seconds": 1.0, "minimum": 3.0}
    assert codes(facts, heard(silences=(Span(0.0, 2.8),)), TEST_SHOT) == set()
    assert codes(facts, heard(silences=(Span(0.0, 28.0),)), TEST_SHOT) == set()


def test_an_opening_that_goes_on_beyond_what_was_heard_is_not_yet_too_long():
    signals = replace(heard(silences=(Span(0.0, 60.0),), end_s=60.0), is_whole=False)
    assert codes(GOOD, signals) == set()
    assert codes(GOOD, replace(signals, sound=replace(signals.sound, end_s=70.0))) == {"sound.opening_long"}


def test_the_longest_pause_is_shown_first():
    finding = only(GOOD, heard(silences=(Span(200.0, 230.0), Span(50.0, 61.0), OPENING)))
    assert finding.facts == {"seconds": 30.0, "count": 2}
    assert finding.spans == ((200.0, 230.0), (50.0, 61.0))


# --- in step with the picture


def test_what_was_heard_weighs_more_than_what_the_file_promises():
    odd = replace(GOOD, audio=(replace(TRACK, start_s=0.4, duration_s=320.0),))
    assert codes(odd, None) == {"sound.offset", "sound.length"}
    assert codes(odd, FINE) == set()
    assert codes(odd, replace(FINE, is_whole=False)) == {"sound.offset", "sound.length"}
    assert codes(GOOD, heard(end_s=327.0)) == {"sound.length"}
    assert codes(GOOD, heard(start_s=0.3)) == {"sound.offset"}
    assert codes(odd, heard(end_s=None)) == {"sound.offset", "sound.length"}


def test_the_missing_end_is_the_place_to_show():
    finding = only(GOOD, heard(end_s=327.0))
    assert (finding.start_s, finding.end_s, finding.facts) == (327.0, 330.0, {"seconds": 3.0})


def test_a_second_track_of_an_unknown_kind_does_not_hinder_the_repair():
    finding = only(replace(GOOD, audio=(TRACK, AudioFacts("unknown", None, 4))), None)
    assert (finding.code, finding.repair) == ("sound.tracks", Repair.AAC)


def test_a_check_that_a_studio_switched_off_says_nothing():
    for code, change in ((case[0], case[3]) for case in HEARD):
        area, name = code.split(".")
        if RULES.of(code, Edition.STANDARD).source is REQUIRED:
            continue
        off = merge(SHIPPED_TABLE, {"name": "n", "version": "1", area: {name: {"severity": "off"}}})
        assert code not in codes(GOOD, heard(**change), rules=off)


# --- what could not be checked


def test_checks_that_were_not_made_are_named():
    assert unmade(GOOD, None, STANDARD) == ("unmade.look",)
    assert unmade(None, None, STANDARD) == ()
    assert unmade(GOOD, FINE, Question(green_screen=True)) == ()
    assert unmade(GOOD, replace(FINE, is_whole=False), STANDARD) == ("unmade.full",)
    assert unmade(GOOD, replace(FINE, person=None), STANDARD) == ("unmade.person",)
    assert unmade(GOOD, replace(FINE, person=PersonSignals()), STANDARD) == ("unmade.person",)
    assert unmade(GOOD, replace(FINE, screen=None), STANDARD) == ()
    assert unmade(GOOD, replace(FINE, screen=None), Question(green_screen=True)) == ("unmade.screen",)
    assert unmade(GOOD, Signals(is_whole=True, sound=FINE.sound), STANDARD) == ("unmade.picture",)
    assert unmade(GOOD, replace(FINE, sound=None), STANDARD) == ("unmade.sound",)
    assert unmade(GOOD, replace(FINE, sound=None), IMAGE_ONLY) == ()
    assert unmade(replace(GOOD, audio=()), replace(FINE, sound=None), STANDARD) == ()
