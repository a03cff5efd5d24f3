"""Names of steps, files, editions, answers, rule sources and severities, as people call them."""

from __future__ import annotations

from collections.abc import Mapping

from avatar_wizard.domain.draft import Edition, JobTag, Language, Role, Sex, UseCase, VoiceSource
from avatar_wizard.domain.footage import RuleSource, Severity, Verdict
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.ports import FileState

from .entry import QT_TRANSLATE_NOOP

STEPS: Mapping[Step, str] = {
    Step.SIGN_IN: QT_TRANSLATE_NOOP("Name", "Sign in"),
    Step.AVATAR: QT_TRANSLATE_NOOP("Name", "Your avatar"),
    Step.VOICE: QT_TRANSLATE_NOOP("Name", "Voice"),
    Step.VIDEO: QT_TRANSLATE_NOOP("Name", "Video"),
    Step.DOCUMENTS: QT_TRANSLATE_NOOP("Name", "Identity and consent"),
    Step.EXTRAS: QT_TRANSLATE_NOOP("Name", "Extras"),
    Step.REVIEW: QT_TRANSLATE_NOOP("Name", "Check answers"),
    Step.SENDING: QT_TRANSLATE_NOOP("Name", "Sending"),
    Step.IN_REVIEW: QT_TRANSLATE_NOOP("Name", "In review"),
}

ROLES: Mapping[Role, str] = {
    Role.TRAINING_VIDEO: QT_TRANSLATE_NOOP("Name", "Video of the person"),
    Role.ID_CARD_IMAGE1: QT_TRANSLATE_NOOP("Name", "ID card, side with the photo"),
    Role.ID_CARD_IMAGE2: QT_TRANSLATE_NOOP("Name", "ID card, side with the national emblem"),
    Role.GRANT_FILE: QT_TRANSLATE_NOOP("Name", "Signed letter"),
    Role.COVER: QT_TRANSLATE_NOOP("Name", "Cover picture"),
    Role.AUDIO: QT_TRANSLATE_NOOP("Name", "Voice recording"),
    Role.ACTION_VIDEO: QT_TRANSLATE_NOOP("Name", "Video of gestures"),
    Role.PRE_BEAUTY_IMAGE: QT_TRANSLATE_NOOP("Name", "Picture before retouching"),
    Role.POST_BEAUTY_IMAGE: QT_TRANSLATE_NOOP("Name", "Picture after retouching"),
}

EDITIONS: Mapping[Edition, str] = {
    Edition.STANDARD: QT_TRANSLATE_NOOP("Name", "Standard"),
    Edition.FLEXUS: QT_TRANSLATE_NOOP("Name", "Flexus"),
    Edition.FAST_FLEXUS: QT_TRANSLATE_NOOP("Name", "Ultra-fast Flexus"),
}

USE_CASES: Mapping[UseCase, str] = {
    UseCase.VIDEO_2D: QT_TRANSLATE_NOOP("Name", "Videos"),
    UseCase.LIVE_2D: QT_TRANSLATE_NOOP("Name", "Livestreams"),
    UseCase.CHAT_2D: QT_TRANSLATE_NOOP("Name", "Chats"),
}

JOB_TAGS: Mapping[JobTag, str] = {
    JobTag.ECOMMERCE: QT_TRANSLATE_NOOP("Name", "Selling online"),
    JobTag.NEWS: QT_TRANSLATE_NOOP("Name", "News"),
    JobTag.MARKETING: QT_TRANSLATE_NOOP("Name", "Marketing"),
}

SEXES: Mapping[Sex, str] = {
    Sex.FEMALE: QT_TRANSLATE_NOOP("Name", "A woman's voice"),
    Sex.MALE: QT_TRANSLATE_NOOP("Name", "A man's voice"),
}

LANGUAGES: Mapping[Language, str] = {
    Language.CN: QT_TRANSLATE_NOOP("Name", "Chinese"),
    Language.EN: QT_TRANSLATE_NOOP("Name", "English"),
}

VOICE_SOURCES: Mapping[VoiceSource, str] = {
    VoiceSource.FROM_VIDEO: QT_TRANSLATE_NOOP("Name", "From the video"),
    VoiceSource.FROM_RECORDING: QT_TRANSLATE_NOOP("Name", "From a recording"),
    VoiceSource.IMAGE_ONLY: QT_TRANSLATE_NOOP("Name", "Picture only"),
}

