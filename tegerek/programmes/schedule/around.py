"""What stands around the rows: title, period, planned people, project, donor, and the prose of a press release.

Only what can be found with certainty; a wrong title is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tegerek.lib.sources.reading import Paragraph
from tegerek.places.names import Gazetteer
from tegerek.programmes.schedule.days import days_in, settle
from tegerek.programmes.schedule.understood import Prose

_QUOTED = r"(?:«(?P<{0}a>(?:[^«»]|«[^«»]*»)+)»|[“„](?P<{0}b>[^“”„]+)[”“]|\"(?P<{0}c>[^\"]+)\")"
_MARKER = re.compile(r"^\W*(?:пресс-?\s?релиз\w*|press[\s-]?release|басма сөз релизи|маалымат)\W*$", re.IGNORECASE)
_CAPTION = re.compile(r"график|расписани|жүгүртмө|schedule|timetable|план-график|өткөрүү тартиби", re.IGNORECASE)
_LONG = 150


@dataclass(frozen=True)
class Around:
    title: str
    heading: str
    period: tuple[date, date] | None
    period_has_year: bool
    planned: int | None
    project: str
    donor: str
    implementer: str
    topics: tuple[str, ...]
    prose: Prose


def read_around(
    lines: Sequence[Paragraph],
    gazetteer: Gazetteer,
    rows: Sequence[tuple[int, int, int | None]],
    told: Sequence[Paragraph] = (),
) -> Around:
    """Everything that can be told from the paragraphs that are no rows.

    rows: (month, day, year or None) of the rows' first days. told: paragraphs out of which rows were read; a title or
    a total may stand in the same sentences.
    """
    paragraphs = _paragraphs(lines)
    texts = [paragraph.text for paragraph in paragraphs]
    among = [paragraph.text for paragraph in _paragraphs(told)]
    whole = "\n".join([*texts, *among])[:60_000]
    top = _top(texts)
    dated, place = _dateline(texts[: top + 3], gazetteer)
    heading = _heading(paragraphs, top)
    project = _named(_PROJECT, whole) or _labelled(
        whole, "долбоор|долбоордун аталышы|проект|название проекта|project|project title"
    )
    title = _named(_TITLE, whole) or _labelled(
        whole,
        "тема|темасы|семинардын темасы|тема семинара|аталышы|семинардын аталышы|название|название семинара|title|"
        "topic|seminar title",
    )
    period, period_has_year = _period(texts, rows)
    return Around(
        title=title or heading or _title_in_caption(texts),
        heading=heading,
        period=period,
        period_has_year=period_has_year,
        planned=_planned("\n".join(texts)[:60_000]) or _planned("\n".join(_totals(among))),
        project=project,
        donor=_labelled(whole, "донор|каржылоочу|донору|donor|funder|funded by") or _funder(whole),
        implementer=_labelled(whole, "аткаруучу|исполнитель|implementer|implementing organi[sz]ation|implemented by")
        or _doer(whole),
        topics=_topics(texts),
        prose=_prose(texts, top, heading, project, dated, place),
    )


# Lines and paragraphs


def _paragraphs(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Lines as paragraphs: lines that a program broke at the margin are joined again; blank lines are left out."""
    joined: list[Paragraph] = []
    open_line = False
    for line in lines:
        text = re.sub(r"\s+", " ", line.text).strip()
        if not text:
            open_line = False
            continue
        if open_line and joined and (text[0].islower() or len(joined[-1].text) > 55) and not _is_shouted(text):
            joined[-1] = Paragraph(joined[-1].line, f"{joined[-1].text} {text}", joined[-1].is_title)
        else:
            joined.append(Paragraph(line.line, text, line.is_title))
        open_line = len(text) > 55 and text[-1] not in ".!?:;»”" and not _is_shouted(text) and not line.is_title
    return joined


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def _top(texts: list[str]) -> int:
    """How many paragraphs stand before the first long one or the caption of the schedule: the head of the paper."""
    for at, text in enumerate(texts):
        if len(text) > _LONG and not _is_shouted(text):
            return at
        if at and _CAPTION.search(text) and text.rstrip().endswith(":"):
            return at
    return min(len(texts), 8)


