"""Telling people beforehand: the proof of notice, and the chat groups of the villages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tegerek.lib import personal as words
from tegerek.lib.fields import SaidField
from tegerek.lib.owned import Owned
from tegerek.meetings.models.meeting import Meeting, Turn
from tegerek.people.models import User
from tegerek.places.models import Body, Unit


class Telling(Owned):
    """That people were told of a meeting: on which day, by which channel, where, by whom. The notice counts from it.

    where: "the board of the school", in words. by_whom: the post or body that did it, in words; no resident's name.
    turn: the call or the move that was told. taken_back_at: it was written down by mistake. A photograph is a
    files.File that names it as owner.
    """

    class Channel(models.TextChoices):
        BOARD = "board"
        DOOR_TO_DOOR = "door_to_door"
        CHAT = "chat"
        MEDIA = "media"
        POST = "post"
        LOUDSPEAKER = "loudspeaker"
        PHONE = "phone"
        SITE = "site"
        OTHER = "other"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    personal: ClassVar = {"where": words.OWN_WORDS, "by_whom": words.OWN_WORDS}
    impersonal: ClassVar = ("channel",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="tellings")
    turn = models.ForeignKey(Turn, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    told_on = models.DateField()
    where = SaidField()
    by_whom = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["told_on", "id"]

    def __str__(self) -> str:
        return f"telling {self.pk}"


class ChatGroup(Owned):
    """A chat group of a village: its name, who posts (a post, not a person), how many read it, counted on which day."""

    place_path: ClassVar[str] = "unit"
    personal: ClassVar = {"name": words.OWN_WORDS, "posted_by": words.OWN_WORDS, "link": words.OWN_WORDS}

    office = models.ForeignKey(Body, models.PROTECT, related_name="chat_groups")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    posted_by = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=300, blank=True)
    members = models.PositiveIntegerField(null=True, blank=True)
    counted_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    # How a link begins that leads to a page; any other could lead anywhere, or run.
    LINKS: ClassVar[tuple[str, ...]] = ("https://", "http://")

    class Meta:
        ordering = ["unit", "name", "id"]

    def __str__(self) -> str:
        return f"chat group {self.pk}"

    @property
    def leads_to(self) -> str:
        """The link, if it leads to a page; whatever else stands there is only text, and this is ""."""
        return self.link if self.link.startswith(self.LINKS) else ""


class ChatPost(Owned):
    """That a text of a meeting was posted in a group: which text, when, ticked by whom. Screenshots are files."""

    class What(models.TextChoices):
        NOTICE = "notice"
        CORRECTION = "correction"
        RESULT = "result"

    office_path: ClassVar[str] = "meeting__office"
    place_path: ClassVar[str] = "meeting__place"
    impersonal: ClassVar = ("what",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="chat_posts")
    group = models.ForeignKey(ChatGroup, models.PROTECT, related_name="posts")
    what = models.CharField(max_length=12, choices=What.choices)
    turn = models.ForeignKey(Turn, models.PROTECT, null=True, related_name="+")
    posted_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "group", "what", "turn"], condition=Q(turn__isnull=False), name="posted_once_a_turn"
            ),
            models.UniqueConstraint(
                fields=["meeting", "group", "what"], condition=Q(turn__isnull=True), name="posted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"chat post {self.pk}"
