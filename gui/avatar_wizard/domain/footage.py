"""What is known and what is said about a piece of footage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: a stop will be refused by the service, a warning may be, a tip may help."""

    STOP = "stop"
    WARNING = "warning"
    TIP = "tip"


class RuleSource(StrEnum):
    """Whose rule a finding rests on."""

    HUAWEI_REQUIRED = "huawei-required"
    HUAWEI_ADVISED = "huawei-advised"
    OURS = "ours"


class Verdict(StrEnum):
    """The one word about a file; values are those of ``check --json``."""

    OK = "ok"
    WARNING = "warning"
    STOP = "stop"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """One sound track."""

    codec: str
    sample_rate: int | None
    channels: int | None


@dataclass(frozen=True, slots=True)
class FootageFacts:
    """What ffprobe and the box walk say of a file. None means: the file does not tell.

    ``width`` and ``height`` are as shown, after rotation and sample aspect; ``rotation`` is degrees in the
    display matrix; ``duration_s`` seconds; ``frame_rate`` frames per second; ``size`` bytes; ``bit_rate`` bit/s.
    """

    size: int
    container: str
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    rotation: int = 0
    codec: str | None = None
    pixel_format: str | None = None
    frame_rate: float | None = None
    bit_rate: int | None = None
    audio: tuple[AudioFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about the footage; ``code`` leads to words in ``ui/wording.py``, ``facts`` fill them."""

    code: str
    severity: Severity
    source: RuleSource
    facts: Mapping[str, object] = field(default_factory=dict)
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class FootageReport:
    """A judged file: its facts (None when unreadable) and what there is to say, the gravest first."""

    facts: FootageFacts | None
    findings: tuple[Finding, ...] = ()
    unreadable: bool = False

    @property
    def verdict(self) -> Verdict:
        """The one word: unreadable, else the gravest finding."""
        if self.unreadable:
            return Verdict.UNREADABLE
        severities = {finding.severity for finding in self.findings}
        if Severity.STOP in severities:
            return Verdict.STOP
        return Verdict.WARNING if Severity.WARNING in severities else Verdict.OK
