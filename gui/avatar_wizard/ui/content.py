"""Everything inside the window, built anew when the language changes: the first screen and the wizard's pages."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.ports import Credentials
from avatar_wizard.ui.pages.avatar import AvatarPage
from avatar_wizard.ui.pages.documents import DocumentsPage
from avatar_wizard.ui.pages.extras import ExtrasPage
from avatar_wizard.ui.pages.follow import FollowPage
from avatar_wizard.ui.pages.home import HomePage
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.pages.review import ReviewPage
from avatar_wizard.ui.pages.sending import SendingPage
from avatar_wizard.ui.pages.sign_in import SignInPage
from avatar_wizard.ui.pages.video import VideoPage
from avatar_wizard.ui.pages.voice import VoicePage
from avatar_wizard.ui.shell import Shell


class Content(QStackedWidget):
    """The first screen, and the shell with one page for each step."""

    def __init__(
        self, *, language: str, theme: str, practice: bool, suggested: Credentials | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("content")
        self.home = HomePage(language=language, theme=theme, practice=practice)
        self.sign_in = SignInPage(suggested)
        self.sending = SendingPage()
        self.follow = FollowPage()
        self.video = VideoPage()
        self.review = ReviewPage()
        self.pages: dict[Step, Page] = {
            Step.SIGN_IN: self.sign_in,
            Step.AVATAR: AvatarPage(),
            Step.VOICE: VoicePage(),
            Step.VIDEO: self.video,
            Step.DOCUMENTS: DocumentsPage(),
            Step.EXTRAS: ExtrasPage(),
            Step.REVIEW: self.review,
            Step.SENDING: self.sending,
            Step.IN_REVIEW: self.follow,
        }
        self.shell = Shell(self.pages, practice=practice)
        self.addWidget(self.home)
        self.addWidget(self.shell)

    @property
    def is_home(self) -> bool:
        """Whether the first screen shows."""
        return self.currentWidget() is self.home
