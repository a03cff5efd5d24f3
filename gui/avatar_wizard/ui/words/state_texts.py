"""Words for a job's groups and states. Groups carry the console's own names in Chinese (its job list)."""

from __future__ import annotations

from collections.abc import Mapping

from avatar_wizard.domain.job import JobGroup

from .entry import QT_TRANSLATE_NOOP, Entry

GROUPS: Mapping[JobGroup, Entry] = {
    JobGroup.WAITING_TO_SUBMIT: Entry(
        QT_TRANSLATE_NOOP("State", "Waiting to be submitted"),
        QT_TRANSLATE_NOOP("State", "The job exists at Huawei Cloud, but it has not been submitted for review."),
        QT_TRANSLATE_NOOP("State", "Go on with sending."),
    ),
    JobGroup.IN_REVIEW: Entry(
        QT_TRANSLATE_NOOP("State", "In review"),
        QT_TRANSLATE_NOOP("State", "Huawei is looking at the video and the documents. Its aim is one working day."),
        QT_TRANSLATE_NOOP("State", "There is nothing to do. Keep the phone at hand: a reviewer may call."),
    ),
    JobGroup.NOT_APPROVED: Entry(
        QT_TRANSLATE_NOOP("State", "Not approved"),
        QT_TRANSLATE_NOOP("State", "Huawei found something that has to change."),
        QT_TRANSLATE_NOOP("State", "Read the reason, change it, and submit again. The ID photos go along again."),
    ),
    JobGroup.TRAINING: Entry(
        QT_TRANSLATE_NOOP("State", "Approved, in training"),
        QT_TRANSLATE_NOOP("State", "Huawei's computers are making the avatar. Its aim is three working days."),
        QT_TRANSLATE_NOOP("State", "There is nothing to do."),
    ),
    JobGroup.WAITING_FOR_YOU: Entry(
        QT_TRANSLATE_NOOP("State", "Waiting for your approval"),
        QT_TRANSLATE_NOOP("State", "The avatar is ready to be looked at."),
        QT_TRANSLATE_NOOP("State", "Accept or reject it in the MetaStudio console."),
    ),
    JobGroup.REJECTED_BY_YOU: Entry(
        QT_TRANSLATE_NOOP("State", "Rejected by you"),
        QT_TRANSLATE_NOOP("State", "You sent the avatar back. Huawei works on it again."),
        QT_TRANSLATE_NOOP("State", "Questions are answered in the MetaStudio console."),
    ),
    JobGroup.ON_HOLD: Entry(
        QT_TRANSLATE_NOOP("State", "On hold"),
        QT_TRANSLATE_NOOP("State", "The job rests until it is taken up again."),
        QT_TRANSLATE_NOOP("State", "Take it up again in the MetaStudio console."),
    ),
    JobGroup.DONE: Entry(
        QT_TRANSLATE_NOOP("State", "Done"),
        QT_TRANSLATE_NOOP("State", "The avatar is ready. You find it in the asset library, under its name."),
        QT_TRANSLATE_NOOP("State", "Use it in the MetaStudio console."),
    ),
}

