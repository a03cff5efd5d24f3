"""Words for what goes wrong on this computer, in the draft, and while sending."""

from __future__ import annotations

from .entry import QT_TRANSLATE_NOOP, Entry, Table

PROBLEMS: Table = {
    "file.missing": Entry(
        QT_TRANSLATE_NOOP("Problem", "The file is not there any more"),
        QT_TRANSLATE_NOOP("Problem", "{name} was moved, renamed or deleted, or its drive was unplugged."),
        QT_TRANSLATE_NOOP("Problem", "Put it back, or choose it again."),
        bare=QT_TRANSLATE_NOOP("Problem", "It was moved, renamed or deleted, or its drive was unplugged."),
    ),
    "file.changed": Entry(
        QT_TRANSLATE_NOOP("Problem", "The file has changed"),
        QT_TRANSLATE_NOOP("Problem", "{name} is not the same as when you chose it."),
        QT_TRANSLATE_NOOP("Problem", "Choose it again, so that the new one is checked and sent whole."),
        bare=QT_TRANSLATE_NOOP("Problem", "It is not the same as when you chose it."),
    ),
    "file.unreadable": Entry(
        QT_TRANSLATE_NOOP("Problem", "The file cannot be opened"),
        QT_TRANSLATE_NOOP("Problem", "This computer does not let the program read {name}."),
        QT_TRANSLATE_NOOP("Problem", "Close it in other programs, or copy it to another folder and choose the copy."),
        bare=QT_TRANSLATE_NOOP("Problem", "This computer does not let the program read it."),
    ),
    "file.empty": Entry(
        QT_TRANSLATE_NOOP("Problem", "The file is empty"),
        QT_TRANSLATE_NOOP("Problem", "There is nothing in {name}."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file."),
        bare=QT_TRANSLATE_NOOP("Problem", "There is nothing in it."),
    ),
    "file.too_large": Entry(
        QT_TRANSLATE_NOOP("Problem", "The file is too large"),
        QT_TRANSLATE_NOOP("Problem", "{name} is larger than {limit:size}."),
        QT_TRANSLATE_NOOP("Problem", "Choose a smaller file."),
        bare=QT_TRANSLATE_NOOP("Problem", "It is larger than Huawei Cloud takes."),
    ),
    "footage.tool_missing": Entry(
        QT_TRANSLATE_NOOP("Problem", "The video checker is missing"),
        QT_TRANSLATE_NOOP("Problem", "A part of this program that looks at videos was not found (ffprobe)."),
        QT_TRANSLATE_NOOP("Problem", "Install this program again."),
    ),
    "footage.tool_timeout": Entry(
        QT_TRANSLATE_NOOP("Problem", "The video could not be checked in time"),
        QT_TRANSLATE_NOOP("Problem", "Looking at it took longer than {seconds:duration}."),
        QT_TRANSLATE_NOOP("Problem", "Copy the video to this computer's own disk and choose it again."),
        bare=QT_TRANSLATE_NOOP("Problem", "Looking at it took too long."),
    ),
    "footage.tool_failed": Entry(
        QT_TRANSLATE_NOOP("Problem", "The video could not be checked"),
        QT_TRANSLATE_NOOP("Problem", "The file may be damaged, or it is not a video."),
        QT_TRANSLATE_NOOP("Problem", "Copy it from the camera again, or choose another one."),
    ),
    "footage.cannot_decode": Entry(
        QT_TRANSLATE_NOOP("Problem", "This video cannot be looked through here"),
        QT_TRANSLATE_NOOP("Problem", "The tools of this computer cannot read pictures stored as {codec}."),
        QT_TRANSLATE_NOOP("Problem", "Film or export it as H.264, then choose it again."),
        bare=QT_TRANSLATE_NOOP("Problem", "The tools of this computer cannot read its pictures."),
    ),
    "repair.no_space": Entry(
        QT_TRANSLATE_NOOP("Problem", "Not enough room for the new video"),
        QT_TRANSLATE_NOOP("Problem", "It needs about {needed:size}; {free:size} are free there."),
        QT_TRANSLATE_NOOP("Problem", "Choose another folder, or make room. Your video is unchanged."),
        bare=QT_TRANSLATE_NOOP("Problem", "The disk is too full for it."),
    ),
    "repair.folder": Entry(
        QT_TRANSLATE_NOOP("Problem", "The folder cannot be written to"),
        QT_TRANSLATE_NOOP("Problem", "The new video could not be put there."),
        QT_TRANSLATE_NOOP("Problem", "Choose another folder. Your video is unchanged."),
    ),
    "repair.failed": Entry(
        QT_TRANSLATE_NOOP("Problem", "The video could not be mended"),
        QT_TRANSLATE_NOOP("Problem", "The new video did not come out right and was removed. Yours is unchanged."),
        QT_TRANSLATE_NOOP("Problem", "Export it with a video editor without cutting it, or film it again."),
    ),
    "repair.cannot": Entry(
        QT_TRANSLATE_NOOP("Problem", "This cannot be mended here"),
        QT_TRANSLATE_NOOP("Problem", "The tools of this computer cannot read pictures stored as {codec}."),
        QT_TRANSLATE_NOOP("Problem", "Export it with a video editor as H.264, without cutting it."),
        bare=QT_TRANSLATE_NOOP("Problem", "The tools of this computer lack what it takes."),
    ),
    "rules.unreadable": Entry(
        QT_TRANSLATE_NOOP("Problem", "The studio's own rules cannot be read"),
        QT_TRANSLATE_NOOP("Problem", "The rule file is wrong at {where}."),
        QT_TRANSLATE_NOOP("Problem", "Correct the file, or take the setting away to use the ordinary rules."),
        bare=QT_TRANSLATE_NOOP("Problem", "The rule file is wrong or missing."),
    ),
    "store.full": Entry(
        QT_TRANSLATE_NOOP("Problem", "This computer's disk is full"),
        QT_TRANSLATE_NOOP("Problem", "Your last change could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, then try again. Do not close the program before."),
    ),
    "store.unreadable": Entry(
        QT_TRANSLATE_NOOP("Problem", "The saved answers cannot be read"),
        QT_TRANSLATE_NOOP("Problem", "The file this program keeps its answers in does not answer."),
        QT_TRANSLATE_NOOP("Problem", "Close other copies of this program and start it again."),
    ),
    "store.damaged": Entry(
        QT_TRANSLATE_NOOP("Problem", "The saved answers are damaged"),
        QT_TRANSLATE_NOOP("Problem", "The file this program keeps its answers in cannot be read any more."),
        QT_TRANSLATE_NOOP("Problem", "Start the window again: it offers to put the file aside and to begin anew."),
    ),
    "store.no_access": Entry(
        QT_TRANSLATE_NOOP("Problem", "The program cannot keep its answers"),
        QT_TRANSLATE_NOOP("Problem", "Its own folder may not be read or written."),
        QT_TRANSLATE_NOOP("Problem", "Ask whoever looks after this computer, or use another user account."),
    ),
    "store.newer": Entry(
        QT_TRANSLATE_NOOP("Problem", "The saved answers are from a newer version"),
        QT_TRANSLATE_NOOP("Problem", "This version does not understand them, and leaves them as they are."),
        QT_TRANSLATE_NOOP("Problem", "Start the newer version."),
    ),
    "store.sealed": Entry(
        QT_TRANSLATE_NOOP("Problem", "These answers are sealed"),
        QT_TRANSLATE_NOOP("Problem", "The key that opens them is gone from this computer's password store."),
        QT_TRANSLATE_NOOP("Problem", "Give the answers again. The sealed ones can be deleted."),
    ),
    "vault.none": Entry(
        QT_TRANSLATE_NOOP("Problem", "No safe place for your keys"),
        QT_TRANSLATE_NOOP("Problem", "This computer has no password store that can be trusted."),
        QT_TRANSLATE_NOOP("Problem", "Nothing is saved: sign in anew each time, or set up a password store."),
    ),
    "vault.locked": Entry(
        QT_TRANSLATE_NOOP("Problem", "The password store is locked"),
        QT_TRANSLATE_NOOP("Problem", "Your keys are in it, so the program cannot sign in."),
        QT_TRANSLATE_NOOP("Problem", "Unlock it, then try again."),
    ),
    "vault.failed": Entry(
        QT_TRANSLATE_NOOP("Problem", "The password store does not answer"),
        QT_TRANSLATE_NOOP("Problem", "Your keys could not be read or saved."),
        QT_TRANSLATE_NOOP("Problem", "Sign in for this time only, or start the computer again."),
    ),
    "draft.gaps": Entry(
        QT_TRANSLATE_NOOP("Problem", "Something is still missing"),
        QT_TRANSLATE_NOOP("Problem", "Still to do: {gaps}."),
        QT_TRANSLATE_NOOP("Problem", "Complete it, then send."),
        bare=QT_TRANSLATE_NOOP("Problem", "Not all answers have been given."),
    ),
    "draft.file_unreadable": Entry(
        QT_TRANSLATE_NOOP("Problem", "The draft file cannot be read"),
        QT_TRANSLATE_NOOP("Problem", "It is not there, or it is not written as TOML."),
        QT_TRANSLATE_NOOP("Problem", "Check the file and its place."),
    ),
    "draft.field": Entry(
        QT_TRANSLATE_NOOP("Problem", "The draft file has a mistake"),
        QT_TRANSLATE_NOOP("Problem", "The field {field} is unknown or has a value that is not allowed."),
        QT_TRANSLATE_NOOP("Problem", "Correct it in the file."),
        bare=QT_TRANSLATE_NOOP("Problem", "A field is unknown or has a value that is not allowed."),
    ),
    "draft.combination": Entry(
        QT_TRANSLATE_NOOP("Problem", "Two answers exclude each other"),
        QT_TRANSLATE_NOOP("Problem", "{field} does not go together with {other}."),
        QT_TRANSLATE_NOOP("Problem", "Take one of them out of the file."),
        bare=QT_TRANSLATE_NOOP("Problem", "Two fields of the draft file do not go together."),
    ),
    "submission.busy_elsewhere": Entry(
        QT_TRANSLATE_NOOP("Problem", "It is being sent already"),
        QT_TRANSLATE_NOOP("Problem", "Another window of this program is sending this avatar."),
        QT_TRANSLATE_NOOP("Problem", "Go on in that window, or close it first."),
    ),
    "submission.other_account": Entry(
        QT_TRANSLATE_NOOP("Problem", "This avatar belongs to another account"),
        QT_TRANSLATE_NOOP("Problem", "It was begun with another Huawei Cloud account, project or region."),
        QT_TRANSLATE_NOOP("Problem", "Sign in with that account, or make a new avatar with this one."),
    ),
    "submission.handed_in_before": Entry(
        QT_TRANSLATE_NOOP("Problem", "Your earlier answers are already in review"),
        QT_TRANSLATE_NOOP("Problem", "They had been handed in before you changed them. The changes were not sent."),
        QT_TRANSLATE_NOOP("Problem", "Follow the review, or make a new avatar with the new answers."),
    ),
    "submission.recreated": Entry(
        QT_TRANSLATE_NOOP("Problem", "The job was set up anew"),
        QT_TRANSLATE_NOOP("Problem", "The upload addresses had expired, so everything is sent again from the start."),
        QT_TRANSLATE_NOOP("Problem", "There is nothing to do."),
    ),
    "stopped": Entry(
        QT_TRANSLATE_NOOP("Problem", "Paused"),
        QT_TRANSLATE_NOOP("Problem", "Sending has stopped. What has arrived stays."),
        QT_TRANSLATE_NOOP("Problem", "Go on whenever you like."),
    ),
    "unexpected": Entry(
        QT_TRANSLATE_NOOP("Problem", "Something went wrong in this program"),
        QT_TRANSLATE_NOOP("Problem", "It is our mistake, not yours ({kind}). Your answers are kept."),
        QT_TRANSLATE_NOOP("Problem", "Try again. If it happens again, please report it."),
        bare=QT_TRANSLATE_NOOP("Problem", "It is our mistake, not yours. Your answers are kept."),
    ),
}

UNKNOWN_PROBLEM = Entry(
    QT_TRANSLATE_NOOP("Problem", "Something went wrong"),
    QT_TRANSLATE_NOOP("Problem", "This program has no words for it yet ({code}). Your answers are kept."),
    QT_TRANSLATE_NOOP("Problem", "Try again. If it happens again, please report it."),
)
