"""Words for what was found in the file itself: its kind, length, format and wholeness."""

from __future__ import annotations

from .entry import QT_TRANSLATE_NOOP, Entry, Table

FINDINGS: Table = {
    "video.mov": Entry(
        QT_TRANSLATE_NOOP("Finding", "A .mov video"),
        QT_TRANSLATE_NOOP("Finding", "Sent by this program, Huawei takes only MP4."),
        QT_TRANSLATE_NOOP("Finding", "Save it as MP4. The picture stays the same, and nothing has to be filmed again."),
    ),
    "video.container": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not an MP4 video"),
        QT_TRANSLATE_NOOP("Finding", "The file is of the kind {container}; Huawei takes only MP4."),
        QT_TRANSLATE_NOOP("Finding", "Save the video as MP4, without cutting it."),
        bare=QT_TRANSLATE_NOOP("Finding", "Huawei takes only MP4."),
    ),
    "video.index_last": Entry(
        QT_TRANSLATE_NOOP("Finding", "The file can be put in better order"),
        QT_TRANSLATE_NOOP(
            "Finding", "Its table of contents stands at the end, so nothing can begin before all of it has arrived."
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "It can be sent as it is. Saving it anew puts the table first and changes no picture."
        ),
    ),
    "video.no_picture": Entry(
        QT_TRANSLATE_NOOP("Finding", "No picture"),
        QT_TRANSLATE_NOOP("Finding", "The file holds sound, but no moving picture."),
        QT_TRANSLATE_NOOP("Finding", "Choose the video of the person."),
    ),
    "video.codec_unknown": Entry(
        QT_TRANSLATE_NOOP("Finding", "A format only the camera knows"),
        QT_TRANSLATE_NOOP("Finding", "Huawei names footage in a camera's own format as a cause of refusals."),
        QT_TRANSLATE_NOOP("Finding", "Export it with the camera maker's program as MP4 (H.264)."),
    ),
    "video.codec": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not the most common video format"),
        QT_TRANSLATE_NOOP("Finding", "The picture is stored as {codec}. The common H.264 makes the least trouble."),
        QT_TRANSLATE_NOOP("Finding", "If you can, film or export it as H.264. You may also send it as it is."),
        bare=QT_TRANSLATE_NOOP("Finding", "The common H.264 makes the least trouble."),
    ),
    "video.pixel_format": Entry(
        QT_TRANSLATE_NOOP("Finding", "A rare way of storing colours"),
        QT_TRANSLATE_NOOP("Finding", "The picture is stored as {format}; many players cannot show that."),
        QT_TRANSLATE_NOOP("Finding", "Save it as H.264 in the most compatible format."),
        bare=QT_TRANSLATE_NOOP("Finding", "Many players cannot show it."),
    ),
    "video.hdr": Entry(
        QT_TRANSLATE_NOOP("Finding", "Filmed with HDR"),
        QT_TRANSLATE_NOOP("Finding", "The colours are made for special screens and may turn out pale on all others."),
        QT_TRANSLATE_NOOP(
            "Finding", "Convert it to ordinary colours (SDR), and switch HDR off in the camera before the next take."
        ),
    ),
    "video.wide_colour": Entry(
        QT_TRANSLATE_NOOP("Finding", "Colours for special screens"),
        QT_TRANSLATE_NOOP(
            "Finding", "The file uses more colours (BT.2020) than most screens show; they may turn out dull."
        ),
        QT_TRANSLATE_NOOP("Finding", "Convert it to ordinary colours (SDR, BT.709)."),
    ),
    "video.ten_bit": Entry(
        QT_TRANSLATE_NOOP("Finding", "Finer colours than players can read"),
        QT_TRANSLATE_NOOP("Finding", "Each colour has {bits} bits; many players and services read 8 only."),
        QT_TRANSLATE_NOOP("Finding", "Save it with 8 bits, or set the camera to 8 bits before the next take."),
        bare=QT_TRANSLATE_NOOP("Finding", "Many players and services read 8 bits only."),
    ),
    "video.resolution": Entry(
        QT_TRANSLATE_NOOP("Finding", "The picture has the wrong size"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It is {width} x {height}. Only 1920 x 1080, 1080 x 1920, 3840 x 2160 and 2160 x 3840 are accepted.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Set the camera to 1920 x 1080 or 3840 x 2160 (UHD), or export the video in one of these sizes."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "Only 1920 x 1080, 1080 x 1920, 3840 x 2160 and 2160 x 3840 are accepted."),
    ),
    "video.resolution_unknown": Entry(
        QT_TRANSLATE_NOOP("Finding", "The size of the picture is not known"),
        QT_TRANSLATE_NOOP("Finding", "The file does not tell how wide and how high its picture is."),
        QT_TRANSLATE_NOOP("Finding", "Make sure that it was filmed in 1080p or 4K."),
    ),
    "video.stretched": Entry(
        QT_TRANSLATE_NOOP("Finding", "The picture is stored squeezed"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It is stored as {width} x {height} and stretched when it is played. Huawei may not stretch it.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Set the camera to 1920 x 1080 with square pixels, or export it so."),
        bare=QT_TRANSLATE_NOOP("Finding", "It is stretched when it is played. Huawei may not stretch it."),
    ),
    "video.rotated": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not stored upright"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "The file only says that players must turn it. Huawei may see the person lying down or upside down.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Turn the video upright and save it without cutting it."),
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
        QT_TRANSLATE_NOOP("Finding", "Film a shorter take. Do not cut this one."),
        bare=QT_TRANSLATE_NOOP("Finding", "It is longer than Huawei accepts."),
    ),
    "video.duration_unknown": Entry(
        QT_TRANSLATE_NOOP("Finding", "The length is not known"),
        QT_TRANSLATE_NOOP("Finding", "The file does not tell how long it is."),
        QT_TRANSLATE_NOOP("Finding", "Play it and look: best are 5 to 6 minutes for Standard, 3 to 5 for Flexus."),
    ),
    "video.duration_advised": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not the best length"),
        QT_TRANSLATE_NOOP("Finding", "It lasts {seconds:duration}. Best are {minimum:duration} to {maximum:duration}."),
        QT_TRANSLATE_NOOP("Finding", "It may be sent. A take of the advised length can give a better avatar."),
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
    "video.test_shot": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not the best length for a test shot"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It lasts {seconds:duration}. {minimum:duration} to {maximum:duration} are enough for a test.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Film a short test with a few seconds of silence and a few sentences."),
        bare=QT_TRANSLATE_NOOP("Finding", "Another length is better for a test."),
    ),
    "video.frame_rate": Entry(
        QT_TRANSLATE_NOOP("Finding", "An unusual picture rate"),
        QT_TRANSLATE_NOOP("Finding", "It has {rate} pictures a second; usual are {minimum} to {maximum}."),
        QT_TRANSLATE_NOOP("Finding", "Film with 25 or 30 pictures a second. Do not change the rate later."),
        bare=QT_TRANSLATE_NOOP("Finding", "The number of pictures a second is unusual."),
    ),
    "video.frame_rate_unusual": Entry(
        QT_TRANSLATE_NOOP("Finding", "A less usual picture rate"),
        QT_TRANSLATE_NOOP("Finding", "It has {rate} pictures a second; usual are 25, 30, 50 or 60."),
        QT_TRANSLATE_NOOP("Finding", "It can be sent. For the next take set the camera to 25 or 30."),
        bare=QT_TRANSLATE_NOOP("Finding", "Usual are 25, 30, 50 or 60 pictures a second."),
    ),
    "video.variable_rate": Entry(
        QT_TRANSLATE_NOOP("Finding", "The pictures come at uneven times"),
        QT_TRANSLATE_NOOP(
            "Finding", "{percent} % of the pictures come too early or too late, so lips and sound may drift apart."
        ),
        QT_TRANSLATE_NOOP("Finding", "Make the rate even, or film with the camera's own program and a fixed rate."),
        bare=QT_TRANSLATE_NOOP("Finding", "Lips and sound may drift apart."),
    ),
    "video.interlaced": Entry(
        QT_TRANSLATE_NOOP("Finding", "Every picture is made of two halves"),
        QT_TRANSLATE_NOOP(
            "Finding", "{percent} % of the pictures are interlaced: edges turn into combs when something moves."
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Make whole pictures of them, and set the camera to progressive (p instead of i) before the next take.",
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "The video is interlaced: edges turn into combs when something moves."),
    ),
    "video.interlaced_partly": Entry(
        QT_TRANSLATE_NOOP("Finding", "Some pictures are made of two halves"),
        QT_TRANSLATE_NOOP(
            "Finding", "{percent} % of the pictures look interlaced: edges turn into combs when something moves."
        ),
        QT_TRANSLATE_NOOP("Finding", "Look at moving edges. If you see combs, make whole pictures of them."),
        bare=QT_TRANSLATE_NOOP("Finding", "Some pictures look interlaced: edges turn into combs when something moves."),
    ),
    "video.large": Entry(
        QT_TRANSLATE_NOOP("Finding", "A very large file"),
        QT_TRANSLATE_NOOP("Finding", "It has {size:size}; videos for an avatar are usually below {limit:size}."),
        QT_TRANSLATE_NOOP("Finding", "You may try. Whether Huawei has a limit is not known, and sending takes long."),
        bare=QT_TRANSLATE_NOOP("Finding", "Videos for an avatar are usually smaller."),
    ),
    "video.bit_rate": Entry(
        QT_TRANSLATE_NOOP("Finding", "The picture is compressed a lot"),
        QT_TRANSLATE_NOOP(
            "Finding", "Its bit rate is {rate} Mbit/s. From {minimum} Mbit/s on, hair and lips stay sharp."
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Send the camera's own file, not one from a chat or an editor, or set the camera to a higher quality.",
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "Hair and lips may be less sharp than they could be."),
    ),
    "video.decode_errors": Entry(
        QT_TRANSLATE_NOOP("Finding", "Damaged places"),
        QT_TRANSLATE_NOOP("Finding", "Parts of the file cannot be read; picture or sound may break there."),
        QT_TRANSLATE_NOOP("Finding", "Copy the video from the camera again. If that does not help, film it again."),
    ),
    "video.ends_early": Entry(
        QT_TRANSLATE_NOOP("Finding", "The last part cannot be read"),
        QT_TRANSLATE_NOOP("Finding", "After {seconds:moment} the file breaks off; {missing} s are missing."),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Copy the video from the camera again and wait until the copy is complete. "
            "If that does not help, film it again.",
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "The file breaks off before its end."),
    ),
}
