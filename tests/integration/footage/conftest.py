"""What the tests of footage share."""

from __future__ import annotations

from collections.abc import Callable

import psutil
import pytest

Children = Callable[[], set[int]]


@pytest.fixture
def children() -> Children:
    """The processes begun since the test began, and whatever they began; those that have ended unreaped among them.

    Others may run all the while: the practice service is kept for all tests of a worker.
    """
    this = psutil.Process()
    before = {child.pid for child in this.children(recursive=True)}
    return lambda: {child.pid for child in this.children(recursive=True)} - before
