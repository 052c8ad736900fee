"""Staff pages of records with legal weight, at /trabajo/: lists, forms and buttons that run an action.

They never save a model: a form gathers and checks input, ``perform`` calls the room's action, and a rule that says no
is shown beside the field it names, with everything that was typed kept.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView, TemplateView

from tequio.accounts.access import staff
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core.legal import RuleError
from tequio.register import kept
from tequio.register.edits import differences, fingerprint
from tequio.register.models import Discarded, KeptForm

Text = str | Promise


UNDO = "undo:"
"""Marks, among the tags of a message, the address that takes back what it tells (``core/parts/messages.html``)."""


def undo_url(result: Any) -> str:
    """Where a POST takes back what an action did: what it threw away comes back from the trash."""
    return reverse("workdesk:restore", args=[result.pk]) if isinstance(result, Discarded) else ""


def say_done(request: HttpRequest, message: Text, undo: str = "") -> None:
    """Say on the next page that it is done, with the button "Deshacer" where *undo* takes it back."""
    messages.success(request, str(message), extra_tags=f"{UNDO}{undo}" if undo else "")


class _Guarded:
    """Only whoever holds one of ``permissions`` gets in; the mark that the access test reads comes with it."""

    permissions: ClassVar[tuple[Permission, ...]] = ()
    title: Text = ""
    request: HttpRequest

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        if not cls.permissions:
            raise TypeError(f"{cls.__name__} declares no permissions")
        return staff(*cls.permissions)(super().as_view(**initkwargs))  # type: ignore[misc]  # a mixin for views

    @property
    def user(self) -> User:
        """Whoever is signed in."""
        if not isinstance(self.request.user, User):
            raise TypeError("a desk page needs somebody signed in")
        return self.request.user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, **kwargs)  # type: ignore[misc]  # a mixin


class DeskListView(_Guarded, ListView):
    """A list with a search box over ``search_fields`` and pages of 50.

    ``columns`` are (heading, attribute or method name) pairs; the first one links to ``row_url(row)``.
    ``create_url`` is where the "new" button leads, ``create_label`` what it says.
    """

    template_name = "register/desk_list.html"
    paginate_by = 50
    search_fields: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[tuple[Text, str], ...]] = ()
    create_url: Text = ""
    create_label: Text = ""
    empty_text: Text = _("Aquí aparecerá lo que registres.")

    def get_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset()
        wanted = self.request.GET.get("q", "").strip()[:100]
        if wanted and self.search_fields:
            matches = Q()
            for field in self.search_fields:
                matches |= Q(**{f"{field}__icontains": wanted})
            rows = rows.filter(matches)
        return rows

    def row_url(self, row: Any) -> str:
        """Where a row leads."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["headings"] = [heading for heading, _name in self.columns]
        context["rows"] = [(self.row_url(row), self._cells(row)) for row in context["object_list"]]
        context |= {
            "q": self.request.GET.get("q", ""),
            "searchable": bool(self.search_fields),
            "create_url": self.create_url,
            "create_label": self.create_label,
            "empty_text": self.empty_text,
        }
        return context

    def _cells(self, row: Any) -> list[tuple[Text, Any]]:
        values = ((heading, getattr(row, name)) for heading, name in self.columns)
        return [(heading, value() if callable(value) else value) for heading, value in values]


