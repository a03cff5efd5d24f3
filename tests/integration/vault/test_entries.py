"""Long texts, crashes between two writes, and keyrings that fail in their own ways."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.ports import Credentials, SignInMethod
from avatar_wizard.vault import KeyringVault, MemoryVault
from avatar_wizard.vault.backends import trusted_backend
from avatar_wizard.vault.entries import Entries

KEYS = Credentials(SignInMethod.KEYS, "cn-north-4", access_key="ak", secret_key="sk", security_token="t" * 3000)


class SmallKeyring(KeyringBackend):
    """Takes as much as Windows does, forgets nothing, and fails when told to."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[tuple[str, str], str] = {}
        self.failure: Exception | None = None
        self.writes_left = 10**9

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.texts.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self._count()
        if len(password.encode("utf-16-le", "surrogatepass")) > 2560:
            raise OSError(1783, "CredWrite")
        self.texts[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        self._count()
        if (service, username) not in self.texts:
            raise PasswordDeleteError("absent")
        del self.texts[service, username]

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure

    def _count(self) -> None:
        if not self.writes_left:
            raise OSError("cut")
        self.writes_left -= 1


@given(st.lists(st.text(st.characters(), max_size=1200) | st.integers(900, 5000).map("x".__mul__), max_size=4))
def test_the_last_text_written_is_read(texts: list[str]) -> None:
    backend = SmallKeyring()
    entries = Entries(backend, "service")
    assert entries.read("name") is None
    for text in texts:
        entries.write("name", text)
        assert entries.read("name") == text
    if texts:
        assert len(backend.texts) == (1 if len(texts[-1]) <= 1000 else 1 - (-len(texts[-1]) // 1000))
    entries.erase("name")
    assert backend.texts == {}


def test_a_text_that_looks_like_a_header_is_kept_as_a_text() -> None:
    entries = Entries(SmallKeyring(), "service")
    entries.write("name", "pieces/1 0 0 x")
    assert entries.read("name") == "pieces/1 0 0 x"


@pytest.mark.parametrize("cut", range(12))
def test_a_crash_while_writing_leaves_the_old_text_or_the_new(cut: int) -> None:
    backend = SmallKeyring()
    entries = Entries(backend, "service")
    old, new = "o" * 3500, "n" * 2500
    entries.write("name", old)
    backend.writes_left = cut
    try:
        entries.write("name", new)
    except OSError:
        assert entries.read("name") == (old if cut <= 3 else new)
    else:
        assert cut >= 8
        assert entries.read("name") == new


@pytest.mark.parametrize("cut", range(4))
def test_a_crash_while_erasing_can_be_made_good(cut: int) -> None:
    backend = SmallKeyring()
    entries = Entries(backend, "service")
    entries.write("name", "o" * 2500)
    backend.writes_left = cut
    with pytest.raises(OSError, match="cut"):
        entries.erase("name")
    assert entries.read("name") == (None if cut else "o" * 2500)
    backend.writes_left = 100
    entries.erase("name")
    assert backend.texts == {}


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (NoKeyringError("gone"), "vault.none"),
        (InitError("Failed to create the collection: Prompt dismissed.."), "vault.locked"),
        (KeyringLocked("locked"), "vault.locked"),
        (type("PromptDismissedException", (Exception,), {})("x"), "vault.locked"),
        (PasswordSetError("no"), "vault.failed"),
        (OSError(1783, "CredWrite"), "vault.failed"),
        (RuntimeError("whatever"), "vault.failed"),
    ],
)
def test_every_failure_has_a_name_and_no_text(failure: Exception, code: str) -> None:
    backend = SmallKeyring()
    backend.failure = failure
    vault = KeyringVault(backend=lambda: backend)
    for call in (vault.load, vault.forget, vault.master_key, lambda: vault.store(KEYS)):
        with pytest.raises(ProblemError) as caught:
            call()
        assert caught.value.problem.code == code
        assert caught.value.__cause__ is None
        assert dict(caught.value.problem.facts) == {}


def test_a_trusted_module_offers_only_what_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("keyring.backends.libsecret")
    vars(module)["Imported"] = SmallKeyring
    monkeypatch.setattr("avatar_wizard.vault.backends.TRUSTED", (module,))
    assert trusted_backend() is None
    monkeypatch.setattr(module, "__name__", SmallKeyring.__module__)
    assert type(trusted_backend()) is SmallKeyring


def test_a_backend_that_fails_while_it_is_looked_for() -> None:
    def fail() -> KeyringBackend:
        raise OSError("bus")

    with pytest.raises(ProblemError, match=r"vault\.failed"):
        KeyringVault(backend=fail).load()


@pytest.mark.parametrize(
    "text",
    ["", "nothing of ours", "[]", "7", '{"v":1}', '{"v":1,"method":"telepathy","region":"x"}', '{"method":"keys"}'],
)
def test_credentials_that_do_not_read_are_none(text: str) -> None:
    backend = SmallKeyring()
    backend.texts["avatar-wizard", "profile/default"] = text
    assert KeyringVault(backend=lambda: backend).load() is None


def test_credentials_of_other_versions_read() -> None:
    backend = SmallKeyring()
    text = '{"v":1,"method":"keys","region":"cn-north-4","access_key":"ak","shoe_size":"44"}'
    backend.texts["avatar-wizard", "profile/default"] = text
    assert KeyringVault(backend=lambda: backend).load() == Credentials(SignInMethod.KEYS, "cn-north-4", access_key="ak")


@pytest.mark.parametrize("text", ["", "c2hvcnQ=", "not base64 at all", "\u738b"])
def test_a_broken_master_key_is_said_and_kept(text: str) -> None:
    backend = SmallKeyring()
    backend.texts["avatar-wizard", "master-key"] = text
    with pytest.raises(ProblemError, match=r"vault\.failed"):
        KeyringVault(backend=lambda: backend).master_key()
    assert backend.texts == {("avatar-wizard", "master-key"): text}


def test_what_the_keyring_holds_after_the_write_counts() -> None:
    class Stubborn(SmallKeyring):
        """Another process always writes last."""

        def set_password(self, service: str, username: str, password: str) -> None:
            super().set_password(service, username, "A" * 43 + "=")

    assert KeyringVault(backend=Stubborn).master_key() == bytes(32)


def test_memory_forgets_with_the_run() -> None:
    vault = MemoryVault()
    assert vault.load() is None
    vault.store(KEYS)
    assert vault.load() == KEYS
    key = vault.master_key()
    vault.forget()
    vault.forget()
    assert vault.load() is None
    assert vault.master_key() == key
    assert len(key) == 32
    assert MemoryVault().master_key() != key
