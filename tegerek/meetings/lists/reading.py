"""From what was pasted or uploaded to one row of texts for each person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tegerek.lib.letters import mend
from tegerek.lib.sources.kinds import Unreadable
from tegerek.lib.sources.plain import table_rows
from tegerek.lib.sources.reading import Paragraph, Source, Table
from tegerek.lib.text import fold, one_line
from tegerek.meetings.ages import tells_an_age, without_birthday
from tegerek.meetings.lists.columns import Cells, Columns, IsPlace, columns_of, sex_word
from tegerek.meetings.lists.headings import AGE, NAME, PHONE, POST, RAION, SEX, UNIT, WORK, heading_of, is_heading_row
from tegerek.meetings.lists.names import is_several, looks_like_name, split_name
from tegerek.meetings.lists.phones import looks_like_phone, without_phones
from tegerek.meetings.lists.posts import is_post, post_in
from tegerek.places.names import kinds_named

# A cell this long is told to be too long; what lies beyond is not kept.
CELL_LETTERS, LINE_LETTERS = 500, 2_000
_TOTAL = re.compile(r"^(?:jiintik\w*|bard(?:igi|ik)\w*|baari|jalpi|itogo|vsego|total|in all)\b")
_TITLE = re.compile(
    r"\b(?:tizme\w*|spisok\w*|spiski|list of|katishuuchu\w*|uchastnik\w*|participants|seminar\w*|bekitem|utverjda\w*)\b"
)
_PIECES = re.compile(r"[,;|()\n]|\s[–—-]\s")


@dataclass(frozen=True)
class TextRow:
    """One person as the list has them: texts, letters mended, nothing judged.

    line: where it stood. age: an age, a year or a day of birth. raion: of a column or a heading above, where the list
    names one.
    """

    line: int
    name: str = ""
    post: str = ""
    unit: str = ""
    sex: str = ""
    age: str = ""
    phone: str = ""
    raion: str = ""


@dataclass(frozen=True)
class ReadList:
    """What a list says. left_out: headings of columns that were not taken. notes: codes of what was mended or left."""

    rows: tuple[TextRow, ...]
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Above:
    """What headings between the rows say of the rows below them."""

    unit: str = ""
    raion: str = ""
    post: str = ""

    def take(self, text: str, is_place: IsPlace) -> bool:
        """Whether a text that stands alone heads what follows; then it is kept."""
        text = one_line(text).strip(" :–—-")
        if len(text.split()) > 6 or _PIECES.search(text):
            return False
        kinds = kinds_named(text)
        # Some aimaks are called like people: «Болот Мамбетовский айыл аймагы».
        if looks_like_name(split_name(text)[0]) and not (kinds and is_place(text)):
            return False
        if is_post(text):
            self.post = text
            return True
        if not kinds and not is_place(text):
            return False
        if "raion" in kinds or "oblast" in kinds:
            self.raion, self.unit, self.post = text, "", ""
        else:
            self.unit, self.post = text, ""
        return True

    def below(self, row: TextRow) -> TextRow:
        return replace(row, unit=row.unit or self.unit, raion=row.raion or self.raion, post=row.post or self.post)


def read_list(source: Source, is_place: IsPlace) -> ReadList:
    """The people of a list. is_place: whether a text names a place near the meeting.

    Tables are read by their columns; a text without a table line by line. Paragraphs beside tables count as headings
    of the rows below them ("Кочкор району"), else they are left.
    """
    above = _Above()
    rows: list[TextRow] = []
    left_out: list[str] = []
    for block in _blocks(source):
        if isinstance(block, Paragraph):
            above.take(block.text, is_place)
            continue
        grid = [(row.line, tuple(_cell(cell) for cell in row.cells)) for row in block.rows]
        columns = columns_of([cells for _line, cells in grid], is_place)
        if columns is None:
            lines = [(line, ", ".join(cell for cell in cells if cell)) for line, cells in grid]
            rows += _of_lines(lines, above, is_place)
            continue
        rows += _of_table(grid, columns, above, is_place)
        left_out += columns.left_out
    if not any(isinstance(block, Table) for block in source.blocks):
        text = "\n".join(block.text for block in source.blocks if isinstance(block, Paragraph))
        rows, left_out = _of_text(text, is_place)
    notes = tuple(dict.fromkeys(note.code for note in source.notes))
    return ReadList(tuple(rows), tuple(dict.fromkeys(text[:80] for text in left_out))[:20], notes)


def pasted_list(text: str, is_place: IsPlace) -> ReadList:
    """The people of a text that was pasted or typed.

    >>> read = pasted_list("1. Мисалов Асан, депутат\\n2. Ойдонова Айгүл, төрага", lambda text: False)
    >>> [(row.name, row.post) for row in read.rows]
    [('Мисалов Асан', 'депутат'), ('Ойдонова Айгүл', 'төрага')]
    """
    rows, left_out = _of_text(mend(text.replace("\0", "")), is_place)
    return ReadList(tuple(rows), tuple(dict.fromkeys(heading[:80] for heading in left_out))[:20])


def separator_of(text: str) -> str:
    """What parts the cells of a pasted table: a tab, a stroke, a semicolon, or "  " for wide spaces; "" for lines.

    >>> separator_of("а\\tб\\nв\\tг"), separator_of("Мисалов А.   депутат   0555\\nОйдонов Б.   фермер   0777")
    ('\\t', '  ')
    """
    lines = [line for line in text.split("\n") if line.strip()][:200]
    for sign, least in (("\t", 2), ("|", 3), (";", 3)):
        counts = Counter(line.count(sign) + 1 for line in lines)
        if sum(times for fields, times in counts.items() if fields >= least) >= 0.6 * len(lines) > 0:
            return sign
    wide = sum(len(re.split(r" {2,}", line.strip())) >= 3 for line in lines)
    return "  " if wide >= 0.6 * len(lines) > 0 else ""


def _blocks(source: Source) -> Sequence[Paragraph | Table]:
    """The blocks of a source that has tables, none of one that has none."""
    return source.blocks if any(isinstance(block, Table) for block in source.blocks) else ()


def _of_text(text: str, is_place: IsPlace) -> tuple[list[TextRow], list[str]]:
    sign = separator_of(text)
    if not sign:
        return list(_of_lines(list(enumerate(text.split("\n"), 1)), _Above(), is_place)), []
    grid = [(line, tuple(_cell(cell) for cell in cells)) for line, cells in _split(text, sign)]
    columns = columns_of([cells for _line, cells in grid], is_place)
    if columns is None:
        lines = [(line, ", ".join(cell for cell in cells if cell)) for line, cells in grid]
        return list(_of_lines(lines, _Above(), is_place)), []
    return list(_of_table(grid, columns, _Above(), is_place)), list(columns.left_out)


def _split(text: str, sign: str) -> list[tuple[int, list[str]]]:
    """Lines as cells. Cells in quotes may hold line ends, as spreadsheets copy them; a lone quote is only a sign."""
    if sign in "\t;" and '"' in text and text.count('"') % 2 == 0:
        try:
            rows = [(line, cells) for line, cells in table_rows(text, sign)]
        except Unreadable:
            rows = []
        if rows and max(cell.count("\n") for _line, cells in rows for cell in cells) <= 3:
            return rows
    pattern = re.compile(r" {2,}|\t" if sign == "  " else re.escape(sign))
    return [(n, pattern.split(line.strip(" |"))) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def _of_table(
    grid: Sequence[tuple[int, Cells]], columns: Columns, above: _Above, is_place: IsPlace
) -> Iterator[TextRow]:
    for n, (line, cells) in enumerate(grid):
        filled = [cell for cell in cells if cell]
        if not filled or _is_furniture(cells, filled):
            continue
        alone = set(filled) if len(set(filled)) == 1 else {cell for cell in filled if not cell.strip(".").isdigit()}
        if len(alone) == 1 and above.take(next(iter(alone)), is_place):
            continue
        if n < columns.starts and not any(looks_like_name(cell) for cell in filled):
            continue
        yield above.below(_person(line, cells, columns, is_place))


def _is_furniture(cells: Cells, filled: Sequence[str]) -> bool:
    """Whether a row says nothing of anybody: headings once more, numbers of columns, a sum at the end."""
    if is_heading_row(cells):
        return True
    if all(re.fullmatch(r"\d{1,4}\.?", cell) for cell in filled):
        return True
    return bool(_TOTAL.match(fold(filled[0]))) and not any(looks_like_name(cell) for cell in filled)


def _person(line: int, cells: Cells, columns: Columns, is_place: IsPlace) -> TextRow:
    def of(kind: str) -> str:
        texts = [cells[place] for place in columns.places.get(kind, ()) if place < len(cells) and cells[place]]
        return " ".join(texts)

    ages = [cells[place] for place in columns.places.get(AGE, ()) if place < len(cells) and cells[place]]
    row = TextRow(line, of(NAME), of(POST), of(UNIT), of(SEX), "".join(ages[:1]), of(PHONE), of(RAION))
    work = of(WORK)
    if work and not row.unit and is_place(work):
        row = replace(row, unit=work)
    elif work and work != row.post:
        row = replace(row, post=", ".join(text for text in (row.post, work) if text))
    return _apart(row, is_place) if _holds_more(row.name) else row


def _holds_more(name: str) -> bool:
    """Whether a cell of names holds more than one name: a post, a place or a phone behind it."""
    if looks_like_name(name) or is_several(name):
        return False
    head, behind = split_name(name)
    return looks_like_name(head) and (is_post(behind) or any(letter.isalpha() for letter in behind))


def _apart(row: TextRow, is_place: IsPlace) -> TextRow:
    """What stands behind the name goes where it belongs; what has a column of its own stands beside what that says."""
    told = _of_line(row.line, row.name, is_place)
    posts = [row.post, told.post if told.post and post_in(told.post) != post_in(row.post) else ""]
    return replace(
        row,
        name=told.name,
        post=", ".join(text for text in posts if text),
        unit=row.unit or told.unit,
        sex=row.sex or told.sex,
        age=row.age or told.age,
        phone="; ".join(text for text in (row.phone, told.phone) if text),
    )


def _of_lines(lines: Sequence[tuple[int, str]], above: _Above, is_place: IsPlace) -> Iterator[TextRow]:
    for number, text in lines:
        line = text.strip()[:LINE_LETTERS]
        if not line or re.fullmatch(r"[\W\d_]{0,12}", line) or above.take(line, is_place) or _TOTAL.match(fold(line)):
            continue
        head = split_name(line)[0]
        if not looks_like_name(head) and (_TITLE.search(fold(line)) or heading_of(line)):
            continue
        yield above.below(_of_line(number, line, is_place))


def _of_line(number: int, line: str, is_place: IsPlace) -> TextRow:
    """One person in one line: the name first, then post, place, sex, age and phones in any order."""
    line, birthday = without_birthday(line)
    rest, phones = without_phones(line)
    if is_several(rest):
        return TextRow(number, one_line(rest)[:CELL_LETTERS], phone=phones)
    name, behind = split_name(rest)
    row = TextRow(number, name[:CELL_LETTERS], age=birthday, phone=phones[:CELL_LETTERS])
    posts: list[str] = []
    for piece in (one_line(piece).strip(" .:") for piece in _PIECES.split(behind)):
        if not piece:
            continue
        if sex_word(piece) and not row.sex:
            row = replace(row, sex=piece)
        elif tells_an_age(piece) and not row.age:
            row = replace(row, age=piece)
        elif not row.unit and not is_post(piece) and is_place(piece):
            row = replace(row, unit=piece)
        elif looks_like_phone(piece):
            row = replace(row, phone="; ".join(text for text in (row.phone, piece) if text))
        else:
            posts.append(piece)
    return replace(row, post=", ".join(posts)[:CELL_LETTERS])


def _cell(text: str) -> str:
    return text.strip()[:CELL_LETTERS]
