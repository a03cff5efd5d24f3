"""Whether ffmpeg offers to decode pictures on the graphics card."""

from __future__ import annotations

import threading
from pathlib import Path

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage.process import Limits, run

_LIMITS = Limits(seconds=5.0, output=64 * 1024)

_WORTH_IT = frozenset({"cuda", "d3d11va", "d3d12va", "dxva2", "vaapi", "videotoolbox"})
"""Ways that are common and quick; ``-hwaccel auto`` takes the first that works, and the processor when none does."""

_known: dict[Path, bool] = {}
_lock = threading.Lock()


def offers_hardware(ffmpeg: Path) -> bool:
    """Whether this ffmpeg was built with one of the common ways; asked once. False when it gives no answer."""
    with _lock:
        if ffmpeg not in _known:
            _known[ffmpeg] = _asked(ffmpeg)
        return _known[ffmpeg]


def _asked(ffmpeg: Path) -> bool:
    try:
        code, out, _ = run([str(ffmpeg), "-hide_banner", "-v", "error", "-hwaccels"], _LIMITS)
    except (OSError, ProblemError):
        return False
    return code == 0 and not _WORTH_IT.isdisjoint(out.decode("ascii", "replace").split())
