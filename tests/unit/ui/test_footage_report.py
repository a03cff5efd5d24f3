"""The report about footage: whole HTML that loads nothing, below 2 MB, in both languages, and nobody's name in it."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import fields, replace
from html.parser import HTMLParser
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from avatar_wizard.domain.draft import Edition, Fingerprint
from avatar_wizard.domain.footage import (
    AudioFacts,
    Finding,
    FootageFacts,
    FootageReport,
    Pass,
    Question,
    Repair,
    RuleSource,
    Severity,
)
from avatar_wizard.domain.signals import PersonSignals, ScreenColour, ScreenSignals, Signals, SoundSignals
from avatar_wizard.ui.footage_report import build, moment, moments
from avatar_wizard.ui.language import speak
from avatar_wizard.ui.words.findings import FINDINGS

LIMIT = 2_000_000
_VOID = frozenset({"meta", "img", "br", "link", "hr"})
_DRAWN_ALONE = frozenset({"polyline", "rect", "line"})


class Tree(HTMLParser):
    """Checks that every tag is closed in its turn, and gathers what is in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs)), "an attribute twice"
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in _DRAWN_ALONE
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.said.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(filter(None, self.said))


FACTS = FootageFacts(
    size=1_234_567_890,
    container="mp4",
    duration_s=305.0,
    width=3840,
    height=2160,
    rotation=90,
    codec="hevc",
    frame_rate=25.0,
    bit_rate=48_000_000,
    audio=(AudioFacts("aac", 48_000, 2),),
    bit_depth=10,
    transfer="arib-std-b67",
    primaries="bt2020",
)
SIGNALS = Signals(
    is_whole=True,
    sound=SoundSignals(loudness=-23.4, true_peak=-3.0, curve=(-inf, -30.0, nan, -20.0) * 76, speech=-22.0, noise=-61.0),
    screen=ScreenSignals(ScreenColour.GREEN, 0.93, 0.4, map_columns=4, map=(55, 56, 57, 58, 50, -1, -1, 51)),
    person=PersonSignals(samples=600, present=0.98, size=0.31),
)
FOUND = (
    Finding("video.resolution", Severity.STOP, RuleSource.HUAWEI_REQUIRED, {"width": 1280, "height": 720}),
    Finding("picture.black", Severity.WARNING, RuleSource.OURS, {}, 12.0, 14.0, None, ((12.0, 14.0), (99.0, 99.5))),
    Finding("sound.peak", Severity.TIP, RuleSource.HUAWEI_ADVISED, {}, 61.0, None, Repair.LOUDNESS),
)
REPORT = FootageReport(
    FACTS, FOUND, done=Pass.FULL, signals=SIGNALS, unmade=("unmade.person",), rules="2026-11-22 + studio/3"
)
JPEG = b"\xff\xd8 no picture \xff\xd9"
QUESTION = Question(Edition.STANDARD, green_screen=True)


def built(report: FootageReport = REPORT, **more) -> str:
    stills = more.pop("stills", dict.fromkeys(moments(report), JPEG))
    strip = more.pop("strip", {10.0: JPEG, 20.0: JPEG})
    return build(report, stills, question=more.pop("question", QUESTION), version="1.2.3", strip=strip, **more)


@pytest.fixture(autouse=True)
def english(qapp: QApplication):
    speak("en")
    yield
    speak("en")


def test_everything_is_in_it():
    page = Tree(built(references={"video.resolution": "API reference, Create2dModelTrainingJob"}))
    for said in (
        "It shows the person in the video: share it as carefully as the video.",
        "Huawei would refuse this",
        "3840 x 2160",
        "5 min 05 s",
        "H.265 (HEVC)",
        "10 bit, HDR (HLG), bt2020",
        "AAC, 48 kHz, 2 channels",
        "1.2 GB",
        "It is 1280 x 720.",
        "From 0:12 to 0:14",
        "Places: 0:12, 1:39",
        "Required by Huawei - API reference, Create2dModelTrainingJob",
        "The program can mend this in a new file.",
        "-23.4 LUFS",
        "98 % of the take",
        "What finds faces is not installed or did not work.",
        "2026-11-22 + studio/3",
        "Avatar Wizard 1.2.3",
        "The background is to be replaced.",
        "Standard",
    ):
        assert said in page.text, said
    # Both findings that have a place show it, and the strip its two pictures.
    assert len(page.all("img")) == 4
    assert all(picture["alt"] for picture in page.all("img"))
    assert len(page.all("svg")) == 2
    assert {drawing["role"] for drawing in page.all("svg")} == {"img"}
    # Two black spans and a peak below the curve; six cells of the wall.
    assert len([bar for bar in page.all("rect") if bar.get("class")]) == 3
    assert len([cell for cell in page.all("rect") if cell.get("fill")]) == 6
    assert [article["class"] for article in page.all("article")] == ["stop", "warning", "tip"]


