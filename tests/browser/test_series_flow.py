"""A programme that runs on paper, in a real browser on the real site: from its schedule to a corrected press release.

Twelve seminars of twenty people each: lists in three shapes, seats, letters and sign-in sheets of the whole series,
who came to the two that are over, plan and fact. Then: nobody of them is named to whoever should not see them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from tests.browser import series
from tests.browser.reading import Answer, crawled, named, one_line, read, text_of
from tests.browser.series import CLOCK, DAYS, EACH, WALK_IN, Guest
from tests.house.runs import Run, manage, sign_in

# So many answers of each address as the code writes it are read, beside all that belong to the series.
MOST_OF_A_ROUTE = 6
FIRST_NUMBER = 25
CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
LIST = r"/desk/lists/(\d+)/"
OTHER = ("bashka@bashka.example", "kopolok-terek-oruk-4711")
MAKE_OTHER = f"""
from datetime import date
from tegerek.lib import clock
from tegerek.lib.said import Said
from tegerek.people.actions import grant, make_account
from tegerek.people.models import Role
from tegerek.places.actions import add_body
from tegerek.places.models import BodyKind
now = clock.now()
name = Said.of(ky="«Башка» окуу борбору")
office = add_body(BodyKind.ORGANISATION, name, unit=None, now=now, is_office=True)
user = make_account(name="Башка Башкаева", email="{OTHER[0]}", password="{OTHER[1]}", now=now)
grant(user, role=Role.COORDINATOR, office=office, since=date(2026, 1, 1), now=now)
"""


@dataclass(frozen=True)
class Keys:
    """What the site calls the series: keys of the programme, its seminars and meetings in order of day."""

    programme: int
    slug: str
    seminars: list[int]
    meetings: list[int]
    numbers: list[int]
    units: list[int]
    raions: list[str]


@dataclass(frozen=True)
class Told:
    """What was met on the way.

    progress: the steps done and in all that the page of the long work showed. archive: its files. counts: plan and
    fact before the correction, counts_after: after it. first, corrected: the press release by its form. offered:
    whether the results could be published: at the start, after it, after a tick was corrected, after that was told.
    """

    root: str
    keys: Keys
    people: list[Guest]
    progress: list[tuple[int, int]]
    archive: dict[str, bytes]
    letters: int
    counts: dict[str, list[list[str]]]
    counts_after: dict[str, list[list[str]]]
    first: dict[str, str]
    corrected: dict[str, str]
    offered: list[bool]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """bin/run, as a coordinator's computer runs it: server and worker, in the evening of the second seminar."""
    run = Run("run", var=tmp_path_factory.mktemp("office") / "var", TEGEREK_NOW=CLOCK)
    run.wait_until_ready()
    manage(run.var, "shell", "-c", MAKE_OTHER)
    yield run
    run.clean_up()


@pytest.fixture(scope="module")
def told(office: Run, chromium: Browser) -> Told:
    tab = chromium.new_context(viewport={"width": 1100, "height": 800}).new_page()
    return ran(tab, f"http://127.0.0.1:{office.port}", office.var)


@pytest.mark.machine
def test_every_name_stands_on_the_sign_in_sheet_of_its_seminar_and_every_letter_has_a_number(told: Told) -> None:
    sheets = _papers(told, "sign-in")
    letters = _papers(told, "letter")

    names = [{one.name for one in told.people if one.seminar == n and not one.is_walk_in} for n in range(len(DAYS))]
    everybody = {one.name for one in told.people}
    assert [{name for name in everybody if name in sheet} for sheet in sheets] == names
    # Nobody asked for phones: their column is empty.
    assert named({"the sheets": Answer(200, b"", " ".join(sheets), ())}, set(), _phones(told)) == []
    numbers = [number for letter in letters for number in re.findall(r"№ 01-14/(\d+)", letter)]
    assert sorted(map(int, numbers)) == list(range(FIRST_NUMBER, FIRST_NUMBER + told.letters))
    assert told.letters > len(DAYS) * 5
    at_once = one_line(text_of(told.archive["all-to-print.pdf"]))
    assert [one.name for one in told.people if not one.is_walk_in and one.name not in at_once] == []


