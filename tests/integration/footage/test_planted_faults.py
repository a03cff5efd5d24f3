"""Every fault is found in a take in which it was planted, at its time, and nothing else is said; by the front door.

The last lines of ``pytest -s`` are a table: what was planted, what was found, how far off in time, false alarms.
All of it: ``packaging/run test -m "thorough or not thorough" -s tests/integration/footage/test_planted_faults.py``.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from avatar_wizard.assets import resource
from avatar_wizard.domain.footage import Finding, FootageReport, Pass, Severity
from avatar_wizard.footage.checks import CODES
from avatar_wizard.footage.rules import load_rules
from avatar_wizard.footage.viewing import FootageRoom
from avatar_wizard.footage.watchers import person
from support.faults import Sample, clean_samples
from support.faults_heard import heard_samples
from support.faults_seen import seen_samples
from support.faults_stored import stored_samples

TOLERANCE_S = 0.5
CLEAN = clean_samples()
PLANTED = (*stored_samples(), *heard_samples(), *seen_samples())

NOT_PLANTED = {
    "video.no_picture": "test_look: sound alone",
    "video.codec_unknown": "test_look: a codec that nobody knows",
    "video.interlaced_partly": "two looks at a take of 24 s tell of half of it, or of all",
    "sound.clipping_slight": "a hundredth of the seconds with speech: takes minutes",
    "video.resolution_unknown": "no file that ffmpeg makes keeps its size to itself",
    "video.duration_unknown": "no file that ffmpeg makes keeps its length to itself",
}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
_ONE_IN = 8


def some_of(samples: Sequence[Sample], one_in: int = _ONE_IN) -> list[ParameterSet]:
    """One in so many in every run of the tests; all of them, which takes a quarter of an hour, when it is asked for."""
    return [
        pytest.param(sample, id=sample.name, marks=() if number % one_in == 0 else pytest.mark.thorough)
        for number, sample in enumerate(samples)
    ]


@dataclass
class Table:
    """What was seen, for people."""

    rows: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def add(self, sample: Sample, report: FootageReport) -> None:
        """Note what the report says of a sample."""
        found = finding_of(sample, report)
        error = "" if found is None or sample.span is None else f"{time_error(sample.span, found):.2f} s"
        said = "yes" if found is not None else "" if not sample.code else "NO"
        alarms = ", ".join(false_alarms(sample, report))
        self.rows.append((sample.number, sample.name, sample.code or "(nothing)", said, f"{error:8}{alarms}"))

    def __str__(self) -> str:
        head = ("check", "take", "must be found", "found", "error   false alarms")
        return "\n".join(f"{a:6}{b:32}{c:28}{d:7}{e}" for a, b, c, d, e in (head, *self.rows))


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    table = Table()
    yield table
    print(f"\n\n{table}\n")


@pytest.fixture(scope="module")
def room() -> FootageRoom:
    return FootageRoom(load_rules(resource("rules", "footage.toml")))


@pytest.fixture
def folder() -> Iterator[Path]:
    """Emptied at once: together the takes are larger than a small temp folder."""
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-takes-") as name:
        yield Path(name)


def studied(room: FootageRoom, path: Path, sample: Sample) -> FootageReport:
    if sample.thorough is Pass.CONTAINER:
        return room.look(path, sample.question)
    never, told = threading.Event(), []
    report = room.study(path, sample.question, on_progress=told.append, stop=never, pause=never)
    assert told == sorted(told)
    assert told[-1] == 1.0
    return report


def finding_of(sample: Sample, report: FootageReport) -> Finding | None:
    return next((finding for finding in report.findings if finding.code == sample.code), None)


def false_alarms(sample: Sample, report: FootageReport) -> list[str]:
    return sorted({finding.code for finding in report.findings} - {sample.code, *sample.beside})


def time_error(span: tuple[float, float], finding: Finding) -> float:
    """By how much all that the finding points at misses what was planted, at its beginning and at its end."""
    assert finding.start_s is not None
    spans = finding.spans or ((finding.start_s, finding.start_s if finding.end_s is None else finding.end_s),)
    return max(abs(min(spans)[0] - span[0]), abs(max(end for _, end in spans) - span[1]))


@pytest.mark.parametrize("sample", some_of(CLEAN, len(CLEAN)))
def test_nothing_is_said_of_a_clean_take(room, folder, table, sample):
    path = sample.make(folder)
    report = studied(room, path, sample)
    table.add(sample, report)
    assert report.findings == ()
    assert report.done is Pass.FULL
    assert room.glance(path, sample.question, stop=threading.Event()).findings == ()


@pytest.mark.parametrize("sample", some_of(PLANTED))
def test_a_planted_fault_is_found_and_nothing_else(room, folder, table, sample):
    if sample.needs_faces and not person.is_available():
        pytest.skip("without the extra that finds faces")
    report = studied(room, sample.make(folder), sample)
    table.add(sample, report)
    finding = finding_of(sample, report)
    assert finding is not None, report.findings
    assert false_alarms(sample, report) == []
    if sample.span is not None:
        assert time_error(sample.span, finding) <= TOLERANCE_S, finding


@pytest.mark.parametrize(
    "sample",
    some_of([sample for sample in PLANTED if sample.thorough is Pass.FULL and not sample.needs_faces][::4]),
)
def test_the_instant_pass_says_nothing_that_the_full_one_would_not(room, folder, sample):
    report = room.glance(sample.make(folder), sample.question, stop=threading.Event())
    assert false_alarms(sample, report) == []


def test_every_check_has_its_take():
    numbers = {sample.number for sample in PLANTED}
    assert numbers >= {str(number) for number in (*range(1, 33), 35, *range(39, 48)) if number not in (33, 34, 41)}
    made = {sample.code for sample in PLANTED}
    assert set(CODES) - made == set(NOT_PLANTED)
    assert made - set(CODES) == {"video.truncated"}
    assert all(sample.why for sample in PLANTED if sample.beside)


def test_only_what_huawei_documents_stops(room, folder):
    """The grave faults of picture and sound are warnings: nothing says that the service refuses them."""
    sample = next(sample for sample in PLANTED if sample.code == "picture.black")
    assert {finding.severity for finding in studied(room, sample.make(folder), sample).findings} == {Severity.WARNING}