def test_nothing_is_loaded_and_nothing_runs():
    page = built()
    tree = Tree(page)
    [policy] = [meta["content"] for meta in tree.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert not {name for name, _ in tree.tags} & {"script", "link", "iframe", "object", "base", "form", "a"}
    assert all(str(picture["src"]).startswith("data:image/jpeg;base64,") for picture in tree.all("img"))
    assert not re.search(r"https?:|url\(|@import|\son\w+=", page)
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_each_language_has_its_own_words():
    english = built()
    speak("zh_CN")
    chinese = built()
    assert 'lang="en' in english
    assert 'lang="zh-CN"' in chinese
    # Names of formats, units and Huawei's own names are the same everywhere.
    words = re.findall(r"[A-Za-z]{4,}", Tree(chinese).text)
    assert set(words) <= {"Avatar", "Wizard", "HEVC", "LUFS", "dBTP", "dBFS", "Mbit", "studio"}


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", "\"'><img src=x>", "&amp;<b>", "\u202egpj.exe\n\0"])
def test_whatever_comes_from_outside_is_text(nasty):
    finding = Finding("video.container", Severity.STOP, RuleSource.OURS, {"container": nasty}, 1.0, 2.0)
    unknown = Finding(nasty, Severity.TIP, RuleSource.OURS, {"codec": nasty})
    facts = replace(FACTS, container=nasty, codec=nasty, transfer=nasty, primaries=nasty, profile=nasty)
    facts = replace(facts, audio=(AudioFacts(nasty, 48_000, 1),))
    report = replace(REPORT, facts=facts, findings=(finding, unknown), unmade=(nasty,), rules=nasty)
    page = built(report, references={"video.container": nasty})
    tree = Tree(page)
    assert not {name for name, _ in tree.tags} & {"script", "b"}
    assert all(picture["alt"] != "" and picture["src"] != "x" for picture in tree.all("img"))
    assert "\u202e" not in page
    assert "\0" not in page


def test_nobody_is_named():
    # What a report knows of the file itself: nothing of it may get in.
    mark = Fingerprint(size=77_777_777, mtime_ns=1_600_000_000_123_456_789, ends="c0ffee")
    page = built(replace(REPORT, fingerprint=mark))
    for personal in ("77777777", "1600000000", "c0ffee", "2020-09"):
        assert personal not in page
    # If the fingerprint grows a name or a path, this test has to be thought over.
    assert [field.name for field in fields(Fingerprint)] == ["size", "mtime_ns", "ends"]


def many(count: int, spans: int = 1) -> tuple[Finding, ...]:
    codes = sorted(FINDINGS)
    places = tuple((float(number), number + 0.5) for number in range(spans))
    return tuple(
        Finding(
            codes[number % len(codes)],
            Severity.WARNING,
            RuleSource.OURS,
            {},
            2.0 * number,
            2.0 * number + 1,
            None,
            places,
        )
        for number in range(count)
    )


