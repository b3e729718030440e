"""All settings in one file, read from the environment; `bin/start` and `bin/test` set what they need."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# --- where this installation lives -------------------------------------------------------------------------------
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
HTTPS = env.bool("HTTPS", SITE_URL.startswith("https://"))  # decides __Host- names, Secure and HSTS in one place
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
DEMO_KLEIN = env.bool("DEMO_KLEIN", False)  # a dozen trajecten, for who only wants to see it run
if DEMO and SITE_HOST != "localhost":
    raise ImproperlyConfigured("DEMO shows passwords on the sign-in page: only for a SITE_URL on localhost.")
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [SITE_HOST])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
STATE_DIR = Path(env.str("STATE_DIR", str(BASE_DIR / "var")))
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# --- rooms, lowest first -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "basis",
    "accounts",
    "kwalificaties",
    "documenten",
    "berichten",
    "werkgevers",
    "trajecten",
    "portaal",
    "rapportage",
    "praktijkleren",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "basis.middleware.headers",  # above everything that can answer or raise: errors and static files carry them too
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "basis.middleware.request_log",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.KeepInput",  # after the CSRF check, before the closed door
    "basis.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.session_limits",
]
ROOT_URLCONF = "praktijkleren.urls"
WSGI_APPLICATION = "praktijkleren.wsgi.application"

_LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _LOADERS)])],
            "builtins": ["template_partials.templatetags.partials", "basis.templatetags.basis"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.omgeving",
            ],
        },
    }
]
FORM_RENDERER = "basis.forms.Renderer"

# --- PostgreSQL: the only truth ----------------------------------------------------------------------------------
# Statement, lock and idle limits stand on the role (`manage.py tijdlimieten`), not in `options`: a pooler drops those.
DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# --- Valkey and Celery: a doorbell, nothing else -----------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker as long as it takes
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "max_retries": 0,  # a request does not wait for a broker that refuses; the worker has its own patience above
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,  # these two: else the task of a killed worker is not redelivered for minutes
    "unacked_restore_throttle": 1,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True

# --- accounts ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.wachtwoord.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.wachtwoord.NotAboutYou"},
    {"NAME": "accounts.wachtwoord.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.LoginForm",
    "change_password": "accounts.sign_in.ChangePasswordForm",
    "reset_password": "accounts.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.sign_in.ResetPasswordKeyForm",
    "user_token": "accounts.sign_in.UserTokenForm",
    "request_login_code": "accounts.sign_in.AskCodeForm",
    "confirm_login_code": "accounts.sign_in.ConfirmCodeForm",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,10/h/key"}  # 30 guesses an hour at 10^8 codes
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation that was sent to it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "accounts.adapter.PasskeyAdapter"
MFA_FORMS = {"login_webauthn": "accounts.sign_in.PasskeyLoginForm"}
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 10 * 60 * 60

SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "praktijkleren.errors.csrf_failure"

# --- headers -----------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [NONCE, SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ["accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb"]
}

# --- mail (rows are written by `berichten`, sent by the worker) --------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if EMAIL_FILES := env.str("EMAIL_FILES", ""):  # the demo: every mail is a file in this folder, and goes nowhere
    EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", EMAIL_FILES
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"Praktijkleren <geen-antwoord@{SITE_HOST}>")

# --- erkenningen: where they are looked up (werkgevers/bron.py) ---------------------------------------------------
ERKENNING_BRON = env.str("ERKENNING_BRON", "werkgevers.bron.HandmatigeBron")
STAGEMARKT_ZOEKLINK = env.str("STAGEMARKT_ZOEKLINK", "https://stagemarkt.nl/leerbedrijven/?Termen={leerbedrijf_id}")

# --- words and files ---------------------------------------------------------------------------------------------
BEGRIPPEN = BASE_DIR / "praktijkleren" / "BEGRIPPEN.md"  # what basis/begrippen.py explains on every page
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(STATE_DIR / "static")))
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(STATE_DIR / "documenten")))
ZEGEL_PEM = Path(env.str("ZEGEL_PEM", str(STATE_DIR / "zegel.pem")))  # key and certificate of the seal; made when it is not there
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["woff2", "ttf", "png", "jpg"]  # small already, or only read by WeasyPrint
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- log: structured, only allowed keys, no personal data --------------------------------------------------------
LOGGING_CONFIG = "basis.log.configure"
LOGGING = {"level": env.str("LOG_LEVEL", "INFO")}
