"""One practice service for all tests of this folder, put back to its first minute before each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from avatar_wizard.flow.ports import Credentials, SignInMethod
from avatar_wizard.metastudio import MetaStudioService, connect
from integration.metastudio.given import ACCESS_KEY, PROJECT, QUICK, SECRET_KEY
from support.practice import Practice


@pytest.fixture(scope="session")
def practice_process() -> Iterator[Practice]:
    with Practice() as running:
        yield running


@pytest.fixture
def practice(practice_process: Practice) -> Practice:
    practice_process.clear()
    return practice_process


@pytest.fixture
def by_keys(practice: Practice) -> Credentials:
    return Credentials(
        SignInMethod.KEYS,
        practice.region,
        endpoint=practice.endpoint,
        iam_endpoint=practice.iam_endpoint,
        access_key=practice.ak,
        secret_key=practice.sk,
    )


@pytest.fixture
def by_password(practice: Practice) -> Credentials:
    return Credentials(
        SignInMethod.PASSWORD,
        practice.region,
        endpoint=practice.endpoint,
        iam_endpoint=practice.iam_endpoint,
        domain=practice.domain,
        user=practice.user,
        password=practice.password,
    )


@pytest.fixture
def keys_for() -> Callable[[str], Credentials]:
    """Credentials for a server of the test's own that does not look at them."""

    def credentials(origin: str) -> Credentials:
        return Credentials(
            SignInMethod.KEYS,
            "cn-north-4",
            project_id=PROJECT,
            endpoint=origin,
            access_key=ACCESS_KEY,
            secret_key=SECRET_KEY,
        )

    return credentials


@pytest.fixture
def service(by_keys: Credentials) -> MetaStudioService:
    return connect(by_keys, settings=QUICK)