# The head


def _dateline(texts: list[str], gazetteer: Gazetteer) -> tuple[date | None, str]:
    """The paper's own date and place: a line at the head with nothing else in it."""
    dated, place = None, ""
    for text in texts:
        if len(text) > 70 or (dated and place):
            continue
        stretches = days_in(text)
        rest = text
        for stretch in stretches:
            rest = rest[: stretch.start] + " " * (stretch.end - stretch.start) + rest[stretch.end :]
        rest = re.sub(
            r"Кыргызстан|Кыргыз Республикасы|Кыргызская Республика|Kyrgyzstan|Kyrgyz Republic|дата|date",
            " ",
            rest,
            flags=re.IGNORECASE,
        )
        name = rest.strip(" ,.;:№-–—")
        cities = (
            [match for match in gazetteer.find(name, typos=False) if match.unit.kind in ("city", "town")]
            if name
            else []
        )
        if name and not cities:
            continue
        if cities and not place:
            place = re.sub(r"^(?:г\.|город|ш\.)\s*|\s+(?:ш\.|шаары|city)$", "", name)
        if len(stretches) == 1 and stretches[0].last is None and dated is None and stretches[0].first.year:
            dated = settle(stretches[0], lambda month, day: None).first
    return dated, place


def _heading(paragraphs: Sequence[Paragraph], top: int) -> str:
    """The paper's heading: lines in capitals at its head, else one styled as title, else the one line that is
    neither date nor place.
    """
    head = [paragraph for paragraph in paragraphs[: top + 1] if not _MARKER.match(paragraph.text)]
    shouted: list[str] = []
    for paragraph in head:
        if _is_shouted(paragraph.text) and len(paragraph.text) > 12 and not _is_approval(paragraph.text):
            shouted.append(paragraph.text)
        elif shouted:
            break
    if shouted and not _CAPTION.search(" ".join(shouted)):
        return " ".join(shouted)
    styled = [paragraph.text for paragraph in head if paragraph.is_title and not _CAPTION.search(paragraph.text)]
    if styled:
        return styled[0]
    marked = [at for at, paragraph in enumerate(paragraphs[: top + 1]) if _MARKER.match(paragraph.text)]
    plain = [
        paragraph.text
        for paragraph in paragraphs[marked[0] if marked else 0 : top]
        if 20 <= len(paragraph.text) <= 250
        and not _MARKER.match(paragraph.text)
        and not _CAPTION.search(paragraph.text)
        and not days_in(paragraph.text)
        and not re.search(r"[.:;@]\s*$|@|:\s", paragraph.text)
        and not _is_approval(paragraph.text)
    ]
    return plain[0] if marked and len(plain) == 1 else ""


def _is_approval(text: str) -> bool:
    return bool(_APPROVED.match(text))


_APPROVED = re.compile(
    r"^\W*(?:бекитем|бекитилди|бекитилген|бекиткен|утверждаю|утверждено|утвержден[аы]?|утвердил[аи]?|"
    r"approved(?:\s+by)?)\b[\s:–—-]*(?P<who>.*)$",
    re.IGNORECASE,
)


# Facts in sentences


