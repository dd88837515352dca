"""Issuing minutes: both editions frozen at once, corrected by the next number; a file copy destroyed on its day.

Pages and papers are made above this room: whoever issues hands in the function that makes them. It gets the frozen
sheet and nothing else, so what is published can be made from what is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.said import Said
from tegerek.lib.text import mended, one_line
from tegerek.meetings.models import Meeting
from tegerek.minutes.actions import change_head
from tegerek.minutes.edition_sheets import (
    SCHEMA,
    Copy,
    NameStanding,
    cleaned,
    copy_of,
    digest_of,
    names_within,
    public_copy,
    thaw,
)
from tegerek.minutes.frozen import to_bytes
from tegerek.minutes.models import Destruction, Edition, Issued, Minutes
from tegerek.minutes.sheets import last_day_for_remarks, minutes_sheet
from tegerek.people.holding import traces_of
from tegerek.people.models import Person, User

BASIS_LETTERS = 200


@dataclass(frozen=True)
class Piece:
    """One thing of an edition in one language. form: page, docx or pdf."""

    lang: str
    form: str
    body: bytes


Write = Callable[[Copy], Iterable[Piece]]


@dataclass(frozen=True)
class Draft:
    """What would be issued now. names: of cards, standing within words; digest: by what the same words are known.

    number: of the next edition. has_changed: it says something else than the last one; None where there is none. why:
    what is corrected, as the public copy says it.
    """

    file: Copy
    public: Copy
    names: tuple[NameStanding, ...]
    digest: str
    number: int
    has_changed: bool | None
    why: Said


@dataclass(frozen=True)
class Keeping:
    """How long the file copy is kept. until: the day on which it is destroyed, None while the office keeps it. basis:
    on which document that rests, in the office's words.
    """

    until: date | None = None
    basis: str = ""


def draft_editions(meeting: Meeting, *, left: Iterable[int] = (), why: Said | None = None) -> Draft:
    """The editions as they would be issued now. left: keys of cards whose name stays within the words. why: what is
    corrected.

    The queries of the minutes' sheet, five more, and two for each name within words. Raises Minutes.DoesNotExist.
    """
    sheet = minutes_sheet(meeting)
    names = names_within(sheet, meeting.office, why)
    out = {one.person for one in names} - set(left)
    traces = [traces_of(person) for person in Person.objects.filter(pk__in=out)]
    file, public = copy_of(sheet, Edition.Kind.FILE), copy_of(public_copy(sheet, traces), Edition.Kind.PUBLIC)
    last = _last_said(sheet.key)
    # Whichever names are left: who speaks may be named or not, and what is said.
    said = f"{digest_of(file)} {digest_of(copy_of(public_copy(sheet), Edition.Kind.PUBLIC))}"
    return Draft(
        file=file,
        public=public,
        names=names,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        number=_next_number(sheet.key),
        has_changed=None if last is None else last != digest_of(public),
        why=cleaned(why or Said(), traces),
    )


@transaction.atomic
def issue_edition(
    minutes: Minutes,
    write: Write,
    *,
    read: str,
    left: Sequence[int] = (),
    why: Said | None = None,
    keeping: Keeping = Keeping(),
    seen: int,
    by: User | None,
    now: datetime,
) -> tuple[Edition, Edition]:
    """Issue the signed file copy and the public copy under the next number, each frozen in every language.

    write: makes pages and files of a frozen sheet. read: the digest of the draft that was read. left: keys of cards
    whose name stays within the words. why: what is corrected, asked for from the second on. The first sets the term
    for remarks, where the municipality settled one. Takes as long as making the files. Journals minutes.issued.
    Raises Refusal for an unsigned paper, without a reason, and for a keep-until day without basis or gone by; Stale
    where the words are others than were read.
    """
    draft, today = draft_editions(minutes.meeting, left=left, why=why), local_day(now)
    _check(minutes, draft, why or Said(), keeping, today)
    if read != draft.digest:
        raise Stale(_(CHANGED))
    until = minutes.remarks_until or last_day_for_remarks(minutes.meeting, today)
    change_head(minutes, seen, now, remarks_until=until)
    made = []
    told = ((draft.file, why or Said(), keeping), (draft.public, draft.why, Keeping()))
    for copy, reason, kept in told:
        said = replace(copy, number=draft.number, why=reason, issued_on=today, remarks_until=until)
        made.append(_freeze(minutes, said, write, kept, by=by, now=now))
    key, number = by.pk if by else None, draft.number
    record("minutes.issued", minutes, by=key, at=now, meeting=minutes.meeting_id, edition=number, left=len(left))
    return made[0], made[1]


def note_copy_fetch(edition: Edition, issued: Issued, *, by: User, now: datetime) -> None:
    """Write down that somebody fetched the file copy: names stand on it. Journals minutes.copy_fetched."""
    record("minutes.copy_fetched", edition.minutes, by=by.pk, at=now, edition=edition.number, issued=issued.pk)


def destroy_copies(now: datetime) -> int:
    """Destroy the file copies whose day has come: done every night; how many. Rows, digests and a record of it stay.

    Journals minutes.copy_destroyed.
    """
    due = Edition.objects.filter(kind=Edition.Kind.FILE, keep_until__lte=local_day(now), destruction=None)
    editions = list(due.select_related("minutes"))
    for edition in editions:
        with transaction.atomic():
            _made, is_new = Destruction.objects.get_or_create(edition=edition, defaults={"at": now})
            gone = Issued.objects.filter(edition=edition).exclude(body=None).update(body=None)
            if is_new:
                record("minutes.copy_destroyed", edition.minutes, by=None, at=now, edition=edition.number, pieces=gone)
    return len(editions)


def _check(minutes: Minutes, draft: Draft, why: Said, keeping: Keeping, today: date) -> None:
    if minutes.signed_on is None:
        raise Refusal(_("Minutes are issued once chair and secretary have signed them. Write down on which day."))
    if draft.number > 1 and not why:
        raise Refusal(_("An edition is out already. Write down what this one corrects."))
    if keeping.until is not None and not keeping.basis.strip():
        raise Refusal(_("Write down on which document the day of the destruction rests, or leave the day empty."))
    if keeping.until is not None and keeping.until <= today:
        raise Refusal(_("The day on which the signed copy is destroyed must be still to come."))


def _freeze(minutes: Minutes, copy: Copy, write: Write, keeping: Keeping, *, by: User | None, now: datetime) -> Edition:
    edition = Edition.objects.create(
        minutes=minutes,
        kind=copy.kind,
        number=copy.number,
        why=copy.why,
        keep_until=keeping.until,
        basis=one_line(mended(keeping.basis))[:BASIS_LETTERS],
        issued_at=now,
        by=by,
    )
    body = to_bytes(copy)
    pieces = [Piece("", Issued.Form.SHEET, body), *write(thaw(body, SCHEMA))]
    Issued.objects.bulk_create(_row(edition, piece) for piece in pieces)
    return edition


def _row(edition: Edition, piece: Piece) -> Issued:
    digest = hashlib.sha256(piece.body).hexdigest()
    return Issued(edition=edition, lang=piece.lang, form=piece.form, schema=SCHEMA, sha256=digest, body=piece.body)


def _next_number(minutes: int) -> int:
    last = Edition.objects.filter(minutes=minutes).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _last_said(minutes: int) -> str | None:
    """By what the words of the last public edition are known; None before the first. One query."""
    rows = Issued.objects.filter(edition__minutes=minutes, edition__kind=Edition.Kind.PUBLIC, form=Issued.Form.SHEET)
    last = rows.order_by("-edition__number").first()
    return digest_of(thaw(bytes(last.body or b""), last.schema)) if last else None
