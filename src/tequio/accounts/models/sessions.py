from hashlib import sha256
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models.people import User


class Session(AbstractBaseSession):
    """A browser where somebody is signed in: deleting the row closes it there at once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions")
    address = models.CharField(_("dirección"), max_length=64, blank=True)
    device = models.CharField(_("dispositivo"), max_length=120, blank=True)
    opened_at = models.DateTimeField(_("abierta"), default=timezone.now)
    seen_at = models.DateTimeField(_("último uso"), default=timezone.now)

    class Meta:
        verbose_name = _("sesión abierta")
        verbose_name_plural = _("sesiones abiertas")

    def __str__(self) -> str:
        return self.device

    @property
    def public_id(self) -> str:
        """Names the session on a page without showing the key that opens it."""
        return sha256(self.session_key.encode()).hexdigest()[:16]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store
