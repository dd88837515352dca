"""Who may do what:

one table, role × act × whose. Plain data; every view names its act, and the matrix test holds them against it.
"""

from enum import StrEnum

from tegerek.people.models import Role


class Act(StrEnum):
    """What can be done at a desk, by the verb a clerk would use."""

    DESK_OPEN = "desk.open"
    IMPORT_SEE = "import.see"
    IMPORT_MAKE = "import.make"
    PROGRAMME_SEE = "programme.see"
    PROGRAMME_EDIT = "programme.edit"
    PROGRAMME_PUBLISH = "programme.publish"
    MEETING_SEE = "meeting.see"
    MEETING_EDIT = "meeting.edit"
    MEETING_CALL = "meeting.call"
    MEETING_MOVE = "meeting.move"
    MEETING_CLOSE = "meeting.close"
    PLACE_SEE = "place.see"
    PLACE_MEND = "place.mend"


class Whose(StrEnum):
    """Whose things: those of the offices where the role is held, or of every office."""

    OWN = "own"
    ANY = "any"


SEEING = (Act.DESK_OPEN, Act.IMPORT_SEE, Act.PROGRAMME_SEE, Act.MEETING_SEE, Act.PLACE_SEE)
MEETING_WORK = (Act.MEETING_EDIT, Act.MEETING_CALL, Act.MEETING_MOVE, Act.MEETING_CLOSE)
PROGRAMME_WORK = (Act.IMPORT_MAKE, Act.PROGRAMME_EDIT, Act.PROGRAMME_PUBLISH)

RIGHTS: dict[Role, dict[Act, Whose]] = {
    Role.COORDINATOR: dict.fromkeys((*SEEING, *PROGRAMME_WORK, *MEETING_WORK, Act.PLACE_MEND), Whose.OWN),
    Role.CLERK: dict.fromkeys((*SEEING, *MEETING_WORK, Act.PLACE_MEND), Whose.OWN),
    Role.AUDITOR: dict.fromkeys(SEEING, Whose.ANY),
    Role.ADMINISTRATOR: dict.fromkeys(Act, Whose.OWN),
}


def whose(role: Role, act: Act) -> Whose | None:
    """Whose things somebody in that role may do that act to; None for nobody's."""
    return RIGHTS[role].get(act)
