"""Files that change under our hands: a mixture must never be taken for a file."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.documents.fingerprint import fingerprint
from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.slices import Slice
from avatar_wizard.flow.ports import FileState, Upload
from avatar_wizard.uploads import Uploader
from integration.uploads.conftest import QUICK, Sender, document, video
from integration.uploads.server import Store, gate

MakeFile = Callable[[str, int], Path]


def problem_of(call: Callable[[], None]) -> Problem:
    with pytest.raises(ProblemError) as caught:
        call()
    return caught.value.problem


@pytest.mark.parametrize("size", [0, 1, 1_048_575, 1_048_577, 2_097_152, 2_097_153, 3_000_000])
def test_the_ends_agree_with_the_fingerprint_of_any_size(
    store: Store, sender: Sender, make_file: MakeFile, size: int
) -> None:
    path = make_file("file", size)
    sender.send([document(store, path)])
    assert store.held("/grant_file") == path.read_bytes()


@pytest.mark.parametrize("where", [0, 1_000_000, 4_000_000, 4_999_999])
def test_a_flipped_bit_at_either_end_is_seen_before_a_byte_goes_out(
    store: Store, sender: Sender, make_file: MakeFile, where: int
) -> None:
    path = make_file("take.mp4", 5_000_000)
    uploads = video(store, path, 3)
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(where)
        byte = file.read(1)[0]
        file.seek(where)
        file.write(bytes([byte ^ 1]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    problem = problem_of(lambda: sender.send(uploads))
    assert problem == Problem("file.changed", {"name": "take.mp4", "role": Role.TRAINING_VIDEO})
    assert store.tried == []


def test_a_missing_file(store: Store, sender: Sender, make_file: MakeFile) -> None:
    path = make_file("letter.pdf", 10)
    upload = document(store, path)
    path.unlink()
    problem = problem_of(lambda: sender.send([upload]))
    assert problem == Problem("file.missing", {"name": "letter.pdf", "role": Role.GRANT_FILE})
    assert sender.of(Role.GRANT_FILE).state is FileState.FAILED


def test_a_folder_in_its_place_cannot_be_read(store: Store, sender: Sender, make_file: MakeFile) -> None:
    path = make_file("letter.pdf", 10)
    upload = document(store, path)
    path.unlink()
    path.mkdir()
    assert problem_of(lambda: sender.send([upload])).code == "file.unreadable"


def replaced(path: Path) -> None:
    path.rename(path.with_suffix(".old"))
    path.write_bytes(b"something else")


def truncated(path: Path) -> None:
    os.truncate(path, 1_000)


def appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Path.unlink, "file.missing"),
        (replaced, "file.changed"),
        (truncated, "file.changed"),
        (appended, "file.changed"),
        (touched, "file.changed"),
    ],
)
def test_a_change_half_way_stops_everything(
    store: Store, make_file: MakeFile, change: Callable[[Path], None], code: str
) -> None:
    path = make_file("take.mp4", 40_000_000)
    uploads = video(store, path, 4)
    opened, reached = threading.Event(), threading.Event()
    store.will("/part2", gate(opened, reached, count=1_000))
    sender = Sender(Uploader(connections=1, timeouts=QUICK))
    problems: list[Problem] = []
    worker = threading.Thread(target=lambda: problems.append(problem_of(lambda: sender.send(uploads))))
    worker.start()
    assert reached.wait(10)
    change(path)
    opened.set()
    worker.join(10)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].facts == {"name": "take.mp4", "role": Role.TRAINING_VIDEO}
    assert [upload.part.number for upload, _ in sender.sent if upload.part] == [1]
    assert len(store.tried) == 2


def test_slices_beyond_four_gib_come_from_their_place(store: Store, sender: Sender, tmp_path: Path) -> None:
    path = tmp_path / "long.mp4"
    size, offset = 5 * 1024**3 + 7, 4 * 1024**3 + 3
    with path.open("wb") as file:
        file.truncate(size)
        file.seek(offset)
        file.write(b"here it is")
        file.seek(size - 4)
        file.write(b"last")
    upload = Upload(
        Role.TRAINING_VIDEO,
        path,
        fingerprint(path, Role.TRAINING_VIDEO),
        f"{store.address}/middle",
        "application/octet-stream",
        Slice(2, offset, 10),
    )
    last = replace(upload, url=f"{store.address}/last", part=Slice(3, size - 5, 5))
    sender.send([upload, last], {Role.TRAINING_VIDEO: size - 15})
    assert store.held("/middle") == b"here it is"
    assert store.held("/last") == b"\0last"
    progress = sender.of(Role.TRAINING_VIDEO)
    assert (progress.sent, progress.size) == (size, size)
