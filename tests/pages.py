"""Checked pages: whatever page a test fetches is read as strictly as HTML allows and held against the house's promises.

    page = fetch(client, "/ky/meetings/10015/", queries=4)
    assert "Таза суу" in page.text

One function a check; each says in a sentence what is wrong and where.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What may stand there with nothing in it: void elements, cells of a table, fields, drawings.
MAY_BE_EMPTY = VOID | {
    "td",
    "textarea",
    "progress",
    "meter",
    "canvas",
    "svg",
    "path",
    "circle",
    "rect",
    "line",
    "g",
    "output",
}
# What holds no words that a person reads as text.
WITHOUT_WORDS = {"script", "style", "head", "template"}
VERBATIM = WITHOUT_WORDS | {"code", "pre", "textarea", "input"}
FIELDS = {"input", "select", "textarea"}


@dataclass(frozen=True)
class Page:
    """A page that passed every check. root: its tree; html: as it was sent; status, headers: of the response."""

    root: Element
    html: str
    status: int
    headers: dict[str, str]

    @property
    def text(self) -> str:
        """What a person reads between <body> and </body>, with single spaces."""
        return spaced(words_of(self.one("body")))

    @property
    def main(self) -> str:
        """The same for the content alone."""
        return spaced(words_of(self.one("main")))

    @property
    def heading(self) -> str:
        return spaced(words_of(self.one("h1")))

    @property
    def title(self) -> str:
        return spaced("".join(self.one("title").itertext()))

    @property
    def links(self) -> list[str]:
        """Where the links of the body lead, in order."""
        return [a.get("href", "") for a in self.one("body").iter("a")]

    def all(self, tag: str) -> list[Element]:
        return list(self.root.iter(tag))

    def one(self, tag: str) -> Element:
        """The only element of that kind. Fails if there are none or several."""
        found = self.all(tag)
        assert len(found) == 1, f"{len(found)} <{tag}> where one belongs"
        return found[0]


def fetch(
    client: Client,
    path: str,
    *,
    status: int = 200,
    queries: int | None = None,
    most_bytes: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Page:
    """Fetch a page and check it. queries: exactly so many; most_bytes: of the body, before it is compressed."""
    # A page that must not touch the database is fetched without a look at it.
    with CaptureQueriesContext(connection) if queries is not None else nullcontext() as asked:
        response = client.get(path, headers=dict(headers or {}))
    assert response.status_code == status, f"{path} answered {response.status_code}, not {status}"
    if asked is not None:
        said = "\n".join(query["sql"][:150] for query in asked.captured_queries[:20])
        assert len(asked) == queries, f"{path} asked {len(asked)} times, not {queries}:\n{said}"
    return check(response, most_bytes=most_bytes)


def post(client: Client, path: str, data: dict[str, Any], *, status: int = 200) -> Page:
    """Send a form and check the page that comes back (a form with errors, mostly)."""
    response = client.post(path, data)
    assert response.status_code == status, f"{path} answered {response.status_code}, not {status}"
    return check(response)


def read_out(response: Any) -> bytes:
    """The whole body, also of a file that is handed out piece by piece and stays open until somebody has read it.

    Closing a response by hand would tell Django that the request has ended, and that ends the database's connection.
    """
    return bytes(b"".join(response.streaming_content) if response.streaming else response.content)


def check(response: HttpResponse | Any, *, most_bytes: int | None = None) -> Page:
    """The page of a response, after every check."""
    assert response.headers["Content-Type"] == "text/html; charset=utf-8", response.headers["Content-Type"]
    size = len(response.content)
    assert most_bytes is None or size <= most_bytes, f"the page has {size} bytes; {most_bytes} are allowed"
    html = response.content.decode()
    page = Page(parse(html), html, response.status_code, dict(response.headers))
    for each in CHECKS:
        each(page)
    return page


def parse(html: str) -> Element:
    """The tree of a page. Fails at the first thing that HTML does not allow."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        root: Element = parser.parse(html)
    except html5lib.html5parser.ParseError as error:
        (line, column), code, _values = parser.errors[-1]
        raise AssertionError(f"not strict HTML at {line}:{column}: {code}: {html.splitlines()[line - 1]}") from error
    for element in root.iter():
        if isinstance(element.tag, str):
            # A drawing is read like the rest of the page.
            element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return root


