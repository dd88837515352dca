"""What monitors looked at and found, as the papers say it."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from tegerek.commitments.monitoring_sheets import FindingLine, GroupLine, ObjectLine, VisitSheet
from tegerek.documents import monitoring

register = template.Library()


@register.filter
def object_facts(thing: ObjectLine) -> tuple[tuple[str, str], ...]:
    """{% for label, value in thing|object_facts %}"""
    return monitoring.object_facts(thing, _lang())


@register.filter
def object_kind(kind: str) -> str:
    """{{ thing.kind|object_kind }}"""
    return str(monitoring.KINDS[kind])


@register.filter
def council_decision(group: GroupLine) -> str:
    """{{ group|council_decision }}: its number, day and session, or that there is none yet."""
    return monitoring.decision_words(group, _lang())


@register.filter
def monitors_answer(answer: str) -> str:
    """{{ line.answer|monitors_answer }}: "—" where nobody answered."""
    return str(monitoring.ANSWERS[answer]) if answer else "—"


@register.filter
def came_in(sheet: VisitSheet) -> str:
    """{{ sheet|came_in }}"""
    return str(monitoring.CAME_IN[sheet.came_in])


@register.filter
def went(sheet: VisitSheet) -> str:
    """{{ sheet|went }}: how many members."""
    return monitoring.went_words(sheet)


@register.filter
def interviewed(sheet: VisitSheet) -> str:
    """{{ sheet|interviewed }}: how many people were asked."""
    return monitoring.interviews_words(sheet)


@register.filter
def photo_people(people: str) -> str:
    """{{ photo.people|photo_people }}"""
    return str(monitoring.PEOPLE[people])


@register.filter
def office_said(finding: FindingLine) -> str:
    """{{ finding|office_said }}: who answered and when, or that nobody has."""
    return monitoring.answer_head(finding, _lang())


def _lang() -> str:
    return get_language() or "ky"
