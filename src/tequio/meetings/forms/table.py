"""The agenda and what happens at the table: one row per seat, drawn for a tablet."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Organization, Seat
from tequio.meetings.actions import AgreementDraft, AttendanceMark, Ballot, MinutesDraft
from tequio.meetings.counting import Majority
from tequio.meetings.forms.fields import DateField, HourField, paragraphs, with_empty
from tequio.meetings.models import AgendaItem, Meeting
from tequio.meetings.rules import AttendanceState, ItemKind, VoteMethod, VoteOption
from tequio.meetings.seats import seats_of

NEEDS_LETTER = frozenset({AttendanceState.ALTERNATE, AttendanceState.EXCUSED})


@dataclass(frozen=True)
class SeatRow:
    """A seat and the fields of its row."""

    seat: Seat
    choice: BoundField
    note: BoundField | None = None


class AgendaItemForm(forms.Form):
    title = forms.CharField(label=_("Punto"), max_length=500)
    kind = forms.ChoiceField(label=_("Tipo"), choices=ItemKind, initial=ItemKind.INFORMATION)
    parent = forms.ModelChoiceField(
        label=_("Dentro del punto"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("Ninguno: es un punto principal"),
    )
    proposer_seat = forms.ModelChoiceField(
        label=_("Lo propone"), queryset=Seat.objects.none(), required=False, empty_label=_("Sin señalar")
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["parent"].queryset = meeting.agenda.filter(parent=None)
        fields["proposer_seat"].queryset = meeting.integration.seats.select_related("post")
        fields["proposer_seat"].label_from_instance = lambda seat: seat.post.label


class OutcomeForm(forms.Form):
    outcome = paragraphs(
        _("Resultado del punto"),
        required=False,
        help_text=_("Qué se informó o comentó. Los votos y acuerdos se asientan aparte."),
    )


class DocumentForm(forms.Form):
    file = forms.FileField(label=_("Archivo"), help_text=_("PDF con texto, de preferencia. Hasta 50 MB."))
    title = forms.CharField(label=_("Título"), max_length=200)


class OpenForm(forms.Form):
    opened_at = HourField(label=_("Hora de inicio"))


class CloseForm(forms.Form):
    closed_at = HourField(label=_("Hora de cierre"))


class RollForm(forms.Form):
    """One row per seat: how it attended, and the letter that accredits it."""

    call = forms.TypedChoiceField(
        label=_("Convocatoria"),
        choices=[(1, _("Primera")), (2, _("Segunda"))],
        coerce=int,
        widget=forms.RadioSelect,
        initial=1,
    )

    def __init__(self, *args: Any, meeting: Meeting, everybody: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats_of(meeting)
        known = {row.seat_id: row for row in meeting.attendance.all()}
        self.fields["call"].initial = meeting.call
        for seat in self.seats:
            row = known.get(seat.pk)
            self.fields[f"state_{seat.pk}"] = forms.ChoiceField(
                label=seat.post.label,
                choices=AttendanceState.choices,
                widget=forms.RadioSelect,
                required=seat.has_vote,
                initial=row.state if row else everybody if seat.has_vote else None,
            )
            self.fields[f"accreditation_{seat.pk}"] = forms.CharField(
                label=_("Oficio de suplencia o justificación"),
                max_length=200,
                required=False,
                initial=row.accreditation if row else "",
            )

    @property
    def rows(self) -> list[SeatRow]:
        return [
            SeatRow(seat, self[f"state_{seat.pk}"], self[f"accreditation_{seat.pk}"]) for seat in self.seats
        ]

    def marks(self) -> dict[int, AttendanceMark]:
        """What was marked, by seat; voices that were not called are left out."""
        data = self.cleaned_data
        return {
            seat.pk: AttendanceMark(
                data[f"state_{seat.pk}"],
                data[f"accreditation_{seat.pk}"] if data[f"state_{seat.pk}"] in NEEDS_LETTER else "",
            )
            for seat in self.seats
            if data[f"state_{seat.pk}"]
        }


class SeatVotesForm(forms.Form):
    """One row per seat that attended and has a vote; those that did not attend are absent."""

    def __init__(self, *args: Any, meeting: Meeting, everybody: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attending = {row.seat_id for row in meeting.attendance.all() if row.is_attending}
        members = [seat for seat in seats_of(meeting) if seat.has_vote]
        self.seats = [seat for seat in members if seat.pk in attending]
        self.away = [seat for seat in members if seat.pk not in attending]
        for seat in self.seats:
            self.fields[f"vote_{seat.pk}"] = forms.ChoiceField(
                label=seat.post.label, choices=VoteOption.choices, widget=forms.RadioSelect, initial=everybody
            )

    @property
    def rows(self) -> list[SeatRow]:
        return [SeatRow(seat, self[f"vote_{seat.pk}"]) for seat in self.seats]

    def votes(self) -> dict[int, str]:
        """The option of every seat with a vote."""
        votes: dict[int, str] = {seat.pk: VoteOption.ABSENT for seat in self.away}
        return votes | {seat.pk: self.cleaned_data[f"vote_{seat.pk}"] for seat in self.seats}


class VoteForm(SeatVotesForm):
    motion = paragraphs(_("Propuesta, tal como se vota"), rows=3)
    method = forms.ChoiceField(label=_("Forma de votar"), choices=VoteMethod)
    majority = forms.ChoiceField(
        label=_("Mayoría"),
        choices=with_empty(Majority.choices, _("La de las reglas de sesión")),
        required=False,
    )

    def ballot(self) -> Ballot:
        """What the form says, as the action takes it."""
        data = self.cleaned_data
        return Ballot(
            motion=data["motion"], votes=self.votes(), method=data["method"], majority=data["majority"]
        )


class CorrectVoteForm(SeatVotesForm):
    reason = forms.CharField(
        label=_("Motivo de la corrección"), max_length=500, help_text=_("Se publica con la corrección.")
    )


class AgreementForm(forms.Form):
    title = forms.CharField(label=_("Título"), max_length=200, help_text=_("Lo que se hará, en una línea."))
    text = paragraphs(_("Texto del acuerdo"))
    responsible = forms.ModelChoiceField(
        label=_("Responsable"), queryset=Organization.objects.none(), empty_label=_("Elige una Dependencia")
    )
    due_on = DateField(label=_("Fecha límite"))
    proof = paragraphs(
        _("Cómo se comprobará"), rows=3, help_text=_("Qué podrá ver cualquier persona cuando se cumpla.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["responsible"].queryset = Organization.objects.published()

    def draft(self) -> AgreementDraft:
        """What the form says, as the action takes it."""
        return AgreementDraft(**self.cleaned_data)


class AmendAgreementForm(AgreementForm):
    reason = forms.CharField(
        label=_("Por qué cambia"), max_length=300, help_text=_("Se publica con el cambio.")
    )


class ResolveForm(forms.Form):
    resolved_on = DateField(label=_("Fecha"))
    resolution = paragraphs(_("Qué se hizo y dónde se puede ver"))
    file = forms.FileField(label=_("Prueba"), required=False, help_text=_("PDF o imagen, si la hay."))


class CloseAgreementForm(forms.Form):
    resolved_on = DateField(label=_("Fecha"))
    resolution = paragraphs(_("Por qué se cierra sin cumplirse"))


class MinutesForm(forms.Form):
    file = forms.FileField(
        label=_("Acta firmada"),
        required=False,
        help_text=_("PDF. Si es un escaneo, que incluya reconocimiento de texto. Se publica con su huella."),
    )
    approved_on = DateField(label=_("Fecha en que la comisión la aprobó"), required=False)
    signatures = forms.IntegerField(label=_("Firmas que tiene"), min_value=0, max_value=99, required=False)
    signatures_expected = forms.IntegerField(
        label=_("Firmas que debe llevar"), min_value=0, max_value=99, required=False
    )
    text = paragraphs(
        _("Texto del acta"),
        rows=24,
        help_text=_("El mismo del documento firmado. Así cualquier persona puede leerlo y buscar en él."),
    )

    def draft(self, file: Any) -> MinutesDraft:
        """What the form says, as the action takes it."""
        data = {name: self.cleaned_data[name] for name in self.cleaned_data if name not in {"file", "reason"}}
        return MinutesDraft(file=file, **data)


class CorrectMinutesForm(MinutesForm):
    reason = forms.CharField(
        label=_("Motivo de la corrección"),
        max_length=500,
        help_text=_("Se publica. La versión anterior no desaparece."),
    )
    field_order = ("reason",)
