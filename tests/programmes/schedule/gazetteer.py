"""A small gazetteer of real names for tests: all oblasts and raions, some cities and aimaks. Codes: SOATE of 2021."""

from functools import cache

from tegerek.places.names import Gazetteer, Named

_OBLASTS = {
    "41702": ("Ысык-Көл", "Иссык-Кульская", "Issyk-Kul"),
    "41703": ("Жалал-Абад", "Джалал-Абадская", "Jalal-Abad"),
    "41704": ("Нарын", "Нарынская", "Naryn"),
    "41705": ("Баткен", "Баткенская", "Batken"),
    "41706": ("Ош", "Ошская", "Osh"),
    "41707": ("Талас", "Таласская", "Talas"),
    "41708": ("Чүй", "Чуйская", "Chui"),
}
_RAIONS = """
41702205 Ак-Суу Ак-Суйский Ak-Suu
41702210 Жети-Өгүз Джети-Огузский Jeti-Oguz
41702215 Ысык-Көл Иссык-Кульский Issyk-Kul
41702220 Тоң Тонский Ton
41702225 Түп Тюпский Tyup
41703204 Ала-Бука Ала-Букинский Ala-Buka
41703207 Базар-Коргон Базар-Коргонский Bazar-Korgon
41703211 Аксы Аксыйский Aksy
41703215 Ноокен Ноокенский Nooken
41703220 Сузак Сузакский Suzak
41703223 Тогуз-Торо Тогуз-Тороуский Toguz-Toro
41703225 Токтогул Токтогульский Toktogul
41703230 Чаткал Чаткальский Chatkal
41704210 Ак-Талаа Ак-Талинский Ak-Talaa
41704220 Ат-Башы Ат-Башинский At-Bashy
41704230 Жумгал Жумгальский Jumgal
41704235 Кочкор Кочкорский Kochkor
41704245 Нарын Нарынский Naryn
41705214 Баткен Баткенский Batken
41705236 Лейлек Лейлекский Leilek
41705258 Кадамжай Кадамжайский Kadamjai
41706207 Алай Алайский Alai
41706211 Араван Араванский Aravan
41706226 Кара-Суу Кара-Сууский Kara-Suu
41706242 Ноокат Ноокатский Nookat
41706246 Кара-Кулжа Кара-Кульджинский Kara-Kulja
41706255 Өзгөн Узгенский Uzgen
41706259 Чоң-Алай Чон-Алайский Chong-Alai
41707215 Кара-Буура Кара-Бууринский Kara-Buura
41707220 Бакай-Ата Бакай-Атинский Bakai-Ata
41707225 Манас Манасский Manas
41707232 Талас Таласский Talas
41708203 Аламүдүн Аламудунский Alamudun
41708206 Ысык-Ата Ысык-Атинский Ysyk-Ata
41708209 Жайыл Жайылский Jaiyl
41708213 Кемин Кеминский Kemin
41708217 Москва Московский Moskva
41708219 Панфилов Панфиловский Panfilov
41708222 Сокулук Сокулукский Sokuluk
41708223 Чүй Чуйский Chui
"""
_CITIES = """
41711000000000 Бишкек Бишкек Bishkek -
41721000000000 Ош Ош Osh -
41704400000010 Нарын Нарын Naryn 41704
41707400000010 Талас Талас Talas 41707
41703410000010 Жалал-Абад Джалал-Абад Jalal-Abad 41703
"""
_AIMAKS = """
41704220836000 Кара-Суу Кара-Сууский Kara-Suu 41704220
41704235812000 Кара-Суу Кара-Сууский Kara-Suu 41704235
41704235816000 Кочкор Кочкорский Kochkor 41704235
41704235837000 Көк-Жар Кок-Джарский Kok-Jar 41704235
41704210830000 Көк-Жар Кок-Джарский Kok-Jar 41704210
41704220808000 Ак-Талаа Ак-Талинский Ak-Talaa 41704220
41704220812000 Ат-Башы Ат-Башынский At-Bashy 41704220
41706259851000 Чоң-Алай Чон-Алайский Chong-Alai 41706259
"""
_VILLAGES = """
41704230836010 Чаек Чаек Chaek 41704230
41704235816010 Кочкор Кочкорка Kochkor 41704235816000
"""


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(_units())


def unit(soate: str) -> Named:
    """The unit whose code begins so, the largest of them."""
    return next(named for named in gazetteer().units.values() if (named.soate or "").startswith(soate))


def _units() -> list[Named]:
    keys: dict[str, int] = {}
    units: list[Named] = []

    def add(code: str, kind: str, ky: str, ru: str, en: str, above: str) -> None:
        keys[code] = len(keys) + 1
        units.append(Named(keys[code], code.ljust(14, "0"), kind, ky, ru, en, parent=keys.get(above)))

    for code, (ky, ru, en) in _OBLASTS.items():
        add(code, "oblast", ky, ru, en, "")
    for line in _RAIONS.split("\n")[1:-1]:
        code, ky, ru, en = line.split()
        add(code, "raion", ky, ru, en, code[:5])
    for kind, lines in (("city", _CITIES), ("aimak", _AIMAKS), ("village", _VILLAGES)):
        for line in lines.split("\n")[1:-1]:
            code, ky, ru, en, above = line.split()
            add(code, kind, ky, ru, en, above)
    return units
