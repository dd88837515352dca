"""The words that stand over columns, in three languages, and what each column holds."""

import re
from functools import lru_cache

from tegerek.lib.letters import with_lost_letters
from tegerek.places.names import kinds_named

KINDS = {
    "oblast": frozenset({"oblast"}),
    "raion": frozenset({"raion"}),
    "city": frozenset({"city", "town"}),
    "aimak": frozenset({"aimak"}),
    "village": frozenset({"village", "town"}),
}
# Roles whose cells name a unit, the smallest first.
PLACES = ("village", "aimak", "city", "place", "raion")
# Headings are compared without the letters that many keyboards lack, on both sides.
_PLAIN = str.maketrans("өүңё", "оуне")
_ROLES = tuple(
    (role, re.compile(f"^(?:{words})$".translate(_PLAIN)))
    for role, words in (
        ("number", r"№.*|n|no\.?|#|n[°º]|п/п|к/н|т/н|катары?|катар саны|нөмүрү?|номер"),
        ("weekday", r"(?:жуманын|апта) күн\w*|жума күн\w*|день недели|weekday|day of (?:the )?week|д/н"),
        ("end_date", (
            r"(?:аяктоо|бүтүү|аякташ|акыркы) күн\w*|аякталышы|дата (?:окончания|завершения)|(?:по|до)|end date|"
            r"last day|until|to"
        )),
        (
            "date",
            (
                r"күн[үи]?|күндөр[үи]?|дат[аы]\w*(?:\s.*)?|date|dates|day|days|число|мөөнөт\w*|срок\w*|дни|день|"
                r"(?:өткөрүү|өткөрүлүүчү|өтүүчү|"
                r"башталуу|башталыш)\s+(?:күн\w*|мөөнөт\w*|датасы)|даты?\s.*|сроки?\s.*|күнү\s*(?:,|жана|/|\().*|"
                r"date\s.*|start date|"
                r"календар\w*\s.*|айы,? күнү.*|день проведения|дни проведения"
            ),
        ),
        ("end_time", (
            r"(?:аяктоо|бүтүү) (?:убактысы|убагы|сааты)|аягы|бүтүшү|время окончания|окончание|конец|end(?: time)?|"
            r"finish"
        )),
        (
            "time",
            (
                r"убакт\w*|убагы|убак\w*|сааты?|время(?:\s.*)?|time(?:\s.*)?|часы|башталышы|башталуу убактысы|"
                r"начало|начало.*|start(?: time)?|"
                r"өткөрүү убактысы|өткөрүлүүчү убактысы|hours?"
            ),
        ),
        ("people", r".*(?:катышуучу|участник|participant|адам|человек|кол-во|количество|people|саны).*"),
        (
            "venue",
            (
                r".*(?:өткөрүлүүчү|өтүүчү|өткөрүү|өтө турган)\s+(?:жай|жер|орун|орду|дарег).*|жайы?|жайлар\w*|орду|"
                r"орун|место проведения.*|"
                r"места? провед.*|зал\w*|адрес\w*|дареги?|дарек|имарат\w*|помещение|здание|venue.*|hall|address|"
                r"premises|room|где|building"
            ),
        ),
        (
            "aimak",
            (
                r"айыл аймагы.*|айыл аймак\w*|айыл өкмөт.*|аө|аа|а/а|а/ө|айылный аймак.*|айыльный аймак.*|"
                r"айылны[йе] аймак.*|айыл окмоту|ао|"
                r"aiyl aimaks?|aiyl okmotu|ayil aimak|rural municipality|муниципалитет"
            ),
        ),
        ("raion", r"район\w*(?:[ ,/(].*)?|raions?|rayons?|districts?(?:[ ,/(].*)?|р-н"),
        ("oblast", r"облус\w*|област[ьи]|oblasts?|regions?|регион\w*|аймагы|province"),
        ("city", r"шаар\w*|город\w*|city|town"),
        ("village", r"айыл\w*|сел[оа]|village|кыштак"),
        ("place", (
            r"жер[иы]?|жайгашкан жери|населенн\w+ пункт\w*|калктуу конуш\w*|место|места|place|places|location|"
            r"where|территория"
        )),
        (
            "other",
            (
                r"тренер\w*|trainers?|фасилитатор\w*|тема\w*|topics?|theme|эскертүү\w*|эскерме|примечани\w*|notes?|"
                r"remarks?|comments?|жооптуу\w*|"
                r"ответственн\w*|responsible.*|байланыш\w*|контакт\w*|contacts?|телефон\w*|phone|иш-чара\w*|"
                r"мероприяти\w*|event|"
                r"семинар\w*|аталышы|название|title|name|тили|язык|language|модул\w*|module"
            ),
        ),
    )
)  # fmt: skip


@lru_cache(maxsize=20_000)
def role_of(text: str) -> str:
    """What the column under this heading holds; "" if the text is no heading.

    >>> role_of("Күнү"), role_of("Район"), role_of("Өткөрүлүүчү жайы"), role_of("Дата и время"), role_of("24.10.17")
    ('date', 'raion', 'venue', 'date', '')
    """
    bare = re.sub(r"\s+", " ", text.lower().translate(_PLAIN)).strip(" :*.")
    if not bare or len(bare) > 60 or (bare[0] != "№" and re.search(r"\d", bare)):
        return ""
    return next((found for guess in with_lost_letters(bare) if (found := _role_of(guess))), "")


@lru_cache(maxsize=2_000)
def _role_of(bare: str) -> str:
    return next((role for role, words in _ROLES if words.match(bare)), "")


def is_header(cells: list[str]) -> bool:
    """Whether a row's cells are headings of columns.

    Two or more known ones, of a day or a place, and nearly no others.
    """
    filled = [cell for cell in cells if cell.strip()]
    roles = [role for cell in filled if (role := role_of(cell))]
    if "date" in roles:
        # «Күнү | Нарын облусу | Ош облусу»: the columns are the oblasts.
        roles += ["raion" for cell in filled if not role_of(cell) and kinds_named(cell) == KINDS["oblast"]]
    if len(roles) < 2 or len(roles) < 0.6 * len(filled):
        return False
    return bool({"date"} & {*roles}) or len({*roles} & {*PLACES, "oblast", "venue"}) > 1
