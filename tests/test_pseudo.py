"""The pseudo-language itself: it marks everything gettext says, and finds what gettext did not say."""

import doctest

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext, pgettext
from django.utils.translation import gettext_lazy as lazy

from tests import pseudo as module
from tests.pseudo import pseudo, unmarked

LAZY = lazy("A lazy text")


class WaterForm(forms.Form):
    name = forms.CharField(label=lazy("Name of the well"), help_text=lazy("As people say it."))


def test_every_form_of_gettext_is_marked_and_no_context_shows() -> None:
    with translation.override("ru"), pseudo():
        said = [
            _("Never translated"),
            pgettext("here", "Never translated"),
            ngettext("%d well", "%d wells", 3) % 3,
            npgettext("here", "%d well", "%d wells", 1) % 1,
            str(LAZY),
            str(gettext_lazy("Another")),
        ]

    assert said == [
        "⟦Never translated⟧",
        "⟦Never translated⟧",
        "⟦3 wells⟧",
        "⟦1 well⟧",
        "⟦A lazy text⟧",
        "⟦Another⟧",
    ]


def test_real_translations_are_marked_too() -> None:
    with translation.override("ru"), pseudo():
        shown = _("Yes")

    assert shown == "⟦Да⟧"


def test_templates_are_marked_whatever_language_is_switched_on_inside() -> None:
    source = (
        '{% translate "Never" %}|{% translate "Never" context "here" %}|{{ _("Never") }}|'
        "{% blocktranslate trimmed %} Never {{ name }} {% endblocktranslate %}|"
        "{% blocktranslate count n=n %}{{ n }} well{% plural %}{{ n }} wells{% endblocktranslate %}"
    )

    with pseudo(), translation.override("en"):
        shown = Template(source).render(Context({"name": "Суу", "n": 2}))

    assert shown == "⟦Never⟧|⟦Never⟧|⟦Never⟧|⟦Never Суу⟧|⟦2 wells⟧"


def test_labels_helps_and_errors_of_forms_are_marked() -> None:
    with pseudo(), translation.override("ky"):
        page = WaterForm({}).as_p()

    assert unmarked(page) == []
    assert "⟦Name of the well:⟧" in page or "⟦Name of the well⟧" in page


def test_afterwards_everything_is_as_before_and_the_language_stays() -> None:
    with translation.override("ru"):
        with pseudo():
            inside = translation.get_language()
        after = (translation.get_language(), _("Yes"))

    with translation.override("ky"):
        other = _("Yes")
    assert (inside, after, other.startswith("⟦")) == ("ru", ("ru", "Да"), False)


def test_a_failure_inside_leaves_no_marks_behind() -> None:
    def fail() -> None:
        with pseudo():
            raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        fail()

    with translation.override("ru"):
        assert _("Yes") == "Да"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>⟦Meetings⟧</h1>", []),
        ("<h1>Meetings</h1>", ["Meetings"]),
        ("<p>⟦Read <a href='/rules/'>the rules</a> first⟧</p>", []),
        ("<p>⟦Read⟧ the <b>rules</b></p>", ["the", "rules"]),
        ("<p>Таза суу, 24.10.2017, 10:00–16:00</p>", []),
        ("<p>Таза  суу\n at home</p>", ["Таза суу at home"]),
        (
            "<img alt='Well'><input placeholder='Name' value='Asel'><button title='Go'>⟦x⟧</button>",
            ["Well", "Name", "Go"],
        ),
        ("<input type='submit' value='Send'><meta name='description' content='Site'>", ["Send", "Site"]),
        ("<html lang='ky'><body>Home <span lang='en'>Clean <b>water</b></span> away</body></html>", ["Home", "away"]),
        ("<p translate='no'>Tegerek</p><code>bin/run</code><style>p{}</style><script>let xx</script>", []),
        ("<ul translate='no'><li>One<li>Two</ul>Three", ["Three"]),
        ("<p>a<br>b<br>Long</p>", ["Long"]),
        ("&laquo;Quoted&raquo; &amp; ⟦said⟧", ["«Quoted» &"]),
    ],
)
def test_what_nobody_can_translate_is_found(page: str, expected: list[str]) -> None:
    assert unmarked(page) == expected


def test_known_names_may_stand_there() -> None:
    assert unmarked("<p>Asel\n Invented</p><p>Other</p>", known={"Asel Invented"}) == ["Other"]


def test_the_example_in_the_docstring_holds() -> None:
    assert doctest.testmod(module).failed == 0
