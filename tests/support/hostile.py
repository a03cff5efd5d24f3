"""Files that mean harm: boxes that promise too much, point elsewhere, or never end. All small on the disk, or sparse.

Boxes: ISO/IEC 14496-12, 4.2 (structure), 8.7 (sample tables, data references); QuickTime File Format, "Media Data".
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from support.clips import ffmpeg_made, good_clip

Change = Callable[[bytes], bytes]

_NESTS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl"})
_IDENTITY = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def clip() -> bytes:
    """A good small clip, its index at the end: boxes in it may grow without moving the media."""
    return good_clip(seconds=4, size=(320, 180), fps=10).read_bytes()


def box(kind: bytes, *content: bytes) -> bytes:
    """One box."""
    payload = b"".join(content)
    return (8 + len(payload)).to_bytes(4, "big") + kind + payload


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each box on one level."""
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def changed(data: bytes, **changes: Change) -> bytes:
    """``data`` with the content of the boxes so named changed, however deep they lie; sizes fit again."""
    parts = []
    for kind, content in boxes(data):
        if kind in _NESTS:
            content = changed(content, **changes)
        if (change := changes.get(kind.decode("latin-1").strip())) is not None:
            content = change(content)
        parts.append(box(kind, content))
    return b"".join(parts)


def field(at: int, value: int, width: int = 4) -> Change:
    """A change of one number."""
    return lambda content: content[:at] + value.to_bytes(width, "big") + content[at + width :]


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(content: bytes) -> bytes:
        for each in changes:
            content = each(content)
        return content

    return change


def pointing_by_url(url: bytes) -> bytes:
    """A film whose media are said to lie at ``url``."""
    entry = box(b"url ", bytes(4), url, b"\0")
    return changed(clip(), dref=lambda _: bytes(4) + (1).to_bytes(4, "big") + entry)


def pointing_by_alias(path: bytes) -> bytes:
    """A film whose media are said to lie in the file ``path``, as old QuickTime writes it."""
    volume, name = b"disk", path.rpartition(b"/")[2][:62]
    record = bytes(10) + bytes([len(volume)]) + volume.ljust(27, b"\0") + bytes(12)
    record += bytes([len(name)]) + name.ljust(63, b"\0") + bytes(16) + struct.pack(">HH", 1, 1) + bytes(16)
    for kind in (0, 2, 18):
        record += struct.pack(">HH", kind, len(path)) + path + bytes(len(path) % 2)
    entry = box(b"alis", bytes(4), record, struct.pack(">hH", -1, 0))
    return changed(clip(), dref=lambda _: bytes(4) + (1).to_bytes(4, "big") + entry)


def reference_movie(url: bytes) -> bytes:
    """A film that is nothing but the address of another one."""
    target = box(b"rdrf", bytes(4), b"url ", (len(url) + 1).to_bytes(4, "big"), url, b"\0")
    moov = box(b"moov", box(b"rmra", box(b"rmda", target)), dict(boxes(clip()))[b"moov"])
    return box(b"ftyp", b"qt  ", bytes(4)) + box(b"mdat", bytes(64)) + moov


def absurd() -> dict[str, bytes]:
    """Films whose numbers cannot be meant, by what is wrong with them."""
    data, huge, most = clip(), 0x7FFFFFFF, 0xFFFFFFFF
    turned = struct.pack(">9i", *([0x7FFFFFFF, -0x7FFFFFFF] * 4), 1)
    return {
        "a length of 136 years": changed(data, mvhd=both(field(12, 1), field(16, most)), mdhd=field(16, most)),
        "no time scale": changed(data, mvhd=field(12, 0), mdhd=field(12, 0)),
        "a scale of a second a tick": changed(data, mdhd=both(field(12, 1), field(16, huge))),
        "a scale of four billion": changed(data, mdhd=field(12, most)),
        "pictures decades apart": changed(data, stts=lambda _: struct.pack(">6I", 0, 2, 3, 1024, 37, huge)),
        "a matrix of nonsense": changed(data, tkhd=lambda old: old[:40] + turned + old[76:]),
        "a flat matrix": changed(data, tkhd=lambda old: old[:40] + bytes(36) + old[76:]),
        "65535 by 65535": changed(
            data,
            tkhd=lambda old: old[:40] + _IDENTITY + struct.pack(">II", 65535 << 16, 65535 << 16),
            stsd=lambda old: old[:40] + struct.pack(">HH", 65535, 65535) + old[44:],
        ),
        "two billion samples": changed(data, stsz=lambda _: struct.pack(">III", 0, 1, huge)),
        "170 million samples of one byte": changed(data, **_many(170_000_000)),
        "two billion times": changed(data, stts=field(4, huge)),
        "two billion chunks": changed(data, stco=field(4, huge)),
        "a description of four gigabytes": changed(data, stsd=field(8, 0xFFFFFFF0)),
        "no sample at all": changed(data, stsz=lambda _: bytes(12), stts=lambda _: bytes(8), stsc=lambda _: bytes(8)),
        "an edit without end": changed(data, mvhd=lambda old: old).replace(
            b"elst\0\0\0\0\0\0\0\1", b"elst\0\0\0\0\0\xff\xff\xff"
        ),
        "a track within a track": _nested(data, 400),
        "a codec with nothing to start from": data.replace(b"avcC", b"avcX"),
    }


