"""The real window, driven from another process by keyboard alone and read through its accessibility tree."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.atspi import until
from support.clips import good_take
from support.desktop import Desktop, Person, desktop
from support.practice import SOURCES, Practice

PROGRAM = "Avatar Wizard"
PERSON, PHONE = "Zoe from the keyboard", "13900007777"


@pytest.fixture
def place() -> Iterator[Desktop]:
    with desktop() as made:
        yield made


@pytest.fixture
def practice() -> Iterator[Practice]:
    with Practice("--approve") as service:
        yield service


def started(place: Desktop, practice: Practice) -> subprocess.Popen[bytes]:
    """The program as a person starts it, pointed at the practice service; nobody is signed in."""
    command = [sys.executable, "-P", "-m", "avatar_wizard", "--language", "en", "--theme", "light"]
    with (place.folder / "errors").open("ab") as errors:
        return subprocess.Popen(
            [*command, "--endpoint", practice.endpoint, "--iam-endpoint", practice.iam_endpoint],
            env={**place.environment, "PYTHONPATH": str(SOURCES)},
            stdin=subprocess.DEVNULL,
            stderr=errors,
        )


def choose(me: Person, role: str, path: Path) -> None:
    """Open the file dialog, type the file's name into it, and see that the page took the file."""
    me.use(f"choose_{role}")
    me.window.find("fileNameEdit")
    me.fill("fileNameEdit", str(path))
    me.press("Return")
    me.window.find(f"remove_{role}")


def sign_in_by_key(me: Person, practice: Practice) -> None:
    """With an access key, which goes into the keyring."""
    me.fill("ak_edit", practice.ak)
    me.fill("sk_edit", practice.sk)
    me.use("sign_in_button")
    me.window.find("sign_out_button")
    me.use("next_button")


def sign_in_by_password(me: Person, practice: Practice) -> None:
    """With account, user and password, which go into the keyring."""
    me.go_to("method_keys")
    me.press("Right")
    me.fill("domain_edit", practice.domain)
    me.fill("user_edit", practice.user)
    me.fill("password_edit", practice.password)
    me.use("sign_in_button")
    me.window.find("sign_out_button")
    me.use("next_button")


def found_in_files(place: Desktop, *canaries: str) -> list[tuple[str, Path]]:
    """Which of the canaries stand readable in any file the program or its desktop left behind."""
    files = [path for path in place.folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".sqlite3" for path in files)
    assert any(path.suffix == ".log" for path in files)
    found = []
    for path in files:
        content = path.read_bytes()
        found += [(canary, path) for canary in canaries if canary.encode() in content]
    return found


def arguments_of(running: subprocess.Popen[bytes]) -> bytes:
    """The command line of the program and of every process it started, as any user of the machine can read it."""
    seen = Path(f"/proc/{running.pid}/cmdline").read_bytes()
    for children in Path(f"/proc/{running.pid}/task").glob("*/children"):
        for child in children.read_text().split():
            seen += Path(f"/proc/{child}/cmdline").read_bytes()
    return seen


def answer_everything(me: Person, folder: Path, video: Path) -> None:
    """From the page about the avatar to the review."""
    me.fill("name_edit", PERSON)
    me.use("edition_standard")
    me.use("next_button")
    choose(me, "training_video", video)
    me.window.find("footage_facts")
    me.use("next_button")
    for role in ("id_card_image1", "id_card_image2", "grant_file"):
        document = folder / f"{role}.png"
        document.write_bytes(b"\x89PNG\r\n\x1a\n" + role.encode() * 40)
        choose(me, role, document)
    me.fill("contact_edit", PHONE)
    me.use("next_button")
    me.window.find("choose_cover")
    me.use("next_button")
    me.window.find("change_video")


@pytest.mark.e2e
@pytest.mark.timeout(170)
def test_from_home_to_in_review_by_keyboard_alone(place: Desktop, practice: Practice) -> None:
    video = good_take()
    running = started(place, practice)
    me = Person(place, PROGRAM)
    try:
        me.use("new_avatar")
        sign_in_by_key(me, practice)
        answer_everything(me, place.folder, video)
        assert practice.jobs() == [], "nothing is created before the person submits"
        me.use("next_button")
        me.use("submit_confirm")
        title = me.window.find("state_title")
        assert title.name
        [job_id] = until(practice.jobs, lambda: "no job at the service")
        until(lambda: practice.job(job_id)["state"] != "WAIT_FILE_UPLOAD", lambda: "the job was not handed in")
        sent = practice.job(job_id)["files"]["training_video"]["sha256"]
        assert sent == hashlib.sha256(video.read_bytes()).hexdigest()
        assert running.poll() is None
        assert not [word for word in (practice.sk, PERSON, PHONE, video.name) if word.encode() in arguments_of(running)]
    finally:
        me.close()
        running.terminate()
        running.wait(20)
    assert found_in_files(place, practice.sk, PERSON, PHONE, video.name, "Signature=") == []


@pytest.mark.e2e
@pytest.mark.timeout(170)
def test_killed_and_started_again_everything_is_back(place: Desktop, practice: Practice) -> None:
    video = good_take()
    first = started(place, practice)
    me = Person(place, PROGRAM)
    try:
        me.use("new_avatar")
        sign_in_by_password(me, practice)
        answer_everything(me, place.folder, video)
    finally:
        me.close()
        first.kill()
        first.wait(20)
    second = started(place, practice)
    me = Person(place, PROGRAM)
    try:
        shown = until(
            lambda: [n for _, n in me.window.walk() if n.id.startswith("continue_")], lambda: me.window.dump()
        )
        me.use(shown[0].id)
        me.window.find("page_title")
        said = me.window.dump()
        assert PERSON in said
        assert video.name in said
        assert "id_card_image2.png" in said
        assert me.window.now("ak_edit") is None, "the keyring knows who signed in"
    finally:
        me.close()
        second.terminate()
        second.wait(20)
    assert found_in_files(place, practice.password, PERSON, PHONE, video.name) == []
