"""The lock files: whether each package has hashes, no address, and what pyproject.toml asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from architecture.codebase import Finding

_ENTRY = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")
_HASH = re.compile(r"^\s+--hash=sha256:[0-9a-f]{64}\s*\\?$")
_ADDRESS = re.compile(r"://|(?:^|\s)--?(?:index-url|extra-index-url|find-links|trusted-host|i|f)\b|\bfile:|@ ")

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS: tuple[Mapping[str, str], ...] = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
)


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock file."""

    name: str
    version: Version
    marker: Marker | None
    line: int
    hashes: int

    def applies(self, environment: Mapping[str, str]) -> bool:
        """Tell whether the package is installed in an environment."""
        return self.marker is None or self.marker.evaluate(dict(environment))


def environments() -> Iterator[dict[str, str]]:
    """Yield what the markers see on every system and Python that the program runs on."""
    for python in PYTHONS:
        for platform in PLATFORMS:
            yield {
                **platform,
                "python_version": python,
                "python_full_version": f"{python}.0",
                "platform_machine": "x86_64",
                "platform_python_implementation": "CPython",
                "implementation_name": "cpython",
                "extra": "",
            }


def read(text: str) -> list[Locked]:
    """Return the packages of a lock file; a line that is none of its forms is an error of ``check_lines``."""
    found: list[Locked] = []
    for number, line in enumerate(text.splitlines(), start=1):
        entry = _ENTRY.match(line)
        if entry:
            marker = Marker(entry[3]) if entry[3] else None
            found.append(Locked(canonicalize_name(entry[1]), Version(entry[2]), marker, number, 0))
        elif _HASH.match(line) and found:
            last = found[-1]
            found[-1] = Locked(last.name, last.version, last.marker, last.line, last.hashes + 1)
    return found


def check_lines(place: str, text: str) -> Iterator[Finding]:
    """Yield packages without a hash, addresses, and lines of an unknown form."""
    for number, line in enumerate(text.splitlines(), start=1):
        if _ADDRESS.search(line):
            yield Finding(place, number, "an address: it would be true on one machine only")
        elif line.strip() and not line.startswith("#") and not _ENTRY.match(line) and not _HASH.match(line):
            yield Finding(place, number, f"neither a package nor a hash: {line.strip()[:40]}")
    for locked in read(text):
        if locked.hashes == 0:
            yield Finding(place, locked.line, f"{locked.name} has no hash")


def check_requirements(place: str, text: str, requirements: Iterable[str]) -> Iterator[Finding]:
    """Yield requirements that the lock does not meet somewhere, each with the first environment where it fails."""
    locked = read(text)
    for requirement in map(Requirement, requirements):
        name = canonicalize_name(requirement.name)
        for environment in environments():
            if requirement.marker is not None and not requirement.marker.evaluate(environment):
                continue
            found = [entry for entry in locked if entry.name == name and entry.applies(environment)]
            if len(found) != 1 or not requirement.specifier.contains(found[0].version, prereleases=True):
                versions = ", ".join(str(entry.version) for entry in found) or "nothing"
                where = f"{environment['sys_platform']}, Python {environment['python_version']}"
                yield Finding(place, found[0].line if found else 1, f"{requirement}: locked is {versions} ({where})")
                break


def check_contains(place: str, text: str, smaller: str) -> Iterator[Finding]:
    """Yield packages of the smaller lock that the larger one has not, or not in the same version."""
    held = {(entry.name, entry.version, str(entry.marker)) for entry in read(text)}
    for entry in read(smaller):
        if (entry.name, entry.version, str(entry.marker)) not in held:
            yield Finding(place, 1, f"{entry.name} {entry.version} of the runtime lock is missing or differs")
