"""Minutes in words: page, paper and the comparison of two editions say the same. In the language that is active."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language, override, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from tegerek.documents.outcomes import ROLES, VERDICTS, number_or_not
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.lib.dates import day_in_words, days_in_words, time_in_words
from tegerek.minutes.edition_sheets import Copy, CopyItem, CopyOption, CopyPassage
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.procedures.rules import State

KINDS = {
    "heard": pgettext_lazy("kind of passage in minutes", "Heard"),
    "asked": pgettext_lazy("kind of passage in minutes", "Asked"),
    "position": pgettext_lazy("kind of passage in minutes", "Position"),
    "proposal": pgettext_lazy("kind of passage in minutes", "Proposed"),
    "decided": pgettext_lazy("kind of passage in minutes", "Decided"),
}


def copy_title(copy: Copy, lang: str) -> str:
    """The title of the meeting, its kind where none was given."""
    return plain(copy.title, lang) or plain(copy.kind_name, lang)


def number_words(copy: Copy, blank: str) -> str:
    """Day and number as the head of the form has them: «2026-жылдын 21-марты № 7»."""
    return _("%(day)s № %(number)s") % {
        "day": _day(copy.drawn_on) or blank,
        "number": plain_line(copy.paper_number) or blank,
    }


def held_words(copy: Copy, blank: str) -> str:
    """When it was held: the day, and the hours as they were."""
    hours = time_in_words(copy.began, copy.ended, _lang()) if copy.ended or copy.began else ""
    return ", ".join((_held_days(copy) or blank, hours or blank))


def place_words(copy: Copy, lang: str) -> str:
    """The village or town with what it lies in, and the hall."""
    told = (plain(copy.place, lang), plain(copy.above, lang), plain(copy.venue, lang), plain(copy.address, lang))
    return ", ".join(filter(None, told))


def present_words(copy: Copy, blank: str) -> str:
    """How many were there."""
    present = copy.counts.present
    return _("people: %(n)s") % {"n": blank if present is None else present}


def invited_words(copy: Copy, blank: str) -> str:
    """How many were invited, and how many of them came."""
    counts = copy.counts
    invited = blank if counts.invited is None else counts.invited
    if counts.invited_present is None:
        return _("people: %(n)s (list attached)") % {"n": invited}
    return _("people: %(n)s, of them came: %(came)s (list attached)") % {"n": invited, "came": counts.invited_present}


def count_rows(copy: Copy) -> tuple[tuple[str, str], ...]:
    """Who came besides the sum: only what was counted."""
    return tuple(_counted(copy))


def speaker_words(passage: CopyPassage, lang: str) -> str:
    """Who spoke: the name and the post, the post alone, or a resident; "" where nobody is known to have spoken so."""
    post = plain(post_said(Post(passage.post)), lang) if passage.post in Post.values else ""
    told = ", ".join(filter(None, (plain_line(passage.who), post)))
    return told or pgettext("who spoke, not named", "A participant")


def votes_words(item: CopyItem) -> str:
    """Hands raised; "" where nothing was put to the vote so."""
    if not item.has_votes:
        return ""
    return _("For: %(for)s, against: %(against)s, abstained: %(abstained)s") % {
        "for": number_or_not(item.votes_for),
        "against": number_or_not(item.votes_against),
        "abstained": number_or_not(item.abstained),
    }


def option_words(option: CopyOption, lang: str) -> str:
    """An option and the votes for it."""
    return f"{plain(option.label, lang)} – {number_or_not(option.votes)}"


def verdict_words(item: CopyItem, lang: str) -> str:
    """What came of the vote; "" without one."""
    if not item.verdict:
        return ""
    won = next((option.label for option in item.options if option.has_won), None)
    return plain(won, lang) if won is not None else str(VERDICTS[State(item.verdict)])


def vote_words(item: CopyItem, lang: str) -> str:
    """The hands raised, and what came of it; "" where nothing was put to the vote."""
    told = " – ".join(filter(None, (votes_words(item), verdict_words(item, lang))))
    return told[:1].upper() + told[1:]


def points(item: CopyItem, lang: str) -> tuple[str, ...]:
    """What was decided, numbered as the form has it: «1.1. …». A number that was typed is not written twice."""
    told = [" ".join(paragraphs(one.in_(lang).text)) for one in item.decisions]
    return tuple(_numbered(item.position, n, text) for n, text in enumerate(told, 1))


def head_rows(copy: Copy, lang: str, *, blank: str = "–", long_blank: str = "–") -> Iterator[tuple[str, str]]:
    """What stands above the agenda: the fields of the model form in their order, and the numbers besides. blank: for
    what nobody wrote down.
    """
    yield _("Day and number"), number_words(copy, blank)
    yield _("Village or town"), place_words(copy, lang)
    yield pgettext("fact", "Kind of meeting"), plain(copy.kind_name, lang)
    yield pgettext("minutes", "It was held"), held_words(copy, blank)
    yield pgettext("minutes", "Chair of the meeting"), plain_line(copy.chair) or long_blank
    yield pgettext("minutes", "Secretary"), plain_line(copy.secretary) or long_blank
    yield _("Present"), present_words(copy, blank)
    yield from count_rows(copy)
    yield _("Invited"), invited_words(copy, blank)
    if copy.quorum:
        yield _("Quorum"), plain(copy.quorum, lang)


def copy_lines(copy: Copy, lang: str) -> tuple[tuple[str, str], ...]:
    """All that an edition says, line by line: the name of a line and its text; to set two editions side by side."""
    with override(lang):
        return tuple(_copy_lines(copy, lang))


def _copy_lines(copy: Copy, lang: str) -> Iterator[tuple[str, str]]:
    yield from head_rows(copy, lang)
    for item in copy.items:
        yield from _item_lines(item, lang)
    whole = _("The whole meeting")
    for passage in copy.whole:
        yield whole, _passage_words(passage, lang)
    if copy.remarks:
        yield _("Remarks"), " ".join(paragraphs(copy.remarks.in_(lang).text))
    yield _("Read back"), _day(copy.read_back_on) or "–"
    yield _("Signed by chair and secretary"), _day(copy.signed_on) or "–"


def _item_lines(item: CopyItem, lang: str) -> Iterator[tuple[str, str]]:
    name = _("Item %(n)d") % {"n": item.position}
    yield name, plain(item.title, lang)
    if item.rapporteur:
        yield f"{name} · {_('Reports')}", plain(item.rapporteur, lang)
    for passage in item.passages:
        yield f"{name} · {KINDS[passage.kind]}", _passage_words(passage, lang)
    told = (*(option_words(one, lang) for one in item.options), vote_words(item, lang))
    if any(told):
        yield f"{name} · {pgettext('minutes', 'Vote')}", "; ".join(filter(None, told))
    for point in points(item, lang):
        yield f"{name} · {KINDS['decided']}", point


def _passage_words(passage: CopyPassage, lang: str) -> str:
    return f"{speaker_words(passage, lang)} – {' '.join(paragraphs(passage.text.in_(lang).text))}"


def _numbered(position: int, n: int, text: str) -> str:
    """
    >>> _numbered(1, 2, "Насос."), _numbered(1, 1, "1.1. Түтүк.")
    ('1.2. Насос.', '1.1. Түтүк.')
    """
    own = f"{position}.{n}."
    return text if text.startswith(own) else f"{own} {text}"


def _counted(copy: Copy) -> Iterator[tuple[str, str]]:
    counts = copy.counts
    if counts.women is not None or counts.men is not None:
        both = {"women": number_or_not(counts.women), "men": number_or_not(counts.men)}
        yield _("Women and men"), _("women – %(women)s, men – %(men)s") % both
    if counts.online is not None:
        yield _("Of them online"), str(counts.online)
    for name, words in ROLES.items():
        number = getattr(counts, name)
        if number is not None:
            yield str(words), str(number)


def _held_days(copy: Copy) -> str:
    if copy.first is None:
        return ""
    if copy.last is None or copy.last == copy.first:
        return day_in_words(copy.first, _lang(), weekday=True)
    return days_in_words(copy.first, copy.last, _lang())


def _day(day: date | None) -> str:
    return day_in_words(day, _lang()) if day else ""


def _lang() -> str:
    return get_language() or "ky"
