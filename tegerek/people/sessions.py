"""Where sessions are kept: Django's own table, asked only for keys that Django can have given."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A cookie may hold any signs; a zero byte in it would be an error of PostgreSQL, not a stranger."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and len(key) >= 8 and key.isascii() and key.isalnum())
