"""Every code of a finding and the names of its facts. A test holds rules and words against these tables.

Facts are plain numbers: seconds, degrees counter-clockwise, frames per second, bytes; ``percent`` 0 to 100; levels of
sound in LUFS, dBTP or dB; ``rate`` of bits in Mbit/s. None stands for what could not be measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_Table = Mapping[str, tuple[str, ...]]

UNREADABLE: _Table = MappingProxyType(
    {
        "video.empty": (),
        "video.not_a_file": (),
        "video.not_a_video": (),
        "video.truncated": (),  # the end is missing: copied or downloaded in part
        "video.unfinished": (),  # no index: the camera or the editor never finished writing
        "video.damaged": (),
    }
)
"""The file could not be read as footage (made by ``look``): there is nothing to judge, and no rule to judge it by."""

_CONTAINER: _Table = {
    "video.mov": (),
    "video.container": ("container",),
    "video.index_last": (),
    "video.no_picture": (),
    "video.codec_unknown": (),
    "video.codec": ("codec",),
    "video.pixel_format": ("format",),
    "video.hdr": (),
    "video.wide_colour": (),
    "video.ten_bit": ("bits",),
    "video.resolution": ("width", "height"),
    "video.resolution_unknown": (),
    "video.stretched": ("width", "height"),
    "video.rotated": (),
    "video.too_short": ("seconds", "minimum"),
    "video.too_long": ("seconds", "maximum"),
    "video.duration_unknown": (),
    "video.duration_advised": ("seconds", "minimum", "maximum"),
    "video.duration_disputed": ("seconds", "minimum", "maximum"),
    "video.test_shot": ("seconds", "minimum", "maximum"),
    "video.frame_rate": ("rate", "minimum", "maximum"),
    "video.frame_rate_unusual": ("rate",),
    "video.variable_rate": ("percent",),
    "video.interlaced": ("percent",),
    "video.interlaced_partly": ("percent",),
    "video.large": ("size", "limit"),
    "video.bit_rate": ("rate", "minimum"),
    "video.decode_errors": ("count",),
    "video.ends_early": ("seconds", "missing"),
}

_SOUND: _Table = {
    "video.no_sound": (),
    "sound.silent": (),
    "sound.tracks": ("count",),
    "sound.codec": ("codec",),
    "sound.sample_rate": ("rate", "minimum"),
    "sound.one_sided": ("difference",),
    "sound.offset": ("seconds",),
    "sound.length": ("seconds",),
    "sound.length_slight": ("seconds",),
    "sound.too_quiet": ("loudness", "minimum", "maximum"),
    "sound.too_quiet_peaks": ("loudness", "minimum", "maximum", "reachable"),
    "sound.too_loud": ("loudness", "minimum", "maximum"),
    "sound.peak": ("peak", "maximum"),
    "sound.clipping": ("count", "percent"),
    "sound.clipping_slight": ("count",),
    "sound.noise": ("distance", "minimum"),
    "sound.opening_short": ("seconds", "minimum"),
    "sound.opening_test": ("seconds", "minimum"),
    "sound.opening_long": ("seconds", "maximum"),
    "sound.dead_air": ("seconds", "count"),
}

_PICTURE: _Table = {
    "picture.black": ("seconds", "count"),
    "picture.frozen": ("seconds", "count"),
    "picture.cuts": ("count",),
    "picture.light_drift": ("percent",),
    "picture.flicker": ("percent",),
    "picture.shake": ("percent", "count"),
    "picture.bars": ("percent",),
}

_SCREEN: _Table = {
    "screen.none": ("percent",),
    "screen.blue": (),
    "screen.coverage": ("percent", "minimum"),
    "screen.uneven": ("stops",),
    "screen.dark": ("percent", "minimum"),
    "screen.bright": ("percent", "maximum"),
    "screen.spill": ("percent",),
    "screen.holes": ("percent",),
}

_PERSON: _Table = {
    "person.absent": ("percent",),
    "person.crowd": ("seconds", "count"),
    "person.sideways": (),
    "person.small": ("percent", "minimum"),
    "person.outside": ("seconds", "count"),
    "person.blurred": (),
    "person.dark": ("percent", "minimum"),
    "person.bright": ("percent", "maximum"),
    "person.burnt": ("percent",),
    "person.mouth_open": ("percent",),
}

CODES: _Table = MappingProxyType({**_CONTAINER, **_SOUND, **_PICTURE, **_SCREEN, **_PERSON})
"""What ``judge`` can find; each has its rule."""

UNMADE: _Table = MappingProxyType(
    {
        "unmade.look": (),  # neither picture nor sound has been looked at yet
        "unmade.full": (),  # only samples have been looked at
        "unmade.picture": (),  # this computer cannot read the pictures
        "unmade.sound": (),
        "unmade.screen": (),
        "unmade.person": (),  # the extra that finds faces is not installed
    }
)
"""Checks that could not be made."""