# The checks


def has_one_heading_and_it_begins_the_title(page: Page) -> None:
    assert page.heading, "the <h1> is empty"
    assert page.title.startswith(page.heading), f"the title {page.title!r} does not begin with {page.heading!r}"


def headings_skip_no_level(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.one("body").iter() if re.fullmatch("h[1-6]", str(e.tag))]
    for above, below in pairwise(levels):
        assert below <= above + 1, f"an <h{below}> follows an <h{above}>"


def ids_are_unique_and_found(page: Page) -> None:
    ids = Counter(e.get("id") for e in page.root.iter() if e.get("id") is not None)
    twice = [name for name, times in ids.items() if times > 1]
    assert not twice, f"ids used more than once: {twice}"
    for element in page.root.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list"):
            for wanted in element.get(name, "").split():
                assert wanted in ids, f'<{element.tag} {name}="{wanted}"> leads nowhere'
        if element.tag == "a" and element.get("href", "").startswith("#"):
            assert element.get("href", "")[1:] in ids, f"the link {element.get('href')} leads nowhere"


def fields_have_labels(page: Page) -> None:
    told = {label.get("for") for label in page.all("label") if spaced(words_of(label))}
    wrapped = {id(field) for label in page.all("label") for field in label.iter()}
    for field in named(page.one("body"), *FIELDS):
        if field.get("type") in {"hidden", "submit", "button", "image", "reset"}:
            continue
        by_itself = field.get("aria-label") or field.get("aria-labelledby")
        assert by_itself or field.get("id") in told or id(field) in wrapped, (
            f'the field "{field.get("name")}" has no label'
        )


def forms_say_where_and_how(page: Page) -> None:
    for form in page.all("form"):
        assert "action" in form.attrib, "a form without an action"
        assert form.get("method", "").lower() in {"get", "post"}, "a form without a method"
        names = {field.get("name") for field in form.iter("input")}
        # Behind a code on paper there is no session: its address, which nobody else knows, is the token.
        is_by_code = any(way in form.get("action", "") for way in ("/me/", "/verify/"))
        is_read = is_by_code or form.get("method", "").lower() == "get"
        assert is_read or "csrfmiddlewaretoken" in names, "a form that changes something, without its token"


def languages_are_named(page: Page) -> None:
    known = {*dict(settings.LANGUAGES), *settings.CONTENT_LANGUAGES}
    lang = page.one("html").get("lang")
    assert lang in known, f"<html lang={lang!r}>"
    said = page.headers.get("Content-Language", lang)
    assert said == lang, f"the header says {said}, the page {lang}"
    for element in page.root.iter():
        assert element.get("lang", lang) in known, (
            f"<{element.tag} lang={element.get('lang')!r}> is no language of the house"
        )


def nothing_is_inline(page: Page) -> None:
    """Neither style nor script; blocks of data for machines (JSON-LD) are neither."""
    for element in page.root.iter():
        wrong = [name for name in element.attrib if str(name).startswith("on") or name in {"style", "srcdoc"}]
        assert not wrong, f"<{element.tag}> has {wrong[0]}"
        for name in ("href", "src", "action", "formaction"):
            assert not re.match(r"\s*(javascript|data|vbscript):", element.get(name, ""), re.IGNORECASE), element.get(
                name
            )
    assert not page.all("style"), "a <style> in the page"
    for script in page.all("script"):
        is_data = script.get("type") == "application/ld+json"
        assert is_data or script.get("src"), "a script in the page"


