"""A small project with one locked package, set up for real: venv, pip and hashes, but no network."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACE = "\u5934\u50cf wizard"  # a folder's name with Chinese letters and a space

PROGRAM = """
import json, sys
print(json.dumps(sys.argv[1:]))
"""

# In place of pytest: says how it was called, and fails for what a test names.
PYTEST = """
import os, sys
print("pytest", *sys.argv[1:])
sys.exit(1 if os.environ.get("FAILING_PART", "nothing") in sys.argv[1:] else 0)
"""


@dataclass(frozen=True)
class SmallProject:
    """A copy of the set-up with a program of a few lines."""

    root: Path
    wheels: Path

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self.root / ".venv" / "bin" / "python"

    def add_wheel(self, name: str, version: str) -> str:
        """Offer pip a wheel with one module; returns its line for a lock file."""
        return make_wheel(self.wheels, name, version)

    def environment(self, **more: str) -> dict[str, str]:
        """Return the variables to run the set-up with: pip finds its wheels in a folder."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        return {
            **kept,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.wheels.as_uri(),
            "PIP_CONFIG_FILE": os.devnull,
            **more,
        }

    def set_up(self, kind: str = "runtime", **more: str) -> subprocess.CompletedProcess[str]:
        """Run the set-up as ``packaging/run`` does."""
        return subprocess.run(
            [base_python(), "-I", self.root / "packaging" / "environment.py", kind],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    def run(self, *arguments: str, path: Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``packaging/run`` with the commands of one folder and nothing else, from another folder."""
        return subprocess.run(
            ["/bin/sh", self.root / "packaging" / "run", *arguments],
            env=self.environment(PATH=str(path), **more),
            cwd=self.root.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )


def base_python() -> str:
    """Return the Python that this environment was made from."""
    return str(getattr(sys, "_base_executable", sys.executable))


def make_wheel(folder: Path, name: str, version: str) -> str:
    """Write a wheel with one module; returns its line for a lock file."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"VERSION = '{version}'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},\n"
        for path, text in files.items()
    )
    made = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as wheel:
        for path, text in {**files, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            wheel.writestr(path, text)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(made.read_bytes()).hexdigest()}\n"


def _small_project(folder: Path) -> SmallProject:
    root = folder / PLACE
    wheels = folder / "wheels"
    wheels.mkdir()
    (root / "packaging").mkdir(parents=True)
    for name in ("run", "environment.py"):
        shutil.copy(ROOT / "packaging" / name, root / "packaging" / name)
    one, two = make_wheel(wheels, "lockedpart", "1.0"), make_wheel(wheels, "testpart", "1.0")
    (root / "packaging" / "requirements.lock").write_text(one, "ascii")
    (root / "packaging" / "requirements-test.lock").write_text(one + two, "ascii")
    package = root / "gui" / "avatar_wizard"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(PROGRAM, "ascii")
    (root / "gui" / "pytest.py").write_text(PYTEST, "ascii")
    for part in ("architecture", "unit", "e2e"):
        (root / "tests" / part).mkdir(parents=True)
    return SmallProject(root, wheels)


@pytest.fixture
def bare_project(tmp_path: Path) -> SmallProject:
    """Return a small project where nothing is set up."""
    return _small_project(tmp_path)


@pytest.fixture(scope="module")
def ready_project(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """Return a small project that is set up for tests; the tests of a module share it and change nothing."""
    project = _small_project(tmp_path_factory.mktemp("ready"))
    done = project.set_up("test")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture
def copied_project(ready_project: SmallProject, tmp_path: Path) -> SmallProject:
    """Return a copy of the ready project, as a person moves a folder; it needs no set-up and may be broken."""
    root = tmp_path / f"{PLACE} moved"
    shutil.copytree(ready_project.root, root, symlinks=True)
    wheels = tmp_path / "wheels"
    shutil.copytree(ready_project.wheels, wheels)
    return SmallProject(root, wheels)
