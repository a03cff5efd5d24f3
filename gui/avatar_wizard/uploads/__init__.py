"""The upload engine: PUTs documents and slices to presigned addresses, several at a time."""

from avatar_wizard.uploads.engine import Uploader
from avatar_wizard.uploads.line import Timeouts, system_trust

__all__ = ["Timeouts", "Uploader", "system_trust"]
