"""Making accounts, granting roles, keeping cards."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import fold, mended, one_line
from tegerek.people.models import Card, Contact, Grant, Person, Role, User
from tegerek.people.phones import phone_trouble, tidy_phone
from tegerek.people.rules import months_after
from tegerek.places.models import Body, Unit

NAME_LETTERS = 160


@transaction.atomic
def make_account(
    *,
    name: str,
    password: str | None,
    now: datetime,
    phone: str = "",
    email: str = "",
    language: str = "ky",
    by: int | None = None,
) -> User:
    """An account. password None: it cannot sign in until it is given a card or a link. Journals account.made.

    Raises Refusal for a phone that is none, and for a phone or e-mail that is taken.
    """
    tidy = tidy_phone(phone) if phone else None
    if phone and tidy is None:
        raise Refusal(phone_trouble(phone))
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                name=name,
                password=password,
                phone=tidy,
                email=email.strip().lower() or None,
                language=language,
                made_at=now,
                phone_verified=bool(tidy),
            )
    except IntegrityError:
        # Only the database knows for sure: two administrators may make the same account at once.
        raise Refusal(_("There is an account with this phone or e-mail already.")) from None
    record("account.made", user, by=by, at=now)
    return user


@transaction.atomic
def grant(
    user: User,
    *,
    role: Role,
    office: Body,
    since: date,
    now: datetime,
    until: date | None = None,
    place: Unit | None = None,
    by: int | None = None,
) -> Grant:
    """A role in an office for a term, for all its things or those of a place alone. Journals role.granted."""
    made = Grant.objects.create(user=user, role=role, office=office, since=since, until=until, place=place)
    record("role.granted", made, by=by, at=now, user=user.pk, role=role.value)
    return made


@transaction.atomic
def keep_card(
    card: Card | None,
    *,
    office: Body,
    purpose: Card.Purpose,
    name: Said,
    post: Said,
    by: int | None,
    now: datetime,
    phones: str = "",
    email: str = "",
    site: str = "",
) -> Card | None:
    """Write a card;

    without a name there is none (what was there is destroyed). Journals card.kept or card.destroyed, without the
    person.
    """
    if not name:
        if card is not None:
            record("card.destroyed", card, by=by, at=now)
        return None
    kept = card or Card(office=office, purpose=purpose)
    kept.name, kept.post, kept.phones, kept.email, kept.site = name, post, phones, email, site
    kept.version += 1 if card else 0
    kept.save()
    record("card.kept", kept, by=by, at=now)
    return kept


@transaction.atomic
def keep_person(
    person: Person | None,
    *,
    office: Body,
    name: str,
    by: int | None,
    now: datetime,
    sex: str | None = None,
    phones: Iterable[str] = (),
    emails: Iterable[str] = (),
) -> Person:
    """Write a new card (person None), or bring a known one up to date. Journals person.kept, without the person.

    name: as typed; letters are mended. sex: None leaves it. phones: E.164, added to those known; several people may
    share one. Nothing is taken away here. The card is needed from today, so its keep-until day moves away again.
    Raises Refusal without a name, or for a card that was erased, also a moment ago.
    """
    tidy = tidy_name(name)
    kept = person or Person(office=office, made_at=now)
    kept.name, kept.name_key, kept.changed_at = tidy, fold(tidy)[:NAME_LETTERS], now
    kept.sex = kept.sex if sex is None else sex
    kept.keep_until = _needed_until(kept.keep_until, local_day(now))
    if person is None:
        kept.save()
    else:
        _write_again(kept)
    for kind, values in ((Contact.Kind.PHONE, phones), (Contact.Kind.EMAIL, emails)):
        for value in values:
            Contact.objects.get_or_create(person=kept, kind=kind, value=value)
    record("person.kept", kept, by=by, at=now)
    return kept


def hold_cards(office: int) -> Body:
    """The office, held until the transaction ends: whoever looks for a card before making one does so alone.

    Else two people who write the same person in at once would make two cards. Whoever also locks a card locks the
    office first, so that nobody waits for each other. One query.
    """
    return Body.objects.select_for_update(no_key=True).get(pk=office)


def tidy_name(name: str) -> str:
    """A person's name as it is kept: on one line, letters mended. Raises Refusal for one without letters."""
    tidy = one_line(mended(name))[:NAME_LETTERS]
    if not fold(tidy):
        raise Refusal(_("Enter the name of the person."))
    return tidy


def _needed_until(known: date | None, today: date) -> date:
    """The keep-until day of a card that is needed today: never earlier than it was."""
    day = months_after(today, settings.KEEP_PERSONS_MONTHS)
    return max(known, day) if known else day


def _write_again(kept: Person) -> None:
    """Only a card that nobody has erased meanwhile: a name once gone may not come back with a list."""
    columns = ("name", "name_key", "sex", "changed_at", "keep_until")
    rows = Person.objects.filter(pk=kept.pk, erased_at=None)
    if not rows.update(version=F("version") + 1, **{column: getattr(kept, column) for column in columns}):
        raise Refusal(_("This person has been erased."))
    kept.version += 1
