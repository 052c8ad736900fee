"""What files that somebody brings to be imported hold of people."""

from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import User
from tequio.core.personal_data import INVENTORY, Holding, Level
from tequio.importing.models import Import, ImportRow, State
from tequio.importing.tasks import discard_old, forget


def _erase(row: Import | ImportRow, *, by: User) -> None:
    job = row.job if isinstance(row, ImportRow) else row
    job.rows.update(problems=[], differences=[])
    forget(job, State.DONE if job.state == State.DONE else State.DISCARDED)


INVENTORY.declare(
    Holding(
        key="importaciones",
        title=_("Hojas de cálculo por importar"),
        people=_("Personas que ocuparon un asiento, y quien sube el archivo"),
        data=_("Nombres escritos en el archivo, y la cuenta que lo subió"),
        purpose=_("Publicar lo que la comisión hizo antes de usar este sistema"),
        basis=_("Ley General de Transparencia (2025), artículo 50: estructura, facultades y directorio"),
        retention=_(
            "El archivo, 30 días o hasta que se descarte; la lista de filas, sin nombres, mientras conste"
        ),
        level=Level.PUBLIC_OFFICE,
        fields={
            "importing.Import": ("content", "by", "salt"),
            "importing.ImportRow": ("problems", "differences"),
        },
        erase=_erase,
        prune=discard_old,
        keeps=_("Los actos publicados, que no llevan nombres."),
    ),
)
