"""Invented meetings at their worst: papers must hold them without cutting or hiding anything or falling apart."""

from __future__ import annotations

from tegerek.lib.said import Said
from tegerek.meetings.call_sheets import ItemLine, ShortLine
from tegerek.meetings.rules import When
from tegerek.people.letterheads import LetterheadSheet
from tests.documents import sheets
from tests.documents.papers.call import invented

LONG = ("Жергиликтүү өз алдынча башкаруу органдарынын жамаат менен өз ара аракети жөнүндө маселе " * 5)[:300]
LONG_RU = ("О порядке взаимодействия органов местного самоуправления с местным сообществом и об отчётах " * 5)[:300]
# As much as fills twelve pages of an order.
LONG_AGENDA = tuple(ItemLine(n, Said.of(ky=LONG, ru=LONG_RU), "decide", Said(), 5) for n in range(1, 155))
ENDLESS = "жоопкерчиликтүүлүктөрүбүздөгүлөрдөнсүздөрбү"
LONG_PLACE = sheets.where(
    unit=Said.of(
        ky="Жогорку-Үчөмчөктүүбулактарыбыздагылардын айыл аймагы",
        ru="Айылный аймак Верхнеучёмчектинскобулакско-Приозёрный",
    ),
    venue=Said.of(
        ky="Өзгөрүүчөңдүктөрүбүздөгү өнөржайчылыктарыбыздын маданият үйүнүн чоң жыйындар залы",
        ru="Большой зал заседаний сельскохозяйственно-производственного дома культуры",
    ),
    address=Said.of(
        ky="Көкбулактагыларыбыздын көчөсү, 145-үй, түштүк-чыгыш тараптагы кире бериш",
        ru="улица Сельскохозяйственных первопроходцев, дом 145, вход с юго-восточной стороны",
    ),
)
HARD = {
    "as usual": invented.sheet(),
    "agenda of twelve pages": invented.sheet(agenda=LONG_AGENDA),
    "title of 300 signs": invented.sheet(title=Said.of(ky=LONG, ru=LONG_RU)),
    "no agenda": invented.sheet(agenda=()),
    "Russian only": invented.sheet(
        title=Said.of(ru="Чистая вода"), procedure=Said.of(ru="Доклад, вопросы"), agenda=invented.ITEMS[:0]
    ),
    "no letterhead": invented.sheet(letterhead=LetterheadSheet()),
    "a word without end": invented.sheet(title=Said.of(ky=ENDLESS * 4)),
    "a long place": invented.sheet(where=LONG_PLACE),
    "an urgent call": invented.sheet(
        short=ShortLine(
            1,
            5,
            "urgent",
            Said.of(
                ky="Сел түшүп, суу түтүгү үзүлдү; ондоого макулдук керек.",
                ru="Сель разорвал водопровод, нужно согласие на срочный ремонт.",
            ),
        )
    ),
    "nothing said": invented.sheet(
        title=Said(), agenda=(), initiator=None, procedure=Said(), when=When(), invitees=(), villages=(), notice=None
    ),
}
