"""What people agree to, word for word. A text once shown is never changed: a new wording is a new code.

The words say what the product does with the data and name no article of a law; whoever runs an office may have their
lawyer add one, as a new text.
"""

from __future__ import annotations

from tegerek.lib.said import Said

# Before ages were asked, and since.
ROSTER_WITHOUT_AGE = "roster.2026-11"
ROSTER = "roster.2026-11-27"
# To be named in the public copy of minutes.
MINUTES = "minutes.2026-11"
# The text that is shown today to who comes.
CURRENT = ROSTER

TEXTS: dict[str, Said] = {
    ROSTER_WITHOUT_AGE: Said.of(
        ky=(
            "Аты-жөнүмдүн, кызматымдын, айыл аймагымдын, жынысымдын жана телефон номеримдин ушул иш-чарага чакыруу, "
            "катышуучуларды каттоо жана эсептөө үчүн сакталышына макулмун. Аларды иш-чараны уюштурган мекеменин "
            "кызматкерлери гана көрөт, эч жерге жарыяланбайт. Макулдугумду каалаган убакта кайтарып ала алам: анда "
            "маалыматтарым өчүрүлүп, аты-жөнсүз сандар гана калат."
        ),
        ru=(
            "Я согласен (согласна), чтобы моё имя, должность, айылный аймак, пол и номер телефона хранились для "
            "приглашения на это мероприятие, регистрации и подсчёта участников. Их видят только сотрудники "
            "организующего учреждения, они нигде не публикуются. Я могу отозвать согласие в любое время: тогда "
            "данные будут удалены, останутся только числа без имени."
        ),
        en=(
            "I agree that my name, post, aiyl aimak, sex and phone number are kept in order to invite me to this "
            "event, to register participants and to count them. Only staff of the organising office see them; they "
            "are published nowhere. I can take my consent back at any time: then the data are erased, and only "
            "numbers without a name remain."
        ),
    ),
    ROSTER: Said.of(
        ky=(
            "Аты-жөнүмдүн, кызматымдын, айыл аймагымдын, жынысымдын, курактык тобумдун жана телефон номеримдин ушул "
            "иш-чарага чакыруу, катышуучуларды каттоо жана эсептөө үчүн сакталышына макулмун. Аларды иш-чараны "
            "уюштурган мекеменин кызматкерлери гана көрөт, эч жерге жарыяланбайт. Макулдугумду каалаган убакта "
            "кайтарып ала алам: анда маалыматтарым өчүрүлүп, аты-жөнсүз сандар гана калат."
        ),
        ru=(
            "Я согласен (согласна), чтобы моё имя, должность, айылный аймак, пол, возрастная группа и номер телефона "
            "хранились для приглашения на это мероприятие, регистрации и подсчёта участников. Их видят только "
            "сотрудники организующего учреждения, они нигде не публикуются. Я могу отозвать согласие в любое время: "
            "тогда данные будут удалены, останутся только числа без имени."
        ),
        en=(
            "I agree that my name, post, aiyl aimak, sex, age group and phone number are kept in order to invite me to "
            "this event, to register participants and to count them. Only staff of the organising office see them; "
            "they are published nowhere. I can take my consent back at any time: then the data are erased, and only "
            "numbers without a name remain."
        ),
    ),
    MINUTES: Said.of(
        ky=(
            "Ушул жыйында айткан сөзүмдүн жанында атым-жөнүм протоколдун баарына ачык нускасында жазылышына макулмун. "
            "Макулдугумду каалаган убакта кайтарып ала алам: андан кийин чыгарылган нускаларда атым-жөнүм жазылбайт."
        ),
        ru=(
            "Я согласен (согласна), чтобы в открытой для всех копии протокола рядом с моими словами на этом собрании "
            "стояло моё имя. Я могу отозвать согласие в любое время: в копиях, выпущенных после этого, имени не будет."
        ),
        en=(
            "I agree that the public copy of the minutes gives my name beside what I said at this meeting. I can take "
            "my consent back at any time: copies issued after that do not name me."
        ),
    ),
}


def consent_said(code: str = CURRENT) -> Said:
    """The words behind a code, in every language. Raises KeyError for a code that was never shown."""
    return TEXTS[code]
