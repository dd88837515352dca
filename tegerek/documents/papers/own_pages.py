"""A strip of cards, cut apart and handed out: to each person on the list of a meeting the way to their own page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.commitments.link_sheets import LinkCard, StripSheet
from tegerek.documents.addresses import own_page, own_page_typed
from tegerek.documents.papers.parts import Cards, Code, Heading, Lead, Line, Paper, Small, langs_of
from tegerek.documents.plain import plain, plain_line
from tegerek.documents.samples import sample_mark
from tegerek.lib.dates import day_in_words

CARD_HEIGHT, QR_SIDE = 52.0, 22.0  # millimetres: eight to a sheet


def own_page_cards(sheet: StripSheet, lang: str, address: str) -> tuple[Paper, ...]:
    """The cards, by name; in two languages a sheet of each. address: of the site. None where nobody has a link."""
    return tuple(_paper(sheet, one, address) for one in langs_of(lang)) if sheet.cards else ()


def _paper(sheet: StripSheet, lang: str, address: str) -> Paper:
    with override(lang):
        name = pgettext("paper", "Cards: your own page")
        cards = tuple(tuple(_card(sheet, card, lang, address)) for card in sheet.cards)
        parts = (
            Heading((name,)),
            Line(_("Cut them apart and give each to whom it names. Whoever has a card can say that person’s word.")),
            Cards(cards, CARD_HEIGHT),
        )
        author = plain(sheet.office, lang)
        mark = sample_mark(sheet.is_sample, (lang,))
        return Paper(lang, name, author, sheet.changed_at, name, _("page {n} of {of}"), parts, mark=mark)


def _card(sheet: StripSheet, card: LinkCard, lang: str, address: str) -> Iterator[Small]:
    if sheet.is_sample:
        yield Lead(sample_mark(sheet.is_sample, (lang,)))
    yield Lead(f"{plain_line(card.name)} · {plain(card.place, lang)}")
    yield Line(_("Say whether what was decided was done. Everybody sees only how many said what."))
    until = day_in_words(sheet.until, lang) if sheet.until else ""
    lines = (card.code, own_page_typed(address), _("opens until %(day)s") % {"day": until})
    yield Code(own_page(address, lang, card.code), lines, QR_SIDE)
