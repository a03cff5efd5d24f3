"""The engine in a process of its own, for tests that stop and continue a whole program.

``python -m integration.uploads.sending_child FILE ADDRESS ASLEEP_S`` sends the file and prints "sent".
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from avatar_wizard.documents.fingerprint import fingerprint
from avatar_wizard.domain.draft import Role
from avatar_wizard.flow.ports import Upload
from avatar_wizard.uploads import Uplink, Uploader


def main(file: str, address: str, asleep_s: str) -> None:
    """Send one file over an uplink that takes a gap of ``asleep_s`` seconds for sleep."""
    role, path = Role.TRAINING_VIDEO, Path(file)
    upload = Upload(role, path, fingerprint(path, role), address, "application/octet-stream")
    Uploader(Uplink(asleep_s=float(asleep_s))).send(
        [upload], already_sent={}, on_sent=lambda *_: None, stop=threading.Event()
    )
    print("sent", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
