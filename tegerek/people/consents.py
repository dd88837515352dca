"""What people agree to when their name is written on a list: the words themselves, by the code that a row keeps.

A text that was shown to somebody is never changed afterwards: a better one gets a code of its own and becomes CURRENT.
"""

from tegerek.lib.said import Said

CURRENT = "roster.2026-11"

TEXTS: dict[str, Said] = {
    CURRENT: Said.of(
        ky="Колум менен ырастайм: аты-жөнүм, кызматым, аймагым, жынысым жана телефонум ким келгенин эсепке алуу жана "
        "мени менен байланышуу үчүн жазылат. Аларды уюштуруучунун кызматкерлери жана текшерүүчү гана көрөт; сайтка "
        "чыкпайт. Сактоо мөөнөтү бүткөндө жок кылынат. Макулдугумду каалаган убакта кайтарып алсам болот.",
        ru="Подписью подтверждаю: моё имя, должность, аймак, пол и телефон записываются, чтобы учесть, кто пришёл, и "
        "связаться со мной. Их видят только сотрудники организатора и проверяющий; на сайте их нет. По истечении "
        "срока хранения они уничтожаются. Своё согласие я могу отозвать в любое время.",
        en="By signing I agree: my name, post, aimak, sex and phone are written down to know who came and to reach "
        "me. Only the organiser’s staff and an auditor see them; they do not appear on the site. They are "
        "destroyed when their time of keeping ends. I may take my agreement back at any time.",
    ),
}


def consent_said(code: str = CURRENT) -> Said:
    """The words of a consent, in every language. Raises KeyError for a code nobody was shown.

    >>> sorted(consent_said("roster.2026-11").texts)
    ['en', 'ky', 'ru']
    """
    return TEXTS[code]
