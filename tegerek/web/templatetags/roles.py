"""Names of roles and posts, and what a browser was, in the language of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language, pgettext_lazy

from tegerek.people.posts import post_said
from tegerek.people.roles import role_said

register = template.Library()

DEVICES = {
    "phone": pgettext_lazy("kind of device", "phone"),
    "computer": pgettext_lazy("kind of device", "computer"),
}
BROWSERS = {"edge": "Edge", "opera": "Opera", "firefox": "Firefox", "chrome": "Chrome", "safari": "Safari"}
WAYS = {
    "password": pgettext_lazy("how somebody signed in", "by password"),
    "card": pgettext_lazy("how somebody signed in", "by card"),
    "link": pgettext_lazy("how somebody signed in", "by personal link"),
    "pin": pgettext_lazy("how somebody signed in", "by PIN"),
}


@register.filter
def role_name(role: str) -> str:
    """{{ grant.role|role_name }}"""
    return str(role_said(role).in_(get_language() or "ky"))


@register.filter
def the_post(post: str) -> str:
    """{{ turn.decided_post|the_post }}: a post of the house, by its name."""
    return str(post_said(post).in_(get_language() or "ky"))


@register.filter
def device_name(device: str) -> str:
    """{{ sitting.device|device_name }}: "phone, Chrome"."""
    kind, _blank, browser = device.partition(" ")
    words = [str(DEVICES.get(kind, "")), BROWSERS.get(browser, "")]
    return ", ".join(word for word in words if word)


@register.filter
def way_in(how: str) -> str:
    """{{ sitting.how|way_in }}"""
    return str(WAYS[how])