SOURCES: Mapping[RuleSource, str] = {
    RuleSource.HUAWEI_REQUIRED: QT_TRANSLATE_NOOP("Name", "Required by Huawei"),
    RuleSource.HUAWEI_ADVISED: QT_TRANSLATE_NOOP("Name", "Advised by Huawei"),
    RuleSource.OURS: QT_TRANSLATE_NOOP("Name", "Our tip"),
}

# A file that is broken breaks nobody's rule: saying so is no tip.
OUR_CHECK = QT_TRANSLATE_NOOP("Name", "Our check")

SEVERITIES: Mapping[Severity, str] = {
    Severity.STOP: QT_TRANSLATE_NOOP("Name", "Must be changed"),
    Severity.WARNING: QT_TRANSLATE_NOOP("Name", "Warning"),
    Severity.TIP: QT_TRANSLATE_NOOP("Name", "Tip"),
}

VERDICTS: Mapping[Verdict, str] = {
    Verdict.OK: QT_TRANSLATE_NOOP("Name", "Good to go"),
    Verdict.WARNING: QT_TRANSLATE_NOOP("Name", "Usable, with a risk"),
    Verdict.STOP: QT_TRANSLATE_NOOP("Name", "Huawei would refuse this"),
    Verdict.UNREADABLE: QT_TRANSLATE_NOOP("Name", "This file cannot be read"),
}

FILE_STATES: Mapping[FileState, str] = {
    FileState.WAITING: QT_TRANSLATE_NOOP("File", "Waiting"),
    FileState.SENDING: QT_TRANSLATE_NOOP("File", "Sending"),
    FileState.RETRYING: QT_TRANSLATE_NOOP("File", "Trying again"),
    FileState.SENT: QT_TRANSLATE_NOOP("File", "Sent"),
    FileState.FAILED: QT_TRANSLATE_NOOP("File", "Not sent"),
    FileState.PAUSED: QT_TRANSLATE_NOOP("File", "Paused"),
}

# Field names of the API reference, Create2dModelTrainingJob, for a problem that names one.
FIELDS: Mapping[str, str] = {
    "name": QT_TRANSLATE_NOOP("Name", "the name"),
    "contact": QT_TRANSLATE_NOOP("Name", "the phone number"),
    "batch_name": QT_TRANSLATE_NOOP("Name", "the batch name"),
    "tags": QT_TRANSLATE_NOOP("Name", "the tags"),
    "supported_service": QT_TRANSLATE_NOOP("Name", "where the avatar is used"),
    "voice_properties": QT_TRANSLATE_NOOP("Name", "the voice"),
    "audio_source_type": QT_TRANSLATE_NOOP("Name", "where the voice comes from"),
    "is_background_replacement": QT_TRANSLATE_NOOP("Name", "the background"),
    "model_version": QT_TRANSLATE_NOOP("Name", "the kind of avatar"),
    "is_flexus": QT_TRANSLATE_NOOP("Name", "the kind of avatar"),
    "is_fast_flexus": QT_TRANSLATE_NOOP("Name", "the kind of avatar"),
}

# What ffprobe calls a codec, and what cameras and editors call it; names of formats are not translated.
CODECS: Mapping[str, str] = {
    "hevc": "H.265 (HEVC)",
    "av1": "AV1",
    "vp9": "VP9",
    "prores": "ProRes",
    "mpeg4": "MPEG-4",
    "mjpeg": "Motion JPEG",
    "dnxhd": "DNxHD",
    "cfhd": "CineForm",
    "mpeg2video": "MPEG-2",
    "vc1": "VC-1",
    "wmv3": "WMV",
    "vp8": "VP8",
    "vvc": "H.266 (VVC)",
    "mp3": "MP3",
    "opus": "Opus",
    "vorbis": "Vorbis",
    "flac": "FLAC",
    "alac": "Apple Lossless",
    "ac3": "Dolby Digital (AC-3)",
    "eac3": "Dolby Digital Plus (E-AC-3)",
    "amr_nb": "AMR",
    "amr_wb": "AMR",
    "pcm_s16le": "PCM",
    "pcm_s16be": "PCM",
    "pcm_s24le": "PCM",
    "pcm_s24be": "PCM",
    "pcm_s32le": "PCM",
    "pcm_f32le": "PCM",
}
