"""Words for files that cannot be read, and for checks that could not be made."""

from __future__ import annotations

from .entry import QT_TRANSLATE_NOOP, Entry, Table

FINDINGS: Table = {
    "video.empty": Entry(
        QT_TRANSLATE_NOOP("Finding", "The file is empty"),
        QT_TRANSLATE_NOOP("Finding", "There is nothing in it."),
        QT_TRANSLATE_NOOP("Finding", "Copy the video from the camera again."),
    ),
    "video.not_a_file": Entry(
        QT_TRANSLATE_NOOP("Finding", "This is not a file"),
        QT_TRANSLATE_NOOP("Finding", "It is a folder, a device, or it is not there any more."),
        QT_TRANSLATE_NOOP("Finding", "Choose the video file itself."),
    ),
    "video.not_a_video": Entry(
        QT_TRANSLATE_NOOP("Finding", "This is not a video"),
        QT_TRANSLATE_NOOP("Finding", "The file holds something else, whatever its name says."),
        QT_TRANSLATE_NOOP("Finding", "Choose the video, a file that ends in .mp4."),
    ),
    "video.truncated": Entry(
        QT_TRANSLATE_NOOP("Finding", "The end of the video is missing"),
        QT_TRANSLATE_NOOP("Finding", "The file was copied or downloaded only in part."),
        QT_TRANSLATE_NOOP("Finding", "Copy it again and wait until the copy is complete."),
    ),
    "video.unfinished": Entry(
        QT_TRANSLATE_NOOP("Finding", "The video was never finished"),
        QT_TRANSLATE_NOOP("Finding", "The camera or the editor stopped before it had written the whole file."),
        QT_TRANSLATE_NOOP("Finding", "Export it again, or let the camera repair it."),
    ),
    "video.damaged": Entry(
        QT_TRANSLATE_NOOP("Finding", "The video is damaged"),
        QT_TRANSLATE_NOOP("Finding", "Parts of the file cannot be read."),
        QT_TRANSLATE_NOOP("Finding", "Copy it from the camera again, or choose another one."),
    ),
    "unmade.look": Entry(
        QT_TRANSLATE_NOOP("Finding", "Picture and sound"),
        QT_TRANSLATE_NOOP("Finding", "Nobody has looked at picture and sound yet, only at the file itself."),
        QT_TRANSLATE_NOOP("Finding", "Wait until the whole take has been looked through."),
    ),
    "unmade.full": Entry(
        QT_TRANSLATE_NOOP("Finding", "The whole take"),
        QT_TRANSLATE_NOOP("Finding", "Only samples of picture and sound have been looked at."),
        QT_TRANSLATE_NOOP("Finding", "Wait until the whole take has been looked through."),
    ),
    "unmade.picture": Entry(
        QT_TRANSLATE_NOOP("Finding", "The picture"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "This computer cannot show pictures of this format, so light, movement and the person were not looked at.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Film or export it as H.264, then choose it again."),
    ),
    "unmade.sound": Entry(
        QT_TRANSLATE_NOOP("Finding", "The sound"),
        QT_TRANSLATE_NOOP("Finding", "The sound could not be listened to."),
        QT_TRANSLATE_NOOP("Finding", "Play the video once and listen to it yourself."),
    ),
    "unmade.screen": Entry(
        QT_TRANSLATE_NOOP("Finding", "The green screen"),
        QT_TRANSLATE_NOOP("Finding", "Nobody has looked at the green screen."),
        QT_TRANSLATE_NOOP(
            "Finding", "Look yourself: it should be even, without folds, and fill the picture around the person."
        ),
    ),
    "unmade.person": Entry(
        QT_TRANSLATE_NOOP("Finding", "The person"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Nobody has looked for the face: is it there, alone, sharp, "
            "well lit? What finds faces is not installed or did not work.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Look yourself, or have the part that finds faces installed."),
    ),
}
