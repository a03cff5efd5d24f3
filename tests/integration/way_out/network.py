"""A company's network on this machine: no way out but a proxy with a password, and certificates of its own."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from avatar_wizard.documents.fingerprint import fingerprint
from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.flow.ports import Credentials, SignInMethod, Upload
from avatar_wizard.uploads import Timeouts, Uploader
from support.certificates import Authority
from support.practice import Practice
from support.proxy import Proxy, Stranger, TlsFront

ZONE = "cloud.studio.example"
SERVICE, IAM, STORE = f"metastudio.{ZONE}", f"iam.{ZONE}", f"obs.{ZONE}"
LISTED = "files.partner.example"
"""A store outside the service's own domain, with a certificate that is in order."""
USER, PASSWORD = "operator", "p@ss:canary/7+%"
OCTETS = "application/octet-stream"
QUICK = Timeouts(connect=2.0, block=2.0, answer=2.0)


@dataclass
class Network:
    """The practice service behind TLS and behind a proxy, and somebody who must never hear from us."""

    practice: Practice
    authority: Authority
    front: TlsFront
    stranger: Stranger
    proxy: Proxy
    upload_origin: str = f"https://{STORE}"
    asked_before: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.practice.clear()
        self.practice.settings(upload_origin=self.upload_origin)
        self.front.heads.clear()
        self.asked_before = (self.stranger.connections, self.stranger.received)

    @property
    def credentials(self) -> Credentials:
        """Keys for the service under its public names."""
        return Credentials(
            SignInMethod.KEYS,
            self.practice.region,
            endpoint=f"https://{SERVICE}",
            iam_endpoint=f"https://{IAM}",
            access_key=self.practice.ak,
            secret_key=self.practice.sk,
        )

    def environment(self, *, password: str | None = None, is_trusting: bool = True) -> dict[str, str]:
        """What a program is told about this network."""
        trust = self.authority.trusted if is_trusting else {}
        return {"HTTPS_PROXY": self.proxy.url(password), "HTTP_PROXY": self.proxy.url(password), **trust}

    @property
    def asked_of_stranger(self) -> tuple[int, int]:
        """Connections to and bytes for the stranger since this network was made."""
        connections, received = self.asked_before
        return self.stranger.connections - connections, self.stranger.received - received


def routes(front: int) -> Mapping[str, int]:
    """The names that the network knows, for the proxy."""
    return {f"{name}:443": front for name in (SERVICE, IAM, STORE, LISTED)}


def put(url: str, path: Path) -> None:
    """Have the upload engine send one file to ``url``.

    Raises the problem that ended it, or that it waits for the end of: here nobody would mend it.
    """
    upload = Upload(Role.COVER, path, fingerprint(path, Role.COVER), url, OCTETS)
    uploader, stop = Uploader(timeouts=QUICK, random=lambda: 0.001), Event()
    sending: Future[None] = Future()

    def send() -> None:
        try:
            uploader.send([upload], already_sent={}, on_sent=lambda *_: None, stop=stop)
            sending.set_result(None)
        except BaseException as error:
            sending.set_exception(error)

    thread = Thread(target=send)
    thread.start()
    waits_for: Problem | None = None
    while not wait([sending], 0.005).done:
        waits_for = waits_for or next((each.problem for each in uploader.progress() if each.problem), None)
        if waits_for is not None:
            stop.set()
    thread.join()
    try:
        sending.result()
    except Stopped:
        assert waits_for is not None
        raise ProblemError(waits_for.code, **waits_for.facts) from None
