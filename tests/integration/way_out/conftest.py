"""One practice service, one authority and one TLS front for this folder; a fresh proxy for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from integration.way_out.network import IAM, LISTED, PASSWORD, SERVICE, STORE, USER, Network, routes
from support.certificates import Authority
from support.practice import Practice
from support.proxy import Proxy, Stranger, TlsFront


@pytest.fixture(scope="session")
def practice() -> Iterator[Practice]:
    with Practice("--approve") as running:
        yield running


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def front(practice: Practice, authority: Authority) -> Iterator[TlsFront]:
    port = int(practice.endpoint.rsplit(":", 1)[1])
    with TlsFront(authority.serving(SERVICE, IAM, STORE, LISTED, "127.0.0.1"), port) as running:
        yield running


@pytest.fixture(scope="session")
def stranger() -> Iterator[Stranger]:
    with Stranger() as listening:
        yield listening


@pytest.fixture
def network(practice: Practice, authority: Authority, front: TlsFront, stranger: Stranger) -> Iterator[Network]:
    with Proxy(routes(front.port), user=USER, password=PASSWORD, elsewhere=stranger.port) as proxy:
        yield Network(practice, authority, front, stranger, proxy)


@pytest.fixture
def inside(network: Network, monkeypatch: pytest.MonkeyPatch) -> Network:
    """The network, with this very process in it."""
    for name, value in network.environment().items():
        monkeypatch.setenv(name, value)
    return network


@pytest.fixture
def cover(tmp_path: Path) -> Path:
    path = tmp_path / "cover.png"
    path.write_bytes(bytes(range(256)) * 800)
    return path
