"""Signing in: what is asked, what is told, and what is forgotten."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.ports import Credentials, Hop, HopResult, SignInMethod
from avatar_wizard.ui.pages.sign_in import SignInPage
from support.fake_ports import ACCOUNT


def _all_texts(window: QWidget) -> str:
    texts = [line.text() for line in window.findChildren(QLineEdit)]
    texts += [label.text() for label in window.findChildren(QLabel)]
    texts += [widget.accessibleName() + widget.accessibleDescription() for widget in window.findChildren(QWidget)]
    return "\n".join(texts)


def _fill_and_sign_in(stage) -> None:
    stage.press("new_avatar")
    stage.type("ak_edit", ACCOUNT.access_key)
    stage.type("sk_edit", ACCOUNT.secret_key)
    stage.press("sign_in_button")
    stage.settle()


def test_after_success_the_secret_is_nowhere_in_the_window(stage) -> None:
    stage.open()
    _fill_and_sign_in(stage)
    assert stage.text("account_line") == "Signed in with the access key that ends in 0001"
    texts = _all_texts(stage.window)
    assert ACCOUNT.secret_key not in texts
    assert ACCOUNT.access_key not in texts
    assert stage.world.vault.kept == replace(ACCOUNT)
    undo = stage.window.findChild(QLineEdit, "sk_edit")
    undo.undo()
    assert undo.text() == ""


def test_the_failing_hop_says_what_and_what_next(stage) -> None:
    stage.world.hops = (
        HopResult(Hop.ADDRESS, True),
        HopResult(Hop.KEY, False, Problem("auth.wrong_key")),
    )
    stage.open()
    _fill_and_sign_in(stage)
    hops = stage.window.findChild(QWidget, "hop_list")

    def lines() -> list[str]:
        return [label.text() for label in hops.findChildren(QLabel) if label.isVisible()]

    stage.until(lambda: len(lines()) > 4)
    assert lines()[:4] == ["\u2713", "Address", "!", "Access key or password"]
    assert stage.window.presenter.sign_in.credentials is None
    assert stage.world.vault.kept is None
    assert stage.window.findChild(QLineEdit, "sk_edit").text() == ACCOUNT.secret_key


def test_keeping_is_asked_and_obeyed(stage) -> None:
    stage.open()
    stage.press("new_avatar")
    stage.window.findChild(QCheckBox, "keep_check").setChecked(False)
    stage.type("ak_edit", ACCOUNT.access_key)
    stage.type("sk_edit", ACCOUNT.secret_key)
    stage.press("sign_in_button")
    stage.settle()
    assert stage.window.presenter.sign_in.credentials is not None
    assert stage.world.vault.kept is None


def test_without_a_keyring_it_says_for_this_run_only(stage) -> None:
    stage.world.vault_problem = Problem("vault.none")
    stage.open()
    stage.press("new_avatar")
    assert not stage.window.findChild(QCheckBox, "keep_check").isVisible()
    assert stage.text("keyring_note").startswith("Your sign-in is kept for this run only, in memory.")


def test_a_keyring_that_fails_does_not_lose_the_sign_in(stage) -> None:
    stage.world.vault.problem = Problem("vault.locked")
    stage.open()
    _fill_and_sign_in(stage)
    assert stage.window.presenter.sign_in.credentials is not None
    assert stage.window.content.shell.strip.isVisible()


def test_sign_out_forgets(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press("new_avatar")
    stage.press("back_button")
    stage.press("sign_out_button")
    stage.settle()
    assert stage.world.vault.kept is None
    assert stage.window.presenter.sign_in.credentials is None
    assert stage.button("sign_in_button").isVisible()


def test_next_shows_the_gap_and_later_moves_on(stage) -> None:
    stage.open()
    stage.press("new_avatar")
    stage.press("next_button")
    assert stage.window.presenter.place.step is Step.SIGN_IN
    assert stage.notice() == "Still missing"
    stage.press("fill_in_later")
    assert stage.window.presenter.place.step is Step.AVATAR
    assert stage.notice() == ""


def test_next_signs_in_when_the_form_is_filled(stage) -> None:
    stage.open()
    stage.press("new_avatar")
    stage.type("ak_edit", ACCOUNT.access_key)
    stage.type("sk_edit", ACCOUNT.secret_key)
    stage.press("next_button")
    stage.settle()
    assert stage.window.presenter.sign_in.credentials == ACCOUNT


def test_the_secret_shows_only_while_the_button_is_held(qtbot) -> None:
    page = SignInPage()
    qtbot.addWidget(page)
    page.show()
    edit = page.findChild(QLineEdit, "sk_edit")
    show = page.findChild(QWidget, "sk_show")
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyPress(show, Qt.Key.Key_Space)
    assert edit.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyRelease(show, Qt.Key.Key_Space)
    assert edit.echoMode() is QLineEdit.EchoMode.Password


def test_user_and_password_and_an_own_address(qtbot) -> None:
    page = SignInPage()
    qtbot.addWidget(page)
    page.show()
    wanted = []
    page.sign_in_wanted.connect(lambda credentials, keep: wanted.append((credentials, keep)))
    page.findChild(QWidget, "method_password").click()
    page.findChild(QWidget, "region_ap_southeast_3").click()
    page.findChild(QWidget, "sign_in_options").click()
    for name, text in (
        ("domain_edit", "studio"),
        ("user_edit", "zoe"),
        ("password_edit", " with blanks "),
        ("endpoint_edit", "https://metastudio.example.com"),
        ("project_id_edit", "0123456789abcdef"),
        ("app_user_edit", "guest7"),
    ):
        QTest.keyClicks(page.findChild(QLineEdit, name), text)
    page.sign_in()
    (credentials, keep) = wanted[0]
    assert keep
    assert credentials.method is SignInMethod.PASSWORD
    assert (credentials.region, credentials.domain, credentials.user) == ("ap-southeast-3", "studio", "zoe")
    assert credentials.password == " with blanks "
    assert credentials.endpoint == "https://metastudio.example.com"
    assert (credentials.project_id, credentials.app_user) == ("0123456789abcdef", "guest7")
    assert credentials.access_key == credentials.secret_key == ""


def test_the_practice_account_is_filled_in_for_the_asking(stage) -> None:
    stage.open(practice=True)
    stage.press("new_avatar")
    stage.press("practice_account_button")
    stage.press("sign_in_button")
    stage.settle()
    assert stage.window.presenter.sign_in.credentials == ACCOUNT


def test_addresses_given_at_the_start_are_there_and_no_account_is_offered(qtbot) -> None:
    page = SignInPage(Credentials(SignInMethod.KEYS, "ap-southeast-3", endpoint="http://127.0.0.1:9"))
    qtbot.addWidget(page)
    page.show()
    assert page.findChild(QLineEdit, "endpoint_edit").text() == "http://127.0.0.1:9"
    assert page.findChild(QWidget, "region_ap_southeast_3").isChecked()
    assert not page.findChild(QWidget, "practice_account_button").isVisible()


def test_a_late_answer_of_an_earlier_try_is_ignored(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press("new_avatar")
    stage.press("back_button")
    presenter = stage.window.presenter.sign_in
    round_before = presenter._round
    stage.press("sign_out_button")
    presenter._found(round_before, ACCOUNT)
    assert presenter.credentials is None
