"""The demo municipality stands in every state of a meeting's life."""

from django.core.management import call_command

from tegerek.demo.world import World, is_made
from tegerek.meetings.models import Meeting
from tegerek.meetings.rules import State
from tegerek.programmes.models import Seminar


def test_the_demo_has_a_meeting_in_every_state(world: World) -> None:
    states = {meeting.state for meeting in Meeting.objects.all()}

    assert states == set(State)


def test_the_programme_of_2017_has_twelve_seminars_in_two_oblasts_and_no_prose(world: World) -> None:
    programme = world.trainings.of_2017

    seminars = Seminar.objects.filter(programme=programme).select_related("meeting__place__parent")

    oblasts = [seminar.meeting.place.parent.soate for seminar in seminars if seminar.meeting.place.parent]
    assert (len(oblasts), oblasts.count("41704000000000"), oblasts.count("41706000000000")) == (12, 5, 7)
    assert (bool(programme.release.lead), bool(programme.release.quote), programme.planned) == (False, False, 240)


def test_the_command_makes_no_second_demo(world: World) -> None:
    meetings = Meeting.objects.count()

    call_command("demo")

    assert (is_made(), Meeting.objects.count()) == (True, meetings)
