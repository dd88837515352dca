"""Telephone numbers as people read them: one way of writing for pages, papers and files."""

import phonenumbers

from tegerek.lib.text import one_line

KYRGYZSTAN, OWN_DIGITS = "+996", 9


def phone_in_words(number: str) -> str:
    """A phone in E.164 as it is written in the country; a foreign one with its country's code; other texts as they are.

    What is no phone comes on one line, without signs that nobody sees.

    >>> phone_in_words("+996555123456"), phone_in_words("+77010000000"), phone_in_words("00000 5-00-00")
    ('0555 12 34 56', '+7 701 000 0000', '00000 5-00-00')
    """
    code, own = number[:4], number[4:]
    if code == KYRGYZSTAN and len(own) == OWN_DIGITS:
        return f"0{own[:3]} {own[3:5]} {own[5:7]} {own[7:]}"
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return one_line(number)
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
