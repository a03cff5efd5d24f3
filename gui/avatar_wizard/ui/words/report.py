"""What the report about a piece of footage says besides its findings, and what ``check`` says on its way to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.footage import Pass

from .entry import QT_TRANSLATE_NOOP
from .fill import fill

TITLE = QT_TRANSLATE_NOOP("Report", "Report about a video")
CARE = QT_TRANSLATE_NOOP("Report", "It shows the person in the video: share it as carefully as the video.")
JUDGED_BY = QT_TRANSLATE_NOOP("Report", "Judged by the rules for: {edition}")
GREEN_SCREEN = QT_TRANSLATE_NOOP("Report", "The background is to be replaced.")
TEST_SHOT = QT_TRANSLATE_NOOP("Report", "A test shot: it may be short.")
OWN_VOICE = QT_TRANSLATE_NOOP("Report", "The voice does not come from this video.")

DONE: Mapping[Pass, str] = {
    Pass.CONTAINER: QT_TRANSLATE_NOOP("Report", "Only the facts of the file were looked at."),
    Pass.INSTANT: QT_TRANSLATE_NOOP("Report", "Only the first minute of sound and some pictures were looked at."),
    Pass.FULL: QT_TRANSLATE_NOOP("Report", "The whole video was looked through."),
}

FACTS = QT_TRANSLATE_NOOP("Report", "The video")
MEASURED = QT_TRANSLATE_NOOP("Report", "What was measured")
FINDINGS = QT_TRANSLATE_NOOP("Report", "What was found")
NOTHING_SO_FAR = QT_TRANSLATE_NOOP("Report", "Nothing so far.")
NOTHING_FOUND = QT_TRANSLATE_NOOP("Report", "There is nothing to say against this video.")
STRIP = QT_TRANSLATE_NOOP("Report", "The take at a glance")
WHERE = QT_TRANSLATE_NOOP("Report", "Where something was found")
CURVE = QT_TRANSLATE_NOOP("Report", "Loudness")
CURVE_TEXT = QT_TRANSLATE_NOOP("Report", "Momentary loudness in LUFS, the loudest of each second.")
CURVE_AND_MARKS_TEXT = QT_TRANSLATE_NOOP(
    "Report",
    "Momentary loudness in LUFS, the loudest of each second. The bars below show where something was found.",
)
SCREEN = QT_TRANSLATE_NOOP("Report", "Light on the green screen")
SCREEN_TEXT = QT_TRANSLATE_NOOP(
    "Report", "In percent of full white. An even screen has nearly the same number everywhere."
)
UNMADE = QT_TRANSLATE_NOOP("Report", "Checks that were not made")
ABOUT = QT_TRANSLATE_NOOP("Report", "About this report")
RULES = QT_TRANSLATE_NOOP("Report", "Rules")
PROGRAM = QT_TRANSLATE_NOOP("Report", "Program")
PLACES = QT_TRANSLATE_NOOP("Report", "Places: {places}")
MORE_PLACES = QT_TRANSLATE_NOOP("Report", "and {count} more")
WHOSE = QT_TRANSLATE_NOOP("Report", "Whose rule")
STILL_AT = QT_TRANSLATE_NOOP("Report", "The picture at {at}")
MENDS = QT_TRANSLATE_NOOP("Report", "The program can mend this in a new file.")

PICTURE_SIZE = QT_TRANSLATE_NOOP("Report", "Picture")
LENGTH = QT_TRANSLATE_NOOP("Report", "Length")
PICTURE_RATE = QT_TRANSLATE_NOOP("Report", "Pictures a second")
FILE_SIZE = QT_TRANSLATE_NOOP("Report", "File size")
CONTAINER = QT_TRANSLATE_NOOP("Report", "Kind of file")
CODEC = QT_TRANSLATE_NOOP("Report", "Picture format")
COLOURS = QT_TRANSLATE_NOOP("Report", "Colours")
BITS = QT_TRANSLATE_NOOP("Report", "{bits} bit")
BIT_RATE = QT_TRANSLATE_NOOP("Report", "Data rate of the picture")
ROTATION = QT_TRANSLATE_NOOP("Report", "Rotation flag")
DEGREES = QT_TRANSLATE_NOOP("Report", "{degrees} degrees")
SOUND = QT_TRANSLATE_NOOP("Report", "Sound")
NO_SOUND = QT_TRANSLATE_NOOP("Report", "none")
CHANNELS = QT_TRANSLATE_NOOP("Report", "{count} channels")
ONE_CHANNEL = QT_TRANSLATE_NOOP("Report", "1 channel")
LOUDNESS = QT_TRANSLATE_NOOP("Report", "Loudness of the whole")
TRUE_PEAK = QT_TRANSLATE_NOOP("Report", "Highest peak")
NOISE = QT_TRANSLATE_NOOP("Report", "Noise in the pauses")
SPEECH = QT_TRANSLATE_NOOP("Report", "Level of the speech")
FACE_PRESENT = QT_TRANSLATE_NOOP("Report", "Face in the picture")
FACE_SIZE = QT_TRANSLATE_NOOP("Report", "Height of the face")
OF_PICTURE = QT_TRANSLATE_NOOP("Report", "{percent} % of the picture")
OF_EDGES = QT_TRANSLATE_NOOP("Report", "{percent} % of the edges")
OF_TAKE = QT_TRANSLATE_NOOP("Report", "{percent} % of the take")
SCREEN_COVERAGE = QT_TRANSLATE_NOOP("Report", "Screen around the person")
SCREEN_UNEVEN = QT_TRANSLATE_NOOP("Report", "Brightest to darkest part of the screen")
STOPS = QT_TRANSLATE_NOOP("Report", "{stops} stops")

# --- on the command line

OVER_VIDEO = QT_TRANSLATE_NOOP("Report", "The report would overwrite the video. Give it another name.")
NOT_HTML = QT_TRANSLATE_NOOP("Report", "The report is a web page: give it a name that ends in .html.")
NO_FOLDER = QT_TRANSLATE_NOOP("Report", "The folder for the report does not exist. Make it first.")
NO_ACCESS = QT_TRANSLATE_NOOP("Report", "The report cannot be written there. Choose another folder or name.")
NOT_WRITTEN = QT_TRANSLATE_NOOP("Report", "The report could not be written. Is the disk full?")
LOOK_FURTHER = QT_TRANSLATE_NOOP("Report", "With --full the whole video is looked through.")
NOT_CHECKED = QT_TRANSLATE_NOOP("Report", "Not checked: {what}")
PROGRESS = QT_TRANSLATE_NOOP("Report", "Looked through: {percent} %")
PROGRESS_OF = QT_TRANSLATE_NOOP("Report", "Video {number} of {of}, looked through: {percent} %")


def say(text: str, **facts: object) -> str:
    """One of the texts above in the language of the installed translators."""
    return fill(QCoreApplication.translate("Report", text), facts)


def progress(percent: int, number: int, of: int) -> str:
    """How far the look through file ``number`` of several is."""
    return say(PROGRESS if of == 1 else PROGRESS_OF, percent=percent, number=number, of=of)
