"""The letter to whoever asked or proposed something: on the letterhead, to be numbered and signed by hand."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.addresses import own_page, own_page_typed
from tegerek.documents.papers.letter import letterhead_part
from tegerek.documents.papers.parts import (
    BLANK,
    Code,
    Facts,
    Line,
    Paper,
    Part,
    Prose,
    Sender,
    Signature,
    Subject,
    langs_of,
)
from tegerek.documents.plain import paragraphs, plain, plain_line
from tegerek.documents.samples import sample_mark
from tegerek.lib.dates import day_in_words
from tegerek.lib.text import quoted
from tegerek.people.models import Post
from tegerek.people.posts import post_said
from tegerek.voices.answer_sheets import AnswerLetterSheet

# Of the square that leads to the asker's own page, in millimetres.
QR_SIDE = 24.0


def answer_letter_papers(
    sheet: AnswerLetterSheet, lang: str, *, code: str = "", address: str = ""
) -> tuple[Paper, ...]:
    """The letter; in two languages it is two sheets. code: of the asker's personal link on that site."""
    return tuple(_paper(sheet, one, code, address) for one in langs_of(lang))


def outcome_words(outcome: str) -> str:
    """What became of a proposal, in the words in which hearings publish it; "" for nothing yet."""
    return {
        "accepted": pgettext("outcome of a proposal", "accepted"),
        "partly": pgettext("outcome of a proposal", "accepted in part"),
        "under_review": pgettext("outcome of a proposal", "under review"),
        "rejected": pgettext("outcome of a proposal", "rejected"),
        "reflected": pgettext("outcome of a proposal", "reflected in the budget or a plan"),
    }.get(outcome, "")


def _paper(sheet: AnswerLetterSheet, lang: str, code: str, address: str) -> Paper:
    with override(lang):
        subject = _subject(sheet)
        parts, foot = tuple(_parts(sheet, subject, lang, code, address)), subject
        if sheet.is_rehearsal:
            mark = _("REHEARSAL: this paper is for learning and binds nobody.")
            parts, foot = (Line(mark), *parts, Line(mark)), f"{foot} · {pgettext('on paper', 'rehearsal')}"
        author = plain(sheet.office, lang)
        mark = sample_mark(sheet.is_sample, (lang,))
        return Paper(lang, foot, author, sheet.changed_at, foot, _("page {n} of {of}"), parts, mark=mark)


def _subject(sheet: AnswerLetterSheet) -> str:
    if sheet.registered_on is not None:
        return _("Answer to written appeal № %(number)s") % {"number": plain_line(sheet.journal_number)}
    number = str(sheet.number or BLANK)
    if sheet.kind == "proposal":
        return _("Answer to proposal № %(number)s") % {"number": number}
    return _("Answer to question № %(number)s") % {"number": number}


def _parts(sheet: AnswerLetterSheet, subject: str, lang: str, code: str, address: str) -> Iterator[Part]:
    yield letterhead_part(sheet.letterhead, lang)
    yield Sender((f"№ {BLANK}", day_in_words(sheet.answered_on, lang)), (plain_line(sheet.asker) or BLANK,))
    yield Subject(subject)
    yield Prose((_asked_where(sheet, lang), *paragraphs(sheet.asked.in_(lang).text)))
    yield Prose((_("Our answer:"), *paragraphs(sheet.answer.in_(lang).text)))
    facts = tuple(_outcome(sheet, lang))
    if facts:
        yield Facts(facts)
    yield Prose(tuple(_closing(sheet, has_code=bool(code))))
    yield _signed(sheet, lang)
    if code:
        yield Code(own_page(address, lang, code), tuple(_own_page(code, address)), QR_SIDE)


def _signed(sheet: AnswerLetterSheet, lang: str) -> Signature:
    """Whoever answers signs; the head, and where nobody is named, as the letterhead says."""
    head = sheet.letterhead
    if sheet.by_post and sheet.by_post != Post.AO_HEAD:
        return Signature(_first_large(plain(post_said(sheet.by_post), lang)), BLANK)
    return Signature(
        plain(head.signer_post, lang) or _first_large(plain(post_said(Post.AO_HEAD), lang)),
        plain(head.signer, lang) or BLANK,
    )


def _first_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _asked_where(sheet: AnswerLetterSheet, lang: str) -> str:
    """What this answers: the appeal by its number in the journal, or the meeting by its title and day."""
    if sheet.registered_on is not None:
        return _("Your written appeal, registered on %(day)s under № %(number)s, has been considered. You wrote:") % {
            "day": day_in_words(sheet.registered_on, lang),
            "number": plain_line(sheet.journal_number),
        }
    title = sheet.meeting_title.in_(lang)
    words = {
        "title": quoted(plain_line(title.text), title.lang),
        "day": day_in_words(sheet.held_on, lang) if sheet.held_on else BLANK,
    }
    if sheet.kind == "proposal":
        return _("At the meeting %(title)s on %(day)s you proposed:") % words
    return _("At the meeting %(title)s on %(day)s you asked:") % words


def _outcome(sheet: AnswerLetterSheet, lang: str) -> Iterator[tuple[str, str]]:
    if sheet.outcome:
        yield _("What became of the proposal"), outcome_words(sheet.outcome)
    if sheet.why:
        yield _("Why"), "; ".join(paragraphs(sheet.why.in_(lang).text))
    if sheet.reflected_in:
        yield _("Reflected in"), "; ".join(paragraphs(sheet.reflected_in.in_(lang).text))


def _closing(sheet: AnswerLetterSheet, *, has_code: bool) -> Iterator[str]:
    if sheet.number is not None:
        yield _(
            "Everybody can read the question and the answer by the number %(number)d; your name stands nowhere."
        ) % {"number": sheet.number}
    if has_code:
        yield _(
            "If this does not answer what you asked, say so once: on your own page or at the office. "
            "It is written down and shown."
        )
    else:
        yield _("If this does not answer what you asked, tell the office once: it is written down and shown.")


def _own_page(code: str, address: str) -> Iterator[str]:
    yield _("Your own page")
    yield _("There you say whether this answers you, and later whether what was decided on it was done.")
    yield own_page_typed(address)
    yield code
