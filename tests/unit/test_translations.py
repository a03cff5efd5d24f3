"""The catalogues: current, complete, and true to their sources. Bring them up to date with

    .venv/bin/pyside6-lupdate -extensions py -locations none -no-obsolete gui/avatar_wizard \
        -ts resources/translations/avatar_wizard_zh_CN.ts
"""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from avatar_wizard import assets
from avatar_wizard.domain.job import JobGroup, group_of
from avatar_wizard.ui import wording
from avatar_wizard.ui.words import gap_texts, names, state_texts
from avatar_wizard.ui.words.findings import FINDINGS, UNKNOWN_FINDING
from support.vendor_states import vendor_states

PACKAGE = Path(assets.__file__).parent
CATALOGUES = sorted(assets.resource("translations").glob("*.ts"))
CHINESE = assets.resource("translations", "avatar_wizard_zh_CN.ts")
PLACEHOLDER = re.compile(r"\{[^}]*\}|%n|%L?\d")
CONSOLE_NAMES = ("待提交", "系统审核中", "系统审核未通过", "算法训练中", "待用户审核", "用户驳回", "挂起", "已完成")
Message = tuple[str, str, list[str]]


def messages(path: Path) -> list[Message]:
    """(context, source, translations) of everything in a catalogue that is still in use."""
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            if translation.get("type") in ("obsolete", "vanished"):
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            unfinished = translation.get("type") == "unfinished"
            found.append((name, message.findtext("source", ""), [] if unfinished else forms))
    return found


def test_there_is_a_chinese_catalogue() -> None:
    assert CHINESE in CATALOGUES


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_the_catalogue_is_current(catalogue: Path, tmp_path: Path) -> None:
    copy = tmp_path / catalogue.name
    shutil.copy(catalogue, copy)
    lupdate = Path(PySide6.__file__).parent / "lupdate"
    arguments = ["-extensions", "py", "-locations", "none", "-no-obsolete", str(PACKAGE), "-ts", str(copy)]
    subprocess.run([str(lupdate), *arguments], check=True, capture_output=True, timeout=120)
    kept, now = ({(c, s) for c, s, _ in messages(path)} for path in (catalogue, copy))
    assert now - kept == set(), "strings that are not in the catalogue yet"
    assert kept - now == set(), "strings that nobody says any more"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_the_catalogue_is_complete(catalogue: Path) -> None:
    assert [(c, s) for c, s, forms in messages(catalogue) if not forms or not all(forms)] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_placeholders_are_the_same_on_both_sides(catalogue: Path) -> None:
    for _, source, forms in messages(catalogue):
        for form in forms:
            assert sorted(PLACEHOLDER.findall(form)) == sorted(PLACEHOLDER.findall(source)), source


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_mnemonics_are_kept(catalogue: Path) -> None:
    mnemonic = re.compile(r"&(\w)")
    for _, source, forms in messages(catalogue):
        for form in forms:
            wanted = [letter.lower() for letter in mnemonic.findall(source)]
            assert [letter.lower() for letter in mnemonic.findall(form)] == wanted, source


def test_sentences_end_as_chinese_sentences_end() -> None:
    for _, source, forms in messages(CHINESE):
        for form in forms:
            assert form.endswith("\u3002") == (source.endswith(".") and not source.endswith("...")), source


def test_every_word_in_the_tables_is_in_the_catalogue() -> None:
    listed = {(context, source) for context, source, _ in messages(CHINESE)}
    entries = [("Problem", row) for row in wording.PROBLEMS.values()]
    entries += [("Finding", row) for row in (*FINDINGS.values(), UNKNOWN_FINDING)]
    entries += [("State", row) for row in (*state_texts.GROUPS.values(), state_texts.UNKNOWN_STATE)]
    said = {(context, text) for context, row in entries for text in (row.title, row.sentence, row.action, row.bare)}
    said |= {("Gap", text) for text in (*gap_texts.GAPS.values(), *gap_texts.BARE.values(), gap_texts.UNKNOWN_GAP)}
    said |= {("State", text) for text in state_texts.SENTENCES.values()}
    for table in (names.STEPS, names.ROLES, names.EDITIONS, names.USE_CASES, names.JOB_TAGS, names.SEXES):
        said |= {("Name", text) for text in table.values()}
    for table in (names.LANGUAGES, names.VOICE_SOURCES, names.SOURCES, names.SEVERITIES, names.VERDICTS):
        said |= {("Name", text) for text in table.values()}
    said |= {("Name", text) for text in names.FIELDS.values()} | {("File", text) for text in names.FILE_STATES.values()}
    assert {(context, text) for context, text in said if text} - listed == set()


def test_no_context_is_lost_by_the_extractor() -> None:
    # lupdate reads the class name off the source; an expression it does not follow gives a name with a dot.
    assert [context for context, _, _ in messages(CHINESE) if not re.fullmatch(r"\w+", context)] == []


def test_states_are_called_what_the_console_calls_them(qapp: QApplication) -> None:
    # The vendor's SDK tells in its documentation how the console calls each state.
    told = {state: group for state, group in vendor_states().items() if group}
    assert len(told) > 30
    assert set(told.values()) == set(CONSOLE_NAMES)
    translator = QTranslator()
    assert translator.load(str(assets.translation("zh_CN")))
    qapp.installTranslator(translator)
    try:
        said = {state: wording.group_words(group_of(state)) for state in told}
        assert wording.duration_words(181) == "3 \u5206 01 \u79d2"
    finally:
        qapp.removeTranslator(translator)
    assert said == told
    assert wording.group_words(JobGroup.DONE) == "Done"
