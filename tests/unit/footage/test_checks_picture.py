"""What is said of the picture, the green screen and the person: a case and a near miss for every code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import Question, RuleSource, Severity
from avatar_wizard.domain.signals import ScreenColour, Signals, Span
from avatar_wizard.footage.checks import CODES
from support.judging import FINE, FLEXUS, GOOD, GREEN_SCREEN, STANDARD, codes, of_person, on_screen, only, seen

WARNING, TIP = Severity.WARNING, Severity.TIP
ADVISED, OURS = RuleSource.HUAWEI_ADVISED, RuleSource.OURS
AT = Span(100.0, 100.5)

CASES = [
    ("picture.black", WARNING, OURS, seen(black=(Span(50.0, 50.1),))),
    ("picture.frozen", WARNING, OURS, seen(frozen=(Span(50.0, 50.5),))),
    ("picture.cuts", WARNING, ADVISED, seen(cuts=(50.0,))),
    ("picture.light_drift", WARNING, ADVISED, seen(drift=(Span(50.0, 60.0, -5.1),))),
    ("picture.flicker", WARNING, OURS, seen(flicker=(Span(50.0, 60.0, 2.0),))),
    ("picture.shake", WARNING, ADVISED, seen(shake=(Span(50.0, 60.0, 0.5),))),
    ("picture.bars", WARNING, OURS, seen(bars=0.03)),
    ("screen.none", WARNING, ADVISED, on_screen(coverage=0.59)),
    ("screen.none", WARNING, ADVISED, on_screen(colour=ScreenColour.OTHER, coverage=None)),
    ("screen.blue", WARNING, ADVISED, on_screen(colour=ScreenColour.BLUE)),
    ("screen.coverage", WARNING, ADVISED, on_screen(coverage=0.84)),
    ("screen.uneven", WARNING, ADVISED, on_screen(unevenness=0.34)),
    ("screen.dark", TIP, OURS, on_screen(level=34.9)),
    ("screen.bright", TIP, OURS, on_screen(level=60.1)),
    ("screen.spill", WARNING, OURS, on_screen(spill=0.081)),
    ("screen.holes", WARNING, ADVISED, on_screen(holes=0.011)),
    ("person.absent", WARNING, OURS, of_person(present=0.979, absent=(Span(50.0, 57.0),))),
    ("person.crowd", WARNING, OURS, of_person(crowd=(AT,))),
    ("person.sideways", WARNING, ADVISED, of_person(sideways=(Span(0.0, 330.0),), present=0.0)),
    ("person.small", WARNING, OURS, of_person(size=0.124)),
    ("person.outside", WARNING, OURS, of_person(outside=(Span(50.0, 51.0),))),
    ("person.blurred", WARNING, ADVISED, of_person(sharpness=149.0)),
    ("person.dark", TIP, OURS, of_person(exposure=44.9)),
    ("person.bright", TIP, OURS, of_person(exposure=75.1)),
    ("person.burnt", WARNING, OURS, of_person(burnt=0.011)),
    ("person.mouth_open", WARNING, ADVISED, of_person(mouth_open=0.11)),
]

MISSES = {
    "picture.black": seen(black=(Span(50.0, 50.08),)),
    "picture.frozen": seen(frozen=(Span(50.0, 50.4),)),
    "picture.light_drift": seen(drift=(Span(50.0, 60.0, -4.9),)),
    "picture.flicker": seen(flicker=(Span(50.0, 60.0, 1.9),)),
    "picture.shake": seen(shake=(Span(50.0, 60.0, 0.4),)),
    "picture.bars": seen(bars=0.02),
    "screen.coverage": on_screen(coverage=0.85),
    "screen.uneven": on_screen(unevenness=1 / 3),
    "screen.dark": on_screen(level=35.0),
    "screen.bright": on_screen(level=60.0),
    "screen.spill": on_screen(spill=0.08),
    "screen.holes": on_screen(holes=0.01),
    "screen, hardly measured": on_screen(coverage=None, unevenness=None, level=None, spill=None, holes=None),
    "person.absent": of_person(present=0.981, absent=(Span(50.0, 52.0),)),
    "person.crowd": of_person(crowd=(Span(50.0, 50.4),)),
    "person.sideways": of_person(sideways=(Span(50.0, 51.0),)),
    "person.small": of_person(size=0.125),
    "person.outside": of_person(outside=(Span(50.0, 50.9),)),
    "person.blurred": of_person(sharpness=150.0),
    "person.dark": of_person(exposure=45.0),
    "person.bright": of_person(exposure=75.0),
    "person.burnt": of_person(burnt=0.01),
    "person.mouth_open": of_person(mouth_open=0.1),
    "person, nothing sampled": of_person(samples=0, present=0.0, size=0.01),
    "nothing looked at": Signals(),
    "nothing to find": FINE,
}


@pytest.mark.parametrize(("code", "severity", "source", "signals"), CASES)
def test_one_fault_gives_one_finding(code, severity, source, signals):
    finding = only(GOOD, signals)
    assert (finding.code, finding.severity, finding.source) == (code, severity, source)
    assert finding.repair is None
    assert set(finding.facts) == set(CODES[code])


@pytest.mark.parametrize("signals", MISSES.values(), ids=MISSES)
def test_what_keeps_just_within_is_not_mentioned(signals):
    assert codes(GOOD, signals) == set()


def test_every_code_has_a_case():
    told = {case[0] for case in CASES}
    assert told == {code for code in CODES if code.split(".")[0] in ("picture", "screen", "person")}


# --- the picture


def test_the_longest_gap_is_the_place_to_show():
    spans = (Span(10.0, 10.2, 900.0), Span(50.0, 53.0), Span(90.0, 90.01))
    finding = only(GOOD, seen(black=spans))
    assert finding.facts == {"seconds": 3.0, "count": 2}
    assert finding.spans == ((50.0, 53.0), (10.0, 10.2))


def test_cuts_are_moments():
    finding = only(GOOD, seen(cuts=(200.0, 50.0)))
    assert finding.facts == {"count": 2}
    assert finding.spans == ((50.0, 50.0), (200.0, 200.0))


def test_the_strongest_movement_is_the_place_to_show():
    shake = (Span(10.0, 12.0, 0.6), Span(50.0, 51.0, 1.44), Span(90.0, 99.0, 0.3))
    finding = only(GOOD, seen(shake=shake))
    assert finding.facts == {"percent": 1.4, "count": 2}
    assert finding.start_s == 50.0
    assert only(GOOD, seen(drift=(Span(1.0, 2.0, 6.0), Span(20.0, 30.0, -9.0)))).facts == {"percent": 9.0}


# --- the green screen


@pytest.mark.parametrize("question", [STANDARD, Question(Edition.FLEXUS)])
def test_nobody_asks_for_a_screen_when_the_background_stays(question):
    facts = replace(GOOD, duration_s=300.0)
    assert codes(facts, on_screen(colour=ScreenColour.OTHER, coverage=0.0), question) == set()


def test_a_screen_that_is_none_is_not_judged_as_one():
    bad = {"unevenness": 3.0, "level": 5.0, "spill": 1.0, "holes": 1.0}
    assert codes(GOOD, on_screen(colour=ScreenColour.OTHER, coverage=0.0, **bad)) == {"screen.none"}
    assert codes(GOOD, on_screen(colour=ScreenColour.BLUE, **bad)) == {"screen.blue"}
    assert codes(GOOD, on_screen(**bad)) == {"screen.uneven", "screen.dark", "screen.spill", "screen.holes"}


def test_the_screen_is_shown_where_it_is_worst():
    finding = only(GOOD, on_screen(unevenness=1.0))
    assert (finding.start_s, finding.spans) == (12.0, ((12.0, 12.0),))
    assert only(GOOD, on_screen(unevenness=1.0, worst_s=None)).start_s is None


# --- the person


def test_flexus_wants_a_larger_face():
    facts = replace(GOOD, duration_s=240.0)
    small = of_person(size=0.19)
    assert codes(replace(GOOD, duration_s=330.0), small, GREEN_SCREEN) == set()
    finding = only(facts, small, FLEXUS)
    assert (finding.code, finding.source) == ("person.small", ADVISED)
    assert finding.facts == {"percent": 19.0, "minimum": 20.0}


def test_of_a_person_lying_down_nothing_else_is_said():
    lying = of_person(present=0.0, absent=(Span(0.0, 330.0),), sideways=(Span(0.0, 330.0),), size=0.01, mouth_open=1.0)
    assert codes(GOOD, lying) == {"person.sideways"}


@pytest.mark.parametrize(
    ("silences", "is_said"), [((Span(0.0, 15.0),), True), ((Span(0.0, 5.0),), False), ((Span(4.0, 30.0),), False)]
)
def test_in_a_test_shot_the_mouth_may_open_with_the_voice(silences, is_said):
    facts, shot = replace(GOOD, duration_s=40.0), Question(is_test_shot=True)
    signals = replace(of_person(mouth_open=0.3), sound=replace(FINE.sound, silences=silences))
    assert ("person.mouth_open" in codes(facts, signals, shot)) is is_said
    assert "person.mouth_open" in codes(facts, signals, STANDARD)


def test_how_long_is_added_up():
    finding = only(GOOD, of_person(crowd=(Span(10.0, 11.0), Span(50.0, 53.0), Span(90.0, 90.2))))
    assert finding.facts == {"seconds": 4.0, "count": 2}
    assert finding.start_s == 50.0
