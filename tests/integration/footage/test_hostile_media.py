"""Files that mean harm, and tools that misbehave, at every door of the room: a plain answer in time, and nothing else.

Whatever comes in: no call may raise anything but a ProblemError, take longer than its limit, call anybody, leave a
process, a file or half of one behind, or make this process grow.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from avatar_wizard.assets import resource
from avatar_wizard.domain.footage import FootageFacts, FootageReport, Question, Repair
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.viewing import Still
from avatar_wizard.footage import locate, stills
from avatar_wizard.footage.decoding import instant, streaming
from avatar_wizard.footage.decoding.streaming import Patience
from avatar_wizard.footage.mending import repair
from avatar_wizard.footage.process import Limits
from avatar_wizard.footage.rules import load_rules
from avatar_wizard.footage.viewing import FootageRoom
from support import hostile
from support.clips import good_clip
from support.guarded import Guard, listening

pytestmark = [
    pytest.mark.slow,
    pytest.mark.thorough,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]

QUESTION = Question(green_screen=True)
LIMIT_S = 45.0
"""For one door; ffprobe alone may take 10 s, a machine with other work several times as long as usual."""

Answer = FootageReport | Still | list[Still] | Path
Door = Callable[[FootageRoom, Path, Path], Answer]


def unheard(_: float) -> None:
    """Progress that nobody looks at."""


def studied(room: FootageRoom, path: Path, _: Path) -> FootageReport:
    never = threading.Event()
    return room.study(path, QUESTION, on_progress=unheard, stop=never, pause=never)


def stripped(room: FootageRoom, path: Path, _: Path) -> list[Still]:
    return list(room.strip(path, 4e9, count=4, height=90, stop=threading.Event()))


def repaired(room: FootageRoom, path: Path, folder: Path) -> Path:
    """As if the file had been a good one when it was judged."""
    try:
        report = room.look(path, QUESTION)
    except ProblemError:
        report = FootageReport(None)
    if report.facts is None:
        size = path.stat().st_size if path.is_file() else 0
        report = FootageReport(FootageFacts(size, "mp4", 4.0, 320, 180, codec="h264"))
    wanted = (Repair.REMUX, Repair.H264, Repair.LOUDNESS)
    return room.repair(path, report, wanted, folder, suffix=" (mended)", on_progress=unheard, stop=threading.Event())


DOORS: dict[str, Door] = {
    "look": lambda room, path, _: room.look(path, QUESTION),
    "glance": lambda room, path, _: room.glance(path, QUESTION, stop=threading.Event()),
    "study": studied,
    "still": lambda room, path, _: room.still(path, 1e9, height=90),
    "strip": stripped,
    "repair": repaired,
}


@pytest.fixture
def room() -> FootageRoom:
    return FootageRoom(load_rules(resource("rules", "footage.toml")))


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """What is imported once is no growth."""
    room = FootageRoom(load_rules(resource("rules", "footage.toml")))
    studied(room, good_clip(seconds=4, size=(320, 180), fps=10), Path())


@pytest.fixture
def guard(tmp_path, monkeypatch) -> Iterator[Guard]:
    folder = tmp_path / "temp"
    folder.mkdir()
    with listening() as listener:
        yield Guard(folder, monkeypatch.setenv, listener)


@pytest.fixture
def place(tmp_path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


def through(room: FootageRoom, guard: Guard, path: Path, door: str, *, seconds: float = LIMIT_S) -> Answer | str:
    """What a door says of a file: its answer, or the code of its problem; all that must hold for any file holds."""
    folder = path.parent / f"out-{door}"
    folder.mkdir(exist_ok=True)
    beside = sorted(path.parent.iterdir())
    trouble: ProblemError | None = None
    answer: Answer | str = ""
    with guard.watching(seconds=seconds):
        try:
            answer = DOORS[door](room, path, folder)
        except ProblemError as error:
            trouble, answer = error, error.problem.code
    assert sorted(path.parent.iterdir()) == beside
    assert [answer] == list(folder.iterdir()) if isinstance(answer, Path) else list(folder.iterdir()) == []
    shutil.rmtree(folder)
    if trouble is not None:
        assert answer.partition(".")[0] in ("file", "footage", "repair"), answer
        assert trouble.__suppress_context__ or trouble.__context__ is None
        assert str(path.parent) not in str(trouble)
    said = [finding.code for finding in answer.findings] if isinstance(answer, FootageReport) else answer
    print(f"  {door}: {str(said)[:150]}")
    return answer


def everywhere(room: FootageRoom, guard: Guard, path: Path) -> dict[str, Answer | str]:
    return {door: through(room, guard, path, door) for door in DOORS}


def all_refuse(room: FootageRoom, guard: Guard, path: Path) -> None:
    """No door finds anything in it."""
    for door, answer in everywhere(room, guard, path).items():
        assert isinstance(answer, str) or (isinstance(answer, FootageReport) and answer.unreadable), door


PLAYLISTS = {
    "HLS": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{target}\n#EXT-X-ENDLIST\n",
    "HLS with a key": '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{target}"\n#EXTINF:5,\n{target}\n#EXT-X-ENDLIST\n',
    "DASH": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet '
    'mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>{target}</BaseURL></Representation>'
    "</AdaptationSet></Period></MPD>",
    "concat": "ffconcat version 1.0\nfile '{target}'\n",
    "ffmetadata": ";FFMETADATA1\ntitle={target}\n[CHAPTER]\nSTART=0\nEND=1\n",
    "SDP": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {port} RTP/AVP 96\n"
    "a=control:{target}\n",
    "ASX": '<ASX version="3.0"><ENTRY><REF HREF="{target}"/></ENTRY></ASX>',
    "SMIL": '<smil><body><video src="{target}"/></body></smil>',
    "image list": "{target}\n" * 50,
    "IMF": '<?xml version="1.0"?><CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016">{target}'
    "</CompositionPlaylist>",
}


@pytest.mark.parametrize("name", ["take.mp4", "take.m3u8", "take.txt", "take.sdp", "%03d.mp4"])
@pytest.mark.parametrize("kind", PLAYLISTS)
def test_playlists_open_nothing(room, guard, place, kind, name):
    shutil.copy(good_clip(seconds=4, size=(320, 180), fps=10), place / "real.mp4")
    path = place / name
    for target in (f"http://127.0.0.1:{guard.port}/a.mp4", str(place / "real.mp4"), "real.mp4"):
        path.write_text(PLAYLISTS[kind].format(target=target, port=guard.port))
        if name == "take.mp4" or kind == "HLS":
            all_refuse(room, guard, path)
        else:
            through(room, guard, path, "study")


def pointers(port: int, real: Path) -> dict[str, bytes]:
    url = f"http://127.0.0.1:{port}/a.mov".encode()
    local = os.fsencode(real)
    return {
        "url": hostile.pointing_by_url(url),
        "file url": hostile.pointing_by_url(b"file://" + local),
        "alias": hostile.pointing_by_alias(local),
        "alias to the network": hostile.pointing_by_alias(url),
        "alias beside": hostile.pointing_by_alias(b"real.mp4"),
        "reference": hostile.reference_movie(url),
        "reference to a file": hostile.reference_movie(local),
    }


@pytest.mark.parametrize("kind", list(pointers(0, Path("real.mp4"))))
def test_media_elsewhere_are_left_alone(room, guard, place, tmp_path, kind):
    real = tmp_path / "real.mp4"
    real.write_bytes(hostile.clip())
    os.utime(real, (1, 1))
    path = place / "take.mov"
    path.write_bytes(pointers(guard.port, real)[kind])
    everywhere(room, guard, path)
    assert real.stat().st_atime == 1 or real.stat().st_atime_ns // 10**9 == 1, "it was read"


def test_matroska_is_relieved_of_its_baggage(room, guard, place):
    answers = everywhere(room, guard, hostile.matroska_with_baggage(place))
    assert isinstance(answers["study"], FootageReport)
    assert isinstance(answers["repair"], Path)


def test_nothing_of_the_baggage_is_in_the_mended_file(room, place):
    path = hostile.matroska_with_baggage(place)
    out = place / "out"
    out.mkdir()
    data = repaired(room, path, out).read_bytes()
    assert all(word not in data for word in (b"evil.sh", b"pwned", b"/etc/passwd", b"x-sh"))


@pytest.mark.parametrize("kind", list(hostile.absurd()))
def test_absurd_numbers(room, guard, place, kind):
    path = place / "take.mp4"
    path.write_bytes(hostile.absurd()[kind])
    everywhere(room, guard, path)


def test_ten_thousand_streams(room, guard, place):
    path = place / "take.mp4"
    path.write_bytes(hostile.ten_thousand_streams())
    everywhere(room, guard, path)


def test_millions_of_boxes(room, guard, place):
    path = place / "take.mp4"
    path.write_bytes(hostile.many_boxes())
    everywhere(room, guard, path)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", ["1,500 long comments", "one comment of 100 MB", "a million tags"])
def test_a_hundred_megabytes_of_metadata(room, guard, place, kind):
    path = place / "take.mp4"
    path.write_bytes(hostile.much_metadata()[kind])
    everywhere(room, guard, path)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", ["free boxes of 8 bytes", "one free box of 100 MB"])
def test_a_hundred_megabytes_of_nothing(room, guard, place, kind):
    path = place / "take.mp4"
    path.write_bytes(hostile.much_metadata()[kind])
    everywhere(room, guard, path)


@pytest.mark.timeout(400)
def test_a_picture_that_takes_all_memory(room, guard, place):
    path = place / "take.mov"
    path.write_bytes(hostile.memory_bomb())
    everywhere(room, guard, path)


def test_holes_of_a_terabyte(room, guard, place):
    path = place / "take.mp4"
    path.touch()
    os.truncate(path, 10**12)
    all_refuse(room, guard, path)
    kinds = dict(hostile.boxes(hostile.clip()))
    with path.open("wb") as file:
        file.write(hostile.box(b"ftyp", kinds[b"ftyp"]) + hostile.box(b"moov", kinds[b"moov"]))
        file.write(b"\0\0\0\1mdat" + (10**12).to_bytes(8, "big"))
        file.truncate(10**12 + file.tell() - 16)
    everywhere(room, guard, path)
    path.write_bytes(b"")
    all_refuse(room, guard, path)


def test_what_is_no_file(room, guard, place):
    os.mkfifo(place / "pipe.mp4")
    (place / "folder.mp4").mkdir()
    (place / "loop.mp4").symlink_to(place / "loop.mp4")
    (place / "zero.mp4").symlink_to("/dev/zero")
    (place / "terminal.mp4").symlink_to("/dev/tty")
    for path in sorted(place.iterdir()):
        all_refuse(room, guard, path)


NAMES = ["-dash.mp4", "-i", "http:evil.mp4", "concat:a|b.mp4", "%03d [1].mp4", "two\nlines.mp4", "; touch pwned.mp4"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_is_an_order(room, guard, place, monkeypatch, name):
    monkeypatch.chdir(place)
    shutil.copy(good_clip(seconds=4, size=(320, 180), fps=10), place / name)
    for door, answer in everywhere(room, guard, place / name).items():
        assert not isinstance(answer, str), door
    assert isinstance(through(room, guard, Path(name).absolute(), "study"), FootageReport)


MISDEEDS = {
    "hangs": "sleep 600",
    "ignores the end": "trap '' TERM INT HUP; while :; do sleep 1; done",
    "leaves a child on the pipe": "sleep 600 & exit 0",
    "leaves a child and crashes": "sleep 600 & kill -SEGV $$",
    "closes its pipes": "exec >&- 2>&-; sleep 600",
    "floods its output": "exec yes",
    "floods with nothing": "exec cat /dev/zero",
    "floods its messages": "exec yes >&2",
    "writes one endless line": "exec cat /dev/zero >&2",
    "floods both": "yes >&2 & exec yes",
    "crashes": "kill -SEGV $$",
    "ends at once": "exit 0",
    "fails": "echo 'No space left' >&2; exit 1",
    "says rubbish": "head -c 300000 /dev/urandom; head -c 300000 /dev/urandom >&2",
}


@pytest.fixture
def misdeed(tmp_path, monkeypatch):
    """Let a tool be a script: it answers ``-version`` and then does what it wants; limits are short."""
    monkeypatch.setattr(locate, "_found", {})
    monkeypatch.setattr(streaming, "Patience", partial(Patience, stall_s=1.5))
    monkeypatch.setattr(streaming, "_LAST_S", 1.5)
    monkeypatch.setattr(stills, "_LIMITS", Limits(seconds=1.5, output=8 * 1024 * 1024))
    monkeypatch.setattr(repair, "_STALL_S", 1.5)
    monkeypatch.setattr(repair, "_MOVING_S", 1.5)
    monkeypatch.setattr("avatar_wizard.footage.probe.Limits", partial(Limits, seconds=1.5))
    monkeypatch.setattr(instant.run_instant, "__kwdefaults__", {"limit_s": 2.0})

    def install(tool: str, body: str) -> None:
        path = tmp_path / tool
        path.write_text(f'#!/bin/sh\nif [ "$1" = -version ]; then echo {tool} version fake-1; exit; fi\n{body}\n')
        path.chmod(0o755)
        monkeypatch.setenv(f"AVATAR_WIZARD_{tool.upper()}", str(path))

    return install


@pytest.mark.parametrize("kind", MISDEEDS)
@pytest.mark.parametrize("tool", ["ffprobe", "ffmpeg"])
def test_a_tool_that_misbehaves(room, guard, place, misdeed, tool, kind):
    path = Path(shutil.copy(good_clip(seconds=4, size=(320, 180), fps=10), place / "take.mp4"))
    misdeed(tool, MISDEEDS[kind])
    for door, answer in everywhere(room, guard, path).items():
        if tool == "ffprobe" and kind == "fails":
            assert isinstance(answer, str) or (isinstance(answer, FootageReport) and answer.unreadable), door
        elif isinstance(answer, FootageReport) and door == "study":
            assert any(finding.code == "video.ends_early" for finding in answer.findings)
        elif tool == "ffprobe" or door in ("study", "still", "repair"):
            assert isinstance(answer, str), door
