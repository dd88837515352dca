"""What there is to open: keys of every table by its name, values for other arguments of addresses, and pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tegerek.documents.papers.appeals import KINDS as APPEALS
from tegerek.documents.papers.call.pack import CALL_KINDS
from tegerek.documents.papers.hearing import HEARING
from tegerek.documents.papers.kinds import KINDS
from tegerek.files.models import File, Purpose
from tegerek.meetings.handouts import HANDED_OUT
from tegerek.meetings.models import Meeting
from tegerek.people.models import Consent, Mandate
from tegerek.voices.models import Initiative, SlipBlock, Voice
from tests.planted import rows

# Of each table, and of each pair of things.
MOST = 16
FORMS = ["docx", "pdf"]
SLUGS = {"Unit": "places", "Programme": "programmes"}


def known() -> dict[str, Sequence[str]]:
    """{"meeting": ["1", …], "number": [public numbers], "day": ["2026-03-06", …], "whole addresses": ["/desk/…", …]}"""
    models = rows.our_models()
    keys = {
        model.__name__.lower(): _texts(model._default_manager.order_by("pk").values_list("pk", flat=True)[:MOST])
        for model in models
    }
    slugs = {
        f"{SLUGS.get(model.__name__, model.__name__.lower())} slug": list(
            model._default_manager.order_by("pk").values_list("slug", flat=True)[:MOST]
        )
        for model in models
        if "slug" in {field.name for field in model._meta.concrete_fields}
    }
    return {**keys, **slugs, **_of_meetings(), **_of_papers(), "whole addresses": [*_pairs()], "rest": ["nowhere/"]}


def _of_meetings() -> dict[str, Sequence[str]]:
    meetings = _varied()
    numbers = [str(meeting.number) for meeting in meetings if meeting.number]
    days = [meeting.held_on.isoformat() for meeting in meetings if meeting.number and meeting.held_on]
    received = Initiative.objects.exclude(number=None).order_by("pk").values_list("number", flat=True)
    written = Voice.objects.exclude(number=None).exclude(recorded_at=None).order_by("pk")
    return {
        "meeting": [str(meeting.pk) for meeting in meetings],
        "number": numbers,
        "ref": numbers,
        "initiatives number": _texts(received),
        "questions number": _texts(written.values_list("number", flat=True)),
        "day": days,
        "first": [day[:7] for day in days],
        "lang": ["ky", "ru", "en"],
    }


def _varied() -> list[Meeting]:
    """The meetings, one of each kind in each state before all others."""
    meetings = list(Meeting.objects.order_by("pk"))
    first: dict[tuple[str, str], int] = {}
    for meeting in meetings:
        first.setdefault((meeting.kind, meeting.state), meeting.pk)
    return sorted(meetings, key=lambda meeting: meeting.pk not in first.values())


def _of_papers() -> dict[str, Sequence[str]]:
    return {
        "procedure": ["assembly", "seminar", "budget-hearing", "report"],
        "desk/meetings kind": [*KINDS, *CALL_KINDS],
        "desk/meetings form": FORMS,
        "desk/initiatives kind": [*APPEALS],
        "desk/initiatives form": FORMS,
        "form": [*FORMS, "html", "txt", "xlsx", "csv"],
    }


def _pairs() -> Iterator[str]:
    """Addresses of two things that belong together, which no taking of turns would find."""
    yield from _of_hearings()
    numbers = dict(Meeting.objects.values_list("pk", "number"))
    files = File.objects.filter(owner_label=Meeting._meta.label_lower, closed_at=None).order_by("pk")
    for scan in files.filter(purpose=Purpose.SCAN)[:MOST]:
        here = f"/desk/meetings/{scan.owner_key}/scans/{scan.pk}/"
        yield from (here, f"{here}removal/")
    for paper in files.filter(purpose__in=HANDED_OUT)[:MOST]:
        here = f"/desk/meetings/{paper.owner_key}/handouts/{paper.pk}/"
        yield from (here, f"{here}removal/")
        yield from (f"/{lang}/meetings/{numbers[paper.owner_key]}/papers/{paper.pk}/" for lang in rows.LANGUAGES)
    for block in SlipBlock.objects.order_by("pk")[:MOST]:
        yield from (f"/desk/meetings/{block.meeting_id}/slips.{form}?block={block.pk}" for form in FORMS)
    for mandate in Mandate.objects.order_by("pk")[:MOST]:
        yield f"/desk/persons/{mandate.person_id}/posts/end/?mandate={mandate.pk}"
    for consent in Consent.objects.filter(withdrawn_on=None).order_by("pk")[:MOST]:
        yield f"/desk/persons/{consent.person_id}/consents/withdrawal/?consent={consent.pk}"


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]


def _of_hearings() -> Iterator[str]:
    """The papers of results of meetings at which something was asked, and the rows of all outcomes as files."""
    asked = Meeting.objects.filter(voices__recorded_at__isnull=False).distinct().order_by("pk")
    for meeting in asked[:MOST]:
        yield from (f"/desk/meetings/{meeting.pk}/outcomes/{kind}.{form}" for kind in HEARING for form in FORMS)
    yield from (f"/{lang}/outcomes/outcomes.{form}" for lang in rows.LANGUAGES for form in ("csv", "xlsx"))
