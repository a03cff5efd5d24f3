"""What mending a video does, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.footage import Repair

from .entry import QT_TRANSLATE_NOOP

REPAIRS: Mapping[Repair, str] = {
    Repair.REMUX: QT_TRANSLATE_NOOP("Repair", "It is saved as an MP4 file."),
    Repair.ROTATE: QT_TRANSLATE_NOOP("Repair", "The picture is turned upright for good."),
    Repair.SDR: QT_TRANSLATE_NOOP("Repair", "The colours become those that every screen shows (SDR, BT.709)."),
    Repair.CONSTANT_RATE: QT_TRANSLATE_NOOP("Repair", "The pictures follow each other at an even rate."),
    Repair.DEINTERLACE: QT_TRANSLATE_NOOP("Repair", "The comb-like lines at moving edges go: whole pictures are made."),
    Repair.H264: QT_TRANSLATE_NOOP(
        "Repair", "The picture is stored in the common format H.264; the eye sees no difference."
    ),
    Repair.LOUDNESS: QT_TRANSLATE_NOOP("Repair", "The sound becomes louder or softer as a whole; nothing else of it."),
    Repair.AAC: QT_TRANSLATE_NOOP("Repair", "The sound is stored in the common format AAC, in one track."),
}
"""Every repair there is; a test holds it against ``domain.footage.Repair``."""


def repair_words(repair: Repair) -> str:
    """What is done, in one sentence."""
    return QCoreApplication.translate("Repair", REPAIRS[repair])
