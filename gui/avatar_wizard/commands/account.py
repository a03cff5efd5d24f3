"""Which account a command works for, and what its exit codes say about a problem."""

from __future__ import annotations

from dataclasses import replace

from avatar_wizard.config import Config
from avatar_wizard.domain.problem import Problem, ProblemError, Remedy
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import Credentials

SUBMITTED, GAPS, REFUSED, INTERRUPTED = 0, 2, 3, 4

_WRONG_SETTINGS = frozenset({"net.insecure_address", "service.wrong_address"})
"""Calling again with the same settings ends in the same way: nothing to resume."""


def sign_in(config: Config, desk: Desk) -> Credentials:
    """Have the desk use the keys of the environment, else those kept in the keyring; returns them.

    Addresses, region and project that were given for this run win over those kept with the keys. Raises
    ``auth.none`` when there are no keys or one of a pair is missing, and what keeps the keyring from being read.
    """
    if bool(config.access_key) != bool(config.secret_key):
        # Not the keyring's then: its keys may be another account's.
        raise ProblemError("auth.none")
    known = desk.credentials()
    if known is None:
        locked = desk.vault_problem is not None and desk.vault_problem.code != "vault.none"
        raise ProblemError(desk.vault_problem.code if locked and desk.vault_problem else "auth.none")
    used = replace(
        known,
        region=config.region or known.region,
        project_id=config.project_id or known.project_id,
        endpoint=config.endpoint or known.endpoint,
        iam_endpoint=config.iam_endpoint or known.iam_endpoint,
    )
    if used != known:
        desk.use(used)
    return used


def exit_code(problem: Problem) -> int:
    """What ``submit`` and ``jobs`` exit with for a problem: 2 the draft, 3 refused, 4 worth calling again."""
    area = problem.code.partition(".")[0]
    if problem.code in _WRONG_SETTINGS:
        return REFUSED
    if area in ("draft", "file", "footage") and problem.code != "file.changed":
        return GAPS
    if area in ("net", "store", "vault", "submission", "stopped", "file", "unexpected"):
        return INTERRUPTED
    return INTERRUPTED if problem.remedy is Remedy.WAIT else REFUSED
