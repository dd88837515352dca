"""Meetings as an Atom feed (RFC 4287): one entry for each, which changes when the meeting does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import override
from lxml import etree

from tegerek.documents.addresses import meeting_page
from tegerek.documents.names import whole_place
from tegerek.documents.plain import plain, plain_line
from tegerek.documents.words import time_sentences, title_with_state
from tegerek.meetings.sheets import MeetingLine

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# When a feed without entries was last changed: never.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feed(lines: Sequence[MeetingLine], lang: str, *, name: str, address: str, path: str) -> bytes:
    """The feed, the last changed first. Its id is that of its address; an entry's id is that of the meeting, for life.

    name: the title. address: the site, without a slash at its end; path: of this feed, with one at its beginning.
    `updated` is the last change of a meeting, never the moment of fetching: the same meetings make the same bytes.
    """
    own = f"{address}{path}?lang={lang}"
    ordered = sorted(lines, key=lambda line: (line.changed_at, line.number), reverse=True)
    made = etree.Element(f"{{{ATOM}}}feed", {LANG: lang}, nsmap={None: ATOM})  # type: ignore[dict-item]  # the stubs forget the default namespace
    _add(made, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, own)}")
    _add(made, "title", plain_line(name))
    _add(made, "updated", _moment(max((line.changed_at for line in lines), default=NEVER)))
    _add(made, "link", rel="self", type="application/atom+xml", hreflang=lang, href=own)
    _add(made, "link", rel="alternate", type="text/html", hreflang=lang, href=f"{address}/{lang}/")
    _add(made, "generator", "Tegerek")
    with override(lang):
        for line in ordered:
            _add_entry(made, line, lang, address)
    return etree.tostring(made, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _add_entry(made: etree._Element, line: MeetingLine, lang: str, address: str) -> None:
    entry = _add(made, "entry")
    _add(entry, "id", f"urn:uuid:{line.uid}")
    _add(entry, "title", title_with_state(line, lang)).set(LANG, (line.title or line.kind_name).in_(lang).lang)
    _add(entry, "updated", _moment(line.changed_at))
    _add(entry, "published", _moment(line.called_at))
    _add(_add(entry, "author"), "name", plain(line.office, lang))
    page = meeting_page(address, lang, line.number)
    _add(entry, "link", rel="alternate", type="text/html", hreflang=lang, href=page)
    _add(entry, "category", term=line.kind, label=plain(line.kind_name, lang))
    # Everything one has to know to come, complete without the link.
    _add(entry, "summary", f"{time_sentences(line, lang)} {whole_place(line.where, lang)}.", type="text")


def _add(parent: etree._Element, name: str, words: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = words
    return child


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
