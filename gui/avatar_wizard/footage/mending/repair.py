"""Mending footage: a new file without the faults that software can take away; the original is only read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event as StopEvent

from avatar_wizard.domain.footage import FootageFacts, FootageReport, Repair
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.domain.signals import Signals, SoundSignals
from avatar_wizard.flow.viewing import Progress
from avatar_wizard.footage import colours
from avatar_wizard.footage.locate import find_ffmpeg, find_ffprobe
from avatar_wizard.footage.running import Ending, Reports, polite_threads, run_watched

from . import command
from .claim import sweep
from .command import Source
from .new_file import NewFile, free_space, names
from .original import Original
from .packets import PacketTally
from .plan import Plan, needs_field_order, needs_loudness, plan, room_needed
from .result import check as check_result
from .result import packets_stay

SUFFIX = " (mended)"
"""What a new file's name gets; the window may hand in another word."""

_FIELD_PICTURES = 250
_STALL_S = 120.0
_MOVING_S = 1800.0  # as long as it may take to write gigabytes anew while the index goes to the front
_FULL = (b"No space left on device", b"Quota exceeded", b"Disk quota exceeded")
_TOO_LARGE = b"File too large"  # FAT32 ends at 4 GiB
_INDEX_TOO_LARGE = b"reserved_moov_size is too small"
_LOUDNESS = re.compile(rb"\bI:\s+(-?[\d.]+|-inf|nan) LUFS")
_PEAK = re.compile(rb"\bPeak:\s+(-?[\d.]+|-inf) dBFS")
_FIELDS = re.compile(rb"Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+)")


def repair(
    path: Path,
    report: FootageReport,
    repairs: Sequence[Repair],
    folder: Path,
    *,
    ffmpeg: Path | None = None,
    ffprobe: Path | None = None,
    on_progress: Progress,
    stop: StopEvent,
    suffix: str = SUFFIX,
    check: Callable[[Path], None] | None = None,
) -> Path:
    """Write a mended copy of ``path`` into ``folder``; its path.

    All ``repairs`` are made in one run, and what they bring along (see ``plan``). ``check`` is given the
    finished file under its temporary name and raises a ProblemError when it is no good: then the repair has failed.

    Raises ``repair.no_space`` (facts: needed, free), ``repair.folder``, ``repair.cannot`` (codec: this ffmpeg cannot
    read it; none for what ``plan`` refuses), ``repair.failed``, ``file.missing``, ``file.unreadable`` and
    ``file.changed`` (name, role), all three about the original, ``footage.tool_missing`` and Stopped. In all cases
    nothing new has a final name.
    """
    if report.facts is None:
        raise ProblemError("repair.failed")
    with Original(path, report) as original:
        # First: what a killed program left behind takes up room.
        sweep(folder)
        needed = room_needed(report.facts, repairs)
        _verify_room(folder, needed)
        mending = _Mending(
            original,
            report.facts,
            # Absolute: it may be started in another folder.
            str((ffmpeg or find_ffmpeg().path).absolute()),
            ffprobe or find_ffprobe().path,
            _Steps(on_progress),
            stop,
        )
        made = mending.planned(report.signals, repairs)
        # Again: measuring may have taken minutes.
        _verify_room(folder, needed)
        with NewFile(folder, original.mode) as new:
            mending.write(made, new, needed)
            mending.verify(made, new)
            if check is not None:
                _have_checked(check, new.part)
            original.verify()
            if stop.is_set():
                raise Stopped
            result = new.publish(names(path, suffix, folder), stop)
    on_progress(1.0)
    return result


def _verify_room(folder: Path, needed: int) -> None:
    if (free := free_space(folder)) < needed:
        raise ProblemError("repair.no_space", needed=needed, free=free)


def _have_checked(check: Callable[[Path], None], part: Path) -> None:
    try:
        check(part)
    except Stopped:
        raise
    except ProblemError:
        # Whatever is wrong with a file of which the person knows nothing, not even its name.
        raise ProblemError("repair.failed") from None


class _Steps:
    """One progress out of several runs: each has its share, and what was told is never taken back."""

    def __init__(self, tell: Progress) -> None:
        self._tell = tell
        self._from, self._to = 0.0, 0.0
        self._told = 0.0

    def begin(self, until: float) -> None:
        """The next run goes to ``until``."""
        self._from, self._to = self._to, until

    def done(self, share: float) -> None:
        """So much of the present run is done."""
        now = self._from + (self._to - self._from) * min(max(share, 0.0), 1.0)
        if now > self._told:
            self._told = now
            self._tell(now)