@pytest.mark.machine
def test_the_page_of_the_long_work_shows_how_far_it_is(told: Told) -> None:
    steps = [done for done, _all in told.progress]

    assert (steps == sorted(steps), len(set(steps)) > 1) == (True, True)
    # Six papers of each seminar in two forms, and one file of all; before the first step nobody knows how many.
    assert {total for done, total in told.progress if done} == {len(DAYS) * 6 * 2 + 1}


@pytest.mark.machine
def test_plan_and_fact_are_right_to_the_person(told: Told) -> None:
    after = series.changed(told.people, _corrected(told.people).name, series.not_there)

    assert told.counts == series.counted(told.people, told.keys.raions)
    assert told.counts_after == series.counted(after, told.keys.raions)


@pytest.mark.machine
def test_a_corrected_tick_offers_a_corrected_press_release_and_all_its_forms_agree(told: Told) -> None:
    came = sum(one.came for one in told.people)
    women = sum(one.came and one.sex == "f" for one in told.people)

    told_first = ("2 of 12 seminars were held", f"{came} people took part.", f"{women} of them are women.")
    told_then = (
        f"before that, we had counted {came} people.",
        f"{came - 1} people took part.",
        f"{women - 1} of them are women.",
    )
    assert told.offered == [True, False, True, False]
    assert [(form, words) for form, text in told.first.items() for words in told_first if words not in text] == []
    assert [(form, words) for form, text in told.corrected.items() for words in told_then if words not in text] == []
    assert [form for form, text in told.corrected.items() if told_first[1] in text] == []


@pytest.mark.machine
def test_no_stranger_reads_a_name_or_a_phone_of_the_series(told: Told) -> None:
    found = crawled(told.root, _public(told.keys, told.people), most=MOST_OF_A_ROUTE)

    assert _leaks(told, found) == []
    assert [path for path, answer in found.items() if answer.status >= 500] == []
    assert sum(answer.status == 200 for answer in found.values()) > 150


@pytest.mark.machine
def test_the_coordinator_of_another_office_reads_no_name_and_no_phone_of_the_series(office: Run, told: Told) -> None:
    session = sign_in(office.port, *OTHER)

    found = crawled(
        told.root, ["/desk/", *_searches(told.people, "/desk/find/?q=")], most=MOST_OF_A_ROUTE, session=session
    )
    theirs = {path: read(told.root, path, session) for path in _desk(told.keys)}

    assert _leaks(told, found | theirs) == []
    assert {path: answer.status for path, answer in theirs.items() if answer.status != 404} == {}
    assert found["/desk/persons/"].status == 200


@pytest.mark.machine
def test_whoever_may_see_the_lists_reads_them_so_the_search_for_names_can_fail(office: Run, told: Told) -> None:
    session = sign_in(office.port, *_coordinator(office.var))

    found = {path: read(told.root, path, session) for path in _desk(told.keys) if "roster.xlsx" in path}

    assert len({leak.partition(": ")[2] for leak in _leaks(told, found)}) == 2 * len(told.people)


@pytest.mark.machine
def test_the_log_of_the_site_names_nobody(office: Run, told: Told) -> None:
    log = {"the log": Answer(200, b"", office.said, ())}

    assert _leaks(told, log) == []


def ran(tab: Page, root: str, var: Path) -> Told:
    """Run the whole series with nothing but a browser."""
    _sign_in(tab, root, var)
    programme = _brought_schedule(tab, root)
    _publish(tab, root, programme)
    keys = _keys(var, programme)
    people = series.guests(_aimaks(var, keys))
    _seat(tab, root, keys)
    for n in range(len(DAYS)):
        _bring(tab, root, keys.meetings[n], n, [one for one in people if one.seminar == n])
    people = _confirm_one(tab, root, var, people, keys)
    letters = _number_letters(tab, root, var, keys)
    progress, archive = _series_papers(tab, root, keys)
    _come(tab, root, var, keys, people)
    people.append(WALK_IN)
    counts = _counts(tab, root, keys)
    offered = [_publish_results(tab, root, keys, press=True), _publish_results(tab, root, keys, press=False)]
    first = _release(tab, root, keys)
    _correct(tab, root, var, keys, _corrected(people))
    offered += [_publish_results(tab, root, keys, press=True), _publish_results(tab, root, keys, press=False)]
    counts_after, corrected = _counts(tab, root, keys), _release(tab, root, keys)
    return Told(root, keys, people, progress, archive, letters, counts, counts_after, first, corrected, offered)


