"""The window: its content, its language, its look, and how it is closed."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QSystemTrayIcon, QWidget

from avatar_wizard import assets
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import Credentials
from avatar_wizard.ui import theme
from avatar_wizard.ui.content import Content
from avatar_wizard.ui.emblem import emblem
from avatar_wizard.ui.language import LANGUAGES, speak, system_language
from avatar_wizard.ui.leaving import Leaving
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.presenter import Presenter
from avatar_wizard.ui.tasks import Tasks
from avatar_wizard.ui.theme import SchemeFollower, Theme
from avatar_wizard.ui.tray import Tray


class Settings(Protocol):
    """What the window remembers from run to run; reading must not block, writing happens on a worker thread.

    ``language``: ``en``, ``zh_CN``, or empty for the system's; ``theme``: a value of Theme, or empty for the system's.
    ``has_told_tray``: the person knows where the program goes when its window is closed while it sends.
    """

    language: str
    theme: str
    has_told_tray: bool


class WizardWindow(QMainWindow):
    """The one window of the program. ``presenter`` drives what is inside.

    Signals:
        left: it is closed for good, and the program is to end.
    """

    left = Signal()

    def __init__(
        self, desk: Desk, *, settings: Settings, practice: bool, picker: FilePicker, suggested: Credentials | None
    ) -> None:
        super().__init__()
        self.setObjectName("wizard_window")
        self.setWindowIcon(emblem())
        self._settings, self._practice, self._suggested = settings, practice, suggested
        self._language = settings.language if settings.language in LANGUAGES else system_language()
        self._theme = Theme(settings.theme) if settings.theme in list(Theme) else Theme.SYSTEM
        self._is_over = False
        self._tasks = Tasks(self)
        self.presenter = Presenter(desk, self._tasks, picker, practice=practice, parent=self)
        self.tray = Tray(self.presenter.dispatch.outbox, QSystemTrayIcon(self), self._is_away, self)
        self.tray.news_wanted.connect(self._show_news)
        self.presenter.dispatch.care.asked.connect(self._asked)
        self.leaving = Leaving(
            self,
            self.presenter.dispatch.outbox,
            self.tray,
            has_told=lambda: settings.has_told_tray,
            remember_told=partial(self._remember, "has_told_tray", True),
            leave=self._leave,
        )
        self._add_quit()
        app = _app()
        app.aboutToQuit.connect(self._end)
        app.applicationStateChanged.connect(self._reopened)
        theme.apply(app, self._theme)
        self._follower = SchemeFollower(app, self)
        self._follower.changed.connect(self._scheme_changed)
        self.setMinimumSize(960, 640)
        self.resize(1120, 740)
        self._install(None)

    @property
    def content(self) -> Content:
        """What is inside the window now."""
        content = self.centralWidget()
        assert isinstance(content, Content)
        return content

    @property
    def tasks(self) -> Tasks:
        """The window's workers; for tests and the tour."""
        return self._tasks

    @Slot(str)
    def set_language(self, language: str) -> None:
        """Speak another language, at once and from now on."""
        if language == self._language or language not in LANGUAGES:
            return
        self._language = language
        self._remember("language", language)
        # A catalogue may have to be compiled first, which takes a moment.
        self._tasks.run(partial(assets.translation, language), self._install, self.presenter.board.fail)

    @Slot(str)
    def set_theme(self, name: str) -> None:
        """Look otherwise, at once and from now on."""
        self._theme = Theme(name)
        self._remember("theme", name)
        self._dress()

    @Slot()
    def bring_up(self) -> None:
        """Show the window before all others, wherever it was."""
        self.leaving.bring_back()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close for good, hide, or ask first: see ``leaving``."""
        if self.leaving.may_close():
            event.accept()
            self._end()
        else:
            event.ignore()

    # --- inside

    def _add_quit(self) -> None:
        """Ctrl+Q from everywhere; on macOS also in the program's own menu, in place of the system's entry."""
        self._quit = QAction(self)
        self._quit.setShortcut(QKeySequence("Ctrl+Q"))
        self._quit.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self._quit.setAutoRepeat(False)
        self._quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._quit.triggered.connect(self.leaving.quit)
        self.addAction(self._quit)
        if sys.platform == "darwin":
            self.menuBar().addMenu("").addAction(self._quit)

    def _leave(self) -> None:
        self.close()
        # A window that is hidden may be told nothing about being closed.
        self._end()

    @Slot()
    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.presenter.close()
            self.tray.close()
            self.left.emit()

    def _is_away(self) -> bool:
        return not self.isVisible() or self.isMinimized()

    @Slot()
    def _asked(self) -> None:
        if self._is_away():
            self.tray.tell(self.tr("Sending is on hold. It needs you."))

    @Slot()
    def _show_news(self) -> None:
        self.bring_up()
        self.presenter.go_home()

    @Slot(Qt.ApplicationState)
    def _reopened(self, state: Qt.ApplicationState) -> None:
        """On macOS a press on the program's picture in the Dock brings the window back."""
        if sys.platform == "darwin" and state is Qt.ApplicationState.ApplicationActive and not self.isVisible():
            self.bring_up()

    def _remember(self, name: str, value: object) -> None:
        self._tasks.save(f"settings.{name}", partial(setattr, self._settings, name, value), self.presenter.board.fail)

    def _install(self, _: Path | None) -> None:
        speak(self._language)
        self._rebuild()

    def _rebuild(self) -> None:
        """New content in the present language and colours; the presenter's state is shown in it."""
        title = self.tr("Avatar Wizard")
        self.setWindowTitle(f"{title} - {self.tr('practice')}" if self._practice else title)
        self._quit.setText(self.tr("&Quit"))
        self.tray.say_again()
        content = Content(
            language=self._language, theme=self._theme, practice=self._practice, suggested=self._suggested
        )
        content.home.language_chosen.connect(self.set_language)
        content.home.theme_chosen.connect(self.set_theme)
        focused = self.focusWidget()
        name = focused.objectName() if focused is not None else ""
        self.setCentralWidget(content)
        self.presenter.attach(content)
        if name:
            # Once the new widgets are shown: what is hidden cannot take the keyboard.
            QTimer.singleShot(0, self, partial(self._focus_again, name))

    def _focus_again(self, name: str) -> None:
        """The keyboard stays where it was, on the new widget of the same name."""
        for widget in self.content.findChildren(QWidget, name):
            if widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @Slot()
    def _scheme_changed(self) -> None:
        if self._theme is Theme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        # The same widgets in other colours: what was typed, the focus and the place on the page stay.
        theme.apply(_app(), self._theme)
        for widget in self.findChildren(QWidget):
            widget.update()


def build_window(
    desk: Desk, *, settings: Settings, practice: bool, picker: FilePicker, suggested: Credentials | None = None
) -> WizardWindow:
    """The window, ready to be shown; it begins at once to look for drafts and the sign-in.

    ``suggested`` is what the sign-in page begins with: addresses given on the command line, or the practice service's
    whole account, which it then offers to fill in.
    """
    window = WizardWindow(desk, settings=settings, practice=practice, picker=picker, suggested=suggested)
    window.presenter.start()
    return window


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
