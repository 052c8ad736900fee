"""Django's settings, from the environment (see ``environment.py`` and ``.env.example``)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django.conf.locale
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tequio.config.environment import load

env = load()
PACKAGE = Path(__file__).resolve().parent.parent
TEQUIO_DATA = env.data

SECRET_KEY = env.secret_key
DEBUG = env.debug
ALLOWED_HOSTS = list(env.hosts)
TEQUIO_URL = env.url
TEQUIO_SOURCE_URL = "https://github.com/tequio/tequio"
WAGTAILADMIN_BASE_URL = env.url
CSRF_TRUSTED_ORIGINS = [env.url]
TRUSTED_PROXIES = env.trusted_proxies  # only what these addresses say of others is believed (core.limits)

INSTALLED_APPS = [
    "tequio.edge",
    "tequio.demo",
    "tequio.privacy",
    "tequio.importing",
    "tequio.website",
    "tequio.notifications",
    "tequio.workdesk",
    "tequio.api",
    "tequio.opendata",
    "tequio.commitments",
    "tequio.meetings",
    "tequio.law",
    "tequio.bodies",
    "tequio.register",
    "tequio.search",
    "tequio.accounts",
    "tequio.mail",
    "tequio.core",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]


MIDDLEWARE = [
    "tequio.edge.marks.note_access",
    "django.middleware.security.SecurityMiddleware",
    "tequio.api.problems.problems",
    "tequio.core.requests.refuse_nul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tequio.core.headers.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tequio.website.editors.editor_access",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tequio.register.blocked.BlockedRegisterMiddleware",
]

ROOT_URLCONF = "tequio.config.urls"
WSGI_APPLICATION = "tequio.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tequio.core.context.town",
                "tequio.register.context.register",
                "tequio.website.context.menu",
                "tequio.website.translated.page_notice",
                "tequio.workdesk.context.desk_menu",
            ],
        },
    }
]
FORM_RENDERER = "tequio.core.forms.TequioRenderer"

DATABASES = {"default": env.database.django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.redis_url}
    if env.redis_url
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
PAGE_CACHE_BYTES = 24 * 1024 * 1024  # of kept pages in each web process (edge/)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "workdesk:today"
LOGOUT_REDIRECT_URL = "website:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Spanish is the language of record; the other languages mirror its paths under their own prefix.
# Náhuatl is unknown to Django: name it before anything reads the list.
django.conf.locale.LANG_INFO["nah"] = {
    "bidi": False,
    "code": "nah",
    "name": "Nahuatl",
    "name_local": "Náhuatl",
}
LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Español")), ("en", _("Inglés")), ("nah", _("Náhuatl"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "America/Mexico_City"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.data / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.data / "media"
STORAGES = {
    "default": {
        "BACKEND": "tequio.core.object_storage.ObjectStorage",
        "OPTIONS": env.bucket.django(),
    }
    if env.bucket
    else {"BACKEND": "tequio.core.storage.DurableStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "woff2", "br", "gz"]
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

WAGTAIL_SITE_NAME = "Tequio"
WAGTAILADMIN_LOGIN_URL = "/trabajo/entrar/"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 3_000  # milliseconds; what somebody types is kept without filling the history
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # the server asks no other site for what an editor pastes
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "tequio.website.uploads.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "tequio.website.uploads.DocumentForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True

SECOND_FACTOR = env.second_factor
SESSION_ENGINE = "tequio.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # seconds: a working day, however much it is used
SESSION_IDLE = timedelta(hours=2)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.url.startswith("https://")
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; see docs/operacion.md
SECURE_HSTS_SECONDS = 31_536_000 if env.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other services of the town hall may live on sibling names
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]  # the two above, and preload
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.trusted_proxies else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    # The page editor brings its own inline scripts; its folder gets a policy of its own (core.headers).
    "EXCLUDE_URL_PREFIXES": ("/trabajo/paginas/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

if env.email.host:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = env.email.host, env.email.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.email.user, env.email.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = env.email.security == "starttls", env.email.security == "tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env.data / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.email.sender or f"tequio@{env.host}"
EMAIL_TIMEOUT = 20

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "tequio.core.logs.LineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"tequio": {"level": "INFO"}},
}
