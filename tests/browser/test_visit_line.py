"""A visit typed on a phone, in a real browser: pressed once it is written once, with a line and without one."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.served import Site, served


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served(prepare="tests.browser.minuted") as site:
        yield site


@pytest.fixture
def tab(site: Site, chromium: Browser) -> Page:
    session = json.loads(site.prepared)["sessions"]["jmeg"]
    context = chromium.new_context(viewport={"width": 360, "height": 640}, locale="en")
    context.add_cookies([{"name": "sessionid", "value": session, "url": site.root}])
    context.set_default_timeout(20_000)
    return context.new_page()


def thing(site: Site) -> str:
    return f"{site.root}{json.loads(site.prepared)['object']}"


def visits(tab: Page, site: Site) -> int:
    tab.goto(f"{thing(site)}?lang=en")
    return tab.locator("main a[href^='/desk/visits/']").count()


def written(tab: Page, site: Site, words: str) -> None:
    tab.goto(f"{thing(site)}visits/new/?lang=en")
    tab.fill("[name=saw_en]", words)


def test_pressed_once_it_is_written_once_and_its_page_comes(site: Site, tab: Page) -> None:
    before = visits(tab, site)
    written(tab, site, "The lamps are lit.")

    tab.click("main form[data-draft] [type=submit]")
    tab.wait_for_url("**/desk/visits/*/")

    assert "The lamps are lit." in tab.inner_text("main")
    assert (tab.locator("#drafts").is_visible(), visits(tab, site)) == (False, before + 1)


def test_without_a_line_it_waits_and_is_sent_once(site: Site, tab: Page) -> None:
    before = visits(tab, site)
    written(tab, site, "Typed without a line.")
    tab.context.set_offline(True)
    tab.click("main form[data-draft] [type=submit]")
    tab.locator("#drafts", has_text="Not sent yet: 1").wait_for()

    tab.context.set_offline(False)
    tab.locator("#drafts", has_text="written down").wait_for()

    assert visits(tab, site) == before + 1


def test_no_choice_is_wider_than_the_telephone(site: Site, tab: Page) -> None:
    written(tab, site, "One lamp is broken.")
    tab.click("main form[data-draft] [type=submit]")
    tab.wait_for_url("**/desk/visits/*/")
    tab.locator("main a[href$='/photos/new/']").click()

    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
