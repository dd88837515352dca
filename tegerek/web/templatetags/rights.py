"""What an account may do, for pages that offer it."""

from django import template
from django.contrib.auth.models import AnonymousUser

from tegerek.people.access import reach
from tegerek.people.models import User
from tegerek.people.rights import Act

register = template.Library()


@register.filter
def reaches(user: User | AnonymousUser | None, act: str) -> bool:
    """{% if user|reaches:"person.see" %}: whether it may do that to anybody’s things. No query after the gate’s."""
    return user is not None and bool(reach(user, Act(act)))