# What runs inside a group (API reference, Show2dModelTrainingJob); an ordinary user needs no more than this.
SENTENCES: Mapping[str, str] = {
    "AUTO_VERIFYING": QT_TRANSLATE_NOOP(
        "State", "A first, automatic check: is it the same person in the video and on the ID card?"
    ),
    "MANUAL_VERIFYING": QT_TRANSLATE_NOOP(
        "State", "A person at Huawei is looking at the video and the documents. The aim is one working day."
    ),
    "AUTO_VERIFY_FAILED": QT_TRANSLATE_NOOP("State", "The automatic check found something that has to change."),
    "MANUAL_VERIFY_FAILED": QT_TRANSLATE_NOOP("State", "The reviewer found something that has to change."),
    "MANUAL_VERIFY_SUCCESS": QT_TRANSLATE_NOOP("State", "Approved. The training begins when its turn comes."),
    "VIDEO_ANALYZE_PROCESSING": QT_TRANSLATE_NOOP("State", "The video is being checked automatically."),
    "VIDEO_ANALYZE_SUCCESS": QT_TRANSLATE_NOOP("State", "The video has passed the automatic check."),
    "VIDEO_ANALYZE_FAILED": QT_TRANSLATE_NOOP(
        "State", "The automatic check of the video did not pass. Huawei's staff decide what comes next."
    ),
    "TRAINING_DATA_PREPROCESS_FAILED": QT_TRANSLATE_NOOP(
        "State", "Preparing the training did not work. Huawei's staff can repeat it."
    ),
    "TRAIN_FAILED": QT_TRANSLATE_NOOP("State", "The training did not work. Huawei's staff can repeat it."),
    "INFERENCE_DATA_PREPROCESS_FAILED": QT_TRANSLATE_NOOP(
        "State", "A step after the training did not work. Huawei's staff can repeat it."
    ),
    "WAIT_ADMIN_CONFIRM": QT_TRANSLATE_NOOP("State", "Trained. Huawei's staff are looking at the result."),
    "TEST_VIDEO_CHECK_PROCESSING": QT_TRANSLATE_NOOP("State", "Trained. A test clip is being checked."),
    "WAIT_TEST_VIDEO_CHECK": QT_TRANSLATE_NOOP("State", "Trained. A test clip is being checked."),
    "WAIT_ASSET_SYNC": QT_TRANSLATE_NOOP("State", "Almost done: the avatar is being put into the asset library."),
}

# The rest of the documented states; all of them are parts of the training.
_PLAIN_TRAINING = """
    WAIT_TRAINING_DATA_PREPROCESS TRAINING_DATA_PREPROCESSING TRAINING_DATA_PREPROCESS_SUCCESS TRAINING TRAIN_SUCCESS
    INFERENCE_DATA_PREPROCESSING WAIT_MAIN_FILE_UPLOAD WAIT_COMPILE COMPILING COMPILE_FAILED WAIT_ADMIN_CALIBRATION
    WAIT_GENERATE_ACTION WAIT_ARRANGE ACTION_GENERATE_DATA_PROCESSING ACTION_GENERATE_ORI_PROCESSING
    ACTION_GENERATE_ORI_SUCCESS ACTION_GENERATE_DATA_FAILED ACTION_GENERATE_ORI_FAILED GENERATE_ACTION_PREPROCESS_FAILED
    WAIT_GENERATE_ACTION_MARK ACTION_MARKING ACTION_MARK_SUCCESS ACTION_MARK_FAILED ACTION_MARK_UPLOADED
    MANUL_STOP_ACTION_MARK TEST_VIDEO_CHECK_SUCCESS TEST_VIDEO_CHECK_FAILED MANUAL_STOP_TRAINING_DATA_PREPROCESS
    MANUAL_STOP_TRAIN MANUAL_STOP_INFERENCE_DATA_PREPROCESS MANUAL_STOP_ACTION_GENERATE_DATA_PROCESSING
    MANUAL_STOP_ACTION_GENERATE_ORI_PROCESSING WAIT_MASK_UPLOAD WAIT_BEAUTY WAIT_BEAUTY_VIDEO_FILE_UPLOAD
    BEAUTY_VIDEO_FILE_UPLOADED BEAUTYFACE_ROCESSING BEAUTYFACE_SUCCESS BEAUTYFACE_FAILED
    MANUAL_STOP_BEAUTY_PREPROCESS
"""
PLAIN_TRAINING = frozenset(_PLAIN_TRAINING.split())

UNKNOWN_STATE = Entry(
    QT_TRANSLATE_NOOP("State", "In progress"),
    QT_TRANSLATE_NOOP("State", "Huawei calls this state {state}. This program has no words for it yet."),
    QT_TRANSLATE_NOOP("State", "There is nothing to do."),
)