_TITLE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _QUOTED.replace("{0}", "q") + r"\s*(?:деген|аттуу|деп аталган)\s+(?:аталыш|тема|ат)\w*",
        _QUOTED.replace("{0}", "q") + (
            r"\s*(?:темасында|темасындагы|аттуу\s+(?:семинар|тренинг)|аталышындагы|деген\s+(?:семинар|тренинг))"
        ),
        r"(?:на тему|по теме|под названием|тем(?:а|ой) семинар\w*)\s*[:–—-]?\s*" + _QUOTED.replace("{0}", "q"),
        r"(?:семинар\w*(?:-тренинг\w*)?|тренинг\w*)\s+" + _QUOTED.replace("{0}", "q"),
        (
            r"(?:entitled|titled|called|on the topic(?:\s+of)?|on the theme(?:\s+of)?|seminars? on|trainings? "
            r"on)\s*[:,]?\s*"
        ) + _QUOTED.replace("{0}", "q"),
    )
)  # fmt: skip
_PROJECT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _QUOTED.replace("{0}", "q") + r"\s+(?:долбоор|program|project|projects|программасынын)",
        r"(?:проект\w*|project|долбоору)\s+" + _QUOTED.replace("{0}", "q"),
    )
)
_STOP = (
    r"(?=\s*(?:[,.;«“\"]|$|\n)|\s+(?:и|а также)\s+(?:реализ|осуществл|выполн|исполн)|\s+(?:and|,)\s+(?:implement|"
    r"carried)|\s+в\s+рамках|\s+within|\s+under\s)"
)
_FUNDERS = (
    re.compile(r"(?P<who>[^.;:«»\n]{4,160}?)\s+(?:каржылаган|каржылап жаткан|каржылай турган|тарабынан каржылан\w+)"),
    re.compile(
        r"(?P<who>[^.;:«»\n]{4,160}?)(?:нын|нин|нун|нүн|дын|дин|дун|дүн|тын|тин|тун|түн)\s+(?:каржылык |финансылык "
        r")?(?:колдоосу|каржылоосу)\s+менен"
    ),
    re.compile(
        r"(?:финансируем\w+|профинансирован\w+|при (?:финансовой )?поддержке|за счет "
        r"средств)\s+(?P<who>[^.;:«»\n]{4,160}?)" + _STOP
    ),
    re.compile(r"(?:funded|financed|supported|sponsored) by (?:the )?(?P<who>[^.;:“”\n]{3,160}?)" + _STOP),
    re.compile(r"with (?:the )?(?:financial )?support (?:of|from) (?:the )?(?P<who>[^.;:“”\n]{3,160}?)" + _STOP),
)
_DOERS = (
    re.compile(
        r"(?:каржылаган|каржылап жаткан|менен)\s*,?\s*(?:жана\s+)?(?P<who>[^.;:«»\n]{4,120}?)\s+(?:аткарган|"
        r"аткарып жаткан|ишке ашырган|ишке ашырып жаткан)"
    ),
    re.compile(
        r"(?P<who>[^.;:«»\n]{4,120}?)\s+(?:тарабынан\s+ишке ашыр\w+|аткарып жаткан|ишке ашырып жаткан|ишке ашырган)"
    ),
    re.compile(r"(?:реализуем\w+|осуществляем\w+|выполняем\w+|исполняем\w+)\s+(?P<who>[^.;:«»\n]{4,120}?)" + _STOP),
    re.compile(r"implemented by (?:the )?(?P<who>[^.;:“”\n]{3,120}?)" + _STOP),
)
_PEOPLE = r"(?:адам|киши|катышуучу|человек|чел\.|участник|слушател|people|persons|participants|attendees|trainees)"
_PLANNING = re.compile(
    r"план|күт|жалпы|бардыгы|всего|общ|ожида|total|plan|expect|катышат|примут участие|охва|will (?:take part|attend)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"жалпы|бардыгы|(?<!\w)всего|(?<!\w)общ|итого|total|altogether|in all", re.IGNORECASE)
_EACH = re.compile(
    r"ар бир|(?<!\w)ар (?:семинар|тренинг)|кажд|each|per (?:seminar|raion|district)|every", re.IGNORECASE
)


def _named(patterns: Sequence[re.Pattern[str]], text: str) -> str:
    """What stands in quotes after or before the telling words; "" if nothing does, or two different names do."""
    for pattern in patterns:
        names = {next(group for group in found.groups() if group).strip(" .,") for found in pattern.finditer(text)}
        names = {re.sub(r"\s+", " ", name) for name in names if len(name) > 5}
        if len(names) == 1:
            return names.pop()
    return ""


def _labelled(text: str, labels: str) -> str:
    """What follows a label and a colon on its line («Донор: …»)."""
    found = re.search(rf"(?im)^\W*(?:{labels})\s*[:–—]\s*(?P<said>\S.{{2,240}})$", text)
    return found["said"].strip(' .;«»“”"') if found else ""


def _funder(text: str) -> str:
    return next(
        (who for pattern in _FUNDERS if (found := pattern.search(text)) and (who := _without_subject(found["who"]))), ""
    )


def _doer(text: str) -> str:
    return next(
        (who for pattern in _DOERS if (found := pattern.search(text)) and (who := _without_subject(found["who"]))), ""
    )


def _without_subject(words: str) -> str:
    """A name without the subject of its sentence before it: «Семинарлар Кайсы-бир агенттик» begins with «Кайсы»."""
    words = re.sub(r"^\s*(?:жана|ал эми|бул)\s+", "", words.strip(), flags=re.IGNORECASE)
    parts = words.split()
    subject = re.compile(r".*(?:[дтл][аеоө]р|долбоор|программа|семинар|тренинг|иш-чара)(?:ы|и|у|ү)?,?$", re.IGNORECASE)
    for at, part in enumerate(parts[:4]):
        if subject.match(part) and at + 1 < len(parts) and parts[at + 1][0].isupper():
            parts = parts[at + 1 :]
            break
    return " ".join(parts) if parts and parts[0][0].isupper() and len(" ".join(parts)) > 2 else ""


def _planned(text: str) -> int | None:
    """The number of people planned in all; None if none is told, or two different ones are."""
    label = re.search(
        r"(?im)^\W*(?:катышуучулардын (?:жалпы )?саны|(?:общее )?(?:количество|число) участников|(?:total )?number "
        r"of participants|"
        r"пландалган катышуучулар|planned participants)\s*[:–—-]\s*(\d[\d ]{0,7})",
        text,
    )
    if label:
        return int(label[1].replace(" ", ""))
    told: set[int] = set()
    others: set[int] = set()
    for sentence in re.split(r"(?<=[.!?;])\s+|\n", text):
        for found in re.finditer(
            rf"(?<![\d.,-])(\d{{1,3}}(?: \d{{3}})+|\d{{1,6}})(?:-?дай|-?дөн ашык|ка жакын|тан ашуун)?\s+{_PEOPLE}",
            sentence,
            re.IGNORECASE,
        ):
            number = int(found[1].replace(" ", ""))
            clause = sentence[: found.start()].rpartition(",")[2] + sentence[found.start() :].partition(",")[0]
            if not _EACH.search(clause):
                (told if _PLANNING.search(sentence) else others).add(number)
    for numbers in (told, others):
        if numbers:
            return numbers.pop() if len(numbers) == 1 else None
    return None


def _totals(texts: Sequence[str]) -> list[str]:
    """The sentences among rows that tell of all of them, not of one."""
    return [part for text in texts for part in re.split(r"(?<=[.!?;])\s+", text) if _TOTAL.search(part)]


def _period(texts: list[str], rows: Sequence[tuple[int, int, int | None]]) -> tuple[tuple[date, date] | None, bool]:
    """The first and last day as stated, and whether with their year; among several stretches, the one that holds most
    of the rows.
    """
    found: list[tuple[int, int, tuple[date, date], bool]] = []
    for at, text in enumerate(texts):
        for stretch in days_in(text):
            if stretch.last is None:
                continue
            settled = settle(stretch, lambda month, day: _year_near(texts))
            if settled.first and settled.last and (settled.last - settled.first).days <= 400:
                first, last = settled.first, settled.last
                held = sum(_holds(first, last, row) for row in rows)
                found.append((-held, at, (first, last), not settled.was_guessed))
    return min(found)[2:] if found else (None, False)


def _holds(first: date, last: date, row: tuple[int, int, int | None]) -> bool:
    month, day, year = row
    return any(
        first <= day_there <= last
        for there in ({year} if year else {first.year, last.year})
        if (day_there := _on(there, month, day))
    )


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def only_year(texts: Sequence[str]) -> int | None:
    """The one year that a paper names; None if it names none or several."""
    years = {int(year) for text in texts for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text)}
    return years.pop() if len(years) == 1 else None


