"""In which language a text is written."""

import re


def language_of(text: str) -> str:
    """The language of a text by its letters and commonest words: "ky", "ru" or "en".

    >>> language_of("Семинар-тренингдердин графиги"), language_of("График семинаров"), language_of("Schedule")
    ('ky', 'ru', 'en')
    """
    low = text.lower()
    latin, cyrillic = len(re.findall("[a-z]", low)), len(re.findall("[а-яёөүң]", low))
    if latin > cyrillic:
        return "en"
    ky = len(
        re.findall(
            r"[өүң]|(?<!\w)(?:жана|менен|боюнча|району|облусу|деген|жыл\w*|айыл|залы|күнү)(?!\w)|"
            r"(?:[дтн](?:ын|ин|ун|үн)|[дтл](?:ар|ер|ор|өр)(?:ды|ди|га|ге)?)(?!\w)",
            low,
        )
    )
    ru = len(
        re.findall(
            r"(?<!\w)(?:и|в|на|с|по|для|года?|области|зал|место|дата)(?!\w)|(?:ский|ской|ского|ость|ния|ции|ть|ов|"
            r"щ)(?!\w)",
            low,
        )
    )
    return "ky" if ky > ru else "ru"
