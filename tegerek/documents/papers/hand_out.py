"""What people take home from a seminar, printed: half-pages of the guide, and which files there are besides."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.marks import marks_of
from tegerek.documents.papers.parts import Code, Heading, Line, Logos, Paper, Part, Prose, Section, Subject
from tegerek.documents.plain import plain
from tegerek.documents.samples import sample_mark
from tegerek.procedures.guide import HalfPage
from tegerek.procedures.terms import Rule
from tegerek.procedures.words import cited
from tegerek.programmes.material_sheets import TakenHome


def hand_out_paper(home: TakenHome, lang: str, *, where: str, address: str) -> Paper:
    """The paper in one language. where: the seminar in words, "" for the whole series. address: of the public page, ""
    where nobody can see it.
    """
    with override(lang):
        title = _("To take home")
        return Paper(
            lang=lang,
            title=title,
            author=plain(home.implementer, lang) or plain(home.office, lang),
            changed_at=home.changed_at,
            foot=" · ".join(filter(None, (title, plain(home.title, lang), where))),
            pages=_("page {n} of {of}"),
            parts=tuple(_parts(home, lang, title, where, address)),
            mark=sample_mark(home.is_sample, (lang,)),
        )


def _parts(home: TakenHome, lang: str, title: str, where: str, address: str) -> Iterator[Part]:
    marks = marks_of(home.logos, lang)
    if marks:
        yield Logos(marks)
    yield Heading(tuple(filter(None, (title, plain(home.title, lang), where))))
    for page, rules in home.pages:
        yield from _page(page, rules, lang)
    if home.files:
        yield Subject(_("Files besides"))
        yield Prose(tuple(f"{plain(line.title, lang)}" for line in home.files))
    if home.is_empty:
        yield Prose((_("Nothing has been chosen to take home yet."),))
    if address:
        yield Code(address, (_("All of it on your telephone"), address))


def _page(page: HalfPage, rules: tuple[Rule, ...], lang: str) -> Iterator[Part]:
    yield Subject(plain(page.title, lang))
    heads = (
        (pgettext("half page", "What"), page.what),
        (pgettext("half page", "Why"), page.why),
        (pgettext("half page", "How"), page.how),
    )
    for head, texts in heads:
        yield Section(head)
        yield Prose(tuple(plain(text, lang) for text in texts))
    if rules:
        yield Line("; ".join(plain(cited(rule), lang) for rule in rules))
