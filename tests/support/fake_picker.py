"""The desktop's file dialogs without a desktop: what they answer was told them before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from avatar_wizard.domain.draft import Role


@dataclass
class FakePicker:
    """Chooses, for each role, the path it was given beforehand."""

    paths: dict[Role, Path] = field(default_factory=dict)
    asked: list[Role] = field(default_factory=list)
    several: tuple[Path, ...] = ()
    folder: Path | None = None
    target: Path | None = None

    def pick(self, parent: object, role: Role, chosen: Callable[[Path], None]) -> None:
        self.asked.append(role)
        if role in self.paths:
            chosen(self.paths[role])

    def pick_several(self, parent: object, role: Role, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        self.asked.append(role)
        paths = self.several or ((self.paths[role],) if role in self.paths else ())
        if paths:
            chosen(paths)

    def pick_folder(self, parent: object, folder: Path, chosen: Callable[[Path], None]) -> None:
        if self.folder is not None:
            chosen(self.folder)

    def pick_new(self, parent: object, name: str, chosen: Callable[[Path], None]) -> None:
        if self.target is not None:
            chosen(self.target)
