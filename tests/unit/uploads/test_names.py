"""Looking up names: limited, given up, and never twice at once."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from avatar_wizard.uploads.names import Names

FOUND = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.9", 443))]
TEXTS_ARE_NO_ADDRESS = socket.gaierror(socket.EAI_NONAME, "no address")


class Resolver:
    """The system's look-up, which answers when it is told."""

    def __init__(self) -> None:
        self.asked = 0
        self.is_asked = threading.Event()
        self.answers = threading.Event()
        self.error: Exception | None = None

    def __call__(self, host: str, port: int, **options: int) -> list[tuple[object, ...]]:
        if options.get("flags"):
            raise TEXTS_ARE_NO_ADDRESS
        self.asked += 1
        self.is_asked.set()
        self.answers.wait(20)
        if self.error is not None:
            raise self.error
        return list(FOUND)


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    resolver = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    yield resolver
    resolver.answers.set()


def never() -> bool:
    return False


def find(names: Names, is_given_up: Callable[[], bool] = never, within_s: float = 20.0) -> object:
    return names.find("store.example", 443, within_s=within_s, is_given_up=is_given_up)


def test_a_name_is_found(resolver: Resolver) -> None:
    resolver.answers.set()
    assert find(Names()) == [(socket.AF_INET, ("127.0.0.9", 443))]


def test_an_address_needs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "Thread", None)
    found = Names().find("127.0.0.1", 80, within_s=1, is_given_up=never)
    assert found == [(socket.AF_INET, ("127.0.0.1", 80))]


def test_a_look_up_that_hangs_can_be_left_at_once(resolver: Resolver) -> None:
    given_up, names = threading.Event(), Names()
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(find, names, given_up.is_set)
        assert resolver.is_asked.wait(10)
        began = time.monotonic()
        given_up.set()
        with pytest.raises(OSError, match="abort"):
            looking.result(10)
    assert time.monotonic() - began < 1.0


def test_a_look_up_that_hangs_ends_in_time(resolver: Resolver) -> None:
    with pytest.raises(socket.gaierror):
        find(Names(), within_s=0.1)


def test_however_many_ask_the_system_is_asked_once_at_a_time(resolver: Resolver) -> None:
    names = Names()
    with ThreadPoolExecutor(8) as pool:
        looking = [pool.submit(find, names) for _ in range(8)]
        assert resolver.is_asked.wait(10)
        wait([*looking], timeout=0.05)
        resolver.answers.set()
        assert {len(each.result(10)) for each in looking} == {1}  # type: ignore[arg-type]
    assert resolver.asked == 1
    find(names)
    assert resolver.asked == 2


def test_what_was_asked_in_vain_is_asked_anew(resolver: Resolver) -> None:
    names = Names()
    for count in (1, 2):
        with pytest.raises(socket.gaierror):
            find(names, within_s=0.05)
        assert resolver.asked == count


def test_in_another_network_nobody_waits_for_the_name_server_of_the_one_before(resolver: Resolver) -> None:
    names = Names()
    with ThreadPoolExecutor(2) as pool:
        before = pool.submit(find, names)
        assert resolver.is_asked.wait(10)
        resolver.is_asked.clear()
        names.begin_anew()
        after = pool.submit(find, names)
        assert resolver.is_asked.wait(10)
        resolver.answers.set()
        assert before.result(10) == after.result(10)
    assert resolver.asked == 2


@pytest.mark.parametrize(
    "error", [socket.gaierror(socket.EAI_NONAME, "no"), OSError(5, "no"), UnicodeError("label too long")]
)
def test_what_is_no_name_is_no_name(resolver: Resolver, error: Exception) -> None:
    resolver.error = error
    resolver.answers.set()
    with pytest.raises(socket.gaierror):
        find(Names())
