"""Staff pages of Dependencias and other organizations."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission
from tequio.bodies import actions
from tequio.bodies.desk.pages import BodiesConfirmView, BodiesFormView, Links
from tequio.bodies.forms import DissolveForm, OrganizationForm, RenameForm
from tequio.bodies.models import Organization
from tequio.register.desk import DeskListView, Text

EDIT = (Permission.ORGANIZATION_EDIT,)
HOME: Links = [(_("Dependencias"), reverse_lazy("bodies:organization_desk"))]  # type: ignore[list-item]  # lazy text


class OrganizationList(DeskListView):
    permissions = EDIT
    model = Organization
    title = _("Dependencias y otras organizaciones")
    search_fields = ("name", "short_name", "former_names__name")
    columns = (
        (_("Nombre"), "name"),
        (_("Tipo"), "get_kind_display"),
        (_("Estado"), "desk_state"),
        (_("Último día"), "until_on"),
    )
    create_url = reverse_lazy("bodies:organization_new")
    create_label = _("Registrar una organización")
    empty_text = _("Aquí aparecerán las Dependencias y las instituciones con que trabaja la comisión.")

    def get_queryset(self) -> Any:
        return super().get_queryset().distinct()

    def row_url(self, row: Organization) -> str:
        return reverse("bodies:organization_edit", args=[row.slug])


class OfOrganization:
    kwargs: dict[str, Any]

    @cached_property
    def organization(self) -> Organization:
        return get_object_or_404(Organization, slug=self.kwargs["slug"])

    def about(self) -> Organization:
        return self.organization

    def crumbs(self) -> Links:
        edit = reverse("bodies:organization_edit", args=[self.organization.slug])
        return [*HOME, (self.organization.name, edit)]

    def done_url(self, result: Organization) -> str:
        return reverse("bodies:organization_edit", args=[result.slug])


class OrganizationCreate(BodiesFormView):
    permissions = EDIT
    title = _("Registrar una organización")
    explanation = _("Queda como borrador hasta que la publiques.")
    form_class = OrganizationForm
    done_message = _("Listo. Revisa el borrador y publícalo.")

    def crumbs(self) -> Links:
        return HOME

    def perform(self, form: forms.Form) -> Organization:
        return actions.create_organization(by=self.user, **form.cleaned_data)

    def done_url(self, result: Organization) -> str:
        return reverse("bodies:organization_edit", args=[result.slug])


class OrganizationEdit(OfOrganization, BodiesFormView):
    is_edit = True
    permissions = EDIT
    form_class = OrganizationForm

    @property
    def title(self) -> Text:  # type: ignore[override]  # each page has its own
        return self.organization.name

    def crumbs(self) -> Links:
        return HOME

    def acts(self) -> Links:
        def link(label: Text, name: str) -> tuple[Text, str]:
            return label, reverse(f"bodies:organization_{name}", args=[self.organization.slug])

        links = [] if self.organization.is_published else [link(_("Publicar"), "publish")]
        links.append(link(_("Registrar cambio de nombre"), "rename"))
        return (
            links if self.organization.until_on else [*links, link(_("Registrar su último día"), "dissolve")]
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.organization}

    def perform(self, form: forms.Form) -> Organization:
        row = Organization.objects.get(pk=self.organization.pk)
        return actions.amend_organization(organization=row, by=self.user, **form.cleaned_data)


class OrganizationPublish(OfOrganization, BodiesConfirmView):
    permissions = EDIT
    title = _("Publicar la ficha")
    explanation = _("Entrará al registro público y cualquiera podrá verla.")
    button = _("Publicar la ficha")
    done_message = _("Listo. La ficha es pública.")

    def summary(self) -> list[tuple[Text, Any]]:
        row = self.organization
        return [(_("Nombre"), row.name), (_("Tipo"), row.get_kind_display()), (_("Teléfono"), row.phone)]

    def perform(self) -> Organization:
        return actions.publish_organization(organization=self.organization, by=self.user)


class OrganizationRename(OfOrganization, BodiesFormView):
    permissions = EDIT
    title = _("Registrar cambio de nombre")
    explanation = _("El nombre anterior queda en su historia y se sigue encontrando en el buscador.")
    button = _("Registrar el nombre nuevo")
    form_class = RenameForm

    def perform(self, form: forms.Form) -> Organization:
        return actions.rename_organization(organization=self.organization, by=self.user, **form.cleaned_data)


class OrganizationDissolve(OfOrganization, BodiesFormView):
    permissions = EDIT
    title = _("Registrar su último día")
    explanation = _("Lo que se acordó con ella seguirá enlazado a su ficha.")
    button = _("Registrar su último día")
    form_class = DissolveForm

    def perform(self, form: forms.Form) -> Organization:
        return actions.dissolve_organization(
            organization=self.organization, by=self.user, **form.cleaned_data
        )
