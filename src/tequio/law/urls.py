from django.urls import path

from tequio.accounts.access import public
from tequio.law import listings
from tequio.law.desk import calendars as calendar_desk
from tequio.law.desk import norms as norm_desk
from tequio.law.desk import terms as term_desk
from tequio.law.views import calculator, calendars, norms
from tequio.register.listing_views import listing_urls

app_name = "law"
BASE = "comision/marco-legal/"
DESK = "trabajo/marco-legal/"
public_pages = [
    path(BASE, public(norms.index), name="index"),
    *listing_urls(BASE, "index", listings.norms_listing),
    *listing_urls(f"{BASE}plazos/", "terms", listings.terms_listing),
    *listing_urls(f"{BASE}dias-inhabiles/<slug:slug>/<int:year>/", "calendar", listings.days_listing),
    path(f"{BASE}plazos/", public(norms.terms), name="terms"),
    path(f"{BASE}plazos/<str:key>/", public(norms.term), name="term"),
    path(f"{BASE}dias-inhabiles/", public(calendars.main_calendar), name="main_calendar"),
    path(f"{BASE}dias-inhabiles/<slug:slug>/", public(calendars.calendar), name="calendar"),
    path(f"{BASE}dias-inhabiles/<slug:slug>/<int:year>/", public(calendars.calendar), name="calendar_year"),
    path(
        f"{BASE}dias-inhabiles/<slug:slug>/<int:year>.<slug:kind>",
        public(calendars.download),
        name="calendar_download",
    ),
    path(f"{BASE}calculadora/", public(calculator.calculator), name="calculator"),
    path(f"{BASE}<slug:slug>/", public(norms.norm), name="norm"),
]
norm_pages = [
    path(DESK, norm_desk.NormsDesk.as_view(), name="desk"),
    path(f"{DESK}normas/nueva/", norm_desk.NewNormView.as_view(), name="norm_new"),
    path(f"{DESK}normas/<slug:slug>/", norm_desk.NormView.as_view(), name="norm_edit"),
    path(f"{DESK}normas/<slug:slug>/publicar/", norm_desk.PublishNormView.as_view(), name="norm_publish"),
    path(f"{DESK}normas/<slug:slug>/vista-previa/", norm_desk.preview_norm, name="norm_preview"),
    path(f"{DESK}normas/<slug:slug>/descartar/", norm_desk.DiscardNormView.as_view(), name="norm_discard"),
    path(
        f"{DESK}normas/<slug:slug>/articulos/nuevo/",
        norm_desk.NewProvisionView.as_view(),
        name="provision_new",
    ),
    path(
        f"{DESK}normas/<slug:slug>/articulos/<int:pk>/",
        norm_desk.ProvisionView.as_view(),
        name="provision_edit",
    ),
]
term_pages = [
    path(f"{DESK}plazos/", term_desk.TermsDesk.as_view(), name="terms_desk"),
    path(f"{DESK}plazos/nuevo/", term_desk.NewTermView.as_view(), name="term_new"),
    path(f"{DESK}plazos/<str:key>/", term_desk.TermView.as_view(), name="term_edit"),
    path(f"{DESK}plazos/<str:key>/version/", term_desk.NewVersionView.as_view(), name="term_version"),
    path(f"{DESK}plazos/<str:key>/confirmar/", term_desk.ConfirmTermView.as_view(), name="term_confirm"),
]
calendar_pages = [
    path(f"{DESK}calendarios/", calendar_desk.CalendarsDesk.as_view(), name="calendars_desk"),
    path(f"{DESK}calendarios/nuevo/", calendar_desk.NewCalendarView.as_view(), name="calendar_new"),
    path(f"{DESK}calendarios/<slug:slug>/", calendar_desk.CalendarView.as_view(), name="calendar_edit"),
    path(f"{DESK}calendarios/<slug:slug>/agregar/", calendar_desk.AddDaysView.as_view(), name="days_add"),
    path(
        f"{DESK}calendarios/<slug:slug>/descansos/<int:year>/",
        calendar_desk.RestDaysView.as_view(),
        name="days_rest",
    ),
    path(
        f"{DESK}calendarios/<slug:slug>/ampliar/",
        calendar_desk.ExtendCalendarView.as_view(),
        name="calendar_extend",
    ),
    path(
        f"{DESK}calendarios/<slug:slug>/confirmar/",
        calendar_desk.ConfirmCalendarView.as_view(),
        name="calendar_confirm",
    ),
    path(
        f"{DESK}calendarios/<slug:slug>/dias/<int:pk>/retirar/",
        calendar_desk.WithdrawDayView.as_view(),
        name="day_withdraw",
    ),
]
urlpatterns = public_pages + norm_pages + term_pages + calendar_pages
