"""From codes to words: the only place that says anything about a problem, a gap, a finding or a state.

Every function answers in the language of the installed translators, at the moment it is called, and none of
them ever raises for an unknown code or a missing fact. Only QtCore is needed, so the command line uses it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from avatar_wizard.domain.draft import Edition, JobTag, Language, Role, Sex, UseCase, VoiceSource
from avatar_wizard.domain.footage import Finding, FootageFacts, RuleSource, Severity, Verdict
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.domain.job import JobGroup, group_of
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.takes import Ranked, Reason
from avatar_wizard.flow.ports import FileState

from .words import gap_texts, names, problems_access, problems_here, problems_service, state_texts, takes
from .words.entry import QT_TRANSLATE_NOOP, Entry, Table
from .words.fill import fill, has_all
from .words.findings import FINDINGS, UNKNOWN_FINDING
from .words.plain import visible
from .words.quantities import duration_words, moment_words, number_words, rate_words, size_words, time_left_words

__all__ = [
    "PROBLEMS",
    "Words",
    "duration_words",
    "edition_name",
    "facts_line",
    "file_state_words",
    "finding_words",
    "gap_words",
    "group_words",
    "job_tag_name",
    "joined",
    "language_name",
    "listed",
    "moment_words",
    "number_words",
    "problem_words",
    "rate_words",
    "role_name",
    "severity_words",
    "sex_name",
    "size_words",
    "source_words",
    "state_words",
    "step_title",
    "take_reason",
    "take_reasons",
    "technical_facts",
    "time_left_words",
    "use_case_name",
    "verdict_words",
    "visible",
    "voice_source_name",
]

PROBLEMS: Table = {**problems_access.PROBLEMS, **problems_service.PROBLEMS, **problems_here.PROBLEMS}
"""Every problem code with its words, untranslated; a test holds it against ``domain.problem.CODES``."""


@dataclass(frozen=True, slots=True)
class Words:
    """What to show: what happened, the facts, what to do next.

    ``source`` says whose rule a finding rests on; ``details`` holds what only support or a technician needs.
    """

    title: str
    sentence: str
    action: str = ""
    source: str = ""
    details: str = ""


def _name(source: str) -> str:
    return QCoreApplication.translate("Name", source)


def _entry_words(entry: Entry, context: str, facts: Mapping[str, object]) -> Words:
    incomplete = entry.bare and not has_all(entry.sentence, facts)
    sentence = entry.bare if incomplete else entry.sentence
    return Words(
        title=fill(QCoreApplication.translate(context, entry.title), facts),
        sentence=fill(QCoreApplication.translate(context, sentence), facts),
        action=fill(QCoreApplication.translate(context, entry.action), facts) if entry.action else "",
    )


def problem_words(problem: Problem) -> Words:
    """A problem's title, facts and next action; ``details`` has the numbers Huawei's support asks for."""
    facts: dict[str, object] = dict(problem.facts)
    entry = PROBLEMS.get(problem.code)
    if entry is None:
        entry, facts = problems_here.UNKNOWN_PROBLEM, {"code": problem.code}
    if problem.code == "draft.gaps":
        facts["gaps"] = _gap_codes(facts.get("gaps"))
    elif problem.code == "service.bad_parameter" and facts.get("field") in names.FIELDS:
        facts["field"] = _name(names.FIELDS[str(facts["field"])])
    words = _entry_words(entry, "Problem", facts)
    return Words(words.title, words.sentence, words.action, details=_support_numbers(facts))


def _gap_codes(codes: object) -> str | None:
    if not isinstance(codes, (tuple, list)) or not codes:
        return None
    return " ".join(_gap_text(str(code), {}).rstrip(".") + ";" for code in codes).rstrip(";")


def _support_numbers(facts: Mapping[str, object]) -> str:
    numbers = []
    if facts.get("status") is not None:
        numbers.append(fill(_name(QT_TRANSLATE_NOOP("Name", "HTTP status {status}")), facts))
    if facts.get("service_code"):
        numbers.append(fill(_name(QT_TRANSLATE_NOOP("Name", "Huawei's code {service_code}")), facts))
    if facts.get("request_id"):
        numbers.append(fill(_name(QT_TRANSLATE_NOOP("Name", "Request {request_id}")), facts))
    return ", ".join(numbers)


def gap_words(gap: Gap) -> str:
    """One line that says what is missing and how to mend it."""
    return _gap_text(gap.code, gap.facts)


def _gap_text(code: str, facts: Mapping[str, object]) -> str:
    text = gap_texts.GAPS.get(code)
    if text is None:
        text, facts = gap_texts.UNKNOWN_GAP, {"code": code}
    elif not has_all(text, facts):
        text = gap_texts.BARE.get(code, text)
    return fill(QCoreApplication.translate("Gap", text), facts)


def finding_words(finding: Finding) -> Words:
    """What was found in the footage, its facts, what to do, and whose rule it is."""
    entry, facts = FINDINGS.get(finding.code), dict(finding.facts)
    if entry is None:
        entry, facts = UNKNOWN_FINDING, {"code": finding.code}
    if facts.get("codec") in names.CODECS:
        facts["codec"] = names.CODECS[str(facts["codec"])]
    words = _entry_words(entry, "Finding", facts)
    where = _place(finding)
    sentence = joined(words.sentence, where) if where else words.sentence
    is_broken = finding.severity is Severity.STOP and finding.source is RuleSource.OURS
    source = _name(names.OUR_CHECK) if is_broken else source_words(finding.source)
    return Words(words.title, sentence, words.action, source=source)


def _place(finding: Finding) -> str:
    if finding.start_s is None:
        return ""
    more = max(0, len(finding.spans) - 1)
    facts: dict[str, object] = {"start": finding.start_s, "end": finding.end_s, "count": more}
    if finding.end_s is None or int(finding.end_s) <= int(finding.start_s):
        alone = QT_TRANSLATE_NOOP("Name", "At {start:moment}.")
        and_one = QT_TRANSLATE_NOOP("Name", "At {start:moment}, and at one more place.")
        and_more = QT_TRANSLATE_NOOP("Name", "At {start:moment}, and at {count} more places.")
    else:
        alone = QT_TRANSLATE_NOOP("Name", "From {start:moment} to {end:moment}.")
        and_one = QT_TRANSLATE_NOOP("Name", "From {start:moment} to {end:moment}, and at one more place.")
        and_more = QT_TRANSLATE_NOOP("Name", "From {start:moment} to {end:moment}, and at {count} more places.")
    return fill(_name((alone, and_one, and_more)[min(more, 2)]), facts)


def facts_line(facts: FootageFacts) -> str:
    """The footage in one line that needs no schooling: picture size, length, pictures a second, file size."""
    parts = []
    if facts.width and facts.height:
        parts.append(f"{facts.width} x {facts.height}")
    if facts.duration_s is not None:
        parts.append(duration_words(facts.duration_s))
    if facts.frame_rate:
        text = _name(QT_TRANSLATE_NOOP("Name", "{rate} pictures a second"))
        parts.append(fill(text, {"rate": number_words(facts.frame_rate)}))
    parts.append(size_words(facts.size))
    return " - ".join(parts)


def technical_facts(facts: FootageFacts) -> str:
    """The footage's inner workings, for who asks for details: container, codecs, bit rate, rotation."""
    parts = [facts.container]
    if facts.codec:
        parts.append(" ".join(filter(None, (facts.codec, facts.pixel_format))))
    if facts.bit_rate:
        parts.append(f"{facts.bit_rate / 1_000_000:.1f} Mbit/s")
    if facts.rotation:
        parts.append(fill(_name(QT_TRANSLATE_NOOP("Name", "turned by {degrees} degrees")), {"degrees": facts.rotation}))
    for track in facts.audio:
        rate = f"{number_words(track.sample_rate / 1000)} kHz" if track.sample_rate else ""
        parts.append(" ".join(filter(None, (track.codec, rate))))
    return visible(" - ".join(filter(None, parts)))


