"""The window: its content, its language, its look, and how it is closed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from avatar_wizard import assets
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import Credentials
from avatar_wizard.ui import theme
from avatar_wizard.ui.content import Content
from avatar_wizard.ui.language import LANGUAGES, speak, system_language
from avatar_wizard.ui.notices import close_question
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.presenter import Presenter
from avatar_wizard.ui.question import ask
from avatar_wizard.ui.tasks import Tasks
from avatar_wizard.ui.theme import SchemeFollower, Theme


class Settings(Protocol):
    """What the window remembers from run to run; reading must not block, writing happens on a worker thread.

    ``language``: ``en``, ``zh_CN``, or empty for the system's; ``theme``: a value of Theme, or empty for the system's.
    """

    language: str
    theme: str


class WizardWindow(QMainWindow):
    """The one window of the program. ``presenter`` drives what is inside."""

    def __init__(
        self, desk: Desk, *, settings: Settings, practice: bool, picker: FilePicker, suggested: Credentials | None
    ) -> None:
        super().__init__()
        self.setObjectName("wizard_window")
        self._settings, self._practice, self._suggested = settings, practice, suggested
        self._language = settings.language if settings.language in LANGUAGES else system_language()
        self._theme = Theme(settings.theme) if settings.theme in list(Theme) else Theme.SYSTEM
        self._may_close = False
        self._tasks = Tasks(self)
        self.presenter = Presenter(desk, self._tasks, picker, practice=practice, parent=self)
        app = _app()
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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first while something is being sent."""
        if self.presenter.sending.is_running and not self._may_close:
            event.ignore()
            ask(self, close_question(), partial(self.presenter.sending.pause_then, self._close_now))
            return
        self.presenter.close()
        event.accept()

    # --- inside

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _remember(self, name: str, value: str) -> None:
        self._tasks.save(f"settings.{name}", partial(setattr, self._settings, name, value), self.presenter.board.fail)

    def _install(self, _: Path | None) -> None:
        speak(self._language)
        self._rebuild()

    def _rebuild(self) -> None:
        """New content in the present language and colours; the presenter's state is shown in it."""
        title = self.tr("Avatar Wizard")
        self.setWindowTitle(f"{title} - {self.tr('practice')}" if self._practice else title)
        content = Content(
            language=self._language, theme=self._theme, practice=self._practice, suggested=self._suggested
        )
        content.home.language_chosen.connect(self.set_language)
        content.home.theme_chosen.connect(self.set_theme)
        self.setCentralWidget(content)
        self.presenter.attach(content)

    @Slot()
    def _scheme_changed(self) -> None:
        if self._theme is Theme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        theme.apply(_app(), self._theme)
        # Drawn icons keep the colour they were made in, so the content is made anew; after the event that asked.
        QTimer.singleShot(0, self, self._rebuild)


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
