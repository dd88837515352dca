"""How a meeting looks on a page: its circle, the names of its steps, its title, the language a text is left in."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from tegerek.documents import names, results, words
from tegerek.lib.said import Said
from tegerek.meetings.rules import Step
from tegerek.meetings.sheets import MeetingLine, Where
from tegerek.programmes.figures import ResultsLine

register = template.Library()

STEPS = {
    "asked": pgettext_lazy("step of a meeting", "Asked for"),
    "called": pgettext_lazy("step of a meeting", "Called"),
    "told": pgettext_lazy("step of a meeting", "People told"),
    "held": pgettext_lazy("step of a meeting", "Held"),
    "minutes": pgettext_lazy("step of a meeting", "Minutes published"),
    "answers": pgettext_lazy("step of a meeting", "Questions answered"),
    "measures": pgettext_lazy("step of a meeting", "Measures taken"),
    "done": pgettext_lazy("step of a meeting", "Done"),
}
PURPOSES = {
    "inform": pgettext_lazy("purpose of an agenda item", "to inform"),
    "discuss": pgettext_lazy("purpose of an agenda item", "to discuss"),
    "decide": pgettext_lazy("purpose of an agenda item", "to decide"),
    "elect": pgettext_lazy("purpose of an agenda item", "to elect"),
    "report": pgettext_lazy("purpose of an agenda item", "to report"),
}


@register.inclusion_tag("parts/ring.html")
def ring(steps: tuple[Step, ...], size: str = "") -> dict[str, Any]:
    """{% ring line.steps %}, {% ring line.steps "big" %}: the circle, in words for whoever does not see it."""
    taken = [step for step in steps if step.is_taken]
    label = ngettext("%(taken)d of %(all)d step taken", "%(taken)d of %(all)d steps taken", len(steps))
    label %= {"taken": len(taken), "all": len(steps)}
    if taken:
        label = _("%(count)s, the last one: %(step)s") % {"count": label, "step": step_name(taken[-1]).lower()}
    return {"steps": steps, "size": size, "label": label}


@register.simple_tag
def data_block(json: str) -> SafeString:
    """{% data_block jsonld %}: what search engines read. Raises ValueError for a text that could end its element."""
    if "<" in json:
        raise ValueError("a data block may hold no <; write it as \\u003c")
    return SafeString(f'<script type="application/ld+json">{json}</script>')


@register.filter
def step_name(step: Step) -> str:
    """{{ step|step_name }}"""
    return str(STEPS[step.name])


@register.filter
def purpose_name(purpose: str) -> str:
    """{{ item.purpose|purpose_name }}"""
    return str(PURPOSES[purpose])


@register.filter
def state_word(line: MeetingLine) -> str:
    """{{ line|state_word }}: the word beside a day that does not hold, else ""."""
    return words.state_word(line.state)


@register.filter
def title_of(line: MeetingLine) -> Said:
    """{{ line|title_of|said }}: the title, or the kind of meeting where none was given."""
    return line.title or line.kind_name


@register.filter
def place(where: Where) -> str:
    """{{ where|place }}: the unit; the Russian name in brackets where nobody has checked the Kyrgyz one."""
    return names.place_name(where, _lang())


@register.filter
def results_sentences(value: ResultsLine) -> tuple[str, ...]:
    """{% for sentence in sheet.results|results_sentences %}: what came of a series, as the papers say it."""
    return results.results_sentences(value, _lang())


@register.filter
def results_by_post(value: ResultsLine) -> tuple[tuple[str, int], ...]:
    """{% for post, number in sheet.results|results_by_post %}"""
    return results.results_by_post(value.figures, _lang())


@register.filter
def left_in(value: Said) -> str:
    """{{ sheet.title|left_in }}: in which other language alone a text exists; "" when it was translated."""
    told = value.in_(_lang())
    if not told.is_fallback:
        return ""
    only = {
        "ky": pgettext("the language of a text", "Only in Kyrgyz"),
        "ru": pgettext("the language of a text", "Only in Russian"),
        "en": pgettext("the language of a text", "Only in English"),
    }
    return only.get(told.lang, pgettext("the language of a text", "Not translated"))


def _lang() -> str:
    return get_language() or "ky"