def group_words(group: JobGroup) -> str:
    """The console's own word for a group of states."""
    return QCoreApplication.translate("State", state_texts.GROUPS[group].title)


def state_words(state: str) -> Words:
    """A job's state in plain words; one that is not known shows by its raw name, as work in progress."""
    group = group_of(state)
    known = group is not JobGroup.TRAINING or state in state_texts.SENTENCES or state in state_texts.PLAIN_TRAINING
    if not known:
        return _entry_words(state_texts.UNKNOWN_STATE, "State", {"state": state})
    words = _entry_words(state_texts.GROUPS[group], "State", {})
    sentence = state_texts.SENTENCES.get(state)
    if sentence is None:
        return words
    return Words(words.title, QCoreApplication.translate("State", sentence), words.action)


def joined(*parts: str) -> str:
    """Sentences and titles one after the other, each with its full stop; empty ones are left out."""
    stop = QCoreApplication.translate("Words", ".")
    ended = (part if part[-1] in ".!?\u3002\uff01\uff1f" else part + stop for part in parts if part)
    return (" " if stop == "." else "").join(ended)


def listed(items: Iterable[str]) -> str:
    """Several things in one line, parted as the language does it."""
    return QCoreApplication.translate("Words", ", ").join(items)


def step_title(step: Step) -> str:
    """A step's short name, for the rail and as a heading."""
    return _name(names.STEPS[step])


def role_name(role: Role) -> str:
    """What a file is, in words."""
    return _name(names.ROLES[role])


def edition_name(edition: Edition) -> str:
    """The kind of avatar."""
    return _name(names.EDITIONS[edition])


def use_case_name(use: UseCase) -> str:
    """Where the avatar may appear."""
    return _name(names.USE_CASES[use])


def job_tag_name(tag: JobTag) -> str:
    """What the voice will mostly say."""
    return _name(names.JOB_TAGS[tag])


def sex_name(sex: Sex) -> str:
    """Whose voice it is."""
    return _name(names.SEXES[sex])


def language_name(language: Language) -> str:
    """The language spoken."""
    return _name(names.LANGUAGES[language])


def voice_source_name(source: VoiceSource) -> str:
    """Where the voice comes from."""
    return _name(names.VOICE_SOURCES[source])


def take_reason(reason: Reason) -> str:
    """One sentence about what tells a take from its neighbour in the ranking."""
    told = (takes.BETTER if reason.is_better else takes.WORSE).get(reason.code, (takes.UNKNOWN_REASON, ""))
    text = told[0] if has_all(told[0], reason.facts) else told[1]
    return fill(QCoreApplication.translate("Take", text), reason.facts)


def take_reasons(take: Ranked) -> tuple[str, ...]:
    """Why a take has its place, what weighs most first."""
    if not take.reasons and take.place > 1:
        return (QCoreApplication.translate("Take", takes.ALIKE),)
    return tuple(take_reason(reason) for reason in take.reasons)


def source_words(source: RuleSource) -> str:
    """Whose rule a finding rests on."""
    return _name(names.SOURCES[source])


def severity_words(severity: Severity) -> str:
    """How much a finding matters."""
    return _name(names.SEVERITIES[severity])


def verdict_words(verdict: Verdict) -> str:
    """The big word about a video."""
    return _name(names.VERDICTS[verdict])


def file_state_words(state: FileState) -> str:
    """What one file is doing while it is sent."""
    return QCoreApplication.translate("File", names.FILE_STATES[state])
