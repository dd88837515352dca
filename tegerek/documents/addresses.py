"""The public addresses that files carry. What was published once is never removed (docs/feeds.md)."""

from __future__ import annotations


def meeting_page(address: str, lang: str, number: int) -> str:
    """address: the site, without a slash at its end.

    >>> meeting_page("https://tegerek.example", "ky", 10015)
    'https://tegerek.example/ky/meetings/10015/'
    """
    return f"{address}/{lang}/meetings/{number}/"


def programme_page(address: str, lang: str, slug: str) -> str:
    """
    >>> programme_page("https://tegerek.example", "ru", "ayilda")
    'https://tegerek.example/ru/programmes/ayilda/'
    """
    return f"{address}/{lang}/programmes/{slug}/"


def press_release_page(address: str, lang: str, slug: str) -> str:
    """
    >>> press_release_page("https://tegerek.example", "ru", "ayilda")
    'https://tegerek.example/ru/programmes/ayilda/press-release/'
    """
    return f"{programme_page(address, lang, slug)}press-release/"


def report_page(address: str, lang: str, number: int) -> str:
    """
    >>> report_page("https://tegerek.example", "ky", 10015)
    'https://tegerek.example/ky/reports/10015/'
    """
    return f"{address}/{lang}/reports/{number}/"


def own_page(address: str, lang: str, code: str) -> str:
    """The page behind a personal link, as a square on paper carries it.

    >>> own_page("https://tegerek.example", "ky", "abcd-efgh-2345")
    'https://tegerek.example/ky/me/abcd-efgh-2345/'
    """
    return f"{address}/{lang}/me/{code}/"


def own_page_typed(address: str) -> str:
    """Where somebody types the code, as it stands on paper: the code comes behind it or on the page itself.

    >>> own_page_typed("https://tegerek.example")
    'tegerek.example/me/'
    """
    return f"{address.partition('://')[2]}/me/"


def answer_page(address: str, lang: str, code: str) -> str:
    """The page on which phones answer a seminar's test or evaluation.

    >>> answer_page("https://tegerek.example", "ky", "abc234")
    'https://tegerek.example/ky/answers/abc234/'
    """
    return f"{address}/{lang}/answers/{code}/"


def answer_page_typed(address: str) -> str:
    """Where somebody types that code, as it stands on the wall.

    >>> answer_page_typed("https://tegerek.example")
    'tegerek.example/a/'
    """
    return f"{address.partition('://')[2]}/a/"
