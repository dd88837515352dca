"""Minutes over a line that drops, in a real browser: nothing typed is lost, nothing is written twice.

Two secretaries in one item, signing out while texts wait, and the same forms without JavaScript.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

from tests.browser.served import Site, served


@dataclass(frozen=True)
class Desk:
    """The served demo, the page of the minutes, and who is signed in."""

    site: Site
    page: str
    sessions: dict[str, str]

    def sit_down(self, chromium: Browser, role: str = "clerk", *, scripts: bool = True) -> Page:
        context = chromium.new_context(java_script_enabled=scripts, locale="en")
        context.add_cookies([{"name": "sessionid", "value": self.sessions[role], "url": self.site.root}])
        context.set_default_timeout(20_000)
        tab = context.new_page()
        tab.goto(f"{self.site.root}{self.page}?lang=en")
        return tab

    def come_back(self, tab: Page) -> None:
        tab.goto(f"{self.site.root}{self.page}?lang=en")


@pytest.fixture(scope="module")
def office() -> Iterator[Desk]:
    with served(prepare="tests.browser.minuted") as site:
        said = json.loads(site.prepared)
        yield Desk(site, said["page"], said["sessions"])


def _new(tab: Page) -> Locator:
    """The form for what is said next under the first item, unfolded."""
    box = tab.locator("#item-1 > details").first
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    return box.locator("form")


def _change(tab: Page, text: str) -> Locator:
    box = tab.locator(".passages > li", has_text=text).locator("details").first
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    return box.locator("form[data-draft]")


def _type(form: Locator, text: str) -> None:
    form.locator("textarea").first.fill(text)


def _press(form: Locator) -> None:
    form.locator("[type=submit]").click()


def _said(tab: Page, text: str) -> int:
    return tab.locator(".passages > li", has_text=text).count()


def _kept(tab: Page) -> int:
    kept: int = tab.evaluate("Object.keys(localStorage).filter(name => name.startsWith('draft.')).length")
    return kept


def test_what_is_typed_and_pressed_without_a_line_is_written_when_it_is_back(office: Desk, chromium: Browser) -> None:
    tab = office.sit_down(chromium)
    tab.context.set_offline(True)
    for text in ("Биринчи сөз, байланышсыз.", "Экинчи сөз, байланышсыз."):
        _type(_new(tab), text)
        _press(_new(tab))
        tab.locator(".unsent", has_text=text).wait_for()
    told = tab.inner_text("#drafts")

    tab.context.set_offline(False)
    tab.locator("#drafts", has_text="written down").wait_for()

    office.come_back(tab)
    assert "Not sent yet: 2." in told
    assert [_said(tab, "Биринчи сөз"), _said(tab, "Экинчи сөз"), _kept(tab)] == [1, 1, 0]


def test_what_is_only_typed_is_there_after_the_page_was_closed(office: Desk, chromium: Browser) -> None:
    tab = office.sit_down(chromium)
    _type(_new(tab), "Басылбаган сөз.")

    again = tab.context.new_page()
    tab.close()
    office.come_back(again)

    assert again.locator("#item-1 > details form textarea").first.input_value() == "Басылбаган сөз."
    assert "not saved yet" in again.inner_text("#item-1")


def test_what_arrived_while_its_answer_was_lost_is_written_once(office: Desk, chromium: Browser) -> None:
    tab = office.sit_down(chromium)

    def loses_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    tab.route("**/passages/new/", loses_the_answer)
    _type(_new(tab), "Жообу жоголгон сөз.")
    _press(_new(tab))
    tab.locator(".unsent", has_text="Жообу жоголгон").wait_for()

    tab.unroute("**/passages/new/")
    tab.click("#drafts button")
    tab.locator("#drafts", has_text="written down").wait_for()

    office.come_back(tab)
    assert (_said(tab, "Жообу жоголгон"), _kept(tab)) == (1, 0)


def test_two_secretaries_in_one_item_lose_nothing_and_see_both_texts(office: Desk, chromium: Browser) -> None:
    one, other = office.sit_down(chromium), office.sit_down(chromium, "secretary")
    _type(_new(one), "Айтылган сөз.")
    _type(_new(other), "Ошол эле маселеде башка сөз.")
    with one.expect_event("load"):
        _press(_new(one))
    with other.expect_event("load"):
        _press(_new(other))
    for tab in (one, other):
        office.come_back(tab)
    both = [_said(one, "Айтылган сөз."), _said(one, "башка сөз.")]

    one.context.set_offline(True)
    _type(_change(one, "Айтылган сөз."), "Айтылган сөз, үзүлгөн байланышта.")
    _press(_change(one, "Айтылган сөз."))
    one.locator("#drafts", has_text="Not sent yet").wait_for()
    _type(_change(other, "Айтылган сөз."), "Айтылган сөз, экинчи катчыдан.")
    with other.expect_event("load"):
        _press(_change(other, "Айтылган сөз."))
    one.context.set_offline(False)
    one.locator("#drafts button", has_text="Look at what was not taken").click()
    one.locator("h1", has_text="Two wrote here").wait_for()

    assert both == [1, 1]
    assert "экинчи катчыдан" in one.inner_text(".both")
    assert one.locator(".both textarea").first.input_value() == "Айтылган сөз, үзүлгөн байланышта."
    _type(one.locator(".both form"), "Айтылган сөз, экөөнөн.")
    with one.expect_event("load"):
        _press(one.locator(".both form"))
    office.come_back(one)
    assert (_said(one, "экөөнөн"), _kept(one)) == (1, 0)


def test_signing_out_sends_first_what_was_typed_and_leaves_nothing(office: Desk, chromium: Browser) -> None:
    tab = office.sit_down(chromium, "secretary")
    _type(_new(tab), "Чыгар алдында терилген.")

    with tab.expect_event("load"):
        tab.click("footer .press")
    left = tab.evaluate("localStorage.length")

    assert left == 0
    assert _said(office.sit_down(chromium), "Чыгар алдында") == 1


def test_without_a_line_signing_out_offers_a_file_and_says_what_would_be_lost(office: Desk, chromium: Browser) -> None:
    tab = office.sit_down(chromium)
    _type(_new(tab), "Файлга түшкөн сөз.")
    tab.context.set_offline(True)

    tab.click("footer .press")
    tab.locator("#drafts", has_text="If you sign out now, they are lost.").wait_for()
    with tab.expect_download() as coming:
        tab.click("#drafts button >> text=Save to a file")
    saved = coming.value.path().read_text()
    tab.click("#drafts button >> text=Stay")
    stayed = _kept(tab)

    assert ("Файлга түшкөн сөз." in saved, stayed) == (True, 1)
    _throw_away(tab)


def test_a_shared_computer_sends_what_is_typed_before_it_locks_itself(office: Desk, chromium: Browser) -> None:
    tab = office.sit_down(chromium)
    tab.clock.install()
    tab.route(f"**{office.page}*", _of_a_shared_computer)
    office.come_back(tab)
    _type(_new(tab), "Үстөлдөн туруп кеткенде калган сөз.")

    tab.clock.run_for(3 * 60_000)
    before = (_said(office.sit_down(chromium), "туруп кеткенде"), _kept(tab))
    tab.clock.fast_forward(70_000)
    tab.locator("#drafts", has_text="written down").wait_for()

    assert before == (0, 1)
    assert (_said(office.sit_down(chromium), "туруп кеткенде"), _kept(tab)) == (1, 0)


def test_who_signs_out_is_told_of_what_another_could_not_send(office: Desk, chromium: Browser) -> None:
    tab = office.sit_down(chromium)
    left = {"id": "i1", "to": "/", "fields": [["text_ky", "Башка катчынын сөзү."]], "label": "1.", "moment": 1e14}
    tab.evaluate("left => localStorage.setItem('draft.999.typed.i1', JSON.stringify(left))", left)

    tab.click("footer .press")
    tab.locator("#drafts", has_text="Somebody else who sat at this computer").wait_for()
    with tab.expect_download() as coming:
        tab.click("#drafts button >> text=Save to a file")
    saved = coming.value.path().read_text()
    tab.click("#drafts button >> text=Stay")

    assert ("Башка катчынын сөзү." in saved, _kept(tab)) == (True, 1)
    tab.context.close()


def _of_a_shared_computer(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('data-locks="0"', 'data-locks="5"'))


def _throw_away(tab: Page) -> None:
    tab.click("footer .press")
    tab.click("#drafts button >> text=Sign out and lose them")
    context: BrowserContext = tab.context
    context.close()


def test_without_javascript_the_same_form_writes(office: Desk, chromium: Browser) -> None:
    tab = office.sit_down(chromium, scripts=False)

    _type(_new(tab), "Скриптсиз жазылган.")
    _press(_new(tab))

    assert _said(tab, "Скриптсиз жазылган") == 1
