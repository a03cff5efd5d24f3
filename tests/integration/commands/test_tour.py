"""``avatar-wizard tour`` where no pictures can be saved."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("folder", [__file__, f"{__file__}/below"])
def test_a_folder_that_cannot_be_made_is_told_in_one_line(folder, command):
    ran = command("tour", folder)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.errors.splitlines()) == 1
