"""The benchmarks start, and the parts they are made of work together, on a small scale."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES, main
from benchmarks.clients import Order, send_by_curl, send_by_engine
from benchmarks.report import Aim, Report, Row, UnsuitableMachine
from benchmarks.resume import padded
from benchmarks.sink import Certificate, Sink, make_certificate
from benchmarks.smoothness import watch
from benchmarks.wan import CELLS
from benchmarks.whole import QUICK_LOOK

RUN = Path(__file__).parents[2] / "benchmarks" / "run"
MIB = 1024**2

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the benchmarks read Linux's counters")


def test_the_command_lists_all() -> None:
    told = subprocess.run([str(RUN), "--help"], capture_output=True, text=True, timeout=60, check=True)
    assert all(name in told.stdout for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert NAMES[name].split()[0] in capsys.readouterr().out


def test_an_unsuitable_machine_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise UnsuitableMachine("no root")

    monkeypatch.setattr("benchmarks.wan.check_machine", refuse)
    assert main(["wan"]) == 3
    assert capsys.readouterr().out == "wan: skipped: no root\n"


def test_padding_makes_a_box_of_the_right_length(tmp_path: Path) -> None:
    clip = tmp_path / "clip"
    clip.write_bytes(b"clip")
    padded(clip, tmp_path / "long", 1000)
    content = (tmp_path / "long").read_bytes()
    assert len(content) == 1000
    assert content[:4] == b"clip"
    assert int.from_bytes(content[4:8], "big") == 996
    assert content[8:12] == b"free"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"), "127.0.0.1")


@pytest.fixture
def sink(certificate: Certificate) -> Iterator[Sink]:
    try:
        sink = Sink(certificate, md5=True)
    except UnsuitableMachine as reason:
        pytest.skip(str(reason))
    with sink:
        yield sink


@pytest.mark.slow
def test_engine_and_curl_reach_the_sink(sink: Sink, certificate: Certificate, tmp_path: Path) -> None:
    path = tmp_path / "video"
    path.write_bytes(hashlib.shake_128(b"video").digest(4 * MIB))
    sent = send_by_engine(Order(str(path), sink.url, slices=4, connections=2), certificate)
    assert (sent.acknowledged, sent.slices) == (4 * MIB, 4)
    assert sent.peak >= sent.idle > 0
    assert sent.read >= 4 * MIB
    assert dict(sink.count()) == {"bytes": 4 * MIB, "requests": 4, "connections": 2, "broken": 0}
    assert sink.paths() == {"/video": 4 * MIB}
    try:
        by_curl = send_by_curl([path, path], sink.url, certificate)
    except UnsuitableMachine as reason:
        pytest.skip(str(reason))
    assert by_curl.acknowledged == 8 * MIB
    assert sink.count()["bytes"] == 12 * MIB
    assert sink.paths() == {"/video": 4 * MIB, "/curl": 8 * MIB}


@pytest.mark.slow
def test_hashing_can_be_left_out_in_the_measured_process(certificate: Certificate, tmp_path: Path) -> None:
    """The same bytes cost less processor time without MD5 and SHA-256: else the switch has come off."""
    path = tmp_path / "video"
    with path.open("wb") as file:
        file.truncate(192 * MIB)
    try:
        sink = Sink(certificate)
    except UnsuitableMachine as reason:
        pytest.skip(str(reason))
    with sink:
        cost = [send_by_engine(Order(str(path), sink.url, hashing=each), certificate).cpu for each in (True, False)]
    assert cost[1] < 0.7 * cost[0]


@pytest.mark.slow
def test_two_jobs_are_sent_at_once_through_the_real_window(certificate: Certificate) -> None:
    try:
        seen = watch(certificate, jobs=2, size=256 * MIB, seconds=0.5, settle_s=0.1)
    except UnsuitableMachine as reason:
        pytest.skip(str(reason))
    assert len(seen.shares) == 2
    assert min(seen.shares) > 0
    assert seen.idle
    assert seen.sending
    assert seen.cores > 0


def test_all_of_them_run_and_one_that_breaks_off_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: dict[str, argparse.Namespace] = {}

    def stand_in(name: str, options: argparse.Namespace) -> Report:
        asked[name] = options
        if name == "wan":
            raise UnsuitableMachine("no root")
        if name == "cuts":
            raise RuntimeError("the engine ended")
        return Report(name, [Row(f"row of {name}", [1.0], Aim(1))])

    for name in QUICK_LOOK:
        monkeypatch.setattr(f"benchmarks.{name}.run", partial(stand_in, name))
    assert main(["all", "--quick-look"]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "Missed: cuts: broke off (RuntimeError: the engine ended)"
    assert all(f"row of {name}" in told.out for name in ("throughput", "memory", "smoothness", "resume"))
    assert "wan: not measured: no root" in told.out
    assert "row of memory" in told.err
    assert asked.keys() == NAMES.keys() - {"all"}
    assert all(options.hasty for options in asked.values())
    assert (asked["wan"].rounds, asked["throughput"].mib) == (1, 1024)
    assert set(asked["wan"].only.split(",")) < {cell.name for cell in CELLS}


def test_the_full_run_passes_the_rounds_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, argparse.Namespace] = {}

    def stand_in(name: str, options: argparse.Namespace) -> Report:
        asked[name] = options
        return Report(name, [Row("x", [1.0], Aim(1))])

    for name in QUICK_LOOK:
        monkeypatch.setattr(f"benchmarks.{name}.run", partial(stand_in, name))
    assert main(["all", "--rounds", "7"]) == 0
    assert {options.rounds for name, options in asked.items() if name != "resume"} == {7}
    assert not any(options.hasty for options in asked.values())
    assert asked["wan"].only.split(",") == [cell.name for cell in CELLS]
