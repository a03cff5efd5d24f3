"""The rule file and a studio's own: read strictly, changed only in ways that make nothing of Huawei's lighter."""

from __future__ import annotations

import ast
import copy
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import RuleSource, Severity
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage import rules as rules_module
from avatar_wizard.footage.checks import CODES
from avatar_wizard.footage.rules import Rules, load_rules, merge
from support.judging import RULES, SHIPPED, SHIPPED_TABLE

TEXT = SHIPPED.read_text(encoding="utf-8")
HEAD = 'name = "Studio North"\nversion = "3"\n'


def own(tmp_path: Path, text: str, head: str = HEAD) -> Rules:
    path = tmp_path / "own.toml"
    path.write_text(head + text, encoding="utf-8")
    return load_rules(SHIPPED, path)


def place(*args: Any) -> object:
    """Where ``merge`` says that the rules are wrong."""
    with pytest.raises(ProblemError) as caught:
        merge(*args)
    assert caught.value.problem.code == "rules.unreadable"
    return caught.value.problem.facts.get("where")


def merged(*tables: Any) -> Rules | None:
    """What the tables make together; None when they are refused."""
    try:
        return merge(*tables)
    except ProblemError as error:
        problem = error.problem
    assert problem.code == "rules.unreadable"
    return None


def changed(path: str, value: object) -> dict[str, Any]:
    """The shipped table with ``value`` at ``path``; None takes it out."""
    table = copy.deepcopy(SHIPPED_TABLE)
    *way, last = path.split("/")
    inner = table
    for step in way:
        inner = inner.setdefault(step, {})
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return table


# --- the file that is shipped


def test_every_check_has_its_rule_and_every_rule_its_check():
    assert RULES.codes == set(CODES)
    assert RULES.version == "2026-11-22"


def test_only_what_huawei_requires_stops_anybody():
    rules = [rule for rule in RULES.checks.values() if rule is not None]
    assert len(rules) > 150
    for rule in rules:
        assert rule.severity is not Severity.STOP or rule.source is RuleSource.HUAWEI_REQUIRED, rule.code
        assert len(rule.reference) > 20
        assert re.search("[\u4e00-\u9fff]", rule.reference_zh)


def test_the_stops_are_those_that_are_documented():
    stops = {rule.code for rule in RULES.checks.values() if rule is not None and rule.severity is Severity.STOP}
    assert stops == {
        "video.mov",
        "video.container",
        "video.no_picture",
        "video.codec_unknown",
        "video.resolution",
        "video.too_short",
        "video.too_long",
        "video.no_sound",
        "video.ends_early",
    }


@pytest.mark.parametrize(
    ("code", "name", "standard", "flexus"),
    [
        ("video.too_short", "minimum", 180, 60),
        ("video.too_long", "maximum", 600, 600),
        ("video.duration_advised", "minimum", 300, None),
        ("video.duration_disputed", "maximum", None, 300),
        ("person.small", "minimum_share", 0.125, 0.2),
        ("video.large", "maximum_bytes", 5 * 10**9, 5 * 10**9),
    ],
)
def test_limits_edition_by_edition(code, name, standard, flexus):
    for edition, limit in zip(Edition, (standard, flexus, flexus), strict=True):
        rule = RULES.of(code, edition)
        assert (None if rule is None else rule[name]) == limit
        assert rule is None or rule.code == code


def test_the_source_may_differ_too():
    assert RULES.checks["person.small", Edition.STANDARD].source is RuleSource.OURS
    assert RULES.checks["person.small", Edition.FAST_FLEXUS].source is RuleSource.HUAWEI_ADVISED


