"""The main job in a real browser on the real site: a pasted press release becomes a programme; one seminar moves."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import vobject
from docx import Document
from playwright.sync_api import Browser, Page

from tests.house.runs import Run

# An invented series with invented prose, flattened as Word flattens a table of two columns side by side.
SCHEDULE = (Path(__file__).parent / "schedule.txt").read_text()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """bin/run, as a coordinator's computer runs it: server and worker."""
    run = Run("run", var=tmp_path_factory.mktemp("office") / "var")
    run.wait_until_ready()
    yield run
    run.clean_up()


@pytest.mark.machine
def test_from_a_pasted_press_release_to_a_moved_seminar(office: Run, chromium: Browser) -> None:
    root = f"http://127.0.0.1:{office.port}"
    tab = chromium.new_context(viewport={"width": 1100, "height": 800}).new_page()

    _sign_in(tab, root, office.var)
    _paste(tab, root)
    _mend_one_cell(tab)
    slug = _publish(tab)
    before = _calendar(root, slug)
    _move_one(tab)
    desk = tab.url

    page = _text(tab, f"{root}/ky/programmes/{slug}/")
    after, paper = _calendar(root, slug), _paper(root, slug)
    moved = next(uid for uid, event in after.items() if event[0] == "2026-04-02")
    assert (before[moved], after[moved]) == (("2026-04-01", 0), ("2026-04-02", 1))
    assert {uid: event for uid, event in before.items() if uid != moved} == {
        u: e for u, e in after.items() if u != moved
    }
    assert ("02.04.2026" in page, "01.04.2026" in page) == (True, False)
    assert paper.count("02.04.2026") >= 1
    assert _last_move(office.var) == {
        "from_day": "2026-04-01",
        "to_day": "2026-04-02",
        "from_time": None,
        "to_time": None,
    }

    tab.goto(desk)
    _announce(tab)
    assert ("01.04.2026" in _paper(root, slug), "02.04.2026" in _paper(root, slug)) == (True, True)


def _sign_in(tab: Page, root: str, var: Path) -> None:
    line = next(row for row in (var / "demo-logins.txt").read_text().splitlines() if "coordinator" in row)
    login, password = line.split()[:2]
    tab.goto(f"{root}/desk/")
    tab.fill("[name=login]", login)
    tab.fill("[name=password]", password)
    tab.click("main button.press")


def _paste(tab: Page, root: str) -> None:
    tab.goto(f"{root}/desk/imports/new/")
    tab.fill("[name=text]", SCHEDULE)
    tab.click("main button.press")
    # The page asks again by itself until the schedule is read.
    tab.wait_for_selector("table.preview", timeout=30_000)
    assert tab.locator("table.preview tbody tr").count() == 5
    assert tab.input_value("[name=planned]") == "100"


def _mend_one_cell(tab: Page) -> None:
    """The last seminar is in Ton, in the House of Culture of the village of Bokonbaev, says the coordinator."""
    tab.fill("[name='4-venue']", "Бөкөнбаев маданият үйү")
    tab.click("button[formaction]")
    assert re.search(r"/desk/programmes/\d+/$", tab.url)


def _publish(tab: Page) -> str:
    tab.click("a.press[href$='publication/']")
    tab.click("main button.press")
    link = tab.get_attribute(
        "main a[href*='/programmes/'][href^='/ky/'], main a[href*='/programmes/'][href^='/ru/']", "href"
    )
    assert link
    return link.strip("/").split("/")[-1]


def _move_one(tab: Page) -> None:
    """From 1 to 2 April, because the hall is taken."""
    tab.locator("tr", has_text="01.04.2026").locator("a[href*='/seminars/'][href$='change/']").click()
    tab.fill("[name=first]", "02.04.2026")
    tab.fill("[name=reason_ky]", "Зал бош эмес экен.")
    tab.click("main button.press")
    assert tab.locator("form[action$='correction/']").count() == 1


def _announce(tab: Page) -> None:
    tab.click("form[action$='correction/'] button")
    assert tab.locator("form[action$='correction/']").count() == 0


def _calendar(root: str, slug: str) -> dict[str, tuple[str, int]]:
    """UID → day and sequence of every event, as vobject reads the feed."""
    feed = vobject.readOne(_get(f"{root}/programmes/{slug}/meetings.ics?lang=ky").decode())
    return {str(e.uid.value): (str(e.dtstart.value), int(e.sequence.value)) for e in feed.vevent_list}


def _paper(root: str, slug: str) -> str:
    """All text of the press release as docx; it must hold the prose and the five rows under two oblasts."""
    document = Document(io.BytesIO(_get(f"{root}/programmes/{slug}/press-release.docx?lang=ky")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    wanted = ("Суроого жооп берилбесе", "Жылдыз Сынакова", "Талас облусу", "Ысык-Көл облусу", "Бөкөнбаев маданият үйү")
    assert [words for words in wanted if words not in text] == []
    assert len(re.findall(r"\b\d\d\.\d\d\.2026\b", "\n".join(cells))) == 5
    return text


def _text(tab: Page, address: str) -> str:
    tab.goto(address)
    for lang in ("ru", "en"):
        assert urllib.request.urlopen(address.replace("/ky/", f"/{lang}/")).status == 200
    return tab.inner_text("main")


def _last_move(var: Path) -> dict[str, str | None]:
    database = sqlite3.connect(f"file:{var / 'tegerek.sqlite3'}?mode=ro", uri=True)
    row = database.execute(
        "select refs from journal_entry where verb = 'meeting.moved' order by id desc limit 1"
    ).fetchone()
    database.close()
    found: dict[str, str | None] = json.loads(row[0])
    return found


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        body: bytes = answer.read()
    return body
