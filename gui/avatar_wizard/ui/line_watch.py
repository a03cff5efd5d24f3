"""What the system says about the connection: whether it costs by volume, and when it is back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

_Feature = QNetworkInformation.Feature
_Reachability = QNetworkInformation.Reachability


class LineWatch(QObject):
    """Knows what the system tells; where it tells nothing, a connection counts as free of charge.

    Signals:
        metered_changed: without arguments.
        came_back: without arguments; there was no way out, and now there is one.
    """

    metered_changed = Signal()
    came_back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: QNetworkInformation | None = None
        self._was_away = False

    def begin(self) -> None:
        """Begin to listen; not at the start, since finding somebody who tells may take moments."""
        if self._source is not None or not QNetworkInformation.loadBackendByFeatures(_Feature.Metered):
            return
        self._source = QNetworkInformation.instance()
        if self._source is not None:
            self._source.isMeteredChanged.connect(self.metered_changed)
            self._source.reachabilityChanged.connect(self._reachability_changed)

    @property
    def is_metered(self) -> bool:
        """Whether the connection is said to cost by volume, as a telephone's does."""
        return self._source is not None and self._source.isMetered()

    @Slot(object)
    def _reachability_changed(self, reachability: QNetworkInformation.Reachability) -> None:
        is_away = reachability is _Reachability.Disconnected
        if self._was_away and not is_away:
            self.came_back.emit()
        self._was_away = is_away
