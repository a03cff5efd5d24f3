"""How to film, in a few lines for each kind of avatar.

The advice: MetaStudio user guide, shooting guides of the standard and the Flexus edition, and its FAQ.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_SLIPS = QT_TRANSLATE_NOOP(
    "VideoPage", "Quiet surroundings and the original sound. Slips of the tongue do no harm: just go on."
)
_GREEN = QT_TRANSLATE_NOOP(
    "VideoPage", "Hang an even, unwrinkled green cloth behind the person. No green or striped clothes."
)
_ROOM = QT_TRANSLATE_NOOP("VideoPage", "Choose a quiet room where nothing moves behind the person.")
_FLEXUS = (
    QT_TRANSLATE_NOOP("VideoPage", "3 to 5 minutes, 1080p or 4K, upright or wide. A phone on a stand is enough."),
    QT_TRANSLATE_NOOP("VideoPage", "One person and one voice. The face fills more than a fifth of the picture."),
    QT_TRANSLATE_NOOP("VideoPage", "Nothing moves behind the person: this background stays."),
    QT_TRANSLATE_NOOP("VideoPage", "First 15 seconds: smile into the camera, mouth closed. Then talk about anything."),
    _SLIPS,
)


def standard_lines(*, green_screen: bool) -> tuple[str, ...]:
    """The standard edition, with a background that can be replaced or with the room as it is."""
    lines = (
        QT_TRANSLATE_NOOP("VideoPage", "5 to 6 minutes are best; 3 to 10 are accepted. 1080p or 4K, upright or wide."),
        _GREEN if green_screen else _ROOM,
        QT_TRANSLATE_NOOP(
            "VideoPage", "The camera stands still, at eye level, and is sharp on the face. Even light, no shadows."
        ),
        QT_TRANSLATE_NOOP(
            "VideoPage", "First 15 to 20 seconds: look into the camera, mouth closed. Then talk freely, without cuts."
        ),
        _SLIPS,
    )
    return tuple(_say(line) for line in lines)


def flexus_lines() -> tuple[str, ...]:
    """Both Flexus editions."""
    return tuple(_say(line) for line in _FLEXUS)


def _say(text: object) -> str:
    return QCoreApplication.translate("VideoPage", str(text))
