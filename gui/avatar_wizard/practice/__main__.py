"""Start the practice service: `python -m avatar_wizard.practice`."""

from __future__ import annotations

import sys

from .program import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
