"""Every code has words, no fact can break a sentence, and quantities read as people write them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.draft import (
    Draft,
    Edition,
    Fingerprint,
    FlexusAnswers,
    JobTag,
    Language,
    PickedFile,
    Role,
    Sex,
    StandardAnswers,
    UseCase,
    VoiceSource,
)
from avatar_wizard.domain.footage import (
    AudioFacts,
    Finding,
    FootageFacts,
    FootageReport,
    RuleSource,
    Severity,
    Verdict,
)
from avatar_wizard.domain.gaps import BATCH_MAX, CONTACT_MAX, NAME_MAX, SINGLE_PUT_MAX, Gap
from avatar_wizard.domain.job import DELETABLE, JobGroup, group_of
from avatar_wizard.domain.problem import CODES, Problem, Remedy
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.navigation import gaps_now
from avatar_wizard.flow.ports import FileState
from avatar_wizard.ui import wording
from avatar_wizard.ui.words import gap_texts, state_texts
from avatar_wizard.ui.words.entry import Entry
from avatar_wizard.ui.words.fill import fill, placeholders
from avatar_wizard.ui.words.findings import FINDINGS, UNKNOWN_FINDING
from avatar_wizard.ui.words.problems_here import UNKNOWN_PROBLEM
from support.vendor_states import vendor_states

SOURCE_ROOT = Path(wording.__file__).parents[2]


def texts(entry: Entry) -> tuple[str, ...]:
    """All templates of a row."""
    return (entry.title, entry.sentence, entry.action, entry.bare)


# --- every code has words


def test_problems_and_their_words_are_the_same_set() -> None:
    assert set(wording.PROBLEMS) == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_problem_says_what_happened_and_what_to_do(code: str) -> None:
    words = wording.problem_words(Problem(code))
    for text in (words.title, words.sentence, words.action):
        assert text
        assert "{" not in text
    assert not words.title.endswith(".")
    assert words.sentence.endswith(".")
    # Without any fact there is still no hole in the sentence.
    assert "(not known)" not in words.title + words.sentence + words.action


@pytest.mark.parametrize("code", sorted(CODES))
def test_who_must_act_and_what_is_said_agree(code: str) -> None:
    action = wording.problem_words(Problem(code)).action.lower()
    if CODES[code] is Remedy.REPORT:
        assert "report" in action
    if CODES[code] is Remedy.WAIT:
        asks = ("check your internet", "by itself", "is asked", "nothing to do", "whenever you like", "wait until")
        assert any(words in action for words in asks), action


def test_every_gap_that_a_draft_can_have_has_words() -> None:
    seen = set()
    for gap in _all_gaps():
        words = wording.gap_words(gap)
        assert words.endswith(".")
        assert "(not known)" not in words, gap
        assert "{" not in words
        seen.add(gap.code)
    assert seen == set(gap_texts.GAPS)


def _all_gaps() -> Iterator[Gap]:
    facts = FootageFacts(size=1, container="mp4")
    stop = Finding("video.mov", Severity.STOP, RuleSource.HUAWEI_REQUIRED)
    warning = Finding("video.hdr", Severity.WARNING, RuleSource.OURS)
    judged = tuple(FootageReport(facts, findings) for findings in ((), (stop,), (warning,)))
    reports = (None, *judged, FootageReport(None, unreadable=True))
    sizes = (None, 0, 1000, SINGLE_PUT_MAX + 1)
    for edition, report, size in product((None, *Edition), reports, sizes):
        files = (
            tuple(PickedFile(role, Path("x"), Fingerprint(size, 0, "")) for role in Role) if size is not None else ()
        )
        for long, uses, slices in product((False, True), (frozenset(), frozenset({UseCase.VIDEO_2D})), (None, 1000)):
            draft = Draft(
                name="n" * (NAME_MAX + 1) if long else "",
                contact="1" * (CONTACT_MAX + 1) if long else "",
                batch_name="b" * (BATCH_MAX + 1) if long else "",
                edition=edition,
                standard=StandardAnswers(livestream_copy=True, use_cases=uses),
                flexus=FlexusAnswers(VoiceSource.FROM_RECORDING),
                files=files,
                video_slices=slices,
            )
            yield from gaps_now(draft, report, signed_in=False)


def test_every_name_is_said() -> None:
    said = [
        *map(wording.step_title, Step),
        *map(wording.role_name, Role),
        *map(wording.edition_name, Edition),
        *map(wording.use_case_name, UseCase),
        *map(wording.job_tag_name, JobTag),
        *map(wording.sex_name, Sex),
        *map(wording.language_name, Language),
        *map(wording.voice_source_name, VoiceSource),
        *map(wording.source_words, RuleSource),
        *map(wording.severity_words, Severity),
        *map(wording.verdict_words, Verdict),
        *map(wording.file_state_words, FileState),
        *map(wording.group_words, JobGroup),
    ]
    assert all(said)
    for kind in (Step, Role, Edition):
        one = {Step: wording.step_title, Role: wording.role_name, Edition: wording.edition_name}[kind]
        assert len({one(member) for member in kind}) == len(kind)


def test_documented_states_have_plain_words_and_new_ones_keep_their_name() -> None:
    for state in (*DELETABLE, *state_texts.SENTENCES, *state_texts.PLAIN_TRAINING):
        words = wording.state_words(state)
        assert words.title
        assert words.sentence
        assert state not in words.sentence
    new = wording.state_words("WAIT_FOR_THE_MOON\u202e")
    assert new.title == "In progress"
    assert "WAIT_FOR_THE_MOON<U+202E>" in new.sentence


def test_the_states_the_vendor_documents_are_known() -> None:
    for state in vendor_states():
        words = wording.state_words(state)
        assert words.title != "In progress", state
        assert words.title == wording.group_words(group_of(state))


# --- nothing breaks a sentence

NAMES = sorted(
    {
        name
        for row in (*wording.PROBLEMS.values(), *FINDINGS.values())
        for text in texts(row)
        for name in placeholders(text)
    }
)
VALUES = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.lists(st.text(max_size=5), max_size=3).map(tuple),
    st.binary(max_size=4),
)
FACTS = st.dictionaries(st.sampled_from([*NAMES, "status", "service_code", "request_id"]), VALUES, max_size=6)


@given(st.sampled_from(sorted(CODES)), FACTS)
def test_no_fact_breaks_a_problem(code: str, facts: dict[str, object]) -> None:
    words = wording.problem_words(Problem(code, facts))
    assert words.title
    assert words.sentence
    for text in (words.title, words.sentence, words.action, words.details):
        assert len(text.splitlines()) <= 1


@given(
    st.sampled_from([*FINDINGS, "video.new"]),
    FACTS,
    st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
)
def test_no_fact_breaks_a_finding(code: str, facts: dict[str, object], start: float | None, end: float | None) -> None:
    words = wording.finding_words(Finding(code, Severity.TIP, RuleSource.OURS, facts, start, end))
    assert words.title
    assert words.source == "Our tip"


@given(st.text(), st.dictionaries(st.text(max_size=3), VALUES, max_size=3))
def test_no_template_breaks_filling(template: str, facts: dict[str, object]) -> None:
    assert isinstance(fill(template, facts), str)


def test_filling_reaches_no_attribute_and_no_item() -> None:
    assert fill("{a.__class__}{a[0]}", {"a": "x"}) == "(not known)(not known)"


def test_unknown_codes_are_said_honestly() -> None:
    finding = wording.finding_words(Finding("video.moonlight", Severity.WARNING, RuleSource.OURS, {"x": 1}))
    assert "video.moonlight" in finding.sentence
    assert finding.title == UNKNOWN_FINDING.title
    assert "moon" in wording.gap_words(Gap(Step.AVATAR, "name", "moon"))
    assert UNKNOWN_PROBLEM.title


def test_what_support_needs_is_kept_apart() -> None:
    words = wording.problem_words(
        Problem("service.unexpected", {"status": 418, "service_code": "MSS.1", "request_id": "ab\ncd"})
    )
    assert words.details == "HTTP status 418, Huawei's code MSS.1, Request ab cd"
    assert "418" not in words.sentence
    assert wording.problem_words(Problem("net.timeout")).details == ""


def test_fields_and_gaps_inside_a_problem_are_words_too() -> None:
    assert "the phone number" in wording.problem_words(Problem("service.bad_parameter", {"field": "contact"})).sentence
    assert "zzz" in wording.problem_words(Problem("service.bad_parameter", {"field": "zzz"})).sentence
    sentence = wording.problem_words(Problem("draft.gaps", {"gaps": ("name.missing", "video.missing")})).sentence
    assert "Give the avatar a name" in sentence
    assert "Choose the video" in sentence


def test_a_finding_says_where_and_whose_rule_it_is() -> None:
    facts = {"seconds": 41.2, "minimum": 180.0}
    words = wording.finding_words(Finding("video.too_short", Severity.STOP, RuleSource.HUAWEI_REQUIRED, facts))
    assert words.sentence == "It lasts 41 s; at least 3 min are needed."
    assert words.source == "Required by Huawei"
    broken = Finding("video.damaged", Severity.STOP, RuleSource.OURS)
    assert wording.finding_words(broken).source == "Our check"
    placed = Finding("video.damaged", Severity.STOP, RuleSource.OURS, {}, 67.0, 71.0)
    assert wording.finding_words(placed).sentence.endswith("From 1:07 to 1:11.")


# --- quantities

G = 1000**3


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (9_950, "10 kB"),
        (120_000_000, "120 MB"),
        (999_499_999, "999 MB"),
        (999_500_000, "1.0 GB"),
        (1_234_000_000, "1.2 GB"),
        (5 * 1024**3, "5.4 GB"),
        (2000 * G, "2.0 TB"),
        (4_000_000 * G, "4000 TB"),
    ],
)
def test_sizes(size: int, words: str) -> None:
    assert wording.size_words(size) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-1, "0 s"),
        (41.9, "41 s"),
        (60, "1 min"),
        (179.9, "2 min 59 s"),
        (180, "3 min"),
        (181, "3 min 01 s"),
        (3599, "59 min 59 s"),
        (3600, "1 h 00 min"),
        (3840, "1 h 04 min"),
    ],
)
def test_durations(seconds: float, words: str) -> None:
    assert wording.duration_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "working out the time left"),
        (3, "a few seconds"),
        (40, "less than a minute"),
        (60, "about 1 min"),
        (250, "about 4 min"),
        (1760, "about 29 min"),
        (3400, "about 55 min"),
        (3571, "about 1 h"),
        (4500, "about 1 h 15 min"),
        (2 * 86400, "about 2 days"),
    ],
)
def test_time_left(seconds: float | None, words: str) -> None:
    assert wording.time_left_words(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (7.9, "0:07"), (750, "12:30"), (3723, "1:02:03")])
def test_moments(seconds: float, words: str) -> None:
    assert wording.moment_words(seconds) == words


@given(st.floats(min_value=0, max_value=1e9), st.floats(min_value=0, max_value=1e9))
def test_longer_never_reads_shorter(one: float, other: float) -> None:
    def seconds(words: str) -> int:
        units = {"h": 3600, "min": 60, "s": 1}
        pairs = iter(words.split())
        return sum(int(number) * units[unit] for number, unit in zip(pairs, pairs, strict=True))

    low, high = sorted((one, other))
    assert seconds(wording.duration_words(low)) <= seconds(wording.duration_words(high))
    assert seconds(wording.duration_words(low)) <= low


def test_rates_and_numbers() -> None:
    assert wording.rate_words(2_400_000.7) == "2.4 MB/s"
    assert wording.rate_words(-1) == "0 bytes/s"
    assert [wording.number_words(n) for n in (25.0, 29.97, 23.976, 0)] == ["25", "29.97", "23.98", "0"]


def test_the_facts_of_a_video_in_one_line() -> None:
    facts = FootageFacts(
        size=120_000_000,
        container="mp4",
        duration_s=181.0,
        width=1920,
        height=1080,
        rotation=90,
        codec="hevc",
        pixel_format="yuv420p10le",
        frame_rate=25.0,
        bit_rate=12_000_000,
        audio=(AudioFacts("aac", 48_000, 2),),
    )
    assert wording.facts_line(facts) == "1920 x 1080 - 3 min 01 s - 25 pictures a second - 120 MB"
    assert wording.technical_facts(facts) == (
        "mp4 - hevc yuv420p10le - 12.0 Mbit/s - turned by 90 degrees - aac 48 kHz"
    )
    assert wording.facts_line(FootageFacts(size=0, container="")) == "0 bytes"


def test_words_need_no_display_and_no_widgets() -> None:
    code = (
        "import sys; from avatar_wizard.domain.problem import Problem; from avatar_wizard.ui import wording;"
        "wording.problem_words(Problem('net.timeout'));"
        "sys.exit(bool({'PySide6.QtGui', 'PySide6.QtWidgets'} & set(sys.modules)))"
    )
    environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"} | {"PYTHONPATH": str(SOURCE_ROOT)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False, timeout=60).returncode == 0
