"""``avatar-wizard jobs``: one line or one object, and nothing of the service's that could move the cursor."""

from __future__ import annotations

import pytest


@pytest.mark.slow
def test_the_documented_shape_and_one_line_a_job(studio, command):
    studio.name = "Zo\u00e9\u001b[2J\u202e"
    studio.write()
    job_id = studio.submit().last["job_id"]
    told = command("jobs", "--json").last
    assert set(told) == {"jobs", "problem"}
    [job] = told["jobs"]
    assert set(job) == {"job_id", "name", "state", "create_time"}
    assert (job["job_id"], job["name"]) == (job_id, studio.name)
    plain = command("jobs")
    [line] = plain.out.splitlines()
    assert line.startswith(job_id)
    assert not {"\x1b", "\u202e"} & set(line)
    assert (plain.code, plain.errors) == (0, "")
