"""The whole of it: a text or a source in, what was understood out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tegerek.lib.languages import language_of
from tegerek.lib.letters import has_lost_letters, was_legacy
from tegerek.lib.sources.reading import Paragraph, Source, Table, TableRow, pasted
from tegerek.places.names import CHOSEN, Gazetteer, kinds_named
from tegerek.programmes.schedule.around import only_year, read_around
from tegerek.programmes.schedule.days import days_in, is_american, month_named, settle
from tegerek.programmes.schedule.drafts import Draft, Heading
from tegerek.programmes.schedule.layout import Flat, blocks_of
from tegerek.programmes.schedule.lists import read_lists
from tegerek.programmes.schedule.settling import Years, contradictions, hint_of, named_around, rows_of, stretches_of
from tegerek.programmes.schedule.tables import read_table
from tegerek.programmes.schedule.understood import Prose, Row, Understood, Warned

__all__ = ["Prose", "Row", "Understood", "Warned", "understand"]


def understand(source: Source | str, gazetteer: Gazetteer, *, today: date | None = None) -> Understood:
    """What a schedule says: its seminars in the order of days, what stands around them, and every doubt.

    today: helps with days that have no year, where nothing in the paper does. Never raises for any text.
    """
    notes = []
    if isinstance(source, str):
        notes = [Warned("legacy_letters", None)] if was_legacy(source) else []
        source = pasted(source)
    notes += [Warned(note.code, note.line, note.params) for note in source.notes]
    drafts, paragraphs, told = _drafts(source, gazetteer)
    words = _words(source)
    if has_lost_letters(words):
        notes.append(Warned("letters_lost", None))
    american = is_american(words)
    written = [stretch.first for draft in drafts for stretch in stretches_of(draft, american=american)]
    around = read_around(paragraphs, gazetteer, [(day.month, day.day, day.year) for day in written if day.month], told)
    with_year = [found.first for draft in drafts for stretch in stretches_of(draft, american=american)
                 if (found := settle(stretch, lambda month, day: None)).first]  # fmt: skip
    years = Years(
        around.period,
        around.prose.dated,
        tuple(day for day in with_year if day),
        only_year([words]),
        today,
        around.period_has_year,
    )
    hint = replace(
        hint_of(drafts, words, gazetteer),
        around=named_around([paragraph.text for paragraph in paragraphs], gazetteer),
    )
    rows, warnings = rows_of(drafts, gazetteer, years, hint, american=american)
    if american and drafts:
        warnings.append(Warned("day_month_swapped", drafts[0].line, {"text": drafts[0].day}))
    if not rows:
        warnings.append(Warned("no_rows", None))
    warnings += contradictions(rows, around.period, around.prose.dated)
    return Understood(
        lang=language_of(words),
        title=around.title,
        heading=around.heading,
        period=around.period,
        planned=around.planned,
        project=around.project,
        donor=around.donor,
        implementer=around.implementer,
        topics=around.topics,
        prose=around.prose,
        seminars=tuple(rows),
        warnings=tuple(sorted(_once([*notes, *warnings]), key=lambda warned: (warned.line is None, warned.line or 0))),
    )


def _once(warnings: Sequence[Warned]) -> list[Warned]:
    """Each warning once: a row of several days would repeat its own."""
    return list({(warned.code, warned.line, *warned.params.values()): warned for warned in warnings}.values())


def _drafts(source: Source, gazetteer: Gazetteer) -> tuple[list[Draft], list[Paragraph], list[Paragraph]]:
    """The drafts of all tables and lists, the paragraphs that are neither, and those that the lists were read from."""
    drafts: list[Draft] = []
    paragraphs: list[Paragraph] = []
    for block in _blocks(source, gazetteer):
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            continue
        over = _over(paragraphs, gazetteer)
        reading = read_table(block.rows, gazetteer, over=over)
        if over and reading.drafts:
            paragraphs.pop()
        if isinstance(block, Flat) and block.headings:
            either = tuple(Heading(text) for text in block.headings)
            drafts += [Draft(**{**draft.__dict__, "either": either}) for draft in reading.drafts]
        else:
            drafts += reading.drafts
        paragraphs += reading.leftovers if reading.drafts else _as_paragraphs(block.rows)
    listed, used = read_lists(paragraphs, gazetteer, beside_table=bool(drafts))
    others = [paragraph for at, paragraph in enumerate(paragraphs) if at not in used]
    return [*drafts, *listed], others, [paragraphs[at] for at in sorted(used)]


def _over(paragraphs: list[Paragraph], gazetteer: Gazetteer) -> Heading | None:
    """The heading of an oblast, a raion or a month that stands right over a table, at the end of the paragraphs.

    Blank ones below it go.
    """
    kept = len(paragraphs)
    while kept and not paragraphs[kept - 1].text.strip() and len(paragraphs) - kept < 4:
        kept -= 1
    text = paragraphs[kept - 1].text.strip(" :.") if kept else ""
    if month_named(text):
        del paragraphs[kept:]
        return Heading(text)
    if not text or len(text) > 60 or days_in(text) or not (kinds := kinds_named(text)) or re.search(r"[,;]", text):
        return None
    matches = gazetteer.find(text, typos=False)
    if not matches or matches[0].confidence < CHOSEN or not kinds & {"oblast", "raion"}:
        return None
    del paragraphs[kept:]
    return Heading(text, kinds)


def _blocks(source: Source, gazetteer: Gazetteer) -> list[Paragraph | Table | Flat]:
    """The blocks of a source; runs of lines are searched for the tables they once were, in every kind of file."""
    blocks: list[Paragraph | Table | Flat] = []
    lines: list[Paragraph] = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            lines += [Paragraph(block.line, text, block.is_title) for text in block.text.split("\n")]
        else:
            blocks += blocks_of(lines, gazetteer)
            blocks.append(block)
            lines = []
    return blocks + blocks_of(lines, gazetteer)


def _as_paragraphs(rows: Sequence[TableRow]) -> list[Paragraph]:
    """A table that is no schedule (a letterhead, a frame around the text) as paragraphs, cell by cell."""
    texts = [(row.line, text) for row in rows for cell in dict.fromkeys(row.cells) for text in cell.split("\n")]
    return [Paragraph(line, text) for line, text in texts]


def _words(source: Source) -> str:
    """All the words of a source."""
    texts: list[str] = []
    for block in source.blocks:
        texts += [block.text] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row.cells]
    return "\n".join(texts)