def test_every_measure_is_used_and_every_one_that_is_used_is_there():
    used = set()
    for path in sorted(Path(rules_module.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "measure":
                (name,) = node.args
                assert isinstance(name, ast.Constant), f"{path.name}:{node.lineno} names no measure"
                used.add(name.value)
    assert used == set(RULES.measures)


def test_an_unknown_name_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        RULES.of("video.moonlight", Edition.STANDARD)
    with pytest.raises(KeyError):
        RULES.measure("sound.moonlight_dbfs")
    assert RULES.measure("sound.silence_dbfs") == -40


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("version", None, "version"),
        ("version", 3, "version"),
        ("version", "", "version"),
        ("version", "two\nlines", "version"),
        ("videos", 3, "videos"),
        ("video/moonlight", 3, "video.moonlight"),
        ("video/mov/severity", None, "video.mov.severity"),
        ("video/mov/severity", "fatal", "video.mov.severity"),
        ("video/mov/severity", ["stop"], "video.mov.severity"),
        ("video/mov/source", "hearsay", "video.mov.source"),
        ("video/mov/source", [], "video.mov.source"),
        ("video/mov/source", "ours", "video.mov.severity"),
        ("video/mov/reference", None, "video.mov.reference"),
        ("video/mov/reference", "  ", "video.mov.reference"),
        ("video/mov/reference_zh", None, "video.mov.reference_zh"),
        ("video/too_short/flexus/reference_zh", None, "video.too_short.flexus.reference"),
        ("video/mov/flexus", "off", "video.mov.flexus"),
        ("video/too_short/flexus/severity", "whatever", "video.too_short.flexus.severity"),
        ("video/too_short/minimum", "180", "video.too_short.minimum"),
        ("video/too_short/minimum", True, "video.too_short.minimum"),
        ("video/too_short/minimum", float("nan"), "video.too_short.minimum"),
        ("video/too_short/minimum", float("inf"), "video.too_short.minimum"),
        ("video/too_short/minimum", -1, "video.too_short.minimum"),
        ("video/too_short/minimum", 10**400, "video.too_short.minimum"),
        ("video/too_short/minimum", 700, "video.too_short.minimum"),
        ("video/too_short/flexus/minimum", 700, "video.too_short.minimum"),
        ("video/duration_advised/minimum", 400, "video.duration_advised.minimum"),
        ("video/variable_rate/maximum_share", 1.5, "video.variable_rate.maximum_share"),
        ("sound/too_quiet/minimum_lufs", 3, "sound.too_quiet.minimum_lufs"),
        ("measures", [], "measures"),
        ("measures/sound.silence_dbfs", 5, "measures.sound.silence_dbfs"),
        ("measures/sound.silence_dbfs", "-40", "measures.sound.silence_dbfs"),
    ],
)
def test_whatever_is_wrong_is_named_with_its_place(path, value, where):
    assert place(changed(path, value)) == where


def test_a_limit_for_one_edition_only_is_missed_in_the_others():
    assert place(changed("video/too_long/flexus", {"maximum_hz": 5})) == "video.too_long.maximum_hz"


# --- a studio's own


def test_a_studio_changes_limits_measures_and_severities(tmp_path):
    rules = own(
        tmp_path,
        """
        [measures]
        "sound.silence_dbfs" = -45
        [sound.noise]
        minimum_db = 30
        [person.dark]
        severity = "off"
        [sound.dead_air]
        severity = "tip"
        [person.small.flexus]
        minimum_share = 0.3
        [video.too_short.flexus]
        minimum = 120
        """,
    )
    assert rules.version == "2026-11-22 + Studio North/3"
    assert rules.measure("sound.silence_dbfs") == -45
    assert rules.measure("sound.silence_s") == RULES.measure("sound.silence_s")
    limits = [rules.checks["person.small", edition]["minimum_share"] for edition in Edition]
    assert limits == [0.125, 0.3, 0.3]
    assert [rules.checks["video.too_short", edition]["minimum"] for edition in Edition] == [180, 120, 120]
    for edition in Edition:
        assert rules.of("sound.noise", edition)["minimum_db"] == 30
        assert rules.of("person.dark", edition) is None
        assert rules.of("sound.dead_air", edition).severity is Severity.TIP
        assert rules.of("picture.cuts", edition) == RULES.of("picture.cuts", edition)
    assert rules.codes == RULES.codes


def test_what_is_said_of_one_edition_wins_over_what_is_said_of_all(tmp_path):
    text = '[sound.noise]\nseverity = "off"\n[sound.noise.fast-flexus]\nseverity = "tip"\nminimum_db = 9\n'
    rules = own(tmp_path, text)
    assert rules.of("sound.noise", Edition.STANDARD) is None
    assert rules.of("sound.noise", Edition.FLEXUS) is None
    rule = rules.of("sound.noise", Edition.FAST_FLEXUS)
    assert (rule.severity, rule["minimum_db"]) == (Severity.TIP, 9)


