"""The switches of the practice service that the control address can move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from .peer import Peer, read_peer

DEFAULT_PACE_S = 5.0
FAST_PACE_S = 0.2
UPLOAD_URL_LIFE_S = 24 * 3600
TOKEN_LIFE_S = 24 * 3600


class SettingRefusedError(ValueError):
    """The control address was asked for a switch or a value that does not exist."""


@dataclass(slots=True)
class Settings:
    """Everything about the service's manner that is not fixed by the documents.

    pace_s: seconds a job stays in one state of review and training; 0 is "as soon as looked at", None stops the walk
        (only `step` moves a job).
    verdict: `probe` judges the video received, `approve` and `refuse` do not look.
    refusal: what `refuse` writes: {"stage": "auto" | "manual", "text": ..., "error_code": ...} or {"preset": name}.
    error_shape: 1 `error_code/error_msg`, 2 `errorCode/errorMsg`, 3 `code/message`.
    plain_put_at_one: a plain object PUT instead of a multipart upload when the count is 1.
    update_while_waiting: Update is also allowed in WAIT_FILE_UPLOAD (the two public documents disagree).
    state_after_update: `wait` (WAIT_FILE_UPLOAD) or `same` (stays failed until the next submission).
    na_user: the tenant is one of the whitelisted key accounts.
    omit_urls: answer fields that Create and Update leave out.
    projects: how many projects the region has for this account (0, 1 or 2).
    url_life_s, token_life_s: seconds.
    largest_put: bytes one PUT may carry (OBS: 5 GB).
    upload_origin: what addresses begin with instead of this service's own `http://127.0.0.1:port`, when something in
        front of it is known under another name.
    peer: how slow, lossy and forgetful the other side is, see peer.Peer; what is not named is off.
    """

    pace_s: float | None = DEFAULT_PACE_S
    verdict: str = "probe"
    refusal: dict[str, str] = field(default_factory=dict)
    error_shape: int = 1
    plain_put_at_one: bool = False
    update_while_waiting: bool = False
    state_after_update: str = "wait"
    na_user: bool = False
    omit_urls: list[str] = field(default_factory=list)
    projects: int = 1
    url_life_s: float = UPLOAD_URL_LIFE_S
    token_life_s: float = TOKEN_LIFE_S
    largest_put: int = 5 * 1024**3
    smallest_part: int = 100 * 1024
    upload_origin: str = ""
    peer: Peer = field(default_factory=Peer)

    def change(self, wanted: Mapping[str, object]) -> None:
        """Move the named switches; all or none. Raises SettingRefusedError."""
        for name, value in wanted.items():
            self._check(name, value)
        peer = _peer(wanted["peer"]) if "peer" in wanted else self.peer
        for name, value in wanted.items():
            setattr(self, name, peer if name == "peer" else value)

    def _check(self, name: str, value: object) -> None:
        known = {each.name for each in fields(self)}
        if name not in known:
            raise SettingRefusedError(f"no such setting: {name}")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise SettingRefusedError(f"{name} must be one of {_CHOICES[name]}")
        kind = _KINDS.get(name)
        if kind is not None and (not isinstance(value, kind) or (bool not in kind and isinstance(value, bool))):
            raise SettingRefusedError(f"{name} has the wrong type")

    def as_dict(self) -> dict[str, object]:
        """Return all switches, for the control address."""
        return {**asdict(self), "peer": self.peer.as_dict()}


def _peer(wanted: object) -> Peer:
    try:
        return read_peer(wanted)
    except ValueError as refused:
        raise SettingRefusedError(str(refused)) from None


_CHOICES: dict[str, tuple[object, ...]] = {
    "verdict": ("probe", "approve", "refuse"),
    "error_shape": (1, 2, 3),
    "state_after_update": ("wait", "same"),
    "projects": (0, 1, 2),
}
_KINDS: dict[str, tuple[type, ...]] = {
    "pace_s": (int, float, type(None)),
    "refusal": (dict,),
    "plain_put_at_one": (bool,),
    "update_while_waiting": (bool,),
    "na_user": (bool,),
    "omit_urls": (list,),
    "url_life_s": (int, float),
    "token_life_s": (int, float),
    "largest_put": (int,),
    "smallest_part": (int,),
    "upload_origin": (str,),
}
