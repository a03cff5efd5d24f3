"""One window for one folder of data: a second start of the program brings the first one's window to the front.

A person who closed the window while it sends believes that the program has ended, and starts it again. Whatever goes
wrong here, the second copy opens as if there were no first: two copies do no harm, they only puzzle.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ASK, ANSWER = b"show\n", b"shown\n"
CONNECT_MS, ANSWER_MS = 500, 2_000
"""A first copy that hangs answers nobody; then the second one opens."""


class OneWindow(QObject):
    """Asks a copy that runs already, or listens for the copies that are started later.

    Signals:
        wanted: another start asks for the window.
    """

    wanted = Signal()

    def __init__(self, identity: Sequence[str], folder: Path, parent: QObject | None = None) -> None:
        """Copies with the same ``identity`` share a window; ``folder`` is the person's own, the last resort."""
        super().__init__(parent)
        digest = hashlib.sha256("\0".join(identity).encode()).hexdigest()[:16]
        room = _private_folder(folder)
        self._lock = QLockFile(str(room / f"avatar-wizard-{digest}.lock"))
        # A pipe of Windows has no folder; its name is the whole of it.
        self._address = f"avatar-wizard-{digest}" if sys.platform == "win32" else str(room / f"avatar-wizard-{digest}")
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def begin(self) -> bool:
        """Whether this copy is to open its window; False when another one has shown its own. Blocks 2.5 s at most."""
        # Two starts at the same moment must not take each other's socket for one that was left behind.
        is_alone = self._lock.tryLock(CONNECT_MS)
        try:
            if self._is_shown_elsewhere():
                return False
            if is_alone:
                QLocalServer.removeServer(self._address)  # what a killed copy left behind
                self._server.listen(self._address)
            return True
        finally:
            if is_alone:
                self._lock.unlock()

    def end(self) -> None:
        """Listen no more."""
        self._server.close()

    # --- inside

    def _is_shown_elsewhere(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._address)
        if not socket.waitForConnected(CONNECT_MS):
            return False
        _let_come_forward()
        socket.write(ASK)
        while not socket.canReadLine():
            if not socket.waitForReadyRead(ANSWER_MS):
                return False
        return socket.readLine(len(ANSWER) + 1).data() == ANSWER

    @Slot()
    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _hear(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if not socket.canReadLine():
            if socket.bytesAvailable() > len(ASK):
                socket.abort()
            return
        if socket.readLine(len(ASK) + 1).data() == ASK:
            socket.write(ANSWER)
            socket.flush()
            self.wanted.emit()
        socket.disconnectFromServer()


def _private_folder(last_resort: Path) -> Path:
    """A folder that no other user can write into: the session's, the temporary one where it is private, else ours."""
    for candidate in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()):
        if candidate and _is_private(Path(candidate)):
            return Path(candidate)
    with contextlib.suppress(OSError):
        last_resort.mkdir(parents=True, exist_ok=True, mode=0o700)
    return last_resort


def _is_private(folder: Path) -> bool:
    if sys.platform == "win32":
        return folder.is_dir()  # each user's temporary folder is below the user's profile
    try:
        found = folder.stat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def _let_come_forward() -> None:
    """Windows lets a window come to the front only with leave of the program that the person started last."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # ASFW_ANY
