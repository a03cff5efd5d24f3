"""Addresses, keys and homes, right and wrong: a sentence, the next action, the documented exit code, no job."""

from __future__ import annotations

import pytest

from avatar_wizard.commands.account import exit_code, sign_in
from avatar_wizard.config import Config, from_environment
from avatar_wizard.domain.problem import CODES, Problem, ProblemError
from avatar_wizard.flow.ports import Credentials, SignInMethod

KEYS = ("AVATAR_WIZARD_AK", "AVATAR_WIZARD_SK")
WRONG = {
    "https to a plain port": ({"AVATAR_WIZARD_ENDPOINT": "https{plain}"}, 4, "net.tls"),
    "http to elsewhere": ({"AVATAR_WIZARD_ENDPOINT": "http://192.0.2.1"}, 3, "net.insecure_address"),
    "a path": ({"AVATAR_WIZARD_ENDPOINT": "http{plain}/v1"}, 3, "service.wrong_address"),
    "no scheme": ({"AVATAR_WIZARD_ENDPOINT": "127.0.0.1:80"}, 3, "service.wrong_address"),
    "a user in it": ({"AVATAR_WIZARD_ENDPOINT": "http://a:b@127.0.0.1:9"}, 3, "service.wrong_address"),
    "half a bracket": ({"AVATAR_WIZARD_ENDPOINT": "http://[::1"}, 3, "service.wrong_address"),
    "IPv6, nobody there": ({"AVATAR_WIZARD_ENDPOINT": "http://[::1]:9"}, 4, "net.unreachable"),
    "a region of the moon": (
        {"AVATAR_WIZARD_REGION": "moon-1", "AVATAR_WIZARD_ENDPOINT": None, "AVATAR_WIZARD_IAM_ENDPOINT": None},
        3,
        "service.wrong_address",
    ),
    "another project": ({"AVATAR_WIZARD_PROJECT_ID": "0" * 32}, 3, "auth.wrong_project"),
    "a project with a path": ({"AVATAR_WIZARD_PROJECT_ID": "../x"}, 3, "auth.wrong_project"),
    "no keys": (dict.fromkeys(KEYS), 3, "auth.none"),
    "half the keys": ({"AVATAR_WIZARD_SK": None}, 3, "auth.none"),
    "a key with a line break": ({"AVATAR_WIZARD_AK": "A\nB: C"}, 3, "auth.wrong_key"),
    "a token that is none": ({"AVATAR_WIZARD_SECURITY_TOKEN": "a\nb"}, 3, "auth.wrong_key"),
    "home is a file": ({"HOME": "/etc/passwd"}, 4, "store.no_access"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_settings_are_told_and_nothing_is_ordered(case, command, practice):
    changes, code, problem = WRONG[case]
    plain = practice.endpoint.removeprefix("http")
    changes = {name: value and value.replace("{plain}", plain) for name, value in changes.items()}
    # The jobs command goes the same way as submit, without a video to look at first.
    ran = command("jobs", "--json", change=changes)
    assert (ran.code, ran.problem, ran.errors) == (code, problem, "")
    assert ran.last["jobs"] == []
    assert len(ran.last["problem"]["sentence"]) > 20
    assert len(ran.last["problem"]["action"]) > 10


@pytest.mark.slow
@pytest.mark.parametrize("case", ["no keys", "http to elsewhere", "home is a file"])
def test_submit_ends_with_its_three_keys_too(case, command, studio, practice):
    changes, code, problem = WRONG[case]
    ran = command("submit", studio.draft, "--json", "--patience", "0", change=changes)
    assert (ran.code, ran.problem) == (code, problem)
    assert set(ran.last) == {"job_id", "state", "problem"}
    assert practice.jobs() == []


def test_missing_keys_are_called_by_the_names_a_script_gives_them(command):
    ran = command("jobs", "--json", change=dict.fromkeys(KEYS))
    assert all(name in ran.last["problem"]["action"] for name in KEYS)


def test_blanks_round_keys_and_a_slash_behind_the_address_do_not_matter(command, practice):
    change = {
        "AVATAR_WIZARD_AK": f"{practice.ak} ",
        "AVATAR_WIZARD_SK": f" {practice.sk}\r",
        "AVATAR_WIZARD_ENDPOINT": f"{practice.endpoint}/ ",
    }
    assert command("jobs", "--json", change=change).last == {"jobs": [], "problem": None}


def test_one_spelling_for_one_address():
    told = from_environment({"AVATAR_WIZARD_IAM_ENDPOINT": "http://127.0.0.1:9/"}, endpoint=" https://a.example/ ")
    assert (told.endpoint, told.iam_endpoint) == ("https://a.example", "http://127.0.0.1:9")


def test_temporary_keys_need_their_token(command, practice):
    keys = {"AVATAR_WIZARD_AK": practice.temporary["ak"], "AVATAR_WIZARD_SK": practice.temporary["sk"]}
    assert command("jobs", "--json", change=keys).code == 3
    token = {"AVATAR_WIZARD_SECURITY_TOKEN": practice.temporary["security_token"]}
    assert command("jobs", "--json", change={**keys, **token}).code == 0


class _Desk:
    """A desk with kept credentials and nothing else."""

    vault_problem: Problem | None = None

    def __init__(self, kept: Credentials | None) -> None:
        self.used = kept

    def credentials(self) -> Credentials | None:
        return self.used

    def use(self, credentials: Credentials) -> None:
        self.used = credentials


def _kept() -> Credentials:
    return Credentials(method=SignInMethod.KEYS, region="cn-north-4", access_key="KEPT", secret_key="KEPT")


def test_an_address_given_for_this_run_wins_over_the_one_kept_with_the_keys(tmp_path):
    desk = _Desk(_kept())
    used = sign_in(Config(tmp_path, tmp_path, endpoint="https://other.example", project_id="p"), desk)
    assert (used.access_key, used.endpoint, used.project_id) == ("KEPT", "https://other.example", "p")
    assert desk.used == used


def test_half_a_pair_of_keys_does_not_fall_back_to_another_account(tmp_path):
    with pytest.raises(ProblemError, match=r"auth\.none"):
        sign_in(Config(tmp_path, tmp_path, access_key="GIVEN"), _Desk(_kept()))


@pytest.mark.parametrize(("kept", "said"), [("vault.none", "auth.none"), ("vault.locked", "vault.locked")])
def test_without_keys_a_locked_keyring_is_told_and_an_absent_one_is_not(kept, said, tmp_path):
    desk = _Desk(None)
    desk.vault_problem = Problem(kept)
    with pytest.raises(ProblemError) as caught:
        sign_in(Config(tmp_path, tmp_path), desk)
    assert caught.value.problem.code == said


def test_every_problem_has_a_documented_exit_code():
    assert {exit_code(Problem(code)) for code in CODES} == {2, 3, 4}
    assert exit_code(Problem("unexpected")) == 4
    assert exit_code(Problem("stopped")) == 4
    assert exit_code(Problem("draft.gaps")) == 2