def _sign_in(tab: Page, root: str, var: Path) -> None:
    login, password = _coordinator(var)
    tab.goto(f"{root}/desk/")
    tab.fill("[name=login]", login)
    tab.fill("[name=password]", password)
    tab.click("main button.press")


def _coordinator(var: Path) -> tuple[str, str]:
    line = next(row for row in (var / "demo-logins.txt").read_text().splitlines() if "coordinator" in row)
    login, password = line.split()[:2]
    return login, password


def _brought_schedule(tab: Page, root: str) -> int:
    """Paste the schedule and make the programme of it; its key."""
    tab.goto(f"{root}/desk/imports/new/")
    tab.fill("[name=text]", series.schedule())
    _press(tab, "/desk/imports/new/")
    # The page asks again by itself until the schedule is read.
    tab.wait_for_selector("[name='11-place']", timeout=30_000)
    assert tab.locator("[name$='-place']").count() == len(DAYS)
    tab.click("button[formaction$='/programme/']")
    return _key(tab, r"/desk/programmes/(\d+)/$")


def _publish(tab: Page, root: str, programme: int) -> None:
    tab.goto(f"{root}/desk/programmes/{programme}/publication/")
    _press(tab, f"/desk/programmes/{programme}/publication/")


def _seat(tab: Page, root: str, keys: Keys) -> None:
    """All aimaks of the first raion and seats by post; then the same for the whole series."""
    first = keys.seminars[0]
    tab.goto(f"{root}/desk/seminars/{first}/invited/?choose=all")
    _press(tab, f"/desk/seminars/{first}/invited/")
    tab.goto(f"{root}/desk/seminars/{first}/quota/")
    for post, seats in series.SEATS.items():
        tab.fill(f"[name={post}]", str(seats))
    _press(tab, f"/desk/seminars/{first}/quota/")
    tab.goto(f"{root}/desk/seminars/{first}/invited/")
    _press(tab, f"/desk/seminars/{first}/copy/")


def _bring(tab: Page, root: str, meeting: int, n: int, people: list[Guest]) -> None:
    """Bring the list of a seminar in one of three shapes, and take all twenty over."""
    address = f"/desk/meetings/{meeting}/lists/new/"
    tab.goto(root + address)
    if n % 3 == 1:
        data = FilePayload(name="тизме.docx", mimeType="application/octet-stream", buffer=series.from_word(people))
        tab.set_input_files("[name=file]", data)
    else:
        tab.fill("[name=text]", series.from_excel(people) if n % 3 == 0 else series.as_lines(people))
    _press(tab, address)
    tab.wait_for_selector(f"[name='{EACH - 1}-name'], [name='{EACH}-name']", timeout=30_000)
    _press(tab, f"/desk/lists/{_key(tab, LIST)}/roster/")
    tab.wait_for_url(f"**/desk/meetings/{meeting}/roster/", timeout=30_000)


def _confirm_one(tab: Page, root: str, var: Path, people: list[Guest], keys: Keys) -> list[Guest]:
    """Somebody of the third seminar says on the phone that they come."""
    name = people[2 * EACH].name
    line = _lines(var, keys.meetings[2])[name]
    tab.goto(f"{root}/desk/meetings/{keys.meetings[2]}/roster/")
    _press(tab, f"/desk/participants/{line}/confirmation/")
    return series.changed(people, name, series.confirmed)


def _number_letters(tab: Page, root: str, var: Path, keys: Keys) -> int:
    """Give every letter of the series its number; how many letters there are."""
    tab.goto(f"{root}/desk/programmes/{keys.programme}/letters/")
    tab.fill("[name=begin]", f"01-14/{FIRST_NUMBER}")
    tab.fill("[name=dated]", "20.03.2026")
    _press(tab, f"/desk/programmes/{keys.programme}/letters/numbers/")
    invited = "select count(*) from programmes_invited i join programmes_seminar s on s.id = i.seminar_id"
    ((count,),) = _rows(var, f"{invited} where s.programme_id = ?", keys.programme)
    return int(count) + len(DAYS)


