"""Names and phones of people on lists stand nowhere that a stranger, or another office, can look.

Whoever stands on a roster, a card or an account of the demo is looked for in everything a stranger can fetch: over
links, and every address of the URLconf with things that exist; pages, calendars, feeds, papers, what searching finds.
The same for the coordinator of another programme's office, for addresses and for the log. Public by purpose are only a
programme's contact and speaker, and officials in office. Whoever has the code of a certificate reads its holder's name.
"""

from __future__ import annotations

import io
import logging
import os
import re
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from django.test import Client
from lxml import etree
from pypdf import PdfReader

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.learning.models import Certificate
from tegerek.lib import clock
from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.people.actions import grant, make_account
from tegerek.people.keys import tidy
from tegerek.people.models import Card, Contact, Letterhead, Person, Role, User
from tegerek.places.actions import add_body
from tegerek.places.models import BodyKind
from tests.pages import read_out
from tests.planted import company
from tests.planted.known import known
from tests.planted.ways import questions, route_of, ways

pytestmark = pytest.mark.once

# So many pages of one address as the code writes it are read.
MOST_OF_A_ROUTE = int(os.environ.get("PLANTED_MOST", "3"))


# Whom the demo's issued minutes name by right: chair and secretary, public posts, and who agreed to be named.
NAMED_IN_MINUTES = {
    "мисалов акжол",
    "мисалова гүлсара",
    "ойдонов марат",
    "сынаков мисалбек",
    "сынакова бурул",
    "үлгүева назгүл",
}


@pytest.fixture
def seated(world: World) -> World:
    company.seat(clock.now())
    return world


