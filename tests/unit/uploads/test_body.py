"""The body reader: whole or an exception, hashed and counted on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.draft import Fingerprint, Role
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.slices import Slice
from avatar_wizard.flow.ports import Upload
from avatar_wizard.uploads.blocks import LARGE
from avatar_wizard.uploads.body import SliceBody

CONTENT = bytes(range(256)) * 40


class Reading:
    """A body over a file, with what it reported."""

    def __init__(self, path: Path, offset: int, length: int, block: int = 1000) -> None:
        upload = Upload(Role.TRAINING_VIDEO, path, Fingerprint(0, 0, ""), "https://x/", "a/b", Slice(1, offset, length))
        self.handle = FileIO(path)
        self.moved: list[int] = []
        self.is_stopped = False
        self.body = SliceBody(
            upload, self.handle, bytearray(block), on_moved=self.moved.append, is_stopped=lambda: self.is_stopped
        )

    def all(self, size: int = -1) -> bytes:
        return b"".join(iter(lambda: bytes(self.body.read(size)), b""))


@contextmanager
def reading(path: Path, offset: int, length: int, block: int = 1000) -> Iterator[Reading]:
    reading = Reading(path, offset, length, block)
    with reading.handle:
        yield reading


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("body") / "take.mp4"
    path.write_bytes(CONTENT)
    return path


@given(st.data(), st.integers(1, 3000), st.one_of(st.just(-1), st.integers(1, 5000)))
def test_it_is_the_slice_and_its_hashes(path: Path, data: st.DataObject, block: int, size: int) -> None:
    offset = data.draw(st.integers(0, len(CONTENT)))
    length = data.draw(st.integers(0, len(CONTENT) - offset))
    with reading(path, offset, length, block) as it:
        assert len(it.body) == length
        assert it.body
        expected = CONTENT[offset : offset + length]
        assert it.all(size) == expected
        assert it.body.is_whole
        assert it.body.md5 == hashlib.md5(expected).hexdigest()
        assert it.body.sha256 == ""


def test_a_block_counts_when_the_next_is_asked_for_and_the_last_one_never(path: Path) -> None:
    with reading(path, 0, 2500) as it:
        steps = []
        for _ in range(4):
            it.body.read(1000)
            steps.append(list(it.moved))
        assert steps == [[], [1000], [1000, 2000], [1000, 2000]]


def test_it_is_whole_only_when_the_end_was_asked_for(path: Path) -> None:
    with reading(path, 0, 1000) as it:
        it.body.read(1000)
        assert not it.body.is_whole
        assert len(it.body.read(1000)) == 0
        assert it.body.is_whole


def test_stopping_is_an_exception_and_never_a_short_body(path: Path) -> None:
    with reading(path, 0, 2000) as it:
        it.body.read(1000)
        it.is_stopped = True
        with pytest.raises(Stopped):
            it.body.read(1000)
        assert not it.body.is_whole


def test_a_file_that_ends_early_has_changed(path: Path) -> None:
    with reading(path, len(CONTENT) - 10, 20) as it:
        with pytest.raises(ProblemError) as caught:
            it.all()
        assert caught.value.problem == Problem("file.changed", {"name": "take.mp4", "role": Role.TRAINING_VIDEO})
        assert not it.body.is_whole


def test_a_disk_that_fails_is_not_the_network(path: Path) -> None:
    with reading(path, 0, 20) as it:
        it.handle.close()
        it.body._handle = Broken()
        with pytest.raises(ProblemError) as caught:
            it.all()
        assert caught.value.problem.code == "file.unreadable"


class Broken(FileIO):
    """A file on a disk that was pulled out."""

    def __init__(self) -> None:
        """Open nothing."""

    def readinto(self, buffer: object) -> int:
        raise OSError(5, "Input/output error")


def test_it_cannot_be_iterated_or_rewound(path: Path) -> None:
    with reading(path, 0, 20) as it:
        for name in ("__iter__", "seek", "tell", "getvalue"):
            assert not hasattr(it.body, name)


def test_the_same_memory_for_every_block(path: Path) -> None:
    with reading(path, 0, 3000) as it:
        assert it.body.read(1000).obj is it.body.read(1000).obj


def test_beyond_four_gib(tmp_path: Path) -> None:
    path = tmp_path / "long"
    offset = 4 * 1024**3 + 5
    with path.open("wb") as file:
        file.seek(offset)
        file.write(b"far out")
        file.truncate(5 * 1024**3)
    with reading(path, offset, 7, LARGE) as it:
        assert it.all(LARGE) == b"far out"
