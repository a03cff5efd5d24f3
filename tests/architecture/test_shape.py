"""Files a reader can take in: short, documented, named for their subject."""

from __future__ import annotations

import pytest

from architecture.codebase import PACKAGE, Check, collect, program_text, report, sources
from architecture.shape import LONGEST_FILE, check_docstrings, check_length, check_names


@pytest.mark.parametrize("check", [check_length, check_docstrings, check_names], ids=lambda check: check.__name__)
def test_the_program_is_in_shape(check: Check) -> None:
    findings = collect(check, sources(f"gui/{PACKAGE}"))
    assert not findings, report(findings)


@pytest.mark.parametrize("folder", ["tests", "packaging"])
def test_no_other_file_outgrows_a_reader(folder: str) -> None:
    findings = collect(check_length, sources(folder))
    assert not findings, report(findings)


DOCUMENTED = '"""Drafts."""\n'


@pytest.mark.parametrize(
    ("check", "text", "reason"),
    [
        (check_length, "x = 1\n" * (LONGEST_FILE + 1), "401 lines"),
        (check_docstrings, "x = 1\n", "the module has no docstring"),
        (check_docstrings, DOCUMENTED + "class Draft: ...\n", "class Draft has"),
        (check_docstrings, DOCUMENTED + "def gaps(): ...\n", "gaps() has"),
        (check_docstrings, DOCUMENTED + "async def gaps(): ...\n", "gaps() has"),
        (check_docstrings, DOCUMENTED + 'class Draft:\n    """One."""\n    def gaps(self): ...\n', "Draft.gaps() has"),
        (check_docstrings, DOCUMENTED + "if x:\n    def gaps(): ...\n", "gaps() has"),
        (check_names, "class UploadManager: ...\n", "UploadManager"),
        (check_names, "def upload_helper(): ...\n", "upload_helper"),
    ],
)
def test_what_is_out_of_shape_is_found(check: Check, text: str, reason: str) -> None:
    findings = list(check(program_text("domain/draft.py", text)))
    assert [finding.reason.startswith(reason) for finding in findings] == [True], report(findings)


def test_a_drawer_of_a_module_is_found() -> None:
    assert len(list(check_names(program_text("domain/utils.py", "")))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "def _private(): ...\n",
        "class _Private:\n    def open(self): ...\n",
        'class Page:\n    """One."""\n    def paintEvent(self, event): ...\n    def __len__(self): ...\n',
        'class Page:\n    """One."""\n    @x.setter\n    def x(self, value): ...\n',
        "def outer():\n    '''One.'''\n    def inner(): ...\n",
    ],
)
def test_what_needs_no_docstring_passes(text: str) -> None:
    assert list(check_docstrings(program_text("domain/draft.py", DOCUMENTED + text))) == []


def test_names_that_only_look_empty_pass() -> None:
    assert list(check_names(program_text("domain/draft.py", "class Utility: ...\ndef manage(): ...\n"))) == []
