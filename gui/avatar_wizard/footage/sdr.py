"""HDR pictures brought down to an ordinary screen, for looking at: quick to set up, and near enough for a still.

ffmpeg's own way (``scale`` with an ``intent``) computes its tables for seconds before the first picture; measured
with n8.1.2, 4.4 s of processor time, against 0.2 s for these filters.
"""

from __future__ import annotations

_PQ = (
    "10*pow(max(pow(val/maxval,1/78.84375)-0.8359375,0)/(18.8515625-18.6875*pow(val/maxval,1/78.84375)),"
    "1/0.1593017578125)"
)
_HLG = "pow(if(lte(val/maxval,0.5),pow(val/maxval,2)/3,(exp((val/maxval-0.55991073)/0.17883277)+0.28466892)/12),1.2)"
_TO_LIGHT = {"smpte2084": _PQ, "arib-std-b67": _HLG}
"""From a transfer curve's value to light, 1 for 1000 cd/m2: ITU-R BT.2100-2, tables 4 and 5 (system gamma 1.2)."""

_WHITE = 0.203  # ITU-R BT.2408-7: the white of a page or a wall, 203 cd/m2
_TO_BT709 = (
    "colorchannelmixer=rr=1.6605:rg=-0.5876:rb=-0.0728:gr=-0.1246:gg=1.1329:gb=-0.0083:br=-0.0182:bg=-0.1006:bb=1.1187"
)
"""BT.2020 primaries to BT.709's, in light: ITU-R BT.2087-0, annex 2, inverted."""

_FROM_LIGHT = f"val/maxval/{_WHITE}"
_ROLLED_OFF = f"if(lt({_FROM_LIGHT},0.5),{_FROM_LIGHT},0.5+0.5*(1-exp(1-2*{_FROM_LIGHT})))"
"""Half of white and less stays as it is; what is brighter comes nearer and nearer to the screen's white."""


def is_hdr(transfer: str | None) -> bool:
    """Whether pictures with this transfer curve (ffprobe's name) look grey when they are shown as they are."""
    return transfer in _TO_LIGHT


def to_sdr(transfer: str, primaries: str | None) -> str:
    """ffmpeg filters that take RGB of 16 bit a channel in that curve to BT.709's; ``transfer`` must be HDR."""
    light = f"maxval*min(1,{_TO_LIGHT[transfer]})"
    mixer = "" if primaries == "bt709" else f"{_TO_BT709},"
    screen = f"maxval*pow({_ROLLED_OFF},1/2.4)"  # ITU-R BT.1886
    return f"format=gbrp16le,{_each(light)},{mixer}{_each(screen)},setparams=color_primaries=bt709:color_trc=bt709"


def _each(value: str) -> str:
    return f"lutrgb=r='{value}':g='{value}':b='{value}'"