def nothing_comes_from_elsewhere(page: Page) -> None:
    for element in named(page.root, "link", "script", "img", "source", "iframe", "use"):
        loads = element.get("src") or (
            element.get("href") if element.get("rel") in {"stylesheet", "icon", "preload"} else ""
        )
        assert not loads or re.match(r"/[^/]", loads), f"{loads} is loaded from elsewhere"


def links_and_buttons_have_words(page: Page) -> None:
    for element in named(page.one("body"), "a", "button", "summary", "option"):
        words = (
            spaced(words_of(element)) or element.get("aria-label") or any(e.get("aria-label") for e in element.iter())
        )
        assert words or element.get("value") == "", f"a <{element.tag}> without words"
        assert element.tag != "a" or element.get("href"), f"the link {words!r} leads nowhere"
    for element in page.root.iter("img"):
        assert "alt" in element.attrib, "a picture without alt"
    for element in page.root.iter("svg"):
        told = element.get("aria-hidden") == "true" or (element.get("role") == "img" and element.get("aria-label"))
        assert told, "a drawing that neither hides nor speaks"


def nothing_is_empty(page: Page) -> None:
    for element in page.one("body").iter():
        if isinstance(element.tag, str) and element.tag not in MAY_BE_EMPTY:
            has_something = spaced("".join(element.itertext())) or len(element)
            assert has_something, f"an empty <{element.tag} {dict(element.attrib)}>"


def signs_are_typographic(page: Page) -> None:
    """No typewriter signs in what people read: straight quotes, hyphens for dashes, blanks before a stop."""
    for text in _texts(page.one("body")):
        for sign, what in TYPEWRITER:
            found = re.search(sign, text)
            assert not found, f"{what} in {spaced(text)!r}"


TYPEWRITER = (
    (r"[\"']", "a straight quote"),
    (r"(^|\s)--?(\s|$)", "a hyphen for a dash"),
    (r"\.\.\.", "three dots for …"),
    (r"\S[  ]+[,.;:!?…](\s|$)", "a blank before a stop"),
    (r"\S {2,}\S", "two blanks"),
)

CHECKS: tuple[Callable[[Page], None], ...] = (
    has_one_heading_and_it_begins_the_title,
    headings_skip_no_level,
    ids_are_unique_and_found,
    fields_have_labels,
    forms_say_where_and_how,
    languages_are_named,
    nothing_is_inline,
    nothing_comes_from_elsewhere,
    links_and_buttons_have_words,
    nothing_is_empty,
    signs_are_typographic,
)


def named(root: Element, *tags: str) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag in tags)


def spaced(text: str) -> str:
    return " ".join(text.split())


def words_of(element: Element) -> str:
    """The text of an element as it is read: blocks and line breaks part words, scripts are silent."""
    return "".join(_words(element))


INLINE = {"a", "abbr", "b", "em", "i", "small", "span", "strong", "s", "sup", "sub", "time", "label", "q", "u", "mark"}


def _words(element: Element) -> Iterator[str]:
    if element.tag in WITHOUT_WORDS or not isinstance(element.tag, str):
        return
    edge = "" if element.tag in INLINE else " "
    yield edge + (element.text or "")
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    yield edge


def _texts(element: Element) -> Iterator[str]:
    """Runs of text as a person sees them: what stands within a block, across its links and emphases."""
    run = ""
    for piece in _pieces(element):
        if piece is None:
            if run.strip():
                yield re.sub(r"[ \t]*\n\s*", " ", run.strip())
            run = ""
        else:
            run += piece
    if run.strip():
        yield re.sub(r"[ \t]*\n\s*", " ", run.strip())


def _pieces(element: Element) -> Iterator[str | None]:
    """Texts, and None where a block begins or ends."""
    if not isinstance(element.tag, str) or element.tag in VERBATIM:
        yield None
        return
    is_block = element.tag not in INLINE
    if is_block:
        yield None
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if is_block:
        yield None
