"""Whether this site is a restored copy that is held: nothing leaves it until somebody releases it.

Whatever sends something to people outside asks `is_held` first. The mark is a file in TEGEREK_VAR, put there by
`bin/manage restore` and taken away by `bin/manage release_held`.
"""

from pathlib import Path

from django.conf import settings


def is_held() -> bool:
    """Whether nothing may be sent from here. Asked of the disk each time, so that a release holds at once."""
    return mark().exists()


def mark() -> Path:
    """The file that says so."""
    var: Path = settings.VAR
    return var / "held"
