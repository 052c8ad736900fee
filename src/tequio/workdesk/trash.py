"""The trash at /trabajo/papelera/: drafts thrown away, for thirty days."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission
from tequio.core.formats import date_time
from tequio.register.desk import ConfirmView, DeskListView
from tequio.register.models import Discarded
from tequio.register.trash import in_trash, restore

TRASH = (
    Permission.MEETING_PREPARE,
    Permission.COMMITMENT_EDIT,
    Permission.BODY_EDIT,
    Permission.LAW_EDIT,
)
"""Whoever holds one of these throws drafts away."""


class TrashView(DeskListView):
    """The drafts thrown away in the last thirty days that this person may bring back."""

    permissions = TRASH
    title = _("Papelera")
    template_name = "workdesk/trash.html"
    search_fields = ("title",)
    columns = ((_("Qué"), "title"), (_("Quién"), "discarded_by"), (_("Se borra el"), "erased_on"))
    empty_text = _("La papelera está vacía. Lo que descartes se queda aquí 30 días.")

    def get_queryset(self) -> QuerySet[Discarded]:
        self.queryset = in_trash(self.user)
        return super().get_queryset()

    def row_url(self, row: Discarded) -> str:
        return reverse("workdesk:restore", args=[row.pk])


class RestoreView(ConfirmView):
    """Bringing one back."""

    permissions = TRASH
    title = _("Recuperar de la papelera")
    explanation = _("Vuelve exactamente como estaba.")
    button = _("Recuperar")
    done_message = _("Se recuperó.")

    @cached_property
    def held(self) -> Discarded:
        """What is in the trash under this address; 404 for what is not this person's."""
        return get_object_or_404(in_trash(self.user), pk=self.kwargs["pk"])

    def summary(self) -> list[tuple[Any, Any]]:
        held = self.held
        return [
            (_("Qué"), held.title),
            (_("Quién"), held.discarded_by),
            (_("Cuándo"), date_time(held.discarded_at)),
        ]

    def perform(self) -> str:
        return restore(discarded=self.held, by=self.user)

    def done_url(self, result: str) -> str:
        return result
