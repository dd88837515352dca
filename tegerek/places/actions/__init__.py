"""Everything that changes places, in one list."""

from tegerek.places.actions.bodies import add_body
from tegerek.places.actions.loading import Loaded, load_units
from tegerek.places.actions.units import add_unit, correct_name, merge_units, rename_unit
from tegerek.places.actions.venues import venue_for

__all__ = ["Loaded", "add_body", "add_unit", "correct_name", "load_units", "merge_units", "rename_unit", "venue_for"]
