"""What reaches a log: role, part, sizes, status, time; never an address, a path or a name."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from avatar_wizard.domain.problem import ProblemError
from integration.uploads.conftest import Sender, document, video
from integration.uploads.server import Store, answer, drop_after, error
from support.practice import SOURCES

MakeFile = Callable[[str, int], Path]


def test_no_log_of_any_library_holds_an_address_or_a_path(
    store: Store, sender: Sender, make_file: MakeFile, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store.will("/part1", drop_after(10), error(500, "InternalError"), answer(500, Bad_Header="x\r\n junk: :"))
    store.will("/grant_file", error(403, "SignatureDoesNotMatch"))
    sender.send(video(store, make_file("canary-take.mp4", 1_000_000), 2))
    upload = document(store, make_file("canary-letter.pdf", 10), query="Signature=canary-signature")
    with pytest.raises(ProblemError) as caught:
        sender.send([upload])
    # Everything a record carries, facts included: more than any formatter would ever write.
    text = "\n".join(f"{record.getMessage()} {record.exc_text} {vars(record)}" for record in caplog.records)
    text = text.replace(str(SOURCES), "")
    assert "'role': 'training_video', 'part': 2" in text
    assert "upload.signature" in text
    for secret in ("canary", "partNumber", "/part1", "/grant_file", str(upload.path.parent), "127.0.0.1"):
        assert secret not in text
    assert "canary" not in f"{caught.value} {caught.value!r} {upload!r}"
