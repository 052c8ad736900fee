"""Staff pages of people and posts."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission
from tequio.bodies import actions
from tequio.bodies.desk.pages import BodiesConfirmView, BodiesFormView, Links
from tequio.bodies.forms import PersonForm, PostForm
from tequio.bodies.models import Person, Post
from tequio.register.desk import DeskListView, Text

EDIT = (Permission.BODY_EDIT,)
HOME: Links = [(_("Comisión"), reverse_lazy("bodies:desk"))]  # type: ignore[list-item]  # lazy text
PEOPLE: Links = [*HOME, (_("Personas"), reverse_lazy("bodies:person_desk"))]  # type: ignore[list-item]
POSTS: Links = [*HOME, (_("Cargos"), reverse_lazy("bodies:post_desk"))]  # type: ignore[list-item]


class PersonList(DeskListView):
    permissions = EDIT
    model = Person
    title = _("Personas que ocupan u ocuparon un asiento")
    search_fields = ("name", "appointments__seat__post__label")
    columns = ((_("Nombre"), "__str__"), (_("Asientos"), "desk_seats"))
    empty_text = _("Las personas se registran al nombrarlas en un asiento.")

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related("appointments__seat__post").distinct()

    def row_url(self, row: Person) -> str:
        return reverse("bodies:person_edit", args=[row.slug])


class OfPerson:
    kwargs: dict[str, Any]

    @cached_property
    def person(self) -> Person:
        return get_object_or_404(Person, slug=self.kwargs["slug"])

    def crumbs(self) -> Links:
        return PEOPLE

    def done_url(self, _result: Person) -> str:
        return reverse("bodies:person_desk")


class PersonEdit(OfPerson, BodiesFormView):
    keeps_typed = False
    permissions = EDIT
    title = _("Corregir un nombre")
    explanation = _(
        "El registro público no contiene nombres: guarda una huella que se renueva con la corrección."
    )
    form_class = PersonForm

    def acts(self) -> Links:
        erase = reverse("bodies:person_erase", args=[self.person.slug])
        return [] if self.person.is_erased else [(_("Retirar el nombre a petición"), erase)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.person}

    def perform(self, form: forms.Form) -> Person:
        row = Person.objects.get(pk=self.person.pk)
        return actions.correct_person(person=row, by=self.user, **form.cleaned_data)


class PersonErase(OfPerson, BodiesConfirmView):
    permissions = EDIT
    title = _("Retirar un nombre a petición")
    explanation = _(
        "El nombre desaparece de las páginas y de los datos, y no se puede recuperar. "
        "Los nombramientos, sus fechas y sus documentos se conservan."
    )
    button = _("Retirar el nombre para siempre")
    done_message = _("Listo. El nombre se retiró.")

    def summary(self) -> list[tuple[Text, Any]]:
        return [(_("Nombre que se retira"), str(self.person)), (_("Asientos"), self.person.desk_seats())]

    def perform(self) -> Person:
        return actions.erase_person(person=self.person, by=self.user)


class PostList(DeskListView):
    permissions = EDIT
    queryset = Post.objects.select_related("organization")
    title = _("Cargos")
    search_fields = ("label", "organization__name")
    columns = (
        (_("Cargo"), "label"),
        (_("Dependencia"), "organization"),
        (_("Desde"), "since_on"),
        (_("Hasta"), "until_on"),
    )
    create_url = reverse_lazy("bodies:post_new")
    create_label = _("Registrar un cargo")
    empty_text = _("Aquí aparecerán los cargos a los que pertenecen los asientos.")

    def row_url(self, row: Post) -> str:
        return reverse("bodies:post_edit", args=[row.slug])


class PostCreate(BodiesFormView):
    permissions = EDIT
    title = _("Registrar un cargo")
    form_class = PostForm

    def crumbs(self) -> Links:
        return POSTS

    def perform(self, form: forms.Form) -> Post:
        return actions.create_post(by=self.user, **form.cleaned_data)

    def done_url(self, _result: Post) -> str:
        return reverse("bodies:post_desk")


class PostEdit(PostCreate):
    is_edit = True
    title = _("Corregir un cargo")
    explanation = _("La corrección se publica en los asientos que pertenecen a este cargo.")

    @cached_property
    def post_row(self) -> Post:
        return get_object_or_404(Post, slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.post_row}

    def perform(self, form: forms.Form) -> Post:
        row = Post.objects.get(pk=self.post_row.pk)
        return actions.amend_post(post=row, by=self.user, **form.cleaned_data)
