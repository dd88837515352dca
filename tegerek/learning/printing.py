"""What is printed on a certificate, as words: made once when it is issued, and then kept as it was.

The sentences are those of the catalogue on that day; a page that shows a certificate reads the words that were kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tegerek.learning.models import CertificateRule
from tegerek.lib.dates import day_on, days_in_words
from tegerek.lib.said import Said
from tegerek.lib.text import one_line, quoted
from tegerek.meetings.sheets import where_of
from tegerek.programmes.models import Seminar

LANGS = ("ky", "ru", "en")


@dataclass(frozen=True)
class Printed:
    """Every printed field but the name, in the order of the paper; "" for what is not printed.

    lead: what stands above the name; text: what is said of the person below it; sample: that it is one of a sample,
    above everything. Here only words, in one language.
    """

    heading: str
    number: str
    lead: str
    text: str
    programme: str
    days: str
    place: str
    hours: str
    issued: str
    post: str
    signer: str
    implementer: str
    donor: str
    sample: str = ""

    def as_json(self) -> dict[str, str]:
        """What is printed, by field."""
        return {name: words for name, words in asdict(self).items() if words}

    @classmethod
    def from_json(cls, kept: Mapping[str, str]) -> Printed:
        """The inverse of as_json; fields that came later are empty."""
        return cls(**{field.name: kept.get(field.name, "") for field in fields(cls)})

    def lines(self, name: str) -> tuple[str, ...]:
        """All printed lines in the order of the paper, the name among them."""
        return tuple(filter(None, (self.sample, self.heading, self.number, self.lead, name, *self._below())))

    def _below(self) -> Iterator[str]:
        names = [field.name for field in fields(self)]
        yield from (getattr(self, one) for one in names[names.index("text") : names.index("sample")])


@dataclass(frozen=True)
class Drawn:
    """A certificate to be drawn on paper: the only place where the name stands beside the rest.

    code: as printed, in groups; square: the text of the square (learning/signing.py). issued: the day.
    """

    printed: Printed
    name: str
    lang: str
    code: str
    square: str
    issued: date


@dataclass(frozen=True)
class Printer:
    """What draws certificates; made above this room. look: by what template and logos are known.

    draw: one PDF of one or many, in their order. Raises Refusal for signs that no font of the house can show.
    """

    look: str
    draw: Callable[[list[Drawn]], bytes]


def printed(rule: CertificateRule, seminar: Seminar, *, lang: str, number: str, issued: date) -> Printed:
    """The words of a certificate in one language. The seminar comes with programme, meeting, place and hall.

    Raises ValueError for a seminar without a day: nobody can have been there.
    """
    when, programme = seminar.meeting.when, seminar.programme
    if when.first is None:
        raise ValueError("a seminar without a day")
    with override(lang):
        days = days_in_words(when.first, when.last or when.first, lang)
        return Printed(
            heading=pgettext("paper", "Certificate"),
            number=f"№ {number}",
            lead=_("This is to certify that"),
            text=_line(rule.text, lang) or _("took part in a seminar of the training programme"),
            programme=_quoted(programme.title, lang),
            days=days,
            place=_place(seminar, lang),
            hours=_hours(rule.hours),
            issued=_("Issued %(day)s") % {"day": day_on(issued, lang)},
            post=_line(rule.signer_post, lang),
            signer=_line(rule.signer, lang),
            implementer=_line(programme.implementer, lang),
            donor=_line(programme.donor, lang),
            sample=_sample() if programme.is_sample else "",
        )


def _sample() -> str:
    return _("SAMPLE: this training is invented, and this paper certifies nothing.")


def _hours(hours: int | None) -> str:
    return ngettext("%d hour of training", "%d hours of training", hours) % hours if hours else ""


def _place(seminar: Seminar, lang: str) -> str:
    where = where_of(seminar.meeting)
    return ", ".join(filter(None, (_line(where.unit, lang), _line(where.above, lang))))


def _quoted(said: Said, lang: str) -> str:
    told = said.in_(lang)
    return quoted(one_line(told.text), told.lang) if told else ""


def _line(said: Said, lang: str) -> str:
    return one_line(said.in_(lang).text)
