"""A yearly report, as its papers say it."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from tegerek.commitments.report_sheets import RatingLine, ReportLine, ReportSheet
from tegerek.documents import reports

register = template.Library()


@register.filter
def report_chapters(sheet: ReportSheet) -> tuple[reports.Chapter, ...]:
    """{% for chapter in sheet|report_chapters %}: what is not done first."""
    return reports.chapters(sheet, _lang())


@register.filter
def report_title(sheet: ReportSheet | ReportLine) -> str:
    """{{ line|report_title }}: whose report, of which time."""
    return reports.title_words(sheet, _lang())


@register.filter
def report_about(sheet: ReportSheet) -> str:
    """{{ sheet|report_about }}: who, of which place, at which meeting."""
    return reports.about_words(sheet, _lang())


@register.filter
def report_totals(sheet: ReportSheet) -> str:
    """{{ sheet|report_totals }}: how many decisions, what is not done first."""
    return reports.totals_sentence(sheet)


@register.filter
def as_of(sheet: ReportSheet) -> str:
    """{{ sheet|as_of }}: whose state the figures tell."""
    return reports.as_of_words(sheet, _lang())


@register.filter
def rating_said(rating: RatingLine) -> str:
    """{{ line.rating|rating_said }}: satisfactory or not, with the hands raised."""
    return reports.rating_words(rating)


@register.filter
def rating_doubt(rating: RatingLine) -> str:
    """{{ line.rating|rating_doubt }}: that its numbers do not add up; "" where they do."""
    return reports.doubt_words(rating)


def _lang() -> str:
    return get_language() or "ky"
