"""The dialog on the way out, and the end of the process after it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from avatar_wizard.ui.background_dialog import BackgroundDialog
from support.practice import SOURCES


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("size", [QSize(960, 640)])
def test_the_explanation_fits_the_smallest_window(qtbot, platform: str, size: QSize) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(size)
    dialog = BackgroundDialog(12, ground, platform)
    dialog.open()
    assert dialog.width() <= size.width()
    assert dialog.height() <= size.height()
    for widget in [*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)]:
        assert widget.geometry().right() < dialog.width()
        assert widget.width() >= widget.minimumSizeHint().width()
    where = {"linux": "edge of the screen", "win32": "small arrow", "darwin": "menu bar"}[platform]
    assert where in dialog.accessibleDescription()


HANGING = """
import sys, threading
from avatar_wizard.ui.leaving import cut_off_after
threading.Thread(target=threading.Event().wait, args=(60,)).start()
cut_off_after(0.2, 7)
print("window gone", flush=True)
"""

QUICK = """
from avatar_wizard.ui.leaving import cut_off_after
cut_off_after(60, 7)
"""


@pytest.mark.parametrize(("script", "code"), [(HANGING, 7), (QUICK, 0)])
def test_the_process_ends_whatever_hangs(script: str, code: int, tmp_path: Path) -> None:
    began = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={"PYTHONPATH": str(SOURCES), "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        timeout=50,
        check=False,
    )
    assert ran.returncode == code, ran.stderr.decode()
    assert time.monotonic() - began < 40
