"""The page about mail and jobs: whether it is set, whether it works, and what could not be sent."""

from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accounts.roles import Permission
from tequio.core import workers
from tequio.core.legal import RuleError
from tequio.core.models import ScheduledJob
from tequio.mail import actions
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose
from tequio.mail.queue import send
from tequio.mail.rules import State
from tequio.mail.state import mail_settings, queue_state
from tequio.register.desk import ConfirmView

GONE = gettext_lazy("Este mensaje ya cambió de estado. Vuelve a la cola para ver cómo está.")
SHOWN: dict[str, tuple[str, ...]] = {
    "": (State.FAILED, State.WAITING, State.SENDING),
    "enviados": (State.SENT, State.DISCARDED),
}


class MailView(ConfirmView):
    """State, test and queue; its button writes to whoever presses it."""

    permissions = (Permission.MAIL_MANAGE,)
    template_name = "workdesk/mail.html"
    title = gettext_lazy("Correo y trabajos")
    button = gettext_lazy("Enviarme un correo de prueba")
    done_message = gettext_lazy("La prueba está en la cola. El resultado aparece en esta página.")

    def perform(self) -> OutgoingMessage:
        return send(
            to=self.user.email,
            subject=_("Prueba del correo"),
            text=_("El correo del sitio funciona. No hace falta que respondas.\n"),
            purpose=Purpose.TEST,
        )

    def done_url(self, result: OutgoingMessage) -> str:
        return reverse("workdesk:mail")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = self.request.GET.get("ver", "")
        rows = OutgoingMessage.objects.filter(state__in=SHOWN.get(shown, SHOWN[""])).order_by("state", "-pk")
        tests = OutgoingMessage.objects.filter(purpose=Purpose.TEST, recipient=self.user.email)
        return super().get_context_data(
            settings=mail_settings(),
            queue=queue_state(),
            test=tests.order_by("-pk").first(),
            page_obj=Paginator(rows, 50).get_page(self.request.GET.get("page")),
            shown=shown,
            workers=[(worker, workers.is_silent(worker)) for worker in workers.alive()],
            failing=ScheduledJob.objects.exclude(problem="").order_by("name"),
            **kwargs,
        )


class _OneMessage(ConfirmView):
    permissions = (Permission.MAIL_MANAGE,)

    @cached_property
    def message(self) -> OutgoingMessage:
        return get_object_or_404(OutgoingMessage, pk=self.kwargs["pk"])

    def summary(self) -> list[tuple[Any, Any]]:
        message = self.message
        return [
            (_("Para"), message.recipient_hint),
            (_("Motivo"), message.get_purpose_display()),
            (_("Estado"), message.get_state_display()),
            (_("Problema"), message.get_problem_display()),
            (_("Lo que dijo el servidor"), message.problem_detail),
        ]

    def done_url(self, result: Any) -> str:
        return reverse("workdesk:mail")


class RetryMessageView(_OneMessage):
    title = gettext_lazy("Intentar de nuevo")
    explanation = gettext_lazy("El mensaje vuelve a la cola y se intenta durante cinco días más.")
    button = gettext_lazy("Intentar de nuevo")
    done_message = gettext_lazy("El mensaje volvió a la cola.")

    def perform(self) -> OutgoingMessage:
        if not actions.retry(self.message):
            raise RuleError(GONE)
        return self.message


class DiscardMessageView(_OneMessage):
    title = gettext_lazy("Descartar un mensaje")
    explanation = gettext_lazy("El mensaje no se enviará y se borra su texto.")
    button = gettext_lazy("Descartar el mensaje")
    done_message = gettext_lazy("El mensaje se descartó.")

    def perform(self) -> OutgoingMessage:
        if not actions.discard(self.message):
            raise RuleError(GONE)
        return self.message


class RetryAllView(ConfirmView):
    permissions = (Permission.MAIL_MANAGE,)
    title = gettext_lazy("Intentar todos de nuevo")
    explanation = gettext_lazy("Todo lo que no se pudo enviar vuelve a la cola.")
    button = gettext_lazy("Intentar todos de nuevo")
    done_message = gettext_lazy("Los mensajes volvieron a la cola.")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Mensajes"), queue_state().failed)]

    def perform(self) -> int:
        return actions.retry_all()

    def done_url(self, result: Any) -> str:
        return reverse("workdesk:mail")
