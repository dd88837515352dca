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
    PROGRAMME_CARRY = "programme.carry"
    TRAINER_SEE = "trainer.see"
    TRAINER_EDIT = "trainer.edit"
    MONEY_SEE = "money.see"
    MONEY_EDIT = "money.edit"
    CERTIFICATE_SEE = "certificate.see"
    CERTIFICATE_ISSUE = "certificate.issue"
    MEETING_SEE = "meeting.see"
    MEETING_EDIT = "meeting.edit"
    MEETING_CALL = "meeting.call"
    MEETING_MOVE = "meeting.move"
    MEETING_CLOSE = "meeting.close"
    CHARTER_SET = "charter.set"
    INITIATIVE_SEE = "initiative.see"
    INITIATIVE_EDIT = "initiative.edit"
    INITIATIVE_DECIDE = "initiative.decide"
    TELLING_EDIT = "telling.edit"
    CHAT_SET = "chat.set"
    VOICE_EDIT = "voice.edit"
    ANSWER_EDIT = "answer.edit"
    SOURCE_SEE = "source.see"
    SOURCE_BRING = "source.bring"
    MINUTES_SEE = "minutes.see"
    MINUTES_EDIT = "minutes.edit"
    MINUTES_ISSUE = "minutes.issue"
    COPY_SEE = "copy.see"
    COMMITMENT_SEE = "commitment.see"
    COMMITMENT_EDIT = "commitment.edit"
    REPORT_SEE = "report.see"
    REPORT_EDIT = "report.edit"
    REPORT_GIVE = "report.give"
    MONITORING_SEE = "monitoring.see"
    MONITORING_SET = "monitoring.set"
    MONITORING_EDIT = "monitoring.edit"
    MONITORING_ANSWER = "monitoring.answer"
    LINK_PRINT = "link.print"
    NEXT_EDIT = "next.edit"
    PLACE_SEE = "place.see"
    PLACE_MEND = "place.mend"
    PERSON_SEE = "person.see"
    PERSON_EDIT = "person.edit"
    PERSON_EXPORT = "person.export"
    PERSON_ERASE = "person.erase"
    PHONE_SEE = "phone.see"
    KEPT_SEE = "kept.see"
    ROSTER_SEE = "roster.see"
    ROSTER_EDIT = "roster.edit"
    ROSTER_TICK = "roster.tick"
    PAPER_SEE = "paper.see"
    LETTER_WRITE = "letter.write"
    OFFICE_SET = "office.set"
    JOB_SEE = "job.see"
    JOB_STOP = "job.stop"
    ACCOUNT_SEE = "account.see"
    ACCOUNT_MAKE = "account.make"
    ACCOUNT_ASSIST = "account.assist"
    FIND_SEE = "find.see"
    LEARNING_SEE = "learning.see"
    LEARNING_EDIT = "learning.edit"
    LEARNING_KEY = "learning.key"


class Whose(StrEnum):
    """Whose things: those of the offices where the role is held, or of every office."""

    OWN = "own"
    ANY = "any"


# What everybody at a desk sees; what those who work with people see of them besides.
LOOKING = (Act.DESK_OPEN, Act.PROGRAMME_SEE, Act.MEETING_SEE, Act.PLACE_SEE, Act.FIND_SEE)
SEEING = (
    *LOOKING,
    Act.COMMITMENT_SEE,
    Act.REPORT_SEE,
    Act.MONITORING_SEE,
    Act.MINUTES_SEE,
    Act.IMPORT_SEE,
    Act.SOURCE_SEE,
    Act.ROSTER_SEE,
    Act.PERSON_SEE,
    Act.PAPER_SEE,
    Act.JOB_SEE,
)
MEETING_WORK = (
    Act.MEETING_EDIT,
    Act.MEETING_CALL,
    Act.MEETING_MOVE,
    Act.MEETING_CLOSE,
    Act.TELLING_EDIT,
    Act.VOICE_EDIT,
)
# What the office of a municipality does besides: its charter, the appeals of groups, the chat groups of its villages.
OFFICE_WORK = (Act.CHARTER_SET, Act.INITIATIVE_SEE, Act.INITIATIVE_EDIT, Act.INITIATIVE_DECIDE, Act.CHAT_SET)
# A yearly report: its words; giving it, after which it stays, and how people rated it.
REPORT_WORK = (Act.REPORT_EDIT, Act.REPORT_GIVE)
# A monitoring group is written down with its council decision, its sheets are copied, and the office answers it.
MONITORING_WORK = (Act.MONITORING_SET, Act.MONITORING_EDIT, Act.MONITORING_ANSWER)
# What is recorded after a meeting; the signed copy with names is for whoever keeps it, as are the codes of residents.
RECORD_WORK = (
    Act.MINUTES_EDIT,
    Act.MINUTES_ISSUE,
    Act.COPY_SEE,
    Act.ANSWER_EDIT,
    Act.COMMITMENT_EDIT,
    Act.LINK_PRINT,
    Act.SOURCE_BRING,
    *REPORT_WORK,
)
PROGRAMME_WORK = (
    Act.IMPORT_MAKE,
    Act.PROGRAMME_EDIT,
    Act.PROGRAMME_PUBLISH,
    Act.PROGRAMME_CARRY,
    Act.CERTIFICATE_SEE,
    Act.CERTIFICATE_ISSUE,
    Act.LETTER_WRITE,
    Act.SOURCE_BRING,
    Act.NEXT_EDIT,
    Act.TRAINER_SEE,
    Act.TRAINER_EDIT,
    Act.MONEY_SEE,
    Act.MONEY_EDIT,
)
# Tests and evaluations: what is asked; keying what came back. A trainer keys, and sees what came of it.
LEARNING_WORK = (Act.LEARNING_SEE, Act.LEARNING_EDIT, Act.LEARNING_KEY)
ROSTER_WORK = (Act.ROSTER_EDIT, Act.ROSTER_TICK, Act.PERSON_EDIT, Act.PHONE_SEE, Act.JOB_STOP)

