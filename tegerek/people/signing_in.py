"""How people sign in: phone or e-mail and a password, through django-allauth."""

from typing import Any

import phonenumbers
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tegerek.people.models import User

COUNTRY = "KG"

# One sentence for every way of failing: an answer must not say who has an account.
MISMATCH = _("The phone, the e-mail or the password is not right. Check them and try again.")
TOO_MANY = _("Too many attempts. Wait five minutes, then try again.")


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


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package carries no types
    """Nobody signs up by themselves:

    an administrator or a grant makes the account. An unknown number is sent nothing.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "phone_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "invalid_login": MISMATCH,
        "too_many_login_attempts": TOO_MANY,
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account, if it is open; one that was shut is answered like one that never was."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=tidy_phone(phone) or phone).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **more: Any) -> None:
        raise NotImplementedError("sign-in codes by SMS are off")

    def send_unknown_account_sms(self, phone: str, **more: Any) -> None:
        """Sends nothing: an answer would cost money and tell who has an account."""
