from django.contrib import admin
from django.urls import include, path

from . import health, preferences

urlpatterns = [
    path("", include("articles.urls")),
    path("api/", include("articles.api_urls")),
    path("admin/", admin.site.urls),
    path("language/<str:code>/", preferences.set_language, name="language"),
    *(
        path(f"{name}/<str:value>/", preferences.set_choice, {"switch": name}, name=name)
        for name in preferences.SWITCHES
    ),
    path("healthz", health.healthz, name="healthz"),
]
handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"
