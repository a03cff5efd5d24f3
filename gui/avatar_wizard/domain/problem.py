"""What can go wrong, as data: a code, its facts, and who can do something about it.

Sentences live in ``ui/wording.py``. Facts never hold a key, a token, an address of an upload, or a file's
content; a file's name may be a fact, because the person who reads the sentence chose it, but ``str()`` of the
exception shows the code alone, so that no log or traceback carries facts along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Remedy(StrEnum):
    """What comes next after a problem."""

    WAIT = "wait"  # goes on by itself
    SIGN_IN = "sign-in"  # look at the credentials
    CHANGE = "change"  # change an answer or a file
    COMPUTER = "computer"  # mend something on this computer: clock, disk, network, keyring
    ADMIN = "admin"  # somebody else must act: administrator, Huawei's support
    REPORT = "report"  # our fault


CODES: Mapping[str, Remedy] = MappingProxyType(
    {
        # the way to the service
        "net.unreachable": Remedy.WAIT,
        "net.name": Remedy.WAIT,  # the address could not be looked up; facts: host
        "net.proxy": Remedy.COMPUTER,
        "net.proxy_password": Remedy.COMPUTER,
        "net.tls": Remedy.COMPUTER,  # facts: host
        "net.captive_portal": Remedy.COMPUTER,
        "net.timeout": Remedy.WAIT,
        "net.redirect": Remedy.COMPUTER,
        "net.insecure_address": Remedy.COMPUTER,
        "net.foreign_upload_address": Remedy.ADMIN,  # facts: host
        "net.answer_lost": Remedy.WAIT,
        # who you are
        "auth.none": Remedy.SIGN_IN,
        "auth.wrong_key": Remedy.SIGN_IN,
        "auth.unknown_key": Remedy.SIGN_IN,
        "auth.wrong_site": Remedy.SIGN_IN,
        "auth.key_locked": Remedy.SIGN_IN,  # facts: minutes
        "auth.wrong_password": Remedy.SIGN_IN,
        "auth.token_expired": Remedy.SIGN_IN,
        "auth.clock": Remedy.COMPUTER,  # facts: minutes (how far this computer's clock is off; may be absent)
        "auth.forbidden": Remedy.ADMIN,  # facts: request_id
        "auth.region_closed": Remedy.ADMIN,  # facts: region
        "auth.wrong_project": Remedy.SIGN_IN,
        "auth.several_projects": Remedy.SIGN_IN,
        "auth.app_user_not_ascii": Remedy.CHANGE,
        # the service's answers
        "service.busy": Remedy.WAIT,
        "service.throttled": Remedy.WAIT,  # facts: retry_after_s (may be absent)
        "service.internal": Remedy.WAIT,
        "service.bad_answer": Remedy.REPORT,
        "service.wrong_address": Remedy.SIGN_IN,
        "service.bad_request": Remedy.REPORT,  # facts: service_code, request_id
        "service.bad_parameter": Remedy.CHANGE,  # facts: field, service_code, request_id
        "service.name_taken": Remedy.CHANGE,
        "service.too_many_jobs": Remedy.WAIT,
        "service.no_quota": Remedy.ADMIN,
        "service.file_missing": Remedy.CHANGE,
        "service.resolution_refused": Remedy.CHANGE,
        "service.job_gone": Remedy.CHANGE,
        "service.refused": Remedy.CHANGE,  # facts: text (the service's own words), service_code
        "service.unexpected": Remedy.REPORT,  # facts: status, service_code, request_id
        # uploads
        "upload.address_dead": Remedy.WAIT,  # expired or used: new addresses are fetched
        "upload.signature": Remedy.REPORT,
        "upload.clock": Remedy.COMPUTER,
        "upload.gone": Remedy.WAIT,  # NoSuchUpload: assembled or aborted; ask the service
        "upload.corrupted": Remedy.WAIT,  # ETag differs from the bytes' MD5
        "upload.slice_size": Remedy.REPORT,
        "upload.storage_account": Remedy.ADMIN,
        "upload.refused": Remedy.REPORT,  # facts: status, service_code
        "upload.parts_differ": Remedy.ADMIN,  # acknowledged pieces are lost again and again
        # files on this computer
        "file.missing": Remedy.CHANGE,  # facts: name, role
        "file.changed": Remedy.CHANGE,  # facts: name, role
        "file.unreadable": Remedy.CHANGE,  # facts: name, role
        "file.empty": Remedy.CHANGE,  # facts: name, role
        "file.too_large": Remedy.CHANGE,  # facts: name, role, limit
        # footage
        "footage.tool_missing": Remedy.COMPUTER,
        "footage.tool_timeout": Remedy.CHANGE,  # facts: seconds
        "footage.tool_failed": Remedy.CHANGE,
        "footage.cannot_decode": Remedy.COMPUTER,  # facts: codec
        # mending footage
        "repair.no_space": Remedy.COMPUTER,  # facts: needed, free (bytes)
        "repair.folder": Remedy.COMPUTER,  # the folder cannot be written to
        "repair.failed": Remedy.CHANGE,
        "repair.cannot": Remedy.COMPUTER,  # facts: codec (may be absent)
        # a studio's own rules
        "rules.unreadable": Remedy.COMPUTER,  # facts: where (table and key, or line)
        # this computer
        "store.full": Remedy.COMPUTER,
        "store.unreadable": Remedy.COMPUTER,
        "store.damaged": Remedy.COMPUTER,  # can be set aside, so that the program begins anew
        "store.no_access": Remedy.COMPUTER,  # the folder may not be read or written
        "store.newer": Remedy.COMPUTER,
        "store.sealed": Remedy.CHANGE,  # answers sealed with a key that is gone
        "vault.none": Remedy.COMPUTER,
        "vault.locked": Remedy.COMPUTER,
        "vault.failed": Remedy.COMPUTER,
        # the draft and its file
        "draft.gaps": Remedy.CHANGE,  # facts: gaps (tuple of codes)
        "draft.file_unreadable": Remedy.CHANGE,
        "draft.field": Remedy.CHANGE,  # facts: field
        "draft.combination": Remedy.CHANGE,  # facts: field, other
        # the saga
        "submission.busy_elsewhere": Remedy.CHANGE,  # another copy of the program sends it
        "submission.other_account": Remedy.SIGN_IN,  # begun with another account or region
        "submission.handed_in_before": Remedy.CHANGE,  # the answers were changed after the job had got into review
        "submission.recreated": Remedy.WAIT,  # a note: addresses had died, the job was made anew
        "stopped": Remedy.WAIT,  # the person paused it
        "unexpected": Remedy.REPORT,  # facts: kind (class name of the exception)
    }
)
"""Every code there is; a test holds the words in ``ui/wording.py`` against it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong. ``code`` is a key of CODES; ``facts`` fill the sentence's placeholders."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(self.code)

    @property
    def remedy(self) -> Remedy:
        """Who can do something about it."""
        return CODES[self.code]


class ProblemError(Exception):
    """A problem on its way to whoever can say it. ``str()`` is the code alone."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts)


class AnswerLost(ProblemError):  # noqa: N818 - the field says "lost answer"
    """The request went out and no answer came: it may or may not have taken effect. Ask before repeating."""

    def __init__(self, code: str = "net.answer_lost", **facts: object) -> None:
        super().__init__(code, **facts)


class Stopped(ProblemError):  # noqa: N818 - not an error: somebody asked for it
    """Work ended because its stop event was set."""

    def __init__(self) -> None:
        super().__init__("stopped")