def ten_thousand_streams() -> bytes:
    """A film with ten thousand tracks, all of them the same."""
    kinds = list(boxes(clip()))
    parts = []
    for kind, content in kinds:
        if kind == b"moov":
            inner = list(boxes(content))
            track = next(box(b"trak", inside) for name, inside in inner if name == b"trak")
            content = b"".join(box(name, inside) for name, inside in inner) + track * 10_000
        parts.append(box(kind, content))
    return b"".join(parts)


def much_metadata() -> dict[str, bytes]:
    """Films with a hundred megabytes of what is no footage, by what it is."""
    data = clip()
    text = box(b"\xa9cmt", (65_000).to_bytes(2, "big"), bytes(2), b"x" * 65_000)
    item = box(b"\xa9cmt", box(b"data", struct.pack(">II", 1, 0), b"y" * 100_000_000))
    items = b"".join(box(b"%04d" % number, box(b"data", struct.pack(">II", 1, 0), b"z")) for number in range(9999))
    handler = box(b"hdlr", bytes(8), b"mdirappl", bytes(9))
    return {
        "1,500 long comments": _with(data, box(b"udta", text * 1_500)),
        "one comment of 100 MB": _with(data, box(b"udta", box(b"meta", bytes(4), handler, box(b"ilst", item)))),
        "a million tags": _with(data, box(b"udta", box(b"meta", bytes(4), handler, box(b"ilst", items * 100)))),
        "free boxes of 8 bytes": _with(data, box(b"free") * 12_500_000),
        "one free box of 100 MB": _with(data, box(b"free", bytes(100_000_000))),
    }


def many_boxes() -> bytes:
    """Millions of the smallest boxes between media and index."""
    *rest, (last, content) = boxes(clip())
    return b"".join(box(*each) for each in rest) + box(b"free") * 3_000_000 + box(last, content)


def matroska_with_baggage(folder: Path) -> Path:
    """Matroska with an attached program, chapters, and the wish for another file to be shown inside."""
    (folder / "evil.sh").write_bytes(b"#!/bin/sh\ntouch pwned\n" * 1000)
    meta = folder / "chapters.txt"
    chapter = "[CHAPTER]\nTIMEBASE=1/1000\nSTART={}\nEND={}\ntitle=file:///etc/passwd\n"
    meta.write_text(";FFMETADATA1\n" + "".join(chapter.format(at, at + 1) for at in range(2000)))
    source = good_clip(seconds=4, size=(320, 180), fps=10)
    name = folder / "evil.sh"
    args = ("-i", f"file:{source}", "-i", f"file:{meta}", "-map_metadata", "1", "-c", "copy", "-attach", f"file:{name}")
    typed = ("-metadata:s:t", "mimetype=application/x-sh", "-metadata:s:t", "filename=../../evil.sh", "-f", "matroska")
    made = ffmpeg_made("baggage", "mkv", *args, *typed)
    target = folder / "take.mkv"
    target.write_bytes(made.read_bytes())
    meta.unlink()
    name.unlink()
    return target


def memory_bomb() -> bytes:
    """A picture of 64 by 64 that says that it is one of 16,000 by 16,000: its decoder takes 768 MB for it."""
    coding = ("-frames:v", "20", "-c:v", "qtrle", "-f", "mov")
    small = ffmpeg_made("small-qtrle", "mov", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=10", *coding).read_bytes()
    return changed(small, stsd=lambda old: old[:40] + struct.pack(">HH", 16_000, 16_000) + old[44:])


def _many(count: int) -> dict[str, Change]:
    return {
        "stsz": lambda _: struct.pack(">III", 0, 1, count),
        "stts": lambda _: struct.pack(">IIII", 0, 1, count, 1),
        "stsc": lambda _: struct.pack(">IIIII", 0, 1, 1, count, 1),
    }


def _nested(data: bytes, depth: int) -> bytes:
    inner = box(b"free", bytes(8))
    for _ in range(depth):
        inner = box(b"trak", inner)
    return _with(data, inner)


def _with(data: bytes, more: bytes) -> bytes:
    """``more`` at the end of the index."""
    return b"".join(box(kind, content + more if kind == b"moov" else content) for kind, content in boxes(data))
