"""Takes with one planted fault each, what must be found in them and when: the table that the checks are held against.

Numbers are those of the list of checks that the product was built from. Each take is a test shot of 24 s, sixteen
seconds of which are silence, unless its fault needs another; the fault is planted into what follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import Pass, Question
from avatar_wizard.footage.scene import GREEN, Figure, Scene
from support.filming import SPEAKING, Turn, opening, speech, take

Make = Callable[[Path], Path]

TEST_SHOT = Question(is_test_shot=True)
GREEN_SHOT = Question(is_test_shot=True, green_screen=True)
SECONDS = 24.0
"""Of a take that is not said to be of another length."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A take and what is to be said about it.

    ``number``: of the check in the list. ``code``: of the finding that must appear, empty for a clean take.
    ``make``: writes the take into an empty folder. ``span``:
    where the fault was planted, None when it has no place. ``beside``: codes that may appear too, and ``why``.
    ``needs_faces``: nothing can be found without the extra that finds faces. ``thorough``: the pass that finds it.
    """

    name: str
    number: str
    code: str
    make: Make
    span: tuple[float, float] | None = None
    beside: tuple[str, ...] = ()
    why: str = ""
    question: Question = TEST_SHOT
    needs_faces: bool = False
    thorough: Pass = Pass.FULL


def clean(
    folder: Path, edition: Edition | None = None, *, scene: Scene = SPEAKING, size: tuple[int, int] = (1920, 1080)
) -> Path:
    """A take with nothing to say about: a test shot, or of the length that is advised for ``edition``."""
    turns = 3 if edition is None else 23 if edition.is_flexus else 38
    # Our own rules ask for 8 Mbit/s, and for 25 in 4K.
    look = {"size": size, "bits_s": 9_000_000 if size[0] * size[1] < 3_000_000 else 27_000_000}
    quiet = Scene(wall=scene.wall, figures=scene.figures, speaks=False)
    return take(folder, (*opening(quiet, **look), *[Turn(scene, **look)] * (turns - 2)), speech(turns * 8.0))


def clean_samples() -> tuple[Sample, ...]:
    """Takes about which there is nothing to say."""
    green = Scene(wall=GREEN)
    return (
        Sample("clean grey", "", "", clean),
        Sample("clean green", "", "", lambda folder: clean(folder, scene=green), question=GREEN_SHOT),
        Sample("clean green, kept", "", "", lambda folder: clean(folder, scene=green)),
        Sample("clean, sixteen seconds", "", "", _brief),
        Sample("clean 4K", "", "", lambda folder: clean(folder, size=(3840, 2160))),
        Sample("clean portrait", "", "", _portrait(Figure(size=0.22, y=0.42))),
        Sample("clean portrait, close", "", "", _portrait(Figure())),
        Sample(
            "clean standard",
            "",
            "",
            lambda folder: clean(folder, Edition.STANDARD, scene=green),
            question=Question(Edition.STANDARD, green_screen=True),
        ),
        Sample("clean Flexus", "", "", lambda folder: clean(folder, Edition.FLEXUS), question=Question(Edition.FLEXUS)),
    )


def _brief(folder: Path) -> Path:
    return take(folder, (*opening()[:1], Turn()), speech(16, quiet_s=8))


def _portrait(figure: Figure) -> Make:
    upright = {"filters": "crop=ih*9/16:ih,scale=1080:1920", "size": (1920, 1080)}
    scene = Scene(figures=(figure,))
    turns = (*opening(replace(scene, speaks=False), **upright), Turn(scene, **upright))  # type: ignore[arg-type]
    return lambda folder: take(folder, turns, speech(SECONDS))
