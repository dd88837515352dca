"""Paying people for having been there: rates and distances as typed, and money lists that are issued and stay."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import CHANGED, Refusal, Stale
from tegerek.lib.text import mended, one_line
from tegerek.minutes.frozen import from_bytes, to_bytes
from tegerek.people.models import User
from tegerek.programmes.models import Band, Distance, PayList, PayPiece, Programme, Rates, Seminar
from tegerek.programmes.pay_sheets import IssuedLine, PaySheet, RatesLine, distances_sheet, numbered, pay_sheets

SOURCE_LETTERS, BASIS_LETTERS = 300, 200
MOST_KM = 2000


@dataclass(frozen=True)
class Piece:
    """One file of a money list. form: pdf, docx or xlsx."""

    form: str
    body: bytes


Write = Callable[[PaySheet], Iterable[Piece]]


@dataclass(frozen=True)
class Issue:
    """How a list is issued. lang: the language of its files; why: what is corrected, from the second on. until: the day
    on which the bytes are destroyed, None while the office keeps them; basis: on which document that rests.
    """

    lang: str
    why: str = ""
    until: date | None = None
    basis: str = ""


@transaction.atomic
def set_rates(programme: Programme, line: RatesLine, *, seen: int, by: User | None, now: datetime) -> Rates:
    """Write what a programme pays. What was issued before stays as it was. Journals rates.set. seen: 0 for the first.

    Raises Refusal without a source, for a sum that is none, for a way paid by the kilometre and by bands at once, and
    for bands that do not grow; Stale.
    """
    source = one_line(mended(line.source))[:SOURCE_LETTERS]
    _refuse_senseless(line, source)
    told = {
        "per_day": line.per_day,
        "needs_both": line.needs_both,
        "per_km": line.per_km,
        "is_return": line.is_return if line.per_km is not None else None,
        "source": source,
    }
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    row = Rates.objects.filter(programme=held).first()
    if (row.version if row else 0) != seen:
        raise Stale(_(CHANGED))
    if row is None:
        row = Rates.objects.create(programme=held, **told)
    else:
        Rates.objects.filter(pk=row.pk).update(version=F("version") + 1, **told)
        row.refresh_from_db()
    row.bands.all().delete()
    Band.objects.bulk_create(Band(rates=row, up_to=band.up_to, sum=band.sum) for band in line.bands)
    record("rates.set", row, by=_key(by), at=now, programme=programme.pk)
    return row


@transaction.atomic
def set_distances(
    seminar: Seminar, km: Mapping[int, int | None], *, source: str, by: User | None, now: datetime
) -> None:
    """Write how far it is from each place (its key) to where the seminar is held, one way; None: not known.

    A place whose figure did not change keeps its source. Journals distances.set. Raises Refusal for a figure that is
    none, a place nobody comes from, and for figures without a source.
    """
    known = {line.unit: line for line in distances_sheet(seminar)}
    changed = {unit: far for unit, far in km.items() if unit not in known or known[unit].km != far}
    words = one_line(mended(source))[:SOURCE_LETTERS]
    if not changed.keys() <= known.keys():
        raise Refusal(_("One of these places is not on the list any more. Look at the new state."))
    if any(far is not None and not 0 <= far <= MOST_KM for far in changed.values()):
        raise Refusal(_("Write the distance in whole kilometres, one way."))
    if not words and any(far is not None for far in changed.values()):
        raise Refusal(_("Write where the distances come from: a map, a road book, the office’s own table."))
    Distance.objects.filter(seminar=seminar, unit__in=changed).delete()
    Distance.objects.bulk_create(
        Distance(seminar=seminar, unit_id=unit, km=far, source=words)
        for unit, far in changed.items()
        if far is not None
    )
    record("distances.set", seminar, by=_key(by), at=now, places=len(changed))


def mark_of(sheet: PaySheet) -> str:
    """By what the same list is known: whoever presses has read this one."""
    return hashlib.sha256(to_bytes(sheet)).hexdigest()[:20]


@transaction.atomic
def issue_list(
    seminar: Seminar, kind: str, write: Write, issue: Issue, *, read: str, by: User | None, now: datetime
) -> PayList:
    """Issue a money list under the next number, frozen with its files; a correction is another number beside it.

    write: makes the files of a frozen sheet. read: the mark of the list that was read. Takes as long as making the
    files. Journals pay_list.issued, without a name. Raises Refusal for an empty list, without a reason from the second
    on, for a day of destruction without a basis or gone by; Stale where the list is another than was read.
    """
    Programme.objects.select_for_update().get(pk=seminar.programme_id)
    sheet = pay_sheets(seminar).get(kind)
    number, today = _next_number(seminar, kind), local_day(now)
    why, basis = one_line(mended(issue.why))[:SOURCE_LETTERS], one_line(mended(issue.basis))[:BASIS_LETTERS]
    if sheet is None or not sheet.is_payable:
        raise Refusal(_("Nobody is to be paid by this list: first the rates, then the ticks of who came."))
    if number > 1 and not why:
        raise Refusal(_("A list is out already. Write what this one corrects."))
    _refuse_keeping(issue.until, basis, today)
    if mark_of(sheet) != read:
        raise Stale(_(CHANGED))
    frozen = numbered(sheet, number=number, why=why, issued_on=today)
    row = PayList.objects.create(
        seminar=seminar,
        kind=kind,
        number=number,
        why=why,
        rows=len(frozen.lines),
        unknown=frozen.unknown,
        total=frozen.total,
        keep_until=issue.until,
        basis=basis,
        issued_at=now,
        by=by,
    )
    body = to_bytes(frozen)
    pieces = [Piece(PayPiece.Form.SHEET, body), *write(from_bytes(PaySheet, body))]
    PayPiece.objects.bulk_create(_piece(row, issue.lang, piece) for piece in pieces)
    record("pay_list.issued", row, by=_key(by), at=now, seminar=seminar.pk, number=number, people=row.rows)
    return row


def destroy_lists(now: datetime) -> int:
    """Destroy the bytes of lists whose day has come: done every night; of how many. Row, sum and digests stay.

    Journals pay_list.destroyed.
    """
    due = PayList.objects.filter(keep_until__lte=local_day(now), pieces__body__isnull=False).distinct()
    rows = list(due.order_by("pk"))
    for row in rows:
        with transaction.atomic():
            gone = row.pieces.exclude(body=None).update(body=None)
            record("pay_list.destroyed", row, by=None, at=now, seminar=row.seminar_id, pieces=gone)
    return len(rows)


def note_fetch(piece: PayPiece, *, by: User, now: datetime) -> None:
    """Write down that somebody fetched an issued list: names stand on it. Journals pay_list.fetched."""
    record("pay_list.fetched", piece.pay_list, by=by.pk, at=now, form=piece.form)


def issued_lists(seminar: Seminar) -> tuple[IssuedLine, ...]:
    """The lists that were issued, each kind by number. Two queries."""
    rows = PayList.objects.filter(seminar=seminar).prefetch_related("pieces")
    return tuple(
        IssuedLine(
            row.pk,
            row.kind,
            row.number,
            row.why,
            row.rows,
            row.unknown,
            row.total,
            local_day(row.issued_at),
            row.keep_until,
            tuple((one.pk, one.form) for one in row.pieces.all() if one.form != "sheet" and one.body is not None),
        )
        for row in rows
    )


def _piece(row: PayList, lang: str, piece: Piece) -> PayPiece:
    digest = hashlib.sha256(piece.body).hexdigest()
    return PayPiece(pay_list=row, lang=lang, form=piece.form, sha256=digest, body=piece.body)


def _next_number(seminar: Seminar, kind: str) -> int:
    last = PayList.objects.filter(seminar=seminar, kind=kind).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _refuse_senseless(line: RatesLine, source: str) -> None:
    sums = [line.per_day, line.per_km, *(band.sum for band in line.bands)]
    if any(one is not None and one <= 0 for one in sums):
        raise Refusal(_("A sum of nought pays nobody: leave the field empty instead."))
    if line.per_km is not None and line.bands:
        raise Refusal(_("The way is paid either by the kilometre or by distance. Empty one of the two."))
    widths = [band.up_to for band in line.bands]
    if widths != sorted(set(widths)) or any(width <= 0 for width in widths):
        raise Refusal(_("Write the distances in order, the shortest first, each once."))
    if not source:
        raise Refusal(_("Write on which paper the sums stand: a contract, an order, a decision."))


def _refuse_keeping(until: date | None, basis: str, today: date) -> None:
    if until is not None and not basis:
        raise Refusal(_("Write down on which document the day of the destruction rests, or leave the day empty."))
    if until is not None and until <= today:
        raise Refusal(_("The day on which the list is destroyed must be still to come."))


def _key(user: User | None) -> int | None:
    return user.pk if user else None
