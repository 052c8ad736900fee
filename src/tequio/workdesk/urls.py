from django.urls import URLPattern, URLResolver

app_name = "workdesk"
urlpatterns: list[URLPattern | URLResolver] = []
