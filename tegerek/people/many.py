"""Writing many cards at once, as a list brings them: the same as keep_person one by one, in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from tegerek.journal.actions import record_each
from tegerek.lib.dates import local_day
from tegerek.lib.text import fold
from tegerek.people.actions import NAME_LETTERS, tidy_name
from tegerek.people.models import Contact, Mandate, Person, Sex
from tegerek.people.rules import months_after
from tegerek.places.models import Body

BATCH = 500


@dataclass(frozen=True)
class OnList:
    """One person as a list has them. card: key of the card of somebody known, None for a new one.

    sex: "f", "m" or "". phones: E.164. post: a value of Post; title: the post as written where no value says it.
    unit: key of a place. holds_post: whether the card says so already.
    """

    name: str
    card: int | None = None
    sex: str = ""
    phones: tuple[str, ...] = ()
    post: str = ""
    title: str = ""
    unit: int | None = None
    holds_post: bool = False


@transaction.atomic
def keep_people(people: Sequence[OnList], *, office: Body, by: int | None, now: datetime) -> list[Person | None]:
    """Write new cards and bring known ones up to date; the card of each, in their order.

    Known cards keep their names: phones and posts are added, a sex where none was said. None for a card that was erased
    meanwhile. Journals person.kept for each. Six statements for new cards and eight for known ones, more where
    a database takes only some hundred values at once.
    """
    made = _new_cards(people, office, now)
    known = _known_cards([one.card for one in people if one.card is not None], office)
    cards = [made.pop(0) if one.card is None else known.get(one.card) for one in people]
    pairs = [(one, card) for one, card in zip(people, cards, strict=True) if card is not None]
    _add_contacts(pairs)
    _add_posts(pairs)
    _bring_up([(one, card) for one, card in pairs if one.card is not None], now)
    record_each("person.kept", [card for _one, card in pairs], by=by, at=now, office=office.pk)
    return cards


def _new_cards(people: Iterable[OnList], office: Body, now: datetime) -> list[Person]:
    until = months_after(local_day(now), settings.KEEP_PERSONS_MONTHS)
    cards = [
        Person(
            office=office,
            name=(name := tidy_name(one.name)),
            name_key=fold(name)[:NAME_LETTERS],
            sex=one.sex,
            made_at=now,
            changed_at=now,
            keep_until=until,
        )
        for one in people
        if one.card is None
    ]
    return Person.objects.bulk_create(cards, batch_size=BATCH)


def _known_cards(keys: Sequence[int], office: Body) -> dict[int, Person]:
    """The cards that nobody has erased, held until the end of the transaction so that nobody does meanwhile."""
    rows = Person.objects.select_for_update(no_key=True).filter(office=office, pk__in=keys, erased_at=None)
    return {card.pk: card for card in rows.order_by("pk")}


def _add_contacts(pairs: Iterable[tuple[OnList, Person]]) -> None:
    phones = [Contact(person=card, kind=Contact.Kind.PHONE, value=phone) for one, card in pairs for phone in one.phones]
    Contact.objects.bulk_create(phones, batch_size=BATCH, ignore_conflicts=True)


def _add_posts(pairs: Iterable[tuple[OnList, Person]]) -> None:
    """A post without a beginning: a list says that it is held, not since when."""
    posts = [
        Mandate(person=card, post=one.post, title=one.title, unit_id=one.unit)
        for one, card in pairs
        if not one.holds_post and (one.title or one.unit or one.post not in ("", "other"))
    ]
    Mandate.objects.bulk_create(posts, batch_size=BATCH)


def _bring_up(pairs: Sequence[tuple[OnList, Person]], now: datetime) -> None:
    """Cards that a list needs are kept longer; a sex that a card lacked is written in."""
    until = months_after(local_day(now), settings.KEEP_PERSONS_MONTHS)
    rows = Person.objects.filter(pk__in=[card.pk for _one, card in pairs])
    rows.filter(Q(keep_until=None) | Q(keep_until__lt=until)).update(
        keep_until=until, changed_at=now, version=F("version") + 1
    )
    for sex in Sex.values:
        lacking = [card.pk for one, card in pairs if one.sex == sex and not card.sex]
        if lacking:
            Person.objects.filter(pk__in=lacking, sex="").update(sex=sex, changed_at=now, version=F("version") + 1)
