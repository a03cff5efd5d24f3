"""The vault on a real Secret Service: unlocked, locked, absent."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest
import secretstorage

import avatar_wizard
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.flow.ports import Credentials, SignInMethod, Vault
from avatar_wizard.store import locked
from avatar_wizard.vault import KeyringVault, MemoryVault, choose_vault
from avatar_wizard.vault.backends import trusted_backend
from support.secret_service import empty_bus, locked_secret_service, secret_service

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's"),
    # keyring leaves its connection to the bus for the garbage collector when a collection stays locked.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]

KEYS = Credentials(
    SignInMethod.KEYS,
    "cn-north-4",
    project_id="0" * 32,
    access_key="CANARYAK",
    secret_key="canary-sk-\u738b\u5c0f\u660e\n\x00\"'",
    app_user="studio",
)
PASSWORD = Credentials(SignInMethod.PASSWORD, "cn-north-4", domain="d", user="Zo\u00eb", password="canary\U0001f512pw")
TEMPORARY = replace(KEYS, security_token="t0k3n/" * 1500)

CALLS = {
    "load": lambda vault: vault.load(),
    "store": lambda vault: vault.store(KEYS),
    "forget": lambda vault: vault.forget(),
    "master_key": lambda vault: vault.master_key(),
}


@contextmanager
def led_to(environment: Mapping[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        try:
            yield
        finally:
            # Here, where the warning about unclosed connections is ignored, and not in somebody else's test.
            gc.collect()


@pytest.fixture(scope="module")
def service() -> Iterator[Mapping[str, str]]:
    with secret_service() as environment:
        yield environment


@pytest.fixture
def keyring(service: Mapping[str, str]) -> Iterator[None]:
    """An unlocked and empty keyring."""
    with led_to(service):
        with closing(secretstorage.dbus_init()) as bus:
            for item in secretstorage.get_default_collection(bus).get_all_items():
                item.delete()
        yield


def stored() -> dict[str, str]:
    """{name: text} of everything in the keyring, as any other program of the person sees it."""
    with closing(secretstorage.dbus_init()) as bus:
        items = secretstorage.get_default_collection(bus).get_all_items()
        return {item.get_attributes()["username"]: item.get_secret().decode() for item in items}


@pytest.mark.usefixtures("keyring")
@pytest.mark.parametrize("credentials", [KEYS, PASSWORD, TEMPORARY], ids=["keys", "password", "temporary"])
def test_credentials_come_back_in_another_run(credentials: Credentials) -> None:
    assert KeyringVault().load() is None
    KeyringVault().store(credentials)
    assert KeyringVault().load() == credentials
    assert KeyringVault(profile="other").load() is None
    KeyringVault().forget()
    KeyringVault().forget()
    assert KeyringVault().load() is None
    assert stored() == {}


@pytest.mark.usefixtures("keyring")
def test_a_shorter_text_in_place_of_a_long_one_leaves_no_pieces() -> None:
    vault = KeyringVault()
    vault.store(TEMPORARY)
    assert len(stored()) > 9
    assert max(map(len, stored().values())) <= 1000
    vault.store(replace(TEMPORARY, security_token="u" * 2500))
    vault.store(KEYS)
    assert list(stored()) == ["profile/default"]
    assert vault.load() == KEYS


@pytest.mark.usefixtures("keyring")
def test_the_master_key_is_made_once() -> None:
    first = KeyringVault().master_key()
    assert len(first) == 32
    KeyringVault().store(KEYS)
    KeyringVault().forget()
    assert KeyringVault().master_key() == first
    assert KeyringVault("another-service").master_key() != first


@pytest.mark.usefixtures("keyring")
def test_first_starts_at_the_same_moment_agree_on_the_master_key(tmp_path: Path) -> None:
    start, keys = Barrier(4), []

    def begin() -> None:
        vault = KeyringVault(once=partial(locked, tmp_path / "new" / "master-key.lock"))
        start.wait()
        keys.append(vault.master_key())

    threads = [Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 4
    assert set(keys) == {KeyringVault().master_key()}


@pytest.mark.usefixtures("keyring")
def test_the_keyring_is_chosen_when_it_works() -> None:
    vault, problem = choose_vault()
    assert isinstance(vault, KeyringVault)
    assert problem is None


def problem_of(call: str, vault: Vault) -> str:
    with pytest.raises(ProblemError) as caught:
        CALLS[call](vault)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return caught.value.problem.code


@pytest.mark.parametrize("call", CALLS)
def test_without_a_bus_there_is_no_vault(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert problem_of(call, KeyringVault()) == "vault.none"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    assert problem_of(call, KeyringVault()) == "vault.none"


def test_on_a_bus_without_a_keyring_there_is_no_vault() -> None:
    with empty_bus() as environment, led_to(environment):
        assert [problem_of(call, KeyringVault()) for call in CALLS] == ["vault.none"] * 4
        vault, problem = choose_vault()
    assert isinstance(vault, MemoryVault)
    assert problem == Problem("vault.none")


@pytest.mark.parametrize("was_used", [True, False])
def test_a_keyring_that_nobody_unlocks_is_said(was_used: bool) -> None:
    with locked_secret_service(was_used=was_used) as environment, led_to(environment):
        assert [problem_of(call, KeyringVault()) for call in CALLS] == ["vault.locked"] * 4
        vault, problem = choose_vault()
    assert isinstance(vault, MemoryVault)
    assert problem == Problem("vault.locked")


def test_a_keyring_that_comes_back_is_found_again() -> None:
    vault = KeyringVault()
    with secret_service() as environment, led_to(environment):
        vault.store(KEYS)
    with empty_bus() as environment, led_to(environment):
        assert problem_of("load", vault) in ("vault.none", "vault.locked")
        assert problem_of("load", vault) == "vault.none"
    with secret_service() as environment, led_to(environment):
        assert vault.load() is None
        vault.store(PASSWORD)
        assert vault.load() == PASSWORD


@pytest.mark.usefixtures("keyring")
def test_nothing_secret_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    vault = KeyringVault()
    vault.store(TEMPORARY)
    assert vault.load() == TEMPORARY
    key = vault.master_key()
    assert "canary" not in caplog.text.lower()
    assert "t0k3n" not in caplog.text
    assert key.hex() not in caplog.text


PLUGIN = """
from keyring.backend import KeyringBackend
class Keyring(KeyringBackend):
    priority = 100
    def get_password(self, service, username): return open(__file__ + ".asked", "w").write("asked") and None
    def set_password(self, service, username, password): open(__file__ + ".asked", "w").write(password)
    def delete_password(self, service, username): pass
"""


@pytest.mark.usefixtures("keyring")
def test_a_plug_in_that_outranks_the_system_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "plugged.py").write_text(PLUGIN, encoding="utf-8")
    info = tmp_path / "plugged-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plugged\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[keyring.backends]\nplugged = plugged\n", encoding="utf-8")
    program = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(Path(avatar_wizard.__file__).parents[1])!r}]\n"
        "import keyring; keyring.get_keyring()\n"
        "from avatar_wizard.vault.backends import trusted_backend\n"
        "from avatar_wizard.vault import KeyringVault\n"
        "KeyringVault().master_key()\n"
        "print(type(keyring.get_keyring()).__module__, type(trusted_backend()).__module__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    outranked, ours = done.stdout.split()
    assert outranked in ("plugged", "keyring.backends.chainer"), "the plug-in was not even offered"
    assert ours == "keyring.backends.SecretService"
    assert not list(tmp_path.glob("*.asked"))


@pytest.mark.usefixtures("keyring")
def test_the_setting_of_another_backend_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert type(trusted_backend()).__module__ == "keyring.backends.SecretService"
