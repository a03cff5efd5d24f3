"""The composition root: the only place that knows every room. Starts the window, the tour, and the self-test."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import hashlib
import hmac
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from avatar_wizard import logs
from avatar_wizard.assets import resource
from avatar_wizard.awake import SystemWakefulness
from avatar_wizard.config import Config
from avatar_wizard.documents.fingerprint import LocalFiles
from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.problem import Problem
from avatar_wizard.flow.desk import Desk, Rooms
from avatar_wizard.flow.ports import Files, Vault
from avatar_wizard.flow.preferences import Preferences
from avatar_wizard.flow.viewing import Footage
from avatar_wizard.metastudio import connect, examine
from avatar_wizard.power import battery
from avatar_wizard.practice_child import PracticeChild
from avatar_wizard.store import SqliteJournal, locked, set_aside
from avatar_wizard.uploads import SettingsMemory, Uplink, Uploader, network_here
from avatar_wizard.vault import MemoryVault, choose_vault

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from avatar_wizard.ui.window import WizardWindow

LAST_SAVES_S = 2.0
"""After the window is gone, what was answered last is still written; that takes some thousandths of a second."""


def footage(rules: Path | None = None) -> Footage:
    """What looks at footage, by the shipped rules and what a studio's own file ``rules`` changes of them.

    Raises ``rules.unreadable``.
    """
    from avatar_wizard.footage.rules import load_rules
    from avatar_wizard.footage.viewing import FootageRoom

    return FootageRoom(load_rules(resource("rules", "footage.toml"), rules))


def files() -> Files:
    """What reads the identity of files."""
    return LocalFiles()


@dataclass(frozen=True, slots=True)
class Opened:
    """The application, and its journal for the settings."""

    desk: Desk
    journal: SqliteJournal


def build_desk(config: Config) -> Desk:
    """Open the store and the keyring and put the application together; may wait for the keyring; raises ``store.*``."""
    return open_rooms(config, *_vault(config)).desk


def _vault(config: Config) -> tuple[Vault, Problem | None]:
    """The keyring, or the memory of this run and why; two first starts at once agree on one master key."""
    return choose_vault(config.keyring_name, once=partial(locked, config.data_folder / "master-key.lock"))


def open_rooms(config: Config, vault: Vault, problem: Problem | None) -> Opened:
    """Put the application together round a vault. Blocks; raises ``store.*`` and ``vault.*``."""
    journal = SqliteJournal(config.database, _master_key(vault, problem, config))
    # One for the whole program: all jobs share its connections, and it remembers how many the line bears.
    uplink = Uplink(memory=SettingsMemory(journal.setting, journal.set_setting), network=network_here)
    preferences = Preferences(journal, uplink)
    given_domains = config.allowed_upload_domains()
    desk = Desk(
        Rooms(
            journal=journal,
            vault=vault,
            vault_problem=problem,
            connect=partial(connect, upload_domains=lambda: (*given_domains, *preferences.upload_domains())),
            examine=examine,
            footage=footage(config.rules),
            files=LocalFiles(),
            uploads=partial(Uploader, uplink),
            uplink=uplink,
            preferences=preferences,
            wakefulness=SystemWakefulness(),
            battery=battery,
        )
    )
    given = config.credentials()
    if given is not None:
        desk.use(given)
    return Opened(desk, journal)


def _master_key(vault: Vault, problem: Problem | None, config: Config) -> bytes:
    """The key that seals the store.

    A studio's machine without a keyring but with access keys in the environment gets one derived from its secret
    key, so that an interrupted submission can be resumed there too; it is kept nowhere.
    """
    if problem is not None and config.secret_key:
        return hmac.new(config.secret_key.encode(), b"avatar-wizard sealing key 1", hashlib.sha256).digest()
    return vault.master_key()


class JournalSettings:
    """What the window remembers, read once when it opens; see ``ui.window.Settings``."""

    def __init__(self, journal: SqliteJournal, config: Config) -> None:
        """Read all; blocks. What the command line says wins over what was remembered."""
        self._journal = journal
        self._language = config.language or journal.setting("language") or ""
        self._theme = config.theme or journal.setting("theme") or ""
        self._has_told_tray = journal.setting("has_told_tray") == "yes"

    @property
    def language(self) -> str:
        """``en``, ``zh_CN``, or empty for the system's."""
        return self._language

    @language.setter
    def language(self, value: str) -> None:
        self._language = value
        self._journal.set_setting("language", value)

    @property
    def theme(self) -> str:
        """``light``, ``dark``, ``system``, or empty for the system's."""
        return self._theme

    @theme.setter
    def theme(self, value: str) -> None:
        self._theme = value
        self._journal.set_setting("theme", value)

    @property
    def has_told_tray(self) -> bool:
        """Whether the person was told where the program goes when its window is closed while it sends."""
        return self._has_told_tray

    @has_told_tray.setter
    def has_told_tray(self, value: bool) -> None:
        self._has_told_tray = value
        self._journal.set_setting("has_told_tray", "yes" if value else "")


