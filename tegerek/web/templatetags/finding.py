"""How something found looks in a list: its kind, where it leads, and the words that were asked for."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from tegerek.documents import words
from tegerek.lib.said import Said
from tegerek.meetings.rules import State
from tegerek.procedures.kinds import kind as kind_of
from tegerek.search.models import Kind
from tegerek.search.rules import Query, pieces
from tegerek.search.sheets import Hit
from tegerek.voices.rules import Stands

register = template.Library()

KINDS = {
    Kind.PLACE: pgettext_lazy("something found", "place"),
    Kind.PROGRAMME: pgettext_lazy("something found", "training programme"),
    Kind.TOPIC: pgettext_lazy("something found", "subject of a training"),
    Kind.RELEASE: pgettext_lazy("something found", "press release"),
    Kind.ITEM: pgettext_lazy("something found", "item of an agenda"),
    Kind.PERSON: pgettext_lazy("something found", "person"),
    Kind.INITIATIVE: pgettext_lazy("something found", "appeal of a group"),
    Kind.DECISION: pgettext_lazy("something found", "decision"),
    Kind.QUESTION: pgettext_lazy("something found", "question"),
    Kind.PROPOSAL: pgettext_lazy("something found", "proposal"),
}
DRAFT = pgettext_lazy("something found", "draft")
# Below /ky/, with the reference of the thing; and at the desk, with the key of its row.
PUBLIC = {
    Kind.PLACE: "places/{ref}/",
    Kind.PROGRAMME: "programmes/{ref}/",
    Kind.TOPIC: "programmes/{ref}/",
    Kind.RELEASE: "programmes/{ref}/press-release/",
    Kind.MEETING: "meetings/{ref}/",
    Kind.ITEM: "meetings/{ref}/",
    Kind.INITIATIVE: "initiatives/{ref}/",
    Kind.DECISION: "decisions/{ref}/",
    Kind.QUESTION: "questions/{ref}/",
    Kind.PROPOSAL: "questions/{ref}/",
}
DESK = {
    Kind.PROGRAMME: "desk:programme",
    Kind.TOPIC: "desk:programme",
    Kind.RELEASE: "desk:programme",
    Kind.MEETING: "desk:meeting",
    Kind.ITEM: "desk:meeting",
    Kind.PERSON: "desk:person",
    Kind.INITIATIVE: "desk:initiative",
    Kind.DECISION: "desk:commitment",
    Kind.QUESTION: "desk:answer",
    Kind.PROPOSAL: "desk:answer",
}
STANDS = {
    Stands.WAITING: gettext_lazy("waits for a decision"),
    Stands.HOLD: pgettext_lazy("appeal", "will be held"),
    Stands.REFUSED: pgettext_lazy("appeal", "refused"),
}


@register.inclusion_tag("parts/hit.html")
def hit_line(hit: Hit, query: Query) -> dict[str, Any]:
    """{% hit_line hit query %}: one thing found, as a line of the list."""
    return {"hit": hit, "query": query, "address": address_of(hit)}


@register.inclusion_tag("parts/marked.html")
def marked(text: Said, query: Query) -> dict[str, Any]:
    """{% marked hit.title query %}: the text for this reader, with the words marked that were asked for."""
    told = text.in_(_lang())
    return {"told": told, "pieces": pieces(told.text, query)}


@register.filter
def kind_word(hit: Hit) -> str:
    """{{ hit|kind_word }}: «бюджеттик угуу», «окуу программасы»; a draft is called one."""
    word = kind_of(hit.sort).name.in_(_lang()).text if hit.sort else str(KINDS[hit.kind])
    return word if hit.is_public or hit.kind is Kind.PERSON else f"{word}, {DRAFT}"


@register.filter
def off_word(hit: Hit) -> str:
    """{{ hit|off_word }}: the word beside a day that does not hold, or where an appeal stands; else ""."""
    if hit.kind is Kind.INITIATIVE:
        return str(STANDS[Stands(hit.state)])
    return words.state_word(State(hit.state)) if hit.state else ""


def address_of(hit: Hit) -> str:
    """The desk's page where it can be opened there, else the public one in the language of the reader."""
    if hit.kind in DESK and (hit.is_own or not hit.is_public):
        return reverse(DESK[hit.kind], args=[hit.key])
    return f"/{_lang()}/{PUBLIC[hit.kind].format(ref=hit.ref)}"


def _lang() -> str:
    return get_language() or "ky"
