"""What a repair does to colours: high dynamic range looks right on an ordinary screen, all else as before."""

from __future__ import annotations

import pytest

from avatar_wizard.domain.footage import Repair
from support.clips import ffmpeg_made
from support.mending import (
    AAC,
    clip,
    colours,
    facts_of,
    likeness,
    mend,
    side_data,
)

TAGS = ("-vf", "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv")

# What a screen shows, and the HLG and PQ signals for it: BT.709 at gamma 2.4 and 203 cd/m2 through BT.2087, then the
# inverse OOTF and OETF of BT.2100, computed apart from the program with its own matrices.
_PATCHES = {
    "white": ((255, 255, 255), (0.750, 0.750, 0.750), (0.581, 0.581, 0.581)),
    "grey": ((119, 119, 119), (0.416, 0.416, 0.416), (0.400, 0.400, 0.400)),
    "dark": ((40, 40, 40), (0.140, 0.140, 0.140), (0.199, 0.199, 0.199)),
    "black": ((0, 0, 0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
    "skin": ((224, 172, 140), (0.673, 0.593, 0.484), (0.528, 0.490, 0.445)),
    "dark skin": ((140, 90, 64), (0.451, 0.325, 0.223), (0.410, 0.351, 0.290)),
    "green wall": ((47, 158, 68), (0.344, 0.542, 0.258), (0.372, 0.457, 0.323)),
    "blue": ((54, 79, 199), (0.265, 0.274, 0.692), (0.314, 0.320, 0.509)),
}


def _patches(transfer: str) -> object:
    """Columns of the patches' signals in BT.2020, 10 bit."""
    which = 1 if transfer == "arib-std-b67" else 2
    width = 32 * len(_PATCHES)
    drawn = []
    for column in range(3):
        steps = "+".join(
            f"{round(values[which][column] * 65535)}*between(X\\,{32 * n}\\,{32 * n + 31})"
            for n, values in enumerate(_PATCHES.values())
        )
        drawn.append(steps)
    red, green, blue = drawn
    source = f"nullsrc=size={width}x64:rate=25:duration=1,format=gbrp16le,geq=r='{red}':g='{green}':b='{blue}'"
    chain = (
        "scale=out_color_matrix=bt2020:out_range=tv,format=yuv420p10le,"
        f"setparams=color_primaries=bt2020:color_trc={transfer}:colorspace=bt2020nc:range=tv"
    )
    return ffmpeg_made(
        f"mending patches {transfer}",
        "mov",
        *("-f", "lavfi", "-i", f"{source},{chain}", "-c:v", "libx264", "-crf", "2", "-preset", "ultrafast"),
        *("-f", "mov"),
    )


@pytest.mark.parametrize("transfer", ["arib-std-b67", "smpte2084"])
def test_hdr_looks_right_on_an_ordinary_screen(tmp_path, transfer):
    source = _patches(transfer)
    before = facts_of(source)
    assert (before.transfer, before.primaries, before.bit_depth) == (transfer, "bt2020", 10)
    mended = mend(source, tmp_path, Repair.SDR)
    after = mended.facts
    assert (after.transfer, after.primaries, after.pixel_format, after.bit_depth) == ("bt709", "bt709", "yuv420p", 8)
    seen = dict(zip(_PATCHES, colours(mended.path, len(_PATCHES)), strict=True))
    for name, (wanted, _, _) in _PATCHES.items():
        print(f"{transfer:14}{name:12} wanted {wanted} got {tuple(map(round, seen[name]))}")
    for name, (wanted, _, _) in _PATCHES.items():
        if name == "white":  # room is left for what is brighter
            assert all(228 <= value <= 245 for value in seen[name])
            assert max(seen[name]) - min(seen[name]) <= 2
        else:
            assert seen[name] == pytest.approx(wanted, abs=6), name


def test_no_screen_is_told_of_brightness_that_is_gone(tmp_path):
    pq = "setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv"
    light = "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400"
    coding = ("-vf", pq, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", f"log-level=none:{light}")
    source = clip("mastered", *coding, *AAC)
    assert {"Mastering display metadata", "Content light level metadata"} <= side_data(source)
    mended = mend(source, tmp_path, Repair.SDR)
    assert side_data(mended.path) <= {"H.26[45] User Data Unregistered SEI message"}


def test_an_encoded_picture_keeps_its_colour_tags(tmp_path):
    source = clip("tagged mpeg4", *TAGS, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none")
    after = mend(source, tmp_path, Repair.H264).facts
    assert (after.codec, after.transfer, after.primaries) == ("h264", "bt709", "bt709")


def test_deep_ordinary_colours_keep_their_look(tmp_path):
    bars = ("-f", "lavfi", "-i", "smptehdbars=size=280x90:rate=25:duration=1")
    to = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p10le"
    for name, tags, said in (("tagged", TAGS[1], "bt709"), ("untagged", "null", None)):
        coding = ("-vf", f"{to},{tags}", "-c:v", "libx264", "-crf", "4", "-preset", "ultrafast")
        source = clip(f"deep {name}", *coding, picture=bars)
        mended = mend(source, tmp_path, Repair.SDR)
        # So small a picture that says nothing is taken for BT.601 by players: nothing is made up.
        assert (mended.facts.transfer, mended.facts.primaries) == (said, said)
        for a, b in zip(colours(source, 7), colours(mended.path, 7), strict=True):
            assert a == pytest.approx(b, abs=4)


def test_full_range_keeps_its_look(tmp_path):
    bars = ("-f", "lavfi", "-i", "smptehdbars=size=280x90:rate=25:duration=1")
    source = clip("full range", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "2", suffix="mov", picture=bars)
    mended = mend(source, tmp_path, Repair.H264)
    assert mended.facts.pixel_format == "yuv420p"
    assert likeness(source, mended.path, "gbrp") > 33
