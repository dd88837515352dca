"""Tables of packages, which cannot carry declarations of their own: what of a person stands in them, and its end."""

from __future__ import annotations

# Label of a table → what its text columns hold.
FOREIGN: dict[str, str] = {
    "contenttypes.contenttype": "Names of tables of the code.",
    "auth.permission": "Names of rights of the framework; none is used.",
    "auth.group": "Not used; empty.",
    "sessions.session": "The key of the account that signed in; no name. Ended when the account is erased.",
    "account.emailaddress": "The e-mail of an account, if it has one. Emptied when the account is erased.",
    "account.emailconfirmation": "A key by which an e-mail is confirmed. Goes with the e-mail.",
    "django_tasks_database.dbtaskresult": "The key of a job and, if it broke, where in the code; nothing typed.",
}
