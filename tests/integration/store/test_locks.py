"""One holder at a time, although the file comes and goes."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from avatar_wizard.store.locks import LockFile, _open_privately, locked


def test_never_two_inside(tmp_path: Path) -> None:
    inside, most, rounds = [], [], 60

    def enter(name: int) -> None:
        for _ in range(rounds):
            with locked(tmp_path / "lock"):
                inside.append(name)
                (tmp_path / "work").write_bytes(bytes(20_000))  # gives other threads their turn
                most.append(len(inside))
                inside.remove(name)

    threads = [Thread(target=enter, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 4 * rounds
    assert set(most) == {1}
    assert not (tmp_path / "lock").exists()


def test_a_removed_file_does_not_let_a_second_holder_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"
    first, second, third = LockFile(path), LockFile(path), LockFile(path)
    assert first.take()

    def open_and_lose_the_file(name: str, flags: int) -> int:
        """Just after the second opens the file, the first gives it back, and the file is gone."""
        monkeypatch.undo()
        opened = _open_privately(name, flags)
        first.give_back()
        return opened

    monkeypatch.setattr("avatar_wizard.store.locks._open_privately", open_and_lose_the_file)
    assert second.take()
    assert path.exists()
    assert not third.take()
    second.give_back()
    assert third.take()
    third.give_back()
    third.give_back()


def test_a_lock_where_no_file_can_be_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="lock"):
        LockFile(tmp_path / "missing" / "lock").take()
