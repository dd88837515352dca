"""The place an address names."""

from __future__ import annotations

from django.http import Http404

from tegerek.places.models import Unit
from tegerek.places.sheets import ABOVE, place_line


def place_at(slug: str, lang: str) -> tuple[Unit, str]:
    """The unit and its name, with the raion where names recur. One query. Raises Http404."""
    unit = Unit.objects.select_related(ABOVE).filter(slug=slug).first()
    if unit is None:
        raise Http404
    return unit, place_line(unit).qualified.in_(lang).text
