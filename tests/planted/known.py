"""What there is to open: keys of every table by its name, values for other arguments of addresses, and pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Count, QuerySet

from tegerek.commitments.links import code_of
from tegerek.commitments.models import Commitment, Finding, Progress, Report, Visit, WordLink
from tegerek.documents.papers.appeals import KINDS as APPEALS
from tegerek.documents.papers.call.pack import CALL_KINDS
from tegerek.documents.papers.hearing import HEARING
from tegerek.documents.papers.kinds import KINDS
from tegerek.documents.papers.learning import LEARNING
from tegerek.documents.papers.measures import MEASURES
from tegerek.documents.papers.monitoring import OF_VISIT, OF_YEAR
from tegerek.documents.papers.report import REPORTS
from tegerek.files.models import File, Purpose
from tegerek.learning.models import Certificate, Door
from tegerek.meetings.handouts import HANDED_OUT
from tegerek.meetings.models import Meeting
from tegerek.meetings.recordings import SOUNDS
from tegerek.minutes.models import Edition
from tegerek.people.models import Consent, Mandate
from tegerek.programmes.models import PayList, PayPiece, Seminar
from tegerek.voices.models import Answer, Initiative, SlipBlock, Voice
from tegerek.web.issuing import FILE_LANGS
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
    keys["seminar"] = _texts(_seminars().values_list("pk", flat=True)[:MOST])
    return {**keys, **slugs, **_of_meetings(), **_of_papers(), "whole addresses": [*_pairs()], "rest": ["nowhere/"]}


def _seminars() -> QuerySet[Seminar]:
    """The seminars, first those at which the most was done."""
    return Seminar.objects.annotate(tests=Count("test")).order_by("-tests", "pk")


def _of_meetings() -> dict[str, Sequence[str]]:
    meetings = _varied()
    numbers = [str(meeting.number) for meeting in meetings if meeting.number]
    days = [meeting.held_on.isoformat() for meeting in meetings if meeting.number and meeting.held_on]
    received = Initiative.objects.exclude(number=None).order_by("pk").values_list("number", flat=True)
    written = Voice.objects.exclude(number=None).exclude(recorded_at=None).order_by("pk")
    decided = Commitment.objects.exclude(number=None).exclude(published_at=None).order_by("pk")
    return {
        "meeting": [str(meeting.pk) for meeting in meetings],
        "number": numbers,
        "ref": numbers,
        "initiatives number": _texts(received),
        "reports number": _texts(Report.objects.exclude(number=None).order_by("pk").values_list("number", flat=True)),
        "decisions number": _texts(decided.values_list("number", flat=True)),
        "questions number": _texts(written.values_list("number", flat=True)),
        "visits number": _texts(Visit.objects.exclude(number=None).order_by("pk").values_list("number", flat=True)),
        "findings number": _texts(Finding.objects.exclude(number=None).order_by("pk").values_list("number", flat=True)),
        "day": days,
        "first": [day[:7] for day in days],
        "lang": ["ky", "ru", "en"],
        "paper_lang": FILE_LANGS,
    }


def _varied() -> list[Meeting]:
    """The meetings, one of each kind in each state before all others."""
    meetings = list(Meeting.objects.order_by("pk"))
    first: dict[tuple[str, str], int] = {}
    for meeting in meetings:
        first.setdefault((meeting.kind, meeting.state), meeting.pk)
    return sorted(meetings, key=lambda meeting: meeting.pk not in first.values())


def _of_papers() -> dict[str, Sequence[str]]:
    doors = [*Door.objects.order_by("pk").values_list("code", flat=True)[:MOST]]
    return {
        "procedure": ["assembly", "seminar", "budget-hearing", "report"],
        "code": [code_of(link) for link in WordLink.objects.filter(revoked_at=None).order_by("pk")[:MOST]],
        "verify code": [*Certificate.objects.order_by("pk").values_list("code", flat=True)[:MOST]],
        "typed": ["№ 10019", "1OO19"],
        "desk/meetings kind": [*KINDS, *CALL_KINDS],
        "desk/meetings form": FORMS,
        "desk/programmes form": FORMS,
        "desk/seminars kind": [*PayList.Kind.values, *LEARNING],
        "desk/seminars form": [*FORMS, "xlsx"],
        "answers code": doors,
        "a code": doors,
        "desk/initiatives kind": [*APPEALS],
        "desk/initiatives form": FORMS,
        "pay-piece": _texts(_pieces().values_list("pk", flat=True)),
        "desk/reports kind": [*REPORTS],
        "desk/reports form": FORMS,
        "reports kind": [*REPORTS],
        "reports form": FORMS,
        "desk/visits kind": [*OF_VISIT],
        "desk/visits form": FORMS,
        "desk/groups kind": [*OF_YEAR],
        "desk/groups form": FORMS,
        "desk/objects form": FORMS,
        "form": [*FORMS, "html", "txt", "xlsx", "csv"],
    }


def _pieces() -> QuerySet[PayPiece]:
    """The files of issued money lists that are still there, those first in which a reason is planted."""
    return PayPiece.objects.exclude(form=PayPiece.Form.SHEET).exclude(body=None).order_by("-pay_list__number", "pk")


def _pairs() -> Iterator[str]:
    """Addresses of two things that belong together, which no taking of turns would find."""
    yield from _of_minutes()
    yield from _of_following()
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
    for sound in files.filter(purpose__in=SOUNDS)[:MOST]:
        yield f"/desk/meetings/{sound.owner_key}/recordings/{sound.pk}/"
        yield f"/ky/meetings/{numbers[sound.owner_key]}/recordings/notice/"
    for block in SlipBlock.objects.order_by("pk")[:MOST]:
        yield from (f"/desk/meetings/{block.meeting_id}/slips.{form}?block={block.pk}" for form in FORMS)
    for mandate in Mandate.objects.order_by("pk")[:MOST]:
        yield f"/desk/persons/{mandate.person_id}/posts/end/?mandate={mandate.pk}"
    for consent in Consent.objects.filter(withdrawn_on=None).order_by("pk")[:MOST]:
        yield f"/desk/persons/{consent.person_id}/consents/withdrawal/?consent={consent.pk}"


def _of_minutes() -> Iterator[str]:
    """The editions, those first in which a reason is planted, each in both forms."""
    editions = Edition.objects.select_related("minutes__meeting").order_by("-number", "pk")
    for edition in editions.filter(kind=Edition.Kind.PUBLIC, minutes__meeting__number__isnull=False)[:MOST]:
        for lang in rows.LANGUAGES:
            here = f"/{lang}/meetings/{edition.minutes.meeting.number}/minutes/{edition.number}/"
            yield from (here, f"{here}changes/", *(f"{here}{form}/" for form in FORMS))
    for edition in editions.filter(kind=Edition.Kind.FILE)[:MOST]:
        yield from (f"/desk/editions/{edition.pk}/{lang}/{form}/" for lang in FILE_LANGS for form in FORMS)
        here = f"/desk/meetings/{edition.minutes.meeting_id}/minutes/papers"
        yield from (f"{here}/{lang}/{form}/" for lang in FILE_LANGS for form in FORMS)


def _of_following() -> Iterator[str]:
    """Papers on what was done, photographs of it, documents of answers."""
    for key in (
        Commitment.objects.exclude(meeting=None).order_by("meeting").values_list("meeting", flat=True).distinct()
    ):
        yield from (f"/desk/meetings/{key}/decisions/{kind}.{form}" for kind in MEASURES for form in FORMS)
    kept = File.objects.filter(closed_at=None).order_by("pk")
    for photo in kept.filter(owner_label=Progress._meta.label_lower)[:MOST]:
        number = Progress.objects.select_related("commitment").get(pk=photo.owner_key).commitment.number
        yield f"/desk/progress/{photo.owner_key}/photos/{photo.pk}/"
        yield from (f"/{lang}/decisions/{number}/photos/{photo.pk}/" for lang in rows.LANGUAGES)
    for paper in kept.filter(owner_label=Answer._meta.label_lower)[:MOST]:
        number = Answer.objects.select_related("voice").get(pk=paper.owner_key).voice.number
        yield from (f"/{lang}/questions/{number}/papers/{paper.pk}/" for lang in rows.LANGUAGES)


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]


def _of_hearings() -> Iterator[str]:
    """The papers of results of meetings at which something was asked, and the rows of all outcomes as files."""
    asked = Meeting.objects.filter(voices__recorded_at__isnull=False).distinct().order_by("pk")
    for meeting in asked[:MOST]:
        yield from (f"/desk/meetings/{meeting.pk}/outcomes/{kind}.{form}" for kind in HEARING for form in FORMS)
    yield from (f"/{lang}/outcomes/outcomes.{form}" for lang in rows.LANGUAGES for form in ("csv", "xlsx"))
