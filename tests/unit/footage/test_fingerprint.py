"""A file's identity: it changes with the file, and costs two MiB of reading at most."""

from __future__ import annotations

import hashlib
import os
import sys

import pytest

from avatar_wizard.documents.fingerprint import END, LocalFiles, fingerprint
from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import ProblemError

ROLE = Role.COVER


@pytest.mark.parametrize("size", [0, 1, END - 1, END, END + 1, 2 * END, 2 * END + 1, 3 * END])
def test_both_ends_are_hashed_once(tmp_path, size):
    data = os.urandom(size)
    path = tmp_path / "face.jpg"
    path.write_bytes(data)
    found = LocalFiles().fingerprint(path, ROLE)
    assert (found.size, found.mtime_ns) == (size, path.stat().st_mtime_ns)
    ends = data if size <= 2 * END else data[:END] + data[-END:]
    assert found.ends == hashlib.sha256(ends).hexdigest()


@pytest.mark.parametrize("at", [0, END - 1, -1, -END])
def test_a_changed_byte_at_an_end_shows_even_when_the_time_is_put_back(tmp_path, at):
    path = tmp_path / "take.mp4"
    data = bytearray(3 * END)
    path.write_bytes(data)
    before, time_ns = fingerprint(path, ROLE), path.stat().st_mtime_ns
    data[at] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(time_ns, time_ns))
    after = fingerprint(path, ROLE)
    assert (after.size, after.mtime_ns) == (before.size, before.mtime_ns)
    assert after != before


def test_a_changed_time_shows(tmp_path):
    path = tmp_path / "take.mp4"
    path.write_bytes(b"same")
    before = fingerprint(path, ROLE)
    os.utime(path, ns=(before.mtime_ns + 1000, before.mtime_ns + 1000))
    assert fingerprint(path, ROLE) != before


def problem_of(path):
    with pytest.raises(ProblemError) as caught:
        fingerprint(path, ROLE)
    assert caught.value.problem.facts == {"name": path.name, "role": ROLE}
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return caught.value.problem.code


def test_a_missing_file(tmp_path):
    assert problem_of(tmp_path / "gone.jpg") == "file.missing"
    (tmp_path / "file").write_bytes(b"")
    assert problem_of(tmp_path / "file" / "below") == "file.missing"
    assert problem_of(tmp_path / "zero\0byte") == "file.missing"


def test_a_folder(tmp_path):
    assert problem_of(tmp_path) == "file.unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes among files")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert problem_of(tmp_path / "pipe") == "file.unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="no loops of links")
def test_a_loop_of_links(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert problem_of(tmp_path / "a") == "file.unreadable"
