import hashlib
import json
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.core import clock
from tequio.register.kinds import KINDS, PublicRecord


class Log(models.Model):
    """The head of the register: one row, locked by whoever appends, so that writers form one line."""

    size = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="register_one_log")]

    def __str__(self) -> str:
        return f"{self.size} entries"


class Entry(models.Model):
    """One published act: the canonical bytes that the register hashes, and the columns to find it by."""

    index = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    at = models.DateTimeField(db_index=True)
    issuer = models.CharField(max_length=200)
    body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)
    detached = models.BinaryField(null=True)
    """The record's canonical bytes when they are too long for an entry, which then holds their SHA-256."""

    class Meta:
        verbose_name = _("acto")
        verbose_name_plural = _("actos")
        ordering = ["-index"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "version"], name="register_entry_version_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.kind} {self.subject_id}"

    def get_absolute_url(self) -> str:
        return reverse("register:entry", args=[self.index])

    def record_data(self) -> dict[str, Any]:
        """The record as this entry published it, without its schema version."""
        if self.detached is not None:
            record: dict[str, Any] = json.loads(bytes(self.detached))
        else:
            record = json.loads(bytes(self.body))["record"]
        return {name: value for name, value in record.items() if name != "schema"}

    @property
    def verb(self) -> str:
        return self.kind.rsplit(".", 1)[1]

    @property
    def shape(self) -> type[PublicRecord]:
        return KINDS[self.subject_type]


class Record(models.Model):
    """What the register says today of one subject: the latest version of its public shape.

    Derived from the entries and rebuilt from them at any time; pages, feeds, search and exports read it.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    occurred_on = models.DateField(null=True)
    first_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    data = models.JSONField()

    class Meta:
        verbose_name = _("registro vigente")
        verbose_name_plural = _("registros vigentes")
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["section", "-updated_at"]), models.Index(fields=["path"])]
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="register_record_unique")
        ]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def public(self) -> PublicRecord:
        """The typed public shape."""
        return KINDS[self.subject_type].from_public(self.data)

    def image_url(self) -> str:
        """The picture that a shared link shows; its address changes with the version, so it is never stale."""
        return f"{settings.TEQUIO_URL}/og/{self.subject_type}/{self.subject_id}/{self.version}.jpg"

    @property
    def date(self) -> "date":
        """The date a reader expects beside it: of the fact when known, else of its publication."""
        return self.occurred_on or self.first_at.date()


class Trace(models.Model):
    """Who on the staff did it: kept apart from the entry, never published."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="trace")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    before: Any = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.user}"


class Subtree(models.Model):
    """The root of one full tile, so that proofs and checkpoints never rehash the whole register."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="register_subtree_unique")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed statement of the register's size and root."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-size"]

    def __str__(self) -> str:
        return f"{self.size}"


class Witness(models.Model):
    """An institution outside the town hall that checks the register and cosigns it."""

    name = models.CharField(_("institución"), max_length=200)
    vkey = models.CharField(_("llave pública de verificación"), max_length=250, unique=True)
    since_on = models.DateField(_("desde"))
    until_on = models.DateField(_("hasta"), null=True, blank=True)

    class Meta:
        verbose_name = _("testigo")
        verbose_name_plural = _("testigos")

    def __str__(self) -> str:
        return self.name


class Cosignature(models.Model):
    """The newest signature of a witness: what it saw, and when."""

    witness = models.OneToOneField(Witness, on_delete=models.CASCADE, related_name="cosignature")
    size = models.PositiveBigIntegerField()
    line = models.TextField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.witness}: {self.size}"


def _storage_name(instance: "File", _filename: str) -> str:
    return f"archivo/{instance.sha256[:2]}/{instance.sha256}"


class File(models.Model):
    """A file kept under its fingerprint. It is public only once an entry of the register cites it."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("nombre"), max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    content = models.FileField(upload_to=_storage_name, max_length=200)
    published_in = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="files")

    class Meta:
        verbose_name = _("archivo")
        verbose_name_plural = _("archivos")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("log:file", args=[self.sha256, self.name])

    def is_intact(self) -> bool:
        """Whether the bytes on disk are there and still have the fingerprint that was published."""
        digest = hashlib.sha256()
        try:
            with self.content.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    digest.update(chunk)
        except OSError:
            return False
        return digest.hexdigest() == self.sha256


KEPT_FOR = timedelta(days=30)
"""How long the trash keeps a draft."""


class Discarded(models.Model):
    """A draft that somebody threw away, with everything that went with it: it comes back whole for thirty days.

    Only what was never an act gets here; what is public is withdrawn by a new version instead.
    """

    kind = models.CharField(max_length=60)
    """The model of what was thrown away: ``meetings.agendaitem``."""
    permission = models.CharField(max_length=40)
    """Who may see it and bring it back: a value of ``accounts.roles.Permission``."""
    title = models.CharField(_("qué"), max_length=300)
    rows: Any = models.JSONField(default=list)
    """Every row as it was, what was thrown away first (see ``trash.py``)."""
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    discarded_at = models.DateTimeField(_("cuándo"), db_index=True)

    class Meta:
        verbose_name = _("borrador descartado")
        verbose_name_plural = _("papelera")
        ordering = ["-discarded_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def erased_on(self) -> date:
        """The last day on which it can be brought back."""
        return clock.local_day(self.discarded_at + KEPT_FOR)


class KeptForm(models.Model):
    """What somebody had typed in a form of the desk and has not sent yet: put off, or cut by the end of a session."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=400)
    title = models.CharField(max_length=200, blank=True)
    typed: Any = models.JSONField(default=list)
    """(name, value) pairs as the browser sent them; never a file, a token or a password."""
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="register_one_kept_form")]

    def __str__(self) -> str:
        return self.title or self.path


class Change(models.Model):
    """What somebody on the staff did to a record or a draft: who, when, before and after. Never published."""

    subject_type = models.CharField(max_length=60)
    """The model in whose history it is told: ``meetings.meeting``."""
    subject_key = models.PositiveBigIntegerField()
    what = models.CharField(max_length=300)
    """The row itself, in words, when it is a part: a point of the agenda."""
    verb = models.CharField(max_length=10)
    changes: Any = models.JSONField(default=list)
    """[column as people call it, before, after]"""
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_key", "-at"], name="register_change_subject")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.what}"

    @property
    def verb_label(self) -> str:
        """The verb in the words of the page."""
        words = {"created": _("Creó"), "changed": _("Cambió"), "discarded": _("Quitó")}
        return str(words[self.verb])
