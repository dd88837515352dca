"""A person as an operator names one: by the number of the card or its uid. Names would stay in the shell's history."""

from __future__ import annotations

from uuid import UUID

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from tegerek.people.models import Person


def person_named(text: str) -> Person:
    """The card, if it is not erased. Raises CommandError: 2 for neither a number nor a uid, 1 for no such card."""
    person = Person.objects.select_related("office").filter(erased_at=None, **_lookup(text)).first()
    if person is None:
        raise CommandError(_("There is no card of this number; perhaps it was erased."), returncode=1)
    return person


def _lookup(text: str) -> dict[str, object]:
    if text.isascii() and text.isdigit() and len(text) < 19:
        return {"pk": int(text)}
    try:
        return {"uid": UUID(text)}
    except ValueError:
        raise CommandError(_("Name the person by the number of the card, or by its uid."), returncode=2) from None
