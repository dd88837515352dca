"""What an edition of minutes says, as it is frozen; and what may be seen of the editions that were issued.

A Copy is everything a page or a paper of minutes needs, so that both are made of the frozen sheet and of nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.db.models.functions import Length

from tegerek.lib.dates import local_day
from tegerek.lib.said import Said
from tegerek.lib.text import fold
from tegerek.meetings.closing_sheets import ClosingSheet
from tegerek.meetings.models import Meeting
from tegerek.minutes.frozen import from_bytes, to_bytes
from tegerek.minutes.models import Edition, Issued, Passage
from tegerek.minutes.sheets import ItemMinutes, MinutesSheet, PassageLine
from tegerek.people.holding import Traces, traces_of
from tegerek.people.mentions import without
from tegerek.people.models import Person
from tegerek.people.named import residents_within
from tegerek.places.models import Body

SCHEMA = 1
# What of an edition is a file.
FILES = (Issued.Form.DOCX, Issued.Form.PDF)


@dataclass(frozen=True)
class CopyPassage:
    """One thing said. kind: Passage.Kind. who: "" where the copy names nobody. post: a word of the code, or "". voice:
    the number of the slip.
    """

    kind: str
    text: Said
    who: str
    post: str
    voice: int | None


@dataclass(frozen=True)
class CopyOption:
    label: Said
    votes: int | None
    has_won: bool


@dataclass(frozen=True)
class CopyItem:
    """An item of the agenda. verdict: carried, not_carried, not_known; "" where nothing was put to the vote.

    has_votes: hands were counted for or against. decisions: point by point.
    """

    position: int
    title: Said
    rapporteur: Said
    passages: tuple[CopyPassage, ...]
    has_votes: bool
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    options: tuple[CopyOption, ...]
    verdict: str
    why: Said
    decisions: tuple[Said, ...]


@dataclass(frozen=True)
class Counts:
    """People, None: not counted."""

    present: int | None = None
    women: int | None = None
    men: int | None = None
    online: int | None = None
    residents: int | None = None
    other_residents: int | None = None
    officials: int | None = None
    guests: int | None = None
    media: int | None = None
    invited: int | None = None
    invited_present: int | None = None


@dataclass(frozen=True)
class Copy:
    """Minutes as they are frozen, schema 1. kind: Edition.Kind. number: of the edition; 0 for a draft of the paper.

    why: what this edition corrects. meeting: the public number, None for a rehearsal. first, last: the days it was
    held; held_on the paper only once it is known. quorum: how the number stands to the rule. remarks: of the closing.
    """

    kind: str
    number: int
    why: Said
    issued_on: date | None
    meeting: int | None
    is_rehearsal: bool
    kind_name: Said
    title: Said
    first: date | None
    last: date | None
    began: time | None
    ended: time | None
    place: Said
    above: Said
    venue: Said
    address: Said
    office: Said
    paper_number: str
    drawn_on: date | None
    chair: str
    secretary: str
    counts: Counts
    quorum: Said
    items: tuple[CopyItem, ...]
    whole: tuple[CopyPassage, ...]
    remarks: Said
    read_back_on: date | None
    signed_on: date | None
    remarks_until: date | None
    is_sample: bool = False


@dataclass(frozen=True)
class NameStanding:
    """A name of a card of the office that stands within words of the minutes. person: key of the card."""

    person: int
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class IssuedFile:
    """A file of an edition. size: bytes, None once they were destroyed."""

    lang: str
    form: str
    sha256: str
    size: int | None


@dataclass(frozen=True)
class EditionLine:
    """An edition in a list. destroyed_on: the day its bytes were destroyed. files: the docx and PDF, in order."""

    key: int
    kind: str
    number: int
    why: Said
    issued_on: date
    keep_until: date | None
    basis: str
    destroyed_on: date | None
    files: tuple[IssuedFile, ...]


@dataclass(frozen=True)
class EditionPage:
    """The public page of an edition: its frozen main part and digest, and all editions, the newest first."""

    meeting: int
    title: Said
    line: EditionLine
    body: bytes
    sha256: str
    editions: tuple[EditionLine, ...]

    @property
    def newest(self) -> int:
        return self.editions[0].number


def public_copy(sheet: MinutesSheet, traces: Sequence[Traces] = ()) -> MinutesSheet:
    """The same sheet without the name of anybody who is neither public by procedure nor agreed to be named.

    traces: of those whose name stands within words: … stands for it. What was said stays.
    """
    items = tuple(_public_item(item, traces) for item in sheet.items)
    result = replace(sheet.result, remarks=cleaned(sheet.result.remarks, traces)) if sheet.result else None
    return replace(sheet, items=items, whole=_public_lines(sheet.whole, traces), result=result)


def cleaned(said: Said, traces: Sequence[Traces]) -> Said:
    """The same words with … in place of each of these names."""
    texts = dict(said.texts)
    for one in traces:
        texts = {lang: without(text, one) for lang, text in texts.items()}
    return said if texts == dict(said.texts) else Said(texts, said.changed, said.original)


def copy_of(
    sheet: MinutesSheet, kind: str, *, number: int = 0, why: Said | None = None, issued_on: date | None = None
) -> Copy:
    """The sheet as it is frozen. A public one must have been through public_copy before."""
    result, meeting = sheet.result, sheet.meeting
    return Copy(
        kind=kind,
        number=number,
        why=why or Said(),
        issued_on=issued_on,
        meeting=meeting.number,
        is_rehearsal=meeting.is_rehearsal,
        is_sample=meeting.is_sample,
        kind_name=meeting.kind_name,
        title=meeting.title,
        first=meeting.when.first,
        last=meeting.when.final_day,
        began=sheet.began,
        ended=sheet.ended,
        place=meeting.where.unit,
        above=meeting.where.above,
        venue=meeting.where.venue,
        address=meeting.where.address,
        office=meeting.office.name,
        paper_number=sheet.number,
        drawn_on=sheet.drawn_on,
        chair=sheet.chair,
        secretary=sheet.secretary,
        counts=_counts(result),
        quorum=result.quorum.why if result else Said(),
        items=tuple(map(_item, sheet.items)),
        whole=tuple(map(_passage, sheet.whole)),
        remarks=result.remarks if result else Said(),
        read_back_on=sheet.read_back_on,
        signed_on=sheet.signed_on,
        remarks_until=sheet.remarks_until,
    )


def digest_of(copy: Copy) -> str:
    """By what two copies are known to say the same: without number, day and reason of the edition."""
    bare = replace(copy, number=0, why=Said(), issued_on=None, remarks_until=None)
    return hashlib.sha256(to_bytes(bare)).hexdigest()


def thaw(body: bytes, schema: int) -> Copy:
    """A frozen sheet of any schema there ever was. Raises KeyError for one that never was."""
    return from_bytes({1: Copy}[schema], body)


def names_within(sheet: MinutesSheet, office: Body, why: Said | None = None) -> tuple[NameStanding, ...]:
    """The names of cards of the office that stand within words, where nothing says that they may be public.

    Left out are chair and secretary, who holds a public post, and who agreed. why: what is corrected, read
    too. Three queries, and two for each found.
    """
    texts = [*_free_words(sheet), *(why.texts.values() if why else ())]
    seated = {fold(name) for name in (sheet.chair, sheet.secretary) if name}
    named = {line.speaker_key for line in _lines(sheet) if line.may_be_named}
    rows = residents_within(office.pk, texts, but=seated)
    return tuple(_standing(row, texts) for row in rows if row.pk not in named)


def editions_of(meeting: int) -> tuple[EditionLine, ...]:
    """All editions of the minutes of a meeting, by its key, the newest first. Two queries."""
    return _edition_lines(Edition.objects.filter(minutes__meeting=meeting))


def has_editions(meeting: Meeting) -> bool:
    """Whether minutes of the meeting were ever issued. One query."""
    return Edition.objects.filter(minutes__meeting=meeting).exists()


def public_edition(meeting: int, lang: str, number: int | None = None) -> EditionPage:
    """A public edition by the number of the meeting, the newest where none is asked for. Three queries.

    Raises Edition.DoesNotExist for what is not public, and Issued.DoesNotExist for a language without a page.
    """
    lines = _edition_lines(_public(meeting))
    line = next((one for one in lines if number in {None, one.number}), None)
    if line is None:
        raise Edition.DoesNotExist
    page = Issued.objects.select_related("edition__minutes__meeting").get(edition=line.key, lang=lang, form="page")
    title = page.edition.minutes.meeting.title
    return EditionPage(meeting, title, line, bytes(page.body or b""), page.sha256, lines)


def public_digest(meeting: int, number: int, lang: str, form: str) -> str | None:
    """The digest of a file of a public edition, None where there is no such file. One query."""
    rows = _public_files(meeting, number).filter(lang=lang, form=form)
    return rows.values_list("sha256", flat=True).first()


def public_issued(meeting: int, number: int, lang: str, form: str) -> Issued:
    """A file of a public edition. One query. Raises Issued.DoesNotExist."""
    return _public_files(meeting, number).get(lang=lang, form=form)


def kept_issued(edition: int, lang: str, form: str) -> Issued | None:
    """A page or file of an edition by its key; None where there is none, or not any more. One query."""
    rows = Issued.objects.filter(edition=edition, lang=lang, form=form).exclude(form=Issued.Form.SHEET)
    return rows.exclude(body=None).first()


def frozen_sheet(edition: int) -> Copy:
    """What an edition says, by its key. One query. Raises Issued.DoesNotExist, also where it was destroyed."""
    row = Issued.objects.exclude(body=None).get(edition=edition, form=Issued.Form.SHEET)
    return thaw(bytes(row.body or b""), row.schema)


def public_since(meeting: int) -> date | None:
    """The day on which minutes of the meeting with that number became public; None where they are not. One query."""
    first = _public(meeting).order_by("number").values_list("issued_at", flat=True).first()
    return local_day(first) if first else None


def _public(meeting: int) -> QuerySet[Edition]:
    rows = Edition.objects.filter(kind=Edition.Kind.PUBLIC, minutes__meeting__number=meeting)
    return rows.filter(minutes__meeting__called_at__isnull=False, minutes__meeting__is_rehearsal=False)


def _public_files(meeting: int, number: int) -> QuerySet[Issued]:
    return Issued.objects.filter(edition__in=_public(meeting), edition__number=number, form__in=FILES)


def _edition_lines(rows: QuerySet[Edition]) -> tuple[EditionLine, ...]:
    found = list(rows.select_related("destruction").order_by("-number", "kind"))
    files: dict[int, list[IssuedFile]] = {one.pk: [] for one in found}
    issued = Issued.objects.filter(edition__in=files, form__in=FILES).annotate(size=Length("body"))
    for row in issued.values_list("edition", "lang", "form", "sha256", "size"):
        files[row[0]].append(IssuedFile(*row[1:]))
    return tuple(_edition_line(one, files[one.pk]) for one in found)


def _edition_line(row: Edition, files: Iterable[IssuedFile]) -> EditionLine:
    gone: datetime | None = row.destruction.at if hasattr(row, "destruction") else None
    return EditionLine(
        key=row.pk,
        kind=row.kind,
        number=row.number,
        why=row.why,
        issued_on=local_day(row.issued_at),
        keep_until=row.keep_until,
        basis=row.basis,
        destroyed_on=local_day(gone) if gone else None,
        files=tuple(files),
    )


def _counts(result: ClosingSheet | None) -> Counts:
    return Counts(**{field.name: getattr(result, field.name) for field in fields(Counts)}) if result else Counts()


def _item(item: ItemMinutes) -> CopyItem:
    votes = item.votes
    return CopyItem(
        position=item.position,
        title=item.title,
        rapporteur=item.rapporteur,
        passages=tuple(_passage(line) for line in item.passages if line.kind != Passage.Kind.DECIDED),
        has_votes=item.verdict is not None and not item.options,
        votes_for=votes.for_,
        votes_against=votes.against,
        abstained=votes.abstained,
        options=tuple(CopyOption(one.label, one.votes, one.has_won) for one in item.options),
        verdict=item.verdict.value if item.verdict else "",
        why=item.why,
        decisions=item.decisions,
    )


def _passage(line: PassageLine) -> CopyPassage:
    return CopyPassage(line.kind, line.text, line.speaker, line.speaker_post, line.voice)


def _public_item(item: ItemMinutes, traces: Sequence[Traces]) -> ItemMinutes:
    decision = cleaned(item.decision, traces)
    return replace(item, passages=_public_lines(item.passages, traces), decision=decision)


def _public_lines(lines: Iterable[PassageLine], traces: Sequence[Traces]) -> tuple[PassageLine, ...]:
    return tuple(
        replace(
            line,
            speaker=line.speaker if line.may_be_named else "",
            speaker_key=line.speaker_key if line.may_be_named else None,
            text=cleaned(line.text, traces),
        )
        for line in lines
    )


def _lines(sheet: MinutesSheet) -> list[PassageLine]:
    return [*(line for item in sheet.items for line in item.passages), *sheet.whole]


def _free_words(sheet: MinutesSheet) -> Iterable[str]:
    """All that was typed freely and is not public before the minutes are."""
    for line in _lines(sheet):
        yield from line.text.texts.values()
    for item in sheet.items:
        yield from item.decision.texts.values()
    if sheet.result:
        yield from sheet.result.remarks.texts.values()


def _standing(row: Person, texts: Sequence[str]) -> NameStanding:
    traces = traces_of(row)
    return NameStanding(row.pk, row.name, tuple(dict.fromkeys(text for text in texts if traces.are_in(text))))
