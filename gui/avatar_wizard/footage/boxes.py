"""The top-level boxes of an MP4 or QuickTime file, without reading what is in them.

ffprobe says that all is well with a file whose index comes first and whose end is missing; the boxes tell.
Source: ISO/IEC 14496-12, section 4.2 (box structure) and 4.3 (file type); QuickTime File Format, "Atoms".
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import BinaryIO

MAX_BOXES = 200  # 24 bytes each: a walk never reads more than 5 KB

_FIRST = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_ESSENTIAL = frozenset({b"ftyp", b"moov", b"mdat", b"moof"})
_IMAGE_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"hevc", b"crx "})
_MAGIC = (
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    (0, b"FLV\x01", "flv"),
    (0, b"\x00\x00\x01\xba", "mpeg"),
    (0, b"OggS", "ogg"),
    (8, b"AVI ", "avi"),
)


@dataclass(frozen=True, slots=True)
class Boxes:
    """What a walk saw.

    ``container``: ``mp4``, ``mov``, ``3gp``, ``image``, or empty when this is no file of boxes. ``has_index``: there
    is a ``moov``. ``has_media``: there is an ``mdat``. ``is_truncated``: a box ends beyond the end of the file, or
    the boxes break off before index and media were both seen. ``index_first``: the ``moov`` stands before the first
    ``mdat``, so that the file can be played while it is still arriving.
    """

    container: str
    has_index: bool = False
    has_media: bool = False
    is_truncated: bool = False
    index_first: bool = False


def walk(file: BinaryIO, size: int) -> Boxes:
    """Walk the top-level boxes of a seekable, preferably unbuffered, file of ``size`` bytes; only OSError is raised."""
    container = ""
    seen: set[bytes] = set()
    index_first = False
    at = 0
    for _ in range(MAX_BOXES):
        if at >= size:
            break
        header = _read(file, at, 16)
        length, kind = int.from_bytes(header[:4], "big"), header[4:8]
        if at == 0:
            if len(header) < 8 or kind not in _FIRST:
                return Boxes("")
            container = "mov"  # without a file type it is QuickTime of before 2004
        if kind == b"ftyp" and kind not in seen:
            container = _container(header[8:12])
        shortest = 8
        if length == 1:  # the size follows in 64 bits
            length, shortest = int.from_bytes(header[8:16], "big"), 16
        elif length == 0:  # to the end of the file
            length = size - at
        is_broken = len(header) < shortest or length < shortest or at + length > size
        # What cameras append behind a whole recording (padding, thumbnails, a vendor's own data) does not matter.
        if is_broken and (kind in _ESSENTIAL or not _is_whole(seen)):
            return Boxes(container, b"moov" in seen, b"mdat" in seen, is_truncated=True, index_first=index_first)
        if is_broken:
            break
        seen.add(kind)
        index_first = index_first or (kind == b"moov" and b"mdat" not in seen)
        at += length
    return Boxes(container, b"moov" in seen, b"mdat" in seen, index_first=index_first)


def sniff(file: BinaryIO) -> str:
    """The name of a container that is no file of boxes, by its first bytes; empty when unknown. OSError."""
    head = _read(file, 0, 16)
    if head[:1] == b"\x47" and _read(file, 188, 1) == b"\x47":  # MPEG-TS packets: ISO/IEC 13818-1, 2.4.3.2
        return "mpegts"
    return next((name for at, magic, name in _MAGIC if head[at : at + len(magic)] == magic), "")


def _is_whole(seen: set[bytes]) -> bool:
    return b"moov" in seen and b"mdat" in seen


def _container(brand: bytes) -> str:
    if brand == b"qt  ":
        return "mov"
    if brand in _IMAGE_BRANDS:
        return "image"
    # Cameras write many brands into MP4 files (isom, mp42, avc1, M4V, XAVC): whatever is none of the others is one.
    return "3gp" if brand[:3] in (b"3gp", b"3g2") else "mp4"


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at, os.SEEK_SET)
    return file.read(count) or b""
