"""What the program's code never does, each with its reason. Read off the syntax tree, so that prose may name it."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from architecture.codebase import Check, Finding, Source

_MAY_PRINT = {"cli", "commands", "__main__", "practice"}
_BARE_SUPPRESSION = re.compile(r"#\s*(noqa(?!:\s*[A-Z]+[0-9]+)|type:\s*ignore(?!\[[a-z]))")
_UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
_UNSAFE_LOADERS = {"pickle", "marshal", "shelve", "dill"}


def check_calls(source: Source) -> Iterator[Finding]:
    """Yield calls that are not safe or not ours to make."""
    for node in source.nodes():
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        for keyword in node.keywords:
            if keyword.arg == "verify" and _is(keyword.value, False):
                yield source.finding(node, "verify=False: TLS is always checked")
            if keyword.arg == "shell" and not _is(keyword.value, False):
                yield source.finding(node, "shell=True: pass an argument list")
        if name in ("exec", "eval"):
            yield source.finding(node, f"{name}(): no text is run as code")
        if name in ("os.system", "os.popen"):
            yield source.finding(node, f"{name}(): pass an argument list to subprocess")
        if name == "print" and source.room not in _MAY_PRINT:
            yield source.finding(node, "print(): log an event, or say it in the window")
        if name == "yaml.load":
            yield source.finding(node, "yaml.load(): it builds any object that the text names")


def check_attributes(source: Source) -> Iterator[Finding]:
    """Yield attributes, names and imports that mean trouble wherever they stand."""
    for node in source.nodes():
        if isinstance(node, ast.Attribute):
            yield from _check_attribute(source, node)
        elif isinstance(node, ast.Name) and node.id in ("QWizard", "QWizardPage"):
            yield source.finding(node, "QWizard cannot jump back from Review; the shell is our own")
        elif isinstance(node, ast.ImportFrom) and node.module == "time" and "sleep" in {a.name for a in node.names}:
            yield source.finding(node, "time.sleep: wait on an Event, which a cancel ends")
        elif _is_unverified(node):
            yield source.finding(node, "verify = False: TLS is always checked")
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = (
                {alias.name.split(".")[0] for alias in node.names} if isinstance(node, ast.Import) else {node.module}
            )
            for name in sorted(_UNSAFE_LOADERS.intersection(filter(None, names))):
                yield source.finding(node, f"{name}: reading it runs what the file says")


def _check_attribute(source: Source, node: ast.Attribute) -> Iterator[Finding]:
    name = ast.unparse(node)
    if name == "time.sleep":
        yield source.finding(node, "time.sleep: wait on an Event, which a cancel ends")
    elif node.attr == "processEvents":
        yield source.finding(node, "processEvents: handlers would run inside each other")
    elif name == "QThread.terminate" or node.attr == "setTerminationEnabled":
        yield source.finding(node, f"{node.attr}: a killed thread keeps its locks")
    elif node.attr in ("QWizard", "QWizardPage"):
        yield source.finding(node, "QWizard cannot jump back from Review; the shell is our own")


def check_handlers(source: Source) -> Iterator[Finding]:
    """Yield handlers that swallow what they do not know."""
    for node in source.nodes():
        if isinstance(node, ast.ExceptHandler):
            if node.type is None:
                yield source.finding(node, "bare except: it also catches the wish to stop")
            elif _catches_all(node.type) and all(isinstance(inner, ast.Pass) for inner in node.body):
                yield source.finding(node, "except Exception: pass: a problem is worded or logged, not dropped")
        elif _suppresses_all(node):
            yield source.finding(node, "suppress(Exception): a problem is worded or logged, not dropped")


def check_comments(source: Source) -> Iterator[Finding]:
    """Yield suppressions that name no rule."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and _BARE_SUPPRESSION.search(token.string):
            yield source.finding(token.start[0], "a suppression names its rule: noqa: X000 or type: ignore[code]")


def check_text(source: Source) -> Iterator[Finding]:
    """Yield lines with letters that look like others, and what was left for later."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if not line.isascii():
            yield source.finding(number, "not ASCII: letters that look alike hide in code")
        if _UNFINISHED.search(line):
            yield source.finding(number, "left for later: do it now, or file an issue")


def check_waits(source: Source) -> Iterator[Finding]:
    """Yield fixed waits in tests; a test waits for a condition."""
    for node in source.nodes():
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("qtbot.wait", "QTest.qWait"):
            yield source.finding(node, "a fixed wait: use waitUntil or waitSignal")


PROGRAM_CHECKS: tuple[Check, ...] = (check_calls, check_attributes, check_handlers, check_comments, check_text)
TEST_CHECKS: tuple[Check, ...] = (check_handlers, check_comments, check_waits)


def _is(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _catches_all(node: ast.expr) -> bool:
    kinds = node.elts if isinstance(node, ast.Tuple) else [node]
    return any(isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException") for kind in kinds)


def _is_unverified(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign) or not _is(node.value, False):
        return False
    return any(isinstance(target, ast.Attribute) and target.attr == "verify" for target in node.targets)


def _suppresses_all(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or ast.unparse(node.func) not in ("suppress", "contextlib.suppress"):
        return False
    return any(_catches_all(argument) for argument in node.args)