def test_nobody_on_a_list_is_named_to_a_stranger(seated: World, client: Client, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = told_of_people()

    read = everything(client, ["/", "/ky/", "/ru/", "/en/"], {*words_to_search(secrets)})

    assert leaks(read, secrets) == []
    assert leaks({"the log": caplog.text}, secrets) == []
    assert len(read) > 100


def test_nobody_on_a_list_is_named_to_another_office(
    seated: World, client: Client, sign_in: Callable[[Member], Client]
) -> None:
    secrets = told_of_people()
    another = another_coordinator()
    client.force_login(another)

    read = everything(client, ["/desk/", *DESKS], {*words_to_search(secrets)})

    own = {another.name.casefold(), str(another.email)}
    assert leaks(read, secrets - own) == []
    assert sum(path.startswith("/desk/") for path in read) > 10


def test_whoever_may_see_the_list_finds_the_names_so_the_search_can_fail_and_no_address_holds_one(
    seated: World, sign_in: Callable[[Member], Client]
) -> None:
    secrets = told_of_people()

    read = everything(sign_in(seated.cast.coordinator), ["/desk/"], set())

    found = leaks(read, secrets)
    assert any("Жашырылганова".casefold() in leak for leak in found)
    assert any(": 0004" in leak for leak in found)
    assert leaks({path: unquote(path) for path in read}, secrets) == []


DESKS = ("/desk/meetings/", "/desk/programmes/", "/desk/persons/")


def told_of_people() -> set[str]:
    """Names in small letters, the last nine digits of phones, e-mails; without what is public by purpose."""
    public = {name.casefold() for card in Card.objects.all() for name in card.name.texts.values()}
    public |= {name.casefold() for head in Letterhead.objects.all() for name in head.signer.texts.values()}
    phones = {digits(card.phones)[-9:] for card in Card.objects.all()}
    names = [*Person.objects.values_list("name", flat=True), *User.objects.values_list("name", flat=True)]
    values = [*Contact.objects.values_list("value", flat=True), *User.objects.values_list("phone", flat=True)]
    values += [*User.objects.values_list("email", flat=True)]
    reach = {digits(value)[-9:] if value and "@" not in value else value for value in values}
    surnames = {name.casefold() for name in company.LAST}
    secrets = {name.casefold() for name in names if name} | surnames | {value for value in reach if value}
    return secrets - public - phones


def words_to_search(secrets: set[str]) -> Iterator[str]:
    """What somebody curious would look for: halves of names and phones, for a page may repeat what it was asked."""
    yield from (secret[:6] for secret in sorted(secrets)[::40])
    yield from (company.LAST[0][:8], "Jashyryl", "+996000", company.FIRST[0])


def everything(client: Client, start: list[str], searched: set[str]) -> dict[str, str]:
    """Path to what can be read there, for all a reader reaches: status, headers and body, papers opened."""
    by_way, waiting = deque(way.path for way in ways(known())), deque(start)
    seen, read, count = {*start}, dict[str, str](), dict[str, float]()
    while waiting or by_way:
        path = waiting.popleft() if waiting else by_way.popleft()
        route = route_of(path)
        if path in read or (not route and path != "/") or count.get(route, 0) >= MOST_OF_A_ROUTE:
            continue
        answer = client.get(path)
        # What was not found costs a third of a page.
        count[route] = count.get(route, 0) + (1 if answer.status_code == 200 else 1 / 3)
        read[path] = f"{dict(answer.items())} {readable(answer)}"
        for link in [*links(path, answer), *asked(path, answer, searched)]:
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return read


def links(path: str, answer: Any) -> Iterator[str]:
    if "location" in answer:
        yield _local(path, answer["location"])
    if answer.get("Content-Type", "").startswith("text/html"):
        tree = html5lib.parse(answer.content, namespaceHTMLElements=False)
        leading = [each for each in tree.iter() if each.tag in {"a", "link"} and each.get("rel") != "stylesheet"]
        yield from (_local(path, each.get("href", "")) for each in leading)


def asked(path: str, answer: Any, searched: set[str]) -> Iterator[str]:
    """Every form that asks in its address, with every word."""
    if not answer.get("Content-Type", "").startswith("text/html"):
        return
    tree = html5lib.parse(answer.content, namespaceHTMLElements=False)
    for word in sorted(searched) or [""]:
        yield from questions(path, tree, word)


def _local(path: str, link: str) -> str:
    parts = urlsplit(urljoin(f"http://testserver{path}", link.strip()))
    if parts.netloc != "testserver" or parts.path.startswith(("/static/", "/account/sign-out")):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def readable(answer: Any) -> str:
    """What a person could read in an answer, whatever kind of file it is."""
    body = read_out(answer)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
            return " ".join("".join(str(text) for text in etree.fromstring(part).itertext()) for part in parts)
    if body.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return str(body.decode(errors="replace")).replace("\r\n ", "")


def leaks(read: dict[str, str], secrets: set[str]) -> list[str]:
    """ "path: what stands there" for each secret that can be read."""
    return [f"{path}: {secret}" for path, text in read.items() for secret in _found(text, secrets - _named_at(path))]


def _named_at(path: str) -> set[str]:
    """Who stands on a page by right: in minutes; and the holder of a certificate, for whoever has its code."""
    if "/minutes/" in path:
        return NAMED_IN_MINUTES
    code = path.split("/verify/")[1].strip("/") if "/verify/" in path else ""
    return {one.name.name.casefold() for one in Certificate.objects.filter(code=tidy(code)).select_related("name")}


def _found(text: str, secrets: set[str]) -> Iterator[str]:
    plain = text.casefold()
    # A phone is found in any spelling: digits with blanks, hyphens or brackets between them.
    joined = re.sub(r"(?<=\d)[ \u00a0()-]+(?=\d)", "", plain)
    numbers = set(re.findall(r"\d{9,}", joined))
    tails = {number[-9:] for number in numbers}
    for secret in sorted(secrets):
        if secret in tails if secret.isdigit() else secret in plain:
            yield secret


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def another_coordinator() -> User:
    """Of an office that has nothing to do with the demo's programmes."""
    now = clock.now()
    name = Said.of(ky="«Башка» окуу борбору", ru="Учебный центр «Башка»")
    office = add_body(BodyKind.ORGANISATION, name, unit=None, now=now, is_office=True)
    user = make_account(name="Башка Мисалова", email="bashka@bashka.example", password=company.PASSWORD, now=now)
    grant(user, role=Role.COORDINATOR, office=office, since=local_day(now) - timedelta(1), now=now)
    return user
