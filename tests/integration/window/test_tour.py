"""The tour goes the whole way, keeps a picture of every screen, and says what it waited for when it cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from avatar_wizard.domain.footage import Finding, FootageReport, RuleSource, Severity
from avatar_wizard.domain.job import Job
from avatar_wizard.ui import tour as tour_module
from avatar_wizard.ui.tour import Samples, Tour
from support.fake_ports import ACCOUNT, GOOD

BROKEN = FootageReport(None, (Finding("video.moov_missing", Severity.STOP, RuleSource.OURS),), unreadable=True)


def _samples() -> Samples:
    films = Path("/films")
    return Samples(
        films / "good-20000000.mp4",
        films / "wrong-100.mp4",
        films / "one-1000.png",
        films / "two-1000.png",
        films / "letter-1000.pdf",
        films / "cover-1000.png",
    )


def _run(stage, guide: Tour, until) -> None:
    guide.begin()
    # Every screen is drawn into a picture, which takes its time on a busy machine.
    stage.qtbot.waitUntil(until, timeout=60_000)


def test_the_whole_way(stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.world.reports["wrong-100.mp4"] = BROKEN
    loud = Finding("sound.too_loud", Severity.WARNING, RuleSource.OURS, {"loudness": -9.0})
    stage.world.reports["good-20000000.mp4"] = replace(GOOD, findings=(loud, replace(loud, code="sound.noise")))
    show = stage.world.service.show

    def finished(job_id: str) -> Job:
        job = show(job_id)
        return job if job.state == "WAIT_FILE_UPLOAD" else replace(job, state="JOB_SUCCESS")

    monkeypatch.setattr(stage.world.service, "show", finished)
    monkeypatch.setattr(tour_module, "TICK_MS", 2)
    stage.open(practice=True)
    ended: list[int] = []
    monkeypatch.setattr(tour_module.QCoreApplication, "exit", ended.append)
    guide = Tour(stage.window, tmp_path / "shots", _samples(), {"ak": ACCOUNT.access_key})
    assert guide.exit_code == 1
    _run(stage, guide, lambda: bool(ended))
    assert ended == [0]
    assert guide.exit_code == 0
    names = [path.name for path in sorted((tmp_path / "shots").iterdir())]
    assert names[0] == "01-home.png"
    shown = {name[3:-4] for name in names}
    assert "video-reason" in shown
    assert {"sign-in", "avatar", "video-wrong", "video-good", "documents", "extras", "review"} <= shown
    assert {"submit", "in-review", "done", "home-with-avatar"} <= shown
    for path in (tmp_path / "shots").iterdir():
        picture = QImage(str(path))
        assert picture.width() >= 960
        assert len({picture.pixel(x, y) for x in range(0, 960, 40) for y in range(0, 640, 40)}) > 2


def test_it_says_what_it_waited_for(
    stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tour_module, "TICK_MS", 2)
    monkeypatch.setattr(tour_module, "LONG", 1.0)
    stage.open(practice=True)
    ended: list[int] = []
    monkeypatch.setattr(tour_module.QCoreApplication, "exit", ended.append)
    stage.world.probe_gate.close()
    guide = Tour(stage.window, tmp_path, _samples(), {"ak": ACCOUNT.access_key}, patience_s=0.3)
    _run(stage, guide, lambda: bool(ended))
    assert ended == [1]
    assert "in vain for the judgement of video-wrong" in capsys.readouterr().err
    assert any(path.name.endswith("stuck.png") for path in tmp_path.iterdir())
    assert QApplication.activeModalWidget() is None


def test_another_account_is_not_used(
    stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tour_module, "TICK_MS", 2)
    stage.world.vault.kept = ACCOUNT
    stage.open(practice=True)
    ended: list[int] = []
    monkeypatch.setattr(tour_module.QCoreApplication, "exit", ended.append)
    guide = Tour(stage.window, tmp_path, _samples(), {"ak": "SOMEBODYELSE"}, patience_s=0.3)
    _run(stage, guide, lambda: bool(ended))
    assert ended == [1]
    assert "the practice account" in capsys.readouterr().err
    assert stage.window.presenter.drafting.draft.name == ""
