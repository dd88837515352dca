"""Short words for what tests say often, and an invented programme in the layouts that papers come in."""

from datetime import date

from tegerek.programmes.schedule.understanding import understand
from tegerek.programmes.schedule.understood import Row, Understood
from tests.programmes.schedule.gazetteer import gazetteer

TODAY = date(2026, 2, 1)
HALL = "РМА жыйындар залы"

# An invented programme: two oblasts side by side, the right one longer, dated after its first seminar, two-digit years.
LEFT = [("10.03.26", "Талас"), ("11.03.26", "Манас"), ("12.03.26", "Бакай-Ата")]
RIGHT = [
    ("16.03.26", "Кемин"),
    ("17.03.26", "Чүй"),
    ("18.03.26", "Ысык-Ата"),
    ("20.03.26", "Жайыл"),
    ("23.03.26", "Москва"),
]
CODES = ["41707232", "41707225", "41707220", "41708213", "41708223", "41708206", "41708209", "41708217"]

ABOVE = """2026-жылдын 11-марты

ПРЕСС-РЕЛИЗ

Кыргызстан, Бишкек
ТЕГЕРЕК ОТУРУП СҮЙЛӨШӨБҮЗ:
ЖЫЙЫН КИМДИКИ?
2026-жылдын 10-мартынан 23-мартына чейин Талас жана Чүй облустарынын райондорунда «Шашпаган жыйын: даярдык жана \
өткөрүү» деген аталышта бир күндүк семинарлар болот. Аларга жалпысынан 160 адам катышат деп күтүлүүдө.
Семинарлар Ойдон чыгарылган агенттик (ОЧА) каржылаган жана Жок нерселер институту аткарган «Тегерек короо» долбоорунун \
алкагында өткөрүлөт.

«Ар бир адам өз сөзүн айтып, жообун уга турган жыйын гана чыныгы жыйын болот деп ойлойбуз», – деп айтты \
Ойдон Чыгарылган, тренер, долбоордун адиси.

Семинарлардын графиги:
"""
BELOW = """

Кошумча маалымат алуу үчүн: долбоордун байланыш боюнча адиси Жок Адамбекова, тел.: (0555) 00-00-00, pr@example.org, \
www.example.kg
"""
HEAD = ["Күнү", "Району", "Өткөрүлүүчү жайы"]


def grid() -> list[list[str]]:
    """The rows of the table with both halves; the cells of the shorter one are empty."""
    longest = max(len(LEFT), len(RIGHT))
    halves = [[*side, *[("", "")] * (longest - len(side))] for side in (LEFT, RIGHT)]
    return [
        [cell for day, raion in pair for cell in (day, raion, HALL if raion else "")]
        for pair in zip(*halves, strict=True)
    ]


def flattened(rows: list[list[str]] | None = None) -> str:
    """The table as a word processor flattens it: a cell on each line after a tab, rows apart by an empty line."""
    headings = [HEAD * 2, ["Талас облусу", "Чүй облусу"]]
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in [*headings, *(rows or grid())]) + "\n"


def separated(sign: str) -> str:
    """The table with cells apart by a sign."""
    rows = [HEAD * 2, ["Талас облусу", "", "", "Чүй облусу", "", ""], *grid()]
    return "\n".join(sign.join(row) for row in rows)


def read(text: str, today: date | None = TODAY) -> Understood:
    return understand(text, gazetteer(), today=today)


def only(text: str) -> Row:
    """The one row of a text."""
    (row,) = read(text).seminars
    return row


def codes(understood: Understood) -> list[str | None]:
    """The first eight digits of each row's unit, in order."""
    return [row.unit.soate[:8] if row.unit and row.unit.soate else None for row in understood.seminars]


def warned(understood: Understood) -> list[str]:
    return [warning.code for warning in understood.warnings]
