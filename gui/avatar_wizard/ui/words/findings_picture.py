"""Words for what was found in the picture and on the green screen; codes and facts are those of ``footage.checks``."""

from __future__ import annotations

from .entry import QT_TRANSLATE_NOOP, Entry, Table

FINDINGS: Table = {
    "picture.black": Entry(
        QT_TRANSLATE_NOOP("Finding", "Black pictures"),
        QT_TRANSLATE_NOOP("Finding", "The picture is black for up to {seconds} s."),
        QT_TRANSLATE_NOOP("Finding", "Send the camera's own file, or film again in one piece."),
        bare=QT_TRANSLATE_NOOP("Finding", "The picture is black for a moment."),
    ),
    "picture.frozen": Entry(
        QT_TRANSLATE_NOOP("Finding", "The picture stands still"),
        QT_TRANSLATE_NOOP("Finding", "It does not move for up to {seconds} s, as if the camera had stopped."),
        QT_TRANSLATE_NOOP("Finding", "Send the camera's own file. If it is that file, film it again."),
        bare=QT_TRANSLATE_NOOP("Finding", "It does not move for a moment."),
    ),
    "picture.cuts": Entry(
        QT_TRANSLATE_NOOP("Finding", "The video seems to be cut"),
        QT_TRANSLATE_NOOP(
            "Finding", "The picture jumps, as if something were cut out; Huawei asks for one take in one piece."
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Send the camera's own file, or film again without a break. Slips of the tongue may stay in."
        ),
    ),
    "picture.light_drift": Entry(
        QT_TRANSLATE_NOOP("Finding", "The light changes"),
        QT_TRANSLATE_NOOP("Finding", "It becomes up to {percent} % brighter or darker than in the rest of the take."),
        QT_TRANSLATE_NOOP("Finding", "Switch off automatic exposure, shut out daylight, and film again."),
        bare=QT_TRANSLATE_NOOP("Finding", "It becomes brighter or darker than in the rest of the take."),
    ),
    "picture.flicker": Entry(
        QT_TRANSLATE_NOOP("Finding", "The light flickers"),
        QT_TRANSLATE_NOOP("Finding", "It rises and falls by {percent} % from picture to picture, as some lamps do."),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Set the shutter to 1/50 s (1/60 s where mains current has 60 Hz) or take other lamps, and film again.",
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "It rises and falls from picture to picture, as some lamps do."),
    ),
    "picture.shake": Entry(
        QT_TRANSLATE_NOOP("Finding", "The camera is not steady"),
        QT_TRANSLATE_NOOP("Finding", "The picture moves by up to {percent} % of its width."),
        QT_TRANSLATE_NOOP("Finding", "Put the camera on a tripod, touch nothing, and film again."),
        bare=QT_TRANSLATE_NOOP("Finding", "The picture moves as a whole."),
    ),
    "picture.bars": Entry(
        QT_TRANSLATE_NOOP("Finding", "Black bars at the edges"),
        QT_TRANSLATE_NOOP("Finding", "They take {percent} % of the picture; the person becomes smaller by them."),
        QT_TRANSLATE_NOOP("Finding", "Export it again so that the picture fills the frame."),
        bare=QT_TRANSLATE_NOOP("Finding", "The person becomes smaller by them."),
    ),
    "screen.none": Entry(
        QT_TRANSLATE_NOOP("Finding", "No green screen, or much too small"),
        QT_TRANSLATE_NOOP(
            "Finding", "{percent} % of the picture's edge is green; to replace the background all of it must be."
        ),
        QT_TRANSLATE_NOOP("Finding", "Film before a green screen, or choose to keep the background."),
        bare=QT_TRANSLATE_NOOP("Finding", "To replace the background, everything around the person must be green."),
    ),
    "screen.blue": Entry(
        QT_TRANSLATE_NOOP("Finding", "A blue screen"),
        QT_TRANSLATE_NOOP("Finding", "Huawei can replace a green background only."),
        QT_TRANSLATE_NOOP("Finding", "Film before a green screen, or choose to keep the background."),
    ),
    "screen.coverage": Entry(
        QT_TRANSLATE_NOOP("Finding", "The green screen is too small"),
        QT_TRANSLATE_NOOP("Finding", "{percent} % of the picture's edge is green; {minimum} or more is our advice."),
        QT_TRANSLATE_NOOP(
            "Finding", "Move the camera nearer or hang the screen so that it fills the picture, and film again."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "Something else shows beside it."),
    ),
    "screen.uneven": Entry(
        QT_TRANSLATE_NOOP("Finding", "The green screen is not lit evenly"),
        QT_TRANSLATE_NOOP("Finding", "Its light differs by {stops} stops; a third of a stop is good."),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Light the screen from both sides, smooth out its folds, stand further away from it, and film again.",
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "Some parts are much brighter than others."),
    ),
    "screen.dark": Entry(
        QT_TRANSLATE_NOOP("Finding", "The green screen is dark"),
        QT_TRANSLATE_NOOP("Finding", "It has {percent} % of full light; {minimum} or more are good."),
        QT_TRANSLATE_NOOP("Finding", "Give the screen more light of its own."),
        bare=QT_TRANSLATE_NOOP("Finding", "It needs more light."),
    ),
    "screen.bright": Entry(
        QT_TRANSLATE_NOOP("Finding", "The green screen is very bright"),
        QT_TRANSLATE_NOOP("Finding", "It has {percent} % of full light; {maximum} or less are good."),
        QT_TRANSLATE_NOOP("Finding", "Take some light off the screen."),
        bare=QT_TRANSLATE_NOOP("Finding", "It needs less light."),
    ),
    "screen.spill": Entry(
        QT_TRANSLATE_NOOP("Finding", "Green light on the person"),
        QT_TRANSLATE_NOOP("Finding", "{percent} % of the person's outline shines green."),
        QT_TRANSLATE_NOOP(
            "Finding", "Stand two metres or more away from the screen, light the person from behind, and film again."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "The person's outline shines green."),
    ),
    "screen.holes": Entry(
        QT_TRANSLATE_NOOP("Finding", "Something green on the person"),
        QT_TRANSLATE_NOOP("Finding", "{percent} % of the person is green and would become see-through."),
        QT_TRANSLATE_NOOP("Finding", "Change green, shining or see-through clothes and things, then film again."),
        bare=QT_TRANSLATE_NOOP("Finding", "It would become see-through."),
    ),
}