def _year_near(texts: Sequence[str]) -> int | None:
    return only_year(texts)


def _topics(texts: list[str]) -> tuple[str, ...]:
    """The topics listed after a label; nothing without one."""
    for at, text in enumerate(texts):
        found = re.match(
            r"\W*(?:семинардын темалары|темалары?|каралуучу маселелер|темы(?: семинар\w*)?|рассматриваемые вопросы|"
            r"topics|issues)\s*:\s*(.*)$",
            text,
            re.IGNORECASE,
        )
        if not found:
            continue
        listed = found[1] or " ; ".join(_items(texts[at + 1 :]))
        parts = [part.strip(" .•-–—") for part in re.split(r";|\s•\s", listed)]
        return tuple(part for part in parts if part)
    return ()


def _items(texts: list[str]) -> list[str]:
    items = []
    for text in texts:
        if not (found := re.match(r"\s*(?:[•·*–—-]|\d{1,2}[.)])\s+(.+)$", text)):
            break
        items.append(found[1])
    return items


def _title_in_caption(texts: list[str]) -> str:
    """The name in quotes in a caption such as «График семинаров «…»»."""
    pattern = re.compile(_QUOTED.replace("{0}", "q"))
    for text in texts:
        if _CAPTION.search(text) and len(text) < 300 and (found := pattern.search(text)):
            return next(group for group in found.groups() if group).strip()
    return ""


