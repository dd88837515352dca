"""All settings.

What an operator may change comes from the environment and is described in docs/operating.md (a test checks so).
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tegerek.config import environment
from tegerek.files.rules import TERMS

ROOT = Path(__file__).resolve().parents[2]
VAR = environment.folder("TEGEREK_VAR", ROOT / "var")

DEMO = environment.flag("TEGEREK_DEMO", False)
SECRET_KEY = environment.secret("TEGEREK_SECRET", VAR / "secret")
DEBUG = False
ALLOWED_HOSTS = environment.words("TEGEREK_HOSTS", "*")
# The address people type; with https, cookies travel over https alone.
ADDRESS = environment.text("TEGEREK_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
OPERATOR_CONTACT = environment.text("TEGEREK_CONTACT")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "tegerek.journal",
    "tegerek.files",
    "tegerek.places",
    "tegerek.people",
    "tegerek.jobs",
    "tegerek.meetings",
    "tegerek.voices",
    "tegerek.minutes",
    "tegerek.commitments",
    "tegerek.programmes",
    "tegerek.learning",
    "tegerek.search",
    "tegerek.documents",
    "tegerek.web",
    "tegerek.shell",
    "tegerek.demo",
]

MIDDLEWARE = [
    "tegerek.web.middleware.code_to_read_out",
    "django.middleware.security.SecurityMiddleware",
    "tegerek.web.middleware.strict_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tegerek.web.kept.kept_pages",
    "tegerek.web.middleware.brotli_bodies",
    "django.middleware.http.ConditionalGetMiddleware",
    "tegerek.web.middleware.nothing_unseen",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tegerek.web.middleware.language_of_address",
    "tegerek.web.uploads.not_too_large",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tegerek.web.sitting.who_sits_here",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "tegerek.config.urls"
WSGI_APPLICATION = "tegerek.config.wsgi.application"
DATABASES = {"default": environment.database("TEGEREK_DATABASE", VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tegerek"}}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["tegerek.web.context.frame"],
            "builtins": ["django.templatetags.i18n", "tegerek.web.templatetags.words"],
        },
    }
]

# Words. Kyrgyz first; public addresses carry the language; content may come in further ones
# (TEGEREK_CONTENT_LANGUAGES=uz).
USE_I18N = True
LANGUAGE_CODE = "ky"
LANGUAGES = [("ky", _("Kyrgyz")), ("ru", _("Russian")), ("en", _("English"))]
CONTENT_LANGUAGES = ["ky", "ru", "en", *environment.words("TEGEREK_CONTENT_LANGUAGES", "")]
LOCALE_PATHS = [ROOT / "tegerek" / "locale"]
FORMAT_MODULE_PATH = "tegerek.config.formats"
USE_TZ = True
TIME_ZONE = "Asia/Bishkek"

# People.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["tegerek.people.signing_in.Backend"]
ACCOUNT_ADAPTER = "tegerek.people.signing_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
ACCOUNT_SIGNUP_FIELDS = ["phone", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The check wants one of the two required at sign-up; here nobody signs up, and an account may have either.
SILENCED_SYSTEM_CHECKS = ["account.W001"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
# Tries at a secret are counted in the database (people/limits.py): a cache in memory is one for each process.
ACCOUNT_RATE_LIMITS = False
LOGIN_URL = "account:sign-in"
LOGIN_REDIRECT_URL = "desk:today"
# How long what is given out on paper opens an account, how long a shared computer stays open when nobody touches it,
# how long somebody may act for another person.
CARD_DAYS = environment.whole("TEGEREK_CARD_DAYS", 14)
LINK_DAYS = environment.whole("TEGEREK_LINK_DAYS", 365)
WORD_LINK_DAYS = environment.whole("TEGEREK_WORD_LINK_DAYS", 730)
# Signs certificates, where several machines serve one site; else the file in the folder of the site does.
CERTIFICATE_KEY = environment.text("TEGEREK_CERTIFICATE_KEY")
LOCK_MINUTES = environment.whole("TEGEREK_LOCK_MINUTES", 5)
ASSIST_MINUTES = environment.whole("TEGEREK_ASSIST_MINUTES", 60)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Safety. Nothing is inline, nothing comes from elsewhere; the policy itself stands in web/middleware.py.
IS_HTTPS = ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_ENGINE = "tegerek.people.sessions"
SESSION_COOKIE_AGE = environment.whole("TEGEREK_SESSION_HOURS", 12) * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tegerek.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
BEHIND_PROXY = environment.flag("TEGEREK_BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Failed sign-ins are counted for each address: behind a proxy, the one it saw, which it adds last.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
X_FRAME_OPTIONS = "DENY"

# Files that the browser loads.
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# How many seconds a public page may be kept in memory while the journal says that nothing happened; 0 keeps none.
KEEP_PAGES_SECONDS = environment.whole("TEGEREK_KEEP_PAGES_SECONDS", 20, least=0)

# How many months a person's card is kept after it was last needed, and where else erasures are written down.
KEEP_PERSONS_MONTHS = environment.whole("TEGEREK_KEEP_PERSONS_MONTHS", 36)
# Backups of the night, and how many of them are kept. Erasures are written down there too.
BACKUPS = environment.folder("TEGEREK_BACKUPS", VAR / "backups")
BACKUPS_KEPT = environment.whole("TEGEREK_BACKUPS_KEPT", 14)
ERASURES_BESIDE = [BACKUPS]

# Limits of what may come in: size in bytes, seconds, memory in MiB, rows.
IMPORT_BYTES = environment.whole("TEGEREK_IMPORT_BYTES", 5 * 1024 * 1024)
IMPORT_SECONDS = environment.whole("TEGEREK_IMPORT_SECONDS", 30)
IMPORT_MEMORY_MB = environment.whole("TEGEREK_IMPORT_MEMORY_MB", 768, least=256)
IMPORT_ROWS = environment.whole("TEGEREK_IMPORT_ROWS", 1000)
IMPORT_PAGES = environment.whole("TEGEREK_IMPORT_PAGES", 40)
LIST_ROWS = environment.whole("TEGEREK_LIST_ROWS", 5000)
DATA_UPLOAD_MAX_MEMORY_SIZE = IMPORT_BYTES + 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40_000
# Scans are larger than schedules; web/uploads.py says at which addresses they are taken.
SCAN_UPLOAD_BYTES = max(DATA_UPLOAD_MAX_MEMORY_SIZE, TERMS["scan"].most + 1024 * 1024)
FILE_UPLOAD_MAX_MEMORY_SIZE = SCAN_UPLOAD_BYTES
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# Files that people bring and that long work makes, by their digests.
FILES = VAR / "files"

# Long work. The engine is a setting; what people see of it is the room `jobs`.
QUEUE = environment.queue("TEGEREK_QUEUE")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
if QUEUE:
    TASKS = {"default": {"BACKEND": "django_tasks_rq.RQBackend", "QUEUES": []}}
    INSTALLED_APPS = [*INSTALLED_APPS, "django_rq"]
    # No limit of time: a job whose worker is dead is known by its silence. JSON: nothing in the queue can be code.
    RQ_QUEUES = {"default": {"URL": QUEUE, "DEFAULT_TIMEOUT": -1, "SERIALIZER": "rq.serializers.JSONSerializer"}}
JOB_LEASE_SECONDS = environment.whole("TEGEREK_JOB_LEASE_SECONDS", 15)
JOB_ATTEMPTS = environment.whole("TEGEREK_JOB_ATTEMPTS", 3)

# The log says what happened to the machine, never who did it.
LOG = environment.one_of("TEGEREK_LOG", ("text", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"text": {"()": "tegerek.lib.logs.Text"}, "json": {"()": "tegerek.lib.logs.Json"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "tegerek": {"level": "INFO"},
        # Django writes the whole address or host of a failing request; ours are written by web/middleware.py.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
    },
}
