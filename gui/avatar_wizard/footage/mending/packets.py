"""Packets as ffmpeg's ``framecrc`` lists them, so that a copy can be held against its original.

A line is ``stream, dts, pts, duration, size, checksum`` (ffmpeg-formats, "framecrc"); lines with ``#`` tell of streams.
"""

from __future__ import annotations

import hashlib


class PacketTally:
    """Counts and hashes the packets of each stream: fed with lines as they come.

    Times are left out: a new container counts them from elsewhere. Size and checksum tell the content.
    """

    def __init__(self) -> None:
        self._streams: dict[int, tuple[int, hashlib._Hash]] = {}

    def take(self, line: bytes) -> None:
        """The next line of output; whatever is no packet is passed over."""
        fields = line.decode("ascii", "replace").split(",")
        if len(fields) < 6 or not fields[0].isdecimal():
            return
        stream, content = int(fields[0]), f"{fields[4].strip()} {fields[5].strip()}\n"
        count, digest = self._streams.get(stream) or (0, hashlib.sha256())
        digest.update(content.encode("ascii", "replace"))
        self._streams[stream] = (count + 1, digest)

    def streams(self) -> tuple[tuple[int, str], ...]:
        """Packets and hash of each stream, in the streams' order."""
        return tuple((count, digest.hexdigest()) for _, (count, digest) in sorted(self._streams.items()))
