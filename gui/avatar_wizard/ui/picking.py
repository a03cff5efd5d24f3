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
    """Lets a person choose. All return at once; ``chosen`` is called later with absolute paths, or never."""

    def pick(self, parent: QWidget, role: Role, chosen: Callable[[Path], None]) -> None:
        """Ask for one file."""
        ...

    def pick_several(self, parent: QWidget, role: Role, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        """Ask for one file or more."""
        ...

    def pick_folder(self, parent: QWidget, folder: Path, chosen: Callable[[Path], None]) -> None:
        """Ask for a folder; ``folder`` is what it begins with."""
        ...

    def pick_new(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """Ask where to save a file, whose name may be ``name``; the desktop asks before one is replaced."""
        ...


class NativePicker(QObject):
    """The desktop's own dialog; remembers the folder for this run only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = Path.home()

    def pick(self, parent: QWidget, role: Role, chosen: Callable[[Path], None]) -> None:
        """Open the dialog over ``parent``'s window."""
        dialog = self._dialog(parent, role_name(role))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._offer_kinds(dialog, role)
        dialog.fileSelected.connect(partial(self._tell, chosen))
        dialog.open()

    def pick_several(self, parent: QWidget, role: Role, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        """The same for one file or more."""
        dialog = self._dialog(parent, role_name(role))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._offer_kinds(dialog, role)
        dialog.filesSelected.connect(partial(self._tell_several, chosen))
        dialog.open()

    def pick_folder(self, parent: QWidget, folder: Path, chosen: Callable[[Path], None]) -> None:
        """A dialog that shows folders alone."""
        dialog = self._dialog(parent, QCoreApplication.translate("NativePicker", "Folder"), folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(partial(self._tell_folder, chosen))
        dialog.open()

    def pick_new(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """A dialog that asks for a name."""
        dialog = self._dialog(parent, QCoreApplication.translate("NativePicker", "Save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._tell, chosen))
        dialog.open()

    # --- inside

    def _dialog(self, parent: QWidget, title: str, folder: Path | None = None) -> QFileDialog:
        dialog = QFileDialog(parent.window(), title, str(folder or self._folder))
        dialog.setObjectName("file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @staticmethod
    def _offer_kinds(dialog: QFileDialog, role: Role) -> None:
        patterns = _PATTERNS.get(role, _PICTURE)
        # What the service takes is judged later and said in words, so a person may pick anything.
        everything = QCoreApplication.translate("NativePicker", "All files")
        dialog.setNameFilters([f"{role_name(role)} ({patterns})", f"{everything} (*)"])

    def _tell(self, chosen: Callable[[Path], None], selected: str) -> None:
        path = Path(selected).absolute()
        self._folder = path.parent
        chosen(path)

    def _tell_several(self, chosen: Callable[[tuple[Path, ...]], None], selected: list[str]) -> None:
        paths = tuple(Path(name).absolute() for name in selected)
        if paths:
            self._folder = paths[0].parent
            chosen(paths)

    def _tell_folder(self, chosen: Callable[[Path], None], selected: str) -> None:
        chosen(Path(selected).absolute())
