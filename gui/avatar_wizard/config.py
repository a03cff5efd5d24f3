"""What the program was told from outside: flags over environment over the system's own folders.

Nothing here touches a disk or a network; secrets read from the environment are held, never shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from avatar_wizard.domain.addresses import parse_domain
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.ports import Credentials, SignInMethod

APP = "avatar-wizard"
DEFAULT_REGION = "cn-north-4"


@dataclass(frozen=True, slots=True)
class Config:
    """The typed settings of one run. Empty strings mean: not given."""

    data_folder: Path
    log_folder: Path
    endpoint: str = ""
    iam_endpoint: str = ""
    region: str = ""
    project_id: str = ""
    access_key: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    security_token: str = field(default="", repr=False)
    language: str = ""
    theme: str = ""
    practice: bool = False
    upload_domains: tuple[str, ...] = ()
    rules: Path | None = None

    @property
    def database(self) -> Path:
        """Where drafts and submissions are kept."""
        return self.data_folder / "avatar-wizard.sqlite3"

    @property
    def keyring_name(self) -> str:
        """The keyring's entry; practice never touches the real one."""
        return f"{APP}-practice" if self.practice else APP

    def allowed_upload_domains(self) -> tuple[str, ...]:
        """The given domains that uploads may go to besides the service's own, in the spelling they are compared in.

        Raises ProblemError ``service.wrong_address`` when one of them is no domain.
        """
        try:
            return tuple(parse_domain(domain) for domain in self.upload_domains)
        except ValueError:
            raise ProblemError("service.wrong_address") from None

    def credentials(self) -> Credentials | None:
        """Access keys given for this run by the environment, None when they are not complete."""
        if not (self.access_key and self.secret_key):
            return None
        return Credentials(
            method=SignInMethod.KEYS,
            region=self.region or DEFAULT_REGION,
            project_id=self.project_id,
            endpoint=self.endpoint,
            iam_endpoint=self.iam_endpoint,
            access_key=self.access_key,
            secret_key=self.secret_key,
            security_token=self.security_token,
        )

    def addresses(self) -> Credentials | None:
        """What was said about the way to the account, without secrets; None when nothing was."""
        if not (self.endpoint or self.iam_endpoint or self.region or self.project_id):
            return None
        return Credentials(
            method=SignInMethod.KEYS,
            region=self.region or DEFAULT_REGION,
            project_id=self.project_id,
            endpoint=self.endpoint,
            iam_endpoint=self.iam_endpoint,
        )


def from_environment(
    environment: Mapping[str, str],
    *,
    endpoint: str = "",
    iam_endpoint: str = "",
    language: str = "",
    theme: str = "",
    practice: bool = False,
) -> Config:
    """The configuration of this run; arguments are flags and win over the environment.

    Blanks round a value, as pasting and Windows' ``set`` leave them, are no part of it; nor is an address's last slash.
    Upload domains stand in one value, with commas or blanks between them.
    """
    data = Path(platformdirs.user_data_dir(APP, appauthor=False))
    logs = Path(platformdirs.user_log_dir(APP, appauthor=False))
    told = {name: environment.get(f"AVATAR_WIZARD_{name}", "").strip() for name in _NAMES}
    return Config(
        data_folder=data / "practice" if practice else data,
        log_folder=logs,
        endpoint=_address(endpoint or told["ENDPOINT"]),
        iam_endpoint=_address(iam_endpoint or told["IAM_ENDPOINT"]),
        region=told["REGION"],
        project_id=told["PROJECT_ID"],
        access_key=told["AK"],
        secret_key=told["SK"],
        security_token=told["SECURITY_TOKEN"],
        language=language,
        theme=theme,
        practice=practice,
        upload_domains=tuple(told["UPLOAD_DOMAINS"].replace(",", " ").split()),
        rules=Path(told["RULES"]) if told["RULES"] else None,
    )


def _address(given: str) -> str:
    """One spelling for one address: a submission is found again by it."""
    return given.strip().removesuffix("/")


_NAMES = ("ENDPOINT", "IAM_ENDPOINT", "REGION", "PROJECT_ID", "AK", "SK", "SECURITY_TOKEN", "UPLOAD_DOMAINS", "RULES")
