"""From an empty installation to somebody who can sign in, once."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tegerek.people.models import Role, User
from tests.places.world import load_few_units

WORDS = ("--office=Сынак айыл өкмөтү", "--place=kochkor-raion", "--person=Үмүт Сынакова", "--phone=0555 00 00 00")


def test_the_administrator_of_a_first_office_signs_in_with_the_printed_password(
    db: None, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    load_few_units()

    call_command("first_office", *WORDS)

    password = capsys.readouterr().out.split()[-1]
    answer = client.post("/account/sign-in/", {"login": "0555000000", "password": password})
    user = User.objects.get()
    assert (answer.status_code, answer["Location"], client.get("/desk/").status_code) == (302, "/desk/", 200)
    assert [(one.role, one.office.name.in_("ky").text) for one in user.grants.all()] == [
        (Role.ADMINISTRATOR, "Сынак айыл өкмөтү")
    ]


def test_a_second_first_office_is_refused_and_nothing_is_made(db: None) -> None:
    load_few_units()
    call_command("first_office", *WORDS)

    with pytest.raises(CommandError, match="administrator already"):
        call_command("first_office", *WORDS[:3], "--email=umut@synak.example")

    assert User.objects.count() == 1


def test_an_unknown_place_is_misuse_and_nothing_is_made(db: None) -> None:
    with pytest.raises(CommandError, match="no place “nowhere”") as caught:
        call_command("first_office", WORDS[0], "--place=nowhere", *WORDS[2:])

    assert (caught.value.returncode, User.objects.count()) == (2, 0)
