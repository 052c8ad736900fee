"""People and their roles: invitations, roles with dates, hand-over, the way out when a factor is lost."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.accounts import actions, audit, factors
from tequio.accounts.models import Purpose, RoleAssignment, User
from tequio.accounts.roles import Permission, Role
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.register.desk import ActionFormView, ConfirmView, DeskListView
from tequio.register.due import collect_due
from tequio.workdesk.people_forms import HandOverForm, InviteForm, RoleForm

EVENTS_SHOWN = 30


class PeopleView(DeskListView):
    permissions = (Permission.USER_MANAGE,)
    title = _("Personas y funciones")
    queryset = User.objects.order_by("-is_active", "last_name", "username").prefetch_related(
        "role_assignments"
    )
    search_fields = ("username", "first_name", "last_name", "email")
    columns = (
        (_("Persona"), "__str__"),
        (_("Usuario"), "username"),
        (_("Correo"), "email"),
        (_("Cuenta"), "state_label"),
    )
    create_url = reverse_lazy("workdesk:person_new")
    create_label = _("Invitar a una persona")

    def row_url(self, row: User) -> str:
        return reverse("workdesk:person", args=[row.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        audit.note_reading(self.user, str(_("Lista de personas usuarias")))
        return super().get(request, *args, **kwargs)


class NewPersonView(ActionFormView):
    keeps_typed = False
    permissions = (Permission.USER_MANAGE,)
    title = _("Invitar a una persona")
    explanation = _("Le llega un correo con un enlace. Ahí elige su contraseña o su llave; tú no la conoces.")
    button = _("Enviar la invitación")
    done_message = _("Listo. La invitación va en camino y sirve 7 días.")
    form_class = InviteForm

    @transaction.atomic
    def perform(self, form: forms.Form) -> User:
        data = dict(form.cleaned_data)
        roles = data.pop("roles")
        person = actions.invite(**data, by=self.user)
        for role in roles:
            actions.assign_role(
                user=person, role=Role(role), since_on=clock.today(), until_on=None, by=self.user
            )
        return person

    def done_url(self, result: User) -> str:
        return reverse("workdesk:person", args=[result.pk])


class _OfPerson:
    """What the pages of one account share."""

    kwargs: dict[str, Any]

    @cached_property
    def person(self) -> User:
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def done_url(self, result: Any) -> str:
        return reverse("workdesk:person", args=[self.kwargs["pk"]])


class PersonView(_OfPerson, ActionFormView):
    """One account with its roles and its history; the form adds a role."""

    keeps_typed = False
    permissions = (Permission.USER_MANAGE,)
    template_name = "workdesk/person.html"
    form_class = RoleForm
    button = _("Asignar la función")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        audit.note_reading(self.user, str(_("Cuenta {number}")).format(number=self.person.pk))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.person}

    def perform(self, form: forms.Form) -> RoleAssignment:
        data = form.cleaned_data
        scope = data["scope"].slug if data["scope"] else ""
        return actions.assign_role(
            user=self.person,
            role=Role(data["role"]),
            since_on=data["since_on"],
            until_on=data["until_on"],
            scope=scope,
            substitutes=data["substitutes"],
            by=self.user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.person
        return super().get_context_data(
            person=person,
            assignments=person.role_assignments.not_over()
            .select_related("substitutes__user")
            .order_by("since_on"),
            invitation=person.access_links.open().filter(purpose=Purpose.INVITATION).first(),
            events=person.security_events.select_related("by")[:EVENTS_SHOWN],
            is_oneself=person.pk == self.user.pk,
            **kwargs,
        ) | {"title": str(person)}


class _OfAssignment:
    kwargs: dict[str, Any]

    @cached_property
    def assignment(self) -> RoleAssignment:
        rows: QuerySet[RoleAssignment] = RoleAssignment.objects.not_over().select_related("user")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class EndRoleView(_OfAssignment, ConfirmView):
    permissions = (Permission.USER_MANAGE,)
    title = _("Quitar una función")
    explanation = _("Deja de tenerla hoy mismo y sus sesiones abiertas se cierran.")
    button = _("Quitar la función")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Persona"), self.assignment.user), (_("Función"), self.assignment.get_role_display())]

    def perform(self) -> RoleAssignment:
        return actions.end_role(assignment=self.assignment, by=self.user)

    def done_url(self, result: RoleAssignment) -> str:
        return reverse("workdesk:person", args=[result.user_id])


class HandOverView(_OfAssignment, ActionFormView):
    """End a role here and begin it there on the same date, with what is pending."""

    keeps_typed = False
    permissions = (Permission.USER_MANAGE,)
    template_name = "workdesk/hand_over.html"
    title = _("Entregar una función")
    button = _("Entregar la función")
    done_message = _("La función se entregó. A ambas personas les llega un aviso.")
    form_class = HandOverForm

    def perform(self, form: forms.Form) -> RoleAssignment:
        data = form.cleaned_data
        lines = [f"· {title}" for title in self._pending()]
        pending = "\n".join([*lines, "", data["note"]] if data["note"] else lines)
        return actions.hand_over(
            assignment=self.assignment, to=data["to"], on=data["on"], pending=pending, by=self.user
        )

    def done_url(self, result: RoleAssignment) -> str:
        return reverse("workdesk:person", args=[result.user_id])

    def _pending(self) -> list[str]:
        items = collect_due(self.assignment.user)
        return [f"{item.title}: {item.why}" if item.why else str(item.title) for item in items]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(assignment=self.assignment, pending=self._pending(), **kwargs)


class InviteAgainView(_OfPerson, ConfirmView):
    permissions = (Permission.USER_MANAGE,)
    title = _("Enviar otra invitación")
    explanation = _("El enlace anterior deja de servir.")
    button = _("Enviar la invitación")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Persona"), self.person), (_("Correo"), self.person.email)]

    def perform(self) -> User:
        return actions.invite_again(user=self.person, by=self.user)


class EndInvitationView(_OfPerson, ConfirmView):
    permissions = (Permission.USER_MANAGE,)
    title = _("Retirar la invitación")
    explanation = _("El enlace que se envió deja de servir. La cuenta queda como está.")
    button = _("Retirar la invitación")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Persona"), self.person)]

    def perform(self) -> User:
        return actions.end_invitation(user=self.person, by=self.user)


class ResetFactorsView(_OfPerson, ConfirmView):
    permissions = (Permission.USER_MANAGE,)
    title = _("Quitar el segundo paso")
    explanation = _(
        "Para quien perdió su teléfono, su llave y sus códigos. Comprueba antes en persona que es quien dice ser."
        " Sus sesiones se cierran y recibe un aviso."
    )
    button = _("Quitar el segundo paso")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Persona"), self.person)]

    def perform(self) -> User:
        if self.person.pk == self.user.pk:
            raise RuleError(_("Pídelo a otra persona que administre el sistema."))
        factors.reset(self.person, by=self.user)
        return self.person


class DisableView(_OfPerson, ConfirmView):
    permissions = (Permission.USER_MANAGE,)
    title = _("Dar de baja la cuenta")
    explanation = _(
        "No podrá entrar y sus sesiones se cierran. Lo que hizo queda con su nombre en la historia interna."
    )
    button = _("Dar de baja")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Persona"), self.person)]

    def perform(self) -> User:
        return actions.set_active(user=self.person, active=False, by=self.user)


class EnableView(_OfPerson, ConfirmView):
    permissions = (Permission.USER_MANAGE,)
    title = _("Reactivar la cuenta")
    button = _("Reactivar")

    def summary(self) -> list[tuple[Any, Any]]:
        return [(_("Persona"), self.person)]

    def perform(self) -> User:
        return actions.set_active(user=self.person, active=True, by=self.user)
