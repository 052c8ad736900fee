"""The WSGI application that the web server runs: kept pages in front, Django behind."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402  # Django is set up now

from tequio.core.requests import whole_bodies  # noqa: E402
from tequio.edge.layer import PageCache  # noqa: E402

# Whoever writes the code wants to see the last change of a template, not the last page.
application = whole_bodies(django if settings.DEBUG else PageCache(django, settings.PAGE_CACHE_BYTES))
