"""Words for the service's answers and for uploads (codes ``service.*`` and ``upload.*``)."""

from __future__ import annotations

from .entry import QT_TRANSLATE_NOOP, Entry, Table

PROBLEMS: Table = {
    "service.busy": Entry(
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud is busy"),
        QT_TRANSLATE_NOOP("Problem", "It cannot take the request at the moment."),
        QT_TRANSLATE_NOOP("Problem", "It is tried again by itself. Nothing is lost."),
    ),
    "service.throttled": Entry(
        QT_TRANSLATE_NOOP("Problem", "A short wait"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud asks for a pause of {retry_after_s:duration}."),
        QT_TRANSLATE_NOOP("Problem", "It goes on by itself."),
        bare=QT_TRANSLATE_NOOP("Problem", "Huawei Cloud asks for a short pause."),
    ),
    "service.internal": Entry(
        QT_TRANSLATE_NOOP("Problem", "A hiccup at Huawei Cloud"),
        QT_TRANSLATE_NOOP("Problem", "The service reported a fault of its own."),
        QT_TRANSLATE_NOOP("Problem", "It is tried again by itself. Nothing is lost."),
    ),
    "service.bad_answer": Entry(
        QT_TRANSLATE_NOOP("Problem", "An answer nobody understands"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud answered in a way this program does not know."),
        QT_TRANSLATE_NOOP("Problem", "Look for a newer version of this program, or report this."),
    ),
    "service.wrong_address": Entry(
        QT_TRANSLATE_NOOP("Problem", "Nothing at this address"),
        QT_TRANSLATE_NOOP("Problem", "MetaStudio does not answer at this address or in this region."),
        QT_TRANSLATE_NOOP("Problem", "Check the region on the sign-in page."),
    ),
    "service.bad_request": Entry(
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud did not understand the request"),
        QT_TRANSLATE_NOOP("Problem", "This is a fault of this program, not yours."),
        QT_TRANSLATE_NOOP("Problem", "Please report it, with the numbers below."),
    ),
    "service.bad_parameter": Entry(
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud does not accept an answer"),
        QT_TRANSLATE_NOOP("Problem", "It concerns: {field}."),
        QT_TRANSLATE_NOOP("Problem", "Change it, then send again."),
        bare=QT_TRANSLATE_NOOP("Problem", "It does not say which. The name, the phone number and the kind are likely."),
    ),
    "service.name_taken": Entry(
        QT_TRANSLATE_NOOP("Problem", "That name is taken"),
        QT_TRANSLATE_NOOP("Problem", "Your account already has an avatar with this name."),
        QT_TRANSLATE_NOOP("Problem", "Give it another name."),
    ),
    "service.too_many_jobs": Entry(
        QT_TRANSLATE_NOOP("Problem", "Too many avatars in the works"),
        QT_TRANSLATE_NOOP("Problem", "Your account has as many running jobs as it may have."),
        QT_TRANSLATE_NOOP("Problem", "Wait until one of them is done. This one is kept."),
    ),
    "service.no_quota": Entry(
        QT_TRANSLATE_NOOP("Problem", "No image-modelling resource left"),
        QT_TRANSLATE_NOOP("Problem", "Your account has nothing left to make this avatar with."),
        QT_TRANSLATE_NOOP("Problem", "Buy or assign one in the MetaStudio console. Your answers are kept."),
    ),
    "service.file_missing": Entry(
        QT_TRANSLATE_NOOP("Problem", "A file is missing"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud says that a file it needs has not arrived."),
        QT_TRANSLATE_NOOP("Problem", "Check the files, then send again."),
    ),
    "service.resolution_refused": Entry(
        QT_TRANSLATE_NOOP("Problem", "The picture size was refused"),
        QT_TRANSLATE_NOOP(
            "Problem", "Only 1920 x 1080, 1080 x 1920, 3840 x 2160 and 2160 x 3840 are accepted, exactly."
        ),
        QT_TRANSLATE_NOOP("Problem", "Film or export the video in one of these sizes and choose it again."),
    ),
    "service.job_gone": Entry(
        QT_TRANSLATE_NOOP("Problem", "The job no longer exists"),
        QT_TRANSLATE_NOOP("Problem", "It was deleted, or it belongs to another account."),
        QT_TRANSLATE_NOOP("Problem", "Send it again, or sign in with the account that made it."),
    ),
    "service.refused": Entry(
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud refused"),
        QT_TRANSLATE_NOOP("Problem", "Its words: {text}"),
        QT_TRANSLATE_NOOP("Problem", "Change what it names, then send again."),
        bare=QT_TRANSLATE_NOOP("Problem", "It gave no reason."),
    ),
    "service.unexpected": Entry(
        QT_TRANSLATE_NOOP("Problem", "An unexpected answer"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud answered with something this program does not know."),
        QT_TRANSLATE_NOOP("Problem", "Please report it, with the numbers below. Your answers are kept."),
    ),
    "upload.address_dead": Entry(
        QT_TRANSLATE_NOOP("Problem", "The upload needs a new address"),
        QT_TRANSLATE_NOOP("Problem", "The old one has expired or was used already."),
        QT_TRANSLATE_NOOP("Problem", "A new one is fetched by itself."),
    ),
    "upload.signature": Entry(
        QT_TRANSLATE_NOOP("Problem", "The upload was refused"),
        QT_TRANSLATE_NOOP("Problem", "Something on the way changed the upload, often a company proxy."),
        QT_TRANSLATE_NOOP("Problem", "Try another network. If that does not help, please report this."),
    ),
    "upload.clock": Entry(
        QT_TRANSLATE_NOOP("Problem", "This computer's clock is wrong"),
        QT_TRANSLATE_NOOP("Problem", "Because of that the upload was refused."),
        QT_TRANSLATE_NOOP("Problem", "Set date, time and time zone right, best of all automatically, then try again."),
    ),
    "upload.gone": Entry(
        QT_TRANSLATE_NOOP("Problem", "The upload was closed"),
        QT_TRANSLATE_NOOP("Problem", "It is either complete already or must begin again."),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud is asked which. Nothing is done twice."),
    ),
    "upload.corrupted": Entry(
        QT_TRANSLATE_NOOP("Problem", "A piece arrived damaged"),
        QT_TRANSLATE_NOOP("Problem", "What arrived is not what was sent."),
        QT_TRANSLATE_NOOP("Problem", "That piece is sent again by itself."),
    ),
    "upload.slice_size": Entry(
        QT_TRANSLATE_NOOP("Problem", "The pieces have the wrong size"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud does not take the video in pieces of this size."),
        QT_TRANSLATE_NOOP("Problem", "Please report this."),
    ),
    "upload.storage_account": Entry(
        QT_TRANSLATE_NOOP("Problem", "The storage at Huawei Cloud is blocked"),
        QT_TRANSLATE_NOOP("Problem", "The place the files go to is full or blocked, on Huawei's side."),
        QT_TRANSLATE_NOOP("Problem", "Ask Huawei's support with a service ticket."),
    ),
    "upload.refused": Entry(
        QT_TRANSLATE_NOOP("Problem", "The upload was refused"),
        QT_TRANSLATE_NOOP("Problem", "Huawei Cloud's storage did not take the file."),
        QT_TRANSLATE_NOOP("Problem", "Please report it, with the numbers below."),
    ),
    "upload.parts_differ": Entry(
        QT_TRANSLATE_NOOP("Problem", "Pieces of the video keep getting lost"),
        QT_TRANSLATE_NOOP("Problem", "They were sent several times, and Huawei Cloud still does not have them all."),
        QT_TRANSLATE_NOOP("Problem", "Try again later; if it stays like this, ask Huawei's support."),
    ),
}
