"""How persons want their names written on papers that stay: checked letters, kept on the card."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegerek.journal.actions import record
from tegerek.lib.errors import Refusal
from tegerek.lib.text import mended, one_line
from tegerek.people.holding import Holder, Row
from tegerek.people.models import PaperName, Person, User

NAME_LETTERS = 160
# In which alphabet a name is written on a paper of a language, as Unicode calls its letters.
ALPHABETS = {"ky": "CYRILLIC", "ru": "CYRILLIC", "en": "LATIN"}
MARKS = frozenset(" -–’'.")


@transaction.atomic
def write_name(person: Person, typed: str, *, lang: str, by: User | None, now: datetime) -> PaperName:
    """Keep how the person wants the name written in a language; what stands there already is answered as it is.

    Journals person.name_written, without the name. Raises Refusal for signs that are no letters of that language's
    alphabet, for an empty name, for one too long and for a person who was erased.
    """
    name = checked_name(typed, lang)
    if person.erased_at is not None:
        raise Refusal(_("This person has been erased already."))
    last = PaperName.objects.filter(person=person).order_by("-pk").first()
    if last is not None and (last.lang, last.name) == (lang, name):
        return last
    made = PaperName.objects.create(person=person, lang=lang, name=name, written_at=now, by=by)
    record("person.name_written", person, by=by.pk if by else None, at=now, lang=lang)
    return made


def checked_name(typed: str, lang: str) -> str:
    """The name with look-alike letters mended. Raises Refusal, naming the signs that do not belong there.

    lang: "ky", "ru" or "en"; a ValueError for any other.
    """
    if lang not in ALPHABETS:
        raise ValueError(f"{lang} is no language of a certificate")
    name = one_line(mended(typed))
    if not name:
        raise Refusal(_("Write the name as it is to stand on the paper."))
    if len(name) > NAME_LETTERS:
        raise Refusal(_("A name on paper has at most %(number)d letters.") % {"number": NAME_LETTERS})
    wrong = foreign_signs(name, lang)
    if wrong and ALPHABETS[lang] == "LATIN":
        raise Refusal(
            _("On an English paper a name is written in Latin letters. Look at: %(signs)s") % {"signs": wrong}
        )
    if wrong:
        raise Refusal(_("Here a name is written in Cyrillic letters. Look at: %(signs)s") % {"signs": wrong})
    return name


def foreign_signs(name: str, lang: str) -> str:
    """The signs of a name that do not belong to the alphabet of a language, each once, parted by blanks.

    >>> foreign_signs("Үлгүева Гүлмира", "ky"), foreign_signs("Ulgueva 2", "ky"), foreign_signs("Ülgüeva G.", "en")
    ('', 'U l g u e v a 2', '')
    """
    alphabet = ALPHABETS[lang]
    wrong = [sign for sign in name if sign not in MARKS and not unicodedata.name(sign, "").startswith(alphabet)]
    return " ".join(dict.fromkeys(wrong))


def names_of(persons: Iterable[int]) -> Mapping[int, PaperName]:
    """By key of the person the name that was written last; nobody who has none or was erased. One query."""
    rows = PaperName.objects.filter(person__in=list(persons)).exclude(name="").order_by("pk")
    return {row.person_id: row for row in rows}


def told(person: Person) -> list[Row]:
    """Every spelling. One query."""
    rows = PaperName.objects.filter(person=person).exclude(name="").order_by("pk")
    return [{"kind": "name on paper", "language": row.lang, "name": row.name, "on": row.written_at} for row in rows]


def erase(person: Person, *, by: int | None, now: datetime) -> Mapping[str, int]:
    """Empty every spelling; the rows stay, for certificates point at them."""
    return {"paper_name": PaperName.objects.filter(person=person).exclude(name="").update(name="")}


HOLDER = Holder(
    "paper names",
    gettext_lazy("The name as it stands on certificates"),
    gettext_lazy("Emptied at once. A certificate’s number then says that the name was erased."),
    told,
    erase,
    tables=("people.papername",),
)
