"""`bin/manage words`: what it collects, what it finds wrong, what it compiles."""

import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import ngettext, trans_real
from pytest_django import Settings

from tegerek.shell import wording
from tegerek.shell.wording import BORROWED, PLURALS, Collected, Message


def catalogue(lang: str, *entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": PLURALS[lang]}
    made.extend(entries)
    return made


def said(*messages: Message) -> Collected:
    return Collected({message: {"tegerek/web/x.py"} for message in messages})


def in_python(source: str) -> list[Message]:
    return list(wording.in_python(source, "x.py", []))


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An empty folder of catalogues in place of the real one; what Django had loaded before is back afterwards."""
    before = dict(vars(trans_real)["_translations"])
    vars(trans_real)["_translations"].clear()
    settings.LOCALE_PATHS = [tmp_path]
    yield tmp_path
    vars(trans_real)["_translations"].clear()
    vars(trans_real)["_translations"].update(before)


def test_python_is_read_whatever_the_functions_are_called() -> None:
    source = """
from django.utils.translation import gettext as _, ngettext as many, pgettext_lazy, npgettext, gettext_noop
from elsewhere import gettext as other
a = _("One") + _("Two "
                 "lines") + many("%d day", "%d days", n) % n
b = pgettext_lazy("street", "Name"), npgettext("tree", "%d leaf", "%d leaves", n), gettext_noop("Later")
c = other("Not ours"), _(variable), print("Not said")
"""

    assert set(in_python(source)) == {
        Message("One"),
        Message("Two lines"),
        Message("%d day", "%d days"),
        Message("Name", context="street"),
        Message("%d leaf", "%d leaves", "tree"),
        Message("Later"),
    }


@pytest.mark.parametrize("text", ['f"Hello {name}"', '"Hello " + name', '"Hello %s" % name'])
def test_a_text_put_together_before_it_is_translated_is_a_mistake(text: str) -> None:
    mistakes: list[str] = []

    found = list(wording.in_python(f"from django.utils.translation import gettext as _\n_({text})", "x.py", mistakes))

    assert (found, mistakes) == ([], ["x.py:2: the text is put together before it is translated"])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "One" %}', Message("One")),
        ("{% translate 'It\"s' %}", Message('It"s')),
        ('{% translate "May" context "month" %}', Message("May", context="month")),
        ('{% translate "100% sure" %}', Message("100%% sure")),
        ('{{ _("Plain") }}', Message("Plain")),
        ('{{ x|default:_("None yet") }}', Message("None yet")),
        ('{% include "a.html" with title=_("Title") %}', Message("Title")),
        (
            "{% blocktranslate trimmed %}\n  Two\n  lines of {{ x }}\n{% endblocktranslate %}",
            Message("Two lines of %(x)s"),
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            Message("%(n)s day", "%(n)s days"),
        ),
        (
            '{% blocktranslate count n=n context "tree" %}leaf{% plural %}leaves{% endblocktranslate %}',
            Message("leaf", "leaves", "tree"),
        ),
        ('{% translate "It’s “so” \\ there" %}', Message("It’s “so” \\ there")),
    ],
)
def test_templates_are_read_in_all_their_ways(source: str, expected: Message) -> None:
    assert list(wording.in_template(f"<p>gettext('no') {source}</p>{{# _('no') #}}")) == [expected]


def test_texts_are_collected_with_their_files_and_migrations_say_nothing(tmp_path: Path) -> None:
    imported = "from django.utils.translation import gettext as _\n"
    files = {
        "house/a.py": imported + '_("Both")',
        "house/migrations/b.py": imported + '_("Migration")',
        "house/templates/c.html": '{% translate "Both" %}',
        "house/static/d.html": '{% translate "Static" %}',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    found = wording.collect(tmp_path / "house")

    assert found == Collected({Message("Both"): {"house/a.py", "house/templates/c.html"}}, [])


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([Message("%s of %s")], "name the places, another language may need another order: “%s of %s”"),
        ([Message("{} of {}")], "name the places, another language may need another order: “{} of {}”"),
        (
            [Message("day"), Message("day", "days")],
            "“day” is said with and without a number, or with two plurals; give one of them a context",
        ),
    ],
)
def test_texts_that_no_translator_could_work_with_are_mistakes(
    tmp_path: Path, messages: list[Message], expected: str
) -> None:
    calls = [f'ngettext("{m.text}", "{m.plural}", n)' if m.plural else f'gettext("{m.text}")' for m in messages]
    source = "from django.utils.translation import gettext, ngettext\n" + "\n".join(calls)
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "a.py").write_text(source)

    found = wording.collect(tmp_path / "house")

    assert [mistake.removeprefix("house/a.py: ") for mistake in found.mistakes] == [expected]


@pytest.mark.parametrize(
    ("lang", "entry", "expected"),
    [
        ("ky", polib.POEntry(msgid="Water", msgstr="Суу"), []),
        ("ky", polib.POEntry(msgid="Water", msgstr=""), ["not translated: “Water”"]),
        ("ky", polib.POEntry(msgid="Water", msgstr=" "), ["not translated: “Water”"]),
        ("ky", polib.POEntry(msgid="Water", msgstr="Суу", flags=["fuzzy"]), ["fuzzy: “Water”"]),
        (
            "ky",
            polib.POEntry(msgid="%(n)s of %(all)s", msgstr="%(all)s ичинен %(n)s"),
            [],
        ),
        (
            "ky",
            polib.POEntry(msgid="%(n)s of %(all)s", msgstr="%(n)s ичинен %(n)s"),
            ["places differ, %(all)s %(n)s in English, %(n)s here: “%(n)s of %(all)s”"],
        ),
        (
            "ky",
            polib.POEntry(msgid="{n} left", msgstr="калды"),
            ["places differ, {n} in English, none here: “{n} left”"],
        ),
        ("ky", polib.POEntry(msgid="50% of all", msgstr="баарынын 50% ы"), []),
        ("ky", polib.POEntry(msgid="50%% of %s", msgstr="%s 50%%"), []),
        ("ky", polib.POEntry(msgid="<b>Water</b>", msgstr="<b>Суу"), ["tags differ: “<b>Water</b>”"]),
        (
            "ky",
            polib.POEntry(msgid="Water\n", msgstr="Суу"),
            ["begins or ends with another space or line break: “Water\n”"],
        ),
        (
            "ky",
            polib.POEntry(msgid="Lake", msgstr="Кѳл"),
            ["“Кѳл” has letters that only look right, write “Көл”: “Lake”"],
        ),
        (
            "ru",
            polib.POEntry(msgid="Water", msgstr="Bода"),
            ["“Bода” has letters that only look right, write “Вода”: “Water”"],
        ),
        ("ru", polib.POEntry(msgid="Still a PDF", msgstr="Ещё объект PDFный"), []),
        (
            "ru",
            polib.POEntry(
                msgid="%d day", msgid_plural="%d days", msgstr_plural={0: "%d день", 1: "%d дня", 2: "%d дней"}
            ),
            [],
        ),
        (
            "ru",
            polib.POEntry(msgid="%d day", msgid_plural="%d days", msgstr_plural={0: "%d день", 1: "%d дня"}),
            ["2 plural forms, 3 needed: “%d day”"],
        ),
        (
            "ru",
            polib.POEntry(msgid="%d day", msgid_plural="%d days", msgstr_plural={0: "%d день", 1: "%d дня", 2: ""}),
            ["not translated: “%d day”"],
        ),
        (
            "ky",
            polib.POEntry(msgid="One day", msgid_plural="%(n)s days", msgstr_plural={0: "күн"}),
            ["places differ, %(n)s in English, none here: “One day”"],
        ),
        ("ky", polib.POEntry(msgid="%d day", msgid_plural="%d days", msgstr_plural={0: "%d күн"}), []),
    ],
)
def test_a_wrong_translation_is_named_with_what_is_wrong(lang: str, entry: polib.POEntry, expected: list[str]) -> None:
    found = said(Message(entry.msgid, entry.msgid_plural))

    assert wording.problems(catalogue(lang, entry), found, lang) == expected


def test_a_catalogue_that_does_not_fit_the_program_says_where() -> None:
    water, lake = polib.POEntry(msgid="Water", msgstr="Суу"), polib.POEntry(msgid="Lake", msgstr="Көл")
    gone = polib.POEntry(msgid="Gone", msgstr="Жок", obsolete=True)
    theirs = polib.POEntry(msgid="Yes", msgstr="Ооба", tcomment=f"{BORROWED} django")
    old = catalogue("ky", water, water, lake, gone, theirs)
    old.metadata["Plural-Forms"] = "nplurals=2; plural=(n != 1);"

    lines = wording.problems(old, said(Message("Water"), Message("River")), "ky")

    assert lines == [
        "Plural-Forms must be “nplurals=1; plural=0;”",
        "kept as obsolete: “Gone”",
        "no longer said: “Lake”",
        "not in the catalogue: “River”",
        "twice in the catalogue: “Water”",
    ]


def test_collecting_keeps_exact_translations_and_borrowed_ones_and_guesses_nothing() -> None:
    old = catalogue(
        "ru",
        polib.POEntry(msgid="Water", msgstr="Вода", tcomment="Питьевая."),
        polib.POEntry(msgid="Lakes", msgstr="Озёра"),
        polib.POEntry(msgid="Doubtful", msgstr="Сомнительно", flags=["fuzzy"]),
        polib.POEntry(msgid="Yes", msgstr="Да", tcomment=f"{BORROWED} django"),
    )
    found = said(Message("Water"), Message("Lake"), Message("Doubtful"), Message("%d day", "%d days"))

    new = wording.merged(old, found, "ru")

    assert [(entry.msgid, entry.msgstr_plural or entry.msgstr, entry.tcomment) for entry in new] == [
        ("%d day", {0: "", 1: "", 2: ""}, ""),
        ("Doubtful", "", ""),
        ("Lake", "", ""),
        ("Water", "Вода", "Питьевая."),
        ("Yes", "Да", "borrowed: django"),
    ]
    assert [flag for entry in new for flag in entry.flags] == ["python-format"]


def test_collecting_twice_changes_nothing_and_no_line_or_day_is_written(tmp_path: Path) -> None:
    path = tmp_path / "ky" / "LC_MESSAGES" / "django.po"
    found = said(Message("Water"), Message("May", context="month"), Message("%(n)s well", "%(n)s wells"))

    written = [wording.write(wording.merged(wording.read(path), found, "ky"), path) for _time in range(2)]

    assert written == [True, False]
    assert path.read_text().partition("\n\n")[2] == (
        "#: tegerek/web/x.py\n#, python-format\n"
        'msgid "%(n)s well"\nmsgid_plural "%(n)s wells"\nmsgstr[0] ""\n\n'
        '#: tegerek/web/x.py\nmsgctxt "month"\nmsgid "May"\nmsgstr ""\n\n'
        '#: tegerek/web/x.py\nmsgid "Water"\nmsgstr ""\n'
    )


def test_only_what_changed_is_compiled(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalogue("ky", polib.POEntry(msgid="Water", msgstr="Суу")).save(str(path))

    first, second = wording.compile_file(path), wording.compile_file(path)
    os.utime(path, ns=(path.stat().st_atime_ns, path.with_suffix(".mo").stat().st_mtime_ns + 1))
    third = wording.compile_file(path)

    assert (first, second, third) == (True, False, True)
    assert [entry.msgstr for entry in polib.mofile(str(path.with_suffix(".mo")))] == ["Суу"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["django.mo", "django.po"]


def test_the_command_collects_refuses_and_compiles(folder: Path) -> None:
    out = StringIO()

    call_command("words", collect=True, stdout=out)
    with pytest.raises(CommandError, match="to mend; docs/words"):
        call_command("words", check=True, stdout=out)
    call_command("words", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0].startswith("ky: written, ")
    assert "ru: not translated: “This translation is older than the original text.”" in lines
    assert lines[-1] == "Compiled 2 of 2 catalogues."
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.mo")) == [
        "ky/LC_MESSAGES/django.mo",
        "ru/LC_MESSAGES/django.mo",
    ]


@pytest.mark.parametrize(
    ("lang", "number", "expected"),
    [
        ("ru", 1, "1 колодец"),
        ("ru", 21, "21 колодец"),
        ("ru", 3, "3 колодца"),
        ("ru", 11, "11 колодцев"),
        ("ru", 5, "5 колодцев"),
        ("ky", 1, "1 кудук"),
        ("ky", 5, "5 кудук"),
    ],
)
def test_our_plurals_hold_beside_those_of_django_which_has_four_forms_in_russian(
    folder: Path, lang: str, number: int, expected: str
) -> None:
    forms = {"ru": ["%d колодец", "%d колодца", "%d колодцев"], "ky": ["%d кудук"]}
    for code, words in forms.items():
        path = folder / code / "LC_MESSAGES" / "django.po"
        entry = polib.POEntry(msgid="%d well", msgid_plural="%d wells", msgstr_plural=dict(enumerate(words)))
        wording.write(catalogue(code, entry), path)
        wording.compile_file(path)

    with translation.override(lang):
        ours = ngettext("%d well", "%d wells", number) % number
        theirs = translation.gettext("Yes")

    assert (ours, theirs) == (expected, {"ru": "Да", "ky": "Ооба"}[lang])


def test_djangos_own_russian_plurals_still_hold_beside_ours(folder: Path) -> None:
    path = folder / "ru" / "LC_MESSAGES" / "django.po"
    wording.write(catalogue("ru", polib.POEntry(msgid="Water", msgstr="Вода")), path)
    wording.compile_file(path)

    with translation.override("ru"):
        days = [ngettext("%(num)d day", "%(num)d days", n) % {"num": n} for n in (1, 2, 5, 21)]

    assert [day.replace("\u00a0", " ") for day in days] == ["1 день", "2 дня", "5 дней", "21 день"]
