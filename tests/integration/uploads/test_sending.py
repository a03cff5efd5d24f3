"""What arrives at the store when all goes well, to the byte and to the header."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.ports import FileState, Receipt
from avatar_wizard.uploads import Uploader
from integration.uploads.conftest import QUICK, Sender, document, video
from integration.uploads.server import Store, gate, then_close

MakeFile = Callable[[str, int], Path]


def test_a_document_arrives_whole_with_exactly_three_headers(store: Store, sender: Sender, make_file: MakeFile) -> None:
    path = make_file("letter.pdf", 700_001)
    sender.send([document(store, path)])
    put = store.puts[0]
    assert put.body == path.read_bytes()
    assert dict(put.headers) == {
        "Host": f"127.0.0.1:{store.server_port}",
        "Content-Type": "application/octet-stream",
        "Content-Length": "700001",
    }
    assert len(put.headers) == 3
    md5, sha256 = hashlib.md5(put.body).hexdigest(), hashlib.sha256(put.body).hexdigest()
    assert [receipt for _, receipt in sender.sent] == [Receipt(md5, sha256, md5)]


@pytest.mark.parametrize(
    "query",
    [
        "Signature=ab%2Fcd%2b%3d&Expires=1",
        "Signature=a+b/c=&k=%e4%b8%ad",
        "x=~tilde&y=%7E&z=a%20b&empty=&bare",
        "q='()*!,;:@$&r=[]{}|^`\"<>\\",
    ],
)
def test_the_target_goes_out_byte_for_byte(store: Store, sender: Sender, make_file: MakeFile, query: str) -> None:
    upload = document(store, make_file("a", 10))
    upload = replace(upload, url=f"{store.address}/b%2fucket/%7e/Ob+j~?{query}")
    sender.send([upload])
    assert store.puts[0].target == f"/b%2fucket/%7e/Ob+j~?{query}"


def test_an_empty_file_is_sent_with_a_length_of_zero(store: Store, sender: Sender, make_file: MakeFile) -> None:
    sender.send([document(store, make_file("nothing", 0))])
    headers = dict(store.puts[0].headers)
    assert headers["Content-Length"] == "0"
    assert "Transfer-Encoding" not in headers
    assert sender.of(Role.GRANT_FILE).state is FileState.SENT


def test_no_password_of_netrc_goes_along(
    store: Store, sender: Sender, make_file: MakeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    sender.send([document(store, make_file("a", 10))])
    assert "Authorization" not in dict(store.puts[0].headers)


def test_slices_put_together_are_the_file(store: Store, sender: Sender, make_file: MakeFile) -> None:
    path = make_file("take.mp4", 3_000_001)
    sender.send(video(store, path, 7))
    assert b"".join(store.held(f"/part{number}") for number in range(1, 8)) == path.read_bytes()
    assert sorted(upload.part.number for upload, _ in sender.sent if upload.part) == list(range(1, 8))
    assert all(receipt.etag == receipt.md5 for _, receipt in sender.sent)
    progress = sender.of(Role.TRAINING_VIDEO)
    assert (progress.sent, progress.size, progress.state) == (3_000_001, 3_000_001, FileState.SENT)


def test_a_worker_keeps_its_connection(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK))
    sender.send(video(store, make_file("take.mp4", 2_000_000), 5))
    assert len(store.puts) == 5
    assert len({put.peer for put in store.puts}) == 1


def test_a_connection_closed_between_two_slices_costs_nothing(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, random=lambda: 0.001))
    store.will("/part1", then_close)
    sender.send(video(store, make_file("take.mp4", 2_000_000), 2))
    assert len(sender.sent) == 2


def test_uploads_are_taken_in_the_given_order(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK))
    uploads = [document(store, make_file("a", 10)), *video(store, make_file("take.mp4", 2_000_000), 3)]
    sender.send(uploads)
    assert [upload for upload, _ in sender.sent] == uploads


def test_four_at_a_time_and_no_part_twice(store: Store, sender: Sender, make_file: MakeFile) -> None:
    opened, events = threading.Event(), [threading.Event() for _ in range(4)]
    for number, reached in enumerate(events, 1):
        store.will(f"/part{number}", gate(opened, reached))
    uploads = video(store, make_file("take.mp4", 2_000_000), 8)
    worker = threading.Thread(target=sender.send, args=(uploads,))
    worker.start()
    assert all(reached.wait(10) for reached in events)
    with store.lock:
        assert len(store.tried) == 4
    opened.set()
    worker.join(10)
    assert len(sender.sent) == 8
    assert store.most_in_all == 4
    assert set(store.most_at_once.values()) == {1}


def test_what_on_sent_raises_ends_the_sending(store: Store, sender: Sender, make_file: MakeFile) -> None:
    class DiskIsFullError(Exception):
        pass

    def on_sent(*_: object) -> None:
        raise DiskIsFullError

    with pytest.raises(DiskIsFullError):
        sender.uploader.send(
            video(store, make_file("take.mp4", 3_000_000), 20), already_sent={}, on_sent=on_sent, stop=sender.stop
        )
    assert len(store.tried) < 20


def test_on_sent_is_called_one_at_a_time(store: Store, sender: Sender, make_file: MakeFile) -> None:
    inside = threading.Lock()
    overlaps: list[bool] = []

    def on_sent(*_: object) -> None:
        overlaps.append(not inside.acquire(blocking=False))
        threading.Event().wait(0.002)
        inside.release()

    uploads = video(store, make_file("take.mp4", 4_000_000), 30)
    sender.uploader.send(uploads, already_sent={}, on_sent=on_sent, stop=sender.stop)
    assert overlaps == [False] * 30


def test_the_same_upload_twice_is_a_mistake(store: Store, sender: Sender, make_file: MakeFile) -> None:
    upload = document(store, make_file("a", 10))
    with pytest.raises(ValueError, match="uploads"):
        sender.send([upload, upload])


def test_nothing_to_send(sender: Sender) -> None:
    sender.send([], {Role.COVER: 12})
    assert [(p.role, p.sent, p.size, p.state) for p in sender.uploader.progress()] == [
        (Role.COVER, 12, 12, FileState.SENT)
    ]


def test_plain_http_leaves_this_computer_never(store: Store, sender: Sender, make_file: MakeFile) -> None:
    good = document(store, make_file("a", 10))
    bad = replace(good, role=Role.COVER, url="http://store.example/bucket?Signature=a")
    with pytest.raises(ProblemError) as caught:
        sender.send([good, bad])
    assert caught.value.problem.code == "net.insecure_address"
    assert store.tried == []
