"""Judging as a whole: order, completeness and places of findings, whatever was measured."""

from __future__ import annotations

from dataclasses import fields, replace
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import FootageFacts, FootageReport, Question, RuleSource, Severity, Verdict
from avatar_wizard.domain.signals import (
    PersonSignals,
    PictureSignals,
    ScreenColour,
    ScreenSignals,
    Signals,
    SoundSignals,
    Span,
)
from avatar_wizard.footage.checks import CODES, UNMADE, UNREADABLE, judge, unmade
from avatar_wizard.footage.checks.case import MOST_SPANS, joined
from support.judging import FINE, GOOD, RULES, STANDARD, codes, seen

STOP = Severity.STOP


@pytest.mark.parametrize(
    ("edition", "seconds"), [(Edition.STANDARD, 330.0), (Edition.FLEXUS, 240.0), (Edition.FAST_FLEXUS, 240.0)]
)
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (3840, 2160), (2160, 3840)])
@pytest.mark.parametrize("signals", [None, FINE])
def test_nothing_is_said_of_good_footage(edition, seconds, size, signals):
    facts = replace(GOOD, duration_s=seconds, width=size[0], height=size[1])
    for green_screen in (False, True):
        assert judge(facts, Question(edition, green_screen=green_screen), RULES, signals) == ()


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (GOOD, Verdict.OK),
        (replace(GOOD, index_first=False), Verdict.OK),
        (replace(GOOD, codec="hevc"), Verdict.WARNING),
        (replace(GOOD, codec="hevc", width=640), Verdict.STOP),
    ],
)
def test_the_verdict_is_that_of_the_gravest_finding(facts, verdict):
    assert FootageReport(facts, judge(facts, STANDARD, RULES)).verdict is verdict


def test_codes_are_of_one_kind_each():
    assert not set(CODES) & set(UNREADABLE)
    assert not (set(CODES) | set(UNREADABLE)) & set(UNMADE)


# --- places


def test_close_places_are_one_and_the_worst_comes_first():
    spans = [Span(50.0, 51.0, 2.0), Span(10.0, 11.0, 3.0), Span(11.9, 12.0, -9.0), Span(90.0, 95.0, 2.0)]
    assert joined(spans) == (Span(10.0, 12.0, -9.0), Span(50.0, 51.0, 2.0), Span(90.0, 95.0, 2.0))
    assert joined([]) == ()
    assert joined([Span(1.0, 9.0), Span(2.0, 3.0)]) == (Span(1.0, 9.0),)


def test_of_many_places_the_worst_are_kept():
    spans = [Span(10.0 * number, 10.0 * number + 1, float(number % 7)) for number in range(500)]
    kept = joined(spans)
    assert len(kept) == MOST_SPANS
    assert {span.peak for span in kept} == {6.0}
    assert list(kept[1:]) == sorted(kept[1:], key=lambda span: span.start_s)


def test_places_stay_few_in_a_finding():
    (finding,) = judge(GOOD, STANDARD, RULES, seen(cuts=tuple(3.0 * number for number in range(2000))))
    assert len(finding.spans) == MOST_SPANS
    assert finding.facts == {"count": 2000}


# --- whatever was measured

times = st.floats(0, 700)
spans = st.builds(lambda at, length, peak: Span(at, at + length, peak), times, st.floats(0, 60), st.floats(-100, 100))
shares = st.none() | st.floats(0, 1)
levels = st.none() | st.floats(-120, 6)
percents = st.none() | st.floats(0, 100)


