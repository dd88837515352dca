"""The demo municipality. The same world is the test cast and stands in the screenshots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from tegerek.demo.answers import answer
from tegerek.demo.appeals import Appeals, appeal
from tegerek.demo.bag import carry_home
from tegerek.demo.cast import Cast, engage
from tegerek.demo.certified import Certified, certify
from tegerek.demo.following import Following, follow
from tegerek.demo.gatherings import Gatherings, gather
from tegerek.demo.land import Land, settle
from tegerek.demo.learnt import learn
from tegerek.demo.minuted import write_minutes
from tegerek.demo.monitored import Monitored, monitor
from tegerek.demo.reminding import remind
from tegerek.demo.sources import bring_in
from tegerek.demo.standing import Standing, stand
from tegerek.demo.training import Training, put_down_trainers
from tegerek.demo.trainings import Trainings, train
from tegerek.demo.whole import Whole, complete
from tegerek.demo.yearly import Yearly, report
from tegerek.people.models import User


@dataclass(frozen=True)
class World:
    land: Land
    cast: Cast
    gatherings: Gatherings
    trainings: Trainings
    standing: Standing
    appeals: Appeals
    whole: Whole
    following: Following
    yearly: Yearly
    monitored: Monitored
    training: Training
    certified: Certified


@transaction.atomic
def make(new_password: Callable[[], str]) -> World:
    """Make the whole world in one transaction, through the rooms' own actions. The units of the country must be loaded."""
    land = settle()
    cast = engage(land, new_password)
    standing = stand(land, cast.clerk.user)
    gatherings, trainings = gather(land, cast), train(land, cast)
    carry_home(land, cast, gatherings, trainings.trial)
    learn(trainings, cast)
    appeals = appeal(land, cast)
    whole = complete(land, cast, standing, appeals)
    write_minutes(whole, cast)
    answer(whole, cast.clerk.user)
    bring_in(land, cast.clerk.user)
    following = follow(land, whole, cast.clerk.user)
    yearly = report(land, whole, cast)
    monitored = monitor(land, cast, following.done)
    remind(land, cast.clerk.user)
    training = put_down_trainers(land, cast, trainings)
    certified = certify(trainings.trial, cast)
    return World(
        land,
        cast,
        gatherings,
        trainings,
        standing,
        appeals,
        whole,
        following,
        yearly,
        monitored,
        training,
        certified,
    )


def is_made() -> bool:
    """Whether the demo stands already. One query."""
    return User.objects.filter(email="gulnaz@kok-bulut.example").exists()
