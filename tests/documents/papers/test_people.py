"""The list of participants and the sign-in sheet: who stands on them, what stays empty."""

from __future__ import annotations

from datetime import UTC, datetime

from tegerek.documents.papers import parts
from tegerek.documents.papers.parts import Paper
from tegerek.documents.papers.people import roster_list_paper, sign_in_paper
from tegerek.lib.said import Said
from tegerek.people.consents import consent_said
from tests.documents.papers import invented

LATER = datetime(2026, 3, 10, tzinfo=UTC)
CONSENT = Said.of(ky="Макулмун.", ru="Согласен.", en="I agree.")


def test_whoever_declined_is_left_out_and_the_substitute_stands_there() -> None:
    gone = invented.line(0, declined_at=LATER, replaced_by=2)
    instead = invented.line(1, instead_of=1)

    table = _table(roster_list_paper(invented.day(), invented.roster(gone, instead), "ky"))

    assert [row[:2] for row in table.rows] == [("1", "Сынакова Жылдыз Үсөновна")]


def test_a_phone_stands_on_the_list_only_if_the_sheet_tells_it() -> None:
    with_one = invented.roster(invented.line(0, phones=("+996000000042",)))
    without = invented.roster(invented.line(0))

    lists = [_table(roster_list_paper(invented.day(), roster, "en")) for roster in (with_one, without)]

    assert [table.columns[-1].heads for table in lists] == [("Phone",), ("Sex (f/m)",)]
    assert lists[0].rows[0][-1] == "0000\u00a000\u00a000\u00a042"


def test_an_empty_list_says_so() -> None:
    paper = roster_list_paper(invented.day(), invented.roster(), "en")

    assert (_table(paper).rows, paper.parts[-1]) == ((), parts.Line("Nobody is on the list yet."))


def test_the_sign_in_sheet_has_rows_for_all_who_are_planned_and_five_at_least() -> None:
    counts = []
    for people, planned in ((0, 20), (18, 20), (3, None), (0, 5000)):
        lines = (invented.line(n) for n in range(people))
        sheet = sign_in_paper(invented.day(planned=planned), invented.roster(*lines), "ky", consent=CONSENT)
        counts.append((len(_table(sheet).rows), _table(sheet).rows[-1][0]))

    assert counts == [(20, "20"), (23, "23"), (8, "8"), (60, "60")]


def test_the_consent_stands_over_the_head_in_the_languages_of_the_paper() -> None:
    papers = [sign_in_paper(invented.day(), invented.roster(), lang, consent=CONSENT) for lang in ("ky-ru", "en")]

    assert [_table(paper).above for paper in papers] == ["Макулмун. / Согласен.", "I agree."]


def test_heads_are_in_both_languages_and_cells_in_the_first() -> None:
    table = _table(sign_in_paper(invented.day(), invented.roster(invented.line(1)), "ky-ru", consent=CONSENT))

    assert table.columns[1].heads == ("Аты-жөнү", "Фамилия, имя, отчество")
    expected = ("1", "Сынакова Жылдыз Үсөновна", "айылдык кеңештин төрагасы", "Көк-Ой айыл аймагы", "а", *[""] * 4)
    assert table.rows[0] == expected


def test_the_words_of_the_consent_are_short_and_in_three_languages() -> None:
    texts = consent_said().texts

    assert (set(texts), max(map(len, texts.values())) < 400) == ({"ky", "ru", "en"}, True)


def _table(paper: Paper) -> parts.Table:
    return next(part for part in paper.parts if isinstance(part, parts.Table))