def built(kind: type, **special: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a kind of signals, field by field by its type."""
    hints = get_type_hints(kind)
    named: dict[str, st.SearchStrategy[Any]] = {}
    for field in fields(kind):
        hint = hints[field.name]
        if hint == tuple[Span, ...]:
            named[field.name] = st.lists(spans, max_size=4).map(tuple)
        elif hint == tuple[float, ...]:
            named[field.name] = st.lists(times, max_size=4).map(tuple)
        elif isinstance(hint, UnionType) and float in get_args(hint):
            named[field.name] = shares | times | levels
    return st.builds(kind, **{**named, **special})


sounds = built(SoundSignals, levels=st.lists(st.floats(-120, 0), max_size=6).map(tuple))
pictures = built(PictureSignals, interlaced=shares, uneven=shares, bars=shares)
screens = built(ScreenSignals, colour=st.sampled_from(ScreenColour), coverage=shares, spill=shares, holes=shares)
persons = built(PersonSignals, samples=st.integers(0, 2000), present=shares, size=shares, mouth_open=shares)
measured = st.none() | st.builds(
    Signals,
    is_whole=st.booleans(),
    decode_errors=st.lists(times, max_size=3).map(tuple),
    ends_early_s=st.none() | times,
    sound=st.none() | sounds,
    picture=st.none() | pictures,
    screen=st.none() | screens,
    person=st.none() | persons,
)
tracks = st.builds(
    lambda track, rate, start: replace(track, sample_rate=rate, start_s=start),
    st.just(GOOD.audio[0]),
    st.none() | st.sampled_from([8000, 48_000]),
    st.none() | st.floats(-1, 1),
)
anything = st.builds(
    FootageFacts,
    size=st.integers(0, 2**45),
    container=st.sampled_from(["mp4", "mov", "avi", ""]),
    duration_s=st.none() | st.floats(0.001, 1e7),
    width=st.none() | st.integers(1, 10_000),
    height=st.none() | st.integers(1, 10_000),
    rotation=st.integers(-179, 180),
    codec=st.sampled_from([None, "unknown", "h264", "hevc", "av1"]),
    pixel_format=st.sampled_from([None, "yuv420p", "yuv422p", "yuv420p10le"]),
    frame_rate=st.none() | st.floats(0.01, 1000),
    bit_rate=st.none() | st.integers(1, 10**9),
    audio=st.lists(tracks, max_size=3).map(tuple),
    base_frame_rate=st.none() | st.floats(0.01, 100_000),
    sample_aspect=st.none() | st.floats(0.1, 10),
    stored_width=st.none() | st.integers(1, 10_000),
    stored_height=st.none() | st.integers(1, 10_000),
    bit_depth=st.none() | st.integers(1, 16),
    transfer=st.sampled_from([None, "bt709", "smpte2084"]),
    primaries=st.sampled_from([None, "bt709", "bt2020"]),
    field_order=st.sampled_from([None, "progressive", "tt"]),
    start_s=st.none() | st.floats(-1, 1),
    picture_duration_s=st.none() | st.floats(0.001, 1e7),
    index_first=st.none() | st.booleans(),
)
questions = st.builds(Question, st.sampled_from(Edition), st.booleans(), st.booleans(), st.booleans())


@settings(max_examples=150)
@given(facts=anything, question=questions, signals=measured)
def test_findings_are_known_complete_unrepeated_and_the_gravest_come_first(facts, question, signals):
    findings = judge(facts, question, RULES, signals)
    order = [list(Severity).index(finding.severity) for finding in findings]
    assert order == sorted(order)
    assert len({finding.code for finding in findings}) == len(findings)
    for finding in findings:
        assert set(finding.facts) == set(CODES[finding.code])
        # Only a documented rule may keep a person from sending a file.
        assert finding.severity is not STOP or finding.source is RuleSource.HUAWEI_REQUIRED
        assert finding.source is RULES.checks[finding.code, question.edition].source
        assert finding.spans[:1] == (() if finding.start_s is None else ((finding.start_s, finding.end_s),))
        assert len(finding.spans) <= MOST_SPANS
        for value in finding.facts.values():
            assert value is None or isinstance(value, int | float | str)
    assert set(unmade(facts, signals, question)) <= set(UNMADE)


@given(edition=st.sampled_from(Edition), seconds=st.floats(1, 700), longer=st.floats(0, 100))
def test_a_longer_take_never_turns_too_short(edition, seconds, longer):
    short, long = (
        codes(replace(GOOD, duration_s=length), None, Question(edition)) for length in (seconds, seconds + longer)
    )
    assert "video.too_short" in short or "video.too_short" not in long
    assert "video.too_long" in long or "video.too_long" not in short


@given(signals=measured)
def test_of_one_file_nothing_is_found_twice_and_nothing_by_chance(signals):
    assert judge(GOOD, STANDARD, RULES, signals) == judge(GOOD, STANDARD, RULES, signals)
