"""A studio's folder with a draft file in it, and the command line run on it as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.clips import good_clip
from support.practice import SOURCES, Practice

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")  # the beginning of a picture is enough: nobody decodes it here


@dataclass
class Studio:
    """A folder with documents, footage and a draft; ``submit`` runs the real command on it."""

    folder: Path
    practice: Practice
    slices: int | None = 4
    name: str = "Zoe"
    video: Path = field(default_factory=lambda: good_clip(181))
    more: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for document in ("portrait.png", "emblem.png", "letter.pdf"):
            (self.folder / document).write_bytes(PNG + document.encode() * 50)
        self.write()

    @property
    def draft(self) -> Path:
        """The draft file."""
        return self.folder / "draft.toml"

    def write(self) -> None:
        """Write the draft file anew."""
        count = f"video_multipart_count = {self.slices}\n" if self.slices else ""
        self.draft.write_text(
            f"name = {json.dumps(self.name)}\n{count}{self.more}\n[files]\n"
            f"training_video = {json.dumps(str(self.video))}\n"
            'id_card_image1 = "portrait.png"\nid_card_image2 = "emblem.png"\ngrant_file = "letter.pdf"\n',
            encoding="utf-8",
        )

    def environ(self) -> dict[str, str]:
        """What the program is told, with a home of its own and no keyring."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "AVATAR_"))},
            "PYTHONPATH": os.pathsep.join([str(SOURCES), str(Path(__file__).parents[1])]),
            "HOME": str(home),
            "AVATAR_WIZARD_ENDPOINT": self.practice.endpoint,
            "AVATAR_WIZARD_IAM_ENDPOINT": self.practice.iam_endpoint,
            "AVATAR_WIZARD_REGION": self.practice.region,
            "AVATAR_WIZARD_PROJECT_ID": self.practice.project_id,
            "AVATAR_WIZARD_AK": self.practice.ak,
            "AVATAR_WIZARD_SK": self.practice.sk,
            **self.environment,
        }

    def submit(self, *options: str, module: str = "avatar_wizard", limit: float = 60) -> Outcome:
        """Run ``submit DRAFT --json`` to its end."""
        ran = subprocess.run(
            [sys.executable, "-m", module, "submit", str(self.draft), "--json", *options],
            env=self.environ(),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=limit,
        )
        lines = [json.loads(line) for line in ran.stdout.decode().splitlines()]
        return Outcome(ran.returncode, lines, ran.stderr.decode())


@dataclass(frozen=True)
class Outcome:
    """How a run of the command ended."""

    code: int
    lines: list[dict[str, Any]]
    errors: str

    @property
    def last(self) -> dict[str, Any]:
        """The last line."""
        return self.lines[-1]

    @property
    def problem(self) -> str | None:
        """The code of the problem it ended with."""
        problem = self.last["problem"]
        return problem and problem["code"]
