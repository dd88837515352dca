"""What people take home as one page that opens from a stick: no network, no program, no installation.

Three languages stand one below the other, each reached by a link at the head; pictures and files lie in the page itself
as data: addresses. It runs nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tegerek.documents.plain import NOT_IN_XML, plain
from tegerek.documents.samples import sample_told
from tegerek.files import store
from tegerek.files.rules import type_of
from tegerek.lib.said import ORDER
from tegerek.procedures.guide import HalfPage
from tegerek.procedures.terms import Rule
from tegerek.procedures.words import cited
from tegerek.programmes.material_sheets import FileLine, TakenHome

HTML_TYPE = "text/html; charset=utf-8"
NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
STYLE = (
    "body{font:17px/1.5 sans-serif;max-width:42em;margin:0 auto;padding:1em;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.5em;line-height:1.2}h2{margin-top:2em;border-top:2px solid #1b1b1b;padding-top:.6em}"
    "h3{margin:1.6em 0 .2em}h4{margin:.8em 0 0}p{margin:.3em 0 .7em;overflow-wrap:anywhere}nav a{margin-right:1em}"
    "a{color:#0b5394}img{max-width:100%;height:auto}.logos img{max-height:56px;margin-right:1em}small{color:#555}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}a{color:#8ab4f8}h2{border-color:#eee}"
    "small{color:#bbb}.logos img{background:#fff;padding:4px}}"
    "@media print{nav{display:none}h2{break-before:page}}"
)


def take_home_page(home: TakenHome) -> bytes:
    """The whole page. The same materials make the same bytes. A file whose bytes are missing is left out."""
    return "".join(_whole(home)).encode()


def _whole(home: TakenHome) -> Iterator[str]:
    title = _clean(home.title.in_("ky").text)
    yield f'<!doctype html>\n<html lang="ky">\n<head><meta charset="utf-8">\n<title>{title}</title>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">\n"
    )
    yield f"<style>{STYLE}</style></head>\n<body>\n<nav>"
    yield "".join(f'<a href="#{lang}" lang="{lang}">{NAMES[lang]}</a>' for lang in ORDER)
    yield "</nav>\n"
    for lang in ORDER:
        with override(lang):
            yield from _in(home, lang)
    yield "</body></html>\n"


def _in(home: TakenHome, lang: str) -> Iterator[str]:
    yield f'<section id="{lang}" lang="{lang}">\n'
    yield "".join(_logos(home, lang))
    heading = "h1" if lang == ORDER[0] else "h2"
    yield f"<{heading}>{_text(plain(home.title, lang))}</{heading}>\n"
    if home.is_sample:
        yield f"<p><strong>{_text(sample_told())}</strong></p>\n"
    yield f"<p>{_text(_('To take home'))} · {_text(plain(home.implementer, lang) or plain(home.office, lang))}</p>\n"
    for page, rules in home.pages:
        yield from _page(page, rules, lang)
    if home.files:
        yield f"<h3>{_text(_('Files'))}</h3>\n"
        yield "".join(_file(line, lang) for line in home.files)
    if home.is_empty:
        yield f"<p>{_text(_('Nothing has been chosen to take home yet.'))}</p>\n"
    yield "</section>\n"


def _logos(home: TakenHome, lang: str) -> Iterator[str]:
    pictures = [(logo, store.bytes_of(logo.digest)) for logo in home.logos]
    told = [
        f'<img src="{_data(type_of(data), data)}" alt="{_text(plain(logo.alt, lang))}">'
        for logo, data in pictures
        if data is not None
    ]
    # The logos are the same in every language: they stand in the page once.
    if told and lang == ORDER[0]:
        yield f'<p class="logos">{"".join(told)}</p>\n'


def _page(page: HalfPage, rules: tuple[Rule, ...], lang: str) -> Iterator[str]:
    yield f"<h3>{_text(plain(page.title, lang))}</h3>\n"
    heads = (
        (pgettext("half page", "What"), page.what),
        (pgettext("half page", "Why"), page.why),
        (pgettext("half page", "How"), page.how),
    )
    for head, texts in heads:
        yield f"<h4>{_text(head)}</h4>\n"
        yield "".join(f"<p>{_text(plain(text, lang))}</p>\n" for text in texts)
    if rules:
        yield f"<p><small>{_text('; '.join(plain(cited(rule), lang) for rule in rules))}</small></p>\n"


def _file(line: FileLine, lang: str) -> str:
    """A picture is shown, a PDF is saved; the bytes stand once, in the first language, and the others lead there."""
    title, at = _text(plain(line.title, lang)), f"file-{line.key}"
    if lang != ORDER[0]:
        return f'<p><a href="#{at}">{title}</a></p>\n'
    data = store.bytes_of(line.digest)
    if data is None:
        return ""
    if line.type.startswith("image/"):
        return f'<p id="{at}"><img src="{_data(line.type, data)}" alt="{title}"><br>{title}</p>\n'
    size = _("%(n)d kB") % {"n": max(1, round(line.size / 1000))}
    saved = f'<a href="{_data(line.type, data)}" download="{_text(line.name)}">{title}</a>'
    return f'<p id="{at}">{saved} <small>({_text(size)})</small></p>\n'


def _data(content_type: str, data: bytes) -> str:
    return f"data:{content_type};base64,{base64.b64encode(data).decode()}"


def _clean(text: str) -> str:
    return _text(" ".join(text.split()))


def _text(text: str) -> str:
    return str(escape(NOT_IN_XML.sub("", text)))
