"""What was learnt at the trial seminar: a bank of ten questions, a test of five before and after, and evaluations.

Questions and answers are invented. They ask what people can do so that a meeting counts, and state no rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from tegerek.demo.cast import Cast
from tegerek.demo.moments import at
from tegerek.demo.trainings import Trainings
from tegerek.learning.bank import QuestionWords, take_questions
from tegerek.learning.evaluating import keep_reply, set_form
from tegerek.learning.figures import Stated, state_result
from tegerek.learning.keying import FIRST, SECOND, key_sheet, settle
from tegerek.learning.models import AnswerSheet, EvaluationForm, StatedResult
from tegerek.learning.rules import code_of
from tegerek.learning.testing import choose_questions, fix_test
from tegerek.lib.said import Said
from tegerek.people.models import User
from tegerek.programmes.models import Programme, Seminar

# (Kyrgyz, Russian, answers in both, the number of the right one).
BANK: tuple[tuple[str, str, tuple[tuple[str, str], ...], int], ...] = (
    (
        "Жыйын эмне үчүн алдын ала жарыяланат?",
        "Зачем о сходе объявляют заранее?",
        (
            ("эл даярданып, келе алсын үчүн", "чтобы люди смогли подготовиться и прийти"),
            ("кагаз толсун үчүн", "чтобы заполнить бумагу"),
            ("залды ижарага алуу үчүн", "чтобы снять зал"),
        ),
        1,
    ),
    (
        "Күн тартиби качан айтылганы жакшы?",
        "Когда лучше сообщить повестку?",
        (
            ("жыйын башталганда", "когда сход начался"),
            ("чакыруу менен кошо", "вместе с приглашением"),
            ("жыйындан кийин", "после схода"),
        ),
        2,
    ),
    (
        "Жыйында айтылган суроо жоголбосун үчүн эмне кылуу керек?",
        "Что сделать, чтобы вопрос со схода не потерялся?",
        (
            ("жазып, номер берип, жооп бере турган кишини аныктоо", "записать, дать номер и назвать, кто ответит"),
            ("угуп коюу", "просто выслушать"),
            ("кийинки жылга калтыруу", "оставить на следующий год"),
        ),
        1,
    ),
    (
        "Добуш санаганда эмнени жазабыз?",
        "Что записывают при подсчёте голосов?",
        (
            ("«көпчүлүк макул» деп гана", "только «большинство за»"),
            ("макулдардын гана санын", "только число тех, кто за"),
            ("макул, каршы жана калыс калгандардын санын", "сколько за, против и воздержалось"),
        ),
        3,
    ),
    (
        "Чечимде эмне болушу керек, аны кийин текшерүүгө мүмкүн болсун үчүн?",
        "Что должно быть в решении, чтобы его потом можно было проверить?",
        (
            ("эмне, ким, качанга чейин", "что, кто, до какого дня"),
            ("жылуу сөздөр", "тёплые слова"),
            ("узун кириш сөз", "длинное вступление"),
        ),
        1,
    ),
    (
        "Жыйынга келе албаган айылдашка кантип айтабыз?",
        "Как рассказать тому, кто не смог прийти?",
        (
            ("айтпайбыз", "никак"),
            ("жыйынтыкты тактага жана чатка илип", "вывесить итог на доске и в чате"),
            ("бир жылдан кийин отчёттон", "через год, в отчёте"),
        ),
        2,
    ),
    (
        "Алып баруучунун иши эмнеде?",
        "В чём дело ведущего?",
        (
            ("баарына сөз тийсин жана убакыт сакталсын", "чтобы каждый мог сказать и время соблюдалось"),
            ("өзү көп сүйлөсүн", "говорить больше всех"),
            ("суроолорду кыскартсын", "сократить вопросы"),
        ),
        1,
    ),
    (
        "Бюджет угуусунда кайсы сан элге түшүнүктүү?",
        "Какая цифра на слушаниях по бюджету понятна людям?",
        (
            ("код боюнча статья", "статья по коду"),
            ("пайыз гана", "только процент"),
            ("бир короого канча сом туура келет", "сколько сомов приходится на двор"),
        ),
        3,
    ),
    (
        "Мурунку жыйындын чечими аткарылбаса, эмне кылабыз?",
        "Что делать, если решение прошлого схода не выполнено?",
        (
            ("унчукпайбыз", "промолчать"),
            ("себебин айтып, жаңы мөөнөт сурайбыз", "сказать причину и попросить новый срок"),
            ("протоколдон өчүрөбүз", "вычеркнуть из протокола"),
        ),
        2,
    ),
    (
        "Аялдар жыйынга көбүрөөк келсин үчүн эмне жардам берет?",
        "Что поможет, чтобы на сход пришло больше женщин?",
        (
            ("ыңгайлуу саат жана балдарга караган киши", "удобный час и кто присмотрит за детьми"),
            ("кыска жарыя", "короткое объявление"),
            ("чоңураак зал", "зал побольше"),
        ),
        1,
    ),
)
TESTED = 5
# Who wrote both sheets: five answers before and five after; the key of the first five is 1 2 1 3 1.
PAIRS = (
    ("12131", "12131"),
    ("22131", "12131"),
    ("11131", "12131"),
    ("1-111", "12131"),
    ("32221", "12132"),
    ("12-31", "12131"),
    ("21112", "12111"),
    ("12211", "12131"),
    ("-----", "12-31"),
    ("13121", "12121"),
    ("12132", "12131"),
    ("22222", "22131"),
    ("11111", "12111"),
    ("12131", "12131"),
    ("1213-", "12131"),
    ("31131", "12131"),
    ("12311", "12131"),
    ("11231", "11131"),
)
ONLY_BEFORE, ONLY_AFTER = ("12111", "21131"), ("12131",)
REPLIES = (
    ("554", "", ""),
    ("545", "Жыйын ойнолгону жакты", ""),
    ("455", "", "Убакыт аз болду"),
    ("344", "Кагаздар даяр берилди", ""),
    ("555", "", ""),
    ("5-5", "Протокол үлгүсү", "Көбүрөөк мисал керек"),
    ("445", "", ""),
    ("254", "", "Зал муздак"),
    ("555", "Чогуу иштегенибиз", ""),
    ("453", "", ""),
)
EVALUATION = (
    (EvaluationForm.SCALE, Said.of(ky="Семинар ишиңизге пайдалуу болдубу?", ru="Семинар полезен для вашей работы?")),
    (EvaluationForm.SCALE, Said.of(ky="Түшүнүктүү айтылдыбы?", ru="Было ли понятно?")),
    (
        EvaluationForm.SCALE,
        Said.of(ky="Кийинки жыйынды өзүңүз өткөрө аласызбы?", ru="Сможете ли вы сами провести следующий сход?"),
    ),
    (EvaluationForm.TEXT, Said.of(ky="Эмнеси жакты?", ru="Что понравилось?")),
    (EvaluationForm.TEXT, Said.of(ky="Эмне жетишпеди?", ru="Чего не хватило?")),
)
MADE, DAY, KEYED = at("2026-02-12"), at("2026-03-03", 17), at("2026-03-04")


def learn(trainings: Trainings, cast: Cast) -> None:
    """Fill the bank of the trial programme, key its sheets, and write down what a source states of another training."""
    programme, by = trainings.trial, cast.coordinator.user
    seminar = programme.seminars.select_related("programme", "meeting").get()
    take_questions(programme, questions(), by=by, now=MADE)
    set_form(programme, EVALUATION, seen=None, by=by, now=MADE)
    keys = list(programme.questions.values_list("pk", flat=True)[:TESTED])
    test = choose_questions(seminar, keys, seen=None, by=by, now=MADE)
    fix_test(test, seen=test.version, by=by, now=MADE)
    _key(seminar, by)
    _evaluate(seminar, by)
    _state(programme, by)
    programme.refresh_from_db()


def questions() -> list[QuestionWords]:
    """The ten questions of the bank, as they are typed."""
    return [
        QuestionWords(Said.of(ky=ky, ru=ru, at=MADE), tuple(Said.of(ky=one, ru=other) for one, other in options), right)
        for ky, ru, options, right in BANK
    ]


def _key(seminar: Seminar, by: User) -> None:
    before = [*(was for was, _now in PAIRS), *ONLY_BEFORE]
    after = [*(now for _was, now in PAIRS), *[""] * len(ONLY_BEFORE), *ONLY_AFTER]
    _key_all(seminar, AnswerSheet.When.BEFORE, before, by)
    _key_all(seminar, AnswerSheet.When.AFTER, after, by)
    _slip(seminar, by)


def _key_all(seminar: Seminar, when: AnswerSheet.When, sheets: Sequence[str], by: User) -> None:
    for n, answers in enumerate(sheets):
        if answers:
            for entry in (FIRST, SECOND):
                key_sheet(seminar.test, when, _code(n), answers, entry=entry, by=by, now=KEYED)


def _slip(seminar: Seminar, by: User) -> None:
    """One more pair: a slip in the second entry of the first sheet, settled; the other one is keyed once as yet."""
    code, when = _code(40), AnswerSheet.When.BEFORE
    for entry, answers in ((FIRST, "12111"), (SECOND, "12121")):
        key_sheet(seminar.test, when, code, answers, entry=entry, by=by, now=KEYED)
    sheet = seminar.test.sheets.get(when=when, code=code)
    settle(sheet, "12111", seen=("12111", "12121"), by=by, now=KEYED)
    key_sheet(seminar.test, AnswerSheet.When.AFTER, code, "12131", entry=FIRST, by=by, now=KEYED)


def _evaluate(seminar: Seminar, by: User) -> None:
    form = seminar.programme.evaluation_forms.get()
    for n, (scales, *words) in enumerate(REPLIES):
        keep_reply(seminar, form, scales, words, key=_key_of(n), by=by, now=DAY)


def _state(programme: Programme, by: User) -> None:
    """A result as a news item of 2011 gives it; how its growth is to be read, the item does not say."""
    stated = Stated(
        words="54 %, +20 %",
        source="vap.kg/en/press_room/news/full/54.html",
        read_as=StatedResult.ReadAs.UNKNOWN,
        told_on=date(2011, 12, 29),
        people=24,
        before=Decimal(54),
        gain=Decimal(20),
    )
    state_result(programme, stated, by=by, now=KEYED)


def _code(n: int) -> str:
    return code_of(1203 + 97 * n)


def _key_of(n: int) -> UUID:
    return uuid5(UUID(int=0), f"evaluation {n}")
