"""Words that name a place and a hall in one breath: «Ат-Башы районунда, РМА жыйындар залында»."""

import re

from tegerek.places.names import Gazetteer

HALL = re.compile(
    r"(?<!\w)(?:зал\w*|рма\w*|рга|rsa|hall|мектеп\w*|школ\w*|school|акимиат\w*|мэрия\w*|мэрии|клуб\w*|club|"
    r"маданият|дом|имарат\w*|здани\w*|building|"
    r"бөлмө\w*|кабинет\w*|room|китепкана\w*|библиотек\w*|library|борбор\w*|центр\w*|centre|center|кенеш\w*|"
    r"кеңеш\w*|администраци\w*|office|"
    r"мейманкана\w*|гостиниц\w*|hotel|лицей\w*|гимнази\w*|жыйындар|актов\w*|конференц\S*|үйү\w*|үйүндө)(?!\w)",
    re.IGNORECASE,
)
_EMPTY_WORDS = re.compile(
    r"^(?:(?:семинар\w*(?:-тренинг\w*)?|тренинг\w*|окуу\w*|seminars?|trainings?|workshop|иш-чара\w*|мероприятие|"
    r"для|участников|пройд[её]т|"
    r"состоится|өтөт|өткөрүлөт|болот|болуп|will|be|held|takes|place|күнү|саат|в|во|на|по|in|at|the|from|с|on|and|и|а|"
    r"также|затем|ал эми|кийин|then|жана)(?![\w/-])[\s,:;–—-]*)+",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?:^|[\s,;(–—-]+)\d{1,4}\s+(?:адам|киши|катышуучу|участник|слушател|человек|чел\.|participant|people|person)\w*\)?\.?$",
    re.IGNORECASE,
)
_EDGES = " \t,;:–—-.()•·*"


def place_and_venue(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """The words for the place and those for the hall; the place is "" if nothing in the text can be one.

    The place is what the gazetteer knows without tolerance, else the words before the first comma or dash.
    """
    text = _trimmed(text)
    spots = gazetteer.spot(text)
    if spots:
        start, end = spots[0].start, spots[0].end
        for spot in spots[1:]:
            # «Кочкор району, Кочкор айылы»: a place goes on while nothing but signs stand between.
            if re.fullmatch(r"[\s,(]*", text[end : spot.start]) and not HALL.match(text[spot.start :]):
                end = spot.end + (1 if text[spot.end : spot.end + 1] == ")" else 0)
        before, after = _trimmed(text[:start]), _trimmed(text[end:])
        venue = ", ".join(part for part in (before if HALL.search(before) else "", after) if part)
        return text[start:end].strip(" ,;:"), venue
    head, tail = _first_cut(text) if not HALL.match(text) else ("", text)
    return head.strip(_EDGES), _trimmed(tail)


def _first_cut(text: str) -> tuple[str, str]:
    found = re.search(r"\s*[,;:(]\s*|\s+[–—-]\s*|\s*[–—]\s+", text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _trimmed(text: str) -> str:
    """Without signs, bullets and empty words at the edges; a bracket that was opened stays closed."""
    before = None
    while before != text:
        before = text
        text = _EMPTY_WORDS.sub("", text.strip(_EDGES.replace(")", "") if "(" in text else _EDGES))
    text = re.sub(r"(?:[\s,;:–—-]+(?:а|и|в|во|на|также|затем|жана|ал эми|and|in|then))+$", "", text)
    text = re.sub(
        r"[\s,;:–—-]+(?:өтөт|өткөрүлөт|болуп өтөт|болот|will be held|takes place|пройдёт|пройдет|состоится)\.?$",
        "",
        text,
    )
    text = _PEOPLE.sub("", text)
    return text.strip(_EDGES) if "(" not in text else text.strip(" ,;:–—-")
