"""``python -m avatar_wizard`` and the command ``avatar-wizard``."""

from __future__ import annotations

import contextlib
import os
import sys

INTERRUPTED, BY_CTRL_C = 4, 130
"""Exit codes: ``submit`` can be called again; 130 is what shells expect of any other command."""


def main() -> int:
    """Run the command line and return its exit code."""
    arguments = sys.argv[1:]
    try:
        # In here: whoever presses Ctrl-C while modules are still being read gets no traceback either.
        from avatar_wizard.cli import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED if "submit" in arguments else BY_CTRL_C
    finally:
        _empty_output()


def _empty_output() -> None:
    """Write out what is still held back, and forget it when nobody reads it: Python would complain at its very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
