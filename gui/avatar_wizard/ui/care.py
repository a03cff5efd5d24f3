"""Care for the computer: it stays awake while it works, and a person is asked before sending costs money or power.

What a person allows holds until its cause is over; what is held back goes on by itself as soon as the cause is.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.surroundings import Caution, Surroundings
from avatar_wizard.flow.desk import Desk
from avatar_wizard.ui.line_watch import LineWatch
from avatar_wizard.ui.notices import going_on_question, held_words
from avatar_wizard.ui.outbox import Outbox, RunState
from avatar_wizard.ui.question import QuestionDialog, ask
from avatar_wizard.ui.tasks import Tasks

LOOK_EVERY_MS = 4000


class Care(QObject):
    """Watches the outbox and what this computer stands in.

    Signals:
        asked: without arguments; a question is on the screen.
        held: why everything is held back, in words without a full stop; empty when nothing is.
        failed: an exception of a look that failed.
    """

    asked = Signal()
    held = Signal(str)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, tasks: Tasks, outbox: Outbox, line: LineWatch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._outbox, self._line = desk, tasks, outbox, line
        self._window: QWidget | None = None
        self._question: QuestionDialog | None = None
        self._is_awake = self._is_working = False
        self._is_looking = self._looks_again = False
        self._open: frozenset[Caution] = frozenset()
        self._allowed: frozenset[Caution] = frozenset()
        self._declined: frozenset[Caution] = frozenset()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        outbox.changed.connect(self._outbox_changed)
        line.metered_changed.connect(self.look)
        line.came_back.connect(desk.network_is_back)

    def attach(self, window: QWidget) -> None:
        """Ask over this window."""
        self._window = window

    @property
    def cautions(self) -> frozenset[Caution]:
        """What holds everything back at this moment."""
        return self._open - self._allowed

    def allow(self) -> None:
        """Go on all the same, until what was asked about is over."""
        self._allowed |= self._open
        self._question = None
        self._outbox.release()

    def decline(self) -> None:
        """Stay on hold; it goes on by itself when what was asked about is over, or when a person resumes it."""
        self._question = None
        self._declined |= self.cautions

    @Slot()
    def look(self) -> None:
        """Look at the battery and the line now; nothing while nothing wants to be sent."""
        if not self._wants_to_send():
            return
        if self._is_looking:
            self._looks_again = True  # what is being read may be older than what happened
            return
        self._is_looking, self._looks_again = True, False
        self._tasks.run(self._desk.battery, self._looked, self._not_looked)

    @Slot(bool)
    def set_working(self, working: bool) -> None:
        """Something other than sending keeps the computer busy for long, or no longer."""
        self._is_working = working
        self._keep_awake()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    # --- inside

    def _wants_to_send(self) -> bool:
        return any(run.state in (RunState.RUNNING, RunState.HELD) or run.is_held for run in self._outbox.runs)

    @Slot(str)
    def _outbox_changed(self, key: str) -> None:
        run = self._outbox.run(key)
        if run is not None and run.state is RunState.RUNNING and self._declined:
            # Resumed by hand although it was asked about: that is an answer too.
            self._allowed |= self._declined
            self._declined = frozenset()
        self._keep_awake()
        if not self._wants_to_send():
            self._timer.stop()
        elif not self._timer.isActive():
            self._line.begin()
            self._timer.start()
            self.look()

    def _ask(self, now: Surroundings) -> None:
        self._withdraw()
        if self._window is not None:
            question = going_on_question(now, self.cautions)
            self._question = ask(self._window, question, self.allow, self.decline)
            self.asked.emit()

    def _withdraw(self) -> None:
        if self._question is not None:
            question, self._question = self._question, None
            question.withdraw()

    def _keep_awake(self) -> None:
        wanted = self._outbox.is_busy or self._is_working
        if wanted is not self._is_awake:
            self._is_awake = wanted
            # In order, and only the last wish when several wait.
            self._tasks.save("awake", partial(self._desk.stay_awake, wanted), self.failed.emit)

    def _not_looked(self, error: BaseException) -> None:
        self._is_looking = False
        self.failed.emit(error)

    def _looked(self, battery: int | None) -> None:
        self._is_looking = False
        now = Surroundings(self._line.is_metered, battery)
        self.held.emit(held_words(now.cautions() - self._allowed))
        before, self._open = self.cautions, now.cautions()
        self._allowed &= self._open
        self._declined &= self._open
        if not self.cautions:
            self._outbox.release()
            self._withdraw()
        else:
            self._outbox.hold_back()
            if self.cautions - before:
                self._ask(now)
        if self._looks_again:
            self.look()
