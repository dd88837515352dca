"""Why there is a quorum, why something carried, which numbers do not add up: as sentences in every language.

The numbers stand apart from words that would have to bend after them, so that each sentence is right for any number.
"""

from __future__ import annotations

from tegerek.lib.said import ORDER, Said
from tegerek.procedures import words
from tegerek.procedures.terms import Rule, Share, Unknown

STOPS_NOTHING = Said.of(ky="Жыйынга бул тоскоол болбойт.", ru="Это ничему не мешает.", en="This stops nothing.")


def together(*sentences: Said) -> Said:
    """Sentences one after another; those that say nothing are left out.

    >>> together(Said.of(ky="Бар."), Said(), Said.of(ky="Жок.")).texts["ky"]
    'Бар. Жок.'
    """
    said = [sentence.texts for sentence in sentences if sentence]
    return Said({lang: " ".join(texts[lang] for texts in said if lang in texts) for lang in ORDER})


def source(rule: Rule) -> Said:
    """Where it stands and whether one must or is advised, as a sentence."""
    cited = words.cited(rule).texts
    return Said.of(ky=f"Негизи: {cited['ky']}.", ru=f"Основание: {cited['ru']}.", en=f"Source: {cited['en']}.")


def of_quorum(
    rule: Rule | Unknown, needed: int | Unknown, came: int | None, denominator: int | None, is_met: bool | None
) -> Said:
    """How many must come, how many came, and what follows."""
    if isinstance(rule, Unknown):
        return together(words.WHYS[rule.why], STOPS_NOTHING)
    if isinstance(rule.value, Unknown):
        return together(words.WHYS[rule.value.why], STOPS_NOTHING, source(rule))
    whole = _share(rule, "Кворум — {}.", "Кворум — {}.", "The quorum is {}.")
    if isinstance(needed, Unknown):
        return together(whole, _no_denominator(), source(rule))
    least = _least_to_come(needed, denominator if whole else None)
    return together(whole, least, _came(came, is_of_whole=bool(whole)), _is_met(is_met), source(rule))


def of_majority(
    rule: Rule | Unknown,
    needed: int | Unknown,
    votes_for: int | None,
    present: int | None,
    carried: bool | None,
    *,
    is_open: bool,
) -> Said:
    """How many were for, how many are needed, and what follows."""
    before = _vote_not_known(rule, needed, votes_for, present)
    if before or isinstance(rule, Unknown) or isinstance(needed, Unknown):
        return before
    verdict = Said.of(
        ky="Чечим кабыл алынды." if carried else "Чечим кабыл алынган жок.",
        ru="Решение принято." if carried else "Решение не принято.",
        en="It has carried." if carried else "It has not carried.",
    )
    again = Said.of(
        ky="Каршы болгондор да көпчүлүк эмес: кайра добуш берүүнү катышкандар өздөрү чечет.",
        ru="Большинства нет и у тех, кто против: голосовать ли ещё раз, решают сами присутствующие.",
        en="Those against are no majority either: those present decide whether to vote again.",
    )
    return together(
        _votes(votes_for, present), _least(rule, needed), verdict, again if is_open else Said(), source(rule)
    )


def of_choice(
    rule: Rule | Unknown, needed: int | Unknown, most: int | None, present: int | None, carried: bool | None
) -> Said:
    """How many votes the strongest option has, how many are needed, and what follows."""
    before = _vote_not_known(rule, needed, most, present)
    if before or isinstance(rule, Unknown) or isinstance(needed, Unknown):
        return before
    verdicts = {
        True: Said.of(ky="Ошол вариант кабыл алынды.", ru="Этот вариант принят.", en="That option has carried."),
        False: Said.of(
            ky="Эч бир вариант көпчүлүк добуш алган жок: экинчи жолу добуш берүүнү катышкандар өздөрү чечет.",
            ru="Ни у одного варианта нет большинства: голосовать ли второй раз, решают сами присутствующие.",
            en="No option has a majority: those present decide on a second vote.",
        ),
        None: Said.of(
            ky="Жыйынтыгы белгисиз: ар бир вариантка берилген добуш бирден саналып, сандар текшерилсин.",
            ru="Итог не известен: посчитайте голоса за каждый вариант и проверьте числа.",
            en="The outcome is not known: count the votes for each option and check the numbers.",
        ),
    }
    strongest = Said.of(
        ky=f"{present} киши катышты, эң көп добуш алган вариантта {most} добуш бар.",
        ru=f"Присутствующих — {present}, больше всего голосов у одного варианта — {most}.",
        en=f"{present} present; the strongest option has {most} votes.",
    )
    return together(strongest, _least(rule, needed), verdicts[carried], source(rule))


