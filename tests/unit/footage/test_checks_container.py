"""What is said of the file itself: a case and a near miss for every code, and no fault in the name of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import Finding, FootageFacts, Question, Repair, RuleSource, Severity
from avatar_wizard.domain.signals import PictureSignals, Signals
from avatar_wizard.footage.checks import CODES, judge
from support.judging import FAST_FLEXUS, FINE, FLEXUS, GOOD, RULES, STANDARD, TEST_SHOT, codes, only, seen

STOP, WARNING, TIP = Severity.STOP, Severity.WARNING, Severity.TIP
REQUIRED, ADVISED, OURS = RuleSource.HUAWEI_REQUIRED, RuleSource.HUAWEI_ADVISED, RuleSource.OURS
NOTHING = Signals()
HD = {"width": 1920, "height": 1080, "stored_width": 1920, "stored_height": 1080}
DEEP = {"bit_depth": 10, "pixel_format": "yuv420p10le"}

CASES = [
    ("video.mov", STOP, REQUIRED, {"container": "mov"}, Repair.REMUX),
    ("video.mov", STOP, REQUIRED, {"container": "mov", "index_first": False}, Repair.REMUX),
    ("video.container", STOP, REQUIRED, {"container": "matroska"}, Repair.REMUX),
    ("video.container", STOP, REQUIRED, {"container": "3gp"}, Repair.REMUX),
    ("video.container", STOP, REQUIRED, {"container": "avi"}, None),
    ("video.index_last", TIP, OURS, {"index_first": False}, Repair.REMUX),
    ("video.codec_unknown", STOP, REQUIRED, {"codec": "unknown", "pixel_format": None}, None),
    ("video.codec", WARNING, ADVISED, {"codec": "hevc"}, Repair.H264),
    ("video.codec", WARNING, ADVISED, {"codec": "vp9"}, Repair.H264),
    ("video.codec", WARNING, ADVISED, {"codec": "av1"}, None),
    ("video.pixel_format", WARNING, OURS, {"pixel_format": "yuv422p"}, Repair.H264),
    ("video.hdr", WARNING, OURS, {"transfer": "arib-std-b67", "primaries": "bt2020", **DEEP}, Repair.SDR),
    ("video.hdr", WARNING, OURS, {"transfer": "smpte2084", "primaries": "bt2020", **DEEP}, Repair.SDR),
    ("video.wide_colour", WARNING, OURS, {"primaries": "bt2020"}, Repair.SDR),
    ("video.ten_bit", WARNING, OURS, DEEP, Repair.SDR),
    ("video.ten_bit", WARNING, OURS, {"bit_depth": 10, "pixel_format": "yuv422p10le"}, Repair.SDR),
    ("video.resolution", STOP, REQUIRED, {"width": 1280, "height": 720}, None),
    ("video.resolution", STOP, REQUIRED, {"width": 1920, "height": 1088}, None),
    ("video.resolution", STOP, REQUIRED, {"width": 4096, "height": 2160}, None),
    ("video.resolution_unknown", WARNING, OURS, {"width": None, "height": None}, None),
    ("video.stretched", WARNING, OURS, {**HD, "stored_width": 1440, "sample_aspect": 4 / 3}, None),
    ("video.stretched", WARNING, OURS, {**HD, "width": 2560, "sample_aspect": 4 / 3}, None),
    ("video.rotated", WARNING, ADVISED, {"rotation": 90}, Repair.ROTATE),
    ("video.rotated", WARNING, ADVISED, {"rotation": 180}, Repair.ROTATE),
    ("video.duration_unknown", WARNING, OURS, {"duration_s": None}, None),
    ("video.frame_rate", WARNING, OURS, {"frame_rate": 23.0, "base_frame_rate": 23.0}, None),
    ("video.frame_rate", WARNING, OURS, {"frame_rate": 120.0, "base_frame_rate": 120.0}, None),
    ("video.frame_rate_unusual", TIP, OURS, {"frame_rate": 24.0, "base_frame_rate": 24.0}, None),
    ("video.frame_rate_unusual", TIP, OURS, {"frame_rate": 24000 / 1001, "base_frame_rate": 24000 / 1001}, None),
    ("video.variable_rate", WARNING, OURS, {"frame_rate": 27.3, "base_frame_rate": 30.0}, Repair.CONSTANT_RATE),
    ("video.interlaced", WARNING, OURS, {"field_order": "tt"}, Repair.DEINTERLACE),
    ("video.interlaced", WARNING, OURS, {"field_order": "bt", "base_frame_rate": 50.0}, Repair.DEINTERLACE),
    ("video.large", WARNING, ADVISED, {"size": 5 * 10**9 + 1}, None),
    ("video.bit_rate", TIP, OURS, {"bit_rate": 24_900_000}, None),
    ("video.bit_rate", TIP, OURS, {**HD, "bit_rate": 7_900_000}, None),
]


@pytest.mark.parametrize(("code", "severity", "source", "change", "repair"), CASES)
def test_one_fault_gives_one_finding(code, severity, source, change, repair):
    finding = only(replace(GOOD, **change), None)
    assert (finding.code, finding.severity, finding.source, finding.repair) == (code, severity, source, repair)
    assert set(finding.facts) == set(CODES[code])


MISSES = {
    "video.mov, video.container": {"container": "mp4"},
    "video.index_last": {"index_first": None},
    "video.codec": {"codec": "h264", "profile": "Baseline"},
    "video.pixel_format": {"pixel_format": "yuvj420p"},
    "video.hdr": {"transfer": "bt2020-10"},
    "video.wide_colour": {"primaries": "smpte432"},
    "video.ten_bit": {"bit_depth": None},
    "video.resolution": {**HD, "width": 1080, "height": 1920},
    "video.stretched": {"sample_aspect": 1.005},
    "video.stretched, nothing told": {"sample_aspect": None},
    "video.rotated": {"rotation": 0},
    "video.duration_advised, below": {"duration_s": 299.95},
    "video.duration_advised, above": {"duration_s": 360.05},
    "video.frame_rate": {"frame_rate": 60.02, "base_frame_rate": 60.0},
    "video.frame_rate_unusual": {"frame_rate": 30000 / 1001, "base_frame_rate": 30000 / 1001},
    "video.frame_rate, nothing told": {"frame_rate": None},
    "video.variable_rate": {"frame_rate": 29.85, "base_frame_rate": 30.0},
    "video.variable_rate, rate of fields": {"frame_rate": 25.0, "base_frame_rate": 50.0},
    "video.variable_rate, nothing told": {"base_frame_rate": None},
    "video.interlaced": {"field_order": "unknown"},
    "video.large": {"size": 5 * 10**9},
    "video.bit_rate": {"bit_rate": 25_000_000},
    "video.bit_rate, HD": {**HD, "bit_rate": 8_000_000},
    "video.bit_rate, nothing told": {"bit_rate": None},
}


@pytest.mark.parametrize("change", MISSES.values(), ids=MISSES)
def test_what_keeps_just_within_is_not_mentioned(change):
    assert codes(replace(GOOD, **change), None) == set()


def test_every_code_of_the_file_has_a_case():
    told = {case[0] for case in CASES} | {
        "video.no_picture",
        "video.no_sound",
        "video.too_short",
        "video.too_long",
        "video.duration_advised",
        "video.duration_disputed",
        "video.test_shot",
        "video.interlaced_partly",
        "video.decode_errors",
        "video.ends_early",
    }
    assert told == {code for code in CODES if code.startswith("video.")}


# --- lengths

SHORT, LONG = ("video.too_short", STOP), ("video.too_long", STOP)
BEST, DISPUTED = ("video.duration_advised", WARNING), ("video.duration_disputed", WARNING)


@pytest.mark.parametrize(
    ("seconds", "standard", "flexus"),
    [
        (1.0, SHORT, SHORT),
        (59.0, SHORT, SHORT),
        (59.98, SHORT, DISPUTED),
        (60.0, SHORT, DISPUTED),
        (179.0, SHORT, DISPUTED),
        (179.8, SHORT, DISPUTED),
        (179.98, BEST, None),
        (180.0, BEST, None),
        (298.9, BEST, None),
        (299.0, None, None),
        (300.0, None, None),
        (301.0, None, DISPUTED),
        (360.0, None, DISPUTED),
        (361.0, None, DISPUTED),
        (361.1, BEST, DISPUTED),
        (600.0, BEST, DISPUTED),
        (600.05, BEST, DISPUTED),
        (600.2, LONG, LONG),
        (601.0, LONG, LONG),
        (1e9, LONG, LONG),
    ],
)
def test_duration(seconds, standard, flexus):
    facts = replace(GOOD, duration_s=seconds)
    for question, expected in ((STANDARD, standard), (FLEXUS, flexus), (FAST_FLEXUS, flexus)):
        if expected is None:
            assert codes(facts, None, question) == set()
        else:
            finding = only(facts, None, question)
            assert (finding.code, finding.severity) == expected


def test_a_duration_carries_the_limit_that_it_missed():
    def told(seconds: float, question: Question) -> object:
        return only(replace(GOOD, duration_s=seconds), None, question).facts

    assert told(179.0, STANDARD) == {"seconds": 179.0, "minimum": 180.0}
    assert told(59.0, FLEXUS) == {"seconds": 59.0, "minimum": 60.0}
    assert told(601.0, STANDARD) == {"seconds": 601.0, "maximum": 600.0}
    assert told(1.0, TEST_SHOT) == {"seconds": 1.0, "minimum": 10.0, "maximum": 60.0}


def test_a_length_just_beyond_a_limit_is_not_told_as_the_limit():
    def told(seconds: float, question: Question) -> object:
        return only(replace(GOOD, duration_s=seconds), None, question).facts["seconds"]

    assert told(179.8, STANDARD) == 179
    assert told(179.8, FLEXUS) == 179
    assert told(300.5, FLEXUS) == 301
    assert told(600.5, STANDARD) == 601


def test_the_length_of_a_test_shot_may_be_unknown():
    assert codes(replace(GOOD, duration_s=None), None, TEST_SHOT) == set()


def test_pixels_that_a_scaler_rounded_are_no_wrong_size():
    facts = replace(GOOD, **HD)
    assert codes(replace(facts, width=1925, sample_aspect=405 / 404), None) == codes(facts, None)


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize(("seconds", "is_fine"), [(5, False), (9.95, True), (24, True), (61, True), (62, False)])
def test_a_test_shot_has_lengths_of_its_own(edition, seconds, is_fine):
    facts = replace(GOOD, duration_s=float(seconds))
    question = Question(edition, is_test_shot=True)
    assert codes(facts, None, question) == (set() if is_fine else {"video.test_shot"})
    if not is_fine:
        assert only(facts, None, question).severity is TIP


# --- each fault its own sentence, never that of another


@pytest.mark.parametrize(
    "change",
    [
        # a person filmed upright, stored on the side, turned by a flag
        {"width": 1080, "height": 1920, "stored_width": 1920, "stored_height": 1080, "rotation": -90},
        {"transfer": "smpte2084", "primaries": "bt2020", "codec": "hevc", **DEEP},
        {**HD, "field_order": "tt", "base_frame_rate": 50.0},
        {**HD, "stored_width": 1440, "sample_aspect": 4 / 3, "field_order": "tt"},
        {"codec": "hevc", "container": "mov"},
        {"frame_rate": 27.3, "base_frame_rate": 90000.0},
    ],
)
def test_none_of_these_is_a_matter_of_size(change):
    assert "video.resolution" not in codes(replace(GOOD, **change))
    assert codes(replace(GOOD, **change)) != set()


def test_colour_is_spoken_of_once():
    hdr = replace(GOOD, transfer="arib-std-b67", primaries="bt2020", **DEEP)
    assert codes(hdr, None) == {"video.hdr"}
    assert codes(replace(hdr, transfer=None), None) == {"video.wide_colour"}
    assert codes(replace(hdr, transfer=None, primaries=None), None) == {"video.ten_bit"}


def test_stretched_pixels_that_no_count_makes_right_are_the_wrong_size_too():
    facts = replace(GOOD, width=1706, height=720, stored_width=1280, stored_height=720, sample_aspect=4 / 3)
    assert codes(facts, None) == {"video.stretched", "video.resolution"}


def test_what_this_computer_cannot_read_it_cannot_mend_either():
    facts = replace(GOOD, codec="av1", rotation=90, field_order="tt", transfer="smpte2084", container="mov")
    repairs = {finding.code: finding.repair for finding in _all(facts)}
    assert repairs.pop("video.mov") is Repair.REMUX
    assert set(repairs.values()) == {None}
    readable = {finding.repair for finding in _all(replace(facts, codec="hevc"))}
    assert readable == {Repair.REMUX, Repair.H264, Repair.ROTATE, Repair.DEINTERLACE, Repair.SDR}


def _all(facts: FootageFacts) -> tuple[Finding, ...]:
    return judge(facts, STANDARD, RULES)


# --- what only looking tells


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.0, None),
        (0.01, None),
        (0.02, ("video.interlaced_partly", TIP)),
        (0.1, ("video.interlaced_partly", TIP)),
        (0.3, ("video.interlaced", WARNING)),
    ],
)
def test_interlaced_pictures_are_counted(share, expected):
    signals = seen(interlaced=share)
    if expected is None:
        assert codes(GOOD, signals) == set()
    else:
        finding = only(GOOD, signals)
        assert (finding.code, finding.severity) == expected
        assert finding.repair is Repair.DEINTERLACE
        assert finding.facts == {"percent": pytest.approx(100 * share)}


@pytest.mark.parametrize(("uneven", "is_variable"), [(0.0, False), (0.01, False), (0.011, True), (0.4, True)])
def test_counted_intervals_weigh_more_than_averages(uneven, is_variable):
    facts = replace(GOOD, frame_rate=27.3, base_frame_rate=30.0)
    assert ("video.variable_rate" in codes(facts, seen(uneven=uneven))) is is_variable
    if is_variable:
        assert only(facts, seen(uneven=uneven)).facts == {"percent": round(100 * uneven, 1)}


def test_only_mp4_and_quicktime_are_asked_for_their_average():
    facts = replace(GOOD, frame_rate=25.0, base_frame_rate=30.0, container="avi")
    assert codes(facts, None) == {"video.container"}
    assert codes(replace(facts, container="mov"), None) == {"video.mov", "video.variable_rate"}


def test_the_average_of_a_rate_that_varies_is_not_called_unusual():
    facts = replace(GOOD, frame_rate=27.3, base_frame_rate=None)
    assert codes(facts, seen(uneven=0.5)) == {"video.variable_rate"}
    assert codes(facts, seen(uneven=0.0)) == {"video.frame_rate_unusual"}


def test_damaged_places_are_shown():
    finding = only(GOOD, replace(FINE, decode_errors=(200.0, 20.0, 20.4)))
    assert (finding.code, finding.severity, finding.facts) == ("video.decode_errors", WARNING, {"count": 3})
    assert (finding.start_s, finding.end_s) == (20.0, 20.4)
    assert finding.spans == ((20.0, 20.4), (200.0, 200.0))


@pytest.mark.parametrize(("end", "is_cut"), [(329.5, False), (329.0, True), (200.0, True), (None, False)])
def test_a_file_that_breaks_off(end, is_cut):
    signals = replace(FINE, ends_early_s=end)
    assert codes(GOOD, signals) == ({"video.ends_early"} if is_cut else set())
    if is_cut:
        finding = only(GOOD, signals)
        assert (finding.severity, finding.source) == (STOP, REQUIRED)
        assert finding.facts == {"seconds": end, "missing": 330.0 - end}
        assert (finding.start_s, finding.end_s) == (end, 330.0)


def test_where_it_breaks_off_is_not_called_damaged_too():
    signals = replace(FINE, ends_early_s=200.0, decode_errors=(200.0, 200.5))
    assert codes(GOOD, signals) == {"video.ends_early"}
    assert codes(GOOD, replace(signals, decode_errors=(100.0, 200.5))) == {"video.ends_early", "video.decode_errors"}


def test_a_file_with_sound_alone_is_told_so_once():
    sound = FootageFacts(size=1, container="mp4", duration_s=330.0, audio=GOOD.audio, index_first=True)
    finding = only(sound, NOTHING)
    assert (finding.code, finding.severity, finding.source) == ("video.no_picture", STOP, REQUIRED)
    assert codes(replace(sound, duration_s=None), NOTHING) == {"video.no_picture"}


def test_efficient_codecs_need_half_the_bits():
    assert codes(replace(GOOD, codec="hevc", bit_rate=13_000_000), None) == {"video.codec"}
    assert codes(replace(GOOD, codec="hevc", bit_rate=12_000_000), None) == {"video.codec", "video.bit_rate"}
    assert codes(replace(GOOD, width=640, height=360, bit_rate=1_000), None) == {"video.resolution"}


def test_a_picture_without_measurements_is_judged_by_the_file():
    facts = replace(GOOD, field_order="tt")
    finding = only(facts, replace(FINE, picture=PictureSignals()))
    assert (finding.code, finding.facts) == ("video.interlaced", {"percent": None})
