"""Words for what was found about the person in the picture; codes and facts are those of ``footage.checks``."""

from __future__ import annotations

from .entry import QT_TRANSLATE_NOOP, Entry, Table

FINDINGS: Table = {
    "person.absent": Entry(
        QT_TRANSLATE_NOOP("Finding", "The face is not always to be seen"),
        QT_TRANSLATE_NOOP(
            "Finding", "A face was found in {percent} % of the samples; it should be there all the time."
        ),
        QT_TRANSLATE_NOOP("Finding", "Face the camera throughout, and let nothing come before the face."),
        bare=QT_TRANSLATE_NOOP("Finding", "It should be there all the time."),
    ),
    "person.crowd": Entry(
        QT_TRANSLATE_NOOP("Finding", "More than one person"),
        QT_TRANSLATE_NOOP("Finding", "For {seconds} s there is a second face; only one person should be seen."),
        QT_TRANSLATE_NOOP("Finding", "Film alone, without pictures or mirrors behind you."),
        bare=QT_TRANSLATE_NOOP("Finding", "Only one person should be seen."),
    ),
    "person.sideways": Entry(
        QT_TRANSLATE_NOOP("Finding", "The person lies on the side"),
        QT_TRANSLATE_NOOP("Finding", "The video is stored on its side, and the file does not say so."),
        QT_TRANSLATE_NOOP("Finding", "Turn the video upright in an editor and save it without cutting it."),
    ),
    "person.small": Entry(
        QT_TRANSLATE_NOOP("Finding", "The face is small"),
        QT_TRANSLATE_NOOP("Finding", "It takes {percent} % of the picture's height; {minimum} or more are advised."),
        QT_TRANSLATE_NOOP("Finding", "Move the camera nearer, and film again."),
        bare=QT_TRANSLATE_NOOP("Finding", "It should be larger in the picture."),
    ),
    "person.outside": Entry(
        QT_TRANSLATE_NOOP("Finding", "The head leaves the picture"),
        QT_TRANSLATE_NOOP("Finding", "For {seconds} s the head touches the edge or is beyond it."),
        QT_TRANSLATE_NOOP("Finding", "Leave some room above and beside the head, and film again."),
        bare=QT_TRANSLATE_NOOP("Finding", "The head touches the edge or is beyond it."),
    ),
    "person.blurred": Entry(
        QT_TRANSLATE_NOOP("Finding", "The face is not sharp"),
        QT_TRANSLATE_NOOP("Finding", "The face is blurred for most of the take."),
        QT_TRANSLATE_NOOP("Finding", "Set the focus on the eyes and fix it there, clean the lens, and film again."),
    ),
    "person.dark": Entry(
        QT_TRANSLATE_NOOP("Finding", "Little light on the face"),
        QT_TRANSLATE_NOOP("Finding", "The skin has {percent} % of full light; {minimum} or more suit most faces."),
        QT_TRANSLATE_NOOP(
            "Finding", "If the face looks dark to you, give it more light. Darker skin may well be below."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "If the face looks dark to you, it needs more light."),
    ),
    "person.bright": Entry(
        QT_TRANSLATE_NOOP("Finding", "Much light on the face"),
        QT_TRANSLATE_NOOP("Finding", "The skin has {percent} % of full light; {maximum} or less suit most faces."),
        QT_TRANSLATE_NOOP("Finding", "If the face looks pale to you, take some light away."),
        bare=QT_TRANSLATE_NOOP("Finding", "If the face looks pale to you, it needs less light."),
    ),
    "person.burnt": Entry(
        QT_TRANSLATE_NOOP("Finding", "White spots on the face"),
        QT_TRANSLATE_NOOP("Finding", "{percent} % of the face is plain white."),
        QT_TRANSLATE_NOOP(
            "Finding", "Soften the lamps or turn the exposure down, powder shining skin, and film again."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "Part of the face is plain white."),
    ),
    "person.mouth_open": Entry(
        QT_TRANSLATE_NOOP("Finding", "The mouth is not closed at the start"),
        QT_TRANSLATE_NOOP(
            "Finding", "It is open for {percent} % of the opening seconds; Huawei asks for a closed mouth there."
        ),
        QT_TRANSLATE_NOOP("Finding", "Film again: smile with the mouth closed for 15 seconds, then speak."),
        bare=QT_TRANSLATE_NOOP("Finding", "Huawei asks for a closed mouth during the silent opening."),
    ),
}
