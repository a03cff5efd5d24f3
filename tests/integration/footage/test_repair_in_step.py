"""Sound and picture belong together after every repair as they did before."""

from __future__ import annotations

import itertools

import pytest

from avatar_wizard.domain.footage import Repair
from support.clips import ffmpeg_made
from support.mending import (
    AAC,
    FLASH_S,
    H264,
    beep_at,
    flash_and_beep,
    flash_at,
    mend,
    sound_times,
)

_IN_STEP = {
    Repair.REMUX: (("mov", *H264, *AAC), {"suffix": "mov"}),
    Repair.CONSTANT_RATE: (("uneven", *H264, *AAC), {"before": "select='not(eq(mod(n,7),1))'"}),
    Repair.DEINTERLACE: (
        ("fields", *H264, *AAC, "-flags", "+ildct+ilme", "-x264-params", "tff=1"),
        {"rate": "50", "before": "tinterlace=mode=interleave_top"},
    ),
    Repair.H264: (("mpeg4", "-c:v", "mpeg4", *AAC), {}),
    Repair.LOUDNESS: (("plain", *H264, *AAC), {}),
    Repair.AAC: (("mp3", *H264, "-c:a", "libmp3lame"), {}),
    Repair.SDR: (("deep", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", *AAC), {}),
}


@pytest.mark.parametrize("repair", _IN_STEP, ids=str)
def test_sound_stays_in_step(tmp_path, repair):
    recipe, options = _IN_STEP[repair]
    source = flash_and_beep(*recipe, **options)
    assert flash_at(source) == pytest.approx(FLASH_S, abs=0.045)
    mended = mend(source, tmp_path, repair)
    assert flash_at(mended.path) - beep_at(mended.path) == pytest.approx(0, abs=0.04)
    assert flash_at(mended.path) == pytest.approx(flash_at(source), abs=0.04)


@pytest.mark.parametrize(
    "repairs", [(Repair.REMUX,), (Repair.H264,), (Repair.AAC,), (Repair.H264, Repair.AAC)], ids=str
)
def test_sound_that_begins_later_or_with_an_edit_list_stays_in_step(tmp_path, repairs):
    straight = flash_and_beep("edit", "-c:v", "mpeg4", "-c:a", "libmp3lame")
    late = ffmpeg_made(
        "flash late",
        "mov",
        *("-i", f"file:{straight}", "-itsoffset", "0.3", "-ss", "0.3", "-i", f"file:{straight}"),
        *("-map", "0:v", "-map", "1:a", "-c", "copy", "-f", "mov"),
    )
    trimmed = ffmpeg_made("flash trimmed", "mov", "-ss", "0.7", "-i", f"file:{straight}", "-c", "copy", "-f", "mov")
    for source in (late, trimmed):
        apart = flash_at(source) - beep_at(source)
        assert apart == pytest.approx(0, abs=0.06)
        mended = mend(source, tmp_path, *repairs)
        assert flash_at(mended.path) - beep_at(mended.path) == pytest.approx(apart, abs=0.03)


def test_sound_with_a_hole_stays_in_step(tmp_path):
    straight = flash_and_beep("hole", *H264, "-c:a", "libmp3lame", suffix="mkv")
    hole = (
        "-i",
        f"file:{straight}",
        "-c",
        "copy",
        "-bsf:a",
        "noise=drop=between(pts*tb\\,0.4\\,1.1)",
        "-f",
        "matroska",
    )
    source = ffmpeg_made("flash with a hole", "mkv", *hole)
    assert beep_at(source) == pytest.approx(FLASH_S, abs=0.045)
    mended = mend(source, tmp_path, Repair.AAC)
    assert mended.facts.audio[0].codec == "aac"
    assert flash_at(mended.path) - beep_at(mended.path) == pytest.approx(0, abs=0.04)
    # Filled with silence: a player that counts samples instead of reading times stays in step too.
    longest = [max(b - a for a, b in itertools.pairwise(sound_times(path))) for path in (source, mended.path)]
    assert longest[0] > 0.6
    assert longest[1] < 0.03
