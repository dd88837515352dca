"""A coordinator and a trainer on the evening of a seminar, in a browser: from the trainer’s sheet to the report.

Nobody types an address: every page is reached from the first page of the desk by what leads on from page to page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.browser.calling import PHONE, Walk
from tests.browser.reading import text_of
from tests.browser.served import Site

# The evening of the first seminar of a series of the demo; twenty people are on its list.
EVENING = "2026-03-17T17:00+06:00"
PROGRAMME = "Айылда чогуу чечебиз"
TRAINER = "Ойдонова Жылдыз"
QUESTIONS = (("Жыйын эмне үчүн алдын ала жарыяланат?", "1"), ("Добуш кантип саналат?", "2"), ("Чечимде эмне бар?", "1"))
ANSWERS = "биринчи жооп\nэкинчи жооп\nүчүнчү жооп"
# Of six people, before and after; the right answers are 1 2 1. Five pairs are the fewest of which a mean is told.
BEFORE = ("121", "221", "321", "311", "111", "-21")
AFTER = ("121", "121", "121", "121", "121", "122")
# In the second entry of the first sheet after the seminar somebody reads a 1 as a 2.
SLIP, STANDS = "221", "121"
# So many were there all day, the next one in the morning alone, the one after that not at all; of others nobody knows.
ALL_DAY, PER_DAY = 4, "500"
PAPERS = ("strips", "test", "key")
SERIES = "АЧ"
SUBJECT = "Ички жолдорду оңдоо"


@dataclass(frozen=True)
class Certified:
    """What came of the certificates. names: of those who got one, as they stand on the page; without: who got none.

    number, name, paper: of the first of them; verified: what everybody reads of it; key: the public key of the site.
    """

    names: list[str]
    without: str
    number: str
    name: str
    paper: bytes
    verified: str
    key: str


@dataclass(frozen=True)
class Paid:
    """What the page says of the list, and its files as issued."""

    page: str
    files: dict[str, bytes]


@dataclass(frozen=True)
class Reported:
    """What the page of the report says before and after it was frozen, and its files."""

    draft: str
    frozen: str
    files: dict[str, bytes]


def begun(chromium: Browser, site: Site, role: str) -> Walk:
    """Whoever has that role in the demo’s training centre, with a telephone, on the first page of the desk."""
    lines = [line.split() for line in (site.var / "demo-logins.txt").read_text().splitlines()]
    login, password = next((one[0], one[1]) for one in lines if one[2] == role and one[0].endswith("bulak.example"))
    tab = chromium.new_context(viewport=PHONE, locale="ky").new_page()
    tab.goto(f"{site.root}/desk/")
    tab.fill("[name=login]", login)
    tab.fill("[name=password]", password)
    tab.click("main button.press")
    tab.wait_for_load_state()
    return Walk(tab, site.root)


def to_seminar(walk: Walk) -> int:
    """From the first page of the desk to the page of the seminar that comes first; its key as a meeting."""
    walk.press("nav a[href='/desk/'], header a[href='/desk/']")
    walk.press(f"main a[href^='/desk/meetings/']:has-text('{PROGRAMME}')")
    return _key(walk, r"/desk/meetings/(\d+)/$")


def add_mock_assembly(walk: Walk) -> str:
    """From the page of the seminar: put the mock assembly into the day; the printed programme of it."""
    meeting = to_seminar(walk)
    walk.press("main a[href^='/desk/seminars/'][href$='/trainers/']")
    walk.fill(minutes="45")
    walk.press("form[action$='/mock-assembly/'] button.press")
    walk.press(f"main a[href='/desk/meetings/{meeting}/papers/']")
    return text_of(walk.fetched(f"button[formaction='/desk/meetings/{meeting}/papers/day.pdf']"))


def day_sheet(walk: Walk) -> str:
    """What the trainer prints before driving there."""
    to_seminar(walk)
    walk.press("main a[href^='/desk/programmes/'][href$='/trainers/']")
    return text_of(_got(walk, "main a[href*='/papers/trainer.pdf']"))


def make_test(walk: Walk) -> dict[str, bytes]:
    """Write three questions, choose them, fix the test, print its papers."""
    to_seminar(walk)
    walk.press("main a[href$='/test/']")
    walk.press("main a.press[href$='/questions/']")
    for question, right in QUESTIONS:
        walk.press("main a.press[href$='/questions/new/']")
        walk.fill(text_ky=question, options_ky=ANSWERS, right=right)
        walk.press("main form button.press")
    to_seminar(walk)
    walk.press("main a[href$='/test/']")
    walk.press("main a.press[href$='/test/questions/']")
    for box in walk.tab.locator("main [name=question]").all():
        box.check()
    walk.press("main form button.press")
    walk.press("form[action$='/test/fixing/'] button.press")
    walk.fill(count=str(len(BEFORE)))
    return {kind: walk.fetched(f"button[formaction$='/{kind}.pdf']") for kind in PAPERS}


def key_twice(walk: Walk, codes: list[str]) -> tuple[str, str]:
    """The trainer keys all sheets twice, with one slip, and settles it: what is said of it, then of the figures."""
    to_seminar(walk)
    walk.press("main a[href$='/test/']")
    walk.press("main a.press[href$='/keying/']")
    _key_sheets(walk, "before", 1, codes, BEFORE)
    _key_sheets(walk, "before", 2, codes, BEFORE)
    _key_sheets(walk, "after", 1, codes, AFTER)
    _key_sheets(walk, "after", 2, codes, (SLIP, *AFTER[1:]))
    differ = walk.said("main article.item")
    walk.tab.locator("main article.item [name=answers]").fill(STANDS)
    walk.press("main form[action$='/settlement/'] button.press")
    walk.press("main a[href$='/test/']")
    return differ, walk.text()


def _key_sheets(walk: Walk, when: str, entry: int, codes: list[str], sheets: tuple[str, ...]) -> None:
    other = f"main a[href$='?when={when}&entry={entry}']"
    if walk.tab.locator(other).count():
        walk.press(other)
    for n, (code, answers) in enumerate(zip(codes, sheets, strict=True), start=1):
        walk.fill(**{f"code_{n}": code, f"answers_{n}": answers})
    walk.press("main form[action$='/keying/'] button.press")


def tick(walk: Walk) -> list[str]:
    """Tick who was there; the names of those who were there all day."""
    meeting = to_seminar(walk)
    walk.press(f"main a[href='/desk/meetings/{meeting}/ticks/']")
    rows = walk.tab.locator("main table.ticks tbody tr")
    names = [rows.nth(n).locator("strong").inner_text() for n in range(ALL_DAY)]
    for n in range(ALL_DAY + 1):
        rows.nth(n).locator("[name^=morning]").check(force=True)
        if n < ALL_DAY:
            rows.nth(n).locator("[name^=afternoon]").check(force=True)
    walk.press("main form button.press")
    return names


def certify(walk: Walk, stranger: Walk) -> Certified:
    """Settle who gets one, ask each for the name, issue, hand out; a stranger looks one up by its code."""
    to_seminar(walk)
    walk.press("main a[href$='/certificates/']")
    walk.press("main a.press[href$='/certificates/']")
    walk.tab.check("main [name=halves][value='2']")
    walk.fill(series=SERIES, signer_ky="Жылдыз Сынакова", signer_post_ky="директор", hours="6")
    walk.press("main form button.press")
    walk.press("main table.figured a[href^='/desk/seminars/']")
    for box in walk.tab.locator("main [name^='said-']").all():
        box.check()
    walk.press("main form[action$='/names/'] button.press")
    walk.press("main form[action$='/issue/'] button.press")
    cells = walk.tab.locator("main table.figured tbody td:first-child")
    names = [" ".join(cell.inner_text().split()[:2]) for cell in cells.all()]
    number, without = walk.tab.locator("main table.figured td a").first.inner_text(), walk.said("main h2 ~ ul li")
    walk.press("main table.figured a[href^='/desk/certificates/']")
    paper = _got(walk, "main a.press[href$='/paper.pdf']")
    verified, key = _looked_up(stranger, walk.said("main a[href*='/verify/']"))
    return Certified(names, without, number, names[0], paper, verified, key)


def _looked_up(stranger: Walk, code: str) -> tuple[str, str]:
    """Type the code of a paper where everybody may: what the page says, and the key of the site."""
    stranger.tab.goto(f"{stranger.root}/verify")
    stranger.fill(code=code)
    stranger.press("main form button")
    lines = stranger.tab.request.get(f"{stranger.root}/verify/keys.txt").text().split()
    return stranger.text(), lines[-1]


def pay(walk: Walk) -> Paid:
    """Write what the programme pays for a day, look at the list, issue it, fetch its files."""
    to_seminar(walk)
    walk.press("main a[href$='/money/']")
    walk.press("main a[href$='/rates/']")
    walk.fill(per_day=PER_DAY, source="2026-жылдын 2-февралындагы № 14 буйрук")
    walk.press("main form button.press")
    to_seminar(walk)
    walk.press("main a[href$='/money/']")
    walk.tab.locator("main #day details.more summary").click()
    walk.press("main form[action*='/money/day/issue/'] button.press")
    links = {form: f"main #day li a[href^='/desk/pay-pieces/']:text-is('{form}')" for form in ("docx", "xlsx")}
    return Paid(walk.text(), {form: _got(walk, link) for form, link in links.items()})


def mean_next(walk: Walk) -> str:
    """The trainer writes down what the first aimak means to hold; what the page of the whole programme says of it."""
    to_seminar(walk)
    walk.press("main a[href$='/next-meetings/']")
    walk.press("main a.press[href$='/next-meeting/']")
    walk.tab.select_option("main [name=kind]", "assembly")
    walk.fill(around="04.2026", subject_ky=SUBJECT)
    walk.press("main form button.press")
    walk.press("main a[href^='/desk/programmes/'][href$='/next-meetings/']")
    return walk.text()


def report(walk: Walk) -> Reported:
    """From the page of the seminar to its programme, and the report there: read, frozen, fetched."""
    to_seminar(walk)
    walk.press("main .of a[href^='/desk/programmes/']")
    walk.press("main a[href$='/report/']")
    draft = walk.text()
    walk.press("main a.press[href*='/report/freezing/']")
    walk.press("main form[action$='/report/freezing/'] button.press")
    walk.press("main a[href^='/desk/series-reports/']")
    files = {form: _got(walk, f"main a[href*='/report.{form}?lang=ky']") for form in ("pdf", "docx", "xlsx")}
    return Reported(draft, walk.text(), files)


def _got(walk: Walk, selector: str) -> bytes:
    """What a link brings; the screen stays."""
    link = walk.tab.locator(selector).first.get_attribute("href")
    answer = walk.tab.request.get(f"{walk.root}{link}")
    assert answer.ok, (link, answer.status)
    return answer.body()


def _key(walk: Walk, pattern: str) -> int:
    found = re.search(pattern, walk.tab.url)
    assert found, walk.tab.url
    return int(found[1])
