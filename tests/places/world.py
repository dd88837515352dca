"""A small country for tests: two oblasts, their twelve raions with their seats, and a few aimaks whose names recur."""

from datetime import UTC, datetime
from pathlib import Path

from tegerek.places.actions import load_units
from tegerek.places.models import Unit

FEW = Path(__file__).with_name("few_units.csv")
LOADED_AT = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


def load_few_units() -> dict[str, Unit]:
    """Naryn and Osh oblasts with 12 raions and their seats, by address ("kochkor-raion"); needs a database.

    Also Naryn city, Osh city, and the aimaks Кум-Дөбө (Kochkor) and Ак-Жар (At-Bashy, Uzgen). About 0.1 s.
    """
    load_units([FEW], at=LOADED_AT)
    return {unit.slug: unit for unit in Unit.objects.select_related("parent", "seat")}
