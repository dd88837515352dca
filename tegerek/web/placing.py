"""A place by its typed name, on whatever form asks for one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegerek.lib.text import mended
from tegerek.places.finding import finder
from tegerek.places.models import Unit
from tegerek.places.names import sure_of
from tegerek.places.rules import long_said


class PlaceField(forms.CharField):
    """A place by its name as anybody would type it; a name that several places bear is asked back, never guessed.

    own: keys of the units nearest to whoever types. A name that one of them bears means that one, as people say it.
    """

    own: frozenset[int] = frozenset()

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        matches = finder().find(mended(text))
        near = tuple(found for found in matches if found.unit.key in self.own)
        match = sure_of(matches) or sure_of(near)
        if match is not None:
            return Unit.objects.select_related("parent", "seat").get(pk=match.unit.key)
        raise forms.ValidationError(ask_back(text, [found.unit.key for found in matches[:5]]))


class OwnPlaceField(PlaceField):
    """A place chosen among one's own, or another one: then the choice is OTHER, and the value None.

    A name that was typed all the same is found as everywhere.
    """

    OTHER = "other"

    def offer(self, units: Iterable[Unit]) -> None:
        """Offer these, in their order. One query."""
        lang = get_language() or "ky"
        self.units = {str(unit.pk): unit for unit in units}
        self.own = frozenset(unit.pk for unit in self.units.values())
        named = [(key, unit.long_name.in_(lang).text) for key, unit in self.units.items()]
        self.widget = forms.Select(choices=[("", "—"), *named, (self.OTHER, _("another place…"))])
        self.widget.is_required = self.required

    def clean(self, value: Any) -> Any:
        if value == self.OTHER:
            return None
        return self.units.get(value) or super().clean(value)


def ask_back(text: str, candidates: list[int]) -> str:
    """The sentence for a name that no place bears, or several."""
    if not candidates:
        return _("No place of this name is known: “%(name)s”. Check the spelling, or write the raion before it.") % {
            "name": text
        }
    units = Unit.objects.select_related("parent").filter(pk__in=candidates)
    names = "; ".join(full_name(unit, get_language() or "ky") for unit in units)
    return _("Several places may be meant by “%(name)s”: %(places)s. Write it with its raion or oblast.") % {
        "name": text,
        "places": names,
    }


def full_name(unit: Unit, lang: str = "ky") -> str:
    """A unit with the unit above it: «Кочкор району, Нарын облусу»; typed back, it is found again."""
    names = [long_said(unit.kind, unit.name).in_(lang).text]
    if unit.parent:
        names.append(long_said(unit.parent.kind, unit.parent.name).in_(lang).text)
    return ", ".join(names)
