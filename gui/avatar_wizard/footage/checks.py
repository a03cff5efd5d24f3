"""The rules for footage that container facts can decide, pure and by table.

A documented rule may stop; a rule of our own warns at most. Sources, cited beside each limit:
API = API reference, Create2dModelTrainingJob (fields of the training video) and ShowJob's error code 44005901;
guide = MetaStudio user guide, shooting guides of the standard and the Flexus edition; FAQ = MetaStudio FAQ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import Finding, FootageFacts, RuleSource, Severity

SIZES = frozenset({(1920, 1080), (1080, 1920), (3840, 2160), (2160, 3840)})  # API: all others get 44005901
STANDARD_S = (180.0, 600.0)  # API: 3 to 10 minutes
STANDARD_ADVISED_S = (300.0, 360.0)  # guide: 5 to 6 minutes
FLEXUS_S = (60.0, 600.0)  # what either document allows: the guide says 1 to 5 minutes, the API 3 to 10
FLEXUS_AGREED_S = (180.0, 300.0)  # what both allow
TOLERANCE_S = 0.1
"""How far a duration may miss a limit. Containers tell the length of the longest track, so that a take cut at three
minutes reads 179.98 or 180.02 s: one frame, or one block of sound. How the service rounds is not documented."""
LARGE = 5 * 1024**3  # guide: normally below 5 GB
FRAME_RATES = (24.0, 60.0)  # ours; no limit is documented
_FRAME_RATE_TOLERANCE = 0.5  # 23.976 counts as 24, and a phone's average may be 60.02
_PLAIN_CODEC = "h264"

CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # the file could not be read as footage (made by look)
        "video.empty": (),
        "video.not_a_file": (),
        "video.not_a_video": (),
        "video.truncated": (),  # the end is missing: copied or downloaded in part
        "video.unfinished": (),  # no index: the camera or the editor never finished writing
        "video.damaged": (),
        # what the facts say (made by judge)
        "video.mov": (),
        "video.container": ("container",),
        "video.no_picture": (),
        "video.codec_unknown": (),
        "video.codec": ("codec",),
        "video.resolution": ("width", "height"),
        "video.resolution_unknown": (),
        "video.too_short": ("seconds", "minimum"),
        "video.too_long": ("seconds", "maximum"),
        "video.duration_unknown": (),
        "video.duration_advised": ("seconds", "minimum", "maximum"),
        "video.duration_disputed": ("seconds", "minimum", "maximum"),
        "video.no_sound": (),
        "video.rotated": ("degrees",),
        "video.frame_rate": ("rate", "minimum", "maximum"),
        "video.large": ("size", "limit"),
    }
)
"""Every code of a finding and the names of its facts: seconds, degrees counter-clockwise, frames per second, bytes."""

_GRAVITY = {Severity.STOP: 0, Severity.WARNING: 1, Severity.TIP: 2}


def judge(facts: FootageFacts, edition: Edition, *, voice_from_video: bool = True) -> tuple[Finding, ...]:
    """What there is to say about ``facts`` under ``edition``'s rules, the gravest first.

    ``voice_from_video`` is False when the voice comes from a separate recording or none is wanted (Flexus only):
    then the video may be silent.
    """
    findings = [
        *_container(facts),
        *_picture(facts),
        *_duration(facts, edition),
        *_sound(facts, voice_from_video or not edition.is_flexus),
        *_rotation(facts),
        *_frame_rate(facts),
        *_size(facts),
    ]
    return tuple(sorted(findings, key=lambda finding: _GRAVITY[finding.severity]))


def stop(code: str, source: RuleSource = RuleSource.HUAWEI_REQUIRED, **facts: object) -> Finding:
    """A finding that keeps the file from being sent."""
    return Finding(code, Severity.STOP, source, facts)


def _warning(code: str, source: RuleSource, **facts: object) -> Finding:
    return Finding(code, Severity.WARNING, source, facts)


def _container(facts: FootageFacts) -> Iterator[Finding]:
    """API: MP4 only. The console takes MOV too, but this program sends through the API."""
    if facts.container == "mov":
        yield stop("video.mov")
    elif facts.container != "mp4":
        yield stop("video.container", container=facts.container)


def _picture(facts: FootageFacts) -> Iterator[Finding]:
    if facts.codec is None:
        yield stop("video.no_picture")
        return
    if facts.codec == "unknown":
        # FAQ: footage in a camera's own codec is refused; Windows' own player must be able to play it.
        yield stop("video.codec_unknown")
    elif facts.codec != _PLAIN_CODEC:
        yield _warning("video.codec", RuleSource.HUAWEI_ADVISED, codec=facts.codec)
    if facts.width is None or facts.height is None:
        yield _warning("video.resolution_unknown", RuleSource.OURS)
    elif (facts.width, facts.height) not in SIZES:
        yield stop("video.resolution", width=facts.width, height=facts.height)


def _duration(facts: FootageFacts, edition: Edition) -> Iterator[Finding]:
    seconds = facts.duration_s
    if seconds is None:
        if facts.codec is not None:
            yield _warning("video.duration_unknown", RuleSource.OURS)
        return
    shortest, longest = FLEXUS_S if edition.is_flexus else STANDARD_S
    low, high = FLEXUS_AGREED_S if edition.is_flexus else STANDARD_ADVISED_S
    if seconds < shortest - TOLERANCE_S:
        yield stop("video.too_short", seconds=seconds, minimum=shortest)
    elif seconds > longest + TOLERANCE_S:
        yield stop("video.too_long", seconds=seconds, maximum=longest)
    elif not low - TOLERANCE_S <= seconds <= high + TOLERANCE_S:
        code = "video.duration_disputed" if edition.is_flexus else "video.duration_advised"
        yield _warning(code, RuleSource.HUAWEI_ADVISED, seconds=seconds, minimum=low, maximum=high)


def _sound(facts: FootageFacts, is_needed: bool) -> Iterator[Finding]:
    """API: the voice is taken from the video unless a recording is sent. Guide: the original sound must be kept."""
    if is_needed and facts.codec is not None and not facts.audio:
        yield stop("video.no_sound")


def _rotation(facts: FootageFacts) -> Iterator[Finding]:
    """FAQ: footage that is stored sideways is a cause of refusals."""
    if facts.rotation:
        yield _warning("video.rotated", RuleSource.HUAWEI_ADVISED, degrees=facts.rotation)


def _frame_rate(facts: FootageFacts) -> Iterator[Finding]:
    low, high = FRAME_RATES
    rate = facts.frame_rate
    if rate is not None and not low - _FRAME_RATE_TOLERANCE <= rate <= high + _FRAME_RATE_TOLERANCE:
        yield _warning("video.frame_rate", RuleSource.OURS, rate=rate, minimum=low, maximum=high)


def _size(facts: FootageFacts) -> Iterator[Finding]:
    if facts.size > LARGE:
        yield _warning("video.large", RuleSource.HUAWEI_ADVISED, size=facts.size, limit=LARGE)
