"""A raion for lists, without a database: Ойдон raion with its aimaks and a village, and a raion beside it. Invented."""

from tegerek.meetings.lists.cells import Places
from tegerek.places.names import Gazetteer, Named

OBLAST, RAION, OTHER_RAION = 1, 2, 3
AK_KYYA, KUM_DOBO, TASH_BULAK, KARA_SUU, ALYS, VILLAGE, ASAN = 11, 12, 13, 14, 15, 16, 17
BESIDE = 21


def gazetteer() -> Gazetteer:
    return Gazetteer(
        [
            Named(OBLAST, None, "oblast", "Ойдонго", "Ойдонгойская", "Oydongo"),
            Named(RAION, None, "raion", "Үлгү", "Үлгүйский", "Ulgu", OBLAST),
            Named(OTHER_RAION, None, "raion", "Сынак", "Сынакский", "Synak", OBLAST),
            Named(AK_KYYA, None, "aimak", "Ак-Кыя", "Ак-Кыйский", "Ak-Kyya", RAION),
            Named(KUM_DOBO, None, "aimak", "Кум-Дөбө", "Кум-Дебенский", "Kum-Dobo", RAION),
            Named(TASH_BULAK, None, "aimak", "Таш-Булак", "Таш-Булакский", "Tash-Bulak", RAION),
            Named(KARA_SUU, None, "aimak", "Кара-Суу", "Кара-Суйский", "Kara-Suu", RAION),
            Named(VILLAGE, None, "village", "Ак-Кыя", "Ак-Кыя", "Ak-Kyya", AK_KYYA),
            Named(ASAN, None, "aimak", "", "Асан Мисаловский", "Asan Misalov", RAION),
            Named(ALYS, None, "aimak", "Алыс", "Алысский", "Alys", OTHER_RAION),
            Named(BESIDE, None, "aimak", "Кара-Суу", "Кара-Суйский", "Kara-Suu", OTHER_RAION),
        ]
    )


def places() -> Places:
    return Places(gazetteer(), RAION)
