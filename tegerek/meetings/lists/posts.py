"""Posts as lists write them: whole, short, in three languages, in any case. Values are those of people.models.Post."""

import re
from functools import lru_cache

from tegerek.lib.text import fold

OTHER = "other"
# Patterns over folded text (ө is o, ү is u, ы and й are i, x is ks; no doubled consonants, no ng), the first that fits
# wins: who is of a group or of the raion may be called chair, head or specialist too.
_PATTERNS = [
    (post, re.compile("|".join(patterns)))
    for post, *patterns in (
        ("jmeg_member", r"\bbmbt|\bbmjbt|\bgsmo\b|\bjmeg\b", "birgeleshken monitorin", "sovmestnogo monitorin"),
        ("jmeg_member", "joint monitorin"),
        ("ig_member", r"\bdt\b", r"\big\b", "demilgel", r"\binitsiativn", "initiative group"),
        ("raion_official", r"\brma\w{0,4}\b|\brga\w{0,4}\b|\bakim", r"raiond?uk (?:mamleketik )?adm"),
        ("raion_official", r"raion\w* (?:gosudarstven\w* )?adm", "raion (?:state )?adm|raion oficial"),
        ("executive_secretary", "jooptuu? (?:kat|sekr)", r"otv(?:etstven\w*)? sekr", "eksecutive secretar"),
        ("other", "orun ?bas|orinbas", r"\bzam(?:estitel\w*)?\b", r"\bvitse", r"\bdeputi (?:head|chair)"),
        (
            "ao_head",
            r"okmot\w* (?:bash\w*|glav\w*|jetek)",
            r"\b(?:ao|a o|aa|a a) (?:bash\w*|glav\w*)",
            r"aimag\w* bash",
        ),
        (
            "ao_head",
            r"\bglava (?:\w+ )?(?:ao|aa|a o|ail|aiil|okmot|sel)",
            r"head of (?:the )?(?:\w+ )?(?:ao|aiil|okmot)",
        ),
        ("council_chair", r"kenesh\w* (?:\w+ )?(?:torag|predsed)", r"\b(?:ak|a k) (?:torag|predsed)"),
        ("council_chair", r"predsed\w* (?:\w+ )?(?:ak|a k|ail|aiil|kenesh|mestn)", r"^torag\w*$|^predsedatel$"),
        ("council_chair", r"chair\w* of (?:the )?(?:\w+ )?(?:council|kenesh|ak)", r"\bspiker"),
        ("delegate", r"\bdelegat"),
        ("deputy", r"\bdeput(?:at|i)"),
        ("village_head", r"\bai?il(?:din)? bash|\baiil bash", r"\bstarosta|\bstareishin", "vilage head"),
        ("village_head", "head of (?:the )?vilage"),
        ("ao_specialist", r"okmot\w* (?:\w+ )?(?:adis|spets)", r"\b(?:ao|a o|aa|a a) (?:\w+ )?(?:adis|spets)"),
        ("ao_specialist", r"^(?:bash(?:ki)? |jetektooch\w* |glavn\w* |vedush\w* )?(?:adis\w*|spetsialist)$"),
        ("ao_specialist", r"spetsialist\w* (?:\w+ )?(?:ao|a o|ail|aiil|okmot)", "specialist of (?:the )?(?:ao|aiil)"),
        ("ao_specialist", r"\b(?:ao|aiil okmotu) specialist"),
    )
]
_BETWEEN = re.compile(r"[,;\n+]|\s/\s|(?<=\w{4})/(?=\w{4})|\s(?:жана|и|and)\s")


@lru_cache(maxsize=20_000)
def post_in(text: str) -> str:
    """The post that a text names, "other" for one that has no name here, "" for no text.

    >>> [post_in(text) for text in ("АӨ башчысы", "глава АО", "депутат АК", "Төрага", "ДТ мүчөсү", "член ИГ", "ГСМО")]
    ['ao_head', 'ao_head', 'deputy', 'council_chair', 'ig_member', 'ig_member', 'jmeg_member']
    >>> post_in("айыл башчысы"), post_in("мектеп директору"), post_in("")
    ('village_head', 'other', '')
    >>> post_in("курултайдын делегаты"), post_in("делегат Курултая")
    ('delegate', 'delegate')
    """
    folded = fold(text)
    if not folded:
        return ""
    return next((post for post, pattern in _PATTERNS if pattern.search(folded)), OTHER)


@lru_cache(maxsize=20_000)
def posts_in(text: str) -> tuple[str, ...]:
    """The different posts a cell names, in their order; a cell without any known gives "other" alone.

    >>> posts_in("АК депутаты, айыл башчысы"), posts_in("АӨ башчысы, Кочкор"), posts_in("фермер")
    (('deputy', 'village_head'), ('ao_head',), ('other',))
    """
    pieces = [post_in(piece) for piece in _BETWEEN.split(text)]
    known = tuple(dict.fromkeys(post for post in pieces if post not in ("", OTHER)))
    whole = post_in(text)
    return known or ((whole,) if whole else ())


def is_post(text: str) -> bool:
    """Whether a text names a post that has a name here."""
    return post_in(text) not in ("", OTHER)
