"""The sample series of twelve seminars, from its first word to its report, made through the rooms' own actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from tegerek.demo.trained.carried import carry_home, publish_counts
from tegerek.demo.trained.certified import certify_all
from tegerek.demo.trained.country import found_raions
from tegerek.demo.trained.held import hold_all
from tegerek.demo.trained.learnt import key_all, teach
from tegerek.demo.trained.paid import pay_all, set_rates
from tegerek.demo.trained.people import Staff, engage_staff
from tegerek.demo.trained.reported import report
from tegerek.demo.trained.series import begin, move
from tegerek.demo.trained.taught import put_down_trainers
from tegerek.programmes.models import Programme


@dataclass(frozen=True)
class Trained:
    """The series, and who works with it."""

    programme: Programme
    staff: Staff


@transaction.atomic
def make_trained(new_password: Callable[[], str], tell: Callable[[str], None] = lambda said: None) -> Trained:
    """Make the whole series in one transaction. The units of the country must be loaded; the demo may stand or not.

    tell: hears what is being made. Takes about half a minute, most of it for papers.
    """
    tell("twelve raions and their offices")
    country = found_raions()
    staff = engage_staff(country.offices, new_password)
    by, trainer = staff.coordinator.user, staff.trainer.user
    tell("the series, its letters and its trainers")
    programme = begin(country, staff)
    put_down_trainers(programme, staff)
    move(programme, by)
    teach(programme, by)
    set_rates(programme, by)
    tell("240 people, invited and ticked")
    hold_all(programme, by)
    tell("tests, keyed twice")
    key_all(programme, (by, trainer), by)
    tell("money lists")
    pay_all(programme, by)
    tell("certificates")
    certify_all(programme, by)
    tell("the next meetings")
    carry_home(programme, staff)
    tell("results and report")
    publish_counts(programme, by)
    report(programme, by)
    programme.refresh_from_db()
    return Trained(programme, staff)
