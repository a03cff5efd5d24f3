"""What the environment says about where uploads may go."""

from __future__ import annotations

import pytest

from avatar_wizard.config import from_environment
from avatar_wizard.domain.problem import ProblemError


def allowed(value: str) -> tuple[str, ...]:
    return from_environment({"AVATAR_WIZARD_UPLOAD_DOMAINS": value}).allowed_upload_domains()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ()),
        (" , ", ()),
        ("obs.studio.example", ("obs.studio.example",)),
        (" OBS.Studio.Example, 10.0.0.7\tb.example ", ("obs.studio.example", "10.0.0.7", "b.example")),
    ],
)
def test_upload_domains_are_kept_as_hosts_are_compared_with_them(value: str, expected: tuple[str, ...]) -> None:
    assert allowed(value) == expected


@pytest.mark.parametrize("value", ["*.studio.example", "obs.studio.example,com.cn", "https://obs.studio.example", "x"])
def test_what_is_no_domain_is_told_rather_than_left_out(value: str) -> None:
    with pytest.raises(ProblemError) as refused:
        allowed(value)
    assert refused.value.problem.code == "service.wrong_address"
