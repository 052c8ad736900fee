from django.urls import path

from tequio.workdesk import views

app_name = "workdesk"
urlpatterns = [
    path("trabajo/", views.today, name="today"),
    path("trabajo/recordar/", views.RemindView.as_view(), name="remind"),
    path("trabajo/sistema/municipio/", views.TownView.as_view(), name="town"),
    path("trabajo/sistema/personas/", views.PeopleView.as_view(), name="people"),
    path("trabajo/sistema/personas/nueva/", views.NewPersonView.as_view(), name="person_new"),
    path("trabajo/sistema/personas/<int:pk>/", views.PersonView.as_view(), name="person"),
    path("trabajo/sistema/funciones/<int:pk>/quitar/", views.EndRoleView.as_view(), name="role_end"),
    path("trabajo/sistema/registro/", views.RegisterView.as_view(), name="register"),
    path("trabajo/sistema/testigos/<int:pk>/quitar/", views.EndWitnessView.as_view(), name="witness_end"),
    path("trabajo/sistema/cambios/", views.traces, name="traces"),
]
