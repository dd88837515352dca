"""Telephone numbers, as people type them."""

import phonenumbers
from django.utils.translation import gettext as _

COUNTRY, COUNTRY_CODE = "KG", 996
OWN_DIGITS = 9
# What may stand before the nine digits of a number of the country; without any of it they do not begin with a nought.
_BEFORE = ("0", "996", "9960", "00996", "009960")
_NUMBER_LIKE = 5


def tidy_phone(text: str) -> str | None:
    """A phone as typed (0555 12-34-56, +996 555 123456) in E.164, or None if it is no whole number.

    Nothing is filled in: nine digits that begin with the nought lack one, though libraries take them for a number.

    >>> tidy_phone("0555 12-34-56"), tidy_phone("12"), tidy_phone("0555 12 34 5")
    ('+996555123456', None, None)
    """
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    if not _is_whole(text, number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_trouble(text: str) -> str:
    """What is wrong with a phone that tidy_phone does not take, as a sentence that does not repeat it."""
    if sum(sign.isdigit() for sign in text) >= _NUMBER_LIKE:
        return _(
            "This phone number is not whole, or has a digit too many. In Kyrgyzstan nine digits follow the 0 or +996: "
            "0555 12 34 56. A foreign number begins with + and the country’s code."
        )
    return _("This is not a phone number. Write it like 0555 12 34 56.")


def _is_whole(text: str, number: phonenumbers.PhoneNumber) -> bool:
    """Whether every digit that was typed is in the number, and none else."""
    typed = phonenumbers.normalize_digits_only(text)
    own = phonenumbers.national_significant_number(number)
    if not typed.endswith(own):
        return False
    before = typed[: -len(own)]
    if number.country_code != COUNTRY_CODE:
        return True
    return len(own) == OWN_DIGITS and (before in _BEFORE or (not before and not own.startswith("0")))
