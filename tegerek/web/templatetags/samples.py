"""That a page is about a sample (programmes/models, Programme): said once, by the frame of every page.

The frame looks at what the view handed to the page, so no page has to think of it: a programme, a meeting, a sheet of
them, or a row that hangs on one, as far as it is loaded. It asks the database for nothing.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any

from django import template
from django.db import models

from tegerek.documents import samples

register = template.Library()

# So far a row may lie from its programme: sheet of answers › test › seminar › programme.
STEPS = 4


@register.simple_tag(takes_context=True)
def sample_told(context: template.Context) -> str:
    """{% sample_told as told %}: the sentence for a page that is about a sample, "" for any other. No query."""
    things = context.flatten().values()
    return samples.sample_told() if any(is_of_sample(thing) for thing in things) else ""


@register.filter
def is_of_sample(thing: Any) -> bool:
    """{{ line|is_of_sample }}: whether it is a sample or hangs on one, as far as it is loaded. No query."""
    return _is_of_sample(thing, STEPS)


def _is_of_sample(thing: Any, steps: int) -> bool:
    # By its type alone, for whatever else is asked of a token or a user that is not needed yet would fetch it.
    kind = type(thing)
    if is_dataclass(kind):
        return getattr(thing, "is_sample", False) is True
    if not issubclass(kind, models.Model):
        return False
    if getattr(thing, "is_sample", False) is True:
        return True
    # Downwards alone: a real meeting does not become a sample by following the training at which it was begun.
    ways = {field.name for field in kind._meta.concrete_fields} if steps else set()
    loaded = (other for way, other in thing._state.fields_cache.items() if way in ways)
    return any(_is_of_sample(other, steps - 1) for other in loaded)
