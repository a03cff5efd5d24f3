"""What of the window an installed copy must have."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from avatar_wizard import assets
from avatar_wizard.ui import theme
from avatar_wizard.ui.content import Content
from avatar_wizard.ui.language import ENGLISH, LANGUAGES
from avatar_wizard.ui.theme import Theme


def missing_in_window(application: QApplication) -> Iterator[str]:
    """One line for each thing that is missing: translations that do not load, pages that cannot be made."""
    for language in LANGUAGES:
        catalogue = assets.translation(language)
        if language != ENGLISH and not (catalogue and QTranslator().load(str(catalogue))):
            yield f"the words in {language} are missing"
    for look in (Theme.LIGHT, Theme.DARK):
        theme.apply(application, look)
        Content(language=ENGLISH, theme=look, practice=False, suggested=None).deleteLater()
