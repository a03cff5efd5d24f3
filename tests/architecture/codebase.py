"""The project's own files as the architecture tests see them, and what a check has to say about one."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "avatar_wizard"
_NOT_OURS = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis", "build", "dist"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule, with the reason for the rule."""

    place: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.place}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the top of the project, its text and its syntax tree."""

    place: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> tuple[str, ...]:
        """The dotted name below the package, in pieces: ``("ui", "shell")``; empty for the package itself."""
        parts = Path(self.place).with_suffix("").parts[2:]
        return parts[:-1] if parts and parts[-1] == "__init__" else parts

    @property
    def is_package(self) -> bool:
        """Tell whether the file is an ``__init__.py``."""
        return Path(self.place).name == "__init__.py"

    @property
    def room(self) -> str:
        """The folder of the package that the file lies in, or its own name when it lies in none."""
        return self.module[0] if self.module else "__init__"

    def nodes(self) -> Iterator[ast.AST]:
        """Yield every node of the tree."""
        return ast.walk(self.tree)

    def finding(self, node: ast.AST | int, reason: str) -> Finding:
        """Return a finding at a node or a line."""
        return Finding(self.place, node if isinstance(node, int) else getattr(node, "lineno", 1), reason)


Check = Callable[[Source], Iterable[Finding]]


def parse(place: str, text: str) -> Source:
    """Return a source from its text; the place is relative to the top and starts with a folder and the package."""
    return Source(place, text, ast.parse(text, place))


def program_text(below: str, text: str) -> Source:
    """Return a planted source for a check's own test, as if it lay at ``below`` in the package."""
    return parse(f"gui/{PACKAGE}/{below}", text)


@cache
def sources(folder: str) -> tuple[Source, ...]:
    """Return every Python file below a folder of the project."""
    return tuple(
        parse(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not _NOT_OURS.intersection(path.parts)
    )


def files() -> tuple[str, ...]:
    """Return every file of the project: what git knows or would add; without git, what lies there."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60).stdout.decode("utf-8")
        names = [name for name in listed.split("\0") if name]
    except (OSError, subprocess.SubprocessError):
        names = [
            path.relative_to(ROOT).as_posix()
            for path in ROOT.rglob("*")
            if path.is_file() and not _NOT_OURS.intersection(path.relative_to(ROOT).parts)
        ]
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def collect(check: Check, found_in: Iterable[Source]) -> list[Finding]:
    """Run a check over sources."""
    return [finding for source in found_in for finding in check(source)]


def report(findings: Iterable[Finding]) -> str:
    """Return the findings as the message of an assertion, one a line."""
    return "\n" + "\n".join(map(str, findings))
