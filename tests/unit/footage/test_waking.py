"""Time without the hours in which the computer slept."""

from __future__ import annotations

import pytest

from avatar_wizard.footage.waking import WakingClock


def test_a_night_with_the_lid_closed_is_one_second():
    moments = iter([100.0, 100.1, 100.2, 28_900.2, 28_900.3])
    clock = WakingClock(lambda: next(moments))
    assert [clock.read() for _ in range(4)] == pytest.approx([0.1, 0.2, 1.2, 1.3])


def test_awake_it_goes_as_any_other():
    moments = iter(range(61))
    clock = WakingClock(lambda: float(next(moments)))
    assert [clock.read() for _ in range(60)][-1] == 60
