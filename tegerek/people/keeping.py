"""What a clerk writes on a card: name, contacts, posts, consents. Each act is one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.text import fold, mended, one_line
from tegerek.people.actions import NAME_LETTERS, hold_cards, keep_person, tidy_name
from tegerek.people.consents import CURRENT
from tegerek.people.models import Consent, Contact, Mandate, Person, Post, User
from tegerek.people.phones import phone_trouble, tidy_phone
from tegerek.places.models import Body, Unit


@transaction.atomic
def begin_card(
    *, office: Body, name: str, sex: str, phone: str, post: Post | str, unit: Unit | None, by: User, now: datetime
) -> Person:
    """A card written by hand, with its phone and post, or nothing at all. Journals person.kept, mandate.added.

    phone: E.164 or ""; post: "" for none, or another one if a unit is given. A card of that name with that phone or
    that post there (somebody else, or the same press twice, has just made it) is taken; what it lacks is added.
    Raises Refusal without a name.
    """
    hold_cards(office.pk)
    held = post or (Post.OTHER if unit else "")
    found = _surely(office, name, phone, held, unit)
    card = keep_person(
        found,
        office=office,
        name=found.name if found else name,
        sex=sex if found is None or not found.sex else None,
        phones=[phone] if phone else [],
        by=by.pk,
        now=now,
    )
    if held and not card.mandates.filter(post=held, unit=unit, until=None).exists():
        add_mandate(card, post=held, title="", unit=unit, since=None, until=None, by=by, now=now)
    return card


@transaction.atomic
def change_card(
    person: Person, *, name: str, sex: str, keep_until: date | None, seen: int, by: User, now: datetime
) -> None:
    """Write name, sex and keep-until day anew. Journals person.changed.

    Raises Refusal without a name or with a day that is over, Stale if somebody changed or erased the card meanwhile.
    """
    tidy = tidy_name(name)
    if keep_until is not None and keep_until < local_day(now):
        raise Refusal(_("The day until which the card is kept is over already. To erase the card, press “Erase”."))
    rows = Person.objects.filter(pk=person.pk, version=seen, erased_at=None)
    key = fold(tidy)[:NAME_LETTERS]
    told = {"name": tidy, "name_key": key, "sex": sex, "keep_until": keep_until, "changed_at": now}
    if not rows.update(version=F("version") + 1, **told):
        raise Stale(_(CHANGED))
    record("person.changed", person, by=by.pk, at=now)


@transaction.atomic
def add_contact(person: Person, *, kind: str, value: str, by: User, now: datetime) -> Contact:
    """Add a phone or an e-mail; one that is there already is left. Journals contact.added.

    Raises Refusal for what is no phone, and for a card that is erased.
    """
    found = _standing(person)
    tidy = tidy_phone(value) if kind == Contact.Kind.PHONE else value.strip().lower()
    if not tidy:
        raise Refusal(phone_trouble(value))
    made, is_new = Contact.objects.get_or_create(person=found, kind=kind, value=tidy)
    if is_new:
        record("contact.added", made, by=by.pk, at=now, person=found.pk, kind=kind)
    return made


@transaction.atomic
def remove_contact(contact: Contact, *, by: User, now: datetime) -> None:
    """Destroy a phone or an e-mail; safe to press twice. Journals contact.removed."""
    if Contact.objects.filter(pk=contact.pk).exists():
        record("contact.removed", contact, by=by.pk, at=now, person=contact.person_id)
        Contact.objects.filter(pk=contact.pk).delete()


@transaction.atomic
def add_mandate(
    person: Person,
    *,
    post: Post | str,
    title: str,
    unit: Unit | None,
    since: date | None,
    until: date | None,
    by: User | None,
    now: datetime,
    body: Body | None = None,
) -> Mandate:
    """Write down a post that a person holds or held. Journals mandate.added.

    Raises Refusal if it ends before it begins, and for a card that is erased.
    """
    if since and until and until < since:
        raise Refusal(_("The post ends before it begins. Check the two days."))
    found = _standing(person)
    written = one_line(mended(title))[:200]
    made = Mandate.objects.create(
        person=found, post=post, title=written, unit=unit, body=body, since=since, until=until
    )
    record("mandate.added", made, by=by.pk if by else None, at=now, person=found.pk, post=str(post))
    return made


@transaction.atomic
def end_mandate(mandate: Mandate, *, until: date, by: User, now: datetime) -> None:
    """The last day of a post. Journals mandate.ended. Raises Refusal for a day before the first."""
    if mandate.since and until < mandate.since:
        raise Refusal(_("The post ends before it begins. Check the two days."))
    if Mandate.objects.filter(pk=mandate.pk).update(until=until):
        record("mandate.ended", mandate, by=by.pk, at=now, person=mandate.person_id)


@transaction.atomic
def give_consent(
    person: Person, *, how: str, given_on: date, by: User | None, now: datetime, text: str = CURRENT
) -> Consent:
    """Write down that a person agreed to a text. Journals consent.given.

    Raises Refusal for a day to come, and for a card that is erased.
    """
    if given_on > local_day(now):
        raise Refusal(_("This day has not come yet."))
    made = Consent.objects.create(person=_standing(person), text=text, how=how, given_on=given_on, recorded_by=by)
    record("consent.given", made, by=by.pk if by else None, at=now, person=person.pk, text=text, how=str(how))
    return made


@transaction.atomic
def withdraw_consent(consent: Consent, *, on: date, by: User, now: datetime) -> None:
    """A person took a consent back; safe to press twice. Journals consent.withdrawn.

    What rests on it may be erased now: the page of the card offers it. Raises Refusal for a day before it was given.
    """
    if on < consent.given_on:
        raise Refusal(_("The consent was given later than this day. Check the day."))
    if Consent.objects.filter(pk=consent.pk, withdrawn_on=None).update(withdrawn_on=on):
        record("consent.withdrawn", consent, by=by.pk, at=now, person=consent.person_id)


def _surely(office: Body, name: str, phone: str, post: Post | str, unit: Unit | None) -> Person | None:
    """The card that is this person's without a question: the name and the phone in common, or the name and the post at
    one place, and no other phone. Two queries at most.
    """
    rows = Person.objects.filter(office=office, name_key=fold(tidy_name(name))[:NAME_LETTERS], erased_at=None)
    called = rows.filter(contacts__kind=Contact.Kind.PHONE, contacts__value=phone).order_by("pk").first()
    if called is not None or not post or unit is None:
        return called
    here = rows.filter(mandates__post=post, mandates__unit=unit, mandates__until=None).order_by("pk")
    return (here.exclude(contacts__kind=Contact.Kind.PHONE) if phone else here).first()


def _standing(person: Person) -> Person:
    """The card, locked until the transaction ends: an erasure waits for it, or has been. Raises Refusal."""
    found = Person.objects.select_for_update(of=("self",)).filter(pk=person.pk, erased_at=None).first()
    if found is None:
        raise Refusal(_("This person has been erased."))
    return found
