"""Words for what was found in footage; codes and facts are those of ``footage.checks``."""

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
    "video.mov": Entry(
        QT_TRANSLATE_NOOP("Finding", "A .mov video"),
        QT_TRANSLATE_NOOP("Finding", "Huawei takes only MP4 on this way."),
        QT_TRANSLATE_NOOP("Finding", "Save it as MP4. Set phones to the most compatible format before filming."),
    ),
    "video.container": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not an MP4 video"),
        QT_TRANSLATE_NOOP("Finding", "The file is of the kind {container}; Huawei takes only MP4."),
        QT_TRANSLATE_NOOP("Finding", "Save the video as MP4, without cutting it."),
        bare=QT_TRANSLATE_NOOP("Finding", "Huawei takes only MP4."),
    ),
    "video.no_picture": Entry(
        QT_TRANSLATE_NOOP("Finding", "No picture"),
        QT_TRANSLATE_NOOP("Finding", "The file holds sound, but no moving picture."),
        QT_TRANSLATE_NOOP("Finding", "Choose the video of the person."),
    ),
    "video.codec_unknown": Entry(
        QT_TRANSLATE_NOOP("Finding", "A format only the camera knows"),
        QT_TRANSLATE_NOOP("Finding", "Huawei refuses what an ordinary video player cannot play."),
        QT_TRANSLATE_NOOP("Finding", "Export it with the camera maker's program as MP4 (H.264)."),
    ),
    "video.codec": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not the most common video format"),
        QT_TRANSLATE_NOOP("Finding", "The picture is stored as {codec}. The common H.264 makes the least trouble."),
        QT_TRANSLATE_NOOP("Finding", "If you can, film or export it as H.264. You may also send it as it is."),
        bare=QT_TRANSLATE_NOOP("Finding", "The common H.264 makes the least trouble."),
    ),
    "video.resolution": Entry(
        QT_TRANSLATE_NOOP("Finding", "The picture has the wrong size"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It is {width} x {height}. Only 1920 x 1080, 1080 x 1920, 3840 x 2160 and 2160 x 3840 are accepted.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Set the camera to 1080p or 4K, or export the video in one of these sizes."),
        bare=QT_TRANSLATE_NOOP("Finding", "Only 1920 x 1080, 1080 x 1920, 3840 x 2160 and 2160 x 3840 are accepted."),
    ),
    "video.resolution_unknown": Entry(
        QT_TRANSLATE_NOOP("Finding", "The size of the picture is not known"),
        QT_TRANSLATE_NOOP("Finding", "The file does not tell how wide and how high its picture is."),
        QT_TRANSLATE_NOOP("Finding", "Make sure that it was filmed in 1080p or 4K."),
    ),
    "video.too_short": Entry(
        QT_TRANSLATE_NOOP("Finding", "The video is too short"),
        QT_TRANSLATE_NOOP("Finding", "It lasts {seconds:duration}; at least {minimum:duration} are needed."),
        QT_TRANSLATE_NOOP("Finding", "Film a longer take, in one piece."),
        bare=QT_TRANSLATE_NOOP("Finding", "It is shorter than Huawei needs."),
    ),
    "video.too_long": Entry(
        QT_TRANSLATE_NOOP("Finding", "The video is too long"),
        QT_TRANSLATE_NOOP("Finding", "It lasts {seconds:duration}; at most {maximum:duration} are accepted."),
        QT_TRANSLATE_NOOP("Finding", "Film a shorter take. Do not cut pieces out of the middle."),
        bare=QT_TRANSLATE_NOOP("Finding", "It is longer than Huawei accepts."),
    ),
    "video.duration_unknown": Entry(
        QT_TRANSLATE_NOOP("Finding", "The length is not known"),
        QT_TRANSLATE_NOOP("Finding", "The file does not tell how long it is."),
        QT_TRANSLATE_NOOP("Finding", "Play it once and look: 3 to 5 minutes are safe for every kind of avatar."),
    ),
    "video.duration_advised": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not the best length"),
        QT_TRANSLATE_NOOP("Finding", "It lasts {seconds:duration}. Best are {minimum:duration} to {maximum:duration}."),
        QT_TRANSLATE_NOOP("Finding", "It is accepted. A take of the advised length can give a better avatar."),
        bare=QT_TRANSLATE_NOOP("Finding", "Another length is advised."),
    ),
    "video.duration_disputed": Entry(
        QT_TRANSLATE_NOOP("Finding", "This length may be refused"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It lasts {seconds:duration}. Huawei's texts disagree; "
            "{minimum:duration} to {maximum:duration} suit all of them.",
        ),
        QT_TRANSLATE_NOOP("Finding", "To be safe, film a take of that length."),
        bare=QT_TRANSLATE_NOOP("Finding", "Huawei's texts disagree about this length."),
    ),
    "video.no_sound": Entry(
        QT_TRANSLATE_NOOP("Finding", "No sound"),
        QT_TRANSLATE_NOOP("Finding", "The video is silent, but its original sound is needed."),
        QT_TRANSLATE_NOOP("Finding", "Film with sound. Do not add another sound later."),
    ),
    "video.rotated": Entry(
        QT_TRANSLATE_NOOP("Finding", "Filmed sideways"),
        QT_TRANSLATE_NOOP(
            "Finding", "The file says: turn me by {degrees} degrees. Huawei may see the person lying down."
        ),
        QT_TRANSLATE_NOOP("Finding", "Turn the video upright in an editor and save it without cutting it."),
        bare=QT_TRANSLATE_NOOP("Finding", "The picture is stored on its side. Huawei may see the person lying down."),
    ),
    "video.frame_rate": Entry(
        QT_TRANSLATE_NOOP("Finding", "An unusual picture rate"),
        QT_TRANSLATE_NOOP("Finding", "It has {rate} pictures a second; usual are {minimum} to {maximum}."),
        QT_TRANSLATE_NOOP("Finding", "Film with 25 or 30 pictures a second. Do not change the rate later."),
        bare=QT_TRANSLATE_NOOP("Finding", "The number of pictures a second is unusual."),
    ),
    "video.large": Entry(
        QT_TRANSLATE_NOOP("Finding", "A very large file"),
        QT_TRANSLATE_NOOP("Finding", "It has {size:size}; videos for an avatar are usually below {limit:size}."),
        QT_TRANSLATE_NOOP("Finding", "It can be sent, but it takes long."),
        bare=QT_TRANSLATE_NOOP("Finding", "Videos for an avatar are usually smaller."),
    ),
}

UNKNOWN_FINDING = Entry(
    QT_TRANSLATE_NOOP("Finding", "Something about this video"),
    QT_TRANSLATE_NOOP("Finding", "The check says {code}. This program has no words for it yet."),
)
