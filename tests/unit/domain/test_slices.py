"""Slices tile the file, stay within the store's limits, and need no luck with numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.slices import MAX_COUNT, MAX_SLICE, MIN_SLICE, cut, slice_count

MIB = 1024**2
sizes = st.integers(min_value=0, max_value=MAX_COUNT * MAX_SLICE)


@given(sizes)
def test_planned_slices_tile_any_file_the_store_can_take(size: int) -> None:
    slices = cut(size, slice_count(size))
    assert [part.number for part in slices] == list(range(1, len(slices) + 1))
    assert slices[0].offset == 0
    assert sum(part.length for part in slices) == size
    assert all(a.offset + a.length == b.offset for a, b in pairwise(slices))
    assert all(MIN_SLICE <= part.length <= MAX_SLICE for part in slices[:-1])


@given(st.integers(min_value=MIN_SLICE * 50, max_value=10**12), st.integers(min_value=1, max_value=50))
def test_a_wished_count_is_kept_exactly(size: int, count: int) -> None:
    lengths = [part.length for part in cut(size, count)] if size // count < MAX_SLICE else []
    assert not lengths or (len(lengths) == count and max(lengths) - min(lengths) <= 1)


@pytest.mark.parametrize(
    ("size", "count"), [(0, 1), (1, 1), (8 * MIB, 1), (8 * MIB + 1, 2), (80 * MIB, 10), (8000 * MIB, 1000)]
)
def test_count(size: int, count: int) -> None:
    assert slice_count(size) == count


@pytest.mark.parametrize(("size", "count"), [(10, 0), (10, 1001), (MIN_SLICE * 2 - 1, 2), (MAX_SLICE + 1, 1), (10, 7)])
def test_counts_the_service_would_refuse_are_refused_here(size: int, count: int) -> None:
    with pytest.raises(ValueError, match=r"count|length"):
        cut(size, count)
