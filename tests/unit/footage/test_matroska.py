"""Our ffmpeg's Matroska, read from pieces of any length; rubbish is a plain failure."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage.decoding.matroska import LARGEST_BLOCK, read

EBML, SEGMENT, CLUSTER = "1a45dfa3", "18538067", "1f43b675"
UNKNOWN = b"\x01" + b"\xff" * 7


def size(count: int) -> bytes:
    return (count | 1 << 56).to_bytes(8, "big")


def element(name: str, body: bytes, *, short: bool = False) -> bytes:
    return bytes.fromhex(name) + (bytes([0x80 | len(body)]) if short else size(len(body))) + body


def number(name: str, value: int) -> bytes:
    return element(name, value.to_bytes(4, "big"), short=True)


def block(track: int, ticks: int, payload: bytes, flags: int = 0x80) -> bytes:
    return element("a3", bytes([0x80 | track]) + ticks.to_bytes(2, "big", signed=True) + bytes([flags]) + payload)


def open_ended(name: str, body: bytes) -> bytes:
    return bytes.fromhex(name) + UNKNOWN + body


VIDEO = element("ae", number("d7", 1) + element("e0", number("b0", 192) + number("ba", 108)))
AUDIO = element("ae", number("d7", 2) + element("e1", element("b5", b"\x47\x3b\x80\x00") + number("9f", 2)))
HEAD = element(EBML, element("4282", b"matroska"))
TRACKS = element("1549a966", number("2ad7b1", 1_000_000)) + element("1654ae6b", VIDEO + AUDIO)
FIRST = number("e7", 0) + block(1, 0, b"first") + block(2, 20, b"sound")
SECOND = number("e7", 5000) + block(1, -40, b"early") + element("a0", element("a1", b"\x82\x00\x0a\x00late") + b"")
WANTED = [(1, 0.0, b"first"), (2, 0.02, b"sound"), (1, 4.96, b"early"), (2, 5.01, b"late")]
PADDING = element("ec", b"\0" * 40)


def stream(*clusters: bytes, live: bool) -> bytes:
    wrap = open_ended if live else element
    return HEAD + wrap(SEGMENT, PADDING + TRACKS + b"".join(wrap(CLUSTER, body) for body in clusters))


def seen(pieces: list[bytes]) -> list[tuple[int, float, bytes]]:
    return [(found.track.number, found.at_s, bytes(found.payload)) for found in read(pieces)]


def cut(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted({min(place, len(data)) for place in places} | {len(data)})
    return [data[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@given(st.booleans(), st.lists(st.integers(0, 700), max_size=20))
def test_blocks_come_whole_however_the_stream_is_cut(live, places):
    assert seen(cut(stream(FIRST, SECOND, live=live), places)) == WANTED


def test_the_header_tells_sizes_and_channels():
    tracks = {found.track.number: found.track for found in read([stream(FIRST, live=True)])}
    assert (tracks[1].width, tracks[1].height, tracks[1].channels) == (192, 108, 0)
    assert (tracks[2].width, tracks[2].height, tracks[2].channels) == (0, 0, 2)


def test_nothing_is_nothing():
    assert seen([]) == []
    assert seen([b"", b""]) == []


def test_a_block_is_handed_over_before_the_rest_has_come():
    whole = stream(FIRST, live=True)
    end = whole.index(b"first") + len(b"first")

    def pieces() -> Iterator[bytes]:
        yield whole[:end]
        pytest.fail("asked for more than it needs")

    assert bytes(next(read(pieces())).payload) == b"first"


@pytest.mark.parametrize(
    "data",
    {
        "text": b"RIFF is something else",
        "no tracks": HEAD + open_ended(SEGMENT, open_ended(CLUSTER, block(1, 0, b"x"))),
        "another track": stream(number("e7", 0) + block(7, 0, b"x"), live=True),
        "laced": stream(number("e7", 0) + block(1, 0, b"x", flags=0x84), live=True),
        "short block": stream(element("a3", b"\x81\0\0"), live=True),
        "too large": stream(bytes.fromhex("a3") + size(LARGEST_BLOCK + 1), live=True),
        "picture of unknown size": stream(bytes.fromhex("a3") + UNKNOWN, live=True),
        "size of nothing": HEAD + b"\x18\x53\x80\x67\x00",
        "name of nothing": stream(b"\x00\x81\x00", live=True),
        "long number": stream(element("e7", b"\x01" * 9), live=True),
    }.values(),
    ids=str,
)
def test_rubbish_is_a_failure_of_the_tool(data):
    with pytest.raises(ProblemError, match=r"footage\.tool_failed"):
        seen([data])


@given(st.integers(1, 400))
def test_a_stream_that_breaks_off_fails_or_ends_between_two_elements(count):
    whole = stream(FIRST, SECOND, live=True)
    got = []
    with contextlib.suppress(ProblemError):
        for found in read([whole[:-count]]):
            got.append((found.track.number, found.at_s, bytes(found.payload)))
    assert got == WANTED[: len(got)]


@given(st.data())
def test_changed_bytes_never_raise_anything_else(data):
    whole = bytearray(stream(FIRST, SECOND, live=data.draw(st.booleans())))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ProblemError):
        for found in read([bytes(whole)]):
            assert len(found.payload) <= len(whole)


@given(st.binary(max_size=200))
def test_bytes_by_chance_never_raise_anything_else(data):
    with contextlib.suppress(ProblemError):
        list(read([HEAD + data]))


def test_a_size_that_lies_costs_no_memory():
    lie = HEAD + open_ended(SEGMENT, TRACKS + open_ended(CLUSTER, bytes.fromhex("a3") + size(LARGEST_BLOCK)))
    with pytest.raises(ProblemError):
        seen([lie])