@pytest.mark.parametrize("size", [8_000, 26_000, 200_000])
def test_thirty_findings_and_sixty_stills_stay_below_two_megabytes(size):
    signals = replace(
        SIGNALS, sound=replace(SIGNALS.sound, curve=tuple(-20.0 - number % 30 for number in range(36_000)))
    )
    report = replace(REPORT, findings=many(30, spans=3000), signals=signals)
    picture = b"\xff\xd8" + bytes(range(256)) * (size // 256)
    stills = dict.fromkeys(moments(report), picture)
    assert len(stills) == 30
    page = built(report, stills=stills, strip={float(number): picture for number in range(30)})
    shown = Tree(page).all("img")
    print(f"stills of {size} bytes: {len(shown)} shown, {len(page.encode())} bytes of HTML")
    assert len(page.encode()) < LIMIT
    assert len(shown) == (60 if size < 20_000 else len(shown))
    # When not all fit, those of the findings come first.
    assert page.count("<article") == 30
    kept = page.count('<figure class="still">')
    assert kept == min(30, kept)
    assert kept > 4


def test_pictures_of_the_gravest_findings_come_before_the_strip():
    large = b"\xff\xd8" + b"0" * 1_200_000
    page = built(stills={13.0: large}, strip={10.0: large})
    assert b64encode(large).decode() in page
    assert page.index("base64") > page.index("<article")
    assert len(Tree(page).all("img")) == 1


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (FootageReport(None, (Finding("video.damaged", Severity.STOP, RuleSource.OURS),), unreadable=True), "damaged"),
        (FootageReport(FACTS, done=Pass.FULL, signals=SIGNALS), "There is nothing to say against this video."),
        (FootageReport(FACTS, done=Pass.INSTANT), "Nothing so far."),
        (FootageReport(FootageFacts(0, "")), "none"),
        (FootageReport(FACTS, signals=Signals()), "3840"),
    ],
)
def test_little_is_said_where_little_is_known(report, said):
    page = Tree(built(report, stills={}, strip={}))
    assert said in page.text
    assert page.all("img") == []


def test_without_sound_there_are_only_marks():
    page = Tree(built(replace(REPORT, signals=replace(SIGNALS, sound=None))))
    assert "Where something was found" in page.text
    assert "LUFS" not in page.text
    assert page.all("polyline") == []
    assert len([bar for bar in page.all("rect") if bar.get("class")]) == 3


def test_a_test_shot_and_a_foreign_voice_are_told():
    question = Question(Edition.FLEXUS, voice_from_video=False, is_test_shot=True)
    text = Tree(built(question=question)).text
    assert "Flexus" in text
    assert "A test shot" in text
    assert "The voice does not come from this video." in text


@pytest.mark.parametrize(
    ("columns", "values"), [(0, (1.0,)), (4, (1.0,) * 7), (99, (1.0,) * 99), (2, (nan, -1.0)), (-3, (1.0, 2.0, 3.0))]
)
def test_what_is_no_map_is_not_drawn(columns, values):
    signals = replace(SIGNALS, screen=ScreenSignals(map_columns=columns, map=values))
    assert len(Tree(built(replace(REPORT, signals=signals))).all("svg")) == 1


def test_the_moment_of_a_finding():
    assert moment(FOUND[0]) is None
    assert moment(FOUND[1]) == 13.0
    assert moment(FOUND[2]) == 61.0
    assert moment(replace(FOUND[1], start_s=5.0, end_s=2.0)) == 5.0
    assert moments(REPORT) == (13.0, 61.0)
    assert moments(replace(REPORT, findings=(FOUND[1], FOUND[1]))) == (13.0,)


wild = st.floats(-1e6, 1e9) | st.sampled_from([inf, -inf, nan])


@given(
    curve=st.lists(wild, max_size=50).map(tuple),
    seconds=st.none() | st.floats(0, 1e6),
    spans=st.lists(st.tuples(st.floats(-10, 1e7), st.floats(-10, 1e7)), max_size=5).map(tuple),
    cells=st.lists(wild, max_size=12).map(tuple),
    columns=st.integers(-1, 6),
)
def test_whatever_was_measured_the_page_holds_together(curve, seconds, spans, cells, columns):
    signals = Signals(sound=SoundSignals(curve=curve), screen=ScreenSignals(map=cells, map_columns=columns))
    start, end = spans[0] if spans else (None, None)
    finding = Finding("picture.cuts", Severity.TIP, RuleSource.OURS, {}, start, end, None, spans)
    page = built(FootageReport(replace(FACTS, duration_s=seconds), (finding,), signals=signals))
    tree = Tree(page)
    numbers = re.compile(r"-?[\d.]+(e[+-]?\d+)?")
    for shape in tree.all("rect"):
        assert all(numbers.fullmatch(str(shape[name])) for name in ("x", "y", "width", "height"))
    for line in tree.all("polyline"):
        assert "nan" not in str(line["points"])
        assert "inf" not in str(line["points"])
