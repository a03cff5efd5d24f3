"""What a mended file is called, and that nobody reads a name off a process."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from avatar_wizard.domain.footage import Repair
from avatar_wizard.domain.problem import Stopped
from support.mending import long_clip, mend, plain

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, or names that are no text")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")


def test_an_existing_file_is_never_written_over(tmp_path):
    (tmp_path / "take (mended).mp4").write_bytes(b"precious")
    (tmp_path / "take (mended) 2.mp4").mkdir()
    original = tmp_path / "take.mp4"
    shutil.copy(plain(), original)
    assert mend(original, tmp_path, Repair.REMUX).path.name == "take (mended) 3.mp4"
    assert (tmp_path / "take (mended).mp4").read_bytes() == b"precious"
    again = mend(tmp_path / "take (mended) 3.mp4", tmp_path, Repair.REMUX)
    assert again.path.name == "take (mended) 4.mp4"


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("\u5f20\u4e09 \u7eff\u5e55.mov", "\u5f20\u4e09 \u7eff\u5e55 (mended).mp4"),
        ("take .mp4", "take (mended).mp4"),
        ("take...mp4", "take (mended).mp4"),
        ("-i.mp4", "-i (mended).mp4"),
        (".hidden.mp4", ".hidden (mended).mp4"),
        ("no suffix", "no suffix (mended).mp4"),
        ("a%03d 'quoted' \"two\"\nlines.mp4", "a%03d 'quoted' \"two\"\nlines (mended).mp4"),
        ("http:evil.mp4", "http:evil (mended).mp4"),
        ("x" * 251 + ".mp4", "x" * 242 + " (mended).mp4"),
        ("\u5f20" * 83 + ".mp4", "\u5f20" * 80 + " (mended).mp4"),
        ("(mended).mp4", "(mended) (mended).mp4"),
        ("take (mended).mp4", "take (mended).mp4"),
    ],
)
def test_odd_names(tmp_path, name, expected):
    original, folder = tmp_path / name, tmp_path / "out"
    folder.mkdir()
    shutil.copy(plain(), original)
    mended = mend(original, folder, Repair.REMUX)
    assert mended.path.name == expected
    assert len(os.fsencode(mended.path.name)) <= 255
    assert mended.facts.codec == "h264"


@linux_only
def test_a_name_that_is_no_text(tmp_path):
    original = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.mp4"))
    shutil.copy(plain(), original)
    assert os.fsencode(mend(original, tmp_path, Repair.REMUX).path.name) == b"caf\xe9 (mended).mp4"


def test_another_word_for_mended(tmp_path):
    original = tmp_path / "take.mp4"
    shutil.copy(plain(), original)
    first = mend(original, tmp_path, Repair.REMUX, suffix="\uff08\u5df2\u4fee\u590d\uff09").path
    assert first.name == "take\uff08\u5df2\u4fee\u590d\uff09.mp4"
    assert mend(first, tmp_path, Repair.REMUX, suffix="\uff08\u5df2\u4fee\u590d\uff09").path.name == (
        "take\uff08\u5df2\u4fee\u590d\uff09 2.mp4"
    )


@posix_only
def test_a_disk_that_refuses_letters_gets_plainer_ones(tmp_path, monkeypatch):
    original = tmp_path / "who? me: take.mp4"
    shutil.copy(plain(), original)
    link = os.link

    def strict(source, target, **options):
        if set('<>:"\\|?*') & set(Path(target).name):
            raise OSError(errno.EINVAL, "as exFAT says")
        link(source, target, **options)

    monkeypatch.setattr(os, "link", strict)
    assert mend(original, tmp_path, Repair.REMUX).path.name == "who_ me_ take (mended).mp4"


@posix_only
def test_a_disk_without_hard_links(tmp_path, monkeypatch):
    def refused(source, target, **options):
        raise OSError(errno.EPERM, "as exFAT says")

    monkeypatch.setattr(os, "link", refused)
    original = tmp_path / "take.mp4"
    shutil.copy(plain(), original)
    (tmp_path / "take (mended).mp4").write_bytes(b"precious")
    mended = mend(original, tmp_path, Repair.REMUX)
    assert mended.path.name == "take (mended) 2.mp4"
    assert mended.facts.codec == "h264"
    assert (tmp_path / "take (mended).mp4").read_bytes() == b"precious"


@linux_only
def test_no_name_is_in_the_arguments_of_a_process(tmp_path, children):
    folder = tmp_path / "private folder"
    folder.mkdir()
    original = folder / "Zhang San.mp4"
    shutil.copy(long_clip(), original)
    seen: list[str] = []
    stop = threading.Event()

    def on_progress(share: float) -> None:
        seen.extend(Path(f"/proc/{pid}/cmdline").read_bytes().decode() for pid in children())
        stop.set()

    with pytest.raises(Stopped):
        mend(original, folder, Repair.CONSTANT_RATE, stop=stop, on_progress=on_progress)
    assert seen
    assert not any("Zhang" in line or "private" in line for line in seen)


@posix_only
def test_the_copy_may_be_read_by_those_who_may_read_the_original(tmp_path):
    original = tmp_path / "take.mp4"
    shutil.copy(plain(), original)
    for mode in (0o600, 0o640, 0o444):
        original.chmod(mode)
        mended = mend(original, tmp_path, Repair.REMUX)
        assert mended.path.stat().st_mode & 0o777 == mode | 0o600
