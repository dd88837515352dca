"""Every address of the URLconf with things that exist: found by what the addresses and the tables are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from xml.etree.ElementTree import Element

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

# How a table is called in an address, where it is not by its own name.
CALLED = {
    "answer-sheets": "answersheet",
    "stated-results": "statedresult",
    "persons": "person",
    "word-links": "wordlink",
    "people": "person",
    "accounts": "user",
    "places": "unit",
    "imports": "scheduleimport",
    "lists": "listimport",
    "kept": "file",
    "issues": "voice",
    "chats": "chatgroup",
    "chat-posts": "chatpost",
    "groups": "monitoringgroup",
    "objects": "monitoredobject",
    "visit-photos": "visitphoto",
    "invitations": "invited",
    "outside-meetings": "outsidemeeting",
}
MOST_KEYS = 16
# Of each kind of paper, in each form, every thing.
MOST_WAYS = 1000


@dataclass(frozen=True)
class Way:
    """An address with its arguments filled in. route: as it is written in the code."""

    route: str
    path: str


def ways(known: Mapping[str, Sequence[str]]) -> list[Way]:
    """All of them. known: keys by the name of the table ("meeting"), other values by the name of the argument, and
    whole addresses.
    """
    whole = [Way(route_of(path), path) for path in known.get("whole addresses", ())]
    return whole + [Way(route, path) for route, converters in routes() for path in _filled(route, converters, known)]


def route_of(path: str) -> str:
    """As an address is written in the code; "" for one that leads nowhere."""
    try:
        return resolve(path.partition("?")[0]).route
    except Resolver404:
        return ""


def routes(patterns: Any = None, above: str = "", more: Mapping[str, Any] | None = None) -> Iterator[tuple[str, Any]]:
    """Each route with the converters of its arguments."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        converters = {**(more or {}), **entry.pattern.converters}
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, f"{above}{entry.pattern}", converters)
        elif isinstance(entry, URLPattern):
            yield f"{above}{entry.pattern}", converters


def questions(path: str, page: Element, word: str) -> Iterator[str]:
    """The addresses to which the forms of a page lead that only ask: by each of their buttons, with a word typed."""
    for form in page.iter("form"):
        if form.get("method", "get").lower() == "get":
            query = urlencode([*_fields(form, word)])
            buttons = [each.get("formaction") for each in form.iter("button")]
            for target in dict.fromkeys([form.get("action"), *buttons]):
                if target is not None:
                    yield f"{urlsplit(urljoin(path, target)).path}?{query}"


def _fields(form: Element, word: str) -> Iterator[tuple[str, str]]:
    for each in form.iter("input"):
        kind, name = each.get("type", "text"), each.get("name", "")
        if name and kind in {"text", "search", "tel", "email"}:
            yield name, word
        elif name and (kind in {"hidden", "checkbox"} or (kind == "radio" and "checked" in each.attrib)):
            yield name, each.get("value", "on")


def _filled(route: str, converters: Mapping[str, Any], known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    parts = {name: part for part in route.split("/") for name in converters if f"{name}>" in part}
    choices = [_values(name, route.partition(parts[name])[0], known) for name in converters]
    # The thing itself, named first, changes fastest: of every thing something is tried.
    for values in islice(product(*reversed(choices)), MOST_WAYS):
        path = route
        for name, value in zip(converters, reversed(values), strict=True):
            path = _replaced(path, name, value)
        yield f"/{path}"


def _values(name: str, before: str, known: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What may stand for an argument: by its name, else by the word before it, else the first keys there are."""
    noun = before.rstrip("/").rpartition("/")[2]
    table = CALLED.get(noun, noun.removesuffix("s"))
    # There is a table of keys too: `key` is always that of the thing named before it.
    things = table if name == "key" else name
    for wanted in (f"{before.partition('/<')[0]} {name}", f"{noun} {name}", things, table):
        if known.get(wanted):
            return known[wanted] if name == "kind" else known[wanted][:MOST_KEYS]
    return ["1", "2"]


def _replaced(path: str, name: str, value: str) -> str:
    """The path with <…:name> filled in."""
    end = path.index(f"{name}>")
    start = path.rindex("<", 0, end)
    return path[:start] + value + path[end + len(name) + 1 :]
