"""What the code never does, and that each ban would be noticed."""

from __future__ import annotations

import pytest

from architecture.bans import PROGRAM_CHECKS, TEST_CHECKS
from architecture.codebase import PACKAGE, Check, Finding, collect, parse, program_text, report, sources


@pytest.mark.parametrize("check", PROGRAM_CHECKS, ids=lambda check: check.__name__)
def test_the_program_does_nothing_banned(check: Check) -> None:
    findings = collect(check, sources(f"gui/{PACKAGE}"))
    assert not findings, report(findings)


@pytest.mark.parametrize("check", TEST_CHECKS, ids=lambda check: check.__name__)
def test_the_tests_do_nothing_banned(check: Check) -> None:
    findings = collect(check, sources("tests"))
    assert not findings, report(findings)


PLANTED = [
    "requests.get(u, verify=False)",
    "session.verify = False",
    "subprocess.run(c, shell=True)",
    "subprocess.run(c, shell=flag)",
    "import time\ntime.sleep(1)",
    "from time import sleep",
    "app.processEvents()",
    "exec(text)",
    "eval(text)",
    "os.system(text)",
    "try:\n    f()\nexcept Exception:\n    pass",
    "try:\n    f()\nexcept (OSError, BaseException):\n    pass",
    "with contextlib.suppress(Exception):\n    f()",
    "try:\n    f()\nexcept:\n    g()",
    "print(x)",
    "x = f()  # " + "noqa",
    "x = f()  # " + "type: ignore",
    "name = '\u0430bc'",
    "# TO" + "DO: later",
    "# FIX" + "ME",
    "worker = QThread.terminate",
    "thread.setTerminationEnabled(True)",
    "class W(QWizard): ...",
    "class W(QtWidgets.QWizard): ...",
    "import pickle",
    "from pickle import loads",
    "import marshal as m",
    "yaml.load(text)",
]

HARMLESS = [
    '"""Never verify=False, time.sleep or print()."""',
    "app.exec()",
    "child.terminate()",
    "stop.wait(1)",
    "subprocess.run(c, shell=False)",
    "try:\n    f()\nexcept OSError:\n    pass",
    "try:\n    f()\nexcept Exception as error:\n    settle(error)",
    "x = f()  # noqa: S603",
    "x = f()  # type: ignore[attr-defined]",
    "yaml.safe_load(text)",
    "name = '\\u0430bc'",
]


def collect_all(place: str, text: str) -> list[Finding]:
    """Return what all checks together find in a planted file."""
    return [finding for check in PROGRAM_CHECKS for finding in collect(check, [program_text(place, text + "\n")])]


@pytest.mark.parametrize("text", PLANTED)
def test_a_planted_breach_is_found_once(text: str) -> None:
    assert len(collect_all("flow/submit.py", text)) == 1


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_allowed_passes(text: str) -> None:
    assert collect_all("flow/submit.py", text) == []


@pytest.mark.parametrize("place", ["cli.py", "__main__.py", "practice/server.py"])
def test_the_command_line_may_print(place: str) -> None:
    assert collect_all(place, "print(x)") == []


def test_a_fixed_wait_in_a_test_is_found() -> None:
    planted = parse("tests/ui/test_page.py", "def test_page(qtbot):\n    qtbot.wait(100)\n")
    assert [str(finding) for check in TEST_CHECKS for finding in collect(check, [planted])] == [
        "tests/ui/test_page.py:2: a fixed wait: use waitUntil or waitSignal"
    ]
