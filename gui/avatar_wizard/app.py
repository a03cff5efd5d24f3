"""The composition root: the only place that knows every room. Starts the window, the tour, and the self-test."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace

from avatar_wizard.config import Config
from avatar_wizard.documents.fingerprint import LocalFiles
from avatar_wizard.domain.problem import Problem
from avatar_wizard.flow.desk import Desk, Rooms
from avatar_wizard.flow.ports import Credentials, Files, Probe, Vault
from avatar_wizard.footage.look import look
from avatar_wizard.metastudio import connect, examine
from avatar_wizard.store.journal import SqliteJournal
from avatar_wizard.uploads import Uploader
from avatar_wizard.vault import choose_vault


def probe() -> Probe:
    """What judges footage."""
    return look


def files() -> Files:
    """What reads the identity of files."""
    return LocalFiles()


def build_desk(config: Config) -> Desk:
    """Open the store and the keyring and put the application together. May wait for the keyring; raises ``store.*``."""
    vault, problem = choose_vault(config.keyring_name)
    journal = SqliteJournal(config.database, _master_key(vault, problem, config))
    desk = Desk(
        Rooms(
            journal=journal,
            vault=vault,
            vault_problem=problem,
            connect=connect,
            examine=examine,
            probe=look,
            files=LocalFiles(),
            uploads=Uploader,
        )
    )
    given = config.credentials()
    if given is not None:
        desk.use(given)
    return desk


def _master_key(vault: Vault, problem: Problem | None, config: Config) -> bytes:
    """The key that seals the store.

    A studio's machine without a keyring but with access keys in the environment gets one derived from its secret
    key, so that an interrupted submission can be resumed there too; it is kept nowhere.
    """
    if problem is not None and config.secret_key:
        return hmac.new(config.secret_key.encode(), b"avatar-wizard sealing key 1", hashlib.sha256).digest()
    return vault.master_key()


def in_practice(config: Config, told: dict[str, str]) -> Config:
    """``config`` pointed at the practice service that introduced itself with ``told``."""
    return replace(
        config,
        endpoint=told["endpoint"],
        iam_endpoint=told["iam_endpoint"],
        region=told["region"],
        project_id=told["project_id"],
        access_key=told["ak"],
        secret_key=told["sk"],
        practice=True,
    )


__all__ = ["Credentials", "build_desk", "files", "in_practice", "probe"]
