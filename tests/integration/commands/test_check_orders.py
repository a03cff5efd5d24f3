"""What ``check`` does with what is found: passes, rankings, reports, progress and interruptions."""

from __future__ import annotations

import io
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from avatar_wizard import app
from avatar_wizard.commands import checking, footage_file
from avatar_wizard.commands.checking import Order, check
from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import (
    Finding,
    FootageFacts,
    FootageReport,
    Pass,
    Question,
    Repair,
    RuleSource,
    Severity,
)
from avatar_wizard.domain.problem import ProblemError, Stopped
from support.fake_footage import FakeFootage

FACTS = FootageFacts(9, "mp4", 305.0, 1920, 1080, codec="h264")
WARNING = Finding(
    "sound.noise", Severity.WARNING, RuleSource.OURS, {}, 1.0, 2.0, Repair.LOUDNESS, ((1.0, 2.0), (5.0, 6.0))
)
STOP = Finding("video.no_sound", Severity.STOP, RuleSource.HUAWEI_REQUIRED)
SAID = {
    "good.mp4": FootageReport(FACTS, rules="2026-11-22", unmade=("unmade.person",)),
    "noisy.mp4": FootageReport(FACTS, (WARNING,), rules="2026-11-22"),
    "silent.mp4": FootageReport(FACTS, (STOP,), rules="2026-11-22"),
    "text.mp4": FootageReport(None, (Finding("video.not_a_video", Severity.STOP, RuleSource.OURS),), unreadable=True),
}


def said(name: str) -> FootageReport:
    if name not in SAID:
        raise ProblemError("file.missing", name=name, role="training_video")
    return SAID[name]


@pytest.fixture
def footage(monkeypatch: pytest.MonkeyPatch) -> FakeFootage:
    fake = FakeFootage(said)
    monkeypatch.setattr(app, "footage", lambda rules: fake)
    return fake


def order(*names: str, **more: Any) -> Order:
    question = Question(Edition(more.pop("edition", "standard")), **more.pop("asks", {}))
    return Order(tuple(Path(name) for name in names), question, **more)


