"""A place by its typed name, on whatever form asks for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegerek.lib.text import mended
from tegerek.places.finding import finder
from tegerek.places.models import Unit
from tegerek.places.names import Match, sure_of
from tegerek.places.rules import long_said


class PlaceField(forms.CharField):
    """A place by its name as anybody would type it; a name that several places bear is asked back, never guessed.

    homes: keys of the units of whoever types. A name as it is written there means the place at home, however many
    namesakes it has elsewhere.
    """

    homes: tuple[int, ...] = ()

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        matches = finder().find(mended(text))
        match = sure_of(matches) or self._at_home(mended(text))
        if match is not None:
            return Unit.objects.select_related("parent", "seat").get(pk=match.unit.key)
        raise forms.ValidationError(ask_back(text, [found.unit.key for found in matches[:5]]))

    def _at_home(self, text: str) -> Match | None:
        found = [match for home in self.homes for match in finder().find(text, within=home, typos=False)]
        return sure_of(tuple(found))


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
