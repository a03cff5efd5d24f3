"""Whose a host is by its spelling, and what may stand in a person's list of upload domains."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from avatar_wizard.domain.addresses import is_within, own_domain, parse_domain

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LETTERS_AND_DIGITS = f"{LETTERS}0123456789"
# As [a-z][a-z0-9-]{0,5}[a-z0-9] would give them, in half the time.
LABELS = st.builds(
    "{}{}{}".format,
    st.sampled_from(LETTERS),
    st.text(f"{LETTERS_AND_DIGITS}-", max_size=5),
    st.sampled_from(LETTERS_AND_DIGITS),
)
HOSTS = st.lists(LABELS, min_size=1, max_size=6).map(".".join)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("obs.studio.example", "obs.studio.example"),
        ("  OBS.Studio.Example\t", "obs.studio.example"),
        ("corp.com.cn", "corp.com.cn"),
        ("qq.cn", "qq.cn"),
        ("xn--fiq228c.example", "xn--fiq228c.example"),
        ("\u4e2d\u6587.example", "xn--fiq228c.example"),
        ("B\u00fccher.example", "xn--bcher-kva.example"),
        ("bucket.s3.amazonaws.com", "bucket.s3.amazonaws.com"),
        ("10.0.0.7", "10.0.0.7"),
        ("192.168.1.2", "192.168.1.2"),
        ("FD00::0001", "fd00::1"),
    ],
)
def test_a_line_of_the_list(line: str, kept: str) -> None:
    assert parse_domain(line) == kept


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "domain"),
        ("example", "domain"),
        ("localhost", "domain"),
        ("*.studio.example", "domain"),
        (".studio.example", "domain"),
        ("studio.example.", "domain"),
        ("studio..example", "domain"),
        ("studio.example:443", "domain"),
        ("https://studio.example", "domain"),
        ("studio.example/uploads", "domain"),
        ("user@studio.example", "domain"),
        ("a b.example", "domain"),
        ("a,b.example", "domain"),
        ("-a.example", "domain"),
        ("a-.example", "domain"),
        ("a_b.example", "domain"),
        ("studio.example\n*.evil.example", "domain"),
        ("1.2.3", "domain"),
        ("0x7f.1", "domain"),
        ("127.0.0.0x1", "domain"),
        ("studio.example.7", "domain"),
        (f"{'a' * 64}.example", "domain"),
        (".".join(["a"] * 200), "domain"),
        ("stra\u00dfe.example", "domain"),
        ("\uff4f\uff42\uff53.example", "domain"),
        ("obs\u3002studio.example", "domain"),
        ("studio\u200d.example", "domain"),
        ("xn--\u4e2d.example", "domain"),
        ("10.0.0.0/8", "domain"),
        ("[fd00::1]", "domain"),
        ("fd00::1%eth0", "domain"),
        ("8.8.8.8", "address"),
        ("127.0.0.1", "address"),
        ("169.254.169.254", "address"),
        ("0.0.0.0", "address"),
        ("172.32.0.1", "address"),
        ("::1", "address"),
        ("2001:db8::1", "address"),
        ("::ffff:10.0.0.1", "address"),
        ("com.cn", "shared"),
        ("bj.cn", "shared"),
        ("co.uk", "shared"),
        ("Com.BR", "shared"),
        ("amazonaws.com", "shared"),
        ("aliyuncs.com", "shared"),
    ],
)
def test_what_is_no_line_of_the_list(line: str, reason: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_domain(line)
    assert str(refused.value) == reason


@given(st.text(max_size=300) | HOSTS | st.text("a.-*x0:1%[]/\u3002\u00df", max_size=30))
def test_a_line_is_kept_as_it_is_compared_or_refused(text: str) -> None:
    try:
        kept = parse_domain(text)
    except ValueError as refused:
        assert str(refused) in ("domain", "address", "shared")  # noqa: PT017 - anything else must escape
        return
    assert parse_domain(kept) == kept == kept.lower()
    assert kept.isascii()
    assert len(kept.split(".")) >= 2 or ":" in kept
    assert is_within(kept, kept)


def test_a_domain_is_itself_and_what_is_below() -> None:
    assert is_within("studio.example", "studio.example")
    assert is_within("a.b.studio.example", "studio.example")
    for stranger in ("evilstudio.example", "example", "studio.example.evil.example", "studio.example.", ""):
        assert not is_within(stranger, "studio.example")
    assert not is_within("studio.example", "a.studio.example")
    assert not is_within("evil.studio", "studio"), "one label may be a country or a brand"
    assert not is_within("evil.com.cn", "com.cn")
    assert is_within("10.0.0.1", "10.0.0.1")
    assert is_within("fd00:0::1", "fd00::1")
    assert not is_within("evil.10.0.0.1", "10.0.0.1")
    assert not is_within("10.0.0.2", "10.0.0.1")
    assert not is_within("", "")


@given(HOSTS, HOSTS)
def test_within_is_the_end_of_the_name_and_nothing_else(host: str, domain: str) -> None:
    if is_within(host, domain):
        assert host == domain or host.endswith(f".{domain}")
    assert is_within(host, host)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("metastudio.cloud.studio.example", "cloud.studio.example"),
        ("metastudio.corp.com.cn", "corp.com.cn"),
        ("metastudio.region-1.corp.com", "region-1.corp.com"),
        ("metastudio.team.corp.co.jp", "team.corp.co.jp"),
        # Too few labels to tell an owner from a register.
        ("metastudio.corp.com", "metastudio.corp.com"),
        ("metastudio.com.cn", "metastudio.com.cn"),
        ("studio.example", "studio.example"),
        ("metastudio", "metastudio"),
        ("metastudio.chiyoda.tokyo.jp", "metastudio.chiyoda.tokyo.jp"),
        ("metastudio.k12.ca.us", "metastudio.k12.ca.us"),
        ("metastudio.act.edu.au", "metastudio.act.edu.au"),
        # Strangers next to each other.
        ("studio.us-east-1.elasticbeanstalk.com", "studio.us-east-1.elasticbeanstalk.com"),
        ("a1b2.apic.cn-north-4.huaweicloudapis.com", "a1b2.apic.cn-north-4.huaweicloudapis.com"),
        ("metastudio.cn-north-4.myhuaweicloud.com", "metastudio.cn-north-4.myhuaweicloud.com"),
        ("studio.s3.amazonaws.com.cn", "studio.s3.amazonaws.com.cn"),
        ("service.a.run.app", "service.a.run.app"),
        # No names.
        ("10.1.2.3", "10.1.2.3"),
        ("fd00::1", "fd00::1"),
        ("1.2.3.4.5", "1.2.3.4.5"),
        ("metastudio.cloud.studio.example.", "metastudio.cloud.studio.example."),
        ("", ""),
    ],
)
def test_the_domain_of_whoever_runs_a_host(host: str, domain: str) -> None:
    assert own_domain(host) == domain


@given(HOSTS)
def test_an_own_domain_is_the_host_or_its_parent_with_three_labels_or_more(host: str) -> None:
    domain = own_domain(host)
    assert is_within(host, domain)
    assert domain == host or (host.partition(".")[2] == domain and domain.count(".") >= 2)


@given(HOSTS, HOSTS)
def test_a_host_of_another_owner_is_never_within(host: str, stranger: str) -> None:
    """Whoever shares no more with the endpoint than what a register sells below: two labels."""
    ours, theirs = host.split(".")[::-1], stranger.split(".")[::-1]
    shared = next(
        (n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs))
    )
    assume(shared <= 2 and stranger != host and not stranger.endswith(f".{host}"))
    assert not is_within(stranger, own_domain(host))


@given(st.lists(LABELS, min_size=1, max_size=3), st.lists(LABELS, min_size=1, max_size=3))
def test_a_neighbour_in_a_cloud_is_a_stranger(ours: list[str], theirs: list[str]) -> None:
    for cloud in ("myhuaweicloud.com", "amazonaws.com.cn", "region-1.elasticbeanstalk.com"):
        host, stranger = ".".join([*ours, cloud]), ".".join([*theirs, cloud])
        assume(stranger != host and not stranger.endswith(f".{host}"))
        assert not is_within(stranger, own_domain(host))


@given(st.text(max_size=60))
def test_no_host_raises(text: str) -> None:
    assert isinstance(own_domain(text), str)
    assert is_within(text, "studio.example") in (True, False)
