"""Staff pages: the template, the file, its revision, the confirmation and what came of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View

from tequio.accounts.access import staff
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core.forms import TequioRenderer
from tequio.core.legal import RuleError
from tequio.importing import actions, workbook
from tequio.importing.columns import Sheet
from tequio.importing.forms import ConfirmForm, UploadForm
from tequio.importing.models import Import, RowState, State
from tequio.importing.sheets import SHEETS
from tequio.register.desk import ActionFormView, ConfirmView, DeskListView

IMPORT = (Permission.IMPORT_RUN,)


class ImportList(DeskListView):
    permissions = IMPORT
    template_name = "importing/desk.html"
    title = _("Importar")
    queryset = Import.objects.defer("content").select_related("by")
    columns = (
        (_("Archivo"), "name"),
        (_("Estado"), "get_state_display"),
        (_("Filas"), "total"),
        (_("Quién"), "by"),
        (_("Subido"), "uploaded_at"),
    )
    create_url = reverse_lazy("importing:new")
    create_label = _("Subir un archivo")
    empty_text = _("Aquí aparecerán los archivos que subas.")

    def row_url(self, row: Import) -> str:
        return row.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sheets": SHEETS}


class Upload(ActionFormView):
    permissions = IMPORT
    title = _("Subir un archivo")
    explanation = _("Revisaremos cada fila. Nada se publica hasta que confirmes.")
    button = _("Revisar el archivo")
    done_message = _("Recibimos el archivo. Lo estamos revisando.")
    form_class = UploadForm

    def perform(self, form: forms.Form) -> Import:
        upload = form.cleaned_data["file"]
        if upload.size > actions.bounds.MAX_BYTES:
            raise RuleError(_("El archivo pesa más de 10 MB. Divídelo en varios."), field="file")
        return actions.receive(content=upload.read(), name=upload.name, by=self.user)


@staff(*IMPORT)
def template(request: HttpRequest) -> HttpResponse:
    """The empty template."""
    return _download(workbook.template(), "plantilla.xlsx")


@staff(*IMPORT)
def filled(request: HttpRequest) -> HttpResponse:
    """The template with what is registered, names included."""
    return _download(workbook.filled(), "registrado.xlsx")


@staff(*IMPORT)
def template_csv(request: HttpRequest, name: str) -> HttpResponse:
    """One sheet of the template as CSV."""
    sheet = sheet_for(name)
    if sheet is None:
        raise Http404
    return _download(workbook.template_csv(sheet), f"{name}.csv", "text/csv; charset=utf-8")


def sheet_for(name: str) -> Sheet | None:
    """The sheet whose CSV file is called so."""
    return next((sheet for sheet in SHEETS if sheet.file_name == name), None)


def _download(content: bytes, name: str, media_type: str = workbook.MEDIA_TYPE) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def signed_in(request: HttpRequest) -> User:
    """Whoever is signed in, which ``staff`` has seen to."""
    if not isinstance(request.user, User):
        raise TypeError("a desk page needs somebody signed in")
    return request.user


class ImportPage(View):
    """One import in whatever state it is; the confirmation is posted here."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        return staff(*IMPORT)(super().as_view(**initkwargs))

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(request, find(key))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        job = find(key)
        form = self._form(job, request.POST)
        if not form.is_valid():
            return self._page(request, job, form, status=422)
        amends = form.cleaned_data.get("different") == ConfirmForm.AMEND
        reason = form.cleaned_data.get("reason", "")
        try:
            actions.confirm(job=job, amends=amends, reason=reason, by=signed_in(request))
        except RuleError as refused:
            if refused.field not in form.fields:
                messages.error(request, str(refused.message))
                return redirect(job)
            form.add_error(refused.field, refused.message)
            return self._page(request, job, form, status=422)
        return redirect(job)

    def _form(self, job: Import, data: Any = None) -> ConfirmForm:
        differs = job.rows.filter(state=RowState.DIFFERENT, problems=[]).exists()
        return ConfirmForm(data, differs=differs, renderer=TequioRenderer())

    def _page(
        self, request: HttpRequest, job: Import, form: ConfirmForm | None = None, *, status: int = 200
    ) -> HttpResponse:
        counts = job.counts()
        wanted = request.GET.get("estado", "")
        rows = job.rows.filter(state=wanted) if wanted in RowState.values else job.rows.all()
        page = Paginator(rows, 50).get_page(request.GET.get("page"))
        context = {
            "title": job.name,
            "job": job,
            "counts": [(RowState(state), counts[state]) for state in RowState.values if counts[state]],
            "refused": counts[RowState.REJECTED] + counts[RowState.FAILED],
            "wanted": wanted,
            "page_obj": page,
            "form": form or (self._form(job) if job.state == State.CHECKED else None),
            "button": button_text(counts),
            "can_confirm": counts[RowState.NEW] or counts[RowState.DIFFERENT],
        }
        return render(request, "importing/import.html", context, status=status)


def button_text(counts: dict[str, int]) -> str:
    """ "Publicar 48 filas": the button that confirms says how many."""
    new = counts[RowState.NEW]
    if not new:
        return str(_("Confirmar"))
    return ngettext("Confirmar %(count)d fila", "Confirmar %(count)d filas", new) % {"count": new}


def find(key: str) -> Import:
    """The import at that address, without the bytes of its file."""
    return get_object_or_404(Import.objects.defer("content").select_related("by"), key=key)


@staff(*IMPORT)
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The file with the reasons beside each row; with ``?filas=rechazadas`` only those to correct."""
    job = get_object_or_404(Import.objects.exclude(content=b""), key=key)
    if job.state in {State.CHECKING, State.REFUSED}:
        raise Http404
    only = request.GET.get("filas") == "rechazadas"
    return _download(
        workbook.annotated(job, only_refused=only), "rechazadas.xlsx" if only else "revision.xlsx"
    )


class Resume(ConfirmView):
    permissions = IMPORT
    title = _("Continuar la importación")
    explanation = _("Sigue donde se quedó. Lo que ya se publicó no se repite.")
    button = _("Continuar")
    done_message = _("La importación continúa.")

    def perform(self) -> Import:
        return actions.resume(job=find(self.kwargs["key"]), by=self.user)


class Discard(ConfirmView):
    permissions = IMPORT
    title = _("Descartar el archivo")
    explanation = _("Se borra el archivo con su revisión. Nada de él se publicó.")
    button = _("Descartar el archivo")
    done_message = _("El archivo se descartó.")

    def perform(self) -> Import:
        return actions.discard(job=find(self.kwargs["key"]), by=self.user)

    def done_url(self, result: Import) -> str:
        return reverse("importing:desk")
