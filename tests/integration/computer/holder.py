"""A program that keeps the computer awake: it says what the system answered, then does what its input tells it.

``let-go`` lets go and says so, ``exit`` ends without letting go; it also ends when its input does. With
``--pretend Windows`` or ``--pretend Darwin`` wakepy takes its way for that system; on the pretended Windows each call
of SetThreadExecutionState is told as ``[thread, flags]``.
"""

from __future__ import annotations

import ctypes
import json
import platform
import sys
import threading
from types import SimpleNamespace
from typing import Any

from avatar_wizard.awake import SystemWakefulness


def say(value: Any) -> None:
    """One line of JSON."""
    print(json.dumps(value), flush=True)


def pretend(system: str) -> None:
    """Be that system, as far as wakepy looks."""
    platform.system = lambda: system
    if system != "Windows":
        return
    state = {"before": 0x80000000}

    def set_thread_execution_state(flags: int) -> int:
        """The state before, like kernel32's; 0 is its failure."""
        say([threading.get_ident(), flags])
        before, state["before"] = state["before"], flags
        return 0 if "--failing" in sys.argv else before

    kernel = SimpleNamespace(SetThreadExecutionState=set_thread_execution_state)
    ctypes.windll = SimpleNamespace(kernel32=kernel)  # type: ignore[attr-defined]


def main() -> None:
    """Keep awake, and obey."""
    if "--pretend" in sys.argv:
        pretend(sys.argv[sys.argv.index("--pretend") + 1])
    awake = SystemWakefulness()
    say({"agreed": awake.keep()})
    for line in sys.stdin:
        if line.strip() == "exit":
            return
        awake.let_go()
        say({"let_go": True})


if __name__ == "__main__":
    main()