RIGHTS: dict[Role, dict[Act, Whose]] = {
    Role.COORDINATOR: dict.fromkeys(
        (
            *SEEING,
            *PROGRAMME_WORK,
            *LEARNING_WORK,
            *MEETING_WORK,
            *ROSTER_WORK,
            Act.PLACE_MEND,
            Act.OFFICE_SET,
            Act.CHAT_SET,
        ),
        Whose.OWN,
    ),
    # A trainer writes down at the seminar what each aimak's next meeting is to be, and keys the tests.
    Role.TRAINER: dict.fromkeys(
        (
            *LOOKING,
            Act.ROSTER_SEE,
            Act.ROSTER_TICK,
            Act.PAPER_SEE,
            Act.NEXT_EDIT,
            Act.LEARNING_SEE,
            Act.LEARNING_KEY,
            Act.TRAINER_SEE,
            Act.CERTIFICATE_SEE,
        ),
        Whose.OWN,
    ),
    Role.CLERK: dict.fromkeys(
        (*SEEING, *MEETING_WORK, *OFFICE_WORK, *RECORD_WORK, *MONITORING_WORK, *ROSTER_WORK, Act.PLACE_MEND), Whose.OWN
    ),
    Role.SECRETARY: dict.fromkeys(
        (
            *SEEING,
            Act.MEETING_EDIT,
            Act.MEETING_CLOSE,
            Act.TELLING_EDIT,
            Act.VOICE_EDIT,
            Act.INITIATIVE_SEE,
            *RECORD_WORK,
            *MONITORING_WORK,
            *ROSTER_WORK,
        ),
        Whose.OWN,
    ),
    Role.AO_HEAD: dict.fromkeys(
        (
            *SEEING,
            *MEETING_WORK,
            Act.INITIATIVE_SEE,
            Act.INITIATIVE_DECIDE,
            Act.ANSWER_EDIT,
            Act.COMMITMENT_EDIT,
            *REPORT_WORK,
            Act.MONITORING_ANSWER,
        ),
        Whose.OWN,
    ),
    Role.DEPUTY: dict.fromkeys((*LOOKING, Act.COMMITMENT_SEE, Act.REPORT_SEE, Act.MONITORING_SEE), Whose.OWN),
    Role.IG: dict.fromkeys((*LOOKING, Act.COMMITMENT_SEE, Act.MONITORING_SEE), Whose.OWN),
    Role.JMEG: dict.fromkeys((*LOOKING, Act.COMMITMENT_SEE, Act.MONITORING_SEE, Act.MONITORING_EDIT), Whose.OWN),
    Role.AUDITOR: dict.fromkeys(
        (
            *SEEING,
            Act.PHONE_SEE,
            Act.ACCOUNT_SEE,
            Act.INITIATIVE_SEE,
            Act.LEARNING_SEE,
            Act.TRAINER_SEE,
            Act.MONEY_SEE,
            Act.CERTIFICATE_SEE,
        ),
        Whose.ANY,
    ),
    Role.ADMINISTRATOR: dict.fromkeys(Act, Whose.OWN),
}


def whose(role: Role, act: Act) -> Whose | None:
    """Whose things somebody in that role may do that act to; None for nobody's."""
    return RIGHTS[role].get(act)


# Roles so low that a personal link may open them: what a link opens, it opens for looking alone.
LINKED = frozenset({Role.DEPUTY, Role.IG, Role.JMEG, Role.AO_HEAD})
# Roles that see every office: only the office this installation began with gives them.
SEEING_EVERYTHING = frozenset(role for role, acts in RIGHTS.items() if Whose.ANY in acts.values())


def is_reading(act: Act) -> bool:
    """Whether the act looks and changes nothing.

    >>> is_reading(Act.MEETING_SEE), is_reading(Act.DESK_OPEN), is_reading(Act.MEETING_CALL)
    (True, True, False)
    """
    return act.endswith((".see", ".open"))
