"""``inspect`` (used by ``check`` and ``restore``): what only Django and the register can tell, as JSON."""

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.core.checks import WARNING, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tequio.config.environment import load
from tequio.console.findings import Finding, failure, ok, report, warning
from tequio.console.mail import mail_findings, trial_findings
from tequio.console.output import FAILED, OK, say
from tequio.core import schedule, workers
from tequio.core.models import ScheduledJob
from tequio.ledger.errors import LedgerError
from tequio.register import signing
from tequio.register.self_audit import register_faults
from tequio.register.sweep import Sweep
from tequio.register.tree import current_root, current_size

LATE = timedelta(minutes=10)
OLD_SWEEP = timedelta(days=2)


def main(arguments: list[str]) -> int:
    """Print the findings; with ``--register`` the faults of the whole register; with ``--mail`` those of a test."""
    parser = argparse.ArgumentParser(prog="./tequio inspect")
    parser.add_argument("--register", action="store_true")
    parser.add_argument("--without-key", action="store_true")
    parser.add_argument("--mail", metavar="DIRECCIÓN")
    options = parser.parse_args(arguments)
    if options.mail:
        return report(list(trial_findings(options.mail)), as_json=True)
    if options.register:
        faults = register_faults(with_key=not options.without_key)
        say(json.dumps({"faults": faults}, ensure_ascii=False))
        return FAILED if faults else OK
    return report([finding for look in LOOKS for finding in look()], as_json=True)


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA integrity_check(5)")
                rows = [row[0] for row in cursor.fetchall()]
                if rows != ["ok"]:
                    yield failure(
                        "Base de datos", f"dañada: {rows[0]}", "detén el sitio y restaura el último respaldo"
                    )
                    return
                cursor.execute("PRAGMA foreign_key_check")
                if cursor.fetchone():
                    yield failure("Base de datos", "hay referencias rotas", "restaura el último respaldo")
                    return
            else:
                cursor.execute("SELECT 1")
        yield ok("Base de datos", f"{connection.vendor}, íntegra")
    except DatabaseError as error:
        yield failure(
            "Base de datos", " ".join(str(error).split()), "revisa TEQUIO_DATABASE_URL y el servidor"
        )


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        yield failure(
            "Esquema", f"faltan {len(pending)} cambios", "reinicia con ./tequio serve, que los aplica"
        )
    else:
        yield ok("Esquema", "al día")


def _register() -> Iterator[Finding]:
    restore = "sigue docs/operacion.md, «Un respaldo más viejo que lo firmado»"
    size = current_size()
    try:
        highest = signing.highest_signed()
    except signing.KeyMissingError:
        return  # told under the keys
    except LedgerError as error:
        yield failure("Registro público", f"el punto firmado más alto no es válido: {error}", restore)
        return
    if highest is None:
        yield warning(
            "Registro público", f"{size} actos y ninguna firma", "inicia con ./tequio serve, que lo firma"
        )
    elif size < highest.size:
        yield failure("Registro público", f"hay {size} actos y se firmaron {highest.size}", restore)
    elif current_root(highest.size) != highest.root:
        yield failure("Registro público", f"los {highest.size} actos firmados cambiaron", restore)
    elif size > highest.size:
        yield warning(
            "Registro público", f"faltan por firmar {size - highest.size} actos", "reinicia ./tequio serve"
        )
    else:
        yield ok("Registro público", f"{size} actos, firmados y sin cambios")


def _files() -> Iterator[Finding]:
    last = Sweep.last()
    if last is None:
        return  # a town of today: the first look is at night
    text = f"revisados {last.files} el {last.at[:10]}"
    if last.altered:
        yield failure(
            "Archivos",
            f"{text}; no son los publicados: {', '.join(last.altered[:3])}",
            "restáuralos de un respaldo",
        )
    elif last.faults:
        yield failure(
            "Archivos", f"{text}; el registro cambió: {last.faults[0]}", "restaura el último respaldo"
        )
    elif timezone.now() - datetime.fromisoformat(last.at) > OLD_SWEEP:
        yield warning("Archivos", text, "inicia ./tequio serve: los revisa cada noche")
    else:
        yield ok("Archivos", f"{text}, son los publicados")


def _jobs() -> Iterator[Finding]:
    now = timezone.now()
    limit = now - LATE
    ready = DBTaskResult.objects.ready().filter(enqueued_at__lt=limit)
    late = ready.filter(
        Q(run_after__lt=limit) | Q(run_after__gt=now)
    ).count()  # the far future stands for "at once"
    late += len(schedule.late(LATE))
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - timedelta(days=1)).count()
    failing = ScheduledJob.objects.exclude(problem="")
    if late:
        yield failure("Trabajos", f"{late} esperan desde hace más de 10 minutos", "inicia ./tequio serve")
    for job in failing:
        yield warning("Trabajos", f"{job.name} falla: {job.problem}", "revisa la salida de ./tequio serve")
    if failed:
        yield warning(
            "Trabajos", f"{failed} fallaron en las últimas 24 horas", "revisa la salida de ./tequio serve"
        )
    if not late and not failed and not failing:
        yield ok("Trabajos", "ninguno atrasado")


def _workers() -> Iterator[Finding]:
    alive = workers.alive()
    silent = [worker for worker in alive if workers.is_silent(worker)]
    if not alive:
        yield warning("Proceso de trabajos", "ninguno está en marcha", "inicia ./tequio serve")
    for worker in silent:
        yield failure(
            "Proceso de trabajos",
            f"{worker} no da señales desde {timezone.localtime(worker.seen_at):%Y-%m-%d %H:%M}",
            "reinicia ./tequio serve",
        )
    if alive and not silent:
        seconds = (timezone.now() - alive[0].seen_at).total_seconds()
        yield ok("Proceso de trabajos", f"{len(alive)} en marcha; última señal hace {seconds:.0f} s")


def _deployment() -> Iterator[Finding]:
    messages = run_checks(include_deployment_checks=load().production)
    serious = [message for message in messages if message.level >= WARNING and not message.is_silenced()]
    for message in serious:
        yield warning("Django", f"{message.id} {message.msg}", "ejecuta ./tequio manage check --deploy")
    if not serious:
        yield ok("Django", "sin observaciones")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _database,
    _migrations,
    _register,
    _files,
    _jobs,
    _workers,
    mail_findings,
    _deployment,
)