def window(config: Config) -> int:
    """Show the window until it is closed; returns the exit code. Says in the terminal why there is none.

    From its return on the process lives ``LAST_SAVES_S`` at most, whatever still hangs in a call to the service.
    """
    reason = _no_screen()
    if reason:
        _complain(reason)
        return 1
    logs.set_up(config.log_folder)
    logs.install_hooks()
    application = _application(config)
    from avatar_wizard.ui.leaving import cut_off_after
    from avatar_wizard.ui.one_window import OneWindow
    from avatar_wizard.ui.opening import Opening

    one = OneWindow(_identity(config), config.data_folder)
    if not one.begin():
        _tell("Avatar Wizard is running already; its window is shown now.")
        return 0
    try:
        service = PracticeChild() if config.practice else None
    except OSError as error:
        _complain(f"The practice service cannot start: {error.strerror or error}.")
        return 1
    told = service.config(config) if service else config

    def show(opened: tuple[Opened, JournalSettings]) -> WizardWindow:
        made = _show(told, opened)
        one.wanted.connect(made.bring_up)
        made.left.connect(one.end)
        # A window that is in the tray is not the last one that is closed.
        made.left.connect(application.exit)
        return made

    opening = Opening(partial(_open, told), show, begin_anew=partial(_begin_anew, told))
    opening.begin()
    code = 1
    try:
        code = application.exec()
        return code
    finally:
        cut_off_after(LAST_SAVES_S, code)
        one.end()
        opening.end()
        if service:
            service.stop()


def _identity(config: Config) -> tuple[str, ...]:
    """What two starts must have in common to share a window: whoever gives another account wants another one."""
    addresses = (config.endpoint, config.iam_endpoint, config.region, config.project_id)
    return (str(config.data_folder), *addresses, config.access_key)


def _open(config: Config) -> tuple[Opened, JournalSettings]:
    opened = open_rooms(config, *_vault(config))
    return opened, JournalSettings(opened.journal, config)


def _begin_anew(config: Config) -> None:
    set_aside(config.database, time.strftime("%Y%m%d-%H%M%S"))


def _show(config: Config, opened: tuple[Opened, JournalSettings]) -> WizardWindow:
    from avatar_wizard.ui.picking import NativePicker
    from avatar_wizard.ui.window import build_window

    rooms, settings = opened
    suggested = config.credentials() if config.practice else config.addresses()
    made = build_window(
        rooms.desk, settings=settings, practice=config.practice, picker=NativePicker(), suggested=suggested
    )
    made.presenter.board.unexpected.install()
    made.show()
    # What the window is made of stays: looked through again and again it would hold the window up (about 40 ms).
    gc.collect()
    gc.freeze()
    return made


