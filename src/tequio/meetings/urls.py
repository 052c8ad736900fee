from django.urls import URLPattern, URLResolver, path

from tequio.accounts.access import public
from tequio.meetings import listings, views
from tequio.meetings.desk import agenda, agreements, convening, holding, meetings, minutes
from tequio.register.listing_views import listing_urls

app_name = "meetings"
SESSION = "comision/sesiones/<int:year>/<slug:slug>/"
PARTICIPATION = "comision/integrantes/votaciones/"
DESK = "trabajo/sesiones/<int:year>/<slug:slug>/"
AGREEMENT = "trabajo/acuerdos/<slug:folio>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("comision/sesiones/", public(views.index), name="index"),
    path("comision/sesiones/calendario.ics", public(views.calendar_ics), name="calendar"),
    *listing_urls("comision/sesiones/", "index", listings.meetings_listing),
    path("comision/sesiones/reglas/", public(views.rulebook), name="rulebook"),
    path(SESSION, public(views.detail), name="detail"),
    path(f"{SESSION}sesion.ics", public(views.session_ics), name="session_ics"),
    path(f"{SESSION}carpeta.zip", public(views.folder), name="folder"),
    path(f"{SESSION}votaciones.csv", public(views.votes_csv), name="votes_csv"),
    *listing_urls(f"{SESSION}votaciones/", "session_votes", listings.session_votes_listing),
    path("comision/acuerdos/", public(views.agreements), name="agreements"),
    path("comision/acuerdos/calendario.ics", public(views.agreements_ics), name="agreements_calendar"),
    *listing_urls("comision/acuerdos/", "agreements", listings.agreements_listing),
    path("comision/acuerdos/acuerdos.csv", public(views.agreements_csv), name="agreements_csv"),
    path("comision/acuerdos/<slug:folio>/", public(views.agreement), name="agreement"),
    path(PARTICIPATION, public(views.participation), name="participation"),
    *listing_urls(PARTICIPATION, "participation", listings.participation_listing),
    *listing_urls(f"{PARTICIPATION}votos/", "votes", listings.votes_listing),
    *listing_urls(f"{PARTICIPATION}asistencia/", "attendance", listings.attendance_listing),
    path("trabajo/sesiones/", meetings.MeetingList.as_view(), name="desk"),
    path("trabajo/sesiones/nueva/", meetings.NewMeeting.as_view(), name="desk_new"),
    path("trabajo/sesiones/documentar/", meetings.RecordPast.as_view(), name="desk_past"),
    path("trabajo/sesiones/reglas/", meetings.SetRules.as_view(), name="desk_rules"),
    path(DESK, meetings.workspace, name="desk_meeting"),
    path(f"{DESK}datos/", meetings.EditMeeting.as_view(), name="desk_edit"),
    path(f"{DESK}vista-previa/", meetings.preview_meeting, name="desk_preview"),
    path(f"{DESK}descartar/", meetings.DiscardMeeting.as_view(), name="desk_discard"),
    path(f"{DESK}orden-del-dia/", agenda.Agenda.as_view(), name="desk_agenda"),
    path(f"{DESK}pendientes/", agenda.AddPending.as_view(), name="desk_pending"),
    path(f"{DESK}puntos/<int:item>/", agenda.EditItem.as_view(), name="desk_item"),
    path(f"{DESK}puntos/<int:item>/mover/", agenda.move_item, name="desk_item_move"),
    path(f"{DESK}puntos/<int:item>/quitar/", agenda.RemoveItem.as_view(), name="desk_item_remove"),
    path(f"{DESK}puntos/<int:item>/documento/", agenda.AttachDocument.as_view(), name="desk_document"),
    path(f"{DESK}puntos/<int:item>/votar/", holding.RecordVote.as_view(), name="desk_vote"),
    path(
        f"{DESK}documentos/<int:document>/quitar/",
        agenda.RemoveDocument.as_view(),
        name="desk_document_remove",
    ),
    path(f"{DESK}convocar/", convening.ConveneMeeting.as_view(), name="desk_convene"),
    path(f"{DESK}posponer/", convening.PostponeMeeting.as_view(), name="desk_postpone"),
    path(f"{DESK}cancelar/", convening.CancelMeeting.as_view(), name="desk_cancel"),
    path(f"{DESK}iniciar/", holding.OpenMeeting.as_view(), name="desk_open"),
    path(f"{DESK}lista/", holding.CallRoll.as_view(), name="desk_roll"),
    path(f"{DESK}cerrar/", holding.CloseMeeting.as_view(), name="desk_close"),
    path(f"{DESK}votaciones/<int:number>/corregir/", holding.CorrectVote.as_view(), name="desk_correct_vote"),
    path(f"{DESK}votaciones/<int:number>/acuerdo/", agreements.AdoptAgreement.as_view(), name="desk_adopt"),
    path(f"{DESK}acta/", minutes.PublishMinutes.as_view(), name="desk_minutes"),
    path("trabajo/acuerdos/", agreements.AgreementList.as_view(), name="desk_agreements"),
    path(AGREEMENT, agreements.FulfilAgreement.as_view(), name="desk_agreement"),
    path(f"{AGREEMENT}cerrar/", agreements.CloseAgreement.as_view(), name="desk_agreement_close"),
    path(f"{AGREEMENT}cambiar/", agreements.AmendAgreement.as_view(), name="desk_agreement_amend"),
]
