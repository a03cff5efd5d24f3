"""The benchmark of looking through footage works, on a take that is short and small."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.footage import Seen, decode_barely, in_child, watch
from benchmarks.takes import Kind, take

SMALL = Kind("small", 320, 180, 300_000, 4)

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the benchmarks read Linux's counters")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("takes")
    made = take(SMALL, 30, folder)
    assert take(SMALL, 30, folder) == made
    return made


def test_growth_is_told_in_mib() -> None:
    assert Seen(idle=10 * 1024**2, peak=26 * 1024**2).growth == 16


@pytest.mark.slow
@pytest.mark.parametrize("work", ["full", "instant"])
def test_a_pass_is_timed_and_weighed(path: Path, work: str) -> None:
    seen = in_child(path, work)
    assert 0 < seen.took < 60
    assert seen.peak >= seen.idle > 20 * 1024**2
    assert seen.growth < 200
    assert seen.seen > 20


@pytest.mark.slow
def test_the_bare_decode_is_timed(path: Path) -> None:
    assert 0 < decode_barely(path).took < 30


@pytest.mark.slow
def test_the_window_is_ticked_while_the_take_is_looked_through(tmp_path: Path) -> None:
    # Long enough to be under way all the time.
    seen = watch(take(Kind("window", 1280, 720, 4_000_000, 12), 600, tmp_path), 0.5)
    assert seen.share > 0
    assert seen.ticks["idle"]
    assert seen.ticks["studying"]
