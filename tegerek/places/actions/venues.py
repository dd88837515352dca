"""What people do with halls."""

from django.utils.translation import gettext as _

from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.places.models import Unit, Venue
from tegerek.places.rules import venue_key


def venue_for(unit: Unit, name: str, *, lang: str = "ky") -> Venue:
    """The hall of that name in that unit, made if it is new there. Safe if two people name it at once.

    Raises Refusal for a name without letters or digits.
    """
    text = one_line(mended(name))
    key = venue_key(text)
    if not key:
        raise Refusal(_("The name of the venue is empty. Enter where people will meet."))
    return Venue.objects.get_or_create(unit=unit, name_key=key, defaults={"name": Said({lang: text})})[0]