Told = Callable[[], dict[str, Any]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """The one JSON object on standard output; nothing may be on standard error."""

    def read() -> dict[str, Any]:
        printed = capsys.readouterr()
        assert printed.err == ""
        [line] = printed.out.splitlines()
        found = json.loads(line)
        assert isinstance(found, dict)
        return found

    return read


# --- one file


def test_without_a_flag_it_glances_and_says_how_far_it_looked(footage, told):
    assert check(order("noisy.mp4", as_json=True)) == 1
    assert [call for call, *_ in footage.asked] == ["glance"]
    found = told()
    assert (found["verdict"], found["done"], found["rules"], found["unmade"]) == (
        "warning",
        "instant",
        "2026-11-22",
        [],
    )
    assert found["facts"]["codec"] == "h264"
    [finding] = found["findings"]
    assert finding | {"text": ""} == {
        "code": "sound.noise",
        "severity": "warning",
        "text": "",
        "source": "ours",
        "repair": "loudness",
        "start_s": 1.0,
        "end_s": 2.0,
        "spans": [[1.0, 2.0], [5.0, 6.0]],
    }


@pytest.mark.parametrize("more", [{"is_full": True}, {"asks": {"is_test_shot": True}}])
def test_the_whole_take_when_told_and_for_a_test_shot(more, footage, told):
    assert check(order("good.mp4", as_json=True, **more)) == 0
    assert [call for call, *_ in footage.asked] == ["study"]
    assert told()["done"] == "full"


def test_the_question_is_passed_on_and_so_are_a_studios_rules(footage, monkeypatch, told):
    asked: list[Path | None] = []
    monkeypatch.setattr(app, "footage", lambda rules: asked.append(rules) or footage)
    made = order("good.mp4", as_json=True, edition="flexus", asks={"green_screen": True}, rules=Path("own.toml"))
    assert check(made) == 0
    assert footage.asked[0][2] == Question(Edition.FLEXUS, green_screen=True)
    assert asked == [Path("own.toml")]


def test_in_words_it_names_what_was_not_checked_and_how_to_look_further(footage, capsys):
    assert check(order("good.mp4")) == 0
    out = capsys.readouterr().out
    assert "Good to go" in out
    assert "Not checked: The person." in out
    assert "--full" in out
    assert check(order("good.mp4", is_full=True)) == 0
    assert "--full" not in capsys.readouterr().out


@pytest.mark.parametrize("error", [ProblemError("rules.unreadable", where="video.too_short"), RuntimeError("/secret")])
def test_what_goes_wrong_is_told_and_never_reads_as_warnings(error, monkeypatch, told, capsys):
    def broken(rules: Path | None) -> FakeFootage:
        raise error

    monkeypatch.setattr(app, "footage", broken)
    assert check(order("good.mp4")) == 3
    printed = capsys.readouterr()
    assert (printed.out, "/secret" in printed.err) == ("", False)
    assert printed.err
    assert check(order("good.mp4", as_json=True)) == 3
    found = told()
    assert (found["verdict"], found["facts"]) == ("unreadable", None)
    assert found["findings"][0]["code"] in ("rules.unreadable", "unexpected")


# --- several


def test_several_are_ranked_with_reasons_and_the_best_decides(footage, told):
    assert check(order("text.mp4", "silent.mp4", "gone.mp4", "noisy.mp4", "good.mp4", as_json=True)) == 0
    found = told()
    assert found["verdict"] == "ok"
    takes = found["takes"]
    assert [take["file"] for take in takes] == ["good.mp4", "noisy.mp4", "silent.mp4", "text.mp4", "gone.mp4"]
    assert [take["place"] for take in takes] == [1, 2, 3, 4, 5]
    assert [take["verdict"] for take in takes] == ["ok", "warning", "stop", "unreadable", "unreadable"]
    assert [take["reasons"][0]["code"] for take in takes[:4]] == ["warnings", "warnings", "sendable", "readable"]
    assert [take["reasons"][0]["better"] for take in takes[:4]] == [True, False, False, False]
    assert all(len(reason["text"]) > 10 for take in takes for reason in take["reasons"])
    assert takes[4]["findings"][0]["code"] == "file.missing"
    assert set(takes[0]) >= {"facts", "findings", "done", "rules", "unmade"}


def test_the_same_in_words(footage, capsys):
    assert check(order("silent.mp4", "noisy.mp4", "noisy.mp4")) == 1
    out = capsys.readouterr().out
    places = [out.index(line) for line in ("1. noisy.mp4", "2. noisy.mp4", "3. silent.mp4")]
    assert places == sorted(places)
    assert "As good as the one before it." in out
    assert "It would be refused as it is" in out


@pytest.mark.parametrize(
    ("names", "code"),
    [(["silent.mp4", "text.mp4"], 2), (["text.mp4", "gone.mp4"], 3), (["noisy.mp4", "good.mp4"], 0)],
)
def test_the_exit_code_is_that_of_the_best(names, code, footage, capsys):
    assert check(order(*names)) == code


# --- the report


def test_the_report_is_written_whole_and_looked_through_for(footage, tmp_path, capsys):
    target = tmp_path / "out.html"
    target.write_text("an older one")
    assert check(order("noisy.mp4", report=target)) == 1
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")
    assert page.count("<img") == 13
    assert "noisy" not in page
    assert "Our tip - " in page
    assert [call for call, *_ in footage.asked] == ["study"]
    assert list(tmp_path.iterdir()) == [target]
    assert capsys.readouterr().err == ""


def test_a_picture_that_cannot_be_had_is_left_out(footage, tmp_path, monkeypatch, capsys):
    def fails(*args: object, **more: object) -> None:
        raise ProblemError("footage.tool_failed")

    monkeypatch.setattr(footage, "still", fails)
    assert check(order("noisy.mp4", report=tmp_path / "out.html")) == 1
    assert (tmp_path / "out.html").read_text(encoding="utf-8").count("<img") == 12


def test_what_is_unreadable_has_its_report_and_what_could_not_be_judged_has_none(footage, tmp_path, capsys):
    target = tmp_path / "out.html"
    assert check(order("text.mp4", report=target)) == 3
    assert "This is not a video" in target.read_text(encoding="utf-8")
    target.unlink()
    assert check(order("gone.mp4", report=target)) == 3
    assert list(tmp_path.iterdir()) == []


def test_places_where_no_report_can_be_are_told_before_the_long_work(footage, tmp_path, capsys):
    video = tmp_path / "video.html"
    video.write_bytes(b"the take itself")
    (tmp_path / "link.html").symlink_to(video)
    (tmp_path / "folder.html").mkdir()
    for target, words in (
        (video, "overwrite the video"),
        (tmp_path / "link.html", "overwrite the video"),
        (tmp_path / "nowhere" / "out.html", "folder for the report does not exist"),
        (tmp_path / "folder.html", "cannot be written there"),
        (tmp_path / "take.mp4", "ends in .html"),
    ):
        assert check(order(str(video), report=target)) == 4
        printed = capsys.readouterr()
        assert (printed.out, words in printed.err) == ("", True), target
    assert footage.asked == []
    assert video.read_bytes() == b"the take itself"


def test_a_report_that_cannot_be_written_leaves_the_older_one_and_no_half_one(footage, tmp_path, monkeypatch, capsys):
    target = tmp_path / "out.html"
    target.write_text("an older one")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(footage_file.os, "fsync", full)
    assert check(order("good.mp4", report=target)) == 4
    printed = capsys.readouterr()
    assert "Good to go" in printed.out
    assert "could not be written" in printed.err
    assert str(tmp_path) not in printed.err
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.html", "an older one")]


# --- progress and interruptions


class Terminal(io.StringIO):
    """Somebody who looks on."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is_and_keeps_nothing_of_it(footage, monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    seen = threading.Event()
    real = checking.ProgressLine.draw

    def draw(line: checking.ProgressLine) -> None:
        real(line)
        if "50 %" in screen.getvalue():
            seen.set()

    monkeypatch.setattr(checking.ProgressLine, "draw", draw)
    footage.wait_full = lambda stop: seen.wait(10) or None
    assert check(order("good.mp4", "noisy.mp4", is_full=True)) == 0
    drawn = screen.getvalue()
    assert "Video 1 of 2, looked through: 50 %" in drawn
    assert drawn.endswith("\r\x1b[K")
    assert "\n" not in drawn


def test_nobody_else_sees_it(footage, capsys):
    assert check(order("good.mp4", is_full=True)) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("as_json", [True, False])
def test_interrupted_it_stops_the_work_says_nothing_and_leaves_no_report(as_json, footage, tmp_path, capsys):
    begun, stopped = threading.Event(), threading.Event()

    def wait(stop: threading.Event) -> None:
        begun.set()
        if stop.wait(10):
            stopped.set()

    footage.wait_full = wait
    started = time.monotonic()
    code = check(order("good.mp4", as_json=as_json, report=tmp_path / "out.html"), begun.is_set)
    assert (code, stopped.is_set()) == (130, True)
    assert time.monotonic() - started < 5
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_interrupted_between_the_pictures_too(footage, tmp_path, monkeypatch, capsys):
    begun = threading.Event()

    def strip(path: Path, seconds: float, *, count: int, height: int, stop: threading.Event) -> Any:
        begun.set()
        assert stop.wait(10)
        raise Stopped
        yield

    monkeypatch.setattr(footage, "strip", strip)
    assert check(order("good.mp4", report=tmp_path / "out.html"), begun.is_set) == 130
    assert list(tmp_path.iterdir()) == []


def test_a_pass_that_never_ends_does_not_keep_the_program(footage, monkeypatch, capsys):
    begun, end = threading.Event(), threading.Event()

    def hang(stop: threading.Event) -> None:
        begun.set()
        end.wait(30)

    footage.wait_full = hang
    monkeypatch.setattr(checking, "_LAST_WORDS_S", 0.2)
    started = time.monotonic()
    assert check(order("good.mp4", is_full=True), begun.is_set) == 130
    assert time.monotonic() - started < 5
    end.set()


def test_done_is_what_the_report_says():
    assert {each.value for each in Pass} == {"container", "instant", "full"}
