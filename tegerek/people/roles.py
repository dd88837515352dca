"""How roles are called, in three languages, and what each is for. Screens and papers say the same words."""

from tegerek.lib.said import Said
from tegerek.people.models import Role

NAMES: dict[Role, Said] = {
    Role.COORDINATOR: Said.of(ky="программанын координатору", ru="координатор программы", en="programme coordinator"),
    Role.TRAINER: Said.of(ky="тренер", ru="тренер", en="trainer"),
    Role.CLERK: Said.of(ky="адис", ru="специалист", en="clerk"),
    Role.SECRETARY: Said.of(ky="катчы", ru="секретарь", en="secretary"),
    Role.AO_HEAD: Said.of(ky="айыл өкмөтүнүн башчысы", ru="глава айыл окмоту", en="head of aiyl okmotu"),
    Role.DEPUTY: Said.of(ky="депутат", ru="депутат", en="deputy"),
    Role.IG: Said.of(ky="демилгелүү топтун мүчөсү", ru="член инициативной группы", en="member of an initiative group"),
    Role.JMEG: Said.of(
        ky="биргелешкен мониторинг жана баалоо тобунун мүчөсү",
        ru="член группы совместного мониторинга и оценки",
        en="member of a joint monitoring and evaluation group",
    ),
    Role.AUDITOR: Said.of(
        ky="текшерүүчү: баарын көрөт, эч нерсени өзгөртпөйт",
        ru="проверяющий: видит всё, ничего не меняет",
        en="auditor: sees everything, changes nothing",
    ),
    Role.ADMINISTRATOR: Said.of(ky="администратор", ru="администратор", en="administrator"),
}


def role_said(role: str) -> Said:
    """The name of a role, in every language. Raises ValueError for what is none.

    >>> role_said("clerk").in_("ky").text
    'адис'
    """
    return NAMES[Role(role)]
