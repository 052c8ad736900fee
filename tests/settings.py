"""Tequio's settings for tests: a data folder, a key and a database of this process's own, and nothing else changed
but what makes tests fast. ``TEQUIO_TEST_DATABASE_URL`` and ``TEQUIO_TEST_REDIS_URL`` name servers to use.
"""

import atexit
import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

DATA = Path(tempfile.mkdtemp(prefix="tequio-tests-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

for name in [
    name for name in os.environ if name.startswith("TEQUIO_") and not name.startswith("TEQUIO_TEST_")
]:
    if name != "TEQUIO_REQUIRE_ALL":
        del os.environ[name]
os.environ["TEQUIO_DATA"] = str(DATA)
os.environ["TEQUIO_SECRET_KEY"] = "k" * 60
os.environ["TEQUIO_DATABASE_URL"] = os.environ.get("TEQUIO_TEST_DATABASE_URL", "")

from tequio.config.settings import *  # noqa: E402, F403
from tequio.config.settings import DATABASES, LOCALE_PATHS, STORAGES  # noqa: E402
from tequio.console.translations import compile_all  # noqa: E402

compile_all(LOCALE_PATHS)  # a language without its compiled file does not exist for Django

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_AGE, SESSION_IDLE = 10 * 366 * 86_400, timedelta(days=3_660)  # tests live months in a second
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # finds static files where they are written; tests collect none
WHITENOISE_USE_FINDERS = True

DATABASE = DATABASES["default"]
if DATABASE["ENGINE"].endswith("sqlite3"):
    # The file dies with the process, so nothing waits for the disk.
    DATABASE["OPTIONS"]["init_command"] = DATABASE["OPTIONS"]["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )
else:
    DATABASE["OPTIONS"].pop("pool", None)  # a pool would keep the databases that the harness drops and copies
