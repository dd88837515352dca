"""Cards as those see them who work with people: a line of the list, a whole card. Never public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from tegerek.lib.pages import Page, page_of
from tegerek.lib.said import Said
from tegerek.lib.text import fold
from tegerek.people.consents import consent_said
from tegerek.people.models import Consent, Contact, Mandate, Person
from tegerek.people.phones import tidy_phone
from tegerek.people.posts import post_said
from tegerek.places.rules import long_said


@dataclass(frozen=True)
class PostLine:
    """A post: as the choices call it, as it was written, where, its days (None: not known), whether it is held."""

    key: int
    post: Said
    title: str
    where: Said
    since: date | None
    until: date | None
    is_held: bool


@dataclass(frozen=True)
class PersonLine:
    """One card in a list. posts: those held. phones: () for whoever may not see them."""

    key: int
    name: str
    sex: str
    office: Said
    posts: tuple[PostLine, ...]
    phones: tuple[str, ...]


@dataclass(frozen=True)
class ContactLine:
    """A phone (E.164) or an e-mail. shared_with: how many other cards of the office have it too."""

    key: int
    kind: str
    value: str
    shared_with: int


@dataclass(frozen=True)
class ConsentLine:
    """A consent with the words that were shown."""

    key: int
    words: Said
    how: str
    given_on: date
    withdrawn_on: date | None


@dataclass(frozen=True)
class PersonSheet:
    """A whole card. contacts: () for whoever may not see them."""

    key: int
    uid: UUID
    version: int
    name: str
    sex: str
    office: Said
    made_at: datetime
    keep_until: date | None
    posts: tuple[PostLine, ...]
    contacts: tuple[ContactLine, ...]
    consents: tuple[ConsentLine, ...]
    has_account: bool


def persons_page(
    rows: QuerySet[Person], *, today: date, contacts: QuerySet[Contact] | None, number: int = 1
) -> Page[PersonLine]:
    """A page of cards in alphabetical order. Four queries, whatever the number; three without contacts.

    rows: those the reader may see (people.access.persons_for). contacts: of the phones and e-mails those the reader may
    see, which may be fewer offices' (people.access.contacts_for); None for nobody's.
    """
    wanted = rows.select_related("office").order_by("name_key", "pk")
    wanted = wanted.prefetch_related("mandates__unit", "mandates__body")
    if contacts is not None:
        wanted = wanted.prefetch_related(Prefetch("contacts", contacts))
    return page_of(wanted, lambda person: _line(person, today, contacts is not None), number=number)


def named(rows: QuerySet[Person], typed: str) -> QuerySet[Person]:
    """Those whose name holds what was typed, in any spelling: Өмүрбек, Омурбек and Omurbek are one."""
    wanted = fold(typed)
    for word in wanted.split():
        rows = rows.filter(name_key__contains=word)
    return rows if wanted else rows.none()


def called(rows: QuerySet[Person], typed: str) -> QuerySet[Person]:
    """Those who have the phone that was typed, or one that ends in its digits (four at least)."""
    digits = "".join(sign for sign in typed if sign.isdigit())
    if len(digits) < 4:
        return rows.none()
    ending = Q(value=tidy_phone(typed) or "") | Q(value__endswith=digits)
    phones = Contact.objects.filter(ending, kind=Contact.Kind.PHONE)
    return rows.filter(pk__in=phones.values("person"))


def person_sheet(person: Person, *, today: date, with_contacts: bool) -> PersonSheet:
    """One card whole. Four queries, and the office's if it is not loaded; one more with contacts."""
    posts = Mandate.objects.filter(person=person).select_related("unit", "body")
    consents = Consent.objects.filter(person=person).order_by("-given_on", "-pk")
    return PersonSheet(
        key=person.pk,
        uid=person.uid,
        version=person.version,
        name=person.name,
        sex=person.sex,
        office=person.office.name,
        made_at=person.made_at,
        keep_until=person.keep_until,
        posts=tuple(_post(row, today) for row in posts.order_by(F("since").desc(nulls_last=True), "-pk")),
        contacts=_contacts(person) if with_contacts else (),
        consents=tuple(_consent(row) for row in consents),
        has_account=hasattr(person, "account"),
    )


def _line(person: Person, today: date, with_phones: bool) -> PersonLine:
    held = tuple(_post(mandate, today) for mandate in person.mandates.all() if mandate.is_held(today))
    phones = [row.value for row in person.contacts.all() if row.kind == Contact.Kind.PHONE] if with_phones else []
    return PersonLine(person.pk, person.name, person.sex, person.office.name, held, tuple(phones))


def _post(mandate: Mandate, today: date) -> PostLine:
    where = Said()
    if mandate.unit:
        where = long_said(mandate.unit.kind, mandate.unit.name)
    if mandate.body:
        where = mandate.body.name
    return PostLine(
        mandate.pk, post_said(mandate.post), mandate.title, where, mandate.since, mandate.until, mandate.is_held(today)
    )


def _contacts(person: Person) -> tuple[ContactLine, ...]:
    rows = list(Contact.objects.filter(person=person).order_by("kind", "pk"))
    others = Contact.objects.filter(value__in=[row.value for row in rows], person__office=person.office_id)
    shared = list(others.exclude(person=person).values_list("value", flat=True))
    return tuple(ContactLine(row.pk, row.kind, row.value, shared.count(row.value)) for row in rows)


def _consent(row: Consent) -> ConsentLine:
    return ConsentLine(row.pk, consent_said(row.text), row.how, row.given_on, row.withdrawn_on)
