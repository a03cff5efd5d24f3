"""What the person's limits of sending are, in words. Pure but for the translation of the words themselves."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from avatar_wizard.domain.limits import Limits
from avatar_wizard.ui.wording import number_words
from avatar_wizard.ui.words.entry import QT_TRANSLATE_NOOP

BYTES_PER_MBIT = 125_000
"""A megabit is a million bits, as the contracts of providers count."""


def _say(source: str, **facts: object) -> str:
    return QCoreApplication.translate("Limits", source).format(**facts)


def clock_words(moment: time) -> str:
    """A time of day as this computer's clock shows it: ``18:00``, or ``6:00 PM`` where it counts twice to twelve."""
    pattern = "h:mm AP" if _counts_to_twelve() else "HH:mm"
    return QLocale().toString(QTime(moment.hour, moment.minute), pattern)


def day_words(day: date, today: date) -> str:
    """A day as it is chosen from a list: ``Today, Tuesday, 6 May``."""
    named = _named(day)
    if day == today:
        return _say(QT_TRANSLATE_NOOP("Limits", "Today, {day}"), day=named)
    if (day - today).days == 1:
        return _say(QT_TRANSLATE_NOOP("Limits", "Tomorrow, {day}"), day=named)
    return named


def limits_words(limits: Limits, now: float) -> str:
    """What ``limits`` hold back from ``now`` (Unix time) on, to stand within a sentence; empty for nothing."""
    said = []
    if limits.rate is not None:
        rate = number_words(limits.rate / BYTES_PER_MBIT)
        said.append(_say(QT_TRANSLATE_NOOP("Limits", "at most {rate} Mbit/s"), rate=rate))
    if limits.is_polite:
        said.append(_say(QT_TRANSLATE_NOOP("Limits", "a quarter of the line stays free")))
    for hours in limits.schedule.quiet:
        between = QT_TRANSLATE_NOOP("Limits", "nothing between {start} and {end}")
        said.append(_say(between, start=clock_words(hours.start), end=clock_words(hours.end)))
    start = limits.schedule.start_at
    if start is not None and start > now:
        said.append(_start_words(datetime.fromtimestamp(start), datetime.fromtimestamp(now).date()))
    return _say(QT_TRANSLATE_NOOP("Limits", ", ")).join(said)


def unlimited_words() -> str:
    """That nothing is held back, to stand within a sentence."""
    return _say(QT_TRANSLATE_NOOP("Limits", "as fast as the line allows, at any time"))


def begun(text: str) -> str:
    """``text`` as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _start_words(start: datetime, today: date) -> str:
    at = clock_words(start.time())
    days = (start.date() - today).days
    if days == 0:
        return _say(QT_TRANSLATE_NOOP("Limits", "nothing before {time} today"), time=at)
    if days == 1:
        return _say(QT_TRANSLATE_NOOP("Limits", "nothing before {time} tomorrow"), time=at)
    return _say(QT_TRANSLATE_NOOP("Limits", "nothing before {time} on {day}"), time=at, day=_named(start.date()))


def _named(day: date) -> str:
    # A pattern of Qt's QLocale::toString: the day's name, its number, the month's name.
    pattern = QCoreApplication.translate("Limits", "dddd, d MMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _counts_to_twelve() -> bool:
    """Whether both this computer's clock and the language we speak say AM and PM."""
    return all(_has_halves(locale) for locale in (QLocale.system(), QLocale()))


def _has_halves(locale: QLocale) -> bool:
    pattern = locale.timeFormat(QLocale.FormatType.ShortFormat)
    return "a" in re.sub(r"'[^']*'", "", pattern).lower()
