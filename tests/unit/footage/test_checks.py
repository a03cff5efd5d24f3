"""Every rule for container facts, as a table: what is on either side of each limit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import AudioFacts, Finding, FootageFacts, FootageReport, RuleSource, Severity, Verdict
from avatar_wizard.footage.checks import CODES, judge

STANDARD, FLEXUS = Edition.STANDARD, Edition.FLEXUS
STOP, WARNING = Severity.STOP, Severity.WARNING
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
    audio=(AudioFacts("aac", 48_000, 2),),
)


def said(facts: FootageFacts, edition: Edition = STANDARD) -> set[tuple[str, Severity]]:
    return {(finding.code, finding.severity) for finding in judge(facts, edition)}


def only(facts: FootageFacts, edition: Edition = STANDARD) -> Finding:
    (finding,) = judge(facts, edition)
    return finding


@pytest.mark.parametrize(("edition", "seconds"), [(STANDARD, 330.0), (FLEXUS, 240.0), (Edition.FAST_FLEXUS, 240.0)])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (3840, 2160), (2160, 3840)])
def test_nothing_is_said_of_good_footage(edition, seconds, size):
    assert judge(replace(GOOD, duration_s=seconds, width=size[0], height=size[1]), edition) == ()


@pytest.mark.parametrize(
    ("change", "code", "severity", "source"),
    [
        ({"container": "mov"}, "video.mov", STOP, RuleSource.HUAWEI_REQUIRED),
        ({"container": "matroska"}, "video.container", STOP, RuleSource.HUAWEI_REQUIRED),
        ({"container": "3gp"}, "video.container", STOP, RuleSource.HUAWEI_REQUIRED),
        ({"width": 1280, "height": 720}, "video.resolution", STOP, RuleSource.HUAWEI_REQUIRED),
        ({"width": 1920, "height": 1088}, "video.resolution", STOP, RuleSource.HUAWEI_REQUIRED),
        ({"width": 4096, "height": 2160}, "video.resolution", STOP, RuleSource.HUAWEI_REQUIRED),
        ({"width": None, "height": None}, "video.resolution_unknown", WARNING, RuleSource.OURS),
        ({"codec": "unknown"}, "video.codec_unknown", STOP, RuleSource.HUAWEI_REQUIRED),
        ({"codec": "hevc"}, "video.codec", WARNING, RuleSource.HUAWEI_ADVISED),
        ({"codec": "prores"}, "video.codec", WARNING, RuleSource.HUAWEI_ADVISED),
        ({"codec": "av1"}, "video.codec", WARNING, RuleSource.HUAWEI_ADVISED),
        ({"codec": "vp9"}, "video.codec", WARNING, RuleSource.HUAWEI_ADVISED),
        ({"audio": ()}, "video.no_sound", STOP, RuleSource.HUAWEI_REQUIRED),
        ({"rotation": 90}, "video.rotated", WARNING, RuleSource.HUAWEI_ADVISED),
        ({"rotation": 180}, "video.rotated", WARNING, RuleSource.HUAWEI_ADVISED),
        ({"frame_rate": 23.0}, "video.frame_rate", WARNING, RuleSource.OURS),
        ({"frame_rate": 120.0}, "video.frame_rate", WARNING, RuleSource.OURS),
        ({"size": 5 * 1024**3 + 1}, "video.large", WARNING, RuleSource.HUAWEI_ADVISED),
        ({"duration_s": None}, "video.duration_unknown", WARNING, RuleSource.OURS),
    ],
)
def test_one_flaw_gives_one_finding(change, code, severity, source):
    finding = only(replace(GOOD, **change))
    assert (finding.code, finding.severity, finding.source) == (code, severity, source)
    assert set(finding.facts) == set(CODES[code])


@pytest.mark.parametrize(
    "change",
    [
        {"size": 5 * 1024**3},
        {"frame_rate": 24000 / 1001},
        {"frame_rate": 24.0},
        {"frame_rate": 60.02},
        {"frame_rate": None},
        {"bit_rate": None},
        {"width": 1920, "height": 1080},
    ],
)
def test_what_keeps_just_within_is_not_mentioned(change):
    assert judge(replace(GOOD, **change), STANDARD) == ()


SHORT, LONG = ("video.too_short", STOP), ("video.too_long", STOP)
ADVISED, DISPUTED = ("video.duration_advised", WARNING), ("video.duration_disputed", WARNING)


@pytest.mark.parametrize(
    ("seconds", "standard", "flexus"),
    [
        (1.0, SHORT, SHORT),
        (59.0, SHORT, SHORT),
        (59.98, SHORT, DISPUTED),
        (60.0, SHORT, DISPUTED),
        (179.0, SHORT, DISPUTED),
        (179.8, SHORT, DISPUTED),
        (179.98, ADVISED, None),
        (180.0, ADVISED, None),
        (299.0, ADVISED, None),
        (300.0, None, None),
        (301.0, None, DISPUTED),
        (360.0, None, DISPUTED),
        (361.0, ADVISED, DISPUTED),
        (600.0, ADVISED, DISPUTED),
        (600.05, ADVISED, DISPUTED),
        (600.2, LONG, LONG),
        (601.0, LONG, LONG),
        (1e9, LONG, LONG),
    ],
)
def test_duration(seconds, standard, flexus):
    facts = replace(GOOD, duration_s=seconds)
    assert said(facts, STANDARD) == ({standard} if standard else set())
    for edition in (FLEXUS, Edition.FAST_FLEXUS):
        assert said(facts, edition) == ({flexus} if flexus else set())


def test_a_duration_carries_the_limit_that_it_missed():
    assert only(replace(GOOD, duration_s=179.0)).facts == {"seconds": 179.0, "minimum": 180.0}
    assert only(replace(GOOD, duration_s=59.0), FLEXUS).facts == {"seconds": 59.0, "minimum": 60.0}
    assert only(replace(GOOD, duration_s=601.0)).facts == {"seconds": 601.0, "maximum": 600.0}


def test_a_silent_video_will_do_when_the_voice_comes_from_elsewhere_and_the_edition_knows_that():
    silent = replace(GOOD, audio=(), duration_s=240.0)
    assert judge(silent, FLEXUS, voice_from_video=False) == ()
    assert [finding.code for finding in judge(silent, FLEXUS)] == ["video.no_sound"]
    codes = [finding.code for finding in judge(silent, STANDARD, voice_from_video=False)]
    assert codes == ["video.no_sound", "video.duration_advised"]


def test_a_file_with_sound_alone_is_told_so_once():
    sound = FootageFacts(size=1, container="mp4", duration_s=330.0, audio=GOOD.audio)
    assert said(sound) == {("video.no_picture", STOP)}


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (GOOD, Verdict.OK),
        (replace(GOOD, codec="hevc"), Verdict.WARNING),
        (replace(GOOD, codec="hevc", width=640), Verdict.STOP),
    ],
)
def test_the_verdict_is_that_of_the_gravest_finding(facts, verdict):
    assert FootageReport(facts, judge(facts, STANDARD)).verdict is verdict


anything = st.builds(
    FootageFacts,
    size=st.integers(0, 2**45),
    container=st.sampled_from(["mp4", "mov", "avi", ""]),
    duration_s=st.none() | st.floats(0.001, 1e7),
    width=st.none() | st.integers(1, 10_000),
    height=st.none() | st.integers(1, 10_000),
    rotation=st.integers(-179, 180),
    codec=st.sampled_from([None, "unknown", "h264", "hevc"]),
    frame_rate=st.none() | st.floats(0.01, 1000),
    audio=st.just(()) | st.just(GOOD.audio),
)


@given(facts=anything, edition=st.sampled_from(Edition))
def test_findings_are_known_complete_unrepeated_and_the_gravest_come_first(facts, edition):
    findings = judge(facts, edition)
    order = [list(Severity).index(finding.severity) for finding in findings]
    assert order == sorted(order)
    assert len({finding.code for finding in findings}) == len(findings)
    for finding in findings:
        assert set(finding.facts) == set(CODES[finding.code])
        # Only a documented rule may keep a person from sending a file.
        assert finding.severity is not STOP or finding.source is RuleSource.HUAWEI_REQUIRED


@given(edition=st.sampled_from(Edition), seconds=st.floats(1, 700), longer=st.floats(0, 100))
def test_a_longer_take_never_turns_too_short(edition, seconds, longer):
    codes = [
        {finding.code for finding in judge(replace(GOOD, duration_s=length), edition)}
        for length in (seconds, seconds + longer)
    ]
    assert "video.too_short" in codes[0] or "video.too_short" not in codes[1]
    assert "video.too_long" in codes[1] or "video.too_long" not in codes[0]
