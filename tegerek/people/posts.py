"""How posts are called, in three languages. Screens, papers and lists say the same words."""

from tegerek.lib.said import Said
from tegerek.people.models import Post

NAMES: dict[Post, Said] = {
    Post.AO_HEAD: Said.of(ky="айыл өкмөтүнүн башчысы", ru="глава айыл окмоту", en="head of aiyl okmotu"),
    Post.COUNCIL_CHAIR: Said.of(
        ky="айылдык кеңештин төрагасы", ru="председатель айылного кенеша", en="chair of the village council"
    ),
    Post.AO_SPECIALIST: Said.of(ky="айыл өкмөтүнүн адиси", ru="специалист айыл окмоту", en="specialist of aiyl okmotu"),
    Post.EXECUTIVE_SECRETARY: Said.of(ky="жооптуу катчы", ru="ответственный секретарь", en="executive secretary"),
    Post.DEPUTY: Said.of(
        ky="айылдык кеңештин депутаты", ru="депутат айылного кенеша", en="deputy of the village council"
    ),
    Post.VILLAGE_HEAD: Said.of(ky="айыл башчысы", ru="айыл башчысы (староста)", en="village head"),
    Post.IG_MEMBER: Said.of(
        ky="демилгелүү топтун мүчөсү", ru="член инициативной группы", en="member of an initiative group"
    ),
    Post.JMEG_MEMBER: Said.of(
        ky="биргелешкен мониторинг жана баалоо тобунун мүчөсү",
        ru="член группы совместного мониторинга и оценки",
        en="member of a joint monitoring and evaluation group",
    ),
    Post.DELEGATE: Said.of(ky="курултайдын делегаты", ru="делегат курултая", en="delegate of the kurultai"),
    Post.RAION_OFFICIAL: Said.of(
        ky="райондук мамлекеттик администрациянын кызматкери",
        ru="сотрудник районной государственной администрации",
        en="official of the raion state administration",
    ),
    Post.OTHER: Said.of(ky="башка кызмат", ru="другая должность", en="another post"),
}


def post_said(post: str) -> Said:
    """The name of a post, in every language. Raises ValueError for what is none.

    >>> post_said("ao_head").in_("ru").text
    'глава айыл окмоту'
    """
    return NAMES[Post(post)]
