"""How a file of the program looks: its length, its docstrings, its names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TypeGuard

from architecture.codebase import Finding, Source

LONGEST_FILE = 400
_EMPTY_WORD = re.compile(r"(Manager|Helper|Utils?|Misc)(?=[A-Z_]|$)|(?:^|_)(manager|helpers?|utils?|misc)(?=_|$)")


def check_length(source: Source) -> Iterator[Finding]:
    """Yield a file that has outgrown its reader."""
    lines = source.text.count("\n")
    if lines > LONGEST_FILE:
        yield source.finding(LONGEST_FILE + 1, f"{lines} lines: over {LONGEST_FILE}, split it by subject")


def check_docstrings(source: Source) -> Iterator[Finding]:
    """Yield public modules, classes and functions without a docstring."""
    if ast.get_docstring(source.tree) is None:
        yield source.finding(1, "the module has no docstring")
    yield from _undocumented(source, source.tree.body, "")


def _undocumented(source: Source, body: list[ast.stmt], owner: str) -> Iterator[Finding]:
    for node in body:
        if isinstance(node, ast.If | ast.Try):
            yield from _undocumented(source, [*node.body, *node.orelse], owner)
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            if ast.get_docstring(node) is None:
                yield source.finding(node, f"class {owner}{node.name} has no docstring")
            yield from _undocumented(source, node.body, f"{owner}{node.name}.")
        elif _needs_docstring(node):
            yield source.finding(node, f"{owner}{node.name}() has no docstring")


def _needs_docstring(node: ast.stmt) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef]:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or ast.get_docstring(node) is not None:
        return False
    # A capital letter: somebody else's method overridden (Qt's paintEvent, http.server's do_GET), documented there.
    if node.name.startswith("_") or node.name != node.name.lower():
        return False
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    return not any(name.endswith((".setter", ".deleter", "overload", "override")) for name in decorators)


def check_names(source: Source) -> Iterator[Finding]:
    """Yield names of modules, classes and functions that say nothing. Methods may override what others named."""
    words = [(1, source.module[-1])] if source.module else []
    words += [
        (node.lineno, node.name)
        for node in source.tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    for line, word in words:
        if _EMPTY_WORD.search(word):
            yield source.finding(line, f"{word}: name it for what it does in the wizard")
