"""Telephone numbers, as people type them."""

import phonenumbers

COUNTRY = "KG"


def tidy_phone(text: str) -> str | None:
    """A phone as typed (0555 12-34-56, +996 555 123456) in E.164, or None if it is no possible number.

    >>> tidy_phone("0555 12-34-56"), tidy_phone("12")
    ('+996555123456', None)
    """
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
