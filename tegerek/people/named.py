"""Residents whom no public page names: whose names stand in words that everybody will read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import fold
from tegerek.people.consents import MINUTES as CONSENT
from tegerek.people.holding import traces_of
from tegerek.people.models import Consent, Mandate, Person
from tegerek.people.rules import PUBLIC_POSTS


def residents_within(office: int, texts: Sequence[str], *, but: Collection[str] = ()) -> tuple[Person, ...]:
    """The cards of an office, by its key, whose names stand in the texts, where nothing says that they may be public.

    Left out are who holds a public post, who agreed to be named, and the folded names in `but`. Names of one word are
    no trace. Three queries at most, and one for each found; one where no word of a text is part of a name.
    """
    rows = [row for row in _cards(office, texts) if row.name_key not in but]
    if not rows:
        return ()
    keys = [row.pk for row in rows]
    given = Consent.objects.filter(person__in=keys, text=CONSENT, withdrawn_on=None)
    open_ = set(given.values_list("person", flat=True))
    open_ |= set(Mandate.objects.filter(person__in=keys, post__in=PUBLIC_POSTS).values_list("person", flat=True))
    return tuple(row for row in rows if row.pk not in open_ and _is_within(row, texts))


def refuse_residents(office: int, *said: Said) -> None:
    """Raise Refusal, naming whom, where a resident stands in words that everybody will read.

    Cost: see residents_within.
    """
    found = residents_within(office, [text for one in said for text in one.texts.values()])
    if found:
        raise Refusal(
            _("%(name)s stands in these words, and everybody will read them: write them without the name.")
            % {"name": found[0].name}
        )


def _cards(office: int, texts: Sequence[str]) -> list[Person]:
    """The cards of which a word of the name stands in the texts. One query, none where there is no text."""
    words = {word for text in texts for word in fold(text).split()}
    if not words:
        return []
    rows = Person.objects.filter(office=office, erased_at=None).only("pk", "name", "name_key").order_by("name_key")
    return [row for row in rows.iterator() if set(row.name_key.split()[:2]) & words and " " in row.name_key]


def _is_within(row: Person, texts: Sequence[str]) -> bool:
    traces = traces_of(row)
    return any(traces.are_in(text) for text in texts)
