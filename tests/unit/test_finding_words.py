"""Every finding, and every check that could not be made, has words that stand with and without its facts."""

from __future__ import annotations

import pytest

from avatar_wizard.domain.footage import Finding, RuleSource, Severity
from avatar_wizard.footage import checks
from avatar_wizard.ui import wording
from avatar_wizard.ui.words.fill import placeholders
from avatar_wizard.ui.words.findings import FINDINGS

FOUND = {**checks.CODES, **checks.UNREADABLE, **checks.UNMADE}
"""Every code and the names of its facts."""


def test_findings_and_their_words_are_the_same_set() -> None:
    assert set(FINDINGS) == set(FOUND)


@pytest.mark.parametrize("code", sorted(FOUND))
def test_a_finding_uses_only_facts_that_the_checks_give(code: str) -> None:
    row = FINDINGS[code]
    used = frozenset().union(*(placeholders(text) for text in (row.title, row.sentence, row.action, row.bare)))
    assert used <= set(FOUND[code])


@pytest.mark.parametrize("code", sorted(FOUND))
def test_a_finding_says_what_is_wrong_and_what_to_do(code: str) -> None:
    for facts in ({}, dict.fromkeys(FOUND[code], 3.5)):
        words = wording.finding_words(Finding(code, Severity.TIP, RuleSource.OURS, facts))
        assert not words.title.endswith(".")
        for text in (words.sentence, words.action):
            assert text.endswith(".")
        # Without any fact there is still no hole in the sentence.
        for text in (words.title, words.sentence, words.action):
            assert text
            assert "(not known)" not in text
            assert "{" not in text


def test_titles_tell_findings_apart() -> None:
    titles = [FINDINGS[code].title for code in FOUND]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("code", "facts", "sentence"),
    [
        (
            "video.codec",
            {"codec": "hevc"},
            "The picture is stored as H.265 (HEVC). The common H.264 makes the least trouble.",
        ),
        ("sound.codec", {"codec": "pcm_s16le"}, "The sound is stored as PCM. The common AAC makes the least trouble."),
        ("sound.codec", {"codec": None}, "The common AAC makes the least trouble."),
        (
            "sound.too_quiet",
            {"loudness": -33.4, "minimum": -30.0, "maximum": -14.0},
            "-33.4 LUFS; -30 to -14 are good.",
        ),
        ("video.variable_rate", {"percent": None}, "Lips and sound may drift apart."),
        ("video.ends_early", {"seconds": 200.4, "missing": 9.6}, "After 3:20 the file breaks off; 9.6 s are missing."),
    ],
)
def test_facts_read_as_people_write_them(code: str, facts: dict[str, object], sentence: str) -> None:
    words = wording.finding_words(Finding(code, Severity.WARNING, RuleSource.OURS, facts))
    assert words.sentence.endswith(sentence)


def test_a_fault_of_its_own_is_never_called_a_matter_of_size() -> None:
    size = FINDINGS["video.resolution"].title
    for code in (
        "video.rotated",
        "video.hdr",
        "video.variable_rate",
        "video.interlaced",
        "video.codec",
        "video.truncated",
    ):
        row = FINDINGS[code]
        assert row.title != size
        assert "resolution" not in " ".join((row.title, row.sentence, row.action)).lower()