def test_what_an_edition_does_not_know_is_not_brought_to_life_for_it(tmp_path):
    rules = own(tmp_path, '[video.duration_advised]\nseverity = "tip"\nminimum = 200\n')
    assert rules.of("video.duration_advised", Edition.FLEXUS) is None
    assert rules.of("video.duration_advised", Edition.STANDARD)["minimum"] == 200


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[video.resolution]\nseverity = "off"', "video.resolution.severity"),
        ('[video.resolution]\nseverity = "warning"', "video.resolution.severity"),
        ('[video.resolution.flexus]\nseverity = "tip"', "video.resolution.flexus.severity"),
        ("[video.too_short]\nminimum = 179", "video.too_short.minimum"),
        ("[video.too_short.flexus]\nminimum = 59", "video.too_short.flexus.minimum"),
        ("[video.too_long]\nmaximum = 601", "video.too_long.maximum"),
        ("[video.ends_early]\nmaximum_missing_s = 9", "video.ends_early.maximum_missing_s"),
        ('[sound.noise]\nseverity = "stop"', "sound.noise.severity"),
        ('[sound.noise.flexus]\nseverity = "stop"', "sound.noise.flexus.severity"),
        ('[sound.noise]\nsource = "huawei-required"', "sound.noise.source"),
        ('[sound.noise]\nreference = "because"', "sound.noise.reference"),
        ("[sound.noise]\nmaximum_db = 5", "sound.noise.maximum_db"),
        ("[sound.noise]\nminimum_db = [5]", "sound.noise.minimum_db"),
        ("[sound.noise]\nflexus = 5", "sound.noise.flexus"),
        ("[sound.moonlight]\nminimum_db = 5", "sound.moonlight"),
        ("[sound]\nnoise = 5", "sound.noise"),
        ("sound = 5", "sound"),
        ('[measures]\n"sound.moonlight_db" = 5', "measures.sound.moonlight_db"),
        ('[measures]\n"sound.silence_dbfs" = 5', "measures.sound.silence_dbfs"),
        ("[video.too_short]\nminimum = 601", "video.too_short.minimum"),
        ("[video.frame_rate]\nminimum_fps = 61", "video.frame_rate.minimum_fps"),
        ("[sound.noise\n", "line 3"),
        ("[sound.noise]\nminimum_db = = 5", "line 4"),
    ],
)
def test_what_a_studio_may_not_do(tmp_path, text, where):
    with pytest.raises(ProblemError) as caught:
        own(tmp_path, text)
    assert caught.value.problem.code == "rules.unreadable"
    assert caught.value.problem.facts == {"where": where}


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ("", "name"),
        ('version = "3"\n', "name"),
        ('name = "North"\n', "version"),
        ('name = ""\nversion = "3"', "name"),
        ('name = "North"\nversion = 3', "version"),
    ],
)
def test_a_studio_names_its_file(tmp_path, head, where):
    with pytest.raises(ProblemError) as caught:
        own(tmp_path, "", head)
    assert caught.value.problem.facts == {"where": where}


def test_a_studio_may_be_stricter_than_huawei(tmp_path):
    rules = own(tmp_path, "[video.too_short]\nminimum = 240\n[video.too_long]\nmaximum = 400\n[video.ends_early]\n")
    assert {rules.of("video.too_short", edition)["minimum"] for edition in Edition} == {240}
    assert {rules.of("video.too_long", edition)["maximum"] for edition in Edition} == {400}


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"#" * 2_000_000, b"a = " + b"[" * 50_000])
def test_a_file_that_is_no_rule_file_at_all(tmp_path, content):
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        load_rules(SHIPPED, path)
    assert caught.value.problem.code == "rules.unreadable"
    assert caught.value.__suppress_context__
    assert str(tmp_path) not in repr(caught.value.problem)


def test_an_endless_name_does_not_fill_the_screen():
    assert len(str(place(SHIPPED_TABLE, {"name": "n", "version": "1", "x" * 5000: 5}))) <= 120


# --- anything at all

values = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["stop", "warning", "tip", "off", "ours", "huawei-required", *Edition]),
)
names = st.sampled_from(
    [
        "severity",
        "source",
        "reference",
        "reference_zh",
        "minimum",
        "maximum",
        "minimum_db",
        "name",
        "version",
        "measures",
        *Edition,
    ]
)
codes = st.sampled_from(sorted({part for code in CODES for part in code.split(".")}))
rubbish = st.dictionaries(
    names | codes | st.text(max_size=5),
    st.recursive(
        values,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | codes, inner, max_size=4),
        max_leaves=8,
    ),
    max_size=5,
)


@settings(max_examples=150)
@given(table=rubbish, is_own=st.booleans())
def test_rubbish_is_refused_and_nothing_else_happens(table, is_own):
    rules = merged(SHIPPED_TABLE, {"name": "n", "version": "1", **table}) if is_own else merged(table)
    for rule in rules.checks.values() if rules is not None else ():
        if rule is not None:
            assert rule.severity is not Severity.STOP or rule.source is RuleSource.HUAWEI_REQUIRED


@settings(max_examples=150)
@given(code=st.sampled_from(sorted(CODES)), layer=st.sampled_from(["", *Edition]), key=names, value=values)
def test_nothing_that_huawei_requires_becomes_lighter(code, layer, key, value):
    area, name = code.split(".")
    part = {key: value} if not layer else {layer: {key: value}}
    rules = merged(SHIPPED_TABLE, {"name": "n", "version": "1", area: {name: part}})
    for edition in Edition if rules is not None else ():
        before, now = RULES.of(code, edition), rules.of(code, edition)
        if before is None or before.source is not RuleSource.HUAWEI_REQUIRED:
            continue
        assert now is not None
        assert (now.severity, now.source) == (before.severity, before.source)
        for limit, was in before.limits.items():
            assert now[limit] >= was if limit.startswith("minimum") else now[limit] <= was


@settings(max_examples=40)
@given(cut=st.integers(0, len(TEXT)), junk=st.text(max_size=4))
def test_a_rule_file_with_a_hole_in_it_is_refused_or_read(cut, junk):
    text = TEXT[:cut] + junk + TEXT[cut + 3 :]
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    merged(table)