# What the parts are called, in front of “together make 61”.
PARTS = {
    "sexes": Said.of(ky="Аялдар менен эркектер", ru="Женщины и мужчины", en="Women and men"),
    "ages": Said.of(ky="Курактар боюнча сандар", ru="Числа по возрастам", en="The numbers by age"),
    "villages": Said.of(ky="Айылдар боюнча сандар", ru="Числа по сёлам", en="The numbers by village"),
    "roles": Said.of(
        ky="18ге толгон тургундар, башка тургундар, кызмат адамдары, коноктор жана ЖМК өкүлдөрү",
        ru="Жители от 18 лет, другие жители, должностные лица, гости и СМИ",
        en="Residents of 18 and older, other residents, officials, guests and media",
    ),
}


def of_people(slug: str, parts: int, present: int) -> Said:
    """Parts that do not make those present, as a question."""
    who = PARTS[slug].texts
    return Said.of(
        ky=f"{who['ky']} чогуу {parts} болот, ал эми катышкандар {present} деп жазылган. Туурабы?",
        ru=f"{who['ru']} — вместе {parts}, а присутствующих записано {present}. Всё верно?",
        en=f"{who['en']} together make {parts}, but {present} are written as present. Is that right?",
    )


def of_votes(votes: int, present: int) -> Said:
    """More votes than people, as a question."""
    return Said.of(
        ky=f"{votes} добуш берилген, ал эми катышкандар {present} деп жазылган. Туурабы?",
        ru=f"Голосов — {votes}, а присутствующих записано {present}. Всё верно?",
        en=f"There are {votes} votes, but {present} are written as present. Is that right?",
    )


def of_voters(votes: int, voters: int) -> Said:
    """More votes than people who have the vote, as a question."""
    return Said.of(
        ky=f"{votes} добуш берилген, ал эми добуш укугу бар тургундар {voters} деп жазылган. Туурабы?",
        ru=f"Голосов — {votes}, а жителей с правом голоса записано {voters}. Всё верно?",
        en=f"There are {votes} votes, but {voters} residents with the vote are written as present. Is that right?",
    )


def _share(rule: Rule, ky: str, ru: str, en: str) -> Said:
    """The share that a rule asks for, inside a sentence; empty if it asks for no share."""
    if not isinstance(rule.value, Share):
        return Said()
    texts = words.share(rule.value).texts
    return Said.of(ky=ky.format(texts["ky"]), ru=ru.format(texts["ru"]), en=en.format(texts["en"]))


def _no_denominator() -> Said:
    return Said.of(
        ky="Алардын жалпы саны жазылган эмес, ошондуктан кворум бар-жогу белгисиз.",
        ru="Сколько их всего, не указано, поэтому есть ли кворум, не известно.",
        en="How many there are in all has not been given, so whether there is a quorum is not known.",
    )


def _least_to_come(needed: int, denominator: int | None) -> Said:
    if denominator is None:
        return Said.of(
            ky=f"Кворум үчүн кеминде {needed} киши келиши керек.",
            ru=f"Для кворума нужно не меньше {needed} {_people(needed)}.",
            en=f"The quorum is at least {needed} people.",
        )
    return Said.of(
        ky=f"Алардын жалпы саны — {denominator}, кеминде {needed} киши келиши керек.",
        ru=f"Всего их {denominator}, прийти должны не меньше {needed} {_people(needed)}.",
        en=f"There are {denominator} in all; at least {needed} must come.",
    )


