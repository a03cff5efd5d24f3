"""The pair of Python and PySide6 in use can emit signals for hours.

PySide6 6.12.0 on Python 3.11 or older drops one reference of ``True`` with every ``emit()`` and aborts the process
after some hundreds. From Python 3.12 on ``True`` is immortal. pyproject.toml therefore asks for an older PySide6 there.
"""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    sent = Signal(object)

heard = []
sender = Sender()
sender.sent.connect(heard.append)
before = sys.getrefcount(True)
for number in range(2000):
    sender.sent.emit(number)
lost = before - sys.getrefcount(True)
assert len(heard) == 2000, len(heard)
assert lost < 100, lost
"""


def test_two_thousand_signals_leave_the_process_alive() -> None:
    # In a process of its own: the fault would take the test run with it.
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=dict(os.environ), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
