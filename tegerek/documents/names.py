"""How a place is called on paper and in files, and which of the names a person should look at first.

A Kyrgyz name that was made by rule, or that no speaker has checked, never stands alone in a published Kyrgyz text: the
Russian form follows in brackets, so that whoever reads it knows which place is meant. Where there is no Kyrgyz name at
all, the Russian one stands alone. Papers of an office name a place once; what is not checked is told before printing.
"""

from __future__ import annotations

from collections.abc import Iterable

from tegerek.documents.plain import plain, plain_line
from tegerek.lib.said import Said
from tegerek.meetings.sheets import MeetingLine, Where
from tegerek.programmes.sheets import ProgrammeSheet, ReleaseSheet


def unseen_names(sheet: ProgrammeSheet | ReleaseSheet) -> tuple[Said, ...]:
    """The places whose Kyrgyz name a person should look at before the paper leaves the house; each once, in order."""
    programme = sheet.programme if isinstance(sheet, ReleaseSheet) else sheet
    return _each_once(seminar.meeting for seminar in programme.seminars)


def place_name(where: Where, lang: str) -> str:
    """The unit alone: «Кочкор району»; with the Russian form in brackets where the Kyrgyz one is not certain."""
    texts = where.unit.texts
    if lang != "ky" or not where.ky_needs_look or "ru" not in texts:
        return plain(where.unit, lang)
    return plain_line(f"{texts['ky']} ({texts['ru']})" if "ky" in texts else texts["ru"])


def place_within(where: Where, lang: str, oblast: Said | None = None) -> str:
    """The unit and the one above it, which is left out where it is the oblast that the reader sees already."""
    above = "" if oblast is not None and where.above.texts == oblast.texts else plain(where.above, lang)
    return ", ".join(filter(None, (place_name(where, lang), above)))


def hall(where: Where, lang: str) -> str:
    """The hall and its address: «Маданият үйү, Ленин көчөсү 5»; "" while it is not known."""
    return ", ".join(filter(None, (plain(where.venue, lang), plain(where.address, lang))))


def whole_place(where: Where, lang: str) -> str:
    """Everything a stranger needs to find it: hall, address, unit, the unit above."""
    return ", ".join(filter(None, (hall(where, lang), place_within(where, lang))))


def place_on_paper(where: Where, lang: str) -> str:
    """The same for an office paper, where a place has one name: the page that prints it says which to look at first."""
    told = (hall(where, lang), plain(where.unit, lang), plain(where.above, lang))
    return ", ".join(filter(None, told))


def _each_once(lines: Iterable[MeetingLine]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(line.where.unit for line in lines if line.where.ky_needs_look))
