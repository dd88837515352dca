"""Days, hours and texts in the language of the page. Loaded in every template.

Nothing known is nothing shown: None and "" come out as "".
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from django import template
from django.template.defaultfilters import time as django_time
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegerek.documents.names import phone_in_words
from tegerek.lib import clock, dates, text
from tegerek.lib.said import Said, Told

register = template.Library()


@register.filter
def day(value: date | datetime | None, how: str = "") -> str:
    """{{ meeting.held_on|day }}, {{ meeting.held_on|day:"on weekday" }}

    how: any of the words "weekday" (name it), "on" (as inside a sentence), "yearless"; with a blank between.
    """
    if not value:
        return ""
    words = _options(how, "weekday", "on", "yearless")
    write = dates.day_on if "on" in words else dates.day_in_words
    return write(_day(value), _lang(), weekday="weekday" in words, year="yearless" not in words)


@register.filter
def day_short(value: date | datetime | None) -> str:
    """{{ meeting.held_on|day_short }}: 24.10.2017"""
    return dates.day_short(_day(value)) if value else ""


@register.filter
def is_ahead(value: date | None) -> bool:
    """{% if meeting.held_on|is_ahead %}: that day is today or to come; False for a day nobody knows."""
    return value is not None and value >= clock.today()


@register.filter
def days_range(first: date | datetime | None, last: date | datetime | None) -> str:
    """{{ first|days_range:last }}: inside a sentence, from the first day to the last."""
    return days(first, last)


@register.simple_tag
def days(first: date | datetime | None, last: date | datetime | None, how: str = "") -> str:
    """{% days first last %}, {% days first last "short" %}; one of the two alone stands for both."""
    known = [_day(value) for value in (first, last) if value]
    if not known:
        return ""
    if _options(how, "short"):
        return dates.days_short(known[0], known[-1])
    return dates.days_in_words(known[0], known[-1], _lang())


@register.filter
def month(value: date | datetime | None) -> str:
    """{{ first|month }}: the heading of a month in a calendar."""
    return dates.month_in_words(_day(value).year, _day(value).month, _lang()) if value else ""


@register.filter
def month_short(value: date | datetime | None) -> str:
    """{{ day|month_short }}"""
    return dates.month_short(_day(value).month, _lang()) if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """{{ day|weekday }}"""
    return dates.weekday_in_words(_day(value), _lang()) if value else ""


@register.filter
def weekday_short(value: date | datetime | None) -> str:
    """{{ day|weekday_short }}"""
    return dates.weekday_short(_day(value), _lang()) if value else ""


@register.filter
def moment(value: datetime | None, how: str = "") -> str:
    """{{ event.at|moment }}, {{ event.at|moment:"weekday" }}: the local day and hour."""
    if not value:
        return ""
    return dates.moment_in_words(value, _lang(), weekday=bool(_options(how, "weekday")))


@register.filter(name="time")
def time_(value: time | datetime | None, form: str | None = None) -> str:
    """{{ meeting.starts_at|time }}: «саат 10:00». With a form, {{ t|time:"H:i" }}, it is Django's own filter."""
    if form is not None or not isinstance(value, time | datetime):
        return django_time(value, form)
    return hours(value)


@register.simple_tag
def hours(start: time | datetime | None, end: time | datetime | None = None) -> str:
    """{% hours meeting.starts_at meeting.ends_at %}: «саат 10:00–16:00»; either may be unknown."""
    return dates.time_in_words(_time(start), _time(end), _lang())


@register.filter
def said(value: Said | Told | None, how: str = "") -> SafeString:
    """{{ meeting.title|said }}: the text for this reader, marked with its language where that is another one.

    how: "note" says so where the translation is older than the original; "paragraphs" makes each line of the text a
    <p>, for texts that stand by themselves. Both may be given, with a blank between.
    """
    if not value:
        return SafeString()
    words = _options(how, "note", "paragraphs")
    told = value.in_(_lang()) if isinstance(value, Said) else value
    shown = _in_paragraphs(told) if "paragraphs" in words else _in_line(told)
    if told.is_stale and "note" in words:
        note = _("This translation is older than the original text.")
        shown += format_html(' <small class="stale">{}</small>', note)
    return shown


@register.filter
def said_text(value: Said | Told | None) -> str:
    """{{ meeting.title|said_text }}: the bare text, for a title or an attribute, where no mark-up can stand."""
    if not value:
        return ""
    return text.one_line((value.in_(_lang()) if isinstance(value, Said) else value).text)


@register.filter
def quoted(value: str) -> str:
    """{{ name|quoted }}: «…» in Kyrgyz and Russian, “…” in English. Escaped like any text."""
    return text.quoted(str(value), _lang())


@register.filter
def phone_link(value: str) -> SafeString:
    """{{ office.phone|phone_link }}: each phone as a link that dials it; what is none stays a text.

    One in E.164 is written as it is written in the country, and dialled with its country's code.

    >>> phone_link("00000 5-00-00, Айгүл")
    '<a class="phone" href="tel:0000050000" translate="no">00000 5-00-00</a>, Айгүл'
    >>> phone_link("+996000000901")
    '<a class="phone" href="tel:+996000000901" translate="no">0000 000 901</a>'
    """
    return format_html_join(", ", "{}", ((_phone(part.strip()),) for part in str(value or "").split(",")))


@register.filter
def mail_link(value: str) -> SafeString:
    """{{ person.email|mail_link }}: a link that begins a letter to this address and says no more than that."""
    if not _MAIL.fullmatch(str(value)):
        return format_html("{}", value)
    return format_html('<a translate="no" href="mailto:{0}">{0}</a>', value)


@register.filter
def excerpt(value: str, length: int) -> str:
    """{{ answer|excerpt:120 }}: the beginning, cut between words."""
    return text.excerpt(str(value), length)


@register.filter
def size(value: int | None) -> str:
    """{{ file.size|size }}: «38 кБ»."""
    return text.size_in_words(value, _lang()) if isinstance(value, int) else ""


def _phone(text: str) -> SafeString:
    if not _PHONE.fullmatch(text):
        return format_html("{}", text)
    dialled = re.sub(r"[^+\d]", "", text)
    written = phone_in_words(text) if dialled == text and text.startswith("+") else text
    return format_html('<a class="phone" href="tel:{}" translate="no">{}</a>', dialled, written)


# What a person writes as a phone, and as an e-mail: nothing that a programme behind the link would read as more.
_PHONE = re.compile(r"\+?\d[\d\s()./‑–-]{1,30}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def _in_line(told: Told) -> SafeString:
    if told.is_fallback:
        return format_html('<span lang="{}">{}</span>', told.lang, told.text)
    return format_html("{}", told.text)


def _in_paragraphs(told: Told) -> SafeString:
    lines = [line.strip() for line in told.text.splitlines() if line.strip()]
    if told.is_fallback:
        return format_html_join("\n", '<p lang="{}">{}</p>', ((told.lang, line) for line in lines))
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines))


def _options(how: str, *allowed: str) -> set[str]:
    """The words asked for. Raises ValueError for one that does not exist, so that no template asks in vain."""
    words = set(how.split())
    if words - set(allowed):
        raise ValueError(f"{how!r}: only {', '.join(allowed)} can be asked for")
    return words


def _day(value: date) -> date:
    if isinstance(value, datetime):
        return dates.local_day(value)
    return value


def _time(value: time | datetime | None) -> time | None:
    return dates.local(value).time() if isinstance(value, datetime) else value or None


def _lang() -> str:
    return get_language() or "en"