def tour(config: Config, folder: Path) -> int:
    """Drive the real window through a whole practice job and save a picture of every screen in ``folder``.

    Works without a display; touches neither the person's data nor the keyring. Exit code 0, or 1 with the reason.
    """
    if _no_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = _application(config)
    from avatar_wizard.footage.sample import make_sample
    from avatar_wizard.ui.tour import Tour, make_samples

    try:
        folder.mkdir(parents=True, exist_ok=True)
        service = PracticeChild()
    except OSError as error:
        _complain(f"The tour cannot begin: {error.strerror or error}.")
        return 1
    with tempfile.TemporaryDirectory(prefix="avatar-wizard-tour-") as scratch:
        try:
            # Slow enough to be seen: the upload takes some seconds, each state of the job a second and a half.
            slow = {"kind": "slow", "bytes_per_s": 1_500_000}
            service.control("faults", {"call": "put:training_video", "action": slow})
            service.control("settings", {"pace_s": 1.5})
            told = replace(service.config(config), data_folder=Path(scratch) / "data")
            samples = make_samples(Path(scratch), partial(make_sample, edition=Edition.STANDARD))
            opened = open_rooms(replace(told, access_key="", secret_key=""), MemoryVault(), None)
            made = _show(told, (opened, JournalSettings(opened.journal, told)))
            guide = Tour(made, folder, samples, service.greeting)
            guide.begin()
            application.exec()
            made.close()
            opened.journal.close()
            return guide.exit_code
        finally:
            service.stop()


def self_test() -> int:
    """Try everything an installed copy must have; exit code 0 and nothing on stderr when it is whole."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from avatar_wizard.ui.self_test import missing_in_window

    application = _application(Config(Path(), Path()))
    missing = [*_missing_tools(), *missing_in_window(application)]
    for line in missing:
        _complain(line)
    if not missing and sys.stdout is not None:
        # Whoever does not want to read it still gets the exit code.
        with contextlib.suppress(OSError):
            sys.stdout.write("Avatar Wizard is complete.\n")
    return 1 if missing else 0


def words_without_window(language: str, *, is_escaped: bool) -> None:
    """Say everything in ``language`` from now on, the system's own when empty, in a program without a window.

    English instead when the terminal has no letters for it, unless all words are escaped, as in JSON.
    """
    from avatar_wizard.ui.language import ENGLISH, speak

    with _without_locale_remark():
        chosen = speak(language)
    if chosen != ENGLISH and not is_escaped and not _can_show_chinese():
        speak(ENGLISH)


def _can_show_chinese() -> bool:
    try:
        "\u4e2d\u6587".encode((sys.stdout and sys.stdout.encoding) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


@contextlib.contextmanager
def _without_locale_remark() -> Iterator[None]:
    """Leave out what Qt writes on standard error when the locale is not UTF-8: it mends that by itself."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if not text.startswith("Detected locale"):
            _complain(text)

    before = qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _tell(line: str) -> None:
    if sys.stdout is not None:
        with contextlib.suppress(OSError):
            sys.stdout.write(line + "\n")


def _complain(line: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(line + "\n")


def _missing_tools() -> list[str]:
    from avatar_wizard.domain.problem import ProblemError
    from avatar_wizard.footage.locate import find_ffmpeg, find_ffprobe
    from avatar_wizard.uploads import system_trust

    missing = []
    for name, find in (("ffprobe", find_ffprobe), ("ffmpeg", find_ffmpeg)):
        try:
            find()
        except ProblemError:
            missing.append(f"{name} was not found")
    system_trust()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            SqliteJournal(Path(scratch) / "store.sqlite3", None).close()
        except ProblemError as error:
            missing.append(f"the store cannot be opened: {error}")
    return missing


def _application(config: Config) -> QApplication:
    from PySide6.QtWidgets import QApplication

    from avatar_wizard.ui.language import speak

    QApplication.setApplicationName("Avatar Wizard")
    QApplication.setDesktopFileName("avatar-wizard")
    with _without_locale_remark():
        made = QApplication(sys.argv[:1])
    speak(config.language)
    made.setQuitOnLastWindowClosed(True)
    return made


def _no_screen() -> str:
    """Why a window cannot be shown, or nothing. Qt itself would abort with a misleading sentence."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb") not in ("xcb", "wayland"):
        return ""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "There is no display to show a window on. Try: avatar-wizard tour FOLDER"
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError:
        return "A system library is missing. Install the package libxcb-cursor0 and start again."
    return ""
