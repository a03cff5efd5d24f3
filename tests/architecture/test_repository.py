"""The top of the project is tidy, and there is one version."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import pytest

import avatar_wizard
from architecture.codebase import ROOT, Finding, files, report

TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "gui", "resources", "tests", "packaging"}
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

# Where packaging files of each kind say the program's version; the group is the version.
VERSION_PLACES = (
    ("*.plist*", re.compile(r"<key>CFBundle(?:ShortVersionString|Version)</key>\s*<string>([^<]+)</string>")),
    ("*.wxs", re.compile(r"<(?:Package|Product)\b[^>]*?\bVersion=\"([^\"]+)\"")),
    ("*.iss", re.compile(r"^AppVersion=(.+)$", re.MULTILINE)),
    ("*.spec", re.compile(r"^Version:\s*(\S+)", re.MULTILINE)),
    ("control", re.compile(r"^Version:\s*([^\s-]+)", re.MULTILINE)),
    ("*.metainfo.xml", re.compile(r"<releases>\s*<release\b[^>]*?\bversion=\"([^\"]+)\"")),
    ("nfpm.y*ml", re.compile(r"^version:\s*[\"']?([^\s\"']+)", re.MULTILINE)),
    ("app.toml", re.compile(r"^version\s*=\s*\"([^\"]+)\"", re.MULTILINE)),
    ("version_info.txt*", re.compile(r"(?:File|Product)Version['\"],\s*u?['\"]([^'\"]+)['\"]")),
)


def check_top_level(names: Iterable[str]) -> Iterator[Finding]:
    """Yield files below a top-level entry that has no place there."""
    for name in names:
        top = PurePosixPath(name).parts[0]
        if top not in TOP_LEVEL and not top.startswith("."):
            yield Finding(name, 1, "the top level holds " + ", ".join(sorted(TOP_LEVEL)) + " and dotfiles only")


def check_version(place: str, text: str, version: str) -> Iterator[Finding]:
    """Yield versions in a packaging file that are not the project's; a placeholder (``@VERSION@``) passes."""
    for pattern, where in VERSION_PLACES:
        if not PurePosixPath(place).match(pattern):
            continue
        for found in where.finditer(text):
            said = found[1].strip()
            if said not in (version, f"{version}.0") and not re.fullmatch(r"[@${%].*[@}%\w]", said):
                line = text.count("\n", 0, found.start(1)) + 1
                yield Finding(place, line, f"says version {said}, pyproject.toml says {version}")


def test_the_top_level_holds_what_it_should() -> None:
    findings = list(check_top_level(files()))
    assert not findings, report(findings)


def test_the_program_knows_its_version() -> None:
    assert avatar_wizard.__version__ == VERSION


def test_packaging_files_say_the_same_version() -> None:
    places = [name for name in files() if name.startswith(("packaging/", "resources/"))]
    findings = [
        finding
        for place in places
        if any(PurePosixPath(place).match(pattern) for pattern, _ in VERSION_PLACES)
        for finding in check_version(place, (ROOT / place).read_text("utf-8"), VERSION)
    ]
    assert not findings, report(findings)


@pytest.mark.parametrize("name", ["Makefile", "src/main.py", "notes/plan.md"])
def test_a_stray_entry_is_found(name: str) -> None:
    assert len(list(check_top_level([name]))) == 1


@pytest.mark.parametrize("name", ["README.md", ".gitignore", ".ci/run", "gui/avatar_wizard/app.py"])
def test_a_proper_entry_passes(name: str) -> None:
    assert list(check_top_level([name])) == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("Info.plist.in", "<key>CFBundleVersion</key> <string>9.9</string>"),
        ("aw.wxs", '<Package Name="a" Version="9.9">'),
        ("aw.spec", "Version: 9.9"),
        ("deb/control", "Package: a\nVersion: 9.9-1"),
        ("org.metainfo.xml", '<releases><release date="2026-01-01" version="9.9"/></releases>'),
        ("nfpm.yaml", "name: a\nversion: 9.9\n"),
        ("app.toml", 'version = "9.9"'),
    ],
)
def test_another_version_is_found(place: str, text: str) -> None:
    assert len(list(check_version(f"packaging/{place}", text, "0.1.0"))) == 1
    assert list(check_version(f"packaging/{place}", text.replace("9.9", "0.1.0"), "0.1.0")) == []
    assert list(check_version(f"packaging/{place}", text.replace("9.9", "@VERSION@"), "0.1.0")) == []
