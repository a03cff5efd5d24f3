"""Where the program's resources are: in an installed copy, in a frozen one, or in a checkout.

Standard library only, so that the command line finds translations without a display.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import platformdirs

APP = "avatar-wizard"
_LRELEASE_LIMIT_S = 30


def _candidates() -> Iterator[Path]:
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller (its manual, "Run-time Information")
    if bundle is not None:
        yield Path(bundle) / "resources"
    yield package / "_resources"
    yield package.parents[1] / "resources"


@cache
def _root() -> Path:
    for candidate in _candidates():
        if candidate.is_dir():
            return candidate
    # The last one is as good as any: whoever opens a file there gets an error that names it.
    return candidate


def resource(*parts: str) -> Path:
    """The path of one resource, below the first folder of the ladder that exists; it need not exist itself."""
    return _root().joinpath(*parts)


def translation(language: str) -> Path | None:
    """The compiled catalogue for a language such as ``zh_CN``, or None when there is none.

    Beside its source when set-up compiled it; else compiled now into the person's cache, when Qt's ``lrelease``
    is at hand (it comes with PySide6).
    """
    source = resource("translations", f"avatar_wizard_{language}.ts")
    compiled = source.with_suffix(".qm")
    if compiled.is_file() and not _is_older(compiled, source):
        return compiled
    fresh = _compile(source) if source.is_file() else None
    if fresh is None and compiled.is_file():
        return compiled
    return fresh


def _is_older(one: Path, other: Path) -> bool:
    return other.is_file() and one.stat().st_mtime_ns < other.stat().st_mtime_ns


def _compile(source: Path) -> Path | None:
    """``source`` as .qm in the cache, named by its content; None when it cannot be made."""
    try:
        digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
        target = Path(platformdirs.user_cache_dir(APP, appauthor=False)) / f"{source.stem}-{digest}.qm"
        if target.is_file():
            return target
        lrelease = _lrelease()
        if lrelease is None:
            return None
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(f".{os.getpid()}")
        done = subprocess.run(
            [str(lrelease), "-silent", str(source), "-qm", str(unfinished)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LRELEASE_LIMIT_S,
            check=False,
        )
        if done.returncode != 0 or not unfinished.is_file():
            return None
        unfinished.replace(target)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return target


def _lrelease() -> Path | None:
    spec = find_spec("PySide6")
    for folder in spec.submodule_search_locations or () if spec is not None else ():
        for name in ("lrelease", "lrelease.exe"):
            tool = Path(folder) / name
            if tool.is_file():
                return tool
    found = shutil.which("lrelease")
    return Path(found) if found else None