class _Mending:
    """The runs of one repair."""

    def __init__(
        self,
        original: Original,
        facts: FootageFacts,
        program: str,
        ffprobe: Path,
        steps: _Steps,
        stop: StopEvent,
    ) -> None:
        self._original, self._facts = original, facts
        self._program, self._ffprobe = program, ffprobe
        self._steps, self._stop = steps, stop
        self._threads = polite_threads()
        self._channels = (facts.audio[0].channels if facts.audio else None) or 0
        self._copied = PacketTally()

    def planned(self, signals: Signals | None, repairs: Sequence[Repair]) -> Plan:
        """The plan, after measuring what it needs and nobody has measured yet. ``repair.cannot``."""
        if needs_loudness(self._facts, signals, repairs):
            self._steps.begin(0.1)
            signals = replace(signals or Signals(), sound=self._loudness())
        made = plan(self._facts, signals, repairs)
        if made.picture is not None:
            self._try_picture()
            if needs_field_order(made):
                made = replace(made, picture=replace(made.picture, fields=self._field_order()))
        return made

    def write(self, made: Plan, new: NewFile, needed: int) -> None:
        """Have ffmpeg write the new file. ``repair.no_space``, ``repair.folder``, ``repair.failed``."""
        self._steps.begin(0.9)
        ending = self._mended(made, new, in_two_steps=False)
        if ending.code != 0 and _INDEX_TOO_LARGE in ending.said:
            new.restart()
            ending = self._mended(made, new, in_two_steps=True)
        if ending.code == 0:
            return
        if any(said in ending.said for said in _FULL):
            raise ProblemError("repair.no_space", needed=needed, free=free_space(new.part.parent))
        raise ProblemError("repair.folder" if _TOO_LARGE in ending.said else "repair.failed")

    def verify(self, made: Plan, new: NewFile) -> None:
        """The new file is on the disk, is what was planned, and its copies are true. ``repair.failed``."""
        self._steps.begin(0.99)
        new.synchronize(self._waited)
        check_result(new.part, made, self._facts, self._ffprobe)
        if not made.copies or not packets_stay(self._facts):
            return
        found = PacketTally()
        part = new.lent()
        args = command.listing(self._program, part.name, made)
        ending = self._ran(args, part.files, self._by_time, found.take, part.folder)
        if ending.code != 0 or found.streams() != self._copied.streams():
            raise ProblemError("repair.failed")

    def _mended(self, made: Plan, new: NewFile, *, in_two_steps: bool) -> Ending:
        self._copied = PacketTally()
        feed = b"" if made.picture is None or made.picture.table is None else colours.hald(made.picture.table)
        part = new.lent()
        with self._original.lent() as (name, lent):
            source = Source(name, self._facts.container, self._facts.codec, self._channels)
            args = command.mending(
                self._program, made, source, part.name, threads=self._threads, in_two_steps=in_two_steps
            )
            return run_watched(
                args,
                stop=self._stop,
                on_report=self._by_time if made.picture is None else self._by_pictures(made),
                on_line=self._copied.take,
                lent=(*lent, *part.files),
                folder=part.folder,
                feed=feed,
                stall_s=_MOVING_S if in_two_steps or made.index_size is None else _STALL_S,
            )

    def _loudness(self) -> SoundSignals:
        with self._original.lent() as (name, lent):
            args = command.measuring(self._program, name, self._channels, self._threads)
            ending = self._ran(args, lent, self._by_time)
        loudness, peak = _LOUDNESS.findall(ending.said), _PEAK.findall(ending.said)
        if ending.code != 0 or not loudness or not peak:
            raise ProblemError("repair.failed")
        return SoundSignals(loudness=float(loudness[-1]), true_peak=float(peak[-1]))

    def _try_picture(self) -> None:
        with self._original.lent() as (name, lent):
            ending = self._ran(command.trying(self._program, name), lent, _unheard)
        if ending.code != 0:
            raise ProblemError("repair.cannot", codec=self._facts.codec)

    def _field_order(self) -> str:
        with self._original.lent() as (name, lent):
            args = command.finding_fields(self._program, name, _FIELD_PICTURES)
            ending = self._ran(args, lent, _unheard)
        counts = _FIELDS.findall(ending.said)
        if not counts:
            return "auto"
        top, bottom = (int(count) for count in counts[-1])
        return "auto" if top == bottom else ("tff" if top > bottom else "bff")

    def _ran(
        self,
        args: Sequence[str],
        lent: Sequence[int],
        on_report: Callable[[Reports], None],
        on_line: Callable[[bytes], None] | None = None,
        folder: Path | None = None,
    ) -> Ending:
        return run_watched(
            args, stop=self._stop, on_report=on_report, on_line=on_line, lent=lent, folder=folder, stall_s=_STALL_S
        )

    def _by_time(self, reports: Reports) -> None:
        if self._facts.duration_s:
            self._steps.done(reports.number("out_time_us") / 1e6 / self._facts.duration_s)

    def _by_pictures(self, made: Plan) -> Callable[[Reports], None]:
        assert made.picture is not None
        rate = float(made.picture.rate or self._facts.frame_rate or 0.0)
        pictures = rate * (self._facts.picture_duration_s or self._facts.duration_s or 0.0)

        def on_report(reports: Reports) -> None:
            if pictures:
                self._steps.done(reports.number("frame") / pictures)

        return on_report

    def _waited(self, done: StopEvent) -> None:
        while not done.wait(0.1):
            if self._stop.is_set():
                raise Stopped


def _unheard(reports: Reports) -> None:
    """Too short a run for a progress of its own."""
