"""Finding a place by its typed name among all units of the country."""

from django.db.models import Count, Max, Sum

from tegerek.places.models import Unit
from tegerek.places.names import Gazetteer
from tegerek.places.sheets import gazetteer

_kept: dict[tuple[int, int, int], Gazetteer] = {}


def finder() -> Gazetteer:
    """The gazetteer of all units, built once for each process and state of the units.

    One query, two when it is built (a second).
    """
    asked = Unit.objects.aggregate(units=Count("pk"), newest=Max("pk"), changes=Sum("version"))
    state = (asked["units"], asked["newest"] or 0, asked["changes"] or 0)
    found = _kept.get(state)
    if found is None:
        # Two threads may build it at once: both are right, and the later one stays.
        found = Gazetteer(gazetteer())
        _kept.clear()
        _kept[state] = found
    return found
