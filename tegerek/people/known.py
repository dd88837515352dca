"""Whom an office knows already: proposed to whoever types a name, so that one person has one card."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from tegerek.lib.said import Said
from tegerek.lib.text import fold, mended
from tegerek.people.models import Contact, Mandate, Person
from tegerek.people.posts import post_said
from tegerek.places.models import Body

MOST = 8


@dataclass(frozen=True)
class KnownPerson:
    """A card that may be meant: its key, name, sex, phones (E.164), and the posts held, as written there."""

    key: int
    name: str
    sex: str
    phones: tuple[str, ...]
    posts: tuple[Said, ...]


def known_people(office: Body, name: str, phones: tuple[str, ...] = ()) -> tuple[KnownPerson, ...]:
    """The office's cards of that name, in any spelling, or with one of the phones; at most eight. Three queries."""
    key = fold(mended(name))
    meant = Q(contacts__kind=Contact.Kind.PHONE, contacts__value__in=phones) if phones else Q(pk=None)
    meant = meant | Q(name_key=key) if key else meant
    found = Person.objects.filter(meant, office=office, erased_at=None).distinct().order_by("pk")[:MOST]
    contacts = Prefetch("contacts", Contact.objects.filter(kind=Contact.Kind.PHONE).order_by("pk"))
    mandates = Prefetch("mandates", Mandate.objects.order_by("pk"))
    return tuple(map(_known, found.prefetch_related(contacts, mandates)))


def _known(person: Person) -> KnownPerson:
    phones = tuple(contact.value for contact in person.contacts.all())
    posts = tuple(Said.of(ky=held.title) if held.title else post_said(held.post) for held in person.mandates.all())
    return KnownPerson(person.pk, person.name, person.sex, phones, posts)
