"""Sizes, times and speeds in words. Pure but for the translation of the words and the locale's decimal mark."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from .entry import QT_TRANSLATE_NOOP

_CONTEXT = "Quantity"
_UNITS = ("kB", "MB", "GB", "TB")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_STEPS = ((_HOUR / 2, _MINUTE), (2 * _HOUR, 5 * _MINUTE), (12 * _HOUR, 15 * _MINUTE), (2 * _DAY, _HOUR))


def _say(source: str, **facts: object) -> str:
    return QCoreApplication.translate(_CONTEXT, source).format(**facts)


def _number(value: float, decimals: int) -> str:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(value), "f", decimals)


def size_words(size: int) -> str:
    """Bytes as people read them, in steps of a thousand: ``1.2 GB``, ``120 MB``, ``1 byte``."""
    if size < 1000:
        return _say(
            QT_TRANSLATE_NOOP("Quantity", "1 byte") if size == 1 else QT_TRANSLATE_NOOP("Quantity", "{count} bytes"),
            count=size,
        )
    value = float(size)
    for unit in _UNITS:
        value /= 1000
        # 999.95 would be rounded to 1000.0: it belongs to the next unit.
        if value < 999.5 or unit == _UNITS[-1]:
            break
    return f"{_number(value, 1 if value < 9.95 else 0)} {unit}"


def duration_words(seconds: float) -> str:
    """A length of time: ``41 s``, ``3 min``, ``3 min 01 s``, ``1 h 04 min``. Rounded down: 2:59.9 is not yet 3 min."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return _say(QT_TRANSLATE_NOOP("Quantity", "{seconds} s"), seconds=whole)
    if whole < _HOUR and whole % _MINUTE == 0:
        return _say(QT_TRANSLATE_NOOP("Quantity", "{minutes} min"), minutes=whole // _MINUTE)
    if whole < _HOUR:
        return _say(
            QT_TRANSLATE_NOOP("Quantity", "{minutes} min {seconds} s"),
            minutes=whole // _MINUTE,
            seconds=f"{whole % _MINUTE:02d}",
        )
    return _say(
        QT_TRANSLATE_NOOP("Quantity", "{hours} h {minutes} min"),
        hours=whole // _HOUR,
        minutes=f"{whole % _HOUR // _MINUTE:02d}",
    )


def moment_words(seconds: float) -> str:
    """A place in a video as a player shows it: ``0:07``, ``12:30``, ``1:02:03``."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // _HOUR, whole % _HOUR // _MINUTE, whole % _MINUTE
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def rate_words(bytes_per_second: float) -> str:
    """A speed: ``2.4 MB/s``."""
    return _say(QT_TRANSLATE_NOOP("Quantity", "{size}/s"), size=size_words(max(0, int(bytes_per_second))))


def time_left_step(seconds: float) -> float:
    """How finely ``seconds`` that are left can be told, in seconds: minutes at first, days in the end; 0 for words."""
    if seconds < _MINUTE:
        return 0
    return next((step for below, step in _STEPS if seconds < below), _DAY)


def time_left_words(seconds: float | None) -> str:
    """What is left, no finer than anybody can know; None when it cannot be said yet."""
    if seconds is None:
        return _say(QT_TRANSLATE_NOOP("Quantity", "working out the time left"))
    if seconds < 10:
        return _say(QT_TRANSLATE_NOOP("Quantity", "a few seconds"))
    if seconds < _MINUTE:
        return _say(QT_TRANSLATE_NOOP("Quantity", "less than a minute"))
    step = time_left_step(seconds)
    if step == _DAY:
        return _say(QT_TRANSLATE_NOOP("Quantity", "about {days} days"), days=round(seconds / _DAY))
    minutes = round(seconds / step) * round(step / _MINUTE)
    if minutes < 60:
        return _say(QT_TRANSLATE_NOOP("Quantity", "about {minutes} min"), minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _say(QT_TRANSLATE_NOOP("Quantity", "about {hours} h"), hours=hours)
    return _say(QT_TRANSLATE_NOOP("Quantity", "about {hours} h {minutes} min"), hours=hours, minutes=rest)


def number_words(number: float) -> str:
    """A number without a tail of zeros: ``25``, ``29.97``."""
    return _number(number, 2).rstrip("0").rstrip(QLocale().decimalPoint())
