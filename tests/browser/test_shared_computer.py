"""A computer at which several people sit: in a real browser nothing is left of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.house.runs import Run


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    run = Run("run", var=tmp_path_factory.mktemp("office") / "var")
    run.wait_until_ready()
    yield run
    run.clean_up()


def _sign_in(tab: Page, office: Run, role: str) -> None:
    rows = [line.split() for line in (office.var / "demo-logins.txt").read_text().splitlines()]
    login, password = next(row[:2] for row in rows if row[2] == role)
    tab.goto(f"http://127.0.0.1:{office.port}/account/sign-in/?lang=en")
    tab.fill("#id_login", login)
    tab.fill("#id_password", password)
    tab.click("main .press")


@pytest.mark.machine
def test_behind_the_back_button_there_is_nothing_and_a_pin_opens_the_computer(office: Run, chromium: Browser) -> None:
    root = f"http://127.0.0.1:{office.port}"
    context = chromium.new_context()
    tab = context.new_page()
    _sign_in(tab, office, "administrator")
    tab.goto(f"{root}/desk/computers/?lang=en")
    tab.fill("#id_name", "by the window")
    tab.click("form[action='/desk/computers/'] .press")
    tab.fill("#id_pin", "2580")
    tab.click("form[action='/account/pin/'] .press")
    tab.goto(f"{root}/desk/accounts/?lang=en")
    tab.click("footer .press")
    signed_out = (tab.url, tab.inner_text("h1"))

    tab.go_back()
    behind = (tab.inner_text("h1"), "Гүлназ Мисалова" in tab.content())
    kept = [cookie["name"] for cookie in context.cookies() if cookie["name"] not in {"csrftoken", "computer"}]
    tab.goto(f"{root}/account/computer/?lang=en")
    tab.check("input[type=radio]")
    tab.fill("#id_pin", "2580")
    tab.click("main .press")

    assert signed_out == (f"{root}/account/computer/", "Who is sitting here?")
    assert behind == ("Sign in", False)
    assert kept == []
    assert tab.url == f"{root}/desk/"


@pytest.mark.machine
def test_a_card_leads_through_a_password_of_ones_own_to_the_desk(
    office: Run, chromium: Browser, tmp_path: Path
) -> None:
    root = f"http://127.0.0.1:{office.port}"
    desk = chromium.new_context().new_page()
    _sign_in(desk, office, "administrator")
    desk.goto(f"{root}/desk/accounts/?lang=en")
    desk.click("text=Сагынбек Мисалов")
    desk.click("form[action='/desk/accounts/cards/'] .press")
    secret, login = desk.inner_text(".secret"), desk.inner_text(".cards strong")
    phone = chromium.new_context(viewport={"width": 360, "height": 640}).new_page()
    said: list[str] = []
    phone.on("console", lambda message: said.append(message.text))

    phone.goto(f"{root}/account/sign-in/?lang=en")
    phone.fill("#id_login", login)
    phone.fill("#id_password", secret)
    phone.click("main .press")
    asked = phone.url
    phone.fill("#id_new", "terek archa oruk 9")
    phone.fill("#id_again", "terek archa oruk 9")
    phone.click("main .press")

    assert (asked, phone.url, said) == (f"{root}/account/password/", f"{root}/desk/", [])
