"""The press release as one HTML file to save, send and print: nothing is fetched, nothing moves."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from itertools import zip_longest
from typing import assert_never

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tegerek.documents.marks import Mark
from tegerek.documents.press_release import parts
from tegerek.documents.press_release.parts import Paper, Part, Row, Schedule, press_release_paper
from tegerek.programmes.sheets import ReleaseSheet

STYLE = """
body { margin: 2rem auto; padding: 0 1rem; max-width: 44rem; color: #000; background: #fff; overflow-wrap: anywhere;
  font: 1.0625rem/1.5 "PT Sans", "Noto Sans", "Segoe UI", Roboto, sans-serif }
h1 { font-size: 1.75rem; line-height: 1.2 }
h2 { font-size: 1.1875rem; margin: 2rem 0 .5rem }
.dateline { display: flex; gap: 1rem; justify-content: space-between }
.label { margin: 2rem 0 0; font-weight: bold; letter-spacing: .1em }
.notice { border-left: .25rem solid #000; padding-left: 1rem; margin: 1.5rem 0 }
.notice h2 { margin-top: 0 }
blockquote { margin: 1.5rem 0 1.5rem 1.5rem; font-style: italic }
blockquote footer { font-style: normal; text-align: right }
.wide { overflow-x: auto }
table { width: 100%; border-collapse: collapse; margin: 1rem 0 }
caption { text-align: left; font-weight: bold }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid #767676 }
thead th { border-bottom: 2px solid #000 }
.second { padding-left: 1rem }
.small { font-size: .9375rem }
@page { size: A4; margin: 20mm }
@media print { body { margin: 0; max-width: none; font-size: 11pt } tr, blockquote { break-inside: avoid } }
"""
_IMAGE = '<img src="data:image/png;base64,{}" alt="{}" style="width:{}mm;height:{}mm">'


def press_release_html(sheet: ReleaseSheet, lang: str, *, page: str = "") -> str:
    """A whole HTML5 file with its own style. page: the address of the release on the web."""
    paper = press_release_paper(sheet, lang, page=page)
    return format_html(
        '<!DOCTYPE html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{}</title>\n<style>{}</style>\n'
        "</head>\n<body>\n<main>\n{}\n</main>\n</body>\n</html>\n",
        paper.lang,
        paper.title,
        mark_safe(STYLE),  # noqa: S308 -- our own words
        _joined((_part(part, paper) for part in paper.parts), "\n"),
    )


def _part(part: Part, paper: Paper) -> SafeString:
    match part:
        case parts.Dateline(place, day):
            return format_html('<p class="dateline"><span>{}</span> <span>{}</span></p>', place, day)
        case parts.Label(text):
            return format_html('<p class="label">{}</p>', text)
        case parts.Heading(text, lang):
            return format_html("<h1{}>{}</h1>", _lang(lang, paper), text)
        case parts.Notice(title, lines):
            return format_html('<section class="notice"><h2>{}</h2>{}</section>', title, _paragraphs(lines))
        case parts.Prose(paragraphs, lang):
            return _paragraphs(paragraphs, _lang(lang, paper))
        case parts.Facts(rows):
            return format_html_join("\n", "<p><strong>{}:</strong> {}</p>", rows)
        case parts.Quote(paragraphs, lang, said_by):
            words = _paragraphs(paragraphs, _lang(lang, paper))
            return format_html("<blockquote>{}{}</blockquote>", words, _said_by(said_by))
        case parts.Schedule():
            return _schedule(part)
        case parts.Contact(title, lines):
            return format_html("<h2>{}</h2>\n{}", title, _paragraphs(lines))
        case parts.Line(text):
            return format_html('<p class="small">{}</p>', text)
        case parts.Marks(marks):
            return format_html("<p>{}</p>", format_html_join(" ", _IMAGE, (_image(mark) for mark in marks)))
        case _:
            assert_never(part)


def _image(mark: Mark) -> tuple[str, str, str, str]:
    """The bytes lie in the page itself, so that it stays one file."""
    return b64encode(mark.data).decode(), mark.alt, f"{mark.width:.0f}", f"{mark.height:.0f}"


def _schedule(schedule: Schedule) -> SafeString:
    tables = [_beside(schedule)] if schedule.is_beside else [_stacked(schedule, n) for n in range(len(schedule.tables))]
    notes = format_html_join("", '<p class="small">{}</p>', ((note,) for note in schedule.notes))
    return format_html("<h2>{}</h2>\n{}\n{}", schedule.title, _joined(tables, "\n"), notes)


def _stacked(schedule: Schedule, number: int) -> SafeString:
    table = schedule.tables[number]
    return format_html(
        '<div class="wide"><table>\n<caption>{}</caption>\n<thead><tr>{}</tr></thead>\n'
        "<tbody>\n{}\n</tbody></table></div>",
        table.oblast,
        format_html_join("", '<th scope="col">{}</th>', ((column,) for column in schedule.columns)),
        _joined((format_html("<tr>{}</tr>", _cells(row)) for row in table.rows), "\n"),
    )


def _beside(schedule: Schedule) -> SafeString:
    """Two oblasts as one table; the shorter one ends in empty cells."""
    left, right = schedule.tables
    width = len(schedule.columns)
    empty = Row(("",) * width, "")
    pairs = zip_longest(left.rows, right.rows, fillvalue=empty)
    heads = format_html_join(
        "",
        '<th colspan="{}" scope="colgroup"{}>{}</th>',
        ((width, _second(n), t.oblast) for n, t in enumerate(schedule.tables)),
    )
    columns = format_html_join(
        "", '<th scope="col"{}>{}</th>', ((_second(n == width), c) for n, c in enumerate(schedule.columns * 2))
    )
    rows = (format_html("<tr>{}{}</tr>", _cells(one), _cells(other, is_second=True)) for one, other in pairs)
    return format_html(
        '<div class="wide"><table>\n<thead><tr>{}</tr>\n<tr>{}</tr></thead>\n<tbody>\n{}\n</tbody></table></div>',
        heads,
        columns,
        _joined(rows, "\n"),
    )


def _cells(row: Row, *, is_second: bool = False) -> SafeString:
    day, *others = row.cells
    note = format_html("<br><strong>{}</strong>", row.note) if row.note else ""
    first = format_html("<td{}>{}{}</td>", _second(is_second), day, note)
    return format_html("{}{}", first, format_html_join("", "<td>{}</td>", ((cell,) for cell in others)))


def _second(is_second: object) -> SafeString:
    return SafeString(' class="second"' if is_second else "")


def _said_by(who: str) -> SafeString:
    return format_html("<footer>— {}</footer>", who) if who else SafeString("")


def _paragraphs(texts: Iterable[str], lang: SafeString | None = None) -> SafeString:
    return format_html_join("\n", "<p{}>{}</p>", ((lang or SafeString(""), text) for text in texts))


def _lang(lang: str, paper: Paper) -> SafeString:
    """The language of a part that is not translated."""
    return format_html(' lang="{}"', lang) if lang != paper.lang else SafeString("")


def _joined(parts_: Iterable[SafeString], by: str) -> SafeString:
    return format_html_join(by, "{}", ((part,) for part in parts_))