class ActionFormView(_Guarded, FormView):
    """A form whose answer is an action.

    Subclasses give ``form_class`` and ``perform(form)``, which calls the action and returns what it made; and
    ``done_url(result)``. ``explanation`` says, above the form, what will happen and what becomes public.
    """

    template_name = "register/desk_form.html"
    explanation: Text = ""
    button: Text = _("Guardar")
    done_message: Text = _("Listo. Se guardó.")
    keeps_typed: ClassVar[bool] = True
    """Whether what is typed can wait: not where it is a password, or about a person."""
    is_edit: bool = False
    """Whether it changes something that two people could be changing: then neither overwrites the other unseen."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        view = super().as_view(**initkwargs)
        return kept.kept_when_signed_out(view) if cls.keeps_typed else view

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if self.kept_form and self.request.method == "GET":
            kwargs["data"] = kept.data_of(self.kept_form)
        return kwargs

    @cached_property
    def kept_form(self) -> KeptForm | None:
        """What this person had typed here before."""
        return kept.find(self.request, self.user) if self.keeps_typed else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.keeps_typed and kept.FORGET in request.POST:
            kept.forget(request, self.user)
            return HttpResponseRedirect(request.get_full_path())
        if self.keeps_typed and kept.LATER in request.POST:
            return self._put_off()
        if self.is_edit:
            form = self.get_form()
            seen = request.POST.get(kept.SEEN)
            if seen and seen != fingerprint(form):
                context = self.get_context_data(form=form, overtaken=differences(form))
                return self.render_to_response(context, status=409)
        return super().post(request, *args, **kwargs)

    def _put_off(self) -> HttpResponse:
        title = str(self.get_context_data()["title"])
        if kept.keep(self.request, self.user, title):
            say_done(
                self.request,
                _("Se guardó lo que llevas. Está en “Te toca”. Los archivos se eligen de nuevo."),
            )
            return HttpResponseRedirect(reverse("workdesk:today"))
        messages.error(self.request, _("Es demasiado largo para dejarlo a medias. Guárdalo."))
        return self.render_to_response(self.get_context_data(), status=422)

    def perform(self, form: forms.Form) -> Any:
        """Run the action with the checked input."""
        raise NotImplementedError

    def done_url(self, result: Any) -> str:
        """Where to go afterwards: by default, the result's own page."""
        return str(result.get_absolute_url())

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            result = self.perform(form)
        except RuleError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            return self.form_invalid(form)
        kept.forget(self.request, self.user)
        say_done(self.request, self.done_message, undo_url(result))
        return HttpResponseRedirect(self.done_url(result))

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(explanation=self.explanation, button=self.button, **kwargs)
        again = self.kept_form if self.request.method == "GET" else None
        return context | {
            "kept_form": again,
            "may_wait": self.keeps_typed,
            "hidden_fields": self._hidden_fields(context, again),
        }

    def _hidden_fields(self, context: dict[str, Any], again: KeptForm | None) -> list[tuple[str, str]]:
        """What goes with the form besides what is typed: whose it is, and what it started from."""
        fields = [(kept.OWNER, kept.seal(self.user))] if self.keeps_typed else []
        if self.is_edit:
            started = dict(again.typed).get(kept.SEEN) if again else self.request.POST.get(kept.SEEN)
            if "overtaken" in context:
                started = ""  # both texts are in sight now: sending again is a decision
            fields.append((kept.SEEN, started or fingerprint(context["form"])))
        return fields


class ConfirmView(_Guarded, TemplateView):
    """A step that asks "are you sure?" on GET and runs the action on POST.

    ``summary()`` gives (label, value) lines under "Revisa"; ``button`` names the act ("Publicar el acuerdo").
    """

    template_name = "register/desk_confirm.html"
    explanation: Text = ""
    button: Text = _("Confirmar")
    done_message: Text = _("Listo.")

    def summary(self) -> list[tuple[Text, Any]]:
        """What is about to be published, line by line."""
        return []

    def perform(self) -> Model | Any:
        """Run the action."""
        raise NotImplementedError

    def done_url(self, result: Any) -> str:
        """Where to go afterwards: by default, the result's own page."""
        return str(result.get_absolute_url())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            result = self.perform()
        except RuleError as refused:
            context = self.get_context_data(**kwargs, refused=refused.message)
            return self.render_to_response(context, status=422)
        say_done(request, self.done_message, undo_url(result))
        return HttpResponseRedirect(self.done_url(result))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            explanation=self.explanation, button=self.button, summary=self.summary(), **kwargs
        )
