"""Minutes on paper: the fields of the model form in their order, and what the method instructions (18.11) ask besides.

What nobody wrote down is a blank to fill in by hand, never made up. An edition that was issued says which one it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.minuted import (
    KINDS,
    copy_title,
    head_rows,
    number_words,
    option_words,
    points,
    speaker_words,
    vote_words,
)
from tegerek.documents.papers.parts import (
    BLANK,
    Facts,
    Heading,
    Lead,
    Line,
    Paper,
    Part,
    Prose,
    Rules,
    Section,
    Signature,
)
from tegerek.documents.plain import paragraphs, plain
from tegerek.documents.samples import meeting_mark
from tegerek.lib.dates import day_by, day_in_words
from tegerek.minutes.edition_sheets import Copy, CopyItem, CopyPassage

LONG_BLANK = BLANK * 2


def minutes_paper(copy: Copy, lang: str, made_at: datetime) -> Paper:
    """The paper in one language. made_at: its only moment; the same copy and moment make the same bytes."""
    with override(lang):
        foot = " · ".join((pgettext("paper", "Minutes"), copy_title(copy, lang), number_words(copy, "____")))
        return Paper(
            lang=lang,
            title=foot,
            author=plain(copy.office, lang),
            changed_at=made_at,
            foot=foot,
            pages=_("page {n} of {of}"),
            parts=tuple(_parts(copy, lang)),
            mark=meeting_mark(copy, lang),
        )


def edition_words(copy: Copy, lang: str) -> str:
    """Which edition it is, and of which day; "" for a paper that was not issued."""
    if not copy.number or copy.issued_on is None:
        return ""
    words = {"n": copy.number, "day": day_in_words(copy.issued_on, lang)}
    if copy.kind == "public":
        told = _("Public copy, edition %(n)d, issued %(day)s. Residents are named only if they agreed to it.")
    else:
        told = _("Signed file copy, edition %(n)d, issued %(day)s. It holds names and is not for publication.")
    return told % words


def _parts(copy: Copy, lang: str) -> Iterator[Part]:
    yield Heading((_("MINUTES"), _("of a meeting of the local community")))
    if edition_words(copy, lang):
        yield Line(edition_words(copy, lang))
    if copy.why:
        yield Facts(((_("What was corrected"), " ".join(paragraphs(copy.why.in_(lang).text))),))
    yield Facts(tuple(head_rows(copy, lang, blank=BLANK, long_blank=LONG_BLANK)))
    yield Section(pgettext("minutes", "AGENDA:"))
    yield Prose(tuple(_on_agenda(item, lang) for item in copy.items) or (LONG_BLANK,))
    for item in copy.items:
        yield from _item(item, lang)
    yield from _rest(copy, lang)
    yield Signature(pgettext("minutes", "Chair"), copy.chair or _("(name)"))
    yield Signature(pgettext("minutes", "Secretary"), copy.secretary or _("(name)"))


def _on_agenda(item: CopyItem, lang: str) -> str:
    words = {
        "n": item.position,
        "title": plain(item.title, lang) or LONG_BLANK,
        "who": plain(item.rapporteur, lang) or BLANK,
    }
    return _("%(n)d. About: %(title)s. Report: %(who)s (post, name)") % words


def _item(item: CopyItem, lang: str) -> Iterator[Part]:
    yield Section(_("Item %(n)d") % {"n": item.position})
    yield Lead(pgettext("minutes", "HEARD:"))
    yield from _passages(item.passages, lang)
    if not any(one.kind == "position" for one in item.passages):
        yield Line(_("Positions expressed on the issue (name – position)"))
        yield Rules(1)
    vote = vote_words(item, lang)
    told = "; ".join(option_words(one, lang) for one in item.options)
    rows = ((_("Options"), told), (pgettext("minutes", "Vote"), vote))
    if told or vote:
        yield Facts(tuple((name, value) for name, value in rows if value))
    yield Lead(pgettext("minutes", "RESOLVES (DECIDES):"))
    blanks = tuple(f"{item.position}.{n}. {LONG_BLANK}" for n in (1, 2))
    yield Prose(points(item, lang) or blanks)


def _passages(passages: tuple[CopyPassage, ...], lang: str) -> Iterator[Part]:
    if passages:
        yield Prose(tuple(text for one in passages for text in _passage(one, lang)))
    else:
        yield Line(_("Name and post – what was said, in short"))
        yield Rules(2)


def _passage(passage: CopyPassage, lang: str) -> Iterator[str]:
    """Who, and what was said; what is no speech says what it is; a slip its number."""
    first, *rest = paragraphs(passage.text.in_(lang).text) or ("",)
    kind = "" if passage.kind == "heard" else str(KINDS[passage.kind])
    slip = f"№ {passage.voice}" if passage.voice else ""
    marks = ", ".join(filter(None, (kind, slip)))
    who = speaker_words(passage, lang)
    yield f"{who} ({marks}) – {first}" if marks else f"{who} – {first}"
    yield from rest


def _rest(copy: Copy, lang: str) -> Iterator[Part]:
    if copy.whole:
        yield Section(_("The whole meeting"))
        yield Prose(tuple(text for one in copy.whole for text in _passage(one, lang)))
    if copy.remarks:
        yield Section(_("Remarks"))
        yield Prose(paragraphs(copy.remarks.in_(lang).text))
    rows = (
        (_("Read back"), day_in_words(copy.read_back_on, lang) if copy.read_back_on else BLANK),
        (_("Signed by chair and secretary"), day_in_words(copy.signed_on, lang) if copy.signed_on else BLANK),
    )
    yield Facts(rows)
    if copy.remarks_until:
        until = day_by(copy.remarks_until, lang)
        yield Line(_("Remarks on the minutes are taken %(until)s.") % {"until": until})