# Prose


_SAID = (
    r"(?:деп\s+(?:айтты|айтат|белгиледи|белгилейт|билдирди|кошумчалады|түшүндүрдү|баса белгиледи)|дейт|деди|"
    r"сказал[аи]?|отметил[аи]?|сообщил[аи]?|"
    r"подчеркнул[аи]?|рассказал[аи]?|пояснил[аи]?|говорит|said|says|noted|explained|added|stressed)"
)
_QUOTE = re.compile(
    rf"^[«“„\"](?P<quote>.{{40,}}?)[»”“\"]\s*[.,]?\s*[-–—]?\s*{_SAID}\s+(?P<who>[^«»]{{3,200}})$", re.DOTALL
)
_NAME = re.compile(
    r"(?:[A-ZА-ЯӨҮҢЁ][\w’'-]+|[A-ZА-ЯӨҮҢЁ]\.)(?:\s+(?:[A-ZА-ЯӨҮҢЁ][\w’'-]+|[A-ZА-ЯӨҮҢЁ]\.|уулу|кызы)){1,3}"
)
_PHONE = re.compile(
    r"(?<![\w@/.])(?:\+?996[\s()-]*\d{3}|\(?0\d{2,3}\)?|"
    r"\(\d{3,5}\))[\s()-]*\d{2,3}[\s-]?\d{2,3}(?:[\s-]?\d{2,3})?(?![\w@])"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(r"(?:https?://|www\.)[^\s,;()«»]+[^\s,;.()«»]")
_CONTACT = re.compile(
    r"кошумча маалымат|байланыш|дополнительн\w+ информаци|подробн\w+ информаци|контакт|further information|more "
    r"information|contact",
    re.IGNORECASE,
)
_POST = (
    r"(?:[\w()-]+\s+){0,7}?(?:адис\w*|специалист\w*|координатор\w*|менеджер\w*|жетекчи\w*|катчы\w*|officer|"
    r"specialist|coordinator|manager|secretary)(?:\s+(?:по|боюнча|for)(?:\s+[\w-]+){1,5}?)?"
)


def _prose(texts: list[str], top: int, heading: str, project: str, dated: date | None, place: str) -> Prose:
    quote_at, quote, who = _quote(texts)
    contact_at = next(
        (at for at, text in enumerate(texts) if _CONTACT.search(text) and (_PHONE.search(text) or _EMAIL.search(text))),
        None,
    )
    about_at = next(
        (
            at
            for at, text in enumerate(texts)
            if project and project in text and len(text) > 80 and at not in (*quote_at, contact_at)
        ),
        None,
    )
    end = quote_at[0] if quote_at else contact_at if contact_at is not None else len(texts)
    lead_at = [
        at for at, text in enumerate(texts[:end])
        if at >= top and len(text) >= 80 and not _is_shouted(text) and text != heading and not _CAPTION.fullmatch(text)
    ]  # fmt: skip
    if about_at in lead_at and len(lead_at) > 1:
        lead_at.remove(about_at)
    elif about_at in lead_at:
        about_at = None
    name, post = _speaker(who)
    contact = texts[contact_at] if contact_at is not None else ""
    contact_post, contact_name = _contact_person(contact)
    tail = "\n".join(texts[contact_at:]) if contact_at is not None else ""
    site = _SITE.search(_EMAIL.sub(" ", tail))
    return Prose(
        dated=dated,
        place=place,
        heading=heading,
        lead="\n\n".join(texts[at] for at in lead_at),
        quote=quote,
        speaker_name=name,
        speaker_post=post,
        about=texts[about_at] if about_at is not None else "",
        contact_post=contact_post,
        contact_name=contact_name,
        phones=tuple(dict.fromkeys(found.group().strip() for found in _PHONE.finditer(tail))),
        emails=tuple(dict.fromkeys(_EMAIL.findall(tail))),
        site=site.group() if site else "",
        approved=_approved(texts),
    )


def _quote(texts: list[str]) -> tuple[tuple[int, ...], str, str]:
    """The places of the paragraphs of a quote, its words, and the words on who spoke."""
    for at, text in enumerate(texts):
        if not text.startswith(("«", "“", "„", '"')):
            continue
        for length in range(1, 6):
            if found := _QUOTE.match("\n\n".join(texts[at : at + length])):
                return tuple(range(at, at + length)), found["quote"].strip(" ,"), found["who"].strip()
    return (), "", ""


def _speaker(who: str) -> tuple[str, str]:
    """Name and post out of «Ойдон Чыгарылган, тренер»; each "" where it is not certain."""
    name, _, post = who.strip(" .").partition(",")
    if not post:
        return (name.strip(), "") if _NAME.fullmatch(name.strip()) else ("", "")
    if not _NAME.fullmatch(name.strip()):
        # A blank to fill in, such as «[аты-жөнү]», is no name, but the post behind it is one.
        return "", post.strip() if re.fullmatch(r"\s*[\[(<_….].*", name) else ""
    return name.strip(), post.strip()


def _contact_person(text: str) -> tuple[str, str]:
    """Post and name of the person to ask, where both stand in the usual order, or the post alone before a blank in
    brackets.
    """
    words = re.sub(r"^.*?(?:үчүн|информаци\w+|information)[^:]*:\s*", "", text) if ":" in text else text
    if found := re.search(rf"(?P<post>[A-ZА-ЯӨҮҢЁ]?{_POST})\s*[:,–—-]?\s*(?P<name>{_NAME.pattern}|\[[^\]]*\])", words):
        name = "" if found["name"].startswith("[") else found["name"]
        return found["post"].strip(), name
    return "", ""


def _approved(texts: list[str]) -> str:
    for at, text in enumerate(texts[:12]):
        if found := _APPROVED.match(text):
            return found["who"].strip() or (texts[at + 1] if at + 1 < len(texts) and len(texts[at + 1]) < 120 else "")
    return ""
