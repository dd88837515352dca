"""What templates say about days, hours and texts, in the language of the page."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats, translation

from tegerek.lib.said import Said
from tegerek.web.templatetags import words

SATURDAY = date(2026, 3, 14)
TEN = datetime(2026, 3, 14, 4, 0, tzinfo=UTC)
LATE = datetime(2026, 3, 13, 20, 0, tzinfo=UTC)
WATER = Said.of(ky="Таза суу", ru="Чистая <вода>", at=TEN)


def render(source: str, lang: str, **context: Any) -> str:
    with translation.override(lang):
        return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "ky", "ru", "en"),
    [
        ("{{ d|day }}", "2026-жылдын 14-марты", "14 марта 2026 года", "14 March 2026"),
        (
            '{{ d|day:"weekday" }}',
            "2026-жылдын 14-марты, ишемби",
            "суббота, 14 марта 2026 года",
            "Saturday, 14 March 2026",
        ),
        ('{{ d|day:"yearless" }}', "14-марты", "14 марта", "14 March"),
        ('{{ d|day:"on" }}', "2026-жылдын 14-мартында", "14 марта 2026 года", "on 14 March 2026"),
        (
            '{{ d|day:"on weekday yearless" }}',
            "14-мартында, ишемби күнү",
            "в субботу, 14 марта",
            "on Saturday, 14 March",
        ),
        ("{{ d|day_short }}", "14.03.2026", "14.03.2026", "14.03.2026"),
        ("{{ late|day_short }}", "14.03.2026", "14.03.2026", "14.03.2026"),
        ("{{ late|day }}", "2026-жылдын 14-марты", "14 марта 2026 года", "14 March 2026"),
        (
            "{{ d|days_range:last }}",
            "2026-жылдын 14-мартынан 17-мартына чейин",
            "с 14 по 17 марта 2026 года",
            "from 14 to 17 March 2026",
        ),
        (
            "{% days d last %}",
            "2026-жылдын 14-мартынан 17-мартына чейин",
            "с 14 по 17 марта 2026 года",
            "from 14 to 17 March 2026",
        ),
        ('{% days d last "short" %}', "14–17.03.2026", "14–17.03.2026", "14–17.03.2026"),
        ("{% days d nothing %}", "2026-жылдын 14-мартында", "14 марта 2026 года", "on 14 March 2026"),
        ("{{ d|month }}", "2026-жылдын марты", "март 2026 года", "March 2026"),
        ("{{ d|month_short }}", "мар.", "март", "Mar"),
        ("{{ d|weekday }}, {{ d|weekday_short }}", "ишемби, иш", "суббота, сб", "Saturday, Sat"),
        ("{{ at|moment }}", "2026-жылдын 14-марты, саат 10:00", "14 марта 2026 года, 10:00", "14 March 2026, 10:00"),
        (
            '{{ at|moment:"weekday" }}',
            "2026-жылдын 14-марты, ишемби, саат 10:00",
            "суббота, 14 марта 2026 года, 10:00",
            "Saturday, 14 March 2026, 10:00",
        ),
        ("{{ t|time }}", "саат 09:30", "09:30", "09:30"),
        ("{{ at|time }}", "саат 10:00", "10:00", "10:00"),
        ('{{ t|time:"G.i" }}', "9.30", "9.30", "9.30"),
        ("{% hours t end %}", "саат 09:30–16:00", "09:30–16:00", "09:30–16:00"),
        ("{% hours t nothing %}", "саат 09:30", "09:30", "09:30"),
        ("{{ name|quoted }}", "«Суу &amp; жол»", "«Суу &amp; жол»", "“Суу &amp; жол”"),
        ("{{ name|excerpt:5 }}", "Суу…", "Суу…", "Суу…"),
        ("{{ bytes|size }}", "38\u00a0кБ", "38\u00a0кБ", "38\u00a0kB"),
    ],
)
def test_a_page_speaks_its_own_language(source: str, ky: str, ru: str, en: str) -> None:
    facts = {"d": SATURDAY, "last": date(2026, 3, 17), "late": LATE, "at": TEN, "t": time(9, 30), "end": time(16)}

    shown = [render(source, lang, **facts, name="Суу & жол", bytes=38_000) for lang in ("ky", "ru", "en")]

    assert shown == [ky, ru, en]


@pytest.mark.parametrize(
    "source",
    [
        "{{ nothing|day }}",
        '{{ nothing|day:"on" }}',
        "{{ nothing|day_short }}",
        "{{ nothing|days_range:nothing }}",
        "{% days nothing nothing %}",
        "{{ nothing|month }}{{ nothing|month_short }}{{ nothing|weekday }}{{ nothing|weekday_short }}",
        "{{ nothing|moment }}",
        "{{ nothing|time }}",
        '{{ nothing|time:"H:i" }}',
        "{% hours nothing nothing %}",
        "{{ nothing|said }}{{ nothing|said_text }}",
        "{{ nothing|size }}",
    ],
)
@pytest.mark.parametrize("nothing", [None, ""])
def test_what_nobody_knows_is_not_shown(source: str, nothing: str | None) -> None:
    assert render(source, "ky", nothing=nothing) == ""


@pytest.mark.parametrize("source", ['{{ d|day:"weekdays" }}', '{% days d d "long" %}', '{{ w|said:"notes" }}'])
def test_a_template_that_asks_for_what_there_is_not_fails(source: str) -> None:
    with pytest.raises(ValueError, match="can be asked for"):
        render(source, "ky", d=SATURDAY, w=WATER)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ky", "Таза суу"),
        ("ru", "Чистая &lt;вода&gt;"),
        ("en", '<span lang="ky">Таза суу</span>'),
    ],
)
def test_a_text_in_another_language_is_marked_as_such_and_nothing_breaks_out(lang: str, expected: str) -> None:
    assert render("{{ w|said }}", lang, w=WATER) == expected


def test_a_text_already_chosen_keeps_the_choice() -> None:
    assert render("{{ w|said }}", "ky", w=WATER.in_("en")) == '<span lang="ky">Таза суу</span>'


def test_an_old_translation_says_so_where_asked() -> None:
    stale = WATER.with_text("ky", "Таза суу жана жол", TEN + timedelta(days=1))

    with_note = render('{{ w|said:"note" }}', "en-gb", w=stale.in_("ru"))

    assert with_note == (
        'Чистая &lt;вода&gt; <small class="stale">This translation is older than the original text.</small>'
    )
    assert render("{{ w|said }}", "ru", w=stale) == "Чистая &lt;вода&gt;"
    assert render('{{ w|said:"note" }}', "ky", w=stale) == "Таза суу жана жол"


def test_a_long_text_comes_in_paragraphs_each_in_its_language() -> None:
    rules = Said.of(ky="Биринчи\n\nЭкинчи & үчүнчү")

    shown = [render('{{ w|said:"paragraphs" }}', lang, w=rules) for lang in ("ky", "ru")]

    assert shown == [
        "<p>Биринчи</p>\n<p>Экинчи &amp; үчүнчү</p>",
        '<p lang="ky">Биринчи</p>\n<p lang="ky">Экинчи &amp; үчүнчү</p>',
    ]


def test_a_text_for_an_attribute_is_bare_and_on_one_line() -> None:
    said = Said.of(ky='Таза\n"суу"')

    assert render('<a title="{{ w|said_text }}">', "en", w=said) == '<a title="Таза &quot;суу&quot;">'


@pytest.mark.parametrize(
    ("lang", "day", "number"),
    [
        ("ky", "14.03.2026", "1234,5"),
        ("ru", "14.03.2026", "1234,5"),
        ("en", "14.03.2026", "1234.5"),
    ],
)
def test_numbers_and_short_days_follow_the_language(lang: str, day: str, number: str) -> None:
    with translation.override(lang):
        assert formats.date_format(SATURDAY, "SHORT_DATE_FORMAT") == day
        assert formats.number_format(Decimal("1234.5")) == number


@pytest.mark.parametrize(("lang", "expected"), [("ru", "1\u00a0234\u00a0567,50"), ("ky", "1\u00a0234\u00a0567,50")])
def test_thousands_are_parted_by_a_space_that_does_not_break(lang: str, expected: str) -> None:
    with translation.override(lang):
        assert formats.number_format(Decimal("1234567.5"), decimal_pos=2, force_grouping=True) == expected


@pytest.mark.parametrize(
    ("lang", "expected"), [("ru", "14 марта 2026 года"), ("en", "14 March 2026"), ("ky", "2026-жылдын 14-марты")]
)
def test_the_date_filter_of_django_agrees_with_ours(lang: str, expected: str) -> None:
    assert render("{{ d|date }}", lang, d=SATURDAY) == render("{{ d|day }}", lang, d=SATURDAY) == expected


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
@pytest.mark.parametrize("typed", ["14.03.2026", "14.3.26", "2026-03-14", "14/03/2026"])
def test_a_day_may_be_typed_in_every_usual_way(lang: str, typed: str) -> None:
    with translation.override(lang):
        assert forms.DateField().clean(typed) == SATURDAY


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
@pytest.mark.parametrize("typed", ["09:30", "9:30", "9.30", "09:30:00"])
def test_an_hour_may_be_typed_in_every_usual_way(lang: str, typed: str) -> None:
    with translation.override(lang):
        assert forms.TimeField().clean(typed) == time(9, 30)


@pytest.mark.parametrize("typed", ["14.03.2026 10:00", "2026-03-14 10.00", "2026-03-14T10:00"])
def test_a_moment_typed_is_local_time(typed: str) -> None:
    with translation.override("ky"):
        assert forms.DateTimeField().clean(typed) == TEN


@pytest.mark.parametrize(("day", "ahead"), [(date(2026, 3, 6), True), (date(2026, 3, 5), False), (None, False)])
def test_a_day_is_ahead_until_it_is_over(day: date | None, ahead: bool) -> None:
    assert words.is_ahead(day) == ahead
