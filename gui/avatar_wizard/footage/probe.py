"""ffprobe through ffmpeg-python, with the guards that ffmpeg-python 0.2.0 lacks.

That library starts ffprobe by ``ffmpeg._probe.subprocess.Popen`` and waits without a limit. It gets, in that one
module, a ``Popen`` of ours; the library's version is pinned and a test watches this spot.
"""

from __future__ import annotations

import json
import subprocess
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ffmpeg
import ffmpeg._probe

from avatar_wizard.domain.problem import ProblemError

from .process import GuardedProcess, Limits, current_limits, named_for_child

FORMATS = "mov,matroska,avi,mpegts"
"""The demuxers that may be tried; without a list, a playlist dressed as a video would open other files."""

MOST_PIXELS = 8192 * 4608
"""Of one picture; a decoder takes several times its bytes, and the largest that is ever sent has 3840 by 2160."""


class _Probing(GuardedProcess):
    """ffprobe ends with 0, or with 1 when it cannot read the file; anything else is a crash."""

    def communicate(self, input: Any = None, timeout: float | None = None) -> tuple[bytes, bytes]:  # noqa: A002
        answer = super().communicate(input, timeout)
        if self.returncode not in (0, 1):
            raise ProblemError("footage.tool_failed")
        return answer


ffmpeg._probe.subprocess = types.SimpleNamespace(Popen=_Probing, PIPE=subprocess.PIPE)


def probe(path: Path, ffprobe: Path, limits: Limits | None = None) -> Mapping[str, Any] | None:
    """What ffprobe says of a regular file, as its JSON object; None when it finds no footage in it.

    Raises ``footage.tool_timeout``, ``footage.tool_failed`` (crash, flood, an answer that is no JSON object) and
    ``footage.tool_missing`` (it can no longer be started).
    """
    limits_token = current_limits.set(limits or Limits())
    try:
        with named_for_child(path) as name:
            answer = ffmpeg.probe(
                name,
                cmd=str(ffprobe),
                v="error",
                protocol_whitelist="file",
                format_whitelist=FORMATS,
            )
    except ffmpeg.Error:
        return None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise ProblemError("footage.tool_failed") from None
    except OSError:
        # The text of an OSError holds a path.
        raise ProblemError("footage.tool_missing") from None
    finally:
        current_limits.reset(limits_token)
    if not isinstance(answer, dict):
        raise ProblemError("footage.tool_failed")
    return answer
