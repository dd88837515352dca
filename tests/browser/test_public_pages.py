"""Public pages in Chromium: light as a letter, readable by everybody, whole on a small phone."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize
from playwright.sync_api import Page as Tab

from tests.browser.served import LANGUAGES, Site

AXE = Path(__file__).parents[1] / "data" / "axe" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# One burst of ten packets, as a server sends them before it hears back.
MOST_BYTES = 14_600
PHONE: ViewportSize = {"width": 360, "height": 640}
LONG = "жоопкерчиликтүүлүгүбүздөгүлөрдөнсүңөрбү"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_arrives_in_one_burst_on_a_first_visit(chromium: Browser, site: Site, lang: str) -> None:
    sizes = {name: first_visit(chromium, site.page(lang, address)) for name, address in site.pages.items()}

    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def first_visit(chromium: Browser, address: str) -> int:
    """Bytes of headers and bodies of everything that a page loads into an empty cache, its icon included."""
    context = chromium.new_context(viewport=PHONE)
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    session.send("Network.enable")
    tab.goto(address, wait_until="load")
    icon = tab.evaluate("document.querySelector('link[rel=icon]').href")
    context.close()
    assert len(loaded) >= 2, "a page and its sheet at least"
    # Chromium without a window leaves the icon out; people's browsers fetch it.
    return round(sum(loaded)) + _whole_size(icon)


def _whole_size(address: str) -> int:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port)
    connection.request("GET", parts.path, headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    size = len(answer.read()) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders()) + 19
    connection.close()
    return size


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_the_light_and_in_the_dark(chromium: Browser, site: Site, lang: str) -> None:
    context = chromium.new_context(viewport=PHONE)
    tab = context.new_page()

    found = {}
    for name, address in site.pages.items():
        tab.goto(site.page(lang, address))
        tab.evaluate(AXE.read_text())
        tab.emulate_media(color_scheme="light")
        found[name] = violations(tab, f"{{runOnly: {{type: 'tag', values: {WCAG}}}}}")
        # Of all rules this one alone sees colours.
        tab.emulate_media(color_scheme="dark")
        found[f"{name}, dark"] = violations(tab, "{runOnly: ['color-contrast', 'link-in-text-block']}")
    context.close()

    assert {name: each for name, each in found.items() if each} == {}


def violations(tab: Tab, options: str) -> list[str]:
    result: dict[str, Any] = tab.evaluate(f"axe.run({options})")
    assert result["passes"], "axe looked at nothing"
    return [f"{rule['id']}: {node['html'][:120]}" for rule in result["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_no_page_is_wider_than_the_screen_even_with_the_longest_words(
    chromium: Browser, site: Site, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 640})
    tab = context.new_page()

    wide = []
    for name, address in site.pages.items():
        tab.goto(site.page("ky", address))
        before = overflow(tab)
        tab.evaluate(LENGTHEN, LONG)
        wide += [(name, before, overflow(tab))] if before or overflow(tab) else []
    context.close()

    assert wide == []


LENGTHEN = """word => {
  const places = 'h1, h2, h3, main p, main a, main dd, main dt, main td, main th, main li, footer a';
  for (const e of document.querySelectorAll(places))
    if (!e.children.length) e.textContent = word;
}"""


def overflow(tab: Tab) -> int:
    wider: int = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


def test_on_a_small_phone_text_is_large_and_what_can_be_pressed_is_tall(phone: BrowserContext, site: Site) -> None:
    tab = phone.new_page()

    for address in site.pages.values():
        tab.goto(site.page("ky", address))

        assert tab.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 17
        assert tab.evaluate(TOO_LOW) == []
        assert tab.evaluate(TOO_SMALL) == []


TOO_LOW = """[...document.querySelectorAll('.press, .bar a, .ways a, button, summary, input:not([type=hidden])')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 46).map(e => e.outerHTML)"""
TOO_SMALL = """[...document.querySelectorAll('body *')]
  .filter(e => e.offsetParent && e.childNodes.length && parseFloat(getComputedStyle(e).fontSize) < 14)
  .map(e => e.outerHTML.slice(0, 80))"""


def test_no_page_breaks_its_own_policy_or_asks_for_what_is_not_there(phone: BrowserContext, site: Site) -> None:
    tab = phone.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(f"{message.text} {message.location}"))
    tab.on("pageerror", lambda error: complaints.append(str(error)))

    for name, address in site.pages.items():
        if name != "missing":
            tab.goto(site.page("ky", address))

    assert (complaints, phone.cookies()) == ([], [])


def test_without_styles_the_heading_comes_first_and_nothing_is_lost(phone: BrowserContext, site: Site) -> None:
    tab = phone.new_page()
    tab.goto(site.page("ky", ""))
    dressed = tab.inner_text("main").split()
    tab.route("**/*.css", lambda route: route.abort())

    tab.goto(site.page("ky", ""))

    bare = tab.inner_text("main").split()
    assert bare[: len(tab.inner_text("h1").split())] == tab.inner_text("h1").split()
    assert sorted(word.lower() for word in bare) == sorted(word.lower() for word in dressed)


def test_the_keyboard_reaches_the_content_first(phone: BrowserContext, site: Site) -> None:
    tab = phone.new_page()
    tab.goto(site.page("ky", ""))

    tab.keyboard.press("Tab")

    focused = "document.activeElement"
    assert tab.evaluate(f"{focused}.getAttribute('href')") == "#main"
    assert tab.evaluate(f"{focused}.getBoundingClientRect().left") >= 0
    assert tab.evaluate(f"getComputedStyle({focused}).outlineWidth") == "3px"


def test_paper_shows_neither_buttons_nor_colours(phone: BrowserContext, site: Site) -> None:
    tab = phone.new_page()
    tab.emulate_media(media="print", color_scheme="dark")

    for address in site.pages.values():
        tab.goto(site.page("ky", address))

        assert tab.evaluate("[...document.querySelectorAll('.press')].filter(e => e.offsetParent).length") == 0
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.fixture
def phone(chromium: Browser) -> Any:
    context = chromium.new_context(viewport=PHONE, has_touch=True)
    yield context
    context.close()
