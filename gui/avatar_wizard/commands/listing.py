"""``avatar-wizard jobs``: what the service says about the account's jobs."""

from __future__ import annotations

import logging
from typing import Any

from avatar_wizard import app
from avatar_wizard.config import Config
from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.ui import wording

from .account import SUBMITTED, exit_code, sign_in
from .output import problem_json, say, say_json, say_problem

log = logging.getLogger(__name__)


def jobs(config: Config, *, as_json: bool) -> int:
    """List the account's jobs, the newest first; exit code 0, 3 refused, 4 not reachable."""
    try:
        desk = app.build_desk(config)
        sign_in(config, desk)
        found = desk.jobs()
    except ProblemError as error:
        return _failed(error.problem, as_json=as_json)
    except Exception as error:
        log.critical("unexpected", exc_info=error)
        return _failed(Problem("unexpected", {"kind": type(error).__name__}), as_json=as_json)
    if as_json:
        say_json({"jobs": [_job_json(job) for job in found], "problem": None})
    else:
        for job in found:
            state = wording.state_words(job.state).title
            # The service's own words last, and none of them able to move the cursor.
            say("  ".join([job.job_id, wording.visible(job.create_time), state, wording.visible(job.name)]))
    return SUBMITTED


def _job_json(job: Job) -> dict[str, Any]:
    return {"job_id": job.job_id, "name": job.name, "state": job.state, "create_time": job.create_time}


def _failed(problem: Problem, *, as_json: bool) -> int:
    if as_json:
        say_json({"jobs": [], "problem": problem_json(problem)})
    else:
        say_problem(problem)
    return exit_code(problem)
