"""Django's settings. Values that differ per installation come from env.py."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from leerkring.site import database, env
from leerkring.site.secret import kept_secret

# Arithmetic on short texts is quickest on the thread that asks; several wait for each other on a busy
# machine. Read when numpy is imported, so said before any app is.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BASE_DIR = env.ROOT
HERE = Path(__file__).parent
VAR = env.VAR.value
PRODUCTION = env.production()
DEBUG = env.DEBUG.value
DEMO = env.DEMO.value
env.refuse_open_demo()

SECRET_KEY = env.SECRET_KEY.value
if not SECRET_KEY and not PRODUCTION:
    SECRET_KEY = kept_secret(VAR / "secret-key")
ALLOWED_HOSTS = env.HOSTS.value or ([] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
ROOT_URLCONF = "leerkring.site.urls"
WSGI_APPLICATION = "leerkring.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "django_cotton",
    "csp",
    "leerkring.kit.ui",
    "leerkring.core.regions",
    "leerkring.core.events",
    "leerkring.core.people",
    "leerkring.core.spaces",
    "leerkring.core.entries",
    "leerkring.services.privacy",
    "leerkring.services.discussion",
    "leerkring.services.notifications",
    "leerkring.services.discover",
    "leerkring.domains.community",
    "leerkring.domains.directory",
    "leerkring.site",
    # After ours: our pages and elements replace those of the library.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
]
if DEMO:
    INSTALLED_APPS.append("leerkring.site.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "leerkring.site.page_cache.page_cache_middleware",
    "csp.middleware.CSPMiddleware",
    "leerkring.kit.files.limit.limit_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "leerkring.site.language.language_middleware",
    "leerkring.site.security.activity.activity_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leerkring.kit.ui.context.shell",
            ],
        },
    }
]
if DEMO:
    TEMPLATES[0]["OPTIONS"]["context_processors"].append("leerkring.site.demo.context.panel")
FORM_RENDERER = "leerkring.kit.ui.forms.Renderer"

# Database and cache
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": True,
        **database.connection_settings(),
    }
}
# Rate limits count in the cache, so every process and machine must share one: the
# database is the only thing they already share. Nothing hot is kept here.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
    }
}

# Pages for visitors are kept for a minute (site/page_cache.py); not while templates are being written.
KEEP_PAGES = not DEBUG

# People and signing in: a code by mail, no passwords
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["leerkring.site.accounts.backend.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "leerkring.site.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Before something about signing in changes, our own door asks who you are (site/security/proof.py).
ACCOUNT_REAUTHENTICATION_REQUIRED = MFA_REAUTHENTICATION_REQUIRED = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.PROXIES.value
MFA_ADAPTER = "leerkring.site.security.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Leerkring"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "leerkring.site.security.forms.SecondStepForm",
    "login_webauthn": "leerkring.site.security.forms.PasskeySignInForm",
    "authenticate_webauthn": "leerkring.site.security.forms.PasskeyStepForm",
}
SOCIALACCOUNT_ADAPTER = "leerkring.site.security.adapters.OrganisationAdapter"
OPENID_PROVIDERS = env.OIDC.value

# Language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.STATIC.value
# No address serves these: a view asks for each file whether it may be seen (core/entries/views.py).
MEDIA_ROOT = VAR / "uploads"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 10
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Where the guard answers (services/privacy); only this account can open it
GUARD_SOCKET = VAR / "guard.sock"
GUARD_PATIENCE = env.GUARD_PATIENCE.value

# Mail, and the address of the platform in it
SITE_URL = (
    f"https://{(ALLOWED_HOSTS or ['localhost'])[0]}" if PRODUCTION else f"http://127.0.0.1:{env.PORT.value}"
)
_mail = env.MAIL_URL.value
if _mail:
    EMAIL_HOST = _mail.host
    EMAIL_PORT = _mail.port
    EMAIL_HOST_USER = _mail.user
    EMAIL_HOST_PASSWORD = _mail.password
    EMAIL_USE_SSL = _mail.ssl
    EMAIL_USE_TLS = _mail.starttls
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env.MAIL_FROM.value or f"Leerkring <noreply@{(ALLOWED_HOSTS or ['localhost'])[0]}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "leerkring.site.outage.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
