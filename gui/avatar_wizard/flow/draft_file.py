"""A draft written by hand for ``avatar-wizard submit``: TOML with the API's field names and a table ``[files]``."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from avatar_wizard.domain.draft import Draft, PickedFile, Role
from avatar_wizard.domain.fields import draft_from_fields
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.ports import Files, Journal

LARGEST = 1024 * 1024  # bytes; a draft file is a page of text


@dataclass(frozen=True, slots=True)
class DraftFile:
    """What a draft file says; ``digest`` tells this file with this content from any other."""

    draft: Draft
    digest: str


def read_draft_file(path: Path, files: Files) -> DraftFile:
    """Read and understand a draft file; relative file paths count from the draft file's folder.

    ``[warnings]`` gives the reasons for sending a video in spite of warnings, by their codes.
    Raises ``draft.file_unreadable``, ``draft.field``, ``draft.combination``, ``file.missing``, ``file.unreadable``.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
        fields = tomllib.loads(raw.decode("utf-8-sig")) if len(raw) <= LARGEST else None
    except (OSError, ValueError, RecursionError) as error:  # the last: brackets in brackets, thousands deep
        raise ProblemError("draft.file_unreadable") from error
    if fields is None:
        raise ProblemError("draft.file_unreadable")
    table = fields.pop("files", {})
    if not isinstance(table, dict):
        raise ProblemError("draft.field", field="files")
    reasons = fields.pop("warnings", {})
    if not isinstance(reasons, dict):
        raise ProblemError("draft.field", field="warnings")
    draft = draft_from_fields(fields)
    for name, value in table.items():
        if name not in set(Role) or not isinstance(value, str) or not value:
            raise ProblemError("draft.field", field=f"files.{name}")
        role, chosen = Role(name), (path.parent / value).absolute()
        draft = draft.with_file(PickedFile(role, chosen, files.fingerprint(chosen, role)))
    for code, reason in reasons.items():
        if not isinstance(reason, str) or not reason.strip():
            raise ProblemError("draft.field", field=f"warnings.{code}")
        draft = draft.with_waiver(code, reason.strip())
    digest = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape") + b"\0" + raw).hexdigest()
    return DraftFile(draft, digest)


def submission_key(read: DraftFile, account: str, journal: Journal) -> str:
    """The key under which this file is sent for this account: the same at every call, until its job is in review.

    A file whose answers are the same but whose footage is another take begins a new submission once the former
    is in review.
    """
    for take in range(1000):
        key = hashlib.sha256(f"{read.digest}\0{account}\0{take}".encode()).hexdigest()[:12]
        known = journal.submission(key)
        if known is None or known.is_open or known.draft == read.draft or not known.draft.files:
            return key
    raise ProblemError("draft.file_unreadable")
