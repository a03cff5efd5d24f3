"""What the tests of this folder hand to the client: short waits, and an account that opens nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.metastudio import TransportSettings
from support.practice import Practice

QUICK = TransportSettings(
    connect_s=5.0, read_s=5.0, write_s=5.0, repeats=3, backoff_s=0.005, read_interval_s=0.0, write_interval_s=0.0
)
IMPATIENT = replace(QUICK, read_s=0.3, write_s=0.3)
ACCESS_KEY, SECRET_KEY = "AKIDEXAMPLE000000000", "an-example-secret-that-opens-nothing"
PROJECT = "0123456789abcdef0123456789abcdef"
FIELDS = {"name": "An Avatar", "video_multipart_count": 3, "tags": ["aw-0123456789ab"]}


def problem(call: Any) -> ProblemError:
    """The problem that ``call`` ends with; it must end with one."""
    with pytest.raises(ProblemError) as failed:
        call()
    return failed.value


def code(call: Any) -> str:
    """The code of the problem that ``call`` ends with."""
    return problem(call).problem.code


def calls(practice: Practice, name: str) -> int:
    """How many requests of that kind the practice service has seen."""
    return len(practice.journal(name))
