"""What a person does with an import: bring a file, confirm it, take it up again, discard it."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.importing import bounds
from tequio.importing.models import Import, State
from tequio.importing.tasks import check_file, forget, publish_rows
from tequio.register.files import safe_name


def receive(*, content: bytes, name: str, by: User, in_background: bool = True) -> Import:
    """Keep a file until it is confirmed or discarded, at most 30 days, and have it checked."""
    require(by.may(Permission.IMPORT_RUN))
    if not content:
        raise RuleError(_("El archivo está vacío. Elige otro."), field="file")
    if len(content) > bounds.MAX_BYTES:
        raise RuleError(_("El archivo pesa más de 10 MB. Divídelo en varios."), field="file")
    job = Import.objects.create(
        name=safe_name(name)[:150],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content=content,
        by=by,
        uploaded_at=clock.now(),
    )
    if in_background:
        check_file.enqueue(job.key)
    return job


def confirm(*, job: Import, amends: bool, reason: str, by: User, in_background: bool = True) -> Import:
    """Publish what was accepted; with *amends*, also a new version of what differs, for *reason*."""
    require(by.may(Permission.IMPORT_RUN))
    if amends and not reason.strip():
        raise RuleError(_("Escribe por qué cambia. Se publica con el cambio."), field="reason")
    with transaction.atomic():
        job = Import.objects.select_for_update().get(pk=job.pk)
        if job.state != State.CHECKED:
            raise RuleError(_("Este archivo ya se confirmó o se descartó."))
        job.state, job.by, job.started_at = State.RUNNING, by, clock.now()
        job.amends, job.reason, job.beat_at, job.worker = amends, reason.strip()[:300], None, ""
        job.save()
    if in_background:
        publish_rows.enqueue(job.key)
    return job


def resume(*, job: Import, by: User, in_background: bool = True) -> Import:
    """Take up again an import that stopped or was cut short; what was published stays as it is."""
    require(by.may(Permission.IMPORT_RUN))
    with transaction.atomic():
        job = Import.objects.select_for_update().get(pk=job.pk)
        if job.state == State.STOPPED:
            job.state, job.problem, job.beat_at, job.worker = State.RUNNING, "", None, ""
            job.save()
        elif not job.is_cut_short:
            raise RuleError(_("No hay nada que continuar."))
    if in_background:
        (publish_rows if job.state == State.RUNNING else check_file).enqueue(job.key)
    return job


def discard(*, job: Import, by: User) -> Import:
    """Throw away a file that was not confirmed. Nothing of it was ever published."""
    require(by.may(Permission.IMPORT_RUN))
    with transaction.atomic():
        job = Import.objects.select_for_update().get(pk=job.pk)
        if job.state not in {State.CHECKING, State.CHECKED, State.REFUSED}:
            raise RuleError(_("Este archivo ya se confirmó o se descartó."))
        forget(job, State.DISCARDED)
    return job
