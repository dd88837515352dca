"""Finding a place by the name somebody typed: plain data in, matches with a confidence out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """One unit as the matcher needs it.

    key: the unit's row. soate: 14 digits, or None for a unit without a code. kind: places.models.Unit.Kind value
    ("oblast", "raion", "city", "town", "aimak", "village", …). ky, ru, en: short names, "" where none is known
    (ky «Кочкор», ru «Кочкорский», en "Kochkor"). parent, seat: keys of other units, or None.
    """

    key: int
    soate: str | None
    kind: str
    ky: str
    ru: str
    en: str
    parent: int | None = None
    seat: int | None = None
