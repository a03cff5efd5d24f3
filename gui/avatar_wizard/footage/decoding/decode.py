"""One run of ffmpeg through a take or a part of it: pictures and sound as blocks, its messages as readings."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from threading import Event as StopEvent

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage.process import named_for_child

from .graph import WHOLE, Leg, Stretch, arguments
from .matroska import Block, read
from .readings import Readings
from .streaming import Patience, Streaming


def stream(
    path: Path,
    facts: FootageFacts,
    ffmpeg: Path,
    legs: tuple[Leg, ...],
    readings: Readings,
    stretch: Stretch = WHOLE,
    *,
    stop: StopEvent,
    pause: StopEvent | None = None,
    patience: Patience | None = None,
    is_hardware_used: bool = False,
    is_background: bool = True,
) -> Generator[tuple[Leg, Block], None, None]:
    """The blocks of one run of ffmpeg, while ``readings`` gets its lines. ProblemErrors as of ``run_full``."""
    try:
        with named_for_child(path) as name:
            args = arguments(ffmpeg, name, facts, legs, stretch, is_hardware_used=is_hardware_used)
            tool = _started(args, readings, stop, pause, patience, is_background)
    except (FileNotFoundError, NotADirectoryError):
        raise ProblemError("file.missing", name=path.name, role=Role.TRAINING_VIDEO) from None
    except OSError:
        raise ProblemError("file.unreadable", name=path.name, role=Role.TRAINING_VIDEO) from None
    has_come = False
    with tool:
        for block in read(tool.pieces()):
            if not 1 <= block.track.number <= len(legs):
                raise ProblemError("footage.tool_failed")
            has_come = True
            yield legs[block.track.number - 1], block
        readings.finish()
        # Of a damaged file ffmpeg may say at the end that it failed, although it gave all that there was.
        if tool.code and not (has_come and (readings.picture_errors or readings.sound_errors)):
            raise ProblemError("footage.tool_failed")


def _started(
    args: list[str],
    readings: Readings,
    stop: StopEvent,
    pause: StopEvent | None,
    patience: Patience | None,
    is_background: bool,
) -> Streaming:
    try:
        return Streaming(args, readings.line, stop=stop, pause=pause, patience=patience, is_background=is_background)
    except OSError:
        # The text of an OSError holds a path.
        raise ProblemError("footage.tool_missing") from None
