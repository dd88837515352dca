"""Whatever somebody writes into any field: nothing of it runs, in no page, no paper, no feed, no spreadsheet.

Every text column of every table of a served demo is overwritten with planted texts (tests/planted). Then Chromium
opens what can be reached, as a stranger in three languages and in every role: over links, and every address of the
URLconf with things that exist. Files are read as their readers read them.

This is a sample: of each address as the code writes it some pages are opened, two by the first stranger and the
administrator, who sees all and is given each kind of paper; one by the others. PLANTED_MOST=5 opens five for everybody.
"""

from __future__ import annotations

import json
import os
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from tegerek.documents.papers.measures import MEASURES
from tegerek.people.models import Role
from tests.browser.served import Site, served
from tests.planted.inert import DOCX, XLSX, faults, header_faults, page_faults
from tests.planted.ways import questions, route_of, routes, ways

STRANGERS = ("ky", "ru", "en")
ROLES = tuple(Role)
# So many pages of one address as the code writes it are opened by one reader; the texts in them take turns.
MOST_OF_A_ROUTE = int(os.environ.get("PLANTED_MOST", "0"))
COMPUTER = "computer"
# A whole pack of papers with long planted texts takes over a minute where the machine is busy with other work.
PATIENCE_SECONDS = 300
# Roles that see no papers.
LOOKING = {Role.DEPUTY, Role.IG, Role.JMEG}
TWICE = ("ky", "administrator")
# Whoever is given each kind of paper; for the others one paper is as good as another.
SEES_ALL = "administrator"


def most(reader: str) -> int:
    return MOST_OF_A_ROUTE or (2 if reader in TWICE else 1)


@dataclass(frozen=True)
class Prepared:
    site: Site
    sessions: dict[str, str]
    known: dict[str, list[str]]
    planted: list[tuple[str, int, int]]


@dataclass
class Crawl:
    """What a reader met. pages, tried: of each kind of address; opened: routes; acts: routes that are only pressed;
    files: paths by kind; faults: "path: what".
    """

    pages: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    opened: set[str] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)
    files: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    with_texts: int = 0


@dataclass
class Readers:
    """Who reads the site, and what each of them met; each reads it once."""

    prepared: Prepared
    chromium: Browser
    met: dict[str, Crawl] = field(default_factory=dict)

    def crawl(self, reader: str) -> Crawl:
        """Raises KeyError for a reader that is none."""
        if reader not in self.met:
            self.met[reader] = self._crawled(reader)
        return self.met[reader]

    def _crawled(self, reader: str) -> Crawl:
        if reader in STRANGERS:
            only = (f"/{reader}/", f"lang={reader}", ".atom", ".ics", "/healthz", "/readyz", "/verify/keys.txt")
            return crawled(self.prepared, self.chromium, start=[f"/{reader}/"], only=only, most=most(reader))
        session, start = self.prepared.sessions[reader], "/account/computer/" if reader == COMPUTER else "/desk/"
        return crawled(
            self.prepared,
            self.chromium,
            start=[start],
            only=("/account/",) if reader == COMPUTER else ("/desk/", "/account/"),
            session=session,
            most=most(reader),
            is_each_paper=reader == SEES_ALL,
        )


@pytest.fixture(scope="module")
def planted() -> Iterator[Prepared]:
    with served(prepare="tests.planted") as site:
        said: dict[str, Any] = json.loads(site.prepared)
        yield Prepared(site, said["sessions"], said["known"], [tuple(each) for each in said["planted"]])


@pytest.fixture(scope="module")
def readers(planted: Prepared, chromium: Browser) -> Readers:
    return Readers(planted, chromium)


def test_every_text_column_of_every_table_was_planted(planted: Prepared) -> None:
    refused = [(name, kept) for name, _rows, kept in planted.planted if kept]
    without = [name for name, rows, _kept in planted.planted if not rows]

    # A table without rows gets some in tests/planted/calling.py or minuting.py; a column of the program is named in
    # rows.NOT_TYPED.
    assert (refused, without) == ([], [])
    assert len(planted.planted) > 80


