from django.urls import include, path

app_name = "programme"
urlpatterns = [
    path("", include("atelier.programme.presentation.urls")),
    path("", include("atelier.programme.catalogue.urls")),
    path("", include("atelier.programme.chronicle.urls")),
    path("", include("atelier.programme.library.urls")),
    path("", include("atelier.programme.desk.urls")),
    path("", include("atelier.programme.calls.urls")),
    path("", include("atelier.programme.selection.urls")),
]
