"""What the desk does beside sending: follow, list, discard, sign in; against the practice service and a real store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard import app
from avatar_wizard.config import Config
from avatar_wizard.domain.draft import Draft, Edition, Role
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import SignInMethod
from avatar_wizard.vault import MemoryVault
from support.clips import good_clip
from support.practice import Practice

KEY = "0123456789ab"


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice("--approve") as service:
        yield service


@pytest.fixture
def config(practice: Practice, tmp_path: Path) -> Config:
    practice.clear()
    return Config(
        data_folder=tmp_path / "data",
        log_folder=tmp_path / "logs",
        endpoint=practice.endpoint,
        iam_endpoint=practice.iam_endpoint,
        region=practice.region,
        project_id=practice.project_id,
        access_key=practice.ak,
        secret_key=practice.sk,
    )


@pytest.fixture
def open_desk(config: Config) -> Iterator[Callable[[], Desk]]:
    """Opens the same store again and again, as restarts of the program do."""
    vault, journals = MemoryVault(), []

    def opened() -> Desk:
        rooms = app.open_rooms(config, vault, None)
        journals.append(rooms.journal)
        return rooms.desk

    yield opened
    for journal in journals:
        journal.close()


def draft_for(desk: Desk, folder: Path) -> Draft:
    draft = Draft(name="Zoe", edition=Edition.STANDARD, video_slices=3)
    for role in (Role.ID_CARD_IMAGE1, Role.ID_CARD_IMAGE2, Role.GRANT_FILE):
        document = folder / f"{role}.png"
        document.write_bytes(b"\x89PNG" + role.encode() * 30)
        draft = draft.with_file(desk.pick(document, role))
    return draft.with_file(desk.pick(good_clip(181), Role.TRAINING_VIDEO))


def send(desk: Desk, draft: Draft, stop: threading.Event | None = None) -> None:
    sending = desk.sending(KEY)
    desk.save(KEY, draft, None)
    sending.plan(draft)
    sending.run(stop or threading.Event(), patience_s=5)


@pytest.mark.slow
def test_sent_followed_to_the_end_and_listed(open_desk: Callable[[], Desk], practice: Practice, tmp_path: Path) -> None:
    practice.settings(pace_s=0)
    desk = open_desk()
    send(desk, draft_for(desk, tmp_path))
    assert desk.drafts() == ()
    states = set()
    for _ in range(200):
        job = desk.follow(KEY)
        assert job is not None
        states.add(job.state)
        if job.state == "JOB_SUCCESS":
            break
    assert job.state == "JOB_SUCCESS", states
    assert job.asset_id
    [listed] = desk.jobs()
    assert (listed.job_id, listed.name) == (job.job_id, "Zoe")
    again = open_desk().submission(KEY)
    assert again is not None
    assert (again.phase, again.state) == (Phase.SUBMITTED, "JOB_SUCCESS")


def arrived(practice: Practice, job_id: str | None, part: int) -> bool:
    stored = practice.job(job_id or "")["parts"]["training_video"]["stored"]
    return str(part) in stored


@pytest.mark.slow
@pytest.mark.parametrize(
    ("action", "resent"),
    [({"status": 503}, [3]), ("hang_after", [])],
    ids=["refused", "arrived-without-our-knowing"],
)
def test_pausing_keeps_what_arrived_and_another_run_goes_on(
    open_desk: Callable[[], Desk], practice: Practice, tmp_path: Path, action: object, resent: list[int]
) -> None:
    desk = open_desk()
    draft = draft_for(desk, tmp_path)
    stop = threading.Event()
    practice.faults({"call": "put:training_video", "part": 3, "action": action})
    sending = desk.sending(KEY)
    desk.save(KEY, draft, None)
    sending.plan(draft)
    ended: list[BaseException] = []

    def run() -> None:
        try:
            sending.run(stop)
        except Stopped as error:
            ended.append(error)

    worker = threading.Thread(target=run)
    worker.start()
    pause = threading.Event()
    for _ in range(400):
        now = desk.submission(KEY)
        if now is not None and len(now.slices_sent) == 2 and (resent or arrived(practice, now.job_id, 3)):
            break
        pause.wait(0.05)
    assert 0 < sending.progress().safe < sending.progress().size
    stop.set()
    worker.join(20)
    assert ended
    practice.no_faults()
    bar = sending.progress().per_mille
    restarted = open_desk()
    before = len(practice.journal("put"))
    again = restarted.sending(KEY)
    again.run(threading.Event(), patience_s=5)
    assert bar <= again.progress().per_mille == 1000
    assert [entry["part"] for entry in practice.journal("put")[before:]] == resent


@pytest.mark.slow
def test_discarding_deletes_the_waiting_job_and_the_person(
    open_desk: Callable[[], Desk], practice: Practice, tmp_path: Path
) -> None:
    desk = open_desk()
    practice.faults({"call": "command:CONFIRM_MULTIPART_UPLOADED", "action": {"status": 400, "code": "MSS.00000003"}})
    with pytest.raises(ProblemError):
        send(desk, draft_for(desk, tmp_path))
    assert len(practice.jobs()) == 1
    desk.discard(KEY)
    assert practice.jobs() == []
    assert (desk.drafts(), desk.submissions()) == ((), ())


@pytest.mark.slow
def test_discarding_a_job_in_review_leaves_it_at_the_service(
    open_desk: Callable[[], Desk], practice: Practice, tmp_path: Path
) -> None:
    desk = open_desk()
    send(desk, draft_for(desk, tmp_path))
    desk.discard(KEY)
    assert len(practice.jobs()) == 1
    assert desk.submissions() == ()


@pytest.mark.slow
def test_what_cannot_be_deleted_is_not_forgotten(
    open_desk: Callable[[], Desk], practice: Practice, tmp_path: Path
) -> None:
    desk = open_desk()
    practice.faults({"call": "put:grant_file", "action": {"status": 400, "code": "InvalidArgument"}})
    with pytest.raises(ProblemError):
        send(desk, draft_for(desk, tmp_path))
    practice.faults({"call": "delete", "action": {"status": 403, "code": "APIGW.0302"}})
    with pytest.raises(ProblemError, match=r"auth\.forbidden"):
        desk.discard(KEY)
    assert desk.submission(KEY) is not None


@pytest.mark.slow
def test_two_copies_never_send_the_same_thing(
    open_desk: Callable[[], Desk], practice: Practice, tmp_path: Path
) -> None:
    one, two = open_desk(), open_desk()
    draft = draft_for(one, tmp_path)
    practice.faults({"call": "put:training_video", "action": "hang"})
    stop = threading.Event()
    sending = one.sending(KEY)
    one.save(KEY, draft, None)
    sending.plan(draft)

    def run() -> None:
        with pytest.raises(Stopped):
            sending.run(stop)

    worker = threading.Thread(target=run)
    worker.start()
    pause = threading.Event()
    while not practice.jobs():
        pause.wait(0.05)
    with pytest.raises(ProblemError, match=r"submission\.busy_elsewhere"):
        two.sending(KEY).run(threading.Event())
    with pytest.raises(ProblemError, match=r"submission\.busy_elsewhere"):
        two.discard(KEY)
    stop.set()
    worker.join(20)
    practice.no_faults()
    two.sending(KEY).run(threading.Event(), patience_s=5)
    assert len(practice.jobs()) == 1


@pytest.mark.slow
def test_changed_answers_replace_the_job(open_desk: Callable[[], Desk], practice: Practice, tmp_path: Path) -> None:
    desk = open_desk()
    draft = draft_for(desk, tmp_path)
    practice.faults({"call": "command:SUBMITVERIFYING", "times": 1, "action": {"status": 400, "code": "MSS.00000003"}})
    with pytest.raises(ProblemError):
        send(desk, draft)
    [first] = practice.jobs()
    send(desk, replace(draft, name="Another name"))
    [second] = practice.jobs()
    assert first != second
    assert practice.job(second)["given"]["name"] == "Another name"


def test_signing_in_names_the_hop_and_keeps_only_what_works(config: Config, practice: Practice, tmp_path: Path) -> None:
    vault = MemoryVault()
    rooms = app.open_rooms(replace(config, access_key="", secret_key=""), vault, None)
    desk = rooms.desk
    assert desk.credentials() is None
    with pytest.raises(ProblemError, match=r"auth\.none"):
        desk.service()
    known = config.credentials()
    assert known is not None
    wrong = replace(known, secret_key="wrong")
    hops = desk.sign_in(wrong, keep=True)
    assert [hop.problem.code for hop in hops if hop.problem] == ["auth.wrong_key"]
    assert desk.credentials() is None
    assert all(hop.ok for hop in desk.sign_in(known, keep=True))
    assert vault.load() == known
    by_password = replace(
        known,
        method=SignInMethod.PASSWORD,
        access_key="",
        secret_key="",
        user=practice.user,
        password=practice.password,
        domain=practice.domain,
    )
    assert all(hop.ok for hop in desk.sign_in(by_password, keep=False))
    assert vault.load() == known
    assert desk.jobs() == ()
    desk.sign_out()
    assert (desk.credentials(), vault.load()) == (None, None)
    rooms.journal.close()
