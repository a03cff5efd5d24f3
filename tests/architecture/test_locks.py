"""What gets installed is what was locked, and what was locked is what the program asks for."""

from __future__ import annotations

import tomllib
from importlib.metadata import packages_distributions
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from architecture.codebase import PACKAGE, ROOT, report, sources
from architecture.layers import RULES, imports
from architecture.locks import check_contains, check_lines, check_requirements, environments, read

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = "packaging/requirements.lock"
TEST = "packaging/requirements-test.lock"
# Modules that come with a package we ask for, being half of it.
COMPANIONS = {"shiboken6": "pyside6-essentials", "urllib3": "requests"}


def _text(place: str) -> str:
    return (ROOT / place).read_text("utf-8")


def _asked(*extras: str) -> list[str]:
    project = PROJECT["project"]
    return [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]


@pytest.mark.parametrize("place", [RUNTIME, TEST])
def test_every_line_is_a_package_or_a_hash(place: str) -> None:
    findings = list(check_lines(place, _text(place)))
    assert not findings, report(findings)


@pytest.mark.parametrize(("place", "extras"), [(RUNTIME, ("face",)), (TEST, ("face", "test"))])
def test_the_lock_meets_the_requirements(place: str, extras: tuple[str, ...]) -> None:
    findings = list(check_requirements(place, _text(place), _asked(*extras)))
    assert not findings, report(findings)


def test_the_test_lock_holds_the_runtime_lock() -> None:
    findings = list(check_contains(TEST, _text(TEST), _text(RUNTIME)))
    assert not findings, report(findings)


def test_a_creator_gets_no_tools_of_developers() -> None:
    names = {locked.name for locked in read(_text(RUNTIME))}
    assert names.isdisjoint({"pytest", "mypy", "ruff", "hypothesis", "hatchling", "huaweicloudsdkmetastudio"})


def test_no_environment_gets_the_qt_that_aborts_on_old_pythons() -> None:
    for environment in environments():
        versions = [
            e.version for e in read(_text(RUNTIME)) if e.name == "pyside6-essentials" and e.applies(environment)
        ]
        assert len(versions) == 1, environment
        assert versions[0] < Version("6.12") or environment["python_version"] != "3.11", environment


def test_the_program_imports_only_what_it_asks_for() -> None:
    asked = {canonicalize_name(Requirement(line).name) for line in _asked("face")}
    theirs = frozenset[str]().union(*(rule.theirs for rule in RULES.values()))
    providers = packages_distributions()
    strays = [
        source.finding(found.line, f"{found.name} belongs to no dependency in pyproject.toml")
        for source in sources(f"gui/{PACKAGE}")
        for found in imports(source)
        if (top := found.name.split(".")[0]) in theirs
        and COMPANIONS.get(top) not in asked
        and asked.isdisjoint(map(canonicalize_name, providers.get(top, [])))
    ]
    assert not strays, report(strays)


HASH = "    --hash=sha256:" + "0" * 64 + "\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("requests==2.32\n", "requests has no hash"),
        ("--index-url https://example.invalid/simple\n", "an address"),
        ("--find-links /somewhere\n", "an address"),
        ("requests @ https://example.invalid/r.whl\n", "an address"),
        ("requests>=2\n" + HASH, "neither a package nor a hash"),
        ("requests==2.32 \\\n    --hash=md5:00\n", "neither a package nor a hash"),
    ],
)
def test_a_bad_line_is_found(text: str, reason: str) -> None:
    assert any(finding.reason.startswith(reason) for finding in check_lines("x.lock", text))


@pytest.mark.parametrize(
    ("text", "asked", "findings"),
    [
        ("requests==2.32 \\\n" + HASH, "requests>=2.32,<3", 0),
        ("requests==2.31 \\\n" + HASH, "requests>=2.32,<3", 1),
        ("", "requests>=2.32,<3", 1),
        ("jeepney==0.9 ; sys_platform == 'linux' \\\n" + HASH, "jeepney", 1),
        ("jeepney==0.9 ; sys_platform == 'linux' \\\n" + HASH, "jeepney; sys_platform == 'linux'", 0),
        ("a==1 ; python_full_version < '3.12' \\\n" + HASH + "a==2 \\\n" + HASH, "a", 1),
    ],
)
def test_an_unmet_requirement_is_found(text: str, asked: str, findings: int) -> None:
    assert len(list(check_requirements("x.lock", text, [asked]))) == findings


def test_two_locks_that_drift_apart_are_found() -> None:
    assert len(list(check_contains("x.lock", "a==1 \\\n" + HASH, "a==2 \\\n" + HASH))) == 1
