"""What people take home from a series or one seminar of it: half-pages with their rules, and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tegerek.files.models import File
from tegerek.lib.said import Said
from tegerek.procedures.guide import HalfPage, guide, rests_on
from tegerek.procedures.terms import Rule
from tegerek.programmes.models import Material, Programme, Seminar
from tegerek.programmes.sheets import LogoLine, logos_of


@dataclass(frozen=True)
class FileLine:
    """A file to take home. key: of its row; name: as it is offered for saving; size: bytes."""

    key: int
    title: Said
    name: str
    type: str
    size: int
    digest: str


@dataclass(frozen=True)
class TakenHome:
    """What goes home with people. pages: half-pages and the rules each rests on at that day (on).

    changed_at: its only moment, for files made of it.
    """

    slug: str
    title: Said
    implementer: Said
    office: Said
    on: date
    pages: tuple[tuple[HalfPage, tuple[Rule, ...]], ...]
    files: tuple[FileLine, ...]
    logos: tuple[LogoLine, ...]
    changed_at: datetime
    is_sample: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.pages and not self.files


def taken_home(slug: str, on: date) -> TakenHome:
    """Of a published programme. Three queries. Raises Programme.DoesNotExist for what is not published."""
    rows = Programme.objects.select_related("office").filter(published_at__isnull=False)
    return materials_of(rows.get(slug=slug), on)


def materials_of(programme: Programme, on: date, *, seminar: Seminar | None = None) -> TakenHome:
    """Of a programme in hand, its office loaded: what every seminar has; with a seminar, what it has besides.

    Two queries.
    """
    rows = list(programme.materials.select_related("file"))
    own = seminar.pk if seminar else None
    kept = [row for row in rows if row.seminar_id in {None, own}]
    # A half-page that a later release of the guide no longer has is left out.
    known = {page.slug: page for page in guide()}
    pages = [known[row.guide] for row in kept if row.guide in known]
    return TakenHome(
        slug=programme.slug,
        title=programme.title,
        implementer=programme.implementer,
        office=programme.office.name,
        on=on,
        pages=tuple((page, rests_on(page, on)) for page in pages),
        files=tuple(_line(row, row.file) for row in kept if row.file is not None),
        logos=logos_of(programme),
        changed_at=programme.changed_at,
        is_sample=programme.is_sample,
    )


def has_materials(slug: str) -> bool:
    """Whether there is anything to take home. One query."""
    return Material.objects.filter(programme__slug=slug).exists()


def public_material(slug: str, key: int) -> File:
    """A file of a published programme. One query. Raises Material.DoesNotExist."""
    rows = Material.objects.filter(programme__slug=slug, programme__published_at__isnull=False, file__isnull=False)
    file = rows.select_related("file").get(pk=key).file
    if file is None:
        raise Material.DoesNotExist
    return file


def _line(row: Material, file: File) -> FileLine:
    return FileLine(row.pk, row.title, file.name, file.type, file.size, file.sha256)
