"""Faults that are seen: of the picture, of the green screen, and of the person before it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from avatar_wizard.footage.scene import BLUE, GREEN, Figure, Scene
from support.faults import GREEN_SHOT, SECONDS, Make, Sample
from support.filming import Turn, opening, speech, take

_BESIDE_A_JUMP = ("picture.cuts",)
_JUMP = "drawn people come and go from one picture to the next"


def seen_samples() -> tuple[Sample, ...]:
    """Every fault of picture, screen and person: checks 24 to 47."""
    return (*_picture(), *_screen(), *_person())


def _picture() -> tuple[Sample, ...]:
    cloud = "eq=brightness='-0.06*clip((t-1)/0.5,0,1)*clip((7-t)/0.5,0,1)':eval=frame"
    return (
        _last("black for half a second", "24", "picture.black", (19.0, 19.5), _black(3.0, 3.5)),
        _last("black for a fifth of a second", "24", "picture.black", (19.0, 19.2), _black(3.0, 3.2)),
        _last("frozen for a second", "25", "picture.frozen", (19.0, 20.0), _frozen(75, 25)),
        _last("frozen for three seconds", "25", "picture.frozen", (19.0, 22.0), _frozen(75, 75)),
        Sample("another scene", "26", "picture.cuts", _other_scene, span=(20.0, 20.0)),
        Sample("a jump in the same scene", "26", "picture.cuts", _jump, span=(20.0, 20.0)),
        _last("a cloud", "27", "picture.light_drift", (17.2, 22.8), Turn(filters=cloud), tail=True),
        _last("flicker", "27", "picture.flicker", (18.0, 22.0), _flicker("0.05*sin(2*PI*t*8)")),
        _last("flicker in steps", "27", "picture.flicker", (18.0, 22.0), _flicker("0.04*mod(floor(t*12.5)\\,2)")),
        _last("a knocked camera", "28", "picture.shake", (19.0, 22.0), Turn(Scene(shaken=(3.0, 6.0)))),
    )


def _screen() -> tuple[Sample, ...]:
    wide = "the light on a wall that is so uneven is also out of its range somewhere"
    return (
        _before("cloth too small", "42", "screen.coverage", Scene(wall=GREEN, bare=0.2)),
        _before("grey wall", "42", "screen.none", Scene()),
        _before("uneven light", "43", "screen.uneven", Scene(wall=GREEN, gradient=1.2), ("screen.bright",), wide),
        _before("dark cloth", "44", "screen.dark", Scene(wall=(28, 76, 32))),
        _before("bright cloth", "44", "screen.bright", Scene(wall=(112, 226, 116))),
        _before("green edges", "45", "screen.spill", Scene(wall=GREEN, spill=0.8)),
        _before("green tie", "46", "screen.holes", Scene(wall=GREEN, figures=(Figure(tie=GREEN),))),
        _before("blue cloth", "47", "screen.blue", Scene(wall=BLUE)),
    )


def _person() -> tuple[Sample, ...]:
    empty = Scene(figures=(), speaks=False)
    two = Scene(figures=(Figure(x=-0.42), Figure(x=0.45, y=0.38, phase=0.4)))
    high, burnt = Figure(y=0.1), ("person.burnt", "person.bright", "person.absent", "person.blurred")
    hot = "white skin is bright, and no face may be left in it"
    return (
        _faces("nobody for three seconds", "29", "person.absent", _between(empty, 75, 150), span=(19.0, 22.0)),
        _faces("a second person", "30", "person.crowd", _between(two, 75, 150), span=(19.0, 22.0)),
        _faces("far away", "31", "person.small", _all(Scene(figures=(Figure(size=0.125, y=0.5),)))),
        _faces("head out of the picture", "32", "person.outside", _all(Scene(figures=(high,))), why="all of it"),
        _faces("out of focus", "39", "person.blurred", _all(Scene(), filters="gblur=sigma=16")),
        _faces("dark face", "40", "person.dark", _all(Scene(figures=(Figure(light=0.5),)))),
        _faces("bright face", "40", "person.bright", _all(Scene(figures=(Figure(light=1.7),))), beside=burnt, why=hot),
        _faces("burnt face", "40", "person.burnt", _all(Scene(figures=(Figure(light=2.4),))), beside=burnt, why=hot),
        _faces(
            "speaks in the opening",
            "35",
            "person.mouth_open",
            _always_speaking,
        ),
    )


def _last(name: str, number: str, code: str, span: tuple[float, float], turn: Turn, *, tail: bool = False) -> Sample:
    """A fault in the turn after the opening; ``tail``: good turns follow."""
    turns = (*opening(), turn, *([Turn()] * 2 if tail else []))
    return Sample(name, number, code, lambda folder: take(folder, turns, speech(8.0 * len(turns))), span=span)


def _before(name: str, number: str, code: str, scene: Scene, beside: tuple[str, ...] = (), why: str = "") -> Sample:
    """A fault of the wall, all the time."""
    return Sample(name, number, code, _all(scene), beside=beside, why=why, question=GREEN_SHOT)


def _faces(
    name: str,
    number: str,
    code: str,
    make: Make,
    *,
    span: tuple[float, float] | None = None,
    beside: tuple[str, ...] = (),
    why: str = "",
) -> Sample:
    if span is not None:
        beside, why = _BESIDE_A_JUMP, _JUMP
    return Sample(name, number, code, make, span=span, beside=beside, why=why, needs_faces=True)


def _all(scene: Scene, filters: str = "") -> Make:
    quiet = replace(scene, speaks=False)
    turns = (*opening(quiet, filters=filters), Turn(scene, filters=filters))
    return lambda folder: take(folder, turns, speech(SECONDS))


def _black(start_s: float, end_s: float) -> Turn:
    # A picture's own time is a little more or less than the number that it is compared with.
    when = f"between(t,{start_s - 0.01},{end_s - 0.03})"
    return Turn(filters=f"drawbox=0:0:iw:ih:black:fill:enable='{when}'")


def _frozen(first: int, count: int) -> Turn:
    return Turn(filters=f"loop=loop={count}:size=1:start={first},setpts=N/25/TB,trim=end_frame=200")


def _flicker(brightness: str) -> Turn:
    return Turn(filters=f"eq=brightness='between(t,2,5.99)*{brightness}':eval=frame")


def _part(scene: Scene, first: int, last: int) -> Turn:
    """Some pictures of a turn, with so much noise of the camera, and so well stored, that no two are the same."""
    trimmed = f"trim=start_frame={first}:end_frame={last},setpts=PTS-STARTPTS"
    return Turn(scene, filters=trimmed, noise=12, coding=("-crf", "16"))


def _between(scene: Scene, first: int, last: int) -> Make:
    """Another scene for some pictures of the last turn."""
    turns = (*opening(), _part(Scene(), 0, first), _part(scene, first, last), _part(Scene(), last, 200))
    return lambda folder: take(folder, turns, speech(SECONDS))


def _always_speaking(folder: Path) -> Path:
    return take(folder, [Turn()] * 3, speech(SECONDS))


def _other_scene(folder: Path) -> Path:
    other = Scene(wall=(140, 120, 100), figures=(Figure(x=0.3, y=0.42, size=0.24),))
    return take(folder, (*opening(), _part(Scene(), 0, 100), _part(other, 100, 200)), speech(SECONDS))


def _jump(folder: Path) -> Path:
    """The person sits a little differently from one picture to the next, before the same wall."""
    moved = Scene(figures=(Figure(x=0.07, y=0.345, size=0.35),))
    return take(folder, (*opening(), _part(Scene(), 0, 100), _part(moved, 100, 200)), speech(SECONDS))
