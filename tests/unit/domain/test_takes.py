"""The ranking of takes: whatever was found in them, an order that holds, and reasons that are true."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.footage import (
    AudioFacts,
    Finding,
    FootageFacts,
    FootageReport,
    Repair,
    RuleSource,
    Severity,
    Verdict,
)
from avatar_wizard.domain.signals import PictureSignals, Signals, SoundSignals
from avatar_wizard.domain.takes import Ranked, rank

numbers = st.one_of(st.none(), st.floats(), st.integers(-5, 5), st.booleans(), st.text(max_size=2))
findings = st.builds(
    Finding,
    st.sampled_from(["video.too_short", "video.duration_advised", "video.no_sound", "sound.noise", "of.tomorrow"]),
    st.sampled_from(Severity),
    st.sampled_from(RuleSource),
    st.dictionaries(st.sampled_from(["seconds", "minimum", "maximum"]), numbers),
    repair=st.one_of(st.none(), st.sampled_from(Repair)),
)
levels = st.one_of(st.none(), st.floats())
signals = st.builds(
    Signals,
    sound=st.one_of(st.none(), st.builds(SoundSignals, speech=levels, noise=levels)),
    picture=st.one_of(st.none(), st.builds(PictureSignals, light=st.lists(st.floats(), max_size=4).map(tuple))),
)
sides = st.one_of(st.none(), st.integers(0, 5000))
facts = st.one_of(
    st.none(), st.builds(FootageFacts, st.just(9), st.just("mp4"), width=sides, height=sides, audio=st.just(()))
)
reports = st.builds(
    FootageReport,
    facts,
    st.lists(findings, max_size=4).map(tuple),
    unreadable=st.booleans(),
    signals=st.one_of(st.none(), signals),
)
several = st.lists(reports, max_size=6).map(lambda all_: [(str(number), report) for number, report in enumerate(all_)])


def names(ranked: tuple[Ranked, ...]) -> list[str]:
    return [take.name for take in ranked]


def told(take: Ranked) -> list[tuple[str, bool]]:
    return [(reason.code, reason.is_better) for reason in take.reasons]


@given(several)
def test_everybody_gets_one_place_and_the_refused_never_stand_above_the_others(takes):
    ranked = rank(takes)
    assert sorted(names(ranked)) == sorted(name for name, _ in takes)
    assert [take.place for take in ranked] == list(range(1, len(takes) + 1))
    order = {Verdict.OK: 0, Verdict.WARNING: 0, Verdict.STOP: 1, Verdict.UNREADABLE: 2}
    assert [order[take.report.verdict] for take in ranked] == sorted(order[take.report.verdict] for take in ranked)


@given(several, st.randoms(use_true_random=False))
def test_the_order_in_which_takes_are_given_matters_only_between_those_that_are_alike(takes, random):
    shuffled = random.sample(takes, len(takes))
    one, other = rank(takes), rank(shuffled)
    for first, second in zip(one, other, strict=True):
        # The same take, or one that nothing tells from it.
        pair = rank([(first.name, first.report), ("other", second.report)])
        assert first.name == second.name or pair[1].reasons == ()


@given(several)
def test_any_two_stand_as_they_would_alone(takes):
    ranked = rank(takes)
    for above, below in pairwise(ranked):
        assert names(rank([(above.name, above.report), (below.name, below.report)])) == [above.name, below.name]
        alone = rank([(below.name, below.report), (above.name, above.report)])
        # The other way round too, unless they are alike.
        assert names(alone) == [above.name, below.name] or below.reasons == ()


@given(several)
def test_what_decided_is_told_first_and_speaks_for_the_higher_one(takes):
    ranked = rank(takes)
    for take in ranked[1:]:
        assert take.reasons == () or not take.reasons[0].is_better
    if len(ranked) > 1:
        assert ranked[0].reasons == () or ranked[0].reasons[0].is_better
    for take in ranked:
        assert len(take.reasons) <= 3
        for reason in take.reasons:
            assert set(reason.facts) in (set(), {"mine", "other"})
            assert all(isinstance(value, int) for value in reason.facts.values())


def test_one_take_is_the_best_without_a_reason():
    assert rank([]) == ()
    [only] = rank([("a", FootageReport(None, unreadable=True))])
    assert (only.place, only.reasons) == (1, ())


def take(*found: Finding, **more: object) -> FootageReport:
    size = more.pop("size", (1920, 1080))
    made = FootageFacts(9, "mp4", width=size[0], height=size[1], audio=(AudioFacts("aac", 48_000, 1),))
    return FootageReport(made, found, **more)


def stop(repair: Repair | None = None) -> Finding:
    return Finding("video.resolution", Severity.STOP, RuleSource.HUAWEI_REQUIRED, repair=repair)


def warning(source: RuleSource = RuleSource.OURS, repair: Repair | None = None) -> Finding:
    return Finding("sound.noise", Severity.WARNING, source, repair=repair)


def length(seconds: float) -> Finding:
    given_facts = {"seconds": seconds, "minimum": 300.0, "maximum": 360.0}
    return Finding("video.duration_advised", Severity.TIP, RuleSource.HUAWEI_ADVISED, given_facts)


def lit(*light: float) -> Signals:
    return Signals(picture=PictureSignals(light=light))


def heard(speech: float | None, noise: float | None) -> Signals:
    return Signals(sound=SoundSignals(speech=speech, noise=noise))


@pytest.mark.parametrize(
    ("better", "worse", "code", "numbers_told"),
    [
        (take(stop()), FootageReport(None, (), unreadable=True), "readable", None),
        (take(*[warning()] * 9), take(stop()), "sendable", None),
        (take(stop()), take(stop(), stop()), "stops", (1, 2)),
        (take(stop(Repair.REMUX)), take(stop()), "stops", None),
        (take(), take(warning()), "warnings", (0, 1)),
        (take(warning()), take(warning(RuleSource.HUAWEI_ADVISED)), "warnings", None),
        (take(warning(repair=Repair.AAC)), take(warning()), "warnings", None),
        # Three small ones weigh less than two large ones: told without the numbers, which would say the contrary.
        (
            take(*[warning(repair=Repair.AAC)] * 3),
            take(*[warning(RuleSource.HUAWEI_ADVISED)] * 2),
            "warnings",
            None,
        ),
        (take(length(290)), take(length(200)), "length", (10, 100)),
        (take(length(380)), take(length(500)), "length", (20, 140)),
        (take(signals=lit(50, 50)), take(signals=lit(50, 40)), "light", (0, 20)),
        (take(signals=lit(50, 45)), take(), "light", None),
        (take(signals=heard(-20, -60)), take(signals=heard(-20, -40)), "sound", (40, 20)),
        (take(signals=heard(-20, -60)), take(signals=heard(-20, None)), "sound", None),
        (take(size=(2160, 3840)), take(), "size", (2160, 1080)),
        (take(), take(Finding("picture.bars", Severity.TIP, RuleSource.OURS)), "tips", (0, 1)),
    ],
)
def test_what_puts_a_take_above_another(better, worse, code, numbers_told):
    for given_takes in ([("b", better), ("w", worse)], [("w", worse), ("b", better)]):
        first, second = rank(given_takes)
        assert (first.name, second.name) == ("b", "w")
        assert told(first)[0] == (code, True)
        assert told(second)[0] == (code, False)
        facts = numbers_told and {"mine": numbers_told[0], "other": numbers_told[1]}
        assert first.reasons[0].facts == (facts or {})


def test_the_weightier_reason_decides_and_the_lighter_ones_are_told_too():
    first, second = rank([("4K", take(warning(), size=(3840, 2160))), ("HD", take())])
    assert first.name == "HD"
    assert told(first) == [("warnings", True), ("size", False)]
    assert told(second) == [("warnings", False), ("size", True)]


def test_measurements_beyond_all_reason_are_borne():
    loud, length_off = heard(1e308, -1e308), Finding("video.too_long", Severity.TIP, RuleSource.OURS)
    wild = take(replace(length_off, facts={"seconds": 1e308, "maximum": -1e308}), signals=loud)
    assert names(rank([("wild", wild), ("plain", take())])) == ["plain", "wild"]


def test_of_the_unreadable_and_the_refused_only_what_matters_is_told():
    gone = FootageReport(None, (stop(),), unreadable=True)
    good, refused, unreadable = rank([("gone", gone), ("stop", take(stop(), warning())), ("good", take())])
    assert told(good) == [("sendable", True), ("warnings", True)]
    assert told(refused) == [("sendable", False), ("warnings", False)]
    assert told(unreadable) == [("readable", False)]


def test_differences_that_nobody_sees_do_not_decide():
    near = take(length(295), signals=lit(50, 49.9))
    nearer = take(length(299), signals=lit(50, 49.95))
    assert names(rank([("a", near), ("b", nearer)])) == ["a", "b"]
    assert names(rank([("b", nearer), ("a", near)])) == ["b", "a"]
    assert rank([("a", near), ("b", nearer)])[1].reasons == ()


@pytest.mark.parametrize("odd", [nan, inf, -inf])
def test_odd_measurements_are_as_good_as_none(odd):
    strange = take(length(odd), signals=Signals(SoundSignals(speech=odd), picture=PictureSignals(light=(odd, 0.0))))
    assert names(rank([("odd", strange), ("plain", take(length(299), signals=lit(50, 50)))])) == ["plain", "odd"]
