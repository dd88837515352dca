"""Personal links: who asked, or lives there, says by one whether it was done. They are given out on paper.

The code is made of a seed in the row and of the key of the site: it can be printed again, and a copy of the database
alone opens nothing. A code names nobody; its row does.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tegerek.commitments import actions
from tegerek.commitments.models import Commitment, ResidentWord, WordLink
from tegerek.commitments.sheets import public
from tegerek.journal.actions import record
from tegerek.lib.dates import local_day
from tegerek.lib.errors import Refusal
from tegerek.lib.said import Said
from tegerek.meetings.models import Meeting, Participant
from tegerek.people.keys import SIGNS, digest_of, grouped, tidy
from tegerek.people.models import Person, User
from tegerek.places.models import Unit
from tegerek.voices import answers, slips
from tegerek.voices.answers import Reply
from tegerek.voices.models import Answer, SlipBlock, Voice

# Twelve of 31 signs are 59 bits: typed from paper on a small telephone, and never guessed where tries are counted.
CODE_SIGNS = 12
# So often is one word changed by a link; whoever wants to change it again tells the office.
MOST_WORDS = 20
_CYRILLIC = str.maketrans("авсенкмртху", "abcehkmptxy")


def code_of(link: WordLink) -> str:
    """The code of a link in groups of four, as it is printed: the same each time."""
    mixed = int.from_bytes(salted_hmac("tegerek.word.code", link.seed, algorithm="sha256").digest())
    signs = []
    for _sign in range(CODE_SIGNS):
        mixed, at = divmod(mixed, len(SIGNS))
        signs.append(SIGNS[at])
    return grouped("".join(signs))


def read_code(typed: str) -> str:
    """A code as it was typed: capitals, blanks and dashes do not matter, nor letters of the other alphabet.

    >>> read_code(" ABCD efgh-2345 "), read_code("авсе-2345")
    ('abcdefgh2345', 'abce2345')
    """
    return tidy(typed.lower().translate(_CYRILLIC))


def link_of_code(typed: str, now: datetime) -> WordLink | None:
    """The link with that code, if it opens something at that moment. One query."""
    rows = WordLink.objects.select_related(
        "office", "place__parent", "voice__meeting__office", "voice__answer", "voice__asker"
    )
    found = rows.filter(digest=_digest(read_code(typed))).first()
    return found if found and found.opens(now) else None


def link_of_voice(voice: Voice, now: datetime) -> int | None:
    """The key of the link by which whoever asked comes back to it; None where there is none that opens. One query."""
    return _open(now).filter(voice=voice).values_list("pk", flat=True).first()


@transaction.atomic
def open_to_askers(voices: Iterable[Voice], *, by: User | None, now: datetime) -> None:
    """A link for each of these questions and proposals that has none, its meeting loaded; none in a rehearsal.

    Journals link.given for each meeting, with how many. Three statements.
    """
    asked = [one for one in voices if one.number is not None]
    open_ones = WordLink.objects.filter(voice__in=[one.pk for one in asked], revoked_at=None, expires_at__gt=now)
    there = set(open_ones.values_list("voice", flat=True))
    _give([_new(one.meeting, one.meeting.place, by, now, voice=one) for one in asked if one.pk not in there], by, now)


@transaction.atomic
def open_to_participants(meeting: Meeting, *, by: User | None, now: datetime) -> int:
    """A link for each listed participant who has none in the place where they live; how many are new.

    Whoever declined gets none. Journals link.given. Raises Refusal in a rehearsal, and before the meeting is called.
    """
    if meeting.is_rehearsal or not meeting.is_called:
        raise Refusal(_("Links are given out once the meeting is called, and never in a rehearsal."))
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    rows = Participant.objects.filter(meeting=meeting, declined_at=None, person__erased_at=None)
    listed = list(rows.select_related("person", "unit").order_by("pk"))
    there = set(_open(now).filter(person__in=[one.person_id for one in listed]).values_list("person", "place"))
    new = [
        _new(meeting, one.unit or meeting.place, by, now, person=one.person)
        for one in listed
        if (one.person_id, one.unit_id or meeting.place_id) not in there
    ]
    return _give(new, by, now)


@transaction.atomic
def reserve_slips(meeting: Meeting, *, size: int, by: User | None, now: datetime) -> SlipBlock:
    """Reserve numbers for slips, each with a link for whoever will ask. Journals and raises as slips.reserve_slips."""
    block = slips.reserve_slips(meeting, size=size, by=by, now=now)
    open_to_askers(Voice.objects.filter(block=block).select_related("meeting__place"), by=by, now=now)
    return block


@transaction.atomic
def answer_voice(voice: Voice, reply: Reply, *, seen: int, by: User | None, now: datetime) -> Answer:
    """Write down what becomes of a question, and see that the letter carries a link. As answers.answer_voice."""
    made = answers.answer_voice(voice, reply, seen=seen, by=by, now=now)
    if made.answered_on is not None:
        open_to_askers([voice], by=by, now=now)
    return made


@transaction.atomic
def revoke(links: QuerySet[WordLink], *, by: User | None, now: datetime) -> int:
    """These open nothing from now on; what was said by them still counts. How many. Journals link.revoked for each."""
    found = list(links.filter(revoked_at=None))
    for one in found:
        record("link.revoked", one, by=by.pk if by else None, at=now)
    return WordLink.objects.filter(pk__in=[one.pk for one in found]).update(revoked_at=now)


@transaction.atomic
def say(link: WordLink, number: int, word: str, text: Said, *, now: datetime) -> ResidentWord:
    """Say of a decision, by its public number, whether it was done; a later word takes the place of an earlier one.

    Journals commitment.heard. Raises Refusal for what this link does not open, before the council has spoken, for a
    word that is none, and after too many changes.
    """
    if not link.opens(now) or word not in ResidentWord.Word.values:
        raise Refusal(_("Choose one: done, done in part, or not done."))
    found = opened_by(link).select_for_update(of=("self",)).filter(number=number).first()
    if found is None:
        raise Refusal(_("This link does not open that decision. Look at your paper again."))
    said = ResidentWord.objects.filter(link=link, commitment=found)
    if said.count() >= MOST_WORDS:
        raise Refusal(_("You have changed this often. Tell the office if it is still not right."))
    same = said.filter(replaced_at=None, word=word).first()
    if same is not None and same.text.texts == text.texts:
        return same
    return actions.hear_by_link(found, link, actions.Heard(word, local_day(now), text, _who(link)), now=now)


@transaction.atomic
def dispute(link: WordLink, words: Said, *, seen: int, now: datetime) -> None:
    """Whoever asked says, once: this does not answer my question. Raises Refusal, Stale as answers.dispute."""
    if link.voice is None or not link.opens(now):
        raise Refusal(_("This link does not open that question. Look at your paper again."))
    day = local_day(now)
    answers.dispute(link.voice, words, on=day, seen=seen, by=None, now=now, came_in=Answer.CameIn.LINK)


def opened_by(link: WordLink) -> QuerySet[Commitment]:
    """The decisions of which a link may speak: what came of what was asked; or what was decided for the place where the
    person lives, for all of its aimak, and at the meeting for whose list the link was given.
    """
    rows = public(Commitment.objects.filter(office=link.office_id))
    if link.voice_id is not None:
        return rows.filter(voice=link.voice_id)
    return rows.filter(Q(place=link.place_id) | Q(place=link.place.parent_id) | Q(meeting=link.meeting_id))


def codes_of_numbers(numbers: Iterable[int], now: datetime) -> Mapping[int, str]:
    """Codes by public number of what was asked, of the links that open something. One query."""
    rows = _open(now).filter(voice__number__in=list(numbers)).select_related("voice")
    return {one.voice.number: code_of(one) for one in rows if one.voice and one.voice.number}


def _who(link: WordLink) -> Person | None:
    return link.voice.asker if link.voice else link.person


def _open(now: datetime) -> QuerySet[WordLink]:
    return WordLink.objects.filter(revoked_at=None, expires_at__gt=now)


def _new(
    meeting: Meeting,
    place: Unit,
    by: User | None,
    now: datetime,
    voice: Voice | None = None,
    person: Person | None = None,
) -> WordLink:
    link = WordLink(
        office_id=meeting.office_id,
        place=place,
        meeting=meeting,
        voice=voice,
        person=person,
        seed=secrets.token_hex(16),
        made_at=now,
        by=by,
        expires_at=now + timedelta(days=settings.WORD_LINK_DAYS),
    )
    link.digest = _digest(read_code(code_of(link)))
    return link


def _give(links: list[WordLink], by: User | None, now: datetime) -> int:
    """Keep new links in place of those whose days are over, of the same person or question."""
    if not links:
        return 0
    over = Q(voice__in=[one.voice_id for one in links if one.voice_id])
    for one in links:
        if one.person_id:
            over |= Q(person=one.person_id, place=one.place_id)
    WordLink.objects.filter(over, revoked_at=None).update(revoked_at=now)
    WordLink.objects.bulk_create(links)
    for meeting in {one.meeting_id: one.meeting for one in links}.values():
        given = sum(one.meeting_id == meeting.pk for one in links)
        record("link.given", meeting, by=by.pk if by else None, at=now, links=given)
    return len(links)


def _digest(code: str) -> str:
    return digest_of("word", code)
