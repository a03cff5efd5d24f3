"""The regions that offer the service, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from avatar_wizard.ui.parts.choice_cards import Card, ChoiceCards
from avatar_wizard.ui.wording import visible

# Which regions there are, and their standing: MetaStudio API reference, Regions and Endpoints; the SDK's region table.
_TEXTS = {
    "cn-north-4": (
        QT_TRANSLATE_NOOP("Region", "Beijing"),
        QT_TRANSLATE_NOOP("Region", "For accounts of Huawei Cloud's Chinese site."),
    ),
    "ap-southeast-3": (
        QT_TRANSLATE_NOOP("Region", "Singapore"),
        QT_TRANSLATE_NOOP("Region", "For accounts of the international site."),
    ),
    "cn-east-3": (
        QT_TRANSLATE_NOOP("Region", "Shanghai"),
        QT_TRANSLATE_NOOP("Region", "Only where Huawei opened it for you by a ticket."),
    ),
}

REGIONS = tuple(_TEXTS)
"""The regions' ids, the usual one first."""


def region_name(region: str) -> str:
    """A region in words; one that is not known by its id."""
    if region not in _TEXTS:
        return visible(region)
    return _say(_TEXTS[region][0])


def _say(text: object) -> str:
    return QCoreApplication.translate("Region", str(text))


class RegionChoice(ChoiceCards):
    """One card for each region; objectNames ``region_cn_north_4`` and so on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        cards = [
            Card(region, f"region_{region.replace('-', '_')}", _say(name), _say(sentence))
            for region, (name, sentence) in _TEXTS.items()
        ]
        super().__init__(cards, least_ems=11.0, parent=parent)
