"""How people sign in: phone, e-mail or the number of their account, and a password or a one-time card.

Everything that opens a session passes through `sit_down`: so every session can be seen and ended by its owner.
"""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from tegerek.lib import clock, refs
from tegerek.people import sittings
from tegerek.people.computers import computer_of
from tegerek.people.keys import spend_card
from tegerek.people.limits import TOO_MANY, Counter
from tegerek.people.models import Computer, Key, Sitting, User
from tegerek.people.phones import tidy_phone

__all__ = [
    "Adapter",
    "Backend",
    "address_of",
    "computer_here",
    "number_of",
    "remember_computer",
    "sit_down",
    "tidy_phone",
]

# One sentence for every way of failing: an answer must not say who has an account.
MISMATCH = _("The phone, the e-mail or the password is not right. Check them and try again.")
# What the session keeps of the sitting.
KEPT = "sitting"
COMPUTER_COOKIE, COMPUTER_DAYS = "computer", 400
BACKEND = "tegerek.people.signing_in.Backend"


def number_of(user: User) -> str:
    """The number of an account, to sign in with where there is no phone; a mistyped one is none."""
    return str(refs.number_for(user.pk))


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the server in front saw it. Never stored."""
    return str(Adapter(request).get_client_ip(request))


def computer_here(request: HttpRequest) -> Computer | None:
    """The office's computer on which this browser runs, if it is one. One query with its cookie, none without."""
    return computer_of(request.get_signed_cookie(COMPUTER_COOKIE, default="", salt=COMPUTER_COOKIE) or "")


def remember_computer(response: HttpResponse, token: str) -> None:
    """Make this browser the office's: a cookie of its own, sent to pages of accounts alone."""
    response.set_signed_cookie(
        COMPUTER_COOKIE,
        token,
        salt=COMPUTER_COOKIE,
        max_age=COMPUTER_DAYS * 24 * 3600,
        path="/account/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def sit_down(
    request: HttpRequest,
    user: User,
    how: Sitting.How,
    *,
    key: Key | None = None,
) -> None:
    """Sign somebody in: a new session, written down as a sitting. On the office's computer it will lock by itself."""
    computer = computer_here(request)
    before = request.session.get(KEPT)
    if before:
        # Another account sat at this browser; its session is gone with this sign-in.
        Sitting.objects.filter(pk=before["key"]).delete()
    login(request, user, backend=BACKEND)
    request.session.pop(KEPT, None)
    # Closing the browser ends it, and SESSION_COOKIE_AGE does in any case.
    request.session.set_expiry(0)
    if not request.session.session_key:
        request.session.create()
    now = clock.now()
    sitting = sittings.begin(
        user,
        session_key=cast(str, request.session.session_key),
        how=how,
        agent=request.headers.get("User-Agent", ""),
        now=now,
        computer=computer,
        key=key,
    )
    request.session[KEPT] = {
        "key": sitting.pk,
        "how": how.value,
        "computer": computer.pk if computer else None,
        "seen": now.timestamp(),
        "must_set": how is Sitting.How.CARD,
    }


class Backend(AuthenticationBackend):  # type: ignore[misc]  # the package carries no types
    """The password first, then the one-time card; the same work whether the account exists or not."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        secret = credentials.get("password") or ""
        owner = _owner(credentials)
        key = spend_card(secret, login_of=owner if owner and owner.is_active else None, now=clock.now())
        if user is None and key is not None and owner is not None:
            owner.came_by = key
            return owner
        return user

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        found: User | None = self._check_password(_owner(credentials), credentials.get("password") or "")
        return found


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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try, by the address it comes from and by the account it is for, whether there is one or not.

        An account is counted as one, whether it is called by its phone, its e-mail or its number. One query.
        """
        owner = _owner(credentials)
        typed = next((str(credentials[name]) for name in ("phone", "email", "number") if credentials.get(name)), "")
        account = f"account {owner.pk}" if owner else f"typed {typed}"
        request.tries = Counter.of("password", address=address_of(request), account=account)  # type: ignore[attr-defined]
        request.tried_at = clock.now()  # type: ignore[attr-defined]
        if not request.tries.take(request.tried_at):  # type: ignore[attr-defined]
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account, if it is open; one that was shut is answered like one that never was."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def _rollback_login_failed_rl_usage(self) -> None:
        """Nothing: our own counter is given back at `login`."""

    def login(self, request: HttpRequest, user: User) -> None:
        """Open the session. A try that was right does not count."""
        request.tries.give_back(request.tried_at)  # type: ignore[attr-defined]
        sit_down(request, user, Sitting.How.CARD if user.came_by else Sitting.How.PASSWORD, key=user.came_by)

    def add_message(self, *args: Any, **more: Any) -> None:
        """Nothing is said: whoever signed in sees it."""

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


def _owner(credentials: dict[str, Any]) -> User | None:
    """Whose account somebody says it is. One query."""
    phone, email, number = (credentials.get(name) for name in ("phone", "email", "number"))
    if phone:
        return User.objects.filter(phone=tidy_phone(phone) or phone).first()
    if email:
        return User.objects.filter(email=str(email).lower()).first()
    return User.objects.filter(pk=_key_of(number or "")).first()


def _key_of(number: str) -> int:
    """The key of the account with that number; 0, which is nobody's, for what is no number."""
    return int(number[:-1]) - refs.FIRST if refs.is_number(number) else 0