@pytest.mark.parametrize("lang", STRANGERS)
def test_nothing_planted_runs_for_a_stranger(readers: Readers, lang: str) -> None:
    crawl = readers.crawl(lang)

    assert "\n".join(crawl.faults) == ""
    # Not every address has more than two pages to open.
    assert crawl.with_texts > 7 * min(most(lang), 2)
    assert {"text/calendar", "application/pdf"} <= crawl.files.keys()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_planted_runs_at_a_desk(readers: Readers, role: str) -> None:
    crawl = readers.crawl(role)

    assert "\n".join(crawl.faults) == ""
    assert crawl.with_texts > 5
    # Whoever may not see lists meets none; whoever sees all has met what long work left, and papers of every form.
    assert role in LOOKING or {DOCX, "application/pdf"} <= crawl.files.keys()
    assert role not in {"coordinator", "administrator"} or {XLSX, "text/csv", "application/zip"} <= crawl.files.keys()


def test_nothing_planted_runs_where_several_sit_down_in_turn(readers: Readers) -> None:
    crawl = readers.crawl(COMPUTER)

    assert "\n".join(crawl.faults) == ""
    assert crawl.pages["account/computer/"] == 1


def test_every_page_paper_feed_and_picture_was_among_what_was_opened(readers: Readers) -> None:
    crawls = [readers.crawl(reader) for reader in (*STRANGERS, *ROLES, COMPUTER)]

    opened = set[str]().union(*(crawl.opened | crawl.acts for crawl in crawls))

    assert sorted({route for route, _converters in routes()} - opened) == sorted(NEVER_A_PAGE)


def test_every_kind_of_paper_was_among_what_was_opened(planted: Prepared, readers: Readers) -> None:
    crawl = readers.crawl(SEES_ALL)

    papers = {route.rpartition(" ")[2] for route in crawl.pages if "/<slug:kind>.<slug:form>" in route}

    kinds = {*planted.known["desk/meetings kind"], *planted.known["desk/initiatives kind"], *MEASURES}
    assert {f"{kind}.{form}" for kind in kinds for form in ("docx", "pdf")} - papers == set()


def crawled(
    planted: Prepared,
    chromium: Browser,
    *,
    start: list[str],
    only: tuple[str, ...],
    most: int,
    session: str = "",
    is_each_paper: bool = False,
) -> Crawl:
    """Open what begins with or ends in one of `only`, over links and all of the URLconf: `most` pages of each route.

    is_each_paper: a route of papers counts once for each kind of them.
    """
    crawl, waiting, seen, opened = Crawl(), deque(start), set(start), set[str]()
    by_way = deque(way.path for way in ways(planted.known) if _is_wanted(way.path, only))
    context = _context(chromium, planted.site.root, session)
    tab = _tab(context, planted.site.root, crawl)
    while waiting or by_way:
        path = waiting.popleft() if waiting else by_way.popleft()
        route = kind_of(path, is_each_paper=is_each_paper)
        # Of every kind of paper one is enough; whoever sees all looks longer for what is rare.
        wanted = 1 if is_each_paper and "<slug:kind>" in route else most
        is_enough = crawl.pages[route] >= wanted or crawl.tried[route] >= most + (30 if is_each_paper else 4)
        if not route or path in opened or is_enough:
            continue
        opened.add(path)
        for link in _met(planted.site.root, path, route, session, tab, crawl):
            if link not in seen and link.partition("?")[0] != "/account/sign-out/" and _is_wanted(link, only):
                seen.add(link)
                waiting.append(link)
    context.close()
    return crawl


def kind_of(path: str, *, is_each_paper: bool) -> str:
    """The address as the code writes it, with the ending of a file: press-release.docx is not press-release.pdf.

    is_each_paper: with the whole name of a paper, notice.docx.
    """
    route, last = route_of(path), path.partition("?")[0].rpartition("/")[2]
    if not route or "." not in last:
        return route
    return f"{route} {last if is_each_paper and '<slug:kind>' in route else last.rpartition('.')[2]}"


def _is_wanted(link: str, only: tuple[str, ...]) -> bool:
    path = link.partition("?")[0]
    is_other_language = "lang=" in link and path.startswith(("/desk/", "/account/"))
    return link.startswith(only) or (link.endswith(only) and not is_other_language) or path.endswith(only)