def _series_papers(tab: Page, root: str, keys: Keys) -> tuple[list[tuple[int, int]], dict[str, bytes]]:
    """Press once for the papers of all seminars, watch them being written, fetch and open the archive."""
    address = f"/desk/programmes/{keys.programme}/papers/"
    tab.goto(root + address)
    tab.check("[name=form][value=zip]")
    tab.check("[name=lang][value=ky]")
    _press(tab, address)
    job = _key(tab, r"/desk/jobs/(\d+)/$")
    progress: list[tuple[int, int]] = []
    # The page asks again by itself until the work is done.
    while not tab.locator("a[href$='/result/']").count():
        progress += [
            (int(each.get_attribute("value") or 0), int(each.get_attribute("max") or 0))
            for each in tab.locator("progress[max]").all()
        ]
        tab.wait_for_event("load", timeout=30_000)
    answer = tab.request.get(f"{root}/desk/jobs/{job}/result/")
    with zipfile.ZipFile(io.BytesIO(answer.body())) as archive:
        return progress, {name: archive.read(name) for name in archive.namelist()}


def _come(tab: Page, root: str, var: Path, keys: Keys, people: list[Guest]) -> None:
    """Tick who came to the two seminars that are over, and add one who was on no list."""
    for n in range(2):
        lines = _lines(var, keys.meetings[n])
        tab.goto(f"{root}/desk/meetings/{keys.meetings[n]}/ticks/")
        for one in people:
            for half in ("morning", "afternoon"):
                if one.seminar == n and getattr(one, half):
                    tab.check(f"[name={half}_{lines[one.name]}]", force=True)
        _press(tab, f"/desk/meetings/{keys.meetings[n]}/ticks/")
    address = f"/desk/meetings/{keys.meetings[0]}/walk-ins/new/"
    tab.goto(root + address)
    tab.fill("[name=name]", WALK_IN.name)
    tab.fill("[name=phone]", WALK_IN.phone)
    tab.select_option("[name=post]", WALK_IN.post)
    for box in (f"[name=sex][value={WALK_IN.sex}]", "[name=morning]", "[name=afternoon]"):
        tab.check(box)
    _press(tab, address)


def _correct(tab: Page, root: str, var: Path, keys: Keys, guest: Guest) -> None:
    """Somebody was ticked by mistake."""
    meeting = keys.meetings[guest.seminar]
    line = _lines(var, meeting)[guest.name]
    tab.goto(f"{root}/desk/meetings/{meeting}/ticks/")
    tab.uncheck(f"[name=morning_{line}]", force=True)
    tab.uncheck(f"[name=afternoon_{line}]", force=True)
    _press(tab, f"/desk/meetings/{meeting}/ticks/")


def _corrected(people: list[Guest]) -> Guest:
    """A woman who is said to have been there all day."""
    return next(one for one in people if one.morning and one.afternoon and one.sex == "f")


def _counts(tab: Page, root: str, keys: Keys) -> dict[str, list[list[str]]]:
    """Rows of each table of plan and fact by its title: the page and the file, which must say the same."""
    address = f"{root}/desk/programmes/{keys.programme}/counts"
    rows = csv.reader(io.StringIO(tab.request.get(f"{address}.csv?lang=en").body().decode("utf-8-sig")))
    tables: dict[str, list[list[str]]] = {}
    for row in rows:
        if len(row) == 1:
            tables[row[0]] = body = []
        elif row:
            body.append(row)
    tab.goto(f"{address}/?lang=en")
    shown = tab.eval_on_selector_all("main table tr", CELLS)
    # What is not known is a dash on the page and empty in the file.
    assert [[cell.replace("–", "") for cell in row] for row in shown] == [row for one in tables.values() for row in one]
    return {title: table[1:] for title, table in tables.items()}


def _publish_results(tab: Page, root: str, keys: Keys, *, press: bool) -> bool:
    """Whether the results can be published; publish them if told to."""
    address = f"/desk/programmes/{keys.programme}/results/"
    tab.goto(root + address)
    is_offered = tab.locator(f"form[action='{address}']").count() == 1
    if press and is_offered:
        _press(tab, address)
    return is_offered


def _release(tab: Page, root: str, keys: Keys) -> dict[str, str]:
    """The press release on its page, for Word and as PDF, as a stranger reads it."""
    paths = {"page": f"/en/programmes/{keys.slug}/press-release/"}
    paths |= {form: f"/programmes/{keys.slug}/press-release.{form}?lang=en" for form in ("docx", "pdf")}
    return {form: one_line(read(root, path).text) for form, path in paths.items()}


