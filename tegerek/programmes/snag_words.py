"""What speaks against a trainer's day, as a sentence; of another programme it says only that the trainer is busy."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from tegerek.lib.dates import clock_time, day_in_words
from tegerek.programmes.busy import Snag
from tegerek.programmes.road_rules import Fit, Stay


def snag_in_words(snag: Snag, lang: str) -> str:
    """One sentence or two: what stands in the way, and what to do where something is not known.

    lang: the active one.
    """
    return (_elsewhere(snag, lang) if snag.other.is_elsewhere else _here(snag, lang)).strip()


def hours_in_words(hours: Decimal) -> str:
    """Hours as people write them.

    >>> hours_in_words(Decimal("18.00")), hours_in_words(Decimal("2.50")), hours_in_words(Decimal(20))
    ('18', '2,5', '20')
    """
    return f"{hours:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _here(snag: Snag, lang: str) -> str:
    clash = snag.clash
    start, goal = (snag.other, snag.here) if snag.is_before else (snag.here, snag.other)
    told = {
        "place": snag.other.place.in_(lang).text,
        "from": start.place.in_(lang).text,
        "to": goal.place.in_(lang).text,
        "day": day_in_words(snag.other.stay.first, lang) if snag.other.stay else "",
        "until": _moment(clash.earlier, lang, is_end=True),
        "begins": _moment(clash.later, lang, is_end=False),
        "between": hours_in_words(clash.hours_between),
        "hours": hours_in_words(clash.way.hours) if clash.way and clash.way.hours else "",
        "opens": day_in_words(clash.way.closed_until, lang) if clash.way and clash.way.closed_until else "",
    }
    return _sentence(clash.fit) % told


def _sentence(fit: Fit) -> str:
    match fit:
        case Fit.SAME_TIME:
            return _("At the same time at another seminar: %(place)s, %(day)s.")
        case Fit.SAME_DAY:
            return _("On the same day at another seminar: %(place)s. Hours are not known: write them for both.")
        case Fit.TOO_SHORT:
            return _(
                "Too little time for the road %(from)s – %(to)s: it takes %(hours)s hours. Ends %(until)s, begins "
                "%(begins)s, so there are %(between)s hours."
            )
        case Fit.CLOSED:
            return _("The road %(from)s – %(to)s is closed until %(opens)s, this day included.")
        case Fit.NOT_KNOWN:
            return _("Road %(from)s – %(to)s: not known. Write into the table of roads how many hours it takes.")
        case _:
            return _(
                "Road %(from)s – %(to)s: %(hours)s hours. When the one seminar ends or the other begins is not known: "
                "write the hours."
            )


def _elsewhere(snag: Snag, lang: str) -> str:
    clash = snag.clash
    told = {
        "until": _moment(clash.earlier, lang, is_end=True),
        "begins": _moment(clash.later, lang, is_end=False),
        "day": day_in_words(snag.other.stay.first, lang) if snag.other.stay else "",
    }
    if clash.fit in {Fit.SAME_TIME, Fit.SAME_DAY}:
        return _("Is busy with another programme that day, %(day)s.") % told
    if snag.is_before:
        busy = _("Is busy with another programme until %(until)s.") % told
    else:
        busy = _("Is busy with another programme from %(begins)s.") % told
    return f"{busy} {_road_elsewhere(clash.fit)}"


def _road_elsewhere(fit: Fit) -> str:
    match fit:
        case Fit.TOO_SHORT:
            return _("There is too little time for the road.")
        case Fit.CLOSED:
            return _("The road is closed in those days.")
        case Fit.NOT_KNOWN:
            return _("How long the road takes is not known: ask the trainer.")
        case _:
            return _("Whether there is time for the road is not known: ask the trainer.")


def _moment(stay: Stay, lang: str, *, is_end: bool) -> str:
    """Day and hour on which a stay ends or begins; the day alone where the hour is not known."""
    day, hour = (stay.last, stay.ends) if is_end else (stay.first, stay.starts)
    return f"{day_in_words(day, lang)}, {clock_time(hour)}" if hour else day_in_words(day, lang)
