"""How a person finds a file: a protocol, and the desktop's own dialog behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from avatar_wizard.domain.draft import Role
from avatar_wizard.ui.wording import role_name

_VIDEO = "*.mp4 *.mov *.m4v *.mkv *.webm"
_PICTURE = "*.jpg *.jpeg *.png"
_PATTERNS = {
    Role.TRAINING_VIDEO: _VIDEO,
    Role.ACTION_VIDEO: _VIDEO,
    Role.GRANT_FILE: f"*.pdf {_PICTURE}",
    Role.AUDIO: "*.zip",
}


class FilePicker(Protocol):
    """Lets a person choose one file."""

    def pick(self, parent: QWidget, role: Role, chosen: Callable[[Path], None]) -> None:
        """Ask; returns at once. ``chosen`` is called later with an absolute path, or never."""
        ...


class NativePicker(QObject):
    """The desktop's own dialog; remembers the folder for this run only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = Path.home()

    def pick(self, parent: QWidget, role: Role, chosen: Callable[[Path], None]) -> None:
        """Open the dialog over ``parent``'s window."""
        patterns = _PATTERNS.get(role, _PICTURE)
        dialog = QFileDialog(parent.window(), role_name(role), str(self._folder))
        dialog.setObjectName("file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        # What the service takes is judged later and said in words, so a person may pick anything.
        everything = QCoreApplication.translate("NativePicker", "All files")
        dialog.setNameFilters([f"{role_name(role)} ({patterns})", f"{everything} (*)"])
        dialog.fileSelected.connect(partial(self._tell, chosen))
        dialog.open()

    def _tell(self, chosen: Callable[[Path], None], selected: str) -> None:
        path = Path(selected).absolute()
        self._folder = path.parent
        chosen(path)
