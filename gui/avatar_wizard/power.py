"""Whether this computer runs on its battery, and how full that is, read through psutil."""

from __future__ import annotations

from pathlib import Path

_SUPPLIES = Path("/sys/class/power_supply")
_UNKNOWN = 255
"""What Windows gives for a charge it does not know (SYSTEM_POWER_STATUS, BatteryLifePercent)."""


def battery() -> int | None:
    """Percent, 0 to 100, while the computer runs on its battery; quick enough for a call a second.

    None when it is plugged in, when it has no battery, and when the system does not tell: nobody is asked about a
    guess. Never raises.
    """
    try:
        # Late: nobody who only starts the program pays for it.
        import psutil

        # Absent on systems where psutil cannot read any.
        state = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    except (ImportError, OSError, RuntimeError, TypeError, ValueError):
        # No such folder in a container, a battery taken out under way, a driver that writes words for numbers.
        return None
    # Plugged is None when psutil cannot say. A battery that gains has an unlimited time left, whatever the plug says.
    if state is None or state.power_plugged is not False or state.secsleft == psutil.POWER_TIME_UNLIMITED:
        return None
    if not 0 <= state.percent < _UNKNOWN or _is_of_a_device():
        return None
    # Downwards, so that 19.9 is under 20. An aged battery may hold more than its own "full".
    return min(100, int(state.percent))


def _is_of_a_device() -> bool:
    """Whether psutil read the battery of a mouse, a headset or a pen.

    On Linux it takes the first by name that looks like a battery, which on a desktop computer may be a mouse's. The
    kernel marks those with the scope Device (Documentation/ABI/testing/sysfs-class-power); the computer's own have
    the scope System or none.
    """
    try:
        names = [each.name for each in _SUPPLIES.iterdir()]
        first = min(name for name in names if name.startswith("BAT") or "battery" in name.lower())
        return (_SUPPLIES / first / "scope").read_text("ascii", "replace").strip() == "Device"
    except (OSError, ValueError):  # another system, no battery here, or none that has a scope
        return False
