"""The places of the tests: two oblasts with their raions."""

import pytest

from tegerek.places.models import Unit
from tests.places.world import load_few_units


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    """Units by address, such as "kochkor-raion"."""
    return load_few_units()
