"""Sessions record seats; a citizen who proposes a point may be named."""

from django.utils.translation import gettext_lazy

from tequio.accounts.models import User
from tequio.core.personal_data import INVENTORY, Holding, Level
from tequio.meetings.actions.agenda import forget_proposer
from tequio.meetings.models import AgendaItem


def _erase_proposer(item: AgendaItem, *, by: User) -> None:
    forget_proposer(item=item, by=by)


INVENTORY.declare(
    Holding(
        key="orden-del-dia",
        title=gettext_lazy("Quienes proponen puntos para una sesión"),
        people=gettext_lazy("Personas u organizaciones que proponen un punto del orden del día"),
        data=gettext_lazy("Nombre, si la persona quiere que aparezca"),
        purpose=gettext_lazy("Dar crédito a quien propuso el punto"),
        basis=gettext_lazy("Consentimiento de quien propone"),
        retention=gettext_lazy("Mientras se conserve la sesión"),
        level=Level.ORDINARY,
        fields={"meetings.AgendaItem": ("proposer",)},
        is_published=True,
        needs_consent=True,
        refusal=gettext_lazy("Propón el punto sin dar tu nombre; se trata igual."),
        erase=_erase_proposer,
    ),
)
INVENTORY.declare_impersonal(
    "Acts of the commission: they name seats and offices",
    *(
        "meetings.Meeting",
        "meetings.Attendance",
        "meetings.Minutes",
        "meetings.AgendaDocument",
        "meetings.Motion",
    ),
    *("meetings.VoteEvent", "meetings.Vote", "meetings.Agreement", "meetings.MeetingRules"),
)
