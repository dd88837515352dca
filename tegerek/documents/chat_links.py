"""The addresses that open a chat with a text ready to send; opening one sends nothing."""

from __future__ import annotations

from urllib.parse import urlencode


def whatsapp(text: str) -> str:
    """
    >>> whatsapp("Итог: вода")
    'https://wa.me/?text=%D0%98%D1%82%D0%BE%D0%B3%3A+%D0%B2%D0%BE%D0%B4%D0%B0'
    """
    return f"https://wa.me/?{urlencode({'text': text})}"


def telegram(text: str, link: str) -> str:
    """The same for Telegram, which asks for an address apart from the text; "" where there is none.

    >>> telegram("Result", "https://tegerek.example/en/meetings/10015/")
    'https://t.me/share/url?url=https%3A%2F%2Ftegerek.example%2Fen%2Fmeetings%2F10015%2F&text=Result'
    """
    return f"https://t.me/share/url?{urlencode({'url': link, 'text': text})}" if link else ""
