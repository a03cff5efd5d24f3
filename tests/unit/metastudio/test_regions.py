"""Where calls and files may go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.addresses import own_domain
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.metastudio import REGIONS, check_upload_url
from avatar_wizard.metastudio.regions import Addresses, addresses, origin, split_url

REAL = "metastudio.cn-north-4.myhuaweicloud.com"
FOREIGN = "net.foreign_upload_address"
HOSTS = st.lists(st.sampled_from("ab") | st.just("com"), min_size=1, max_size=4).map(".".join)


def code(call: object) -> str:
    assert callable(call)
    with pytest.raises(ProblemError) as refused:
        call()
    return refused.value.problem.code


@pytest.mark.parametrize("name", ["cn-north-4", "ap-southeast-3", "cn-east-3"])
def test_the_known_regions_have_their_addresses(name: str) -> None:
    assert addresses(name) == Addresses(
        f"https://metastudio.{name}.myhuaweicloud.com", f"https://iam.{name}.myhuaweicloud.com"
    )
    assert REGIONS[name].by_ticket == (name == "cn-east-3")


def test_an_own_endpoint_keeps_the_regions_iam() -> None:
    found = addresses("cn-north-4", "https://studio.example:8443/")
    assert found == Addresses("https://studio.example:8443", "https://iam.cn-north-4.myhuaweicloud.com")
    assert found.service_host == "studio.example"
    assert addresses("eu-west-0", "https://x.example").iam == "https://iam.eu-west-0.myhuaweicloud.com"


def test_an_endpoint_on_this_machine_is_its_own_iam() -> None:
    assert addresses("cn-north-4", "http://127.0.0.1:8000").iam == "http://127.0.0.1:8000"
    assert addresses("cn-north-4", "http://[::1]:8000", "http://localhost:9").iam == "http://localhost:9"


@pytest.mark.parametrize(
    "address",
    [
        "metastudio.example",
        "ftp://x.example",
        "https://",
        "https://x.example/path",
        "https://x.example?a=b",
        "https://user:secret@x.example",
        "https://x.example:99999",
        "https://x.example:0",
        "https://x .example",
        "https://x.example\\@y.example",
        "https://[::1",
        "https://x.example#y",
    ],
)
def test_what_is_no_origin_is_a_wrong_address(address: str) -> None:
    assert code(lambda: addresses("cn-north-4", address)) == "service.wrong_address"
    assert code(lambda: addresses("cn-north-4", "https://x.example", address)) == "service.wrong_address"


@pytest.mark.parametrize("region", ["", "nowhere", "eu-west-0", "../x"])
def test_an_unknown_region_needs_an_endpoint(region: str) -> None:
    assert code(lambda: addresses(region)) == "service.wrong_address"


def test_a_strange_region_needs_both_endpoints() -> None:
    assert code(lambda: addresses("a/b", "https://x.example")) == "service.wrong_address"
    assert addresses("a/b", "https://x.example", "https://y.example").iam == "https://y.example"


@pytest.mark.parametrize("host", ["metastudio.example", "10.0.0.1", "127.0.0.1.example", "localhost.example"])
def test_plain_http_is_for_this_machine_only(host: str) -> None:
    assert code(lambda: addresses("cn-north-4", f"http://{host}")) == "net.insecure_address"
    assert code(lambda: addresses("cn-north-4", "https://x.example", f"http://{host}")) == "net.insecure_address"


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("https://X.Example:443/", "https://x.example"),
        ("http://localhost:80", "http://localhost"),
        ("  https://x.example:444 ", "https://x.example:444"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_as_the_host_header_says_it(given_: str, expected: str) -> None:
    assert origin(given_) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://b.obs.cn-north-4.myhuaweicloud.com/o?partNumber=1&Signature=a%2Bb%3D",
        "https://b.obs.cn-north-4.myhuaweicloud.com:443/o",
        f"https://{REAL}/o",
        "https://B.OBS.MYHUAWEICLOUD.COM/o",
    ],
)
def test_files_may_go_to_huawei(url: str) -> None:
    check_upload_url(url, REAL)


@pytest.mark.parametrize(
    "url",
    [
        "http://b.obs.cn-north-4.myhuaweicloud.com/o",
        "https://myhuaweicloud.com.evil.example/o",
        "https://evilmyhuaweicloud.com/o",
        "https://evil.example/.myhuaweicloud.com",
        "https://evil.example\\@b.obs.myhuaweicloud.com/o",
        "https://b.obs.myhuaweicloud.com\\@evil.example/o",
        "https://evil.example@b.obs.myhuaweicloud.com/o",
        "https://b.obs.myhuaweicloud.com@evil.example/o",
        "https://evil.example#.obs.myhuaweicloud.com/o",
        "https://evil.example?.obs.myhuaweicloud.com",
        "https://b.obs.myhuaweicloud.com%2eevil.example/o",
        "https://127.0.0.1/o",
        "http://127.0.0.1:9/o",
        "http://localhost/o",
        "file:///etc/passwd",
        "//b.obs.myhuaweicloud.com/o",
        "b.obs.myhuaweicloud.com/o",
        "https://b.obs.myhuaweicloud.com/o\r\nX: y",
        "https://b.obs.myhuaweicloud.com/o p",
        "https://b\u3002myhuaweicloud.com/o",
        "https://myhuaweicloud.com/o",
        "https://b.obs.myhuaweicloud.com./o",
        "https://evil.example;.obs.myhuaweicloud.com/o",
        "https://evil.example,b.obs.myhuaweicloud.com/o",
        "https://evil.example&b.obs.myhuaweicloud.com/o",
        "https://[::1].obs.myhuaweicloud.com/o",
        "",
    ],
)
def test_files_go_nowhere_else(url: str) -> None:
    assert code(lambda: check_upload_url(url, REAL)) == "net.foreign_upload_address"


@pytest.mark.parametrize(
    "url",
    [
        "https://studio.example:9000/o?x=1",
        "https://a.studio.example/o",
        "https://STUDIO.example/o",
    ],
)
def test_an_own_endpoint_takes_files_itself_and_below(url: str) -> None:
    check_upload_url(url, "studio.example")
    check_upload_url(url, "Studio.Example")


def test_an_own_endpoints_neighbours_take_files_where_the_domain_is_surely_one_owners() -> None:
    check_upload_url("https://bucket.obs.cloud.studio.example/o", "metastudio.cloud.studio.example")
    for url, endpoint in [
        ("http://obs.cloud.studio.example/o", "metastudio.cloud.studio.example"),
        ("https://obs.studio.example/o", "metastudio.cloud.studio.example"),
        ("https://obs.studio.example/o", "metastudio.studio.example"),
        ("https://evil.com.cn/o", "metastudio.com.cn"),
        ("https://evil.us-east-1.elasticbeanstalk.com/o", "studio.us-east-1.elasticbeanstalk.com"),
        ("https://10.0.0.2/o", "10.0.0.1"),
        ("https://0.0.1/o", "10.0.0.1"),
        ("https://evil/o", "metastudio"),
        ("https://evil.metastudio/o", "metastudio"),
        ("https://cloud.studio.example.evil.example/o", "metastudio.cloud.studio.example"),
        ("https://obs.cloud.studio.example./o", "metastudio.cloud.studio.example"),
    ]:
        assert code(lambda url=url, endpoint=endpoint: check_upload_url(url, endpoint)) == FOREIGN


def test_a_persons_own_list_takes_files_by_https() -> None:
    domains = ("obs.studio.example", "10.0.0.7")
    for url in ("https://obs.studio.example/o", "https://bucket.obs.studio.example:9000/o", "https://10.0.0.7/o"):
        assert code(lambda url=url: check_upload_url(url, REAL)) == FOREIGN
        check_upload_url(url, REAL, domains)
    for url in (
        "http://obs.studio.example/o",
        "https://studio.example/o",
        "https://evilobs.studio.example/o",
        "https://obs.studio.example.evil.example/o",
        "https://evil.example/obs.studio.example",
        "https://obs.studio.example@evil.example/o",
        "https://evil.10.0.0.7/o",
        "https://[::ffff:10.0.0.7]/o",
        "http://127.0.0.1/o",
    ):
        assert code(lambda url=url: check_upload_url(url, REAL, domains)) == FOREIGN


@pytest.mark.parametrize(
    "domain", ["example", "com.cn", "8.8.8.8", "*.evil.example", ".evil.example", "Evil.example", "", "a b"]
)
def test_what_nobody_checked_before_it_was_kept_opens_nothing(domain: str) -> None:
    for host in ("evil.example", "a.evil.example", "evil.com.cn", "com.cn", "example", "8.8.8.8"):
        assert code(lambda host=host: check_upload_url(f"https://{host}/o", REAL, (domain,))) == FOREIGN


@given(HOSTS, HOSTS, st.lists(HOSTS, max_size=3))
def test_only_a_host_within_one_of_the_domains_passes(host: str, endpoint: str, domains: list[str]) -> None:
    allowed = [own_domain(endpoint), *domains]
    if any(host == domain or host.endswith(f".{domain}") for domain in allowed):
        return
    assert code(lambda: check_upload_url(f"https://{host}/o", endpoint, domains)) == FOREIGN


def test_this_machine_takes_files_of_a_service_on_this_machine() -> None:
    for url in ("http://127.0.0.1:9/o", "http://localhost:10/o", "https://[::1]:1/o"):
        check_upload_url(url, "127.0.0.1")


@given(st.text(max_size=60) | st.text("https:/@\\.#?[]myhuaweicloud1%", max_size=60))
def test_no_text_raises_anything_but_a_problem(text: str) -> None:
    for call in (lambda: check_upload_url(text, REAL), lambda: origin(text)):
        try:
            call()
        except ProblemError as error:
            assert error.problem.code in (  # noqa: PT017 - anything else must escape
                "net.foreign_upload_address",
                "service.wrong_address",
                "net.insecure_address",
            )
    parts = split_url(text)
    assert parts is None or parts.hostname
