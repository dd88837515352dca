"""Two cards of the same person become one: every fact points at the card that stays."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.owned import arrows_to
from tegerek.people.holding import holders
from tegerek.people.models import Contact, Person, User


@transaction.atomic
def join_cards(kept: Person, gone: Person, *, by: User | None, now: datetime) -> None:
    """Let everything of one card point at the other, then take the empty one away. Journals person.joined.

    Contacts are added; sex is taken over where it was not known, the later keep-until day stays. What cannot simply be
    pointed elsewhere (two lines on one roster) its holder joins.
    Raises Refusal for a card with itself, of another office, erased meanwhile, or if both have an account.
    """
    # In one order: of two who join the same cards, either way round, the second waits and finds one of them gone.
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    both = {row.pk: row for row in rows}
    kept, gone = both.get(kept.pk, kept), both.get(gone.pk, gone)
    _check(kept, gone, len(both))
    _fill_in(kept, gone, now)
    for holder in holders():
        holder.join(kept, gone, by=by.pk if by else None, now=now)
    known = Contact.objects.filter(person=kept).values("kind", "value")
    for row in known:
        Contact.objects.filter(person=gone, **row).delete()
    for arrow in arrows_to(Person):
        arrow.model._default_manager.filter(**{arrow.name: gone}).update(**{arrow.name: kept})
    key = gone.pk
    gone.delete()
    record("person.joined", kept, by=by.pk if by else None, at=now, gone=key)


def likely_same(person: Person) -> QuerySet[Person]:
    """Cards of the office that may be the same person's: the same name, or a phone in common. Names first.

    One query. A phone may be shared by a family, so nobody is joined without being looked at.
    """
    phones = Contact.objects.filter(person=person).values("value")
    others = Person.objects.filter(office=person.office_id, erased_at=None).exclude(pk=person.pk)
    same = others.filter(Q(name_key=person.name_key) | Q(contacts__value__in=phones)).distinct()
    return same.order_by(models.Case(models.When(name_key=person.name_key, then=0), default=1), "name_key", "pk")


def _check(kept: Person, gone: Person, found: int) -> None:
    if kept.pk == gone.pk:
        raise Refusal(_("This is the same card. Choose another one."))
    if found < 2 or kept.erased_at is not None or gone.erased_at is not None:
        raise Refusal(_("One of the cards is gone meanwhile. Look at the list again."))
    if kept.office_id != gone.office_id:
        raise Refusal(_("The cards belong to two offices; each office keeps its own."))
    if User.objects.filter(person__in=[kept, gone]).count() > 1:
        raise Refusal(_("Both cards have an account. Close one of the accounts first."))


def _fill_in(kept: Person, gone: Person, now: datetime) -> None:
    days = [day for day in (kept.keep_until, gone.keep_until) if day is not None]
    kept.sex = kept.sex or gone.sex
    kept.keep_until = max(days) if days else None
    kept.made_at, kept.changed_at = min(kept.made_at, gone.made_at), now
    kept.save(update_fields=["sex", "keep_until", "made_at", "changed_at"])
    Person.objects.filter(pk=kept.pk).update(version=F("version") + 1)