def _met(root: str, path: str, route: str, session: str, tab: Page, crawl: Crawl) -> list[str]:
    """Fetch an address, check what comes, and answer the links of a page."""
    answer, body = _get(root, path, session)
    crawl.tried[route] += 1
    headers = {name.lower(): value for name, value in answer.getheaders()}
    kind = headers.get("content-type", "").partition(";")[0]
    crawl.faults += [f"{path}: {fault}" for fault in header_faults(headers)]
    if answer.status >= 500:
        crawl.faults.append(f"{path}: {answer.status}")
    if answer.status == 405:
        crawl.acts.add(route_of(path))
    if answer.status != 200:
        return [_local(root, path, headers["location"])] if "location" in headers else []
    crawl.pages[route] += 1
    crawl.opened.add(route_of(path))
    if kind != "text/html" or "attachment" in headers.get("content-disposition", ""):
        crawl.files.setdefault(kind, []).append(path)
        crawl.faults += [f"{path}: {fault}" for fault in faults(kind, body, "http://127.0.0.1")]
        if kind == "text/html":
            _open_saved(tab, body.decode(), path, crawl)
        return []
    html = body.decode()
    crawl.with_texts += "planted" in html
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    crawl.faults += [f"{path}: {fault}" for fault in page_faults(html, tree)]
    _open(tab, root + path, path, crawl)
    links = [_local(root, path, each.get("href", "")) for each in tree.iter("a")]
    return [*links, *questions(path, tree, "planted<b class=planted>\"'")]


def _get(root: str, path: str, session: str) -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection(urlsplit(root).netloc, timeout=PATIENCE_SECONDS)) as connection:
        connection.request("GET", path, headers={"Cookie": session} if session else {})
        answer = connection.getresponse()
        return answer, answer.read()


def _local(root: str, path: str, link: str) -> str:
    """A link as a path of this site; "" for one that leads away."""
    parts = urlsplit(urljoin(root + path, link.strip()))
    return (
        (f"{parts.path}?{parts.query}" if parts.query else parts.path)
        if f"{parts.scheme}://{parts.netloc}" == root
        else ""
    )


def _context(chromium: Browser, root: str, session: str) -> BrowserContext:
    context = chromium.new_context(viewport={"width": 1100, "height": 800})
    if session:
        name, _equals, value = session.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": root}])
    context.add_init_script(LISTEN)
    return context


# What breaks the policy is told to the page itself before any of its own scripts run.
LISTEN = """window.__told = [];
document.addEventListener('securitypolicyviolation',
  e => __told.push(`policy: ${e.violatedDirective} ${e.blockedURI}`));
"""
# A person opens what is folded, walks over what can be reached, and types.
WALK = """() => {
  for (const e of document.querySelectorAll('details')) e.open = true;
  for (const e of document.querySelectorAll('a, b, img, input, select, textarea, button'))
    for (const kind of ['mouseover', 'focus', 'input', 'change', 'blur'])
      e.dispatchEvent(new Event(kind, {bubbles: true}));
  return [...(window.__told || []), ...(window.planted === undefined ? [] : ['a planted script ran'])];
}"""


def _tab(context: BrowserContext, root: str, crawl: Crawl) -> Page:
    tab = context.new_page()

    def told(what: str) -> None:
        crawl.faults.append(f"{tab.url}: {what[:200]}")

    def dismissed(dialog: Dialog) -> None:
        told(f"a dialog {dialog.message}")
        dialog.dismiss()

    tab.on("dialog", dismissed)
    tab.on("pageerror", lambda error: told(f"a script failed: {error}"))
    tab.on("console", lambda message: told(message.text) if message.type in {"error", "warning"} else None)
    tab.on(
        "request", lambda asked: None if asked.url.startswith((root, "about:", "blob:")) else told(f"calls {asked.url}")
    )
    return tab


def _open(tab: Page, address: str, path: str, crawl: Crawl) -> None:
    tab.goto(address, wait_until="load")
    crawl.faults += [f"{path}: {told}" for told in tab.evaluate(WALK)]


def _open_saved(tab: Page, html: str, path: str, crawl: Crawl) -> None:
    """A page that somebody saved and opens from a folder has no policy that would hold anything back."""
    tab.goto("about:blank")
    tab.set_content(html)
    crawl.faults += [f"{path}, saved: {told}" for told in tab.evaluate(WALK)]


# The setup is gone once there is an administrator, the second is never there; the others only lead on.
NEVER_A_PAGE = {
    "setup/",
    "desk/<path:rest>",
    "",
    "<lang:lang>/calendar/",
    "<lang:lang>/findings/<number:number>/",
    "<number:number>",
    "<number:number>/",
    "<typed:typed>",
    "<typed:typed>/",
    "a/",
    "a/<str:code>",
    "a/<str:code>/",
    "verify",
    "verify/",
    "verify/<str:code>",
    "verify/<str:code>/",
    "me/",
    "me/<str:code>",
    "me/<str:code>/",
}
