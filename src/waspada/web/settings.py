"""Settings of the workbench: what a laptop needs by default, everything else from the environment.

WASPADA_HOME, DATABASE_URL, WASPADA_SECRET_KEY, WASPADA_HOSTS (names that may be asked for), WASPADA_HTTPS=1 behind a
proxy that speaks TLS, WASPADA_KEY_FILE (age key: new cases are encrypted to it),
WASPADA_UPLOAD_BYTES (most that one upload may hold).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

from waspada.web.installation import secret_key

HOME = Path(os.environ.get("WASPADA_HOME") or Path.home() / ".local" / "share" / "waspada")
HTTPS = os.environ.get("WASPADA_HTTPS") == "1"
KEY_FILE = os.environ.get("WASPADA_KEY_FILE", "")
DEMO = os.environ.get("WASPADA_DEMO") == "1"

SECRET_KEY = os.environ.get("WASPADA_SECRET_KEY") or secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = [name for name in os.environ.get("WASPADA_HOSTS", "").split(",") if name] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "waspada.store.db.apps.StoreConfig",
    "waspada.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "waspada.web.headers.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "waspada.web.second_factor.SecondFactor",
    "waspada.web.reader.Reader",
    "waspada.web.auditing.Auditing",
    "waspada.web.failing.Failing",
]
ROOT_URLCONF = "waspada.web.urls"
ASGI_APPLICATION = "waspada.web.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "waspada.web.context.page",
            ],
            "builtins": [
                "waspada.web.templatetags.waspada",
                "waspada.web.templatetags.access",
                "waspada.web.templatetags.notices",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'waspada.db'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; "
        "pragma mmap_size = 268435456; pragma cache_size = -65536",
    }
AUTH_USER_MODEL = "waspada.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "waspada.web.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/login/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
# Per address and per account; counted in the database, so that every process counts together.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "waspada_cache"}}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Waspada"
# WebAuthn wants TLS, but for the machine's own names, where browsers allow it.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Ours notes it to the minute (store/db/sessions.py); theirs would write at every page view.
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_NAME = "waspada_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "waspada_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "waspada.web.pages.errors.no_csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("id", "Bahasa Indonesia")]
LANGUAGE_COOKIE_NAME = "waspada_lang"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Bytes of one upload by page: they are streamed into the seal, never into memory or a temporary file.
UPLOAD_LIMIT = int(os.environ.get("WASPADA_UPLOAD_BYTES") or 50_000_000_000)
FILE_UPLOAD_HANDLERS = ["waspada.web.uploads.Refuse"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# No library may write a value into a log: errors are our own words, requests are not logged.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"quiet": {"class": "logging.NullHandler"}, "console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["quiet"], "propagate": False}, "waspada": {"handlers": ["console"]}},
}
