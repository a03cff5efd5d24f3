"""What was found in a piece of footage as one HTML file that needs nothing else and names nobody.

No file name, path or date of the person's gets in; the pictures show them all the same, and the file says so.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape

from PySide6.QtCore import QLocale

from avatar_wizard.domain.footage import Finding, FootageReport, Pass, Question, RuleSource, Severity

from . import report_drawings, wording
from .report_drawings import Mark
from .report_facts import facts_rows, measured_rows
from .report_style import STYLE
from .words import report as words
from .words.plain import visible
from .words.quantities import moment_words
from .words.repairs import repair_words
from .words.report import say

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_ROOM_FOR_PICTURES = 1_700_000  # characters; with words and drawings the file stays below 2 MB
_MOST_STILLS = 30
_MOST_PLACES = 24
_MOST_MARKS = 400


def moment(finding: Finding) -> float | None:
    """When the picture that shows a finding was taken: the middle of its first place; None when it has no place."""
    if finding.start_s is None:
        return None
    end_s = finding.end_s if finding.end_s is not None else finding.start_s
    return round(max(0.0, (finding.start_s + max(finding.start_s, end_s)) / 2), 3)


def moments(report: FootageReport) -> tuple[float, ...]:
    """The moments whose pictures the report wants, those of the gravest findings first; each once."""
    wanted = (moment(finding) for finding in report.findings)
    return tuple(dict.fromkeys(at_s for at_s in wanted if at_s is not None))[:_MOST_STILLS]


def build(
    report: FootageReport,
    stills: Mapping[float, bytes],
    *,
    question: Question,
    version: str,
    strip: Mapping[float, bytes] | None = None,
    references: Mapping[str, str] | None = None,
) -> str:
    """The report in the language of the installed translators, below 2 MB: pictures too many for that are left out.

    ``stills`` and ``strip`` are JPEGs by their moments in seconds, the first those of ``moments``; ``references`` say
    by code where a rule stands; ``version`` is the program's.
    """
    room = _Room()
    found = [_finding(finding, stills, room, references or {}) for finding in report.findings]
    parts = [
        _head(report, question),
        _section(words.FACTS, _table(facts_rows(report.facts))) if report.facts else "",
        _strip(strip or {}, room),
        _curve(report),
        _section(words.FINDINGS, "".join(found) or f"<p>{_said(_nothing(report))}</p>"),
        _screen(report),
        _section(words.MEASURED, _table(measured_rows(report.signals))) if report.signals else "",
        _unmade(report),
        _about(report, version),
    ]
    language = escape(QLocale().name().replace("_", "-"))
    title = _said(words.TITLE)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(filter(None, parts))
        + "\n</main>\n</body>\n</html>\n"
    )


class _Room:
    """How much room there still is for pictures."""

    def __init__(self) -> None:
        self._left = _ROOM_FOR_PICTURES

    def picture(self, jpeg: bytes, at_s: float) -> str:
        """An ``img``; empty when it would make the file too large."""
        data = b64encode(jpeg).decode("ascii")
        if not data or len(data) > self._left:
            return ""
        self._left -= len(data)
        label = escape(say(words.STILL_AT, at=moment_words(at_s)))
        return f'<img alt="{label}" src="data:image/jpeg;base64,{data}">'


def _said(text: str, **facts: object) -> str:
    return escape(say(text, **facts))


def _section(heading: str, inside: str) -> str:
    return f"<section>\n<h2>{_said(heading)}</h2>\n{inside}\n</section>" if inside else ""


def _table(rows: list[tuple[str, str]]) -> str:
    cells = (f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in rows)
    inside = "\n".join(cells)
    return f"<table>\n{inside}\n</table>" if inside else ""


def _head(report: FootageReport, question: Question) -> str:
    verdict = report.verdict
    lines = [say(words.JUDGED_BY, edition=wording.edition_name(question.edition))]
    lines += [say(words.GREEN_SCREEN)] if question.green_screen else []
    lines += [say(words.TEST_SHOT)] if question.is_test_shot else []
    lines += [] if question.voice_from_video else [say(words.OWN_VOICE)]
    lines.append(say(words.DONE[report.done]))
    about = escape(wording.joined(*lines))
    return (
        f"<header>\n<h1>{_said(words.TITLE)}</h1>\n"
        f'<p class="verdict {verdict.value}">{escape(wording.verdict_words(verdict))}</p>\n'
        f"<p>{about}</p>\n<p><strong>{_said(words.CARE)}</strong></p>\n</header>"
    )


def _nothing(report: FootageReport) -> str:
    return words.NOTHING_FOUND if report.done is Pass.FULL else words.NOTHING_SO_FAR


def _strip(strip: Mapping[float, bytes], room: _Room) -> str:
    figures = []
    for at_s in sorted(strip):
        if picture := room.picture(strip[at_s], at_s):
            figures.append(f"<figure>{picture}<figcaption>{escape(moment_words(at_s))}</figcaption></figure>")
    return _section(words.STRIP, f'<div class="strip">{"".join(figures)}</div>' if figures else "")


def _curve(report: FootageReport) -> str:
    sound = report.signals.sound if report.signals else None
    seconds = (report.facts.duration_s if report.facts else None) or 0.0
    marks = list(_marks(report))[:_MOST_MARKS]
    curve = sound.curve if sound else ()
    if not curve and not marks:
        return ""
    if not curve:
        return _section(words.WHERE, f"<figure>{report_drawings.timeline(seconds, marks, say(words.WHERE))}</figure>")
    text = words.CURVE_TEXT if not marks else words.CURVE_AND_MARKS_TEXT
    drawing = report_drawings.loudness(curve, seconds, marks, say(words.CURVE))
    return _section(words.CURVE, f"<figure>{drawing}<figcaption>{_said(text)}</figcaption></figure>")


def _marks(report: FootageReport) -> Iterator[Mark]:
    for finding in report.findings:
        title = wording.finding_words(finding).title
        for start_s, end_s in _places(finding):
            where = moment_words(start_s)
            yield Mark(start_s, end_s, finding.severity.value, f"{where} {title}")


def _places(finding: Finding) -> tuple[tuple[float, float], ...]:
    if finding.spans:
        return finding.spans
    if finding.start_s is None:
        return ()
    return ((finding.start_s, finding.start_s if finding.end_s is None else finding.end_s),)


def _finding(finding: Finding, stills: Mapping[float, bytes], room: _Room, references: Mapping[str, str]) -> str:
    told = wording.finding_words(finding)
    at_s = moment(finding)
    jpeg = stills.get(at_s) if at_s is not None else None
    picture = room.picture(jpeg, at_s) if jpeg is not None and at_s is not None else ""
    whose = told.source
    if reference := references.get(finding.code):
        whose = f"{whose} - {visible(reference)}"
    parts = [
        f'<article class="{finding.severity.value}">',
        f'<h3><span class="badge">{escape(wording.severity_words(finding.severity))}</span> {escape(told.title)}</h3>',
        f'<figure class="still">{picture}<figcaption>{escape(moment_words(at_s or 0))}</figcaption></figure>'
        if picture
        else "",
        f"<p>{escape(told.sentence)}</p>",
        f'<p class="action">{escape(told.action)}</p>' if told.action else "",
        _all_places(finding),
        f"<p>{escape(wording.joined(say(words.MENDS), repair_words(finding.repair)))}</p>" if finding.repair else "",
        f'<p class="whose">{_said(words.WHOSE)}: {escape(whose)}</p>' if whose else "",
        "</article>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _all_places(finding: Finding) -> str:
    if len(finding.spans) < 2:
        return ""
    told = [moment_words(start_s) for start_s, _ in finding.spans[:_MOST_PLACES]]
    if more := len(finding.spans) - len(told):
        told.append(say(words.MORE_PLACES, count=more))
    return f"<p>{_said(words.PLACES, places=wording.listed(told))}</p>"


def _screen(report: FootageReport) -> str:
    screen = report.signals.screen if report.signals else None
    if screen is None:
        return ""
    drawing = report_drawings.heat_map(screen.map, screen.map_columns, say(words.SCREEN))
    if not drawing:
        return ""
    caption = f"<figcaption>{_said(words.SCREEN_TEXT)}</figcaption>"
    return _section(words.SCREEN, f'<figure class="map">{drawing}{caption}</figure>')


def _unmade(report: FootageReport) -> str:
    items = []
    for code in report.unmade:
        told = wording.finding_words(Finding(code, Severity.TIP, RuleSource.OURS))
        # No action: what to wait for or to look at is for whoever sits at the program.
        items.append(f"<li>{escape(wording.joined(told.title, told.sentence))}</li>")
    return _section(words.UNMADE, f"<ul>\n{''.join(items)}\n</ul>" if items else "")


def _about(report: FootageReport, version: str) -> str:
    rows = [(say(words.PROGRAM), f"Avatar Wizard {version}")]
    if report.rules:
        rows.insert(0, (say(words.RULES), visible(report.rules)))
    return _section(words.ABOUT, _table(rows))
