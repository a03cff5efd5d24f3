"""Resources are found in a checkout, in a wheel and in a frozen app; catalogues are compiled when need be."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QTranslator

from avatar_wizard import assets

CATALOGUE = "avatar_wizard_zh_CN"


@pytest.fixture
def ladder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Stand the package somewhere else."""

    def stand(package: Path) -> None:
        package.mkdir(parents=True, exist_ok=True)
        monkeypatch.setattr(assets, "__file__", str(package / "assets.py"))
        assets._root.cache_clear()

    yield stand
    assets._root.cache_clear()


def test_in_a_checkout() -> None:
    assert assets.resource("icons", "check.svg").is_file()
    assert assets.resource("no", "such", "thing").name == "thing"


def test_in_a_wheel(ladder: Callable[[Path], None], tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "avatar_wizard"
    (package / "_resources" / "icons").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    ladder(package)
    assert assets.resource("icons") == package / "_resources" / "icons"


def test_in_a_frozen_app(ladder: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tmp_path / "bundle"
    (bundle / "resources").mkdir(parents=True)
    ladder(bundle / "avatar_wizard")
    monkeypatch.setattr(sys, "_MEIPASS", str(bundle), raising=False)
    assert assets.resource("icons") == bundle / "resources" / "icons"


@pytest.fixture
def copied(ladder: Callable[[Path], None], tmp_path: Path) -> Path:
    """A checkout elsewhere with one catalogue and nothing compiled."""
    folder = tmp_path / "resources" / "translations"
    folder.mkdir(parents=True)
    shutil.copy(assets.resource("translations", f"{CATALOGUE}.ts"), folder)
    ladder(tmp_path / "gui" / "avatar_wizard")
    return folder / f"{CATALOGUE}.ts"


def loads(path: Path | None) -> bool:
    """Whether Qt takes it for a catalogue that holds words."""
    translator = QTranslator()
    return path is not None and translator.load(str(path)) and not translator.isEmpty()


def test_a_plain_checkout_compiles_its_catalogue_once(copied: Path) -> None:
    made = assets.translation("zh_CN")
    assert loads(made)
    assert made is not None
    assert made.is_relative_to(platformdirs.user_cache_dir(assets.APP, appauthor=False))
    stamp = made.stat().st_mtime_ns
    assert assets.translation("zh_CN") == made
    assert made.stat().st_mtime_ns == stamp
    assert [path.name for path in copied.parent.iterdir()] == [copied.name]


def test_what_set_up_compiled_is_taken_unless_it_is_old(copied: Path) -> None:
    compiled = copied.with_suffix(".qm")
    fresh = assets.translation("zh_CN")
    assert fresh is not None
    shutil.copy(fresh, compiled)
    later = copied.stat().st_mtime_ns + 10**9
    os.utime(compiled, ns=(later, later))
    assert assets.translation("zh_CN") == compiled
    os.utime(copied, ns=(later + 10**9, later + 10**9))
    assert assets.translation("zh_CN") == fresh


def test_without_lrelease_an_old_catalogue_is_better_than_none(
    copied: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "_lrelease", lambda: None)
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / "empty"))
    assert assets.translation("zh_CN") is None
    old = copied.with_suffix(".qm")
    old.write_bytes(b"old")
    os.utime(old, ns=(1, 1))
    assert assets.translation("zh_CN") == old


def test_a_catalogue_that_cannot_be_compiled_is_no_failure(copied: Path) -> None:
    copied.write_text("<TS", encoding="utf-8")
    assert assets.translation("zh_CN") is None
    assert assets.translation("xx") is None
