"""What the room `people` itself holds of a person: the card with contacts, posts and consents; cards made public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegerek.journal.actions import record
from tegerek.lib.owned import arrows_to
from tegerek.lib.said import Said
from tegerek.people.holding import Holder, Row, traces_of
from tegerek.people.models import Card, Consent, Contact, Letterhead, Mandate, Person, User


def told_card(person: Person) -> list[Row]:
    """The card, its contacts, mandates and consents, and the linked account. Five queries."""
    card = {
        "kind": "card",
        "number": person.pk,
        "uid": str(person.uid),
        "name": person.name,
        "sex": person.sex,
        "written on": person.made_at,
        "changed on": person.changed_at,
        "kept until": person.keep_until,
    }
    contacts = [{"kind": row.kind, "value": row.value} for row in Contact.objects.filter(person=person).order_by("pk")]
    accounts = [
        {"kind": "account", "name": user.name, "phone": user.phone, "email": user.email, "language": user.language}
        for user in User.objects.filter(person=person)
    ]
    return [card, *contacts, *_mandates(person), *_consents(person), *accounts]


def erase_card(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Take contacts, mandates and consents away and empty the card; it stays as a number that facts point at."""
    rows = {
        "contact": Contact.objects.filter(person=person),
        "mandate": Mandate.objects.filter(person=person),
        "consent": Consent.objects.filter(person=person),
    }
    gone = {kind: found.delete()[0] for kind, found in rows.items()}
    person.name = person.name_key = ""
    person.erased_at, person.changed_at, person.keep_until = now, now, None
    person.version += 1
    person.save(update_fields=["name", "name_key", "erased_at", "changed_at", "keep_until", "version"])
    return {**gone, "card": 1}


def public_cards(person: Person) -> list[Card]:
    """The cards of contacts and speakers that name this person, of the same office. Two queries."""
    traces = traces_of(person)
    cards = Card.objects.filter(office=person.office_id).order_by("pk")
    return [card for card in cards if traces.are_in("\n".join((*card.name.texts.values(), card.phones, card.email)))]


def told_public(person: Person) -> list[Row]:
    """Cards of contacts and speakers. Two queries."""
    return [_public(card) for card in public_cards(person)]


def erase_public(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Destroy the person's cards of contacts and speakers."""
    return {"public_card": destroy_cards(public_cards(person), by=by, now=now)}


@transaction.atomic
def destroy_cards(cards: list[Card], *, by: int | None, now: datetime) -> int:
    """Destroy cards of contacts and speakers; what pointed at them points at nobody. A query for each such table.

    Journals card.destroyed for each, without the person.
    """
    for arrow in arrows_to(Card):
        arrow.model._default_manager.filter(**{f"{arrow.name}__in": cards}).update(**{arrow.name: None})
    for card in cards:
        record("card.destroyed", card, by=by, at=now)
        card.delete()
    return len(cards)


def told_letterhead(person: Person) -> list[Row]:
    """The letterhead on which the person signs. Two queries."""
    return [{"kind": "letterhead", "name": str(row.signer.in_("ky"))} for row in _letterheads(person)]


def erase_letterhead(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Take the signer off the letterhead."""
    keys = [row.pk for row in _letterheads(person)]
    Letterhead.objects.filter(pk__in=keys).update(signer=Said(), signer_post=Said(), version=F("version") + 1)
    return {"letterhead": len(keys)}


def _letterheads(person: Person) -> list[Letterhead]:
    traces = traces_of(person)
    rows = Letterhead.objects.filter(office=person.office_id)
    return [row for row in rows if traces.are_in("\n".join(row.signer.texts.values()))]


def _mandates(person: Person) -> list[Row]:
    rows = Mandate.objects.filter(person=person).select_related("unit", "body").order_by("pk")
    return [
        {
            "kind": "mandate",
            "post": row.post,
            "title": row.title,
            "place": str(row.unit or ""),
            "body": str(row.body or ""),
            "since": row.since,
            "until": row.until,
        }
        for row in rows
    ]


def _consents(person: Person) -> list[Row]:
    rows = Consent.objects.filter(person=person).order_by("pk")
    return [
        {
            "kind": "consent",
            "text": row.text,
            "how": row.how,
            "given on": row.given_on,
            "withdrawn on": row.withdrawn_on,
        }
        for row in rows
    ]


def _public(card: Card) -> Row:
    return {
        "kind": card.purpose,
        "name": str(card.name.in_("ky")),
        "post": str(card.post.in_("ky")),
        "phones": card.phones,
        "email": card.email,
        "site": card.site,
    }


# The code decides the order: "card" is the last to be erased.
HOLDERS = (
    Holder(
        "card",
        _("The card: name, contacts, posts, consents"),
        _("Emptied at once. What remains is a number, at which facts without a name point."),
        told_card,
        erase_card,
        tables=(
            "people.person",
            "people.contact",
            "people.mandate",
            "people.consent",
            "people.user",
            "people.assistance",
        ),
    ),
    Holder(
        "public",
        _("Contact or speaker of a programme"),
        _("The card is destroyed at once; the programme shows nobody until somebody else is named."),
        told_public,
        erase_public,
        tables=("people.card",),
    ),
    Holder(
        "letterheads",
        _("Who signs the office’s letters"),
        _("The name and the post go from the letterhead at once; enter who signs now."),
        told_letterhead,
        erase_letterhead,
        tables=("people.letterhead",),
    ),
)
