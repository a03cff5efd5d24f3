"""Which language the words are in; needs QtCore alone, so that the command line speaks it too."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from avatar_wizard.assets import translation

ENGLISH = "en"
CHINESE = "zh_CN"
LANGUAGES = (ENGLISH, CHINESE)

_installed: list[QTranslator] = []
_application: list[QCoreApplication] = []


def system_language() -> str:
    """The language of this computer, as far as we speak it: Chinese or English."""
    return CHINESE if QLocale.system().language() is QLocale.Language.Chinese else ENGLISH


def speak(language: str) -> str:
    """Say everything in ``language`` from now on, the system's own when empty; returns which one it is.

    Widgets that are already shown keep their words until they are made anew.
    """
    chosen = language if language in LANGUAGES else system_language()
    application = QCoreApplication.instance()
    if application is None:
        # Translators hang on an application object; a command without a window has none yet.
        application = QCoreApplication(["avatar-wizard"])
        _application.append(application)
    for old in _installed:
        QCoreApplication.removeTranslator(old)
    _installed.clear()
    if chosen != ENGLISH:
        _install(QTranslator(), str(translation(chosen) or ""))
        base = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(QTranslator(), f"{base}/qtbase_{chosen}.qm")
    QLocale.setDefault(QLocale(chosen))
    return chosen


def _install(translator: QTranslator, path: str) -> None:
    # A missing catalogue is no failure: its words stay English.
    if path and translator.load(path):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)


def language_now() -> str:
    """The language that is spoken now: ``zh_CN``, or one that begins with ``en``."""
    return QLocale().name()
