"""The sound: is it there, is it one, is it in time with the picture, and can a voice be made of it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avatar_wizard.domain.footage import AudioFacts, Finding, Question, Repair
from avatar_wizard.domain.signals import SoundSignals, Span
from avatar_wizard.footage.rules import Rule

from .case import Case, found

_WORTH_IT_DB = 1.0
"""Gain below this is not worth a new file."""


def matters(question: Question) -> bool:
    """Whether the voice comes from the video; otherwise (Flexus only) its sound is of no interest."""
    return question.voice_from_video or not question.edition.is_flexus


def findings(case: Case) -> Iterator[Finding]:
    """What there is to say about the sound."""
    if not matters(case.question):
        return
    if not case.facts.audio:
        if case.facts.codec is not None and (rule := case.rule("video.no_sound")):
            yield found(rule)
        return
    yield from _tracks(case, case.facts.audio)
    yield from _timing(case, case.facts.audio[0])
    sound = case.signals.sound
    if sound is None:
        return
    if _is_silent(case, sound):
        if rule := case.rule("sound.silent"):
            yield found(rule)
        return
    yield from _sides(case, sound)
    yield from _level(case, sound)
    yield from _distortion(case, sound)
    yield from _noise(case, sound)
    yield from _pauses(case, sound)


def _tracks(case: Case, tracks: tuple[AudioFacts, ...]) -> Iterator[Finding]:
    first = tracks[0]
    is_known = first.codec != "unknown"
    repair = Repair.AAC if is_known else None
    if len(tracks) > 1 and (rule := case.rule("sound.tracks")):
        yield found(rule, repair=repair, count=len(tracks))
    if first.codec != "aac" and (rule := case.rule("sound.codec")):
        yield found(rule, repair=repair, codec=first.codec if is_known else None)
    rule = case.rule("sound.sample_rate")
    if rule is not None and first.sample_rate is not None and first.sample_rate < rule["minimum_hz"]:
        rate, minimum = first.sample_rate / 1000, rule["minimum_hz"] / 1000
        # A new file would only hide that what was not recorded is missing.
        yield found(rule, rate=rate, minimum=minimum)


def _timing(case: Case, track: AudioFacts) -> Iterator[Finding]:
    picture, sound = _extent(case, track)
    rule = case.rule("sound.offset")
    if picture[0] is not None and sound[0] is not None:
        late = sound[0] - picture[0]
        if rule is not None and abs(late) > rule["maximum_s"]:
            yield found(rule, seconds=round(abs(late), 2))
    if picture[1] is None or sound[1] is None:
        return
    apart = abs(sound[1] - picture[1])
    place = [Span(min(sound[1], picture[1]), max(sound[1], picture[1]))]
    for code in ("sound.length", "sound.length_slight"):
        rule = case.rule(code)
        if rule is not None and apart > rule["maximum_s"]:
            yield found(rule, place, seconds=round(apart, 2))
            return


_Extent = tuple[float | None, float | None]


def _extent(case: Case, track: AudioFacts) -> tuple[_Extent, _Extent]:
    """Where picture and sound begin and end: as seen and heard, or else as the container tells."""
    facts, signals = case.facts, case.signals
    if signals.is_whole and signals.picture is not None and signals.sound is not None:
        seen, heard = signals.picture, signals.sound
        if None not in (seen.start_s, seen.end_s, heard.start_s, heard.end_s):
            return (seen.start_s, seen.end_s), (heard.start_s, heard.end_s)
    return _span(facts.start_s, facts.picture_duration_s), _span(track.start_s, track.duration_s)


def _span(start: float | None, length: float | None) -> _Extent:
    return start, None if start is None or length is None else start + length


def _is_silent(case: Case, sound: SoundSignals) -> bool:
    """Only who has heard all of it can tell that there is nothing in it."""
    rule = case.rule("sound.silent")
    if rule is None or not case.signals.is_whole:
        return False
    if sound.loudness is not None:
        return sound.loudness < rule["minimum_lufs"]
    return bool(sound.levels) and max(sound.levels) < rule["minimum_lufs"]


def _sides(case: Case, sound: SoundSignals) -> Iterator[Finding]:
    rule = case.rule("sound.one_sided")
    if rule is None or len(sound.levels) != 2:
        return
    difference = abs(sound.levels[0] - sound.levels[1])
    if difference > rule["maximum_db"]:
        yield found(rule, difference=round(difference, 1))


def _level(case: Case, sound: SoundSignals) -> Iterator[Finding]:
    quiet, loud = case.rule("sound.too_quiet"), case.rule("sound.too_loud")
    loudness, peak = sound.loudness, sound.true_peak
    if loudness is None:
        return
    level: dict[str, Any] = {
        "loudness": round(loudness, 1),
        "minimum": quiet["minimum_lufs"] if quiet is not None else None,
        "maximum": loud["maximum_lufs"] if loud is not None else None,
    }
    if loud is not None and loudness > loud["maximum_lufs"]:
        yield found(loud, repair=Repair.LOUDNESS, **level)
    elif quiet is not None and loudness < quiet["minimum_lufs"]:
        yield from _too_quiet(case, quiet, level, loudness, peak)
    elif peak is not None:
        yield from _peak(case, quiet, loudness, peak)


def _too_quiet(case: Case, rule: Rule, level: dict[str, Any], loudness: float, peak: float | None) -> Iterator[Finding]:
    """Plain gain lifts the peaks too: what they leave room for is all that it can do."""
    room = case.rules.measure("repair.peak_dbtp") - (peak if peak is not None else loudness)
    if loudness + room >= rule["minimum_lufs"]:
        yield found(rule, repair=Repair.LOUDNESS, **level)
        return
    repair = Repair.LOUDNESS if room >= _WORTH_IT_DB else None
    if peaks := case.rule("sound.too_quiet_peaks"):
        yield found(peaks, repair=repair, **level, reachable=round(loudness + max(0.0, room), 1))
    else:
        yield found(rule, repair=repair, **level)


def _peak(case: Case, quiet: Rule | None, loudness: float, peak: float) -> Iterator[Finding]:
    rule = case.rule("sound.peak")
    if rule is None or peak <= rule["maximum_dbtp"]:
        return
    down = peak - case.rules.measure("repair.peak_dbtp")
    can_go_down = quiet is None or loudness - down >= quiet["minimum_lufs"]
    repair = Repair.LOUDNESS if can_go_down else None
    yield found(rule, repair=repair, peak=round(peak, 1), maximum=rule["maximum_dbtp"])


def _distortion(case: Case, sound: SoundSignals) -> Iterator[Finding]:
    heard = _heard_s(case, sound)
    if not sound.clipped:
        return
    seconds = {second for span in sound.clipped for second in range(int(span.start_s), int(span.end_s) + 1)}
    rule = case.rule("sound.clipping")
    if rule is not None and heard and len(seconds) / heard > rule["maximum_share"]:
        percent = round(100 * len(seconds) / heard, 1)
        yield found(rule, sound.clipped, count=len(sound.clipped), percent=min(percent, 100.0))
    elif rule := case.rule("sound.clipping_slight"):
        yield found(rule, sound.clipped, count=len(sound.clipped))


def _heard_s(case: Case, sound: SoundSignals) -> float:
    """Seconds in which there was something to hear."""
    whole = float(len(sound.curve)) or case.facts.duration_s or 0.0
    return max(whole - sum(span.seconds for span in sound.silences), min(whole, 1.0))


def _noise(case: Case, sound: SoundSignals) -> Iterator[Finding]:
    rule = case.rule("sound.noise")
    if rule is None or sound.speech is None or sound.noise is None:
        return
    distance = sound.speech - sound.noise
    if distance < rule["minimum_db"]:
        yield found(rule, distance=round(distance, 1), minimum=rule["minimum_db"])


def opening_of(case: Case, sound: SoundSignals) -> Span | None:
    """The silence with which the take begins; None when it begins with sound."""
    first = min(sound.silences, key=lambda span: span.start_s, default=None)
    latest = case.rules.measure("sound.opening_latest_s")
    return first if first is not None and first.start_s <= latest else None


def _pauses(case: Case, sound: SoundSignals) -> Iterator[Finding]:
    silences = sorted(sound.silences, key=lambda span: span.start_s)
    opening = opening_of(case, sound)
    yield from _opening(case, opening or Span(0.0, 0.0), sound)
    rule = case.rule("sound.dead_air")
    pauses = [span for span in silences if span is not opening]
    if rule is not None and (long := [span for span in pauses if span.seconds > rule["maximum_s"]]):
        yield found(rule, long, seconds=round(max(span.seconds for span in long), 1), count=len(long))


def _opening(case: Case, opening: Span, sound: SoundSignals) -> Iterator[Finding]:
    seconds, slack = opening.seconds, case.rules.measure("sound.opening_tolerance_s")
    if case.question.is_test_shot:
        rule = case.rule("sound.opening_test")
        if rule is not None:
            minimum = min(rule["enough_s"], rule["minimum_share"] * (case.facts.duration_s or 0.0))
            if seconds < minimum - slack:
                yield found(rule, [opening], seconds=round(seconds, 1), minimum=round(minimum, 1))
        return
    short, long = case.rule("sound.opening_short"), case.rule("sound.opening_long")
    if short is not None and seconds < short["minimum"] - slack:
        yield found(short, [opening], seconds=round(seconds, 1), minimum=short["minimum"])
        return
    # Where nothing was heard after it, nobody knows yet how long it is.
    has_more = sound.end_s is None or opening.end_s < sound.end_s - slack
    if long is not None and has_more and seconds > long["maximum"] + slack:
        yield found(long, [opening], seconds=round(seconds, 1), maximum=long["maximum"])
