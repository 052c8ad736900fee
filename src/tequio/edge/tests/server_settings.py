"""The product's own settings for a server that a test starts; only static files are where they are written."""

from tequio.config.settings import *  # noqa: F403
from tequio.config.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
