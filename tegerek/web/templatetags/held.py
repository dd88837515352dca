"""Rows of what is held of a person, as people read them."""

from __future__ import annotations

from typing import Any

from django import template

from tegerek.documents.held import label, written

register = template.Library()


@register.filter
def told(row: dict[str, Any]) -> list[tuple[str, str]]:
    """{% for name, value in row|told %}: what is known of a row, the unknown left out."""
    return [(label(name), written(name, value)) for name, value in row.items() if value not in (None, "")]
