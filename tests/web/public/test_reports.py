"""Yearly reports in public: as they were given; every figure leads to its rows; nobody's name who holds no office."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tegerek.demo.world import World
from tests.pages import fetch


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_every_figure_leads_to_its_rows(world: World, client: Client, lang: str) -> None:
    html = fetch(client, f"/{lang}/reports/{world.yearly.head.number}/").html

    asked = re.findall(r'<a href="#([a-z-]+)">', html)
    rows = {slug: html.count(f'id="{slug}"') for slug in asked}

    assert set(rows.values()) == {1}
    assert {"overdue", "late", "disputed", "done", "kind-assembly", "residents"} <= set(asked)


def test_a_report_and_its_rating_cost_the_same_whatever_it_counts(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        client.get(f"/ky/reports/{world.yearly.head.number}/?fresh")


def test_a_list_of_reports_says_how_they_were_rated(world: World, client: Client) -> None:
    html = fetch(client, "/en/reports/").html

    assert "Report of the head of the aiyl okmotu: 2024" in html
    assert (
        "Rated: satisfactory. Hands for “satisfactory”: 71, for “unsatisfactory”: 25, abstained: not counted." in html
    )


def test_what_is_no_report_and_what_is_no_file_of_one_are_nowhere(world: World, client: Client) -> None:
    number, other = world.yearly.head.number, world.whole.report.number

    paths = (
        f"/ky/reports/{other}/",
        f"/ky/reports/{number}/sheet.pdf",
        f"/en/reports/{number}/board.pdf",
        "/ky/reports/1/",
    )

    assert {client.get(path).status_code for path in paths} == {404}