def _came(came: int | None, *, is_of_whole: bool) -> Said:
    if came is None:
        return Said.of(
            ky="Канчасы келгени саналган эмес.", ru="Сколько пришло, не посчитали.", en="How many came was not counted."
        )
    if is_of_whole:
        return Said.of(ky=f"Алардан {came} киши келди.", ru=f"Из них пришло {came}.", en=f"{came} of them came.")
    return Said.of(ky=f"{came} киши келди.", ru=f"Пришло {came}.", en=f"{came} came.")


def _is_met(is_met: bool | None) -> Said:
    if is_met is None:
        return Said.of(ky="Кворум бар-жогу белгисиз.", ru="Есть ли кворум, не известно.", en="The quorum is not known.")
    if is_met:
        return Said.of(ky="Кворум бар.", ru="Кворум есть.", en="There is a quorum.")
    return Said.of(ky="Кворум жок.", ru="Кворума нет.", en="There is no quorum.")


def _vote_not_known(rule: Rule | Unknown, needed: int | Unknown, votes: int | None, present: int | None) -> Said:
    """Why it cannot be said what came of a vote; empty if it can."""
    if isinstance(rule, Unknown):
        return words.WHYS[rule.why]
    if isinstance(rule.value, Unknown):
        return together(words.WHYS[rule.value.why], source(rule))
    if not present:
        uncounted = Said.of(
            ky="Канча киши катышканы саналган эмес, ошондуктан жыйынтыгы белгисиз.",
            ru="Сколько человек присутствовало, не посчитали, поэтому итог не известен.",
            en="How many were present was not counted, so the outcome is not known.",
        )
    elif votes is None:
        uncounted = Said.of(
            ky="Добуштар саналган эмес, ошондуктан жыйынтыгы белгисиз.",
            ru="Голоса не посчитали, поэтому итог не известен.",
            en="The votes were not counted, so the outcome is not known.",
        )
    elif votes > present:
        uncounted = Said.of(
            ky=f"{present} киши катышкан, ал эми {votes} добуш берилген. Сандарды текшериңиз.",
            ru=f"Присутствующих — {present}, а голосов — {votes}. Проверьте числа.",
            en=f"{present} were present, yet there are {votes} votes. Check the numbers.",
        )
    else:
        return words.WHYS[needed.why] if isinstance(needed, Unknown) else Said()
    return together(uncounted, _share_needed(rule), source(rule))


def _votes(votes_for: int | None, present: int | None) -> Said:
    return Said.of(
        ky=f"{present} киши катышты, {votes_for} киши макул болду.",
        ru=f"Присутствующих — {present}, голосов «за» — {votes_for}.",
        en=f"{votes_for} for of {present} present.",
    )


def _least(rule: Rule, needed: int) -> Said:
    """The share and the number it makes: “more than half of those present, at least 32 votes”."""
    share = _share(rule, "{}", "{}", "{}").texts
    return Said.of(
        ky=f"Чечимге {share['ky']} макул болушу керек: кеминде {needed} добуш.",
        ru=f"Для решения нужно {share['ru']}: не меньше {needed} {_votes_of(needed)}.",
        en=f"To carry it takes {share['en']}: at least {needed} votes.",
    )


def _share_needed(rule: Rule) -> Said:
    return _share(rule, "Чечимге {} макул болушу керек.", "Для решения нужно {}.", "To carry it takes {}.")


def _is_one(number: int) -> bool:
    return number % 10 == 1 and number % 100 != 11


def _people(number: int) -> str:
    """After «не меньше»: 21 человека, 22 человек."""
    return "человека" if _is_one(number) else "человек"


def _votes_of(number: int) -> str:
    """After «не меньше»: 21 голоса, 22 голосов."""
    return "голоса" if _is_one(number) else "голосов"
