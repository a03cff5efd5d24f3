"""The upload engine: PUTs documents and slices to presigned addresses over one way out, as the line allows."""

from avatar_wizard.uploads.engine import Uploader
from avatar_wizard.uploads.line import Timeouts, system_trust
from avatar_wizard.uploads.memory import ConnectionMemory, RunMemory, SettingsMemory
from avatar_wizard.uploads.network import network_here
from avatar_wizard.uploads.uplink import Uplink

__all__ = [
    "ConnectionMemory",
    "RunMemory",
    "SettingsMemory",
    "Timeouts",
    "Uplink",
    "Uploader",
    "network_here",
    "system_trust",
]
