"""The walk over top-level boxes: what it tells of whole, cut, unfinished and hostile files."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.footage.boxes import MAX_BOXES, Boxes, sniff, walk


def box(kind: bytes, payload: bytes = b"") -> bytes:
    return (8 + len(payload)).to_bytes(4, "big") + kind + payload


def long_box(kind: bytes, payload: bytes = b"") -> bytes:
    return (1).to_bytes(4, "big") + kind + (16 + len(payload)).to_bytes(8, "big") + payload


def open_box(kind: bytes, payload: bytes = b"") -> bytes:
    return (0).to_bytes(4, "big") + kind + payload


FTYP, MOOV, MDAT = box(b"ftyp", b"isom\0\0\2\0isommp41"), box(b"moov", b"i" * 100), box(b"mdat", b"m" * 500)
WHOLE = Boxes("mp4", has_index=True, has_media=True)
PLAYABLE = Boxes("mp4", has_index=True, has_media=True, index_first=True)


def walked(data: bytes) -> Boxes:
    return walk(io.BytesIO(data), len(data))


@pytest.mark.parametrize(
    "data",
    [
        FTYP + MOOV + MDAT,
        FTYP + MOOV + long_box(b"mdat", b"m" * 500),
        FTYP + MOOV + open_box(b"mdat", b"m" * 500),
        FTYP + MOOV + box(b"moof") + MDAT + box(b"moof") + MDAT + box(b"mfra"),
        FTYP + MOOV + MDAT + b"\0" * 3,
        FTYP + MOOV + MDAT + b"\0" * 64,
        FTYP + MOOV + MDAT + b"\xff\xd8\xff\xe0 a thumbnail that a camera appended",
        box(b"free", b"room") + FTYP + MOOV + MDAT,
        FTYP + MOOV + MDAT + box(b"free") * 1000,
    ],
)
def test_whole_files(data):
    assert walked(data) == PLAYABLE


@pytest.mark.parametrize("data", [FTYP + box(b"free") + MDAT + MOOV, FTYP + MDAT + MDAT + MOOV + box(b"free")])
def test_an_index_behind_the_media(data):
    assert walked(data) == WHOLE


@pytest.mark.parametrize(
    ("head", "container"),
    [
        (box(b"ftyp", b"isom"), "mp4"),
        (box(b"ftyp", b"mp42"), "mp4"),
        (box(b"ftyp", b"XAVC"), "mp4"),
        (box(b"ftyp", b"M4V "), "mp4"),
        (box(b"ftyp", b"qt  "), "mov"),
        (box(b"ftyp", b"3gp5"), "3gp"),
        (box(b"ftyp", b"3g2a"), "3gp"),
        (box(b"ftyp", b"heic"), "image"),
        (box(b"wide"), "mov"),
        (b"", "mov"),
    ],
)
def test_the_brand_tells_the_container(head, container):
    assert walked(head + MOOV + MDAT).container == container


@pytest.mark.parametrize("order", [FTYP + MOOV + MDAT, FTYP + MDAT + MOOV, FTYP + MOOV + long_box(b"mdat", b"m" * 500)])
def test_every_cut_shows(order):
    for length in range(8, len(order)):
        seen = walked(order[:length])
        assert seen.is_truncated or not (seen.has_index and seen.has_media), length


@pytest.mark.parametrize(
    "data",
    [
        FTYP + MOOV + MDAT[:-1],
        FTYP + MDAT + MOOV[:-1],
        FTYP + MOOV + b"\0\0\0",
        FTYP + MOOV + b"\xff" * 16,
        FTYP + b"\0\0\0\1mdat" + (2**64 - 1).to_bytes(8, "big"),
        FTYP + b"\0\0\0\1mdat" + (3).to_bytes(8, "big") + b"m" * 50,
        FTYP + b"\0\0\0\7moov" + b"m" * 50,
        FTYP + MOOV + MDAT + box(b"moof") + MDAT[:-1],
    ],
)
def test_broken_files_are_truncated(data):
    assert walked(data).is_truncated


def test_a_recording_that_was_never_finished_has_no_index():
    assert walked(FTYP + open_box(b"mdat", b"m" * 99)) == Boxes("mp4", has_media=True)


def test_an_index_alone_has_no_media():
    assert walked(FTYP + MOOV) == Boxes("mp4", has_index=True, index_first=True)


@pytest.mark.parametrize(
    "data", [b"", b"moov", b"\0\0\0\x10text", b"#EXTM3U\n#EXT-X", b"ffconcat version 1.0", b"\0" * 99]
)
def test_what_is_no_file_of_boxes(data):
    assert walked(data) == Boxes("")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x1a\x45\xdf\xa3" + b"\0" * 30, "matroska"),
        (b"RIFF\0\0\0\0AVI LIST", "avi"),
        (b"RIFF\0\0\0\0WAVEfmt ", ""),
        ((b"\x47" + b"\0" * 187) * 2, "mpegts"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", "asf"),
        (b"FLV\x01\x05", "flv"),
        (b"G", ""),
        (b"", ""),
    ],
)
def test_other_containers_by_their_first_bytes(data, name):
    assert sniff(io.BytesIO(data)) == name


class Counting(io.BytesIO):
    """A file that counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


kinds = st.sampled_from([b"ftyp", b"moov", b"mdat", b"moof", b"free", b"wide", b"uuid", b"\0\0\0\0"])
heads = st.builds(
    lambda size, kind, rest: size.to_bytes(4, "big") + kind + rest,
    st.integers(0, 40) | st.integers(0, 2**32 - 1),
    kinds,
    st.binary(max_size=24),
)


@given(
    data=st.binary(max_size=400) | st.lists(heads, max_size=40).map(b"".join), claimed=st.none() | st.integers(0, 2**63)
)
def test_no_bytes_whatever_make_it_raise_or_read_much(data, claimed):
    file = Counting(data)
    size = len(data) if claimed is None else claimed  # a file may shrink between being measured and being read
    walk(file, size)
    sniff(file)
    assert file.taken <= 24 * MAX_BOXES + 32


def test_a_chain_of_tiny_boxes_is_left_in_the_middle():
    file = Counting(FTYP + box(b"free") * 1_000_000)
    walk(file, 8_000_024)
    assert file.taken < 5_000
