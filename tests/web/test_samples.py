"""A sample says so wherever it is told of, and nothing else does.

Every address of the URLconf is asked for with things that exist (tests/planted/ways.py). Whose a thing is, its table
says by its way to the office: what hangs on a programme or a meeting of a sample must bear the mark, on pages, papers
and files alike; what hangs on another must not. A new page, paper or table is asked for without being named here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import Count, Model
from django.test import Client
from django.urls import resolve
from openpyxl import load_workbook

from tegerek.demo.cast import Member
from tegerek.demo.world import World
from tegerek.documents.papers.certificate import printer_of
from tegerek.documents.papers.kinds import KINDS
from tegerek.documents.papers.learning import LEARNING
from tegerek.documents.tables import XLSX_TYPE
from tegerek.learning.certificates import issue_anew
from tegerek.learning.models import Certificate, Door
from tegerek.lib import clock
from tegerek.meetings.models import Meeting
from tegerek.programmes.models import PayList, Programme, Seminar
from tests.pages import read_out
from tests.planted import company
from tests.planted.known import MOST, known
from tests.planted.rows import our_models
from tests.planted.ways import CALLED, ways
from tests.programmes.samples import become_samples
from tests.web.test_nobody_is_named import readable

pytestmark = pytest.mark.once

# «Үлгү» begins names of the demo, so the mark is known by what stands around it.
MARK = re.compile(r"\bҮЛГҮ\b|\bҮлгү: |\bОБРАЗЕЦ\b|\bОбразец: |\bSAMPLE\b|\bSample: ")
FORMS = ("docx", "pdf")
# Every paper of a series, in every form: each must have been found.
PAPERS = {
    *(("desk:paper", kind, form) for kind in set(KINDS) - {"result"} for form in FORMS),
    *(("desk:learning-paper", kind, form) for kind in LEARNING for form in FORMS),
    *(("desk:money-draft", kind, form) for kind in PayList.Kind.values for form in (*FORMS, "xlsx")),
    *(("desk:hand-out", "", form) for form in FORMS),
    *(("desk:next-calls-paper", "", form) for form in FORMS),
    *(("desk:frozen-report-file", "", form) for form in (*FORMS, "xlsx")),
    *(("machines:press-release", "", form) for form in (*FORMS, "html", "txt")),
    *((name, "", "") for name in ("desk:counts-csv", "desk:counts-xlsx", "desk:roster-xlsx", "desk:take-home")),
}
# What people brought, byte for byte.
AS_IT_CAME = {
    "desk:material",
    "desk:scan",
    "desk:handout",
    "public:programme-material",
    "public:handout",
}
WORDLESS = ("image/", "audio/")
MOST_OF_A_KIND = 1
# How often an address is tried before it is given up: most things have nothing at most addresses.
TRIES = 20


@dataclass(frozen=True)
class Found:
    """What opened at an address. kind, form: of a paper, "" for a page."""

    path: str
    name: str
    kind: str
    form: str
    is_sample: bool
    says_so: bool


@pytest.fixture
def samples(world: World, settings: Any) -> World:
    """The two invented series as samples, with people, tests, money and certificates; that of 2017 is none."""
    become_samples(world.trainings.together, world.trainings.trial)
    company.seat(clock.now())
    printer, name = printer_of(world.trainings.trial, settings.ADDRESS), "Мисалова Айнура"
    first = Certificate.objects.select_related("seminar", "programme").get(pk=world.certified.first.pk)
    issue_anew(first, printer, lang="ky", name=name, reason="Ката.", by=None, now=clock.now())
    return world


def test_every_page_and_paper_of_a_sample_says_so_and_no_other_does(
    samples: World, client: Client, sign_in: Callable[[Member], Client]
) -> None:
    found = [*_walked(sign_in(samples.cast.coordinator), "/desk/"), *_walked(client, "/")]

    assert [one.path for one in found if one.is_sample and not one.says_so] == []
    assert [one.path for one in found if one.says_so and not one.is_sample] == []
    ours, others = [one for one in found if one.is_sample], [one for one in found if not one.is_sample]
    assert PAPERS - {(one.name, one.kind, one.form) for one in ours} == set()
    assert (len(ours) > 150, len(others) > 140) == (True, True)


def _walked(client: Client, start: str) -> Iterator[Found]:
    """What opens of all addresses that begin so: so many of each, in each form, of samples and of others."""
    counted: dict[tuple[object, ...], float] = {}
    for path in dict.fromkeys(way.path for way in ways(_known())):
        if not path.startswith(start) or (start == "/" and path.startswith(("/desk/", "/ru/", "/en/"))):
            continue
        match = resolve(path.partition("?")[0])
        kind, form = match.kwargs.get("kind", ""), match.kwargs.get("form", "")
        is_sample = _is_sample(match.route, match.kwargs)
        way = (match.route, kind, form, is_sample)
        if is_sample is None or match.view_name in AS_IT_CAME or counted.get(way, 0) >= MOST_OF_A_KIND:
            continue
        answer: Any = client.get(path)
        counted[way] = counted.get(way, 0) + (1 if answer.status_code == 200 else 1 / TRIES)
        if answer.status_code == 200 and not answer["Content-Type"].startswith(WORDLESS):
            yield Found(path, match.view_name, kind, form, is_sample, MARK.search(_read(answer)) is not None)


def _known() -> dict[str, Sequence[str]]:
    """What there is to open, the smallest series first: that is where tests and money are."""
    rows = Seminar.objects.annotate(beside=Count("programme__seminars")).order_by("beside", "pk")
    return {**known(), "seminar": [str(key) for key in rows.values_list("pk", flat=True)[:MOST]]}


def _read(answer: Any) -> str:
    """What can be read in it; of a workbook each cell, and the names of its sheets, which head them on paper."""
    if not answer["Content-Type"].startswith(XLSX_TYPE):
        return readable(answer)
    sheets = load_workbook(io.BytesIO(read_out(answer))).worksheets
    heads = [str(sheet.oddHeader.center.text) for sheet in sheets if sheet.oddHeader]
    return "\n".join([*heads, *(str(row) for sheet in sheets for row in sheet.values)])


def _is_sample(route: str, kwargs: dict[str, Any]) -> bool | None:
    """Whether the thing of an address is a sample's or hangs on one; None for an address about nothing of that kind."""
    parts = route.split("/")
    noun = next((parts[n - 1] for n, part in enumerate(parts) if n and part.startswith("<") and "lang" not in part), "")
    if "slug" in kwargs and noun == "programmes":
        return Programme.objects.get(slug=kwargs["slug"]).is_sample
    if noun == "meetings" and "key" not in kwargs:
        return _of(Meeting, number=kwargs.get("number") or kwargs.get("ref"))
    if noun == "verify":
        return _of(Certificate, code=kwargs["code"])
    if noun in {"answers", "a"}:
        return _of(Door, code=kwargs["code"])
    model = _table(noun)
    return _of(model, pk=kwargs["key"]) if model and "key" in kwargs else None


def _table(noun: str) -> type[Model] | None:
    name = CALLED.get(noun, noun.removesuffix("s")).replace("-", "")
    return next((model for model in our_models() if model.__name__.lower() == name), None)


def _of(model: type[Model], **wanted: Any) -> bool | None:
    """Of a row that is there, by the way of its table to its programme or meeting; None where it has no such way."""
    is_whole = model in {Programme, Meeting}
    way = "" if is_whole else (getattr(model, "office_path", None) or "").removesuffix("office")
    if not is_whole and not way.endswith(("programme__", "meeting__")):
        return None
    rows = model._default_manager.filter(**wanted)
    # What was issued before it became one stays as it was issued; in life no programme becomes a sample.
    rows = rows.filter(printed__has_key="sample") if model is Certificate else rows
    return rows.values_list(f"{way}is_sample", flat=True).first()
