"""The same over TLS: trust, cutting, and a refusal that comes while the body is under way."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.uploads import Uploader
from integration.uploads.conftest import QUICK, Sender, document, video
from integration.uploads.server import Store, drop_after, hang, refuse_early
from integration.uploads.test_stopping import PATIENT, stop_when

MakeFile = Callable[[str, int], Path]


def test_slices_arrive_over_one_connection(
    secure_store: Store, make_file: MakeFile, trusting: Callable[[], ssl.SSLContext]
) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, tls=trusting))
    path = make_file("take.mp4", 3_000_000)
    sender.send(video(secure_store, path, 3))
    assert b"".join(secure_store.held(f"/part{number}") for number in (1, 2, 3)) == path.read_bytes()
    assert len({put.peer for put in secure_store.puts}) == 1


def test_the_systems_own_trust_is_asked(
    secure_store: Store, make_file: MakeFile, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Sender(Uploader(timeouts=QUICK))
    upload = document(secure_store, make_file("a", 10))
    with pytest.raises(ProblemError) as caught:
        sender.send([upload])
    assert caught.value.problem.code == "net.tls"
    assert caught.value.problem.facts == {"host": "127.0.0.1"}
    assert secure_store.tried == []
    # Where OpenSSL is the system's store, this variable adds to it.
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    sender.send([upload])
    assert len(sender.sent) == 1


def test_a_break_is_not_taken_for_distrust(
    secure_store: Store, make_file: MakeFile, trusting: Callable[[], ssl.SSLContext]
) -> None:
    sender = Sender(Uploader(timeouts=QUICK, tls=trusting, random=lambda: 0.001))
    path = make_file("letter.pdf", 20_000_000)
    secure_store.will("/grant_file", drop_after(0), drop_after(5_000_000), drop_after(100_000, reset=False))
    sender.send([document(secure_store, path)])
    assert secure_store.held("/grant_file") == path.read_bytes()


def test_an_early_refusal_is_heard(
    secure_store: Store, make_file: MakeFile, trusting: Callable[[], ssl.SSLContext]
) -> None:
    sender = Sender(Uploader(timeouts=QUICK, tls=trusting, random=lambda: 0.001))
    secure_store.will("/grant_file", *[refuse_early(403, "AccessDenied")] * 8)
    with pytest.raises(ProblemError) as caught:
        sender.send([document(secure_store, make_file("letter.pdf", 30_000_000))])
    assert caught.value.problem.code == "upload.address_dead"


def test_a_stalled_store_is_cut_short(
    secure_store: Store, make_file: MakeFile, trusting: Callable[[], ssl.SSLContext]
) -> None:
    sender = Sender(Uploader(timeouts=PATIENT, tls=trusting))
    uploads = video(secure_store, make_file("take.mp4", 40_000_000), 2)
    secure_store.will("/part1", hang)
    secure_store.will("/part2", hang)
    assert stop_when(sender, uploads, secure_store.hanging.is_set) < 1.0
