"""Whatever is sent to any form of the desk: a sentence or a change of one's own, never a broken page.

Every form that a coordinator or an administrator finds on any page is sent back as found, with something else in place
of what was typed: planted texts, signs no database takes, too much, too little, other people's keys.

This is a sample: each form is sent six times, all payloads at once, in different fields, which take turns from form to
form; and forms are looked for on two pages of each address. With PLANTED_ALL=1 each form is sent with each payload in
all fields, without each of its fields, and four pages of each address are read: some twenty times for each form.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import count, islice
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.lib import clock
from tests.planted import company
from tests.planted.inert import header_faults, page_faults
from tests.planted.known import known
from tests.planted.payloads import BODIES, CONTROL, TOO_LONG, TURNING
from tests.planted.rows import our_models, typed_columns
from tests.planted.ways import route_of, ways

READERS = ("coordinator", "administrator")
IS_WHOLE = os.environ.get("PLANTED_ALL") == "1"
MOST_OF_A_ROUTE = 4 if IS_WHOLE else 2
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.I)
Mark = tuple[str, tuple[str, ...]]
# Field after field is filled with one of these; bytes that are no text come as they are.
TYPED: tuple[str | bytes, ...] = (
    "".join(BODIES),
    "planted\x00planted",
    b"planted\xed\xa0\x80\xff",
    TOO_LONG,
    "-99999999999999999999999999",
    "٣١.١٢.٩٩٩٩",
    "planted\u202eplanted\u2066\x0bplanted",
)


@dataclass
class Form:
    """A form as it was found: where it leads, its fields as a browser would send them, which of them are typed in."""

    page: str
    action: str
    fields: dict[str, list[str]]
    typed: set[str] = field(default_factory=set)
    chosen: set[str] = field(default_factory=set)


@pytest.fixture
def seated(world: World) -> World:
    company.seat(clock.now())
    return world


def test_nothing_sent_to_any_form_breaks_a_page_or_reaches_another_office(seated: World) -> None:
    faults: list[str] = []
    seen: set[Mark] = set()

    for who in READERS:
        member, client = getattr(seated.cast, who), Client(raise_request_exception=False)
        client.force_login(member.user)
        for form in list(forms(client, seen)):
            faults += wrong_with(form, client, member)

    assert "\n".join(sorted(set(faults))) == ""
    assert len(seen) > 15


def wrong_with(form: Form, client: Client, member: Member) -> Iterator[str]:
    """What comes of a form spoilt in one way after another. Each is undone, so that the next finds all as it was."""
    others, cookies = of_other_offices(member.office.pk), client.cookies.output(header="")
    for name, sent in spoilt(form) if IS_WHOLE else sampled(form):
        cache.clear()
        with transaction.atomic():
            written = Written()
            with connection.execute_wrapper(written):
                faults = list(sent_to(client, form, sent))
            # Whatever wrote nothing has changed nothing.
            if written.is_any:
                faults += [] if of_other_offices(member.office.pk) == others else ["a thing of another office changed"]
                faults += [f"{column} keeps a sign that turns" for column in turned()] if "turn" in name else []
            transaction.set_rollback(True)
        # Whoever changed a password or signed out is in again: the session is as it was.
        client.cookies = SimpleCookie(cookies)
        yield from (f"{form.action} on {form.page}, {name}: {fault}" for fault in faults)


@dataclass
class Written:
    """Notes whether anything was written to a table of ours."""

    is_any: bool = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.is_any = self.is_any or bool(WRITES.match(sql))
        return execute(sql, params, many, context)


def forms(client: Client, seen: set[Mark]) -> Iterator[Form]:
    """Every form that changes something, once for each address as the code writes it, on every page of the desk."""
    read: dict[str, float] = {}
    waiting = ["/desk/", *(way.path for way in ways(known()) if way.path.startswith(("/desk/", "/account/")))]
    for path in waiting:
        route = route_of(path)
        if read.get(route, 0) >= MOST_OF_A_ROUTE:
            continue
        answer = client.get(path)
        # What is not there, or another office's, costs little; but of many in a row enough is enough.
        read[route] = read.get(route, 0) + (1 if answer.status_code == 200 else 1 / 12)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for element in html5lib.parse(answer.content, namespaceHTMLElements=False).iter("form"):
            form = read_form(path, element)
            # Rows of a table differ by their number alone.
            mark = (route_of(form.action), tuple(sorted({re.sub(r"\d+", "7", name) for name in form.fields})))
            is_out = form.action.startswith("/account/sign-out")
            if element.get("method", "get").lower() == "post" and mark not in seen and not is_out:
                seen.add(mark)
                yield form


def read_form(path: str, element: Element) -> Form:
    action = urlsplit(urljoin(f"http://testserver{path}", element.get("action") or path))
    form = Form(path, action.path + (f"?{action.query}" if action.query else ""), {})
    for each in element.iter():
        name, kind = each.get("name"), each.get("type", "text")
        if not name or name == "csrfmiddlewaretoken" or kind in {"file", "submit"}:
            continue
        if each.tag == "select":
            options = [option.get("value", "") for option in each.iter("option")]
            form.fields[name] = options[-1:]
            form.chosen.add(name)
        elif each.tag == "textarea" or (each.tag == "input" and kind not in {"checkbox", "radio", "hidden"}):
            form.fields[name] = [each.get("value", "") or (each.text or "").lstrip("\n")]
            form.typed.add(name)
        elif each.tag == "input" and (kind == "hidden" or "checked" in each.attrib):
            form.fields.setdefault(name, []).append(each.get("value", "on"))
            form.chosen.add(name)
    return form


# Which payload comes first in the next form.
TURN = count()


def sampled(form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    """The form six times, so that all forms together meet every payload in every kind of field."""
    first, typed = next(TURN), [*TYPED]
    mixed = {name: [typed[(first + n) % len(typed)]] for n, name in enumerate(sorted(form.typed))}
    wrong = [*TYPED[1:5], "1", ""]
    chosen = {name: [wrong[(first + n) % len(wrong)]] for n, name in enumerate(sorted(form.chosen))}
    yield "typed, each otherwise", form.fields | mixed
    yield "chosen, each otherwise", form.fields | chosen
    # In every field at once: a database that refuses it must never be asked.
    yield "a sign no database takes", form.fields | {name: ["planted\x00planted"] for name in form.fields}
    yield from with_turned(form)
    yield "another's key", form.fields | {name: ["1"] for name in form.chosen if name != "seen"}
    left_out = sorted(form.fields)[first % len(form.fields)] if form.fields else ""
    yield (
        f"twice, without {left_out}",
        {name: [*values, "planted"] for name, values in form.fields.items() if name != left_out},
    )


def with_turned(form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    turned = {name: [f"{form.fields[name][0]}\u202eplanted"] for name in form.typed}
    yield "with a sign that turns", form.fields | turned


def spoilt(form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    """The form with one thing after another wrong, and what it is called."""
    for n, typed in enumerate(TYPED):
        yield f"typed {n}", form.fields | {name: [typed] for name in form.typed}
    for n, typed in enumerate(TYPED[1:5]):
        yield f"chosen {n}", form.fields | {name: [typed] for name in form.chosen}
    yield from with_turned(form)
    yield "empty", {}
    yield "twice", {name: [*values, *values, "planted"] for name, values in form.fields.items()}
    yield "another's key", form.fields | {name: ["1"] for name in form.chosen if name != "seen"}
    yield "as lists", {f"{name}[]": values for name, values in form.fields.items()}
    for name in islice(sorted(form.fields), 5):
        yield f"without {name}", {other: values for other, values in form.fields.items() if other != name}


def sent_to(client: Client, form: Form, sent: dict[str, Any]) -> Iterator[str]:
    answer = client.post(form.action, sent)
    if answer.status_code >= 500:
        yield f"answered {answer.status_code}"
    yield from header_faults({name.lower(): value for name, value in answer.items()})
    if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
        yield from page_faults(answer.content.decode())


def of_other_offices(office: int) -> dict[str, int]:
    """Rows of other offices by table, with their versions: what nobody of this office may change."""
    found = {}
    for model in our_models():
        path = getattr(model, "office_path", None)
        if path:
            rows = model._default_manager.exclude(**{path: office})
            has_version = any(each.name == "version" for each in model._meta.concrete_fields)
            summed = rows.aggregate(sum=models.Sum("version"))["sum"] if has_version else 0
            found[model._meta.label] = hash((rows.count(), summed))
    return found


def turned() -> Iterator[str]:
    """Columns of a person's texts in which a sign was kept that turns or hides what is written."""
    for model in our_models():
        for column in typed_columns(model):
            if isinstance(column, models.CharField | models.TextField):
                values = model._default_manager.exclude(**{column.name: ""}).values_list(column.name, flat=True)
                if any(value and (TURNING.search(value) or CONTROL.search(value)) for value in values[:300]):
                    yield f"{model._meta.label}.{column.name}"
