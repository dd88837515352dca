"""Half a page of what, why and how, beside each step."""

from __future__ import annotations

from django import template

from tegerek.lib import clock
from tegerek.procedures import guide
from tegerek.procedures.words import cited

register = template.Library()


@register.inclusion_tag("parts/half_page.html")
def half_page(slug: str) -> dict[str, object]:
    """{% half_page "agenda" %}: the half page of that step, folded; the rules it rests on with their rank."""
    page = guide.half_page(slug)
    return {"half": page, "rests_on": [cited(rule) for rule in guide.rests_on(page, clock.today())]}