def _papers(told: Told, kind: str) -> list[str]:
    """The text of each seminar's paper of a kind as Word file, in order of day; its PDF must be there too."""
    names = sorted(name for name in told.archive if name.partition("/")[2].startswith(f"{kind}-"))
    assert [name.rpartition(".")[2] for name in names] == ["docx", "pdf"] * len(DAYS)
    assert [name for name in names[1::2] if not told.archive[name].startswith(b"%PDF-")] == []
    return [text_of(told.archive[name]) for name in names[::2]]


def _public(keys: Keys, people: list[Guest]) -> list[str]:
    """Where a stranger begins: the first pages, all that belongs to the series, and searches for its people."""
    paths = ["/", "/feeds/meetings.atom", "/meetings.ics"]
    for lang in ("ky", "ru", "en"):
        paths += [f"/{lang}/", f"/{lang}/programmes/{keys.slug}/", f"/{lang}/programmes/{keys.slug}/press-release/"]
        paths += [f"/{lang}/meetings/{number}/" for number in keys.numbers]
        forms = ("docx", "pdf", "html", "txt")
        paths += [f"/programmes/{keys.slug}/press-release.{form}?lang={lang}" for form in forms]
        paths += _searches(people, f"/{lang}/search/?q=")
    paths += [f"/meetings/{number}.ics" for number in keys.numbers]
    return [*paths, f"/programmes/{keys.slug}/meetings.ics"]


def _searches(people: list[Guest], address: str) -> list[str]:
    """Some of the people looked for by half of their name, for a page may repeat what it was asked, and by phone."""
    return [address + quote(half) for one in people[::60] for half in (one.name[:8], one.phone[:10])]


def _desk(keys: Keys) -> list[str]:
    """Where the names of the series stand at its own office's desk."""
    paths = [f"/desk/programmes/{keys.programme}/{page}" for page in ("", "counts/", "papers/", "letters/")]
    pages = ("roster/", "calls/", "ticks/", "roster.xlsx", "papers/sign-in.docx?phones=on", "papers/list.pdf?phones=on")
    return paths + [f"/desk/meetings/{meeting}/{page}" for meeting in keys.meetings for page in pages]


def _leaks(told: Told, found: dict[str, Answer]) -> list[str]:
    return named(found, {one.name for one in told.people}, _phones(told))


def _phones(told: Told) -> set[str]:
    """The last nine digits of each."""
    return {re.sub(r"\D", "", one.phone)[-9:] for one in told.people}


def _press(tab: Page, address: str) -> None:
    """Press the first button that sends to this address, as it is called on its page."""
    tab.click(
        f"main button[formaction='{address}'], main form[action='{address}'] button:not([formaction]):visible >> nth=0"
    )


def _key(tab: Page, pattern: str) -> int:
    found = re.search(pattern, tab.url)
    assert found, tab.url
    return int(found[1])


def _keys(var: Path, programme: int) -> Keys:
    """What the site calls a published series, in order of day."""
    ((slug,),) = _rows(var, "select slug from programmes_programme where id = ?", programme)
    rows = _rows(
        var,
        "select s.id, m.id, m.number, u.id, u.name from programmes_seminar s join meetings_meeting m"
        " on m.id = s.meeting_id join places_unit u on u.id = m.place_id where s.programme_id = ? order by m.held_on",
        programme,
    )
    seminars, meetings, numbers, units, names = (list(column) for column in zip(*rows, strict=True))
    return Keys(programme, slug, seminars, meetings, numbers, units, [_name(name, "en") for name in names])


def _aimaks(var: Path, keys: Keys) -> list[list[str]]:
    """Names of the first aimaks of each seminar's raion."""
    query = "select name from places_unit where parent_id = ? and kind = 'aimak' order by order_key limit 4"
    return [[_name(name, "ky") for (name,) in _rows(var, query, unit)] for unit in keys.units]


def _name(said: str, lang: str) -> str:
    """In a language, else in Russian."""
    texts = json.loads(said)["texts"]
    return str(texts.get(lang, texts["ru"])["text"])


def _lines(var: Path, meeting: int) -> dict[str, int]:
    """Name to the key of the line on a meeting's list."""
    query = "select r.name, p.id from meetings_participant p join people_person r on r.id = p.person_id"
    return dict(_rows(var, f"{query} where p.meeting_id = ?", meeting))


def _rows(var: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    database = sqlite3.connect(f"file:{var / 'tegerek.sqlite3'}?mode=ro", uri=True)
    found = database.execute(query, values).fetchall()
    database.close()
    return found
