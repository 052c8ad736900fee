from django.urls import path

from tequio.accounts.access import recently_confirmed
from tequio.workdesk import history, mail, people, trash, views

app_name = "workdesk"
urlpatterns = [
    path("trabajo/", views.today, name="today"),
    path("trabajo/recordar/", views.RemindView.as_view(), name="remind"),
    path("trabajo/historial/<str:kind>/<int:pk>/", history.record_history, name="history"),
    path("trabajo/papelera/", trash.TrashView.as_view(), name="trash"),
    path("trabajo/papelera/<int:pk>/recuperar/", trash.RestoreView.as_view(), name="restore"),
    path("trabajo/sistema/municipio/", views.TownView.as_view(), name="town"),
    path("trabajo/sistema/personas/", people.PeopleView.as_view(), name="people"),
    path(
        "trabajo/sistema/personas/nueva/",
        recently_confirmed(people.NewPersonView.as_view()),
        name="person_new",
    ),
    path(
        "trabajo/sistema/personas/<int:pk>/", recently_confirmed(people.PersonView.as_view()), name="person"
    ),
    path(
        "trabajo/sistema/personas/<int:pk>/invitar/", people.InviteAgainView.as_view(), name="person_invite"
    ),
    path(
        "trabajo/sistema/personas/<int:pk>/retirar-invitacion/",
        people.EndInvitationView.as_view(),
        name="person_uninvite",
    ),
    path(
        "trabajo/sistema/personas/<int:pk>/segundo-paso/",
        recently_confirmed(people.ResetFactorsView.as_view()),
        name="person_factors",
    ),
    path(
        "trabajo/sistema/personas/<int:pk>/baja/",
        recently_confirmed(people.DisableView.as_view()),
        name="person_disable",
    ),
    path(
        "trabajo/sistema/personas/<int:pk>/reactivar/",
        recently_confirmed(people.EnableView.as_view()),
        name="person_enable",
    ),
    path(
        "trabajo/sistema/funciones/<int:pk>/quitar/",
        recently_confirmed(people.EndRoleView.as_view()),
        name="role_end",
    ),
    path(
        "trabajo/sistema/funciones/<int:pk>/entregar/",
        recently_confirmed(people.HandOverView.as_view()),
        name="role_hand_over",
    ),
    path("trabajo/sistema/registro/", views.RegisterView.as_view(), name="register"),
    path("trabajo/sistema/testigos/<int:pk>/quitar/", views.EndWitnessView.as_view(), name="witness_end"),
    path("trabajo/sistema/correo/", mail.MailView.as_view(), name="mail"),
    path("trabajo/sistema/correo/reintentar/", mail.RetryAllView.as_view(), name="mail_retry_all"),
    path("trabajo/sistema/correo/<int:pk>/reintentar/", mail.RetryMessageView.as_view(), name="mail_retry"),
    path(
        "trabajo/sistema/correo/<int:pk>/descartar/", mail.DiscardMessageView.as_view(), name="mail_discard"
    ),
    path("trabajo/sistema/accesos/", views.account_events, name="account_events"),
    path("trabajo/sistema/cambios/", views.traces, name="traces"),
]
