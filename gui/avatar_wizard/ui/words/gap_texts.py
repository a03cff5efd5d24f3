"""Words for what is still missing; they stand beside the field, so they say what to do in one line."""

from __future__ import annotations

from collections.abc import Mapping

from .entry import QT_TRANSLATE_NOOP

GAPS: Mapping[str, str] = {
    "sign_in.missing": QT_TRANSLATE_NOOP("Gap", "Sign in to Huawei Cloud."),
    "name.missing": QT_TRANSLATE_NOOP("Gap", "Give the avatar a name."),
    "name.too_long": QT_TRANSLATE_NOOP("Gap", "Shorten the name: {maximum} characters at most."),
    "edition.missing": QT_TRANSLATE_NOOP("Gap", "Choose the kind of avatar."),
    "use_cases.missing": QT_TRANSLATE_NOOP("Gap", "Choose at least one place where the avatar will be used."),
    "livestream_copy.needs_live": QT_TRANSLATE_NOOP(
        "Gap", 'A copy of a livestream room needs "Livestreams" under where it will be used.'
    ),
    "batch_name.too_long": QT_TRANSLATE_NOOP("Gap", "Shorten the batch name: {maximum} characters at most."),
    "voice.job_tag_missing": QT_TRANSLATE_NOOP("Gap", "Choose what the voice will mostly say."),
    "voice.sex_missing": QT_TRANSLATE_NOOP("Gap", "Choose a woman's or a man's voice."),
    "recording.missing": QT_TRANSLATE_NOOP("Gap", "Choose the recording, a .zip file."),
    "video.missing": QT_TRANSLATE_NOOP("Gap", "Choose the video of the person."),
    "video.unchecked": QT_TRANSLATE_NOOP("Gap", "Wait until the video has been checked."),
    "video.unreadable": QT_TRANSLATE_NOOP("Gap", "This video cannot be read. Choose another one."),
    "video.refused": QT_TRANSLATE_NOOP("Gap", "Huawei would refuse this video. See below what has to change."),
    "video.warnings": QT_TRANSLATE_NOOP("Gap", "Read the warnings about the video: mend each, or send it anyway."),
    "video.slices": QT_TRANSLATE_NOOP("Gap", "This video cannot be sent in {count} pieces. Choose another file."),
    "id_card_image1.missing": QT_TRANSLATE_NOOP("Gap", "Choose the photo of the ID card's side with the photo."),
    "id_card_image2.missing": QT_TRANSLATE_NOOP(
        "Gap", "Choose the photo of the ID card's side with the national emblem."
    ),
    "grant_file.missing": QT_TRANSLATE_NOOP("Gap", "Choose the signed letter."),
    "contact.too_long": QT_TRANSLATE_NOOP("Gap", "Shorten the phone number: {maximum} characters at most."),
    "file.empty": QT_TRANSLATE_NOOP("Gap", "This file is empty. Choose another one."),
    "file.too_large": QT_TRANSLATE_NOOP("Gap", "This file is too large: 5 GB at most. Choose another one."),
}

# video.slices without a wished count: an empty or giant file.
BARE: Mapping[str, str] = {
    "video.slices": QT_TRANSLATE_NOOP("Gap", "This video is empty or too large to be sent. Choose another file."),
}

UNKNOWN_GAP = QT_TRANSLATE_NOOP("Gap", "Something is missing here ({code}).")
